//! How each layer of a figure looks.

use ratatui::style::Style;

use super::layer::Layer;

/// The styles of the picture's layers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Styles {
    pub near: Style,
    /// The face, and limbs in front of the trunk, where the marker can tell them from it.
    pub front: Style,
    pub hair: Style,
    pub far: Style,
    pub accent: Style,
    pub guide: Style,
    /// A mat or a chair.
    pub prop: Style,
    pub ground: Style,
}

impl Styles {
    pub(crate) fn map(self, change: impl Fn(Style) -> Style) -> Self {
        let Self { near, front, hair, far, accent, guide, prop, ground } = self;
        let [near, front, hair, far] = [near, front, hair, far].map(&change);
        let [accent, guide, prop, ground] = [accent, guide, prop, ground].map(&change);
        Self { near, front, hair, far, accent, guide, prop, ground }
    }

    pub(super) fn of(&self, layer: Layer) -> Style {
        match layer {
            Layer::Accent => self.accent,
            Layer::Near => self.near,
            Layer::Front | Layer::Face => self.front,
            Layer::Hair => self.hair,
            Layer::Guide => self.guide,
            Layer::Far => self.far,
            Layer::Prop => self.prop,
            Layer::Ground => self.ground,
            Layer::Empty => Style::new(),
        }
    }
}
