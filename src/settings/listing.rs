//! The settings in effect as a config file, each with a comment that says where it comes from.
//!
//! A listing must have the same effect when it is read as a config file.

use std::path;

use super::kind::TomlValue;
use super::row::SettingRow;
use super::toml_text::{list, quoted};
use super::{FILE, Hook, Origin, Setting, Settings};
use crate::printable::printable;

/// The widest line that counts for the column of the comments.
const WIDE: usize = 40;

/// A line of TOML, and the comment beside it.
struct TomlLine {
    toml: String,
    beside: String,
}

impl Settings {
    /// Every setting in effect, as TOML.
    pub fn listing(&self) -> String {
        let lines: Vec<_> = self.rows().into_iter().flat_map(lines).collect();
        let hook = |Hook { event, command }: &Hook| TomlLine {
            toml: format!("{event} = {}", list(command)),
            beside: from(event, command.origin),
        };
        let hooks: Vec<_> = self.hooks.iter().map(hook).collect();
        let widths = lines.iter().chain(&hooks).map(|line| line.toml.chars().count());
        let column = widths.filter(|width| *width <= WIDE).max().unwrap_or_default();
        let (heading, beside) = if hooks.is_empty() { ("# [hooks]", "none") } else { ("[hooks]", "") };
        let heading = TomlLine { toml: heading.into(), beside: beside.into() };
        let mut out = lines.iter().map(|line| line.written(column)).collect::<String>();
        out.push('\n');
        out.extend([heading].iter().chain(&hooks).map(|line| line.written(column)));
        out
    }
}

impl TomlLine {
    fn written(&self, column: usize) -> String {
        if self.beside.is_empty() {
            return format!("{}\n", self.toml);
        }
        format!("{:column$}  # {}\n", self.toml, self.beside)
    }
}

fn lines(row: SettingRow) -> Vec<TomlLine> {
    let SettingRow { name, origin, .. } = row;
    let line = |toml, beside| TomlLine { toml, beside };
    match row.value {
        TomlValue::Unset(meaning, example) => {
            vec![line(format!("# {name} = {example}"), format!("not set: {meaning}"))]
        }
        TomlValue::One(value) => {
            // On the command line, the only way to say no is an option of its own.
            let option = if value == "false" { format!("no-{name}") } else { name.to_owned() };
            vec![line(format!("{name} = {value}"), from(&option, origin))]
        }
        TomlValue::Several(entries) => {
            let entries = entries.into_iter().map(|Setting { value, origin }| match value {
                Ok(text) => line(format!("    {},", quoted(&text)), from(name, origin)),
                // TOML has only UTF-8.
                Err(shown) => line(format!("    # {}", quoted(&shown)), format!("{}: not UTF-8", from(name, origin))),
            });
            let (first, last) = (line(format!("{name} = ["), String::new()), line("]".into(), String::new()));
            [first].into_iter().chain(entries).chain([last]).collect()
        }
    }
}

/// Where the value of a setting comes from.
fn from(name: &str, origin: Origin) -> String {
    match origin {
        Origin::Default => "default".into(),
        Origin::File { line } => format!("{FILE}, line {line}"),
        Origin::CommandLine => format!("--{name}"),
        Origin::About => "about you".into(),
        Origin::Environment(variable) => variable.into(),
    }
}

/// A comment with the path of the config file.
pub(crate) fn heading(path: &path::Path) -> String {
    let there = if path.exists() { "" } else { " (does not exist: `stretch config --edit` creates it)" };
    format!("# {}{there}\n", printable(&path.display().to_string()))
}
