//! The menu in lines: what it says to each line.

use jiff::ZonedDateTime;
use stretch_tui::about::{AboutYou, AnswersFile};
use stretch_tui::coach::HEARING;
use stretch_tui::content::load::load;
use stretch_tui::content::model::Library;
use stretch_tui::log::moment::Moment;
use stretch_tui::log::record::RecordedStretch;
use stretch_tui::log::resume::{Resume, Start};
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::person::Person;
use stretch_tui::plan::{Choices, Pacing};
use stretch_tui::skin::plain::menu::{Menu, MenuReply};

use crate::twelve_weeks::{lines, monday, now, past_sessions, twelve_weeks, with_worse};

/// What a menu says to some lines, each after the line itself.
fn told(library: &Library, lines: &[&str]) -> String {
    let mut menu = Menu::new(
        library,
        Choices { pacing: Pacing { by_ear: Some(HEARING), ..Pacing::default() }, ..Choices::default() },
    );
    let opening = menu.opening();
    let answers = lines.iter().map(|line| {
        let answer = match menu.read(line) {
            MenuReply::Tell(lines) | MenuReply::Renew(lines) => lines,
            MenuReply::Start(start) => format!("({} starts)\n", start.plan.id),
            MenuReply::Leave => "(it ends)\n".into(),
        };
        format!("> {line}\n{answer}")
    });
    opening + &answers.collect::<String>()
}

/// The last thing it says.
fn answer(lines: &[&str]) -> String {
    let library = load(true, &[]).library;
    told(&library, lines).rsplit_once("> ").unwrap().1.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn something_is_chosen_told_of_and_started() {
    let library = load(true, &[]).library;
    insta::assert_snapshot!(told(
        &library,
        &["", "c", "q", "lat", "v", "d", "s", "", "desk", "d", "d", "d", "d", "v", "", "d", "c", "v", "?", "q"]
    ));
}

#[test]
fn pages_are_read_part_by_part() {
    let library = load(true, &[]).library;
    let lines = [
        "l", "?", "why", "", "", "", "", "4", "sources", "", "", "", "", "", "", "l", "recipes", "sorces", "ca", "q",
        "q",
    ];
    insta::assert_snapshot!(told(&library, &lines));
}

#[test]
fn on_the_page_of_causes_an_id_chooses_the_stretches_for_one() {
    let page = answer(&["l", ""]);
    assert!(page.contains("Write sitting to choose them.\n"), "{page}");
    let chosen = answer(&["l", "", "sitting"]);
    assert!(chosen.starts_with("Long sitting and slouching, 7 stretches, "), "{chosen}");
    assert_eq!(answer(&["l", "", "sitting", ""]), "(sitting starts)\n");
    // On other pages it is no name of anything.
    assert!(answer(&["l", "why", "sitting"]).contains("sitting"));
    assert!(!answer(&["l", "why", "sitting"]).contains("Enter starts"));
}

/// Every part of every page is read, by nothing but Enter.
#[test]
fn enter_alone_reads_everything() {
    let library = load(true, &[]).library;
    let whole: String =
        stretch_tui::pages::Page::ALL.map(|page| stretch_tui::skin::plain::lines(page, &library)).concat();
    let mut lines = vec!["l"];
    lines.extend([""; 200]);
    let told = told(&library, &lines);
    let pages = told.split("> \nCauses.\n").nth(1).unwrap().split("> \nThe menu.").next().unwrap();
    let read: String = pages
        .lines()
        .filter(|line| {
            !line.starts_with("> ")
                && !line.starts_with("Enter reads ")
                && !line.starts_with("That was the last")
                && !line.ends_with(" to choose them.")
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    assert_eq!(format!("Causes.\n{read}"), whole);
}

#[test]
fn a_number_a_name_or_a_beginning_chooses() {
    for name in ["9", "9.", "lat", "LAT SIDE STRETCH", "Lat side", "lat-side-stretch"] {
        assert!(answer(&[name]).starts_with("Lat side stretch, "), "{name}");
    }
    for name in ["thoracic:chair", "thoracic:on a chair"] {
        assert!(answer(&[name]).starts_with("Thoracic extension (On a chair), "), "{name}");
        assert_eq!(answer(&[name, ""]), "(thoracic-extension:chair starts)\n");
    }
    for letter in ["Q", "q"] {
        assert_eq!(answer(&[letter]), "(it ends)\n", "with Caps Lock too");
    }
}

#[test]
fn what_is_not_there_is_answered_with_what_is_nearest() {
    for (line, said) in [
        ("lta", "There is no lta. Did you mean 9, Lat side stretch?\n"),
        ("Cat camle", "There is no Cat camle. Did you mean 11, Cat-camel?\n"),
        ("neck", "neck could be 3, Neck and shoulders, or 6, Neck stretch and roll.\n"),
        ("yoga", "There is no yoga. ? tells the list.\n"),
        ("12", "There is no 12: the last number is 11.\n"),
        ("0", "There is no 0. ? tells the list.\n"),
        ("\u{1b}[2J", "There is no \u{241b}[2J. ? tells the list.\n"),
    ] {
        assert_eq!(answer(&[line]), said);
    }
}

/// Enter starts what was told last, and nothing else.
#[test]
fn what_has_been_told_meanwhile_is_not_taken_for_a_choice() {
    for line in ["neck", "yoga", "12", "?", "l"] {
        assert!(!answer(&["lat", line, ""]).contains("starts)"), "{line}");
    }
    for line in ["c", "s", "d", "v"] {
        assert!(answer(&["lat", line, ""]).ends_with(" starts)\n"), "{line}");
    }
}

/// What it says of a log.
fn progress(folder: &str, log: &[String], wall: fn() -> ZonedDateTime, goal: u32, choices: Choices) -> String {
    let library = load(true, &[]).library;
    let past = past_sessions(&format!("lines-{folder}"), log, wall, goal);
    match Menu::new(&library, choices).with_past_sessions(Some(past)).read("p") {
        MenuReply::Tell(lines) => lines,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_weeks_are_told_in_sentences() {
    let log = lines(&twelve_weeks());
    insta::assert_snapshot!(progress("weeks", &log, now, 3, Choices::default()));
    let later = progress("monday", &log, monday, 3, Choices::default());
    assert!(later.starts_with("No session this week yet. Your goal is 3 days.\nIn the last 12 weeks: "), "{later}");
    assert!(later.contains("\nLast week: 12 minutes on 3 days"), "{later}");
    // Six days of seven are enough, and fewer are no fault.
    let four = progress("seven", &lines(&with_worse()), now, 7, Choices::default());
    assert!(four.starts_with("4 of 7 days this week, 22 minutes.\n"), "{four}");
    let six = "2026-11-27 2026-11-28".split(' ').zip(1..).map(|(day, number)| {
        let mut record = twelve_weeks()[0].clone();
        record.id = format!("f{number:011}");
        record.start = Moment::read(&format!("{day}T07:00:00+01:00")).unwrap();
        record.end = Moment::read(&format!("{day}T07:10:00+01:00")).unwrap();
        record
    });
    let six: Vec<_> = with_worse().into_iter().chain(six).collect();
    let sunday = || "2026-11-29T20:00:00+01:00[+01:00]".parse().unwrap();
    let told = progress("six", &lines(&six), sunday, 7, Choices::default());
    assert!(told.starts_with("6 of 7 days this week, 42 minutes. Six days are enough: well done.\n"), "{told}");
}

#[test]
fn a_routine_that_is_better_left_is_told_right_after_this_week() {
    let told = progress("worse", &lines(&with_worse()), now, 3, Choices::default());
    let wanted = "4 days this week, 22 minutes. More than your goal of 3 days: well done.\n\
                  It felt worse after Neck and shoulders the last two times. Please leave it for now, and talk to a \
                  doctor or a physiotherapist.\ns tells when not to stretch.\n";
    assert!(told.starts_with(wanted), "{told}");
}

/// It would be missed for ever.
#[test]
fn what_is_left_out_for_a_person_is_not_told_as_left_out() {
    let person = Person { conditions: vec!["fused-spine".to_owned()], ..Person::default() };
    let log = lines(&twelve_weeks());
    assert!(progress("person", &log, now, 3, Choices::default()).contains("Left out longest: Thoracic extension,"));
    let told = progress("person", &log, now, 3, Choices { person: person.into(), ..Choices::default() });
    assert!(told.contains("Left out longest: ") && !told.contains("Thoracic extension"), "{told}");
}

#[test]
fn a_log_that_is_empty_damaged_or_not_there_is_told_kindly() {
    let empty = progress("empty", &[], now, 3, Choices::default());
    assert!(empty.starts_with("There is no session in the last 12 weeks yet.\nEach one is written down"), "{empty}");
    let damaged = progress("damaged", &["rubbish\n".to_owned()], now, 3, Choices::default());
    assert!(damaged.ends_with("1 line of the log cannot be read: `stretch log check` says where.\n"), "{damaged}");
    assert_eq!(answer(&["p"]), "There is no folder for the log: set STRETCH_DATA_DIR to one.\n");
}

/// Where there is nothing to tell, nothing is told.
#[test]
fn a_first_session_is_told_in_two_sentences() {
    let mut record = twelve_weeks().remove(0);
    let last = record.stretches[0].clone();
    record.stretches.push(RecordedStretch { id: "thoracic-extension".to_owned(), ..last });
    record.start = Moment::read("2026-11-26T09:00:00+01:00").unwrap();
    record.end = Moment::read("2026-11-26T09:10:00+01:00").unwrap();
    (record.before, record.after) = (None, None);
    let told = progress("first", &lines(&[record]), now, 3, Choices::default());
    assert_eq!(told, "1 of 3 days this week, 10 minutes.\nThis week it was Thursday.\n");
}

/// A log may come from another machine, and its names from anybody.
#[test]
fn names_in_the_log_cannot_control_the_terminal() {
    let mut log = with_worse();
    for record in &mut log {
        record.name = "\u{1b}[2J".to_owned();
    }
    let told = progress("names", &lines(&log), now, 3, Choices::default());
    assert!(!told.contains('\u{1b}') && told.contains("\u{241b}[2J"), "{told}");
}

#[test]
fn an_empty_library_says_so() {
    let library = Library::default();
    insta::assert_snapshot!(told(&library, &["", "1", "cat", "s", "l", "", "", "", "", "", "", "q"]));
}

#[test]
fn the_questions_of_about_you_lead_to_the_stop_signs_and_back() {
    let library = load(true, &[]).library;
    let about = AboutYou::new(AnswersFile::default(), Person::default(), false);
    let mut menu = Menu::new(&library, Choices::default()).with_about(Some(about));
    let mut told = |line: &str| match menu.read(line) {
        MenuReply::Tell(lines) | MenuReply::Renew(lines) => lines,
        other => panic!("{other:?}"),
    };
    assert!(told("a").contains("1 of 5. Does any of these apply to you?"));
    let signs = told("s");
    assert!(signs.contains("Chest pain") && signs.ends_with("Enter keeps what is chosen.\n"), "{signs}");
    assert!(told("").starts_with("2 of 5. Where do you usually stretch?"));
    assert!(told("b").starts_with("1 of 5."));
    for line in ["", "", "", ""] {
        told(line);
    }
    let saved = told("");
    assert!(saved.starts_with("Not saved, and used until you quit: "), "{saved}");
}

#[test]
fn a_session_that_was_left_is_offered_once() {
    let library = load(true, &[]).library;
    let plan = Target::find(&library, "full").unwrap().plan(&library, Choices::default());
    let segment = plan.segments.iter().position(|segment| segment.stretch == 4).unwrap();
    let resume = Resume { record: "01".to_owned(), segment, done: Vec::new() };
    let left = || Some(Start { plan: plan.clone(), resume: Some(resume.clone()) });
    let offer = "r goes on with Full routine, which you left, from Lat side stretch.\n";
    let mut menu = Menu::new(&library, Choices::default()).with_left(left());
    assert!(menu.opening().contains(offer), "{}", menu.opening());
    let MenuReply::Start(start) = menu.read("r") else { panic!("it does not start") };
    assert_eq!(start.resume, Some(resume.clone()));
    assert!(matches!(menu.read("r"), MenuReply::Tell(lines) if lines.contains("no session to go on with")));
    // Another session takes its place.
    let mut menu = Menu::new(&library, Choices::default()).with_left(left());
    menu.read("2");
    menu.read("");
    assert!(matches!(menu.read("r"), MenuReply::Tell(_)));
    assert!(!menu.opening().contains(offer));
}
