//! Draws the pictures of the README as SVG, from the same buffers that the tests look at:
//! `cargo run --example screenshots`. A test holds the committed pictures to the code.

use std::{fmt::Write as _, fs, io, path::Path, time::Duration};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
    widgets::Widget,
};
use stretch_tui::{
    content::load::load,
    figure::Marker,
    plan::choose::Choice,
    session::Pace,
    tui::{
        app::App,
        theme::{Name, Theme},
    },
};

/// Where the pictures are.
pub const FOLDER: &str = "docs/pictures";

/// A cell in the picture, in its units.
const CELL: (f64, f64) = (8.0, 17.0);

/// The room around the cells.
const MARGIN: f64 = 12.0;

fn main() -> io::Result<()> {
    fs::create_dir_all(FOLDER)?;
    for (name, picture) in pictures() {
        fs::write(Path::new(FOLDER).join(name), picture)?;
    }
    Ok(())
}

/// Every picture, with the name of its file.
#[must_use]
pub fn pictures() -> Vec<(&'static str, String)> {
    let player = |name, at| shown(Some(name), Duration::from_secs(at));
    vec![("player.svg", svg(&player("lat-side-stretch", 16))), ("home.svg", svg(&shown(None, Duration::ZERO)))]
}

/// The screen at 100 columns and 30 rows: the menu, or so long into a session.
fn shown(name: Option<&str>, at: Duration) -> Buffer {
    let area = Rect::new(0, 0, 100, 30);
    let library = load(true, &[]).library;
    let plan = name.and_then(|name| Some(Choice::find(&library, name).ok()?.plan(&library, None)));
    let theme = Theme::new(Name::Terminal);
    let mut app = App::new(library, None, theme, Pace::default()).with_figure(Some(Marker::Quadrants), false);
    app.resize(area);
    if let Some(plan) = plan {
        app.play(plan, Duration::ZERO);
        for second in 1..=at.as_secs() {
            app.look(Duration::from_secs(second));
        }
    }
    let mut buffer = Buffer::empty(area);
    (&app).render(area, &mut buffer);
    buffer
}

/// A buffer as SVG: letters as text, blocks and lines as shapes, so that no font is needed for them.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (f64::from(buffer.area.width), f64::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#181a1f\"/>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let alike = |x: u16| look(&buffer[(x, y)]) == look(cell) && is_shape(&buffer[(x, y)]) == is_shape(cell);
            let end = (x..buffer.area.width).find(|x| !alike(*x)).unwrap_or(buffer.area.width);
            run(&mut out, buffer, x..end, y);
            x = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Cells of one look beside each other.
fn run(out: &mut String, buffer: &Buffer, columns: std::ops::Range<u16>, row: u16) {
    let cell = &buffer[(columns.start, row)];
    let (colour, opacity, bold, _) = look(cell);
    let (left, top) = (MARGIN + f64::from(columns.start) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let text: String = columns.clone().map(|x| buffer[(x, row)].symbol()).collect();
    if let Some(ground) = ground(cell) {
        // A hair wider and higher than its cells: beside and below each other they have no seam.
        let (width, height) = (CELL.0 * f64::from(columns.end - columns.start) + 0.3, CELL.1 + 0.3);
        let _ =
            writeln!(out, "<path fill=\"{ground}\" d=\"M{left:.1} {top:.1}h{width:.1}v{height:.1}h-{width:.1}z\"/>");
    }
    if text.trim().is_empty() {
        return;
    }
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let fade = if opacity < 1.0 { format!(" opacity=\"{opacity}\"") } else { String::new() };
    if is_shape(cell) {
        let mut path = String::new();
        for (x, symbol) in columns.map(|x| (MARGIN + f64::from(x) * CELL.0, buffer[(x, row)].symbol())) {
            shape(&mut path, symbol.chars().next().unwrap_or(' '), x, top);
        }
        let _ = writeln!(out, "<path fill=\"{colour}\"{fade} d=\"{}\"/>", path.trim_end());
        return;
    }
    // Every word has its place, so that the columns stand whatever the font.
    for (at, word) in words(&text) {
        let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let length = CELL.0 * width(word);
        let (x, y) = (left + CELL.0 * width(&text[..at]), top + CELL.1 * 0.76);
        let _ = writeln!(
            out,
            "<text x=\"{x:.0}\" y=\"{y:.1}\" textLength=\"{length:.0}\" fill=\"{colour}\"{fade}{weight}>{escaped}</text>"
        );
    }
}

/// The words of a text, with the byte each begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').filter(|word| !word.is_empty()).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The columns of a text without wide letters.
fn width(text: &str) -> f64 {
    f64::from(u16::try_from(text.chars().count()).unwrap_or(0))
}

/// The colour behind a cell, where it is not the window's.
fn ground(cell: &Cell) -> Option<&'static str> {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    (reversed || cell.bg != Color::Reset).then(|| colour(if reversed { cell.fg } else { cell.bg }))
}

/// A colour as it is in the picture.
fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Cyan => "#3fb5b5",
        Color::Yellow => "#d9b13b",
        Color::Red => "#e06c6c",
        Color::Green => "#69b96e",
        Color::Blue => "#5b86cf",
        Color::Indexed(246) => "#949494",
        Color::Indexed(243) => "#767676",
        Color::Indexed(241) => "#626262",
        _ => "#d4d7d9",
    }
}

/// Colour, opacity and weight, and the colour behind it.
fn look(cell: &Cell) -> (&'static str, f64, bool, Option<&'static str>) {
    let opacity = if cell.modifier.contains(Modifier::DIM) { 0.55 } else { 1.0 };
    (colour(cell.fg), opacity, cell.modifier.contains(Modifier::BOLD), ground(cell))
}

fn is_shape(cell: &Cell) -> bool {
    matches!(
        cell.symbol().chars().next(),
        Some('\u{2580}' | '\u{2584}'..='\u{2590}' | '\u{2596}'..='\u{259f}' | '\u{2550}'..='\u{256c}' | '━' | '─')
    )
}

/// Adds a symbol's shape to a path, at the upper left corner of its cell.
fn shape(path: &mut String, symbol: char, x: f64, y: f64) {
    let mut block = |left: f64, top: f64, width: f64, height: f64| {
        let _ = write!(path, "M{left:.1} {top:.1}h{width:.1}v{height:.1}h-{width:.1}z ");
    };
    let (half, tall) = (CELL.0 / 2.0, CELL.1 / 2.0);
    match symbol {
        '━' => block(x, y + CELL.1 * 0.45, CELL.0, 2.0),
        '─' => block(x, y + CELL.1 * 0.48, CELL.0, 1.0),
        // Double lines: to the left, to the right, up and down, as far as the symbol goes there.
        '\u{2550}'..='\u{256c}' => {
            let goes = |ways: &str| ways.contains(symbol);
            let (left, right) = (goes("═╗╝╣╦╩╬"), goes("═╔╚╠╦╩╬"));
            let (up, down) = (goes("║╚╝╠╣╩╬"), goes("║╔╗╠╣╦╬"));
            let (from, to) = (if left { 0.0 } else { half - 2.0 }, if right { CELL.0 } else { half + 2.0 });
            if left || right {
                for line in [-2.0, 1.0] {
                    block(x + from, y + tall + line, to - from, 1.0);
                }
            }
            let (from, to) = (if up { 0.0 } else { tall - 2.0 }, if down { CELL.1 } else { tall + 2.0 });
            if up || down {
                for line in [-2.0, 1.0] {
                    block(x + half + line, y + from, 1.0, to - from);
                }
            }
        }
        blocks => {
            const QUARTERS: [(&str, f64, f64); 4] =
                [("▘▀▌▛▚▜▙█", 0.0, 0.0), ("▝▀▞▛▐▜▟█", 1.0, 0.0), ("▖▌▞▛▄▙▟█", 0.0, 1.0), ("▗▚▐▜▄▙▟█", 1.0, 1.0)];
            for (_, across, down) in QUARTERS.into_iter().filter(|(with, ..)| with.contains(blocks)) {
                block(x + across * half, y + down * tall, half + 0.3, tall + 0.3);
            }
        }
    }
}
