//! The keys, from what they do to the screen.

use std::time::Duration;

use stretch_tui::content::model::Dose;
use stretch_tui::plan::Kind;
use stretch_tui::playback::event::Event;
use stretch_tui::tui::app::Reply;

use super::ears::at_leisure;
use super::scenes::{self, named, until};
use super::stage::{BUILT_IN, SIZES, START, STRANGE, Size, Stage};

const USUAL: Size = SIZES[1];

/// A hold, seven seconds in.
fn in_a_hold() -> Stage {
    named("player_hold_left").at(USUAL)
}

/// The lines of the menu's list that can be chosen, as `name, time`, going down it with the keys.
fn menu(stage: &mut Stage) -> Vec<(String, String)> {
    stage.press("home");
    let mut lines: Vec<(String, String)> = Vec::new();
    loop {
        let shot = stage.shot();
        // In a wide window the right part says more about it.
        let line: String = shot.chosen().unwrap().chars().take(29).collect();
        let (name, time) = line.trim_end().rsplit_once("  ").unwrap_or((line.trim_end(), ""));
        let line = (name.trim_end().to_owned(), time.to_owned());
        if lines.last() == Some(&line) {
            return lines;
        }
        lines.push(line);
        stage.press("down");
    }
}

fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

#[test]
fn the_menu_lists_everything_with_the_totals_of_the_plans() {
    for dose in [None, Some(Dose::Light), Some(Dose::Standard), Some(Dose::Full)] {
        let mut stage = Stage::with(&BUILT_IN, dose, true, USUAL);
        let routines = BUILT_IN.routines.iter().map(|routine| (&routine.id.name, &routine.name));
        let stretches = BUILT_IN.stretches.iter().map(|stretch| (&stretch.id.name, &stretch.name));
        let doing = routines.chain(stretches).map(|(id, name)| (name.clone(), clock(stage.plan(id).total())));
        let pages = ["Causes", "Why stretching works", "Cautions", "Stop signs", "Sources"];
        let pages = pages.into_iter().map(|page| (page.to_owned(), String::new()));
        let wanted: Vec<_> = doing.chain(pages).collect();
        assert_eq!(menu(&mut stage), wanted, "{dose:?}");
    }
}

#[test]
fn the_total_of_the_menu_is_the_one_a_session_begins_with() {
    for dose in [Dose::Light, Dose::Standard, Dose::Full] {
        for routine in &BUILT_IN.routines {
            let mut stage = Stage::dosed(dose, USUAL);
            stage.choose(&routine.id.name);
            let total = clock(stage.plan(&routine.id.name).total());
            assert!(stage.shot().chosen().unwrap().contains(&format!(" {total}")), "{total}");
            stage.press("enter");
            assert_eq!(stage.shot().time_left(), Some(&*total));
        }
    }
}

#[test]
fn the_menu_fits_the_least_window_and_keeps_the_choice_in_sight() {
    let mut small = Stage::new(SIZES[0]);
    let mut usual = Stage::new(USUAL);
    let names = |lines: Vec<(String, String)>| lines.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(menu(&mut small)), names(menu(&mut usual)));
    for _ in 0..20 {
        small.press("up");
        assert!(small.shot().chosen().is_some());
    }
}

#[test]
fn the_menu_moves_by_lines_groups_and_to_its_ends() {
    let mut stage = Stage::new(USUAL);
    for (key, wanted) in [
        ("up", "Full routine"),
        ("down", "Desk break"),
        ("j", "Neck and shoulders"),
        ("k", "Desk break"),
        ("tab", "Shoulder rolls"),
        ("tab", "Causes"),
        ("tab", "Full routine"),
        ("backtab", "Causes"),
        ("backtab", "Shoulder rolls"),
        ("up", "On the floor"),
        ("end", "Sources"),
        ("down", "Sources"),
        ("home", "Full routine"),
        ("G", "Sources"),
        ("g", "Full routine"),
    ] {
        stage.press(key);
        assert!(stage.shot().chosen().unwrap().starts_with(wanted), "{key}: {}", stage.shot().picture());
    }
}

#[test]
fn the_menu_opens_what_is_chosen() {
    for key in ["enter", "right", "l", "space"] {
        let mut stage = Stage::new(USUAL);
        stage.press("tab down");
        stage.press(key);
        assert!(stage.shot().has("GET READY") && stage.shot().has("Neck stretch and roll"), "{key}");
        let mut stage = Stage::new(USUAL);
        stage.press("end");
        stage.press(key);
        assert!(stage.shot().has("▸ Sources"), "{key}");
    }
    let mut stage = Stage::new(USUAL);
    stage.press("s");
    assert!(stage.shot().has("EMERGENCY: CALL FOR HELP NOW"));
    stage.press("esc");
    assert_eq!(stage.ask("esc"), Reply::Quit);
}

#[test]
fn the_menu_changes_dose_and_variant_and_plays_them() {
    let mut stage = Stage::new(USUAL);
    stage.choose("desk-break");
    let own = clock(stage.plan("desk-break").total());
    for (dose, wanted) in [
        (Some(Dose::Light), "light dose"),
        (Some(Dose::Standard), "standard dose"),
        (Some(Dose::Full), "full dose"),
        (None, "own dose (light)"),
        (Some(Dose::Light), "light dose"),
    ] {
        stage.press("d");
        let total = dose.map_or(own.clone(), |dose| clock(Stage::dosed(dose, USUAL).plan("desk-break").total()));
        // The dose stands beside the time that it changes.
        assert!(stage.shot().has(&format!("{wanted}  {total}")), "{wanted}: {}", stage.shot().picture());
        assert!(stage.shot().chosen().unwrap().contains(&total), "{wanted}");
    }
    stage.choose("thoracic-extension");
    for wanted in ["     On a chair", "     On a chair, arms", "", "     On a chair"] {
        stage.press("v");
        // Below its stretch in the list.
        let row = stage.shot().row_of("▸ Thoracic extension").unwrap();
        let below = stage.shot().rows()[row + 1].clone();
        assert!(below.starts_with(if wanted.is_empty() { "    Lat side" } else { wanted }), "{below}");
    }
    stage.press("enter");
    assert!(stage.shot().has("Thoracic extension (On a chair)"));
    let total = clock(Stage::dosed(Dose::Light, USUAL).plan("thoracic-extension:chair").total());
    assert_eq!(stage.shot().time_left(), Some(&*total));
}

#[test]
fn help_leaves_a_session_as_it_was_found() {
    for (open, close) in [("?", "?"), ("f1", "esc"), ("?", "q"), ("?", "enter")] {
        let mut stage = in_a_hold();
        let before = stage.shot();
        stage.press(open);
        assert!(stage.shot().has("The keys of a session"));
        assert_eq!(stage.deadline(), None);
        // Longer than this would be a pause without anybody asking for one.
        stage.wait_seconds(1.0);
        stage.press(close);
        // It ran, so it goes on, led in as after any pause.
        let shot = stage.shot();
        assert!(shot.has("GET READY  ·  HOLD  ·  LEFT SIDE"), "{}", shot.picture());
        assert_eq!((shot.number().as_deref(), shot.time_left()), (Some("3"), before.time_left()));
        stage.wait_seconds(3.0);
        assert!(stage.shot() == before);

        // It stood still, so it still does.
        stage.press("space");
        let paused = stage.shot();
        stage.press(open);
        stage.press(close);
        assert!(stage.shot() == paused, "{}", stage.shot().picture());
    }
}

#[test]
fn a_session_that_waits_still_waits_after_the_help() {
    let mut stage = at_leisure(USUAL);
    stage.play("cat-camel");
    let waiting = stage.shot();
    assert!(waiting.has("space or enter begins"), "{}", waiting.picture());
    for keys in ["? esc", "s esc", "s q"] {
        stage.press(keys);
        assert!(stage.shot() == waiting, "{keys}: {}", stage.shot().picture());
    }
}

#[test]
fn the_stop_signs_pause_a_session_and_lead_back_to_it() {
    for close in ["esc", "q", "left"] {
        let mut stage = in_a_hold();
        stage.press("s");
        assert!(stage.shot().has("EMERGENCY: CALL FOR HELP NOW"), "{}", stage.shot().picture());
        assert_eq!(stage.deadline(), None);
        stage.press("down");
        stage.press(close);
        let shot = stage.shot();
        assert!(shot.has("PAUSED  ·  HOLD  ·  LEFT SIDE") && shot.has("s stop signs"), "{}", shot.picture());
    }
}

#[test]
fn the_first_q_asks_and_the_second_quits() {
    for key in ["q", "Q"] {
        let mut stage = in_a_hold();
        stage.press(key);
        assert!(stage.shot().has("Stop here? What you did counts."));
        assert_eq!(stage.deadline(), None);
        assert_eq!(stage.ask(key), Reply::Quit);
    }
}

#[test]
fn from_the_question_the_session_goes_on_with_a_lead_in() {
    for (ask, back) in [("q", "esc"), ("esc", "esc"), ("q", "space"), ("esc", "n")] {
        let mut stage = in_a_hold();
        let before = stage.shot();
        stage.press(ask);
        stage.wait_seconds(1.0);
        stage.press(back);
        let shot = stage.shot();
        assert!(shot.has("GET READY  ·  HOLD  ·  LEFT SIDE"), "{}", shot.picture());
        assert_eq!(shot.number().as_deref(), Some("3"));
        stage.wait_seconds(3.0);
        assert!(stage.shot() == before, "{}", stage.shot().picture());
    }
}

#[test]
fn a_paused_session_is_still_paused_after_the_question() {
    let mut stage = in_a_hold();
    stage.press("space");
    let paused = stage.shot();
    stage.press("q esc");
    assert!(stage.shot() == paused);
}

#[test]
fn stopping_leads_to_the_summary_and_from_there_to_the_menu() {
    for key in ["enter", "y"] {
        let mut stage = in_a_hold();
        stage.press("q");
        stage.press(key);
        let shot = stage.shot();
        assert!(shot.has("Stopped here. What you did counts."), "{}", shot.picture());
        assert!(shot.has("✓ Shoulder rolls") && shot.has("– 5 stretches not done"), "{}", shot.picture());
        stage.press("esc");
        assert!(stage.shot().has("▸ Full routine"));
    }
}

#[test]
fn the_menu_after_a_session_of_the_command_line_is_where_it_was_started() {
    for (id, wanted) in [
        ("desk-break", "Desk break"),
        ("cat-camel", "Cat-camel"),
        ("thoracic-extension:chair", "Thoracic extension"),
        ("desk-break+cat-camel", "Desk break"),
    ] {
        let mut stage = Stage::new(USUAL);
        let now = stage.now;
        let mut plan = stage.plan(id.split('+').next().unwrap());
        plan.id = id.to_owned();
        stage = stage.changed(|mut app| {
            app.play(plan, now);
            app
        });
        stage.press("q y enter");
        assert!(stage.shot().chosen().unwrap().starts_with(wanted), "{id}: {}", stage.shot().picture());
        assert!(!id.contains(':') || stage.shot().has("On a chair"), "{}", stage.shot().picture());
    }
}

#[test]
fn leaving_at_once_needs_no_question() {
    for scene in scenes::all() {
        assert_eq!(scene.at(USUAL).ask("ctrl-c"), Reply::Signal(2), "{}", scene.name);
        assert_eq!(scene.at(USUAL).ask("ctrl-z"), Reply::Suspend, "{}", scene.name);
        assert_eq!(scene.at(USUAL).happen(Event::End(15)), Reply::Signal(15), "{}", scene.name);
        assert_eq!(scene.at(USUAL).happen(Event::Closed), Reply::Signal(1), "{}", scene.name);
    }
}

#[test]
fn the_shell_for_a_while_is_a_pause() {
    for event in [Event::Suspend, Event::Continued] {
        let mut stage = in_a_hold();
        stage.happen(event);
        assert!(stage.shot().has("PAUSED  ·  HOLD"));
        assert_eq!(stage.deadline(), None);
    }
}

#[test]
fn the_keys_of_a_session_move_it() {
    for (keys, wanted, number) in [
        (&["right", "n", "l"][..], "NOW THE RIGHT SIDE", "5"),
        (&["left", "p", "h"], "GET READY  ·  12 REPS  ·  FORWARDS", "3"),
        (&["r"], "GET READY  ·  HOLD  ·  LEFT SIDE", "3"),
        (&["N", "L"], "3 of 7  ·  Arm press curls", "12"),
        (&["P", "H"], "1 of 7  ·  Shoulder rolls", "11"),
        (&["+", "="], "HOLD  ·  LEFT SIDE", "18"),
        (&["-", "_"], "HOLD  ·  LEFT SIDE", "8"),
        (&["d"], "HOLD  ·  LEFT SIDE", "13"),
    ] {
        for key in keys {
            let mut stage = in_a_hold();
            stage.press(key);
            let shot = stage.shot();
            assert!(shot.has(wanted), "{key}: {}", shot.picture());
            assert_eq!(shot.number().as_deref(), Some(number), "{key}");
        }
    }
}

#[test]
fn more_time_is_more_time_on_both_sides_and_in_all() {
    let mut stage = in_a_hold();
    let plan = stage.plan("full");
    let left = plan.total() - (stage.now - START);
    stage.press("+");
    assert_eq!(stage.shot().time_left(), Some(&*clock(left + Duration::from_secs(10))));
    stage.press("- -");
    assert_eq!(stage.shot().time_left(), Some(&*clock(left - Duration::from_secs(10))));
}

#[test]
fn reps_that_are_done_are_done() {
    let mut stage = Stage::new(USUAL);
    until(&mut stage, "shoulder-rolls", &|segment| matches!(segment.kind, Kind::Reps { .. }), 4.0);
    assert_eq!(stage.shot().number().as_deref(), Some("2"));
    stage.press("d");
    assert!(stage.shot().has("NOW FORWARDS"), "{}", stage.shot().picture());
    stage.press("right d");
    assert!(stage.shot().has("Well done.") && stage.shot().has("✓ Shoulder rolls"), "{}", stage.shot().picture());
}

#[test]
fn reading_leafs_round_and_scrolls_to_the_very_end() {
    for size in SIZES {
        let mut stage = Stage::new(size);
        stage.press("tab tab enter");
        let first = stage.shot();
        for page in 0..5 {
            stage.press("end");
            let end = stage.shot();
            assert!(!end.has("more ↓"), "page {page} at {size:?}");
            stage.press("down pagedown space");
            assert!(stage.shot() == end, "page {page} at {size:?}");
            if end.has("end") {
                stage.press("up");
                assert!(stage.shot() != end, "page {page} at {size:?}");
            }
            stage.press("g");
            (0..2000).for_each(|_| stage.press("j"));
            assert!(stage.shot() == end, "page {page} at {size:?}");
            stage.press("right");
        }
        assert!(stage.shot() == first, "five pages on is where it began, at its top");
        stage.press("backtab tab");
        assert!(stage.shot() == first);
        stage.press("left");
        assert!(stage.shot().chosen().unwrap().starts_with("Causes"));
    }
}

#[test]
fn the_help_lists_what_works_and_goes_back() {
    for name in ["home_stretch", "read_cautions_scrolled", "summary_skips", "player_paused"] {
        let mut stage = named(name).at(USUAL);
        let before = stage.shot();
        stage.press("?");
        assert!(stage.shot().has("The keys of"), "{name}: {}", stage.shot().picture());
        stage.press("end");
        assert!(stage.shot().has("ctrl-c"), "{name}: {}", stage.shot().picture());
        stage.press("home down up esc");
        assert!(stage.shot() == before, "{name}");
    }
}

#[test]
fn a_help_scrolled_in_a_small_window_is_whole_in_a_larger_one() {
    let mut stage = named("help_player_end").at(SIZES[0]);
    assert!(!stage.shot().has("pause, or go on"));
    stage.resize(USUAL);
    let shot = stage.shot();
    assert!(shot.has("pause, or go on") && shot.has("ctrl-c"), "{}", shot.picture());
}

#[test]
fn nothing_to_choose_is_no_reason_to_break() {
    static NOTHING: std::sync::LazyLock<stretch_tui::content::model::Library> =
        std::sync::LazyLock::new(Default::default);
    let mut stage = Stage::with(&NOTHING, None, true, USUAL);
    stage.press("down up tab backtab d v i c enter right / x backspace enter / x esc ? esc s");
    let shot = stage.shot();
    assert!(shot.has("There is nothing here.") && !shot.has("stop signs"), "{}", shot.picture());
}

#[test]
fn a_session_of_strange_content_ends_like_any() {
    let mut stage = Stage::with(&STRANGE, None, true, USUAL);
    stage.play("wide");
    stage.wait_for_rest();
    assert!(stage.shot().has("Well done."), "{}", stage.shot().picture());
}
