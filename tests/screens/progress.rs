//! Progress: twelve made-up weeks, an empty log, one that cannot be read, and a routine that is better left.

use jiff::ZonedDateTime;
use stretch_tui::tui::theme::Name;
use unicode_width::UnicodeWidthStr;

use super::pictures::accepted;
use super::stage::{BUILT_IN, SIZES, Size, Stage};
use super::twelve_weeks::{lines, monday, now, past_sessions, twelve_weeks, with_worse};

/// A window of somebody with a log, after some keys.
struct Case {
    name: &'static str,
    lines: Vec<String>,
    wall: fn() -> ZonedDateTime,
    goal: u32,
    theme: Name,
}

impl Case {
    fn new(name: &'static str, lines: Vec<String>) -> Self {
        Self { name, lines, wall: now, goal: 3, theme: Name::Terminal }
    }

    fn stage(&self, keys: &str, size: Size) -> Stage {
        let past = past_sessions(&format!("{}-{}x{}", self.name, size.0, size.1), &self.lines, self.wall, self.goal);
        let mut stage = Stage::themed(&BUILT_IN, self.theme, stretch_tui::figure::Marker::Braille, size)
            .changed(|app| app.with_past_sessions(Some(past)));
        stage.resize(size);
        stage.press(keys);
        stage
    }

    /// Holds what some keys lead to to its accepted snapshot.
    fn looks(&self, keys: &str, sizes: &[Size]) {
        accepted(&format!("progress_{}", self.name), &|size| self.stage(keys, size), sizes);
    }
}

#[test]
fn twelve_weeks_stand_at_a_glance() {
    let case = Case::new("twelve_weeks", lines(&twelve_weeks()));
    case.looks("p", &[SIZES[0], (60, 30), (72, 12), SIZES[1], SIZES[2], (250, 70)]);
    Case { name: "end", ..case }.looks("p end", &SIZES[..2]);
}

#[test]
fn it_looks_the_same_on_paper() {
    Case { theme: Name::Paper, ..Case::new("paper", lines(&twelve_weeks())) }.looks("p", &SIZES[1..2]);
}

#[test]
fn an_empty_log_says_how_it_fills() {
    Case::new("empty", Vec::new()).looks("p", &SIZES);
}

#[test]
fn a_routine_that_is_better_left_comes_first() {
    Case::new("worse", lines(&with_worse())).looks("p", &SIZES);
}

#[test]
fn what_cannot_be_read_is_one_line() {
    let mut all = lines(&twelve_weeks());
    all.extend(["{\"schema\":1,\"id\":\"00\n".to_owned(), "rubbish\n".to_owned()]);
    Case::new("unread", all).looks("p end", &SIZES[..2]);
}

#[test]
fn a_week_that_begins_is_no_fault() {
    Case { wall: monday, ..Case::new("monday", lines(&twelve_weeks())) }.looks("p", &SIZES);
}

#[test]
fn the_days_to_come_have_no_mark() {
    let case = Case::new("to_come", lines(&twelve_weeks()));
    for size in SIZES {
        let shot = case.stage("p", size).shot();
        let row = |day: &str| {
            shot.rows().iter().find(|row| row.trim_start().starts_with(&format!("{day} "))).unwrap().clone()
        };
        let marks = |day: &str| row(day).chars().filter(|c| "●◐·".contains(*c)).count();
        assert_eq!(["Mo", "We", "Th"].map(marks), [12; 3], "{}", shot.picture());
        assert_eq!(["Fr", "Sa", "Su"].map(marks), [11; 3], "{}", shot.picture());
        assert!(row("Th").contains("◂ today") && !row("We").contains("today"), "{}", shot.picture());
    }
}

#[test]
fn a_goal_that_is_reached_has_a_kind_word() {
    let log = lines(&twelve_weeks());
    for (goal, told) in [(2, "More than your goal of 2 days: well done."), (3, "That is your goal: well done.")] {
        let case = Case { goal, ..Case::new("goal", log.clone()) };
        assert!(case.stage("p", (60, 30)).shot().has(told), "{goal}");
    }
    let case = Case { goal: 4, ..Case::new("goal", log) };
    assert!(!case.stage("p", SIZES[1]).shot().has("well done"));
}

#[test]
fn it_leads_back_and_to_the_stop_signs() {
    let case = Case::new("keys", lines(&twelve_weeks()));
    for key in ["q", "esc", "left", "enter"] {
        let mut stage = case.stage("p", SIZES[1]);
        stage.press("s");
        assert!(stage.shot().has("Stop signs"), "{}", stage.shot().picture());
        stage.press(&format!("q {key}"));
        assert!(stage.shot().chosen().is_some(), "{key}: {}", stage.shot().picture());
    }
    let stage = case.stage("p", SIZES[1]);
    assert_eq!(stage.deadline(), None, "it never wakes up");
}

/// All sessions of the log count, those too that were written down since the menu opened.
#[test]
fn it_is_read_when_it_is_opened() {
    let size = SIZES[1];
    let case = Case::new("anew", Vec::new());
    let mut stage = case.stage("p", size);
    assert!(stage.shot().tells("There is no session in the last 12 weeks yet."));
    stage.press("q");
    past_sessions(&format!("anew-{}x{}", size.0, size.1), &lines(&twelve_weeks()), now, 3);
    stage.press("p");
    assert!(stage.shot().has("of 3 days this week"), "{}", stage.shot().picture());
}

#[test]
fn without_a_folder_the_key_says_so() {
    let mut stage = Stage::new(SIZES[1]);
    stage.press("p");
    assert!(stage.shot().has("there is no folder for the log: set STRETCH_DATA_DIR to one"));
}

#[test]
fn everything_can_be_read_in_the_least_window() {
    let mut stage = Case::new("least", lines(&with_worse())).stage("p", SIZES[0]);
    let mut seen = String::new();
    for _ in 0..60 {
        seen += &stage.shot().rows().join("\n");
        stage.press("down");
    }
    for words in ["It felt worse after Neck", "Stop signs: s", "4 days this week", "● done   ◐ partly   · none"]
        .into_iter()
        .chain(["More than your goal", "30 days", "19 minutes", "Thoracic extension", "not in 12 weeks", "9 days ago"])
        .chain(["Neck and shoulders", "2 sessions", "too few sessions to tell", "no clear difference", "2.9"])
    {
        assert!(seen.contains(words), "{words}");
    }
    assert!(stage.shot().rows()[0].ends_with("end"), "{}", stage.shot().picture());
}

#[test]
fn a_window_that_is_too_small_says_this_week_and_what_it_needs() {
    let mut stage = Case::new("small", lines(&twelve_weeks())).stage("p", (39, 12));
    for (size, asks) in [((39, 12), true), ((40, 11), true), ((40, 12), false)] {
        stage.resize(size);
        let shot = stage.shot();
        assert!(shot.tells("3 of 3 days this week, 12 minutes."), "{size:?}");
        assert_eq!(shot.tells("Please make the window at least 40 × 12."), asks, "{size:?}");
    }
}

#[test]
fn without_colour_the_marks_say_it() {
    let stage = Case { theme: Name::Mono, ..Case::new("mono", lines(&with_worse())) }.stage("p", SIZES[1]);
    assert!(!stage.shot().is_coloured());
}

#[test]
fn every_window_shows_it_and_nothing_leaves_it() {
    let cases = [Case::new("sizes", lines(&with_worse())), Case::new("sizes_empty", Vec::new())];
    for case in cases {
        let mut stage = case.stage("p", (80, 24));
        for width in (1..=140).step_by(3).chain([40, 71, 72, 80]) {
            for height in 1..=40 {
                stage.resize((width, height));
                assert_eq!(stage.spilled(), 0, "{width} x {height}");
                let shot = stage.shot();
                let keeps_margins = |row: &String| row.is_empty() || row.starts_with(' ') && row.width() < width.into();
                let fits = width >= 40 && height >= 12;
                assert!(!fits || shot.rows().iter().all(keeps_margins), "{}", shot.picture());
            }
        }
    }
}
