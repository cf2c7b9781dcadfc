//! Common terminals: what the theme `terminal` looks like in them, where the colours are the user's own.
//!
//! What has to be read reaches 4.5 : 1 in all of them, or as much as the palette's own text where that has less. The
//! other looks (bars, marks, a sign before words) say nothing that a shape or words beside them do not say, too.

use ratatui::style::{Color, Modifier, Style};

use super::{Name, Theme, of_text, ratio};

/// A palette, as its makers publish it: red, green and blue in one number.
struct TerminalPalette {
    name: &'static str,
    ground: u32,
    text: u32,
    /// Red, green, yellow, blue, magenta and cyan, then the same bright.
    colours: [u32; 12],
}

/// From `XTerm-col.ad`.
const XTERM: [u32; 12] = [
    0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff,
    0xff_00ff, 0x00_ffff,
];

/// From `vte.cc`, and the profiles of GNOME Terminal.
const VTE: [u32; 12] = [
    0xc0_1c28, 0x26_a269, 0xa2_734c, 0x12_488b, 0xa3_47ba, 0x2a_a1b3, 0xf6_6151, 0x33_da7a, 0xe9_ad0c, 0x2a_7bde,
    0xc0_61cb, 0x33_c7de,
];

/// Of Terminal.app, as Wikipedia lists them under "ANSI escape code".
const TERMINAL_APP: [u32; 12] = [
    0xc2_3621, 0x25_bc24, 0xad_ad27, 0x49_2ee1, 0xd3_38d3, 0x33_bbc8, 0xfc_391f, 0x31_e722, 0xea_ec23, 0x58_33ff,
    0xf9_35f8, 0x14_f0f0,
];

/// From ethanschoonover.com/solarized. The bright ones are greys, and two more colours.
const SOLARIZED: [u32; 12] = [
    0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xcb_4b16, 0x58_6e75, 0x65_7b83, 0x83_9496,
    0x6c_71c4, 0x93_a1a1,
];

/// From `OneHalfLight.json` and `OneHalfDark.json` of github.com/sonph/onehalf; the bright ones are the same.
const ONE_HALF_LIGHT: [u32; 12] = [
    0xe4_5649, 0x50_a14f, 0xc1_8401, 0x01_84bc, 0xa6_26a4, 0x09_97b3, 0xe4_5649, 0x50_a14f, 0xc1_8401, 0x01_84bc,
    0xa6_26a4, 0x09_97b3,
];
const ONE_HALF_DARK: [u32; 12] = [
    0xe0_6c75, 0x98_c379, 0xe5_c07b, 0x61_afef, 0xc6_78dd, 0x56_b6c2, 0xe0_6c75, 0x98_c379, 0xe5_c07b, 0x61_afef,
    0xc6_78dd, 0x56_b6c2,
];

/// Campbell and Tango Light, from `defaults.json` of Windows Terminal.
const CAMPBELL: [u32; 12] = [
    0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff,
    0xb4_009e, 0x61_d6d6,
];
const TANGO: [u32; 12] = [
    0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xef_2929, 0x8a_e234, 0xfc_e94f, 0x72_9fcf,
    0xad_7fa8, 0x34_e2e2,
];

const PALETTES: [TerminalPalette; 12] = [
    TerminalPalette { name: "xterm, light", ground: 0xff_ffff, text: 0x00_0000, colours: XTERM },
    TerminalPalette { name: "xterm, dark", ground: 0x00_0000, text: 0xff_ffff, colours: XTERM },
    TerminalPalette { name: "VTE, light", ground: 0xff_ffff, text: 0x17_1421, colours: VTE },
    TerminalPalette { name: "VTE, dark", ground: 0x17_1421, text: 0xd0_cfcc, colours: VTE },
    TerminalPalette { name: "Terminal.app, Basic", ground: 0xff_ffff, text: 0x00_0000, colours: TERMINAL_APP },
    TerminalPalette { name: "Terminal.app, Pro", ground: 0x00_0000, text: 0xf2_f2f2, colours: TERMINAL_APP },
    TerminalPalette { name: "Solarized light", ground: 0xfd_f6e3, text: 0x65_7b83, colours: SOLARIZED },
    TerminalPalette { name: "Solarized dark", ground: 0x00_2b36, text: 0x83_9496, colours: SOLARIZED },
    TerminalPalette { name: "One Half light", ground: 0xfa_fafa, text: 0x38_3a42, colours: ONE_HALF_LIGHT },
    TerminalPalette { name: "One Half dark", ground: 0x28_2c34, text: 0xdc_dfe4, colours: ONE_HALF_DARK },
    TerminalPalette { name: "Windows Terminal, Tango Light", ground: 0xff_ffff, text: 0x55_5753, colours: TANGO },
    TerminalPalette { name: "Windows Terminal, Campbell", ground: 0x0c_0c0c, text: 0xcc_cccc, colours: CAMPBELL },
];

/// What has to be read: the number and the words of a session, the chosen line, cautions.
const READ: [&str; 6] = ["text", "strong", "chosen", "caution", "alarm", "block"];

impl TerminalPalette {
    fn contrast(&self, colour: u32) -> f64 {
        ratio(parts(colour), parts(self.ground))
    }

    fn colour(&self, look: Style) -> u32 {
        const COLOURS: [Color; 12] = [
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
        ];
        match look.fg {
            None => self.text,
            Some(colour) => self.colours[COLOURS.iter().position(|known| *known == colour).unwrap()],
        }
    }
}

fn parts(colour: u32) -> [u8; 3] {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

#[test]
fn what_has_to_be_read_can_be_read_in_all_of_them() {
    let looks = of_text(Theme::new(Name::Terminal));
    for palette in PALETTES {
        let least = palette.contrast(palette.text).min(4.5);
        for (what, look) in looks.into_iter().filter(|(what, _)| READ.contains(what)) {
            let contrast = palette.contrast(palette.colour(look));
            assert!(contrast >= least, "{what} in {}: {contrast:.2} : 1, and needs {least:.2} : 1", palette.name);
            assert!(!look.add_modifier.contains(Modifier::DIM), "how far a terminal dims {what} is not known");
        }
    }
}

#[test]
fn the_text_of_one_of_them_has_less_itself() {
    let low: Vec<_> =
        PALETTES.iter().filter(|palette| palette.contrast(palette.text) < 4.5).map(|low| low.name).collect();
    assert_eq!(low, ["Solarized light"]);
}

#[test]
fn the_sign_of_a_caution_is_seen_in_all_of_them() {
    let sign = Theme::new(Name::Terminal).sign();
    for palette in PALETTES {
        let contrast = palette.contrast(palette.colour(sign));
        // As good as WCAG 2.2 asks of what is no text (success criterion 1.4.11), though the words beside it say it all.
        assert!(contrast >= 2.9, "{contrast:.2} : 1 in {}", palette.name);
    }
}

#[test]
fn no_look_is_bold_and_coloured() {
    // VTE and others show a brighter colour in bold, which cannot be read on white.
    for (what, look) in of_text(Theme::new(Name::Terminal)) {
        assert!(look.fg.is_none() || !look.add_modifier.contains(Modifier::BOLD), "{what}");
    }
}
