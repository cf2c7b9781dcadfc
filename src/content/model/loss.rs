//! What a replaced entry said about safety and its replacement does not.

use super::Scope;

/// An entry that says less about safety than the one it replaces.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The kind of entry: a stretch, a caution or a stop sign.
    pub noun: &'static str,
    pub id: String,
    /// The stretches that the replaced caution applied to without being named there.
    pub(crate) covered: Option<Scope>,
    /// At least one.
    pub lost: Vec<Lost>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What is missing or weaker, such as "no `care`".
    pub(crate) what: String,
    /// The id of the condition it is about, if it is about one.
    pub condition: Option<String>,
}

impl Loss {
    /// What is lost, in words; `name` gives a condition its name.
    pub fn words<'a>(&'a self, name: impl Fn(&'a str) -> &'a str) -> String {
        let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
        for Lost { what, condition } in &self.lost {
            let names = condition.as_deref().map(&name);
            match parts.iter_mut().find(|(known, _)| known == what) {
                Some((_, known)) => known.extend(names),
                None => parts.push((what, names.into_iter().collect())),
            }
        }
        let parts = parts.iter().map(|(what, names)| match names.as_slice() {
            [] => (*what).to_owned(),
            names => format!("{what}: {}", names.join(", ")),
        });
        parts.collect::<Vec<_>>().join("; ")
    }
}
