//! Wrong usage: the error of the parser, with a tip where it has none.

use std::process;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::tell;
use crate::printable::printable;

/// Prints the error of the parser, and exits. What the user typed is printed without control characters.
pub(crate) fn leave(mut error: Error) -> ! {
    // Help and version have nothing that the user typed.
    if error.use_stderr() {
        let typed: Vec<_> = error.context().filter_map(|(kind, value)| Some((kind, shown(value)?))).collect();
        for (kind, value) in typed {
            error.insert(kind, value);
        }
        let error = explained(error);
        let lines: Vec<_> = error.render().to_string().lines().map(printable).collect();
        tell(lines.join("\n").trim_end());
        process::exit(error.exit_code());
    }
    error.exit()
}

/// A value of an error that is safe to print; `None` if it cannot contain what the user typed.
fn shown(value: &ContextValue) -> Option<ContextValue> {
    match value {
        ContextValue::String(text) => Some(ContextValue::String(printable(text))),
        ContextValue::Strings(texts) => Some(ContextValue::Strings(texts.iter().map(|text| printable(text)).collect())),
        // A tip can repeat what the user typed.
        ContextValue::StyledStrs(tips) => {
            Some(ContextValue::StyledStrs(tips.iter().map(|tip| printable(&tip.to_string()).into()).collect()))
        }
        _ => None,
    }
}

/// Adds a tip to errors that new users make.
fn explained(mut error: Error) -> Error {
    let tip = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        // For example `stretch full`.
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => {
            let lists = error.get(ContextKind::SuggestedSubcommand).is_some();
            (!lists).then(|| format!("to start a routine or a stretch, write `stretch run {word}`"))
        }
        (ErrorKind::MissingRequiredArgument, _) => missing(&error),
        _ => None,
    };
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn missing(error: &Error) -> Option<String> {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return None };
    let name = missing.iter().any(|argument| argument.starts_with("<NAME>"));
    name.then(|| "`stretch list` shows every name".into())
}
