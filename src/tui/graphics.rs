//! The kitty graphics protocol, as far as we speak it: one picture, shown, replaced and removed.
//!
//! It makes bytes, writes nothing and keeps nothing. <https://sw.kovidgoyal.net/kitty/graphics-protocol/>

use std::io::Write as _;

use ratatui::layout::Size;

/// The number of our one image, as in [`crate::terminal::REMOVE_PICTURE`]. High, so that it is not the one that another program takes first.
const IMAGE: u32 = 1_398_034_021;
/// The number of the image in the question, which is never shown.
const QUESTION: u32 = IMAGE + 1;
/// The most characters that are sent in one piece, as the protocol has it.
const PIECE: usize = 4096;
/// Until a frame is whole the terminal shows the one before. One that does not know it shows what is there.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Asks whether the terminal takes pictures such as this one.
pub(crate) fn ask(png: &[u8], out: &mut Vec<u8>) {
    send(&format!("a=q,f=100,i={QUESTION}"), png, out);
}

/// Shows a picture in so many cells from the pen on, in place of the one before.
pub(crate) fn show(png: &[u8], cells: Size, out: &mut Vec<u8>) {
    let Size { width, height } = cells;
    out.extend_from_slice(BEGIN);
    // Over the text, of which there is none: a picture under it changes the ground of the whole window in some versions.
    send(&format!("a=T,f=100,i={IMAGE},p=1,z=0,C=1,q=2,c={width},r={height}"), png, out);
    out.extend_from_slice(END);
}

/// Whether a reply, what stands between its first `ESC` and its end, says that the terminal takes pictures; none if it is
/// a reply to something else.
pub(crate) fn reply(bytes: &[u8]) -> Option<bool> {
    let (keys, message) = str::from_utf8(bytes).ok()?.strip_prefix("_G")?.split_once(';')?;
    let ours = keys.split(',').any(|key| key.strip_prefix("i=").is_some_and(|id| id.parse() == Ok(QUESTION)));
    ours.then_some(message == "OK")
}

fn send(keys: &str, data: &[u8], out: &mut Vec<u8>) {
    let text = base64(data);
    let mut pieces = text.chunks(PIECE).peekable();
    let mut keys = Some(keys);
    while let Some(piece) = pieces.next() {
        let more = u8::from(pieces.peek().is_some());
        let _ = match keys.take() {
            Some(keys) => write!(out, "\x1b_G{keys},m={more};"),
            None => write!(out, "\x1b_Gm={more};"),
        };
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\x1b\\");
    }
}

fn base64(data: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for three in data.chunks(3) {
        let at = |index: usize| three.get(index).copied().unwrap_or_default();
        let (a, b, c) = (at(0), at(1), at(2));
        let sixes = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
        for (index, six) in sixes.into_iter().enumerate() {
            text.push(if index <= three.len() { LETTERS[usize::from(six & 63)] } else { b'=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (data, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(data.as_bytes()), text.as_bytes());
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), b"/+++");
    }

    #[test]
    fn a_small_picture_is_one_piece() {
        let mut out = Vec::new();
        show(b"foo", Size::new(30, 10), &mut out);
        let wanted = "\x1b[?2026h\x1b_Ga=T,f=100,i=1398034021,p=1,z=0,C=1,q=2,c=30,r=10,m=0;Zm9v\x1b\\\x1b[?2026l";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
        assert!(String::from_utf8_lossy(crate::terminal::REMOVE_PICTURE).contains(&format!("i={IMAGE},")));
    }

    #[test]
    fn a_large_picture_is_sent_in_pieces_that_say_whether_more_come() {
        let mut out = Vec::new();
        send("a=T", &[7; 7000], &mut out);
        let text = String::from_utf8(out).unwrap();
        let pieces: Vec<_> = text.split("\x1b\\").filter(|piece| !piece.is_empty()).collect();
        assert_eq!(pieces.len(), 3);
        assert!(pieces[0].starts_with("\x1b_Ga=T,m=1;") && pieces[1].starts_with("\x1b_Gm=1;"));
        assert!(pieces[2].starts_with("\x1b_Gm=0;"));
        let data: String = pieces.iter().filter_map(|piece| piece.split_once(';')).map(|(_, data)| data).collect();
        assert_eq!(data.as_bytes(), base64(&[7; 7000]));
        assert!(pieces.iter().all(|piece| piece.split_once(';').unwrap().1.len() <= PIECE));
    }

    #[test]
    fn a_reply_is_ours_or_means_nothing() {
        let mut out = Vec::new();
        ask(b"foo", &mut out);
        assert_eq!(out, b"\x1b_Ga=q,f=100,i=1398034022,m=0;Zm9v\x1b\\");
        for (bytes, says) in [
            ("_Gi=1398034022;OK", Some(true)),
            ("_Ga=q,i=1398034022,p=1;OK", Some(true)),
            ("_Gi=1398034022;EBADPNG:what", Some(false)),
            ("_Gi=1398034022;", Some(false)),
            ("_Gi=1398034021;OK", None),
            ("_Gi=31;OK", None),
            ("_Gi=1398034022", None),
            ("_G", None),
            ("", None),
            ("]Gi=1398034022;OK", None),
        ] {
            assert_eq!(reply(bytes.as_bytes()), says, "{bytes}");
        }
        assert_eq!(reply(b"_Gi=1398034022;\xff"), None);
    }
}
