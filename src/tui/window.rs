//! The window that the screens are drawn on.
//!
//! It draws what an app shows, with its picture, and follows the size of the terminal. [`crate::terminal`] takes the
//! terminal and gives it back.

use std::io::{self, Write};

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::Widget;

use super::app::App;
use super::backend::{Ansi, is_of_doubtful_width};
use crate::terminal::{Tty, enter, leave};
use crate::{ascii, exit};

/// A terminal that is ours until it is dropped.
pub struct Guard {
    pub terminal: Terminal<Ansi<Tty>>,
    /// The pixels of a cell.
    cell: Size,
    #[cfg(feature = "pixels")]
    pictures: super::pictures::Pictures,
    doubtful: Doubtful,
}

impl Guard {
    /// Takes the terminal. Fails when it cannot be put into raw mode or written to; it is then as it was.
    pub fn new() -> io::Result<Self> {
        exit::after_a_panic();
        let size = size()?;
        enter()?;
        let terminal = Terminal::new(Ansi::new(Tty, size).in_ascii(ascii::is_only())).inspect_err(|_| leave())?;
        Ok(Self {
            terminal,
            cell: cell(),
            #[cfg(feature = "pixels")]
            pictures: super::pictures::Pictures::default(),
            doubtful: Vec::new(),
        })
    }
}

/// What the loop draws on.
pub(super) trait Window {
    fn area(&self) -> io::Result<Rect>;

    /// The pixels of a cell; zero where the terminal does not tell.
    fn cell(&self) -> Size;

    fn draw(&mut self, app: &App) -> io::Result<()>;

    /// Reads its size again. The next frame has that size and is drawn whole: a window that was made smaller and larger
    /// again has its old size, but not its old cells.
    fn resize(&mut self) -> io::Result<()>;

    /// Takes the terminal again after another program had it. The next frame is drawn whole.
    fn retake(&mut self) -> io::Result<()>;
}

impl Window for Guard {
    fn area(&self) -> io::Result<Rect> {
        Ok(Rect::from(self.terminal.size()?))
    }

    fn cell(&self) -> Size {
        self.cell
    }

    fn draw(&mut self, app: &App) -> io::Result<()> {
        let cleared = paint(app, &mut self.terminal, &mut self.doubtful)?;
        self.draw_picture(app, cleared)
    }

    fn resize(&mut self) -> io::Result<()> {
        let size = size()?;
        self.remove_picture()?;
        self.cell = cell();
        self.terminal.backend_mut().resize(size);
        self.terminal.resize(size.into())
    }

    fn retake(&mut self) -> io::Result<()> {
        // After a stop without a warning we have not given it back, but a shell has changed it.
        leave();
        enter()?;
        self.terminal.backend_mut().forget();
        self.resize()
    }
}

#[cfg(feature = "pixels")]
impl Guard {
    /// Draws the picture of an app, if it has one, over its cells.
    fn draw_picture(&mut self, app: &App, cleared: bool) -> io::Result<()> {
        use ratatui::backend::Backend;

        if cleared {
            self.pictures.forget();
        }
        let canvas = app.canvas();
        let bytes = self.pictures.frame(&canvas);
        if bytes.is_empty() {
            return Ok(());
        }
        // Noted before it is written, so that every way out removes it.
        crate::terminal::note_picture(true);
        let picture = canvas.picture();
        let backend = self.terminal.backend_mut();
        backend.place(picture.map(|picture| picture.room.as_position()).unwrap_or_default(), &bytes);
        backend.flush()?;
        crate::terminal::note_picture(picture.is_some());
        Ok(())
    }

    /// In a window of another size its place is not known.
    fn remove_picture(&mut self) -> io::Result<()> {
        self.pictures.forget();
        crate::terminal::remove_picture()
    }
}

#[cfg(not(feature = "pixels"))]
#[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "as with pictures")]
impl Guard {
    fn draw_picture(&mut self, _: &App, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn remove_picture(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// The texts in a frame that take more columns on some terminals than on others, and where they are.
type Doubtful = Vec<(Position, String)>;

/// Draws a frame. If its texts of doubtful width are not the same as before it is drawn whole, since we do not know which
/// columns the old ones took. Returns whether it was.
fn paint<W: Write>(shown: impl Widget, terminal: &mut Terminal<Ansi<W>>, before: &mut Doubtful) -> io::Result<bool> {
    let mut frame = terminal.get_frame();
    frame.render_widget(shown, frame.area());
    let doubtful = doubtful(frame.buffer_mut());
    let whole = doubtful != *before;
    if whole {
        terminal.clear()?;
        *before = doubtful;
    }
    terminal.apply_buffer().map(|_| whole)
}

fn doubtful(frame: &Buffer) -> Doubtful {
    let cells = frame.area.positions().map(|position| (position, frame[position].symbol()));
    let doubtful = cells.filter(|(_, symbol)| symbol.len() > 1 && is_of_doubtful_width(symbol));
    doubtful.map(|(position, symbol)| (position, symbol.to_owned())).collect()
}

fn size() -> io::Result<Size> {
    Ok(crossterm::terminal::size()?.into())
}

fn cell() -> Size {
    let window = crossterm::terminal::window_size().ok();
    let of = |pixels: u16, cells: u16| pixels.checked_div(cells).unwrap_or_default();
    window.map_or(Size::ZERO, |window| Size::new(of(window.width, window.columns), of(window.height, window.rows)))
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;
    use std::sync::{Arc, Mutex, PoisonError};

    use super::*;

    const SIZE: Size = Size { width: 24, height: 4 };

    /// A terminal that shows something else for the emoji of the tests.
    #[derive(Clone, Default)]
    struct ShownBytes(Arc<Mutex<Vec<u8>>>);

    impl Write for ShownBytes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl ShownBytes {
        fn rows(&self, stands_for_it: &str) -> Vec<String> {
            let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let text = String::from_utf8(bytes).unwrap().replace(EMOJI, stands_for_it);
            let (rows, columns) = (NonZero::new(SIZE.height).unwrap(), NonZero::new(SIZE.width).unwrap());
            let mut parser = vt100::Parser::new(rows, columns, 0);
            parser.process(text.as_bytes());
            parser.screen().rows(0, SIZE.width).collect()
        }
    }

    /// Four people: two columns, or eight where joining them is not known.
    const EMOJI: &str = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}";

    #[test]
    fn nothing_is_left_of_what_was_wider_than_we_knew() {
        for stands_for_it in ["o", "\u{6f22}", "\u{6f22}\u{6f22}\u{6f22}\u{6f22}"] {
            let shown = ShownBytes::default();
            let mut terminal = Terminal::new(Ansi::new(shown.clone(), SIZE)).unwrap();
            let mut before = Doubtful::new();
            for text in [format!("a\n{EMOJI}\nb"), "a\n\nb".into()] {
                paint(ratatui::text::Text::from(text), &mut terminal, &mut before).unwrap();
            }
            assert_eq!(shown.rows(stands_for_it), ["a", "", "b", ""], "{stands_for_it}");
        }
    }
}
