//! What is the user's own: the answers of About you, the set that they make, a routine of one's own, and the stretches for
//! a cause.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use stretch_tui::about::{AboutYou, AnswersFile};
use stretch_tui::content::load::load;
use stretch_tui::content::model::Library;
use stretch_tui::plan::person::Person;
use stretch_tui::plan::{Choices, today};

use super::pictures::accepted;
use super::stage::{Size, Stage};

/// The sizes at which they were looked at.
const SIZES: [Size; 3] = [(40, 12), (80, 24), (100, 30)];

/// The built-in content with Today, as the command line loads it.
static WITH_TODAY: LazyLock<Library> = LazyLock::new(|| {
    let mut library = load(true, &[]).library;
    today::add(&mut library, &Choices::default());
    library
});

/// A user of whom nothing is known yet, with an empty folder for their files.
fn newcomer(name: &str, size: Size) -> (Stage, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("person").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let about = AboutYou::new(AnswersFile::read(folder.join("about.toml")), Person::default(), false);
    let own = folder.join("my-routines.toml");
    let mut stage = Stage::with(&WITH_TODAY, None, true, size)
        .changed(|app| app.with_about(Some(about)).with_own_routines(Some(own)));
    stage.resize(size);
    (stage, folder)
}

/// Holds what some keys lead a newcomer to to its accepted snapshot.
fn looks(name: &str, keys: &str) {
    let stage = |size| {
        let (mut stage, _) = newcomer(name, size);
        if !keys.is_empty() {
            stage.press(keys);
        }
        stage
    };
    accepted(&format!("person_{name}"), &stage, &SIZES);
}

#[test]
fn about_you_stands_beside_today_and_asks_one_question_at_a_time() {
    looks("first", "");
    looks("conditions", "a");
    looks("ticked", "a down enter down down space");
    looks("clearances", "a down enter enter");
    looks("location", "a enter");
    looks("minutes", "a enter enter");
    looks("tighter", "a enter enter enter");
    looks("feel", "a enter enter enter enter");
    looks("help", "a ?");
}

#[test]
fn the_set_is_shown_with_what_was_changed_and_why() {
    // Osteoporosis and a desk.
    let answered = "a down down down down down down enter enter down enter enter enter enter";
    looks("set", answered);
    looks("set_why", &format!("{answered} c"));
    // The doctor has asked to be consulted first: nothing is left.
    looks("nothing_left", "a down enter enter enter enter enter enter enter");
}

#[test]
fn enter_alone_leads_from_the_first_screen_to_a_session() {
    for size in SIZES {
        let (mut stage, folder) = newcomer("enter", size);
        for _ in 0..6 {
            stage.press("enter");
        }
        assert!(folder.join("about.toml").exists(), "{size:?}");
        stage.press("enter");
        if size.0 < 72 {
            stage.press("enter");
        }
        assert!(stage.shot().has("GET READY"), "{}", stage.shot().picture());
    }
}

#[test]
fn a_routine_is_put_together_named_and_saved() {
    looks("editor", "o");
    looks("editor_picked", "o up down space down d + down space K");
    looks("editor_name", "o enter M y");
    looks("editor_saved", "o space enter M y space s e t enter");
}

#[test]
fn a_key_starts_the_stretches_for_a_cause() {
    let causes = "tab tab enter";
    looks("causes", causes);
    looks("cause", &format!("{causes} 7"));
    // Osteoporosis.
    looks("cause_of_a_condition", &format!("{causes} 6 c"));
    for size in SIZES {
        let (mut stage, _) = newcomer("cause_again", size);
        stage.press(&format!("{causes} 7 s tab 1"));
        assert!(!stage.shot().has("Long sitting"), "a second session: {}", stage.shot().picture());
    }
}

/// A session that the command line starts has no menu before it to say this.
#[test]
fn what_is_wrong_with_the_answers_is_said_until_the_work_begins() {
    let notice = "about.toml has errors";
    for size in [(80, 24), (100, 30)] {
        let mut stage = Stage::new(size).changed(|app| app.with_notice(Some(notice.to_owned())));
        stage.run("full");
        assert!(stage.shot().has(notice), "{}", stage.shot().picture());
        stage.press("right");
        stage.wait_seconds(4.0);
        assert!(!stage.shot().has(notice), "{}", stage.shot().picture());
    }
}
