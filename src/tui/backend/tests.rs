//! What a terminal shows after some frames is what was drawn, in as few bytes as will do.

use std::num::NonZero;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style as Look};

use super::*;

const SIZE: Size = Size { width: 24, height: 6 };

type Written<'a> = (u16, u16, &'a str, Look);

/// The bytes of each frame, and the last frame as it was meant.
fn draw(frames: &[Vec<Written<'_>>]) -> (Vec<Vec<u8>>, Buffer) {
    let mut terminal = Terminal::new(Ansi::new(Vec::new(), SIZE)).unwrap();
    let (mut bytes, mut meant) = (Vec::new(), Buffer::empty(SIZE.into()));
    for texts in frames {
        let frame = terminal.draw(|frame| {
            for (x, y, text, look) in texts {
                frame.buffer_mut().set_stringn(*x, *y, text, usize::from(SIZE.width - x), *look);
            }
        });
        meant = frame.unwrap().buffer.clone();
        bytes.push(std::mem::take(&mut terminal.backend_mut().out));
    }
    (bytes, meant)
}

/// What a terminal shows after these bytes is what the buffer says, cell for cell.
fn assert_shown(bytes: &[u8], meant: &Buffer) {
    let (rows, columns) = (NonZero::new(SIZE.height).unwrap(), NonZero::new(SIZE.width).unwrap());
    let mut parser = vt100::Parser::new(rows, columns, 0);
    parser.process(bytes);
    let colour = |colour| match colour {
        Color::Reset => vt100::Color::Default,
        Color::Cyan => vt100::Color::Idx(6),
        Color::LightRed => vt100::Color::Idx(9),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("not in this test: {other}"),
    };
    for position in Rect::from(SIZE).positions() {
        let (cell, wanted) = (parser.screen().cell(position.y, position.x).unwrap(), &meant[position]);
        if cell.is_wide_continuation() {
            continue;
        }
        let text = if cell.contents().is_empty() { " " } else { cell.contents() };
        assert_eq!(text, wanted.symbol(), "{position}");
        if text != " " {
            let (bold, dim) = (wanted.modifier.contains(Modifier::BOLD), wanted.modifier.contains(Modifier::DIM));
            // The emulator knows only one of the two at a time.
            let weight = if bold && dim { cell.bold() != cell.dim() } else { (cell.bold(), cell.dim()) == (bold, dim) };
            assert!(weight, "{position}");
            assert_eq!(cell.fgcolor(), colour(wanted.fg), "{position}");
        }
        assert_eq!(cell.underline(), wanted.modifier.contains(Modifier::UNDERLINED), "{position}");
        // The ground of a blank may be ink in reverse video.
        if text == " " && cell.inverse() && cell.fgcolor() != vt100::Color::Default {
            assert_eq!(
                cell.fgcolor(),
                colour(if wanted.modifier.contains(Modifier::REVERSED) { wanted.fg } else { wanted.bg }),
                "{position}"
            );
            continue;
        }
        assert_eq!(cell.inverse(), wanted.modifier.contains(Modifier::REVERSED), "{position}");
        assert_eq!(cell.bgcolor(), colour(wanted.bg), "{position}");
    }
}

fn looks() -> Vec<Look> {
    let plain = Look::new();
    vec![
        plain,
        plain.bold(),
        plain.dim(),
        plain.bold().fg(Color::Cyan),
        plain.reversed().underlined(),
        plain.fg(Color::LightRed).bg(Color::Cyan),
        plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 20, 255)),
    ]
}

// No failure files: a failing case prints its input, and the repository stays as it is.
proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
    #[test]
    fn any_frames_are_shown_as_they_are(
        frames in proptest::collection::vec(
            proptest::collection::vec((0..SIZE.width, 0..SIZE.height - 1, 0..3_usize, 0..7_usize), 0..12),
            1..6,
        ),
        wide in 0..7_usize,
    ) {
        let texts = ["x", "two words", "█▀ ━"];
        let mut frames: Vec<Vec<_>> = frames
            .iter()
            .map(|frame| frame.iter().map(|(x, y, text, look)| (*x, *y, texts[*text], looks()[*look])).collect())
            .collect();
        // Wide letters have a row to themselves: terminals differ in what is left of half a letter.
        for frame in frames.iter_mut().step_by(2) {
            frame.push((2, SIZE.height - 1, "wide 漢字 wide", looks()[wide]));
        }
        let (bytes, meant) = draw(&frames);
        assert_shown(&bytes.concat(), &meant);
    }
}

#[test]
fn a_ground_fills_the_window_and_goes_without_a_trace() {
    let mut terminal = Terminal::new(Ansi::new(Vec::new(), SIZE)).unwrap();
    let mut bytes = Vec::new();
    let (plain, dark) = (Look::new(), Look::new().fg(Color::Indexed(251)).bg(Color::Indexed(234)));
    let light = dark.bg(Color::Indexed(230));
    let grounds = [(dark, false), (light, false), (plain, false), (light, false), (plain, true), (dark, true)];
    for (ground, anew) in grounds {
        if anew {
            // As after a change of the window's size.
            terminal.resize(SIZE.into()).unwrap();
        }
        let frame = terminal.draw(|frame| {
            frame.buffer_mut().set_style(SIZE.into(), ground);
            frame.buffer_mut().set_string(3, 1, "a word", Look::new().bold());
        });
        let meant = frame.unwrap().buffer.clone();
        bytes.append(&mut terminal.backend_mut().out);
        assert_shown(&bytes, &meant);
    }
}

#[test]
fn block_elements_are_drawn_one_by_one() {
    let (written, _) = draw(&[vec![(2, 1, "▄▜a", Look::new())], vec![(2, 1, "words", Look::new())]]);
    assert!(String::from_utf8_lossy(&written[0]).contains("▄\u{f}▜\u{f}a"), "{:?}", written[0].escape_ascii());
    assert!(!written[1].contains(&SHIFT_IN));
}

#[test]
fn colours_that_take_turns_are_written_one_after_the_other() {
    let (grey, cyan) = (Look::new().fg(Color::Indexed(246)), Look::new().fg(Color::Cyan));
    let frame = (0..8).map(|x| (2 * x, 1, "▌", if x % 2 == 0 { grey } else { cyan })).collect();
    let (written, meant) = draw(&[frame]);
    let text = String::from_utf8_lossy(&written[0]);
    assert_eq!((text.matches("246m").count(), text.matches("36m").count()), (1, 1), "{text:?}");
    assert_shown(&written[0], &meant);
}

#[test]
fn a_blank_takes_its_ground_from_the_ink_there_is() {
    let grey = Look::new().fg(Color::Indexed(246));
    let (written, meant) =
        draw(&[vec![(2, 1, "▐", grey), (3, 1, "  ", grey.bg(Color::Indexed(246))), (5, 1, "▌", grey)]]);
    let text = String::from_utf8_lossy(&written[0]);
    assert!(text.contains("\u{1b}[7m  \u{1b}[27m▌"), "{text:?}");
    assert_shown(&written[0], &meant);
}

#[test]
fn a_frame_without_a_change_writes_nothing() {
    let frame = vec![(2, 1, "still", Look::new().bold())];
    let (written, _) = draw(&[frame.clone(), frame]);
    assert_eq!(String::from_utf8_lossy(&written[1]), "");
}

#[test]
fn a_change_of_a_few_cells_takes_few_bytes() {
    let first = vec![(4, 1, "██", Look::new()), (4, 2, "██", Look::new())];
    let (written, _) = draw(&[first, vec![]]);
    // To the first row, two spaces, down and back, two spaces.
    assert_eq!(String::from_utf8_lossy(&written[1]), "\x1b[2;5H  \n\x08\x08  ");
}

#[test]
fn after_a_resize_the_pen_is_somewhere_else() {
    let mut terminal = Ansi::new(Vec::new(), SIZE);
    let mut cell = Cell::EMPTY;
    cell.set_symbol("x");
    let draw = |terminal: &mut Ansi<Vec<u8>>, x| {
        terminal.draw([(x, 1, &cell)].into_iter()).unwrap();
        terminal.flush().unwrap();
        String::from_utf8(std::mem::take(&mut terminal.out)).unwrap()
    };
    draw(&mut terminal, 3);
    assert_eq!(draw(&mut terminal, 4), "x", "it is there already");
    terminal.resize(SIZE);
    assert_eq!(draw(&mut terminal, 5), "\x1b[2;6Hx", "the terminal may have moved it");
}

/// Symbols that terminals differ about, and what takes one, two and four columns in their place: four terminals.
const DOUBTFUL: [&str; 6] = [
    "\u{267b}\u{fe0f}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{26a0}\u{fe0f}",
    "\u{1f9d8}",
    "\u{231a}",
];
const STANDING_FOR: [&str; 4] = ["", "\u{1}", "\u{6f22}", "\u{6f22}\u{6f22}"];

#[test]
fn a_doubtful_width_stays_in_its_row() {
    for doubtful in DOUBTFUL {
        let name = format!("{doubtful} Wrists");
        let frames = [
            vec![(2, 1, &*name, Look::new()), (17, 1, "0:37", Look::new()), (2, 2, "plain", Look::new())],
            vec![(2, 1, &*name, Look::new()), (17, 1, "0:36", Look::new()), (4, 2, "left", Look::new().bold())],
            vec![(2, 2, &*name, Look::new()), (17, 2, "0:36 left", Look::new()), (19, 3, "x", Look::new())],
        ];
        let (bytes, meant) = draw(&frames);
        for stands in STANDING_FOR {
            let text = String::from_utf8(bytes.concat()).unwrap();
            let stands = if stands == "\u{1}" { "o" } else { stands };
            let text = if stands.is_empty() { text } else { text.replace(doubtful, stands) };
            let (rows, columns) = (NonZero::new(SIZE.height).unwrap(), NonZero::new(SIZE.width).unwrap());
            let mut parser = vt100::Parser::new(rows, columns, 0);
            parser.process(text.as_bytes());
            let row = |y: u16| parser.screen().rows(0, SIZE.width).nth(usize::from(y)).unwrap();
            // Rows that never had one are right to the cell, and in its own row what stands away from it.
            for y in [0, 3, 4, 5] {
                let wanted: String = (0..SIZE.width).map(|x| meant[(x, y)].symbol()).collect();
                assert_eq!(row(y).trim_end(), wanted.trim_end(), "{doubtful} as {stands}");
            }
            assert!(row(2).ends_with("0:36 le"), "{doubtful} as {stands}: {:?}", row(2));
        }
    }
}
