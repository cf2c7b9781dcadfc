//! Wrong usage: what the parser says, with what to write instead where it cannot know.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

/// Adds a tip to an error of the parser where a stranger may need one.
pub fn explained(mut error: Error) -> Error {
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
