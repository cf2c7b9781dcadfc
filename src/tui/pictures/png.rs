//! A picture as PNG with a palette: a byte a pixel before it is compressed, where four would take four times the time
//! and twice the bytes.

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output};

use crate::figure::pixels::Pixels;

/// Encodes one picture after the other, and keeps what it does so with.
pub(super) struct Encoder {
    compressor: Box<CompressorOxide>,
    rows: Vec<u8>,
    data: Vec<u8>,
}

impl Default for Encoder {
    fn default() -> Self {
        // A picture is mostly runs of one colour: looking for nothing else is quick, and finds more than level 1 does, which
        // ignores this strategy.
        let compressor = CompressorOxide::with_params(DataFormat::Zlib, 2, CompressionStrategy::RLE, 15);
        Self { compressor: Box::new(compressor), rows: Vec::new(), data: Vec::new() }
    }
}

impl Encoder {
    /// Encodes a picture in the colours of a palette: red, green, blue and how solid each is.
    pub(super) fn encode(&mut self, picture: &Pixels, palette: &[[u8; 4]]) -> Vec<u8> {
        let Self { compressor, rows, data } = self;
        let width = picture.width.max(1);
        rows.clear();
        for row in picture.places.chunks_exact(width) {
            // Each row as it is: a filter makes edges cost more.
            rows.push(0);
            rows.extend_from_slice(row);
        }
        data.clear();
        compressor.reset();
        compress_to_output(compressor, rows, TDEFLFlush::Finish, |piece| {
            data.extend_from_slice(piece);
            true
        });
        png((width, picture.places.len() / width), palette, data)
    }
}

/// The file around compressed rows.
fn png((width, height): (usize, usize), palette: &[[u8; 4]], data: &[u8]) -> Vec<u8> {
    let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    // A byte a pixel, which is a place in a palette; nothing interlaced.
    let header = [&size(width)[..], &size(height), &[8, 3, 0, 0, 0]].concat();
    let colours: Vec<u8> = palette.iter().flat_map(|colour| [colour[0], colour[1], colour[2]]).collect();
    let solid: Vec<u8> = palette.iter().map(|colour| colour[3]).collect();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &*header), (b"PLTE", &colours), (b"tRNS", &solid), (b"IDAT", data), (b"IEND", &[])] {
        png.extend_from_slice(&size(data.len()));
        let from = png.len();
        png.extend_from_slice(kind);
        png.extend_from_slice(data);
        let sum = checksum(png.get(from..).unwrap_or_default());
        png.extend_from_slice(&sum.to_be_bytes());
    }
    png
}

/// The cyclic redundancy check of PNG. Bit by bit: what is compressed has few bytes.
fn checksum(bytes: &[u8]) -> u32 {
    let bit = |sum: u32| sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| bit(sum)))
}

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec_zlib;

    use super::*;

    /// The chunks of a PNG whose checksums are right.
    fn chunks(png: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap();
        let mut chunks = Vec::new();
        while !rest.is_empty() {
            let number = |at: usize| u32::from_be_bytes(rest[at..at + 4].try_into().unwrap());
            let length = number(0) as usize;
            let (kind, data) = (&rest[4..8], &rest[8..8 + length]);
            assert_eq!(number(8 + length), checksum(&rest[4..8 + length]), "{kind:?}");
            chunks.push((String::from_utf8(kind.to_vec()).unwrap(), data.to_vec()));
            rest = &rest[12 + length..];
        }
        chunks
    }

    #[test]
    fn the_checksum_is_the_one_of_png() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn every_pixel_is_in_it() {
        let picture = Pixels { width: 3, places: vec![0, 1, 2, 2, 1, 0] };
        let png = Encoder::default().encode(&picture, &[[1, 2, 3, 0], [4, 5, 6, 128], [7, 8, 9, 255]]);
        let chunks = chunks(&png);
        let names: Vec<_> = chunks.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(names, ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
        assert_eq!(chunks[0].1, [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
        assert_eq!(chunks[1].1, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(chunks[2].1, [0, 128, 255]);
        assert_eq!(decompress_to_vec_zlib(&chunks[3].1).unwrap(), [0, 0, 1, 2, 0, 2, 1, 0]);
    }
}
