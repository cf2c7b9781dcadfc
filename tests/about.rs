//! About you: the file of answers, and the questions.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use stretch_tui::about::{Answers, AnswersFile, Interview, Topic, condition};
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Library, Routine, Side};
use stretch_tui::content::own_routine;
use stretch_tui::document::id::Id;
use stretch_tui::plan::person::{Clearance, Location};

fn library() -> Library {
    load(true, &[]).library
}

/// A folder that is gone at the end of a test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("stretch-about-{name}-{}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn answers() -> Answers {
    Answers {
        conditions: vec!["osteoporosis".to_owned(), "spinal-fracture".to_owned()],
        clearances: vec![Clearance { condition: "spinal-fracture".to_owned(), stretch: Some("cat-camel".to_owned()) }],
        location: Some(Location::Desk),
        minutes: Some(5),
        tighter: Some(Side::Left),
        feel: Some(true),
    }
}

#[test]
fn what_is_answered_is_read_again() {
    let folder = Folder::new("again");
    let path = folder.0.join("data/about.toml");
    let mut file = AnswersFile::read(path.clone());
    assert_eq!(file.answers, None);
    file.save(answers()).unwrap();
    let read = AnswersFile::read(path);
    assert_eq!((read.answers.as_ref(), read.is_wrong()), (Some(&answers()), false));
}

#[cfg(unix)]
#[test]
fn only_the_person_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("private");
    let path = folder.0.join("data/about.toml");
    AnswersFile::read(path.clone()).save(answers()).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    // A file that was made by hand, behind a link.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let link = folder.0.join("link.toml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    AnswersFile::read(link.clone()).save(answers()).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert!(fs::symlink_metadata(link).unwrap().is_symlink());
}

#[test]
fn a_file_with_errors_is_reported_and_never_written_over() {
    let folder = Folder::new("errors");
    let path = folder.0.join("about.toml");
    let text = "schema = 1\nconditions = [\"osteoporosis\", \"glaucmoa\"]\nplace = \"garden\"\n";
    fs::write(&path, text).unwrap();
    let mut file = AnswersFile::read(path.clone());
    let errors = [file.errors(false), file.unknown(&library(), false)].concat().join("\n");
    assert!(
        errors.contains("there is no condition `glaucmoa`") && errors.contains("did you mean `glaucoma`?"),
        "{errors}"
    );
    assert!(errors.contains("garden"), "{errors}");
    // What is right in it holds.
    assert_eq!(file.answers.as_ref().unwrap().conditions[0], "osteoporosis");
    assert!(file.save(answers()).unwrap_err().contains("left as it is"));
    // They hold as long as the program runs.
    assert_eq!(file.answers, Some(answers()));
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

/// Tells a process that this test starts where to save, again and again.
const SAVES: &str = "STRETCH_TEST_SAVES";

/// Saves one set of answers and a routine, and then another one.
fn save_both(folder: &Path, second: bool) {
    let location = if second { Location::Floor } else { Location::Desk };
    let mut file = AnswersFile::read(folder.join("about.toml"));
    file.save(Answers { location: Some(location), ..answers() }).unwrap();
    let library = library();
    let routine = library.routines[usize::from(second)].clone();
    let routine = Routine { id: Id { name: "mine".to_owned(), place: <_>::default() }, ..routine };
    own_routine::save(&folder.join("my-routines.toml"), &routine).unwrap();
}

fn saved(folder: &Path) -> [String; 2] {
    ["about.toml", "my-routines.toml"].map(|name| fs::read_to_string(folder.join(name)).unwrap())
}

#[cfg(unix)]
#[test]
fn a_kill_in_the_middle_of_saving_damages_no_file() {
    if let Some(folder) = env::var_os(SAVES) {
        for second in [false, true].into_iter().cycle() {
            save_both(Path::new(&folder), second);
            println!("saved");
        }
    }
    let whole: Vec<_> = [false, true]
        .map(|second| {
            let folder = Folder::new(if second { "second" } else { "first" });
            save_both(&folder.0, second);
            saved(&folder.0)
        })
        .into();
    let folder = Folder::new("killed");
    for round in 0..500 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["a_kill_in_the_middle_of_saving_damages_no_file", "--exact", "--nocapture"])
            .env(SAVES, &folder.0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while !lines.next().unwrap().unwrap().ends_with("saved") {}
        // Another moment in each round, all over the time that a few saves take.
        thread::sleep(Duration::from_micros(round * 7919 % 5000));
        child.kill().unwrap();
        child.wait().unwrap();
        for (at, text) in saved(&folder.0).iter().enumerate() {
            assert!(whole.iter().any(|texts| texts[at] == *text), "round {round}: {text}");
        }
    }
}

#[test]
fn a_newer_file_says_so_and_its_conditions_hold() {
    let folder = Folder::new("newer");
    let path = folder.0.join("about.toml");
    fs::write(&path, "schema = 2\nconditions = [\"osteoporosis\"]\n").unwrap();
    let file = AnswersFile::read(path);
    let errors = file.errors(false).join("\n");
    assert!(errors.contains("this file is written for schema 2, and this program reads schema 1"), "{errors}");
    assert_eq!(file.answers.unwrap().conditions, ["osteoporosis"]);
}

#[test]
fn a_condition_is_known_by_its_id_its_name_its_aliases_and_unique_beginnings() {
    let library = library();
    for (name, id) in [
        ("glaucoma", "glaucoma"),
        ("Glaucoma", "glaucoma"),
        ("high eye pressure", "glaucoma"),
        ("weak b", "osteoporosis"),
        ("RA", "rheumatoid-arthritis"),
        ("carpal", "sore-wrists"),
        ("slipped d", "disc-problem"),
    ] {
        assert_eq!(condition(&library, name).map(|caution| &*caution.id.name), Ok(id), "{name}");
    }
    assert!(condition(&library, "glaucmoa").unwrap_err().to_string().contains("did you mean `glaucoma`"));
    assert!(condition(&library, "everybody-differs").is_err());
}

#[test]
fn nothing_but_enter_answers_that_nothing_applies() {
    let library = library();
    let mut interview = Interview::new(Answers::default(), &library);
    assert!(interview.options(&library)[0].is_chosen);
    let mut topics = vec![interview.topic()];
    while interview.go_on(&library) {
        topics.push(interview.topic());
    }
    assert_eq!(topics, [Topic::Conditions, Topic::Location, Topic::Minutes, Topic::Tighter, Topic::Feel]);
    assert_eq!(interview.answers(), &Answers { minutes: Some(3), ..Answers::default() });
}

#[test]
fn a_condition_that_asks_first_has_a_question_more_and_it_can_be_taken_back() {
    let library = library();
    let mut interview = Interview::new(Answers::default(), &library);
    let index = |interview: &Interview, text: &str| {
        interview.options(&library).iter().position(|option| option.text == text).unwrap()
    };
    let fracture = index(&interview, "Spinal fracture or easily broken bone");
    interview.choose(&library, fracture);
    assert!(interview.go_on(&library));
    assert_eq!(interview.topic(), Topic::Clearances);
    let cat = index(&interview, "Spinal fracture or easily broken bone: Cat-camel");
    interview.choose(&library, cat);
    let clearance = Clearance { condition: "spinal-fracture".to_owned(), stretch: Some("cat-camel".to_owned()) };
    assert_eq!(interview.answers().clearances, [clearance]);
    interview.choose(&library, cat);
    assert!(interview.answers().clearances.is_empty());
    interview.choose(&library, cat);
    // Without the condition there is nothing to agree to.
    assert!(interview.go_back(&library));
    interview.choose(&library, 0);
    assert!(interview.go_on(&library));
    assert_eq!((interview.topic(), interview.answers().clearances.len()), (Topic::Location, 0));
}
