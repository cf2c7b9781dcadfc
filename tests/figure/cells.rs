//! The figure in cells as it moves: what changes from frame to frame, and how much is written for it.

use std::cell::Cell as Count;
use std::io;
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};
use ratatui::widgets::StatefulWidget;
use stretch_tui::figure::samples::Samples;
use stretch_tui::figure::{Canvas, Figure, Marker, Motion, Pose, Way};
use stretch_tui::tui::backend::Ansi;
use stretch_tui::tui::theme::{Name, Theme};

use super::{FIGURES, MARKERS};

/// The room the player gives the figure in a window of 100 by 30.
const ROOM: Size = Size { width: 58, height: 24 };

/// So many frames of a motion a second, once through it; of one in breaths, every breath of it.
fn played(motion: &Motion, a_second: f64) -> Vec<Pose> {
    let way = Way::default();
    let shares = |seconds: f64| {
        let shares = (0..).map(move |frame| f64::from(frame) / (seconds * a_second));
        shares.take_while(|share| *share <= 1.0)
    };
    match motion.phase_count() {
        0 => shares(motion.seconds).map(|at| motion.pose(at, way)).collect(),
        phases => (0..phases)
            .flat_map(|phase| shares(motion.seconds / 2.0).map(move |at| motion.phase_pose(phase, at, None, way)))
            .collect(),
    }
}

/// Counts what is written.
#[derive(Clone, Default)]
struct Counter(Rc<Count<usize>>);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is written while a motion is played, after its first frame.
fn written(motion: &Motion, marker: Marker, theme: Theme) -> usize {
    let counter = Counter::default();
    let mut terminal = Terminal::new(Ansi::new(counter.clone(), ROOM)).unwrap();
    let mut canvas = Canvas::default();
    let mut first = None;
    for pose in played(motion, 12.0) {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let area = frame.area();
            frame.buffer_mut().set_style(area, theme.base());
            let figure = Figure::new(motion, &pose).marker(marker).styles(theme.figure(marker));
            StatefulWidget::render(&figure, area, frame.buffer_mut(), &mut canvas);
        };
        terminal.draw(draw).unwrap();
        first.get_or_insert(counter.0.get());
    }
    counter.0.get() - first.unwrap_or_default()
}

#[test]
fn filled_cells_take_at_most_half_as_much_again_as_braille() {
    for (word, name) in Name::WORDS {
        for motion in FIGURES.motions.values() {
            let of = |marker| written(motion, marker, Theme::new(*name));
            let braille = of(Marker::Braille);
            for marker in [Marker::Sextants, Marker::Quadrants] {
                let bytes = of(marker);
                assert!(bytes * 2 <= braille * 3, "{word}, {marker:?}, {}: {bytes}, braille {braille}", motion.id);
            }
        }
    }
}

/// How many samples differ.
fn apart(one: &Samples, other: &Samples) -> usize {
    let differ = |(one, other): (&u32, &u32)| {
        one.to_le_bytes().iter().zip(other.to_le_bytes()).filter(|(one, other)| **one != *other).count()
    };
    one.iter().zip(other).map(differ).sum()
}

#[test]
fn no_cell_changes_whose_coverage_changed_by_less_than_a_tenth() {
    const SAMPLES: [usize; MARKERS.len()] = [24, 16, 8, 8, 8];
    for ((name, marker), of) in MARKERS.into_iter().zip(SAMPLES) {
        let mut changes = 0;
        for motion in FIGURES.motions.values() {
            let mut canvas = Canvas::default();
            let area = Rect::from(Size::new(40, 20));
            let mut before = Buffer::empty(area);
            // What the cells covered when they were last drawn anew.
            let mut covered = vec![Samples::default(); usize::from(area.width) * usize::from(area.height)];
            // As it is played, and so slowly that hardly a sample changes from frame to frame.
            for pose in played(motion, 12.0).into_iter().chain(played(motion, 30.0)) {
                let mut buffer = Buffer::empty(area);
                let styles = Theme::new(Name::Terminal).figure(marker);
                let figure = Figure::new(motion, &pose).marker(marker).styles(styles);
                StatefulWidget::render(&figure, area, &mut buffer, &mut canvas);
                for ((place, covered), cell) in area.positions().zip(&mut covered).zip(&buffer.content) {
                    let samples = canvas.cell(place.x.into(), place.y.into());
                    let is_blank = (cell.symbol(), cell.bg, cell.modifier) == (" ", Color::Reset, Modifier::empty());
                    let nothing = samples == Samples::default();
                    assert!(is_blank || !nothing, "{name}, {}: {cell:?} stays at {place}", motion.id);
                    if *cell != before[place] {
                        let differ = apart(covered, &samples);
                        assert!(differ * 10 >= of, "{name}, {}: {differ} of {of} samples at {place}", motion.id);
                        *covered = samples;
                        changes += 1;
                    }
                }
                before = buffer;
            }
        }
        assert!(changes > 10_000, "{name}: {changes}");
    }
}

#[test]
fn without_colours_working_muscles_have_a_pattern() {
    let motion = FIGURES.motion("neck-full-circle").unwrap();
    for ((name, marker), pattern) in MARKERS.into_iter().zip(['▚', '▚', '⢕', '▒', '%']) {
        let pose = motion.telling_pose(Way::default());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 18));
        let styles = Theme::new(Name::Mono).figure(marker);
        StatefulWidget::render(
            &Figure::new(motion, &pose).marker(marker).styles(styles),
            buffer.area,
            &mut buffer,
            &mut Canvas::default(),
        );
        let drawn = buffer.content.iter().filter(|cell| cell.symbol().starts_with(pattern)).count();
        assert!(drawn >= 5, "{name}: {drawn} cells of a muscle");
    }
}
