//! What a name on the command line means.

use stretch_tui::plan::lookup::{NameError, Target};

use crate::wrists;

/// What a name means, as an id or as the error.
fn meant(name: &str) -> Result<String, NameError> {
    Target::find(&wrists(), name).map(|target| match target {
        Target::Routine(routine) => routine.id.name.clone(),
        Target::Stretch(stretch, None) => stretch.id.name.clone(),
        Target::Stretch(stretch, Some(variant)) => format!("{}:{}", stretch.id, variant.id),
    })
}

#[test]
fn a_name_is_an_id_a_unique_beginning_of_one_or_a_name_in_any_case() {
    for (name, id) in [
        ("wrist-flex", "wrist-flex"),
        ("wrist-t", "wrist-turn"),
        ("WRIST-T", "wrist-turn"),
        ("wrists", "wrists"),
        (" Wrist FLEX ", "wrist-flex"),
        // An id, though others begin with it.
        ("fists", "fists"),
        ("fists-", "fists-again"),
        ("wrist-flex:gentle", "wrist-flex:gentle"),
        ("wrist-f:gently-", "wrist-flex:gently-seated"),
        ("Wrist flex:GENTLY", "wrist-flex:gentle"),
        ("wrist-flex: on a chair", "wrist-flex:gently-seated"),
        // A colon in a name is not one before a variant.
        ("turns: palms up", "wrist-turn"),
    ] {
        assert_eq!(meant(name).as_deref(), Ok(id), "{name}");
    }
}

#[test]
fn a_name_that_means_several_things_lists_them() {
    let several = |name: &str, ids: &[&str]| {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(meant(name), Err(NameError::Ambiguous { name: name.to_owned(), ids }));
    };
    several("wrist", &["wrists", "wrist-flex", "wrist-turn"]);
    several("wrist-flex:gent", &["wrist-flex:gentle", "wrist-flex:gently-seated"]);
    several("LOOSE fists", &["fists", "fists-again"]);
    assert_eq!(
        meant("wrist-").unwrap_err().to_string(),
        "`wrist-` could be wrist-flex or wrist-turn: write a little more of it"
    );
}

#[test]
fn a_name_that_means_nothing_gets_the_nearest() {
    for (name, nearest) in [
        ("wrist-flx", Some("wrist-flex")),
        ("Wirst flex", Some("wrist-flex")),
        ("wrist-flex:gentel", Some("wrist-flex:gentle")),
        ("wrists:gentle", Some("wrists")),
        ("ankles", None),
        // The middle of an id is not its beginning.
        ("flex", None),
        ("", None),
        ("wrist-flex:", None),
    ] {
        let nearest = nearest.map(str::to_owned);
        assert_eq!(meant(name), Err(NameError::Unknown { name: name.to_owned(), nearest }), "{name}");
    }
    assert_eq!(meant("wrist-flx").unwrap_err().to_string(), "there is no `wrist-flx`: did you mean `wrist-flex`?");
    assert_eq!(meant("a\u{1b}[2J").unwrap_err().to_string(), "there is no `a␛[2J`: `stretch list` shows what there is");
}
