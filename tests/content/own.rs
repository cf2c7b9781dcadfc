//! The user's own files: one with errors is left out with a warning, and everything else is loaded.

use std::fs;
use std::path::PathBuf;

use stretch_tui::content::load::{ContentFile, Loaded, load, load_reviewed};
use stretch_tui::content::model::{LeftOut, Library};
use stretch_tui::document::diagnostic::Severity;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::review::review;

use super::{is_error, messages};

const HEAD: &str = "schema = 1\ntitle = \"Mine\"\n";

fn stretch(id: &str) -> String {
    format!(
        "[[stretch]]\nid = \"{id}\"\nname = \"My {id}\"\nsetup = \"Sit.\"\n[[stretch.set]]\n[[stretch.set.step]]\n\
         text = \"Do it.\"\nhold = 20\n"
    )
}

fn routine(id: &str, stretches: &str) -> String {
    format!("[[routine]]\nid = \"{id}\"\nname = \"My {id}\"\nstretches = [\"{stretches}\"]\n")
}

fn file(name: &str, text: &str) -> ContentFile {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("own-{name}.toml"));
    fs::write(&path, format!("{HEAD}{text}")).unwrap();
    ContentFile { path, is_named: false }
}

fn loaded(files: &[ContentFile]) -> Loaded {
    load_reviewed(true, files, review)
}

fn ids(library: &Library) -> Vec<String> {
    let routines = library.routines.iter().map(|routine| routine.id.name.clone());
    routines.chain(library.stretches.iter().map(|stretch| stretch.id.name.clone())).collect()
}

/// The names of the files that are left out, each with its entry if only that is left out.
fn left_out(loaded: &Loaded) -> Vec<String> {
    let name = |left_out: &LeftOut| {
        let file = left_out.file.rsplit("own-").next().unwrap().to_owned();
        left_out.entry.as_ref().map_or(file.clone(), |entry| format!("{file}: {entry}"))
    };
    loaded.library.left_out.iter().map(name).collect()
}

#[test]
fn a_broken_file_is_left_out_and_the_rest_is_there() {
    for (name, broken) in [
        ("syntax", "[[stretch\n".to_owned()),
        ("value", stretch("one").replace("20", "0")),
        ("reference", routine("one", "nothing-by-that-name")),
        ("review", format!("{}{}", stretch("one").replace("20", "600"), routine("two", &["one"; 30].join("\", \"")))),
        ("json", "{}".to_owned()),
    ] {
        let broken = file(&format!("broken-{name}"), &broken);
        let right = file("right", &stretch("right"));
        let loaded = loaded(&[broken, right]);
        assert!(loaded.is_usable(), "{name}");
        let expected: Vec<_> = ids(&load(true, &[]).library).into_iter().chain(["right".into()]).collect();
        assert_eq!(ids(&loaded.library), expected, "{name}");
        assert_eq!(left_out(&loaded), [format!("broken-{name}.toml")]);
        assert!(loaded.library.left_out[0].problems.iter().all(|(_, problem)| is_error(problem)));
        assert!(!loaded.library.left_out[0].problems.is_empty(), "{name}");
    }
}

/// A name that could not be read may be the one the user asks for.
#[test]
fn a_file_with_an_entry_of_no_name_may_have_more() {
    for (name, id, has_more) in [("no-id", "id = wrist flex\n", true), ("other", "id = \"one\"\nname 5\n", false)] {
        let wrong = stretch("one").replace("id = \"one\"\n", id);
        assert_eq!(loaded(&[file(name, &wrong)]).library.left_out[0].has_more, has_more, "{name}");
    }
}

#[test]
fn a_file_that_is_not_there_is_left_out() {
    let loaded = loaded(&[ContentFile { path: "no/such/file.toml".into(), is_named: false }]);
    assert!(loaded.is_usable());
    let [left_out] = loaded.library.left_out.as_slice() else { panic!("one file") };
    assert_eq!(left_out.unreadable.as_ref().unwrap().message, "there is no such file");
    assert!(left_out.has_more);
}

#[test]
fn a_file_that_needs_one_that_is_left_out_is_left_out_too() {
    let needs = file("needs", &routine("mine", "lost"));
    let needs_that = file("needs-that", &stretch("also"));
    let loaded = loaded(&[needs, file("lost", &stretch("lost").replace("20", "\"x\"")), needs_that]);
    assert_eq!(left_out(&loaded), ["lost.toml", "needs.toml"]);
    assert!(ids(&loaded.library).contains(&"also".into()));
}

#[test]
fn an_entry_whose_id_is_taken_is_left_out_alone() {
    let taken = format!("{}{}{}", stretch("cat-camel"), stretch("mine"), routine("mine-too", "cat-camel"));
    let loaded = loaded(&[file("taken", &taken), file("later", &stretch("mine"))]);
    assert!(loaded.is_usable());
    assert_eq!(left_out(&loaded), ["taken.toml: the stretch `cat-camel`", "later.toml: the stretch `mine`"]);
    let library = &loaded.library;
    // The built-in one is the one that is done, with all its cautions.
    let full = Target::find(library, "mine-too").unwrap().plan(library, None);
    assert_eq!(full.stretches[0].stretch.name, "Cat-camel");
    assert!(!full.stretches[0].stretch.concerns.is_empty());
    assert!(library.losses.is_empty());
}

#[test]
fn a_routine_that_is_called_as_a_stretch_is_left_out_alone() {
    let both = format!("{}{}", routine("cat-camel", "mine"), stretch("mine"));
    let loaded = loaded(&[file("routine-as-stretch", &both), file("stretch-as-routine", &stretch("full"))]);
    let expected = ["routine-as-stretch.toml: the routine `cat-camel`", "stretch-as-routine.toml: the stretch `full`"];
    assert_eq!(left_out(&loaded), expected);
    assert!(ids(&loaded.library).contains(&"mine".into()));
}

#[test]
fn an_entry_of_the_users_own_can_ask_to_replace() {
    let asks = stretch("cat-camel").replace("name =", "replaces = true\nname =");
    let loaded = loaded(&[file("asks", &asks)]);
    assert_eq!(left_out(&loaded), [] as [&str; 0]);
    let full = Target::find(&loaded.library, "full").unwrap().plan(&loaded.library, None);
    assert!(full.stretches.iter().any(|planned| planned.stretch.name == "My cat-camel"));
    let [loss] = loaded.library.losses.as_slice() else { panic!("one loss") };
    let about = loss.lost.iter().filter(|lost| lost.condition.is_some()).count();
    assert!(loss.noun == "stretch" && loss.id == "cat-camel" && about > 0);
}

/// Everything that a replacement leaves out is reported, and what it only words differently is not.
#[test]
fn whatever_a_replacement_says_less_about_safety_is_told() {
    let concern = |action: &str, more: &str| {
        let concern = format!("[[stretch.caution]]\nid = \"sore-wrists\"\ndo = \"{action}\"\n{more}");
        stretch("one").replace("[[stretch.set]]", &format!("{concern}[[stretch.set]]\nid = \"first\""))
    };
    let caution = |more: &str| format!("[[caution]]\nid = \"mine\"\nname = \"Mine\"\n{more}");
    let two_sets = |first: &str, second: &str| {
        let set = "[[stretch.set]]\nid = \"second\"\n[[stretch.set.step]]\ntext = \"Do it.\"\nhold = 20\n";
        let second = format!("[[stretch.caution]]\nid = \"sore-wrists\"\ndo = \"ask\"\nset = \"second\"\n{second}");
        concern("ease", &format!("set = \"first\"\n{first}{second}")) + set
    };
    let variant = |more: &str| format!("[[stretch.variant]]\nid = \"chair\"\nname = \"On a chair\"\n{more}");
    let in_variant = |action: &str, more: &str| {
        let concern = "[[stretch.variant.caution]]\nid = \"sore-wrists\"\ndo =";
        stretch("one") + &variant(&format!("{concern} \"{action}\"\n{more}"))
    };
    let hint = |more: &str| concern("ease", more) + &variant("");
    let hints = |more: &str| caution(&format!("covers = \"all\"\ndo = \"ease\"\n{more}"));
    let sign = |more: &str| format!("[[stop-sign]]\nid = \"mine\"\nname = \"Mine\"\n{more}");
    let covers = |reach: &str, action: &str| caution(&format!("covers = \"{reach}\"\ndo = \"{action}\"\n"));
    for (was, is, lost) in [
        (concern("skip", ""), concern("ease", ""), "`ease` in place of `skip`: sore-wrists"),
        (concern("skip", ""), concern("skip", "set = \"first\"\n"), "a word about one set only: sore-wrists"),
        (concern("ease", "note = \"Use fists.\"\n"), concern("ease", ""), "no `note`: sore-wrists"),
        (concern("ease", ""), concern("skip", "note = \"No.\"\n"), ""),
        (two_sets("note = \"a\"\n", "note = \"b\"\n"), two_sets("", "note = \"b\"\n"), "no `note`: sore-wrists"),
        (two_sets("", ""), concern("ease", "set = \"first\"\n"), "a word about another set only: sore-wrists"),
        (two_sets("", ""), concern("skip", ""), ""),
        (in_variant("skip", ""), in_variant("skip", "note = \"No.\"\n"), ""),
        (
            in_variant("skip", ""),
            in_variant("ease", ""),
            "in the variant `chair` `ease` in place of `skip`: sore-wrists",
        ),
        (in_variant("skip", ""), stretch("one") + &variant(""), "in the variant `chair` no word about: sore-wrists"),
        (in_variant("skip", ""), stretch("one"), "in the variant `chair` no word about: sore-wrists"),
        (in_variant("ease", ""), concern("ease", ""), ""),
        (stretch("one") + &variant("care = \"Hold on.\"\n"), stretch("one"), ""),
        (
            stretch("one") + &variant("care = \"Hold on.\"\n"),
            stretch("one") + &variant(""),
            "in the variant `chair` no `care` (\u{201c}Hold on.\u{201d})",
        ),
        (hint("variants = [\"chair\"]\n"), hint(""), "no hint at the variant `chair`: sore-wrists"),
        (hint("variant = \"chair\"\n"), concern("skip", ""), ""),
        (
            hints("variants = { one = [\"chair\"] }\n") + &stretch("one") + &variant(""),
            hints(""),
            "no hint at `one:chair`",
        ),
        (caution("aliases = [\"a\", \"b\"]\n"), caution("aliases = [\"B\"]\n"), "no alias \u{201c}a\u{201d}"),
        (caution("text = \"Wait.\"\n"), caution(""), "no `text` (\u{201c}Wait.\u{201d})"),
        (caution(""), caution("condition = false\n"), "general advice in place of a condition"),
        (covers("all", "ask"), caution(""), "no `covers = \"all\"`"),
        (covers("all", "ask"), covers("floor", "ask"), "`covers = \"floor\"` in place of \"all\""),
        (covers("floor", "ask"), covers("all", "skip"), ""),
        (covers("all", "ask"), covers("all", "ease"), "`ease` in place of `ask`"),
        (
            sign("level = \"emergency\"\nsigns = [\"One.\", \"Two.\"]\n"),
            sign("level = \"stop\"\nsigns = [\"One.\"]\n"),
            "`stop` in place of `emergency`; 1 sign in place of 2",
        ),
        (sign("level = \"stop\"\nsigns = [\"A.\"]\n"), sign("level = \"emergency\"\nsigns = [\"B.\"]\n"), ""),
    ] {
        let replaces = is.replacen("\nname =", "\nreplaces = true\nname =", 1);
        let loaded = loaded(&[file("loses-was", &was), file("loses-is", &replaces)]);
        assert_eq!(left_out(&loaded), [] as [&str; 0], "{was}");
        let told: Vec<_> = loaded.library.losses.iter().map(|loss| loss.words(|id| id)).collect();
        assert_eq!(told.join("; "), lost, "{was}");
        let warned = messages(&loaded, Severity::Warning).iter().any(|warning| warning.contains("less about safety"));
        assert_eq!(warned, !lost.is_empty(), "{was}");
    }
}

#[test]
fn a_replacement_that_breaks_what_was_there_is_left_out() {
    let variant = "[[stretch.variant]]\nid = \"chair\"\nname = \"On a chair\"\n";
    let whole = format!("{}{variant}{}", stretch("one"), routine("uses-it", "one:chair"));
    let without = stretch("one").replace("name =", "replaces = true\nname =");
    let loaded = loaded(&[file("whole", &whole), file("without", &without)]);
    assert_eq!(left_out(&loaded), ["without.toml"]);
    assert!(Target::find(&loaded.library, "one:chair").is_ok());
}

#[test]
fn a_figure_whose_id_is_taken_is_left_out_alone() {
    let loaded = loaded(&[file("pose", "[pose.stand]\nlike = \"arm-out\"\n[pose.mine]\nlike = \"stand\"\n")]);
    assert_eq!(left_out(&loaded), ["pose.toml: the pose `stand`"]);
    let builtin = load(true, &[]).library;
    assert_eq!(loaded.library.figures().poses["stand"], builtin.figures().poses["stand"]);
    assert_eq!(loaded.library.figures().poses["mine"], builtin.figures().poses["stand"]);
}

#[test]
fn a_named_file_must_be_right_whatever_the_users_own_are() {
    let broken = file("broken", "[[stretch\n");
    let named = ContentFile { is_named: true, ..file("named", &stretch("one").replace("20", "0")) };
    let both = loaded(&[broken, named]);
    assert!(!both.is_usable());
    assert_eq!(left_out(&both), ["broken.toml"]);
    let errors = messages(&both, Severity::Error);
    assert!(errors.len() == 1 && errors[0].contains("own-named.toml"), "{errors:?}");
    // A collision is an error there.
    let named = ContentFile { is_named: true, ..file("named", &stretch("one")) };
    assert!(!loaded(&[file("earlier", &stretch("one")), named]).is_usable());
}

/// Errors come first: no number of warnings hides one, and warnings of a kind are summed up.
#[test]
fn warnings_hide_no_error() {
    let many: String = (0..190).map(|number| stretch(&format!("s{number}"))).collect();
    let one = stretch("bad").replace("20", "\"a while\"");
    let path = file("many-warnings", &format!("{many}{one}")).path;
    let all = load(false, std::slice::from_ref(&path));
    let errors = messages(&all, Severity::Error);
    assert!(errors.len() == 1 && errors[0].contains("hold = \"a while\""), "{errors:?}");
    fs::write(&path, format!("{HEAD}{many}")).unwrap();
    let warnings = messages(&load(false, &[path]), Severity::Warning);
    assert_eq!(warnings.len(), 2);
    assert!(warnings[0].starts_with("warning: 190 stretches have no caution: lines 4, 12, 20, "), "{}", warnings[0]);
}
