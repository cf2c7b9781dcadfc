//! Whether everything can be seen: each look against its ground, measured as WCAG 2.2 measures it (success criteria
//! 1.4.3 and 1.4.6 for text, 1.4.11 for the figure), and what the themes promise beside that.

mod terminals;

use ratatui::layout::Size;
use ratatui::style::{Color, Modifier, Style};

use super::{Name, Theme};
use crate::figure::{Marker, Styles};

const MARKERS: [Marker; 5] = [Marker::Braille, Marker::Sextants, Marker::Quadrants, Marker::Blocks, Marker::Ascii];

type Look = (&'static str, Style);

/// The looks that text can have.
fn of_text(theme: Theme) -> [Look; 10] {
    [
        ("text", theme.text()),
        ("strong", theme.strong()),
        ("quiet", theme.quiet()),
        ("accent", theme.accent()),
        ("chosen", theme.chosen()),
        ("caution", theme.caution()),
        ("sign", theme.sign()),
        ("block", theme.block()),
        ("alarm", theme.alarm()),
        ("good", theme.good()),
    ]
}

/// The looks of the figure, and of the bar that stands still.
fn of_figure(theme: Theme, marker: Marker) -> [Look; 9] {
    let Styles { near, front, hair, far, accent, guide, prop, ground } = theme.figure(marker);
    [
        ("near", near),
        ("front", front),
        ("hair", hair),
        ("far", far),
        ("muscle", accent),
        ("guide", guide),
        ("prop", prop),
        ("ground", ground),
        ("resting", theme.resting()),
    ]
}

/// All looks, as they are on the window.
fn on_the_window(name: Name) -> impl Iterator<Item = Look> {
    let theme = Theme::new(name);
    let figures = MARKERS.into_iter().flat_map(move |marker| of_figure(theme, marker));
    of_text(theme).into_iter().chain(figures).map(move |(what, look)| (what, theme.base().patch(look)))
}

/// Red, green and blue of a colour that is the same in every terminal.
fn rgb(colour: Option<Color>) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match colour {
        Some(Color::Indexed(index @ 16..=231)) => {
            let at = usize::from(index - 16);
            [LEVELS[at / 36], LEVELS[at / 6 % 6], LEVELS[at % 6]]
        }
        Some(Color::Indexed(index @ 232..)) => [8 + 10 * (index - 232); 3],
        Some(Color::Rgb(red, green, blue)) => [red, green, blue],
        other => panic!("not the same in every terminal: {other:?}"),
    }
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|level| {
        let level = f64::from(level) / 255.0;
        if level <= 0.04045 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, "contrast ratio".
fn contrast(look: Style) -> f64 {
    ratio(rgb(look.fg), rgb(look.bg))
}

fn ratio(text: [u8; 3], ground: [u8; 3]) -> f64 {
    let (one, other) = (luminance(text), luminance(ground));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn assert_contrasts(name: Name, text: f64, figure: f64) {
    let theme = Theme::new(name);
    let texts = of_text(theme).map(|look| (look, text)).into_iter();
    let figures = MARKERS.into_iter().flat_map(|marker| of_figure(theme, marker)).map(|look| (look, figure));
    for ((what, look), least) in texts.chain(figures) {
        let ratio = contrast(theme.base().patch(look));
        assert!(ratio >= least, "{what} of `{}` has {ratio:.2} : 1, and needs {least} : 1", name.word());
    }
}

#[test]
fn the_measure_is_the_one_of_wcag() {
    // On white: black, white, red, green, blue, and #767676, the lightest grey that can be read there.
    for (text, wanted) in [(16, 21.0), (231, 1.0), (196, 4.0), (46, 1.37), (21, 8.59), (243, 4.54)] {
        let ratio = contrast(Style::new().fg(Color::Indexed(text)).bg(Color::Indexed(231)));
        assert!((ratio - wanted).abs() < 0.005, "{text} has {ratio:.3}");
    }
}

#[test]
fn contrast_has_aaa_throughout() {
    assert_contrasts(Name::Contrast, 7.0, 7.0);
}

fn with_ground() -> impl Iterator<Item = Name> {
    Name::WORDS.iter().map(|(_, name)| *name).filter(|name| Theme::new(*name).base().bg.is_some())
}

#[test]
fn themes_with_a_ground_have_aa() {
    assert!(with_ground().count() >= 3);
    for name in with_ground() {
        assert_contrasts(name, 4.5, 3.0);
    }
}

#[test]
fn themes_with_a_ground_name_every_colour_and_dim_none() {
    for name in with_ground() {
        for (what, look) in on_the_window(name) {
            // Would panic for a colour of the first sixteen, and where there is none.
            let _ = (rgb(look.fg), rgb(look.bg));
            assert!(!look.add_modifier.contains(Modifier::DIM), "{what} of `{}`", name.word());
        }
    }
}

#[test]
fn the_terminals_own_theme_has_its_ground_and_of_its_colours_only_the_first_sixteen() {
    assert_eq!(Theme::new(Name::Terminal).base(), Style::new());
    for (what, look) in on_the_window(Name::Terminal) {
        // But for the greys of a figure of filled cells.
        assert!(!matches!(look.fg, Some(Color::Indexed(..=240 | 247..) | Color::Rgb(..))), "{what}");
        assert_eq!(look.bg, None, "{what}");
    }
}

#[test]
fn the_greys_of_the_figure_are_seen_on_white_and_on_black() {
    for ground in [16, 231] {
        let Styles { near, front, hair, far, .. } = Theme::new(Name::Terminal).figure(Marker::Sextants);
        for look in [near, front, hair, far] {
            assert!(contrast(look.bg(Color::Indexed(ground))) >= 3.0, "{look:?} on {ground}");
        }
    }
}

#[test]
fn a_picture_has_colours_of_its_own_where_the_theme_leaves_them_to_the_terminal() {
    for (word, name) in Name::WORDS {
        let theme = Theme::new(*name);
        if !theme.is_coloured() {
            continue;
        }
        let grounds = theme.base().bg.map_or(vec![Color::Indexed(16), Color::Indexed(231)], |ground| vec![ground]);
        for (what, look) in of_figure(theme, Marker::Pixels(Size::ZERO)) {
            for ground in &grounds {
                assert!(contrast(look.bg(*ground)) >= 3.0, "{what} of `{word}` on {ground}");
            }
        }
    }
}

#[test]
fn an_accent_that_bold_would_change_is_not_bold() {
    let theme = Theme::new(Name::Terminal);
    for look in MARKERS.map(|marker| theme.figure(marker).accent) {
        assert_eq!((look.fg, look.add_modifier), (Some(Color::Cyan), Modifier::empty()));
    }
}

#[test]
fn mono_names_no_colour() {
    assert_eq!(Theme::new(Name::Mono).base(), Style::new());
    for (what, look) in on_the_window(Name::Mono) {
        assert_eq!((look.fg, look.bg), (None, None), "{what}");
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    for (word, name) in Name::WORDS {
        for (what, look) in on_the_window(*name) {
            let has_weight = look.add_modifier.contains(Modifier::BOLD);
            let wanted = match what {
                "strong" | "alarm" | "chosen" | "caution" | "block" => true,
                // Words say it where the weight would change the colour, or is not seen.
                "muscle" => continue,
                _ => false,
            };
            assert_eq!(has_weight, wanted, "{what} of `{word}`");
        }
    }
}

#[test]
fn looks_that_share_a_cell_are_not_dimmed() {
    for (word, name) in Name::WORDS {
        let markers = [Marker::Blocks, Marker::Sextants, Marker::Quadrants];
        for (what, look) in markers.into_iter().flat_map(|marker| of_figure(Theme::new(*name), marker)) {
            assert!(!look.add_modifier.contains(Modifier::DIM), "{what} of `{word}`");
        }
    }
}
