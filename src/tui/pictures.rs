//! The figure as a picture on the terminal: what is sent for a frame, and what is not.
//!
//! A picture is sent only if it looks different from the one that is there. It writes nothing: bytes are handed back.

mod png;

use self::png::Encoder;
use super::graphics;
use crate::figure::Canvas;
use crate::figure::pixels::{Pixels, palette};
use crate::figure::plate::Picture;
use crate::terminal::REMOVE_PICTURE;

/// What is on the terminal.
#[derive(Default)]
pub struct Pictures {
    encoder: Option<Encoder>,
    /// The picture that was sent last, as long as it is there.
    shown: Option<Picture>,
    before: Pixels,
    /// The one that is to be there.
    pixels: Pixels,
    /// Whether the terminal was asked.
    asked: bool,
}

impl Pictures {
    /// Forgets what is on the terminal, after something cleared it.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
    }

    /// What to send so that the picture of this canvas is on the terminal and no other; nothing if it is there already.
    pub fn frame(&mut self, canvas: &Canvas) -> Vec<u8> {
        let mut out = Vec::new();
        let Some(picture) = canvas.picture() else {
            return self.shown.take().map_or(out, |_| REMOVE_PICTURE.to_vec());
        };
        if self.shown == Some(picture) {
            return out;
        }
        self.pixels.take(canvas);
        let before = self.shown.replace(picture);
        let is_alike = before.is_some_and(|before| before == Picture { number: before.number, ..picture });
        if is_alike && self.pixels == self.before {
            return out;
        }
        if before.is_some_and(|before| before.room != picture.room) {
            out.extend_from_slice(REMOVE_PICTURE);
        }
        let palette = palette(&picture.styles);
        let encoder = self.encoder.get_or_insert_default();
        graphics::show(&encoder.encode(&self.pixels, &palette), picture.room.as_size(), &mut out);
        if !self.asked {
            self.asked = true;
            let dot = Pixels { width: 1, places: vec![0] };
            graphics::ask(&encoder.encode(&dot, &palette), &mut out);
        }
        std::mem::swap(&mut self.pixels, &mut self.before);
        out
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Rect, Size};
    use ratatui::style::{Color, Style};
    use ratatui::widgets::StatefulWidget;

    use super::*;
    use crate::figure::{Figure, Figures, Marker, Styles, Way};

    const ROOM: Rect = Rect::new(3, 2, 30, 14);

    /// What is sent for frames in each of which the figure is so far, in this room, in this colour.
    fn sent(pictures: &mut Pictures, frames: &[Option<(f64, Rect, Color)>]) -> Vec<String> {
        let (figures, mut canvas) = (Figures::builtin(), Canvas::default());
        let motion = figures.motion("cat-camel").unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        let mut frame = |frame: &Option<(f64, Rect, Color)>| {
            canvas.begin();
            if let Some((at, room, colour)) = *frame {
                let pose = motion.pose(at, Way::default());
                let styles = Styles { near: Style::new().fg(colour), ..Styles::default() };
                let figure = Figure::new(motion, &pose).marker(Marker::Pixels(Size::new(9, 18))).styles(styles);
                StatefulWidget::render(&figure, room, &mut buffer, &mut canvas);
            }
            String::from_utf8(pictures.frame(&canvas)).unwrap()
        };
        let sent = frames.iter().map(&mut frame).collect();
        assert_eq!(buffer, Buffer::empty(buffer.area), "nothing is written over it");
        sent
    }

    fn counts(sent: &[String], of: &str) -> Vec<usize> {
        sent.iter().map(|bytes| bytes.matches(of).count()).collect()
    }

    #[test]
    fn nothing_is_sent_for_what_looks_the_same() {
        let still = Some((0.25, ROOM, Color::Indexed(250)));
        let hardly = Some((0.25 + 1e-9, ROOM, Color::Indexed(250)));
        let sent = sent(&mut Pictures::default(), &[still, still, hardly, still, None, None]);
        assert_eq!(counts(&sent, "a=T"), [1, 0, 0, 0, 0, 0]);
        assert_eq!(sent[1..4], ["", "", ""]);
        assert_eq!(sent[4].as_bytes(), REMOVE_PICTURE);
        assert_eq!(sent[5], "");
    }

    #[test]
    fn what_differs_takes_the_place_of_what_is_there() {
        let (grey, red, elsewhere) = (Color::Indexed(250), Color::Rgb(200, 0, 0), Rect { x: 9, ..ROOM });
        let frames = [(0.1, ROOM, grey), (0.25, ROOM, grey), (0.25, ROOM, red), (0.25, elsewhere, red)];
        let sent = sent(&mut Pictures::default(), &frames.map(Some));
        assert_eq!(counts(&sent, "a=T"), [1; 4]);
        assert_eq!(counts(&sent, "a=d"), [0, 0, 0, 1], "one image, which is replaced where it is");
        assert_eq!(counts(&sent, "a=q"), [1, 0, 0, 0], "it is asked with the first");
    }

    #[test]
    fn after_a_clearing_it_is_sent_again() {
        let (mut pictures, still) = (Pictures::default(), [Some((0.25, ROOM, Color::Indexed(250)))]);
        let first = sent(&mut pictures, &still);
        pictures.forget();
        let again = sent(&mut pictures, &still);
        assert_eq!((counts(&first, "a=T"), counts(&again, "a=T")), (vec![1], vec![1]));
        assert!(again[0].contains(",z=0,") && again[0].contains(",c=30,r=14,"), "over the text, as large as its room");
    }
}
