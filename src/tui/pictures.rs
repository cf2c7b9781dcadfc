//! The figure as a picture on the terminal: what is sent for a frame, and what is not.
//!
//! A picture is sent only if it looks different from the one that is there. It writes nothing: bytes are handed back.

mod png;

use self::png::Encoder;
use super::graphics;
use crate::figure::{
    Canvas,
    pixels::{Picture, Pixels, palette},
};

/// What is on the terminal.
#[derive(Debug, Default)]
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
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// What to send so that the picture of this canvas is on the terminal and no other; nothing if it is there already.
    pub fn frame(&mut self, canvas: &Canvas) -> Vec<u8> {
        let mut out = Vec::new();
        let picture = canvas.picture();
        if picture == self.shown {
            return out;
        }
        let Some(picture) = picture else {
            self.shown = None;
            out.extend_from_slice(graphics::REMOVE);
            return out;
        };
        self.pixels.take(canvas);
        let before = self.shown.replace(picture);
        if before == Some(Picture { number: before.map_or(0, |before| before.number), ..picture })
            && self.pixels == self.before
        {
            return out;
        }
        if before.is_some_and(|before| before.room != picture.room) {
            out.extend_from_slice(graphics::REMOVE);
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
