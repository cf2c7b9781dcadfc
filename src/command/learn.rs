//! `stretch learn`: the reading pages as text.

use std::process::ExitCode;

use textwrap::core::display_width;

use super::text::paragraph;
use super::{Failure, library, print};
use crate::content::model::Library;
use crate::pages::{Block, Page, page};
use crate::settings::Settings;
use crate::skin::plain;

pub(crate) fn learn(wanted: Option<Page>, settings: &Settings) -> Result<ExitCode, Failure> {
    let library = library(settings)?;
    let pages = wanted.map_or(Page::ALL.to_vec(), |page| vec![page]);
    if *settings.plain {
        return print(&pages.into_iter().map(|page| plain::lines(page, &library)).collect::<String>());
    }
    let pages: Vec<_> = pages.into_iter().map(|page| printed(page, &library)).collect();
    print(&pages.join("\n\n"))
}

fn printed(of: Page, library: &Library) -> String {
    let title = of.title();
    let mut out = format!("{title}\n{}\n\n", "=".repeat(display_width(title)));
    for block in page(library, of) {
        match block {
            Block::Gap => out.push('\n'),
            Block::Heading(text) | Block::Alarm(text) => paragraph(&mut out, "", &text.to_uppercase()),
            Block::Name(text) => paragraph(&mut out, "", &format!("{text}:")),
            Block::Text(text) => paragraph(&mut out, "  ", &text),
            Block::Point(text) => paragraph(&mut out, "  - ", &text),
            Block::Aside(text) | Block::Reference(text) => paragraph(&mut out, "    ", &text),
            Block::Stretches { names, .. } => paragraph(&mut out, "    ", &format!("Stretches for it: {names}.")),
        }
    }
    out
}
