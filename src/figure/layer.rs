//! What the samples of a grid belong to, and what a shape makes of them.

/// What a sample belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Layer {
    #[default]
    Empty,
    Ground,
    /// A mat or a chair.
    Prop,
    /// A limb beyond the trunk.
    Far,
    Guide,
    Hair,
    Near,
    /// A limb in front of the trunk, or on this side of it.
    Front,
    /// The head: no muscle is shown on it.
    Face,
    Accent,
}

impl Layer {
    /// Every layer, the least important first: a cell of one colour takes that of its most important layer.
    pub(crate) const ALL: [Self; 10] = [
        Self::Empty,
        Self::Ground,
        Self::Prop,
        Self::Far,
        Self::Guide,
        Self::Hair,
        Self::Near,
        Self::Front,
        Self::Face,
        Self::Accent,
    ];
}

/// What a shape makes of the samples it covers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    /// All of them become this.
    All(Layer),
    /// For each layer another, or the same.
    Over([u8; Layer::ALL.len()]),
}

impl Paint {
    /// Some layers become this, and the others stay.
    pub(crate) fn over(wanted: impl Fn(Layer) -> bool, layer: Layer) -> Self {
        Self::Over(Layer::ALL.map(|under| if wanted(under) { layer } else { under } as u8))
    }

    pub(super) fn on(&self, samples: &mut [u8]) {
        let layers = match self {
            Self::All(layer) => return samples.fill(*layer as u8),
            Self::Over(layers) => layers,
        };
        let mut rest = samples;
        while let Some(first) = rest.first().copied() {
            let (run, others) = rest.split_at_mut(alike(rest));
            let layer = layers.get(usize::from(first)).copied().unwrap_or_default();
            if layer != first {
                run.fill(layer);
            }
            rest = others;
        }
    }
}

/// How many samples from the first on are like it. There are long runs of them in a picture: eight at a time.
pub(super) fn alike(samples: &[u8]) -> usize {
    let Some(first) = samples.first() else { return 0 };
    let wanted = u64::from_le_bytes([*first; 8]);
    let mut alike = 0;
    for eight in samples.as_chunks().0 {
        let differ = u64::from_le_bytes(*eight) ^ wanted;
        if differ != 0 {
            // The lowest byte is the first sample.
            return alike + differ.trailing_zeros() as usize / 8;
        }
        alike += 8;
    }
    for sample in samples.get(alike..).unwrap_or_default() {
        if sample != first {
            break;
        }
        alike += 1;
    }
    alike
}
