//! Draws the pictures of the README as SVG, from the same buffers that the tests look at:
//! `cargo run --example screenshots`. A test holds the committed pictures to the code.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use stretch_tui::content::load::load;
use stretch_tui::figure::Marker;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::{Choices, today};
use stretch_tui::playback::Playback;
use stretch_tui::playback::event::Event;
use stretch_tui::tui::app::App;
use stretch_tui::tui::theme::{Name, Theme};

/// Where the pictures are.
pub const FOLDER: &str = "docs/pictures";

/// A cell in the picture, in its units: halves are whole, which keeps the file small.
const CELL: (f64, f64) = (8.0, 16.0);

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
    vec![("player.svg", svg(&session("lat-side-stretch"))), ("home.svg", svg(&[(Duration::ZERO, menu())]))]
}

/// The window of the pictures.
const WINDOW: Rect = Rect::new(0, 0, 100, 30);

/// The least time between two frames of a picture that moves.
const FRAME: Duration = Duration::from_millis(200);

fn menu() -> Buffer {
    drawn(&app())
}

/// The first seconds of a hold, its last ones, and how it is changed to the other side. Each frame comes with how long it
/// shows.
fn session(name: &str) -> Vec<(Duration, Buffer)> {
    let mut app = app();
    let library = load(true, &[]).library;
    let Ok(target) = Target::find(&library, name) else { return Vec::new() };
    let plan = target.plan(&library, None);
    let hold = |number: usize| plan.segments.iter().filter(|segment| segment.is_work()).nth(number);
    let (Some(first), Some(second)) = (hold(0), hold(1)) else { return Vec::new() };
    let [before, after] = [Duration::from_secs(4), Duration::from_secs(5)];
    let parts = [first.start..first.start + after, first.end().saturating_sub(before)..second.start + after];
    app.play(plan.clone(), Duration::ZERO);
    let mut frames: Vec<(Duration, Buffer)> = Vec::new();
    let mut now = Duration::ZERO;
    while now < parts[1].end {
        app.update(Event::Deadline, now);
        if parts.iter().any(|part| part.contains(&now)) {
            let buffer = drawn(&app);
            match frames.last_mut() {
                Some((time, last)) if *last == buffer => *time += FRAME,
                _ => frames.push((FRAME, buffer)),
            }
        }
        now += FRAME;
    }
    frames
}

fn app() -> App {
    let theme = Theme::new(Name::Terminal);
    let mut library = load(true, &[]).library;
    today::add(&mut library, &Choices::default());
    let app = App::new(library, None, theme, Playback::default());
    let mut app = app.with_figure(Some(Marker::Quadrants), false).with_own_routines(Some("my-routines.toml".into()));
    app.resize(WINDOW);
    app
}

fn drawn(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(WINDOW);
    app.render(WINDOW, &mut buffer);
    buffer
}

/// What a frame is made of: what lies behind, and what is written on it.
#[derive(Default)]
struct Layers {
    grounds: Vec<String>,
    inks: Vec<String>,
}

/// Frames as SVG, each for so long: letters as text, blocks and lines as shapes, so that no font is needed for them. What
/// shows in the same frames is one group, so that nothing is there twice. Where no motion is wanted, the first frame stays.
fn svg(frames: &[(Duration, Buffer)]) -> String {
    let (columns, rows) = (f64::from(WINDOW.width), f64::from(WINDOW.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" shape-rendering=\"crispEdges\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"13.3\">\n"
    );
    let layers: Vec<_> = frames.iter().map(|(_, buffer)| layers(buffer)).collect();
    let mut ways = Ways::default();
    let grounds = groups(layers.iter().map(|layers| &layers.grounds), &mut ways);
    let inks = groups(layers.iter().map(|layers| &layers.inks), &mut ways);
    out.push_str(&ways.styles(&frames.iter().map(|(time, _)| *time).collect::<Vec<_>>()));
    out.push_str("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#181a1f\"/>\n");
    out.push_str(&grounds);
    out.push_str(&inks);
    out.push_str("</svg>\n");
    out
}

/// The elements of a layer of each frame, those together that show in the same frames.
fn groups<'a>(layer: impl ExactSizeIterator<Item = &'a Vec<String>>, ways: &mut Ways) -> String {
    let count = layer.len();
    let mut shown: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut elements: Vec<&str> = Vec::new();
    for (frame, drawn) in layer.enumerate() {
        for element in drawn {
            let frames = shown.entry(element).or_insert_with(|| {
                elements.push(element);
                Vec::new()
            });
            frames.push(frame);
        }
    }
    let mut groups: BTreeMap<&[usize], String> = BTreeMap::new();
    for element in elements {
        groups.entry(&shown[element]).or_default().push_str(element);
    }
    let all = |frames: &[usize]| frames.len() == count;
    let group = |(frames, elements): (&[usize], String)| {
        if all(frames) { elements } else { format!("<g class=\"{}\">\n{elements}</g>\n", ways.class(frames)) }
    };
    groups.into_iter().map(group).collect()
}

/// The ways in which parts of a picture come and go: the frames in which they show.
#[derive(Default)]
struct Ways(Vec<Vec<usize>>);

impl Ways {
    fn class(&mut self, frames: &[usize]) -> String {
        let known = self.0.iter().position(|way| way == frames);
        let way = known.unwrap_or_else(|| {
            self.0.push(frames.to_vec());
            self.0.len() - 1
        });
        let still = if frames.contains(&0) { "still " } else { "" };
        format!("{still}w{way}")
    }

    fn styles(&self, times: &[Duration]) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let whole: Duration = times.iter().sum();
        let mut out = String::from("<style>\ng{visibility:hidden}\n");
        for (way, frames) in self.0.iter().enumerate() {
            let _ = write!(out, "@keyframes k{way}{{");
            let mut at = Duration::ZERO;
            for (frame, time) in times.iter().enumerate() {
                let shows = frames.contains(&frame);
                if frame == 0 || shows != frames.contains(&(frame - 1)) {
                    let percent = 100.0 * at.as_secs_f64() / whole.as_secs_f64();
                    let _ = write!(out, "{percent:.2}%{{visibility:{}}}", if shows { "visible" } else { "hidden" });
                }
                at += *time;
            }
            let _ = writeln!(out, "}}\n.w{way}{{animation:k{way} {:.1}s step-end infinite}}", whole.as_secs_f64());
        }
        out + "@media (prefers-reduced-motion:reduce){g{animation:none!important}.still{visibility:visible}}\n</style>\n"
    }
}

fn layers(buffer: &Buffer) -> Layers {
    let mut layers = Layers::default();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let alike = |x: u16| look(&buffer[(x, y)]) == look(cell) && is_shape(&buffer[(x, y)]) == is_shape(cell);
            let end = (x..buffer.area.width).find(|x| !alike(*x)).unwrap_or(buffer.area.width);
            run(&mut layers, buffer, x..end, y);
            x = end;
        }
    }
    layers
}

/// Cells of one look beside each other.
fn run(layers: &mut Layers, buffer: &Buffer, columns: std::ops::Range<u16>, row: u16) {
    let cell = &buffer[(columns.start, row)];
    let (colour, opacity, bold, _) = look(cell);
    let (left, top) = (MARGIN + f64::from(columns.start) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let text: String = columns.clone().map(|x| buffer[(x, row)].symbol()).collect();
    if let Some(ground) = ground(cell) {
        let (width, height) = (CELL.0 * f64::from(columns.end - columns.start), CELL.1);
        let path = format!("<path fill=\"{ground}\" d=\"M{left} {top}h{width}v{height}h-{width}z\"/>\n");
        layers.grounds.push(path);
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
        layers.inks.push(format!("<path fill=\"{colour}\"{fade} d=\"{}\"/>\n", path.trim_end()));
        return;
    }
    // Every word has its place, so that the columns stand whatever the font.
    for (at, word) in words(&text) {
        let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let length = CELL.0 * width(word);
        let (x, y) = (left + CELL.0 * width(&text[..at]), top + CELL.1 * 0.75);
        layers.inks.push(format!(
            "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" fill=\"{colour}\"{fade}{weight}>{escaped}</text>\n"
        ));
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
        Color::Red | Color::LightRed => "#e06c6c",
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
        let _ = write!(path, "M{left} {top}h{width}v{height}h-{width}z ");
    };
    let (half, tall) = (CELL.0 / 2.0, CELL.1 / 2.0);
    match symbol {
        '━' => block(x, y + tall - 1.0, CELL.0, 2.0),
        '─' => block(x, y + tall, CELL.0, 1.0),
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
                block(x + across * half, y + down * tall, half, tall);
            }
        }
    }
}
