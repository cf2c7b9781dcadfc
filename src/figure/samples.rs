//! The samples of a cell: how many there are, and how they are kept.

/// How fine a grid is: samples a cell, across and down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fineness {
    /// Samples across a cell, at most 4.
    pub(crate) across: usize,
    /// Samples down a cell, at most [`ROWS`].
    pub(crate) down: usize,
}

/// A sample for each dot of braille.
pub(crate) const DOTS: Fineness = Fineness { across: 2, down: 4 };
/// The most rows of samples a cell has.
pub(crate) const ROWS: usize = 6;

/// The samples of a cell, as many as [`Fineness`] says: a row in each word, a sample in each byte, from the lowest on.
pub type Samples = [u32; ROWS];

/// The lowest bit of every byte that is not 0. Of a layer no more than the lower four bits are set.
pub(super) fn filled(word: u32) -> u32 {
    let word = word | word >> 2;
    (word | word >> 1) & 0x0101_0101
}
