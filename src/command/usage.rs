//! Wrong usage: what the parser says, with what to write instead where it cannot know.

use std::process;

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::tell;
use crate::printable::printable;

/// Ends the program with what the parser says. What was typed is shown in it without its control characters.
pub fn leave(mut error: Error) -> ! {
    // The help and the version are our own words.
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

/// A value of an error as it is safe to print; nothing if it cannot hold what was typed.
fn shown(value: &ContextValue) -> Option<ContextValue> {
    match value {
        ContextValue::String(text) => Some(ContextValue::String(printable(text))),
        ContextValue::Strings(texts) => Some(ContextValue::Strings(texts.iter().map(|text| printable(text)).collect())),
        // A tip repeats what was typed.
        ContextValue::StyledStrs(tips) => {
            Some(ContextValue::StyledStrs(tips.iter().map(|tip| printable(&tip.to_string()).into()).collect()))
        }
        _ => None,
    }
}

/// Adds a tip to an error of the parser where a stranger may need one.
fn explained(mut error: Error) -> Error {
    let tip = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        // "stretch full" is what a hurried person writes.
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
