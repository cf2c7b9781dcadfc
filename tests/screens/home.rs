//! The menu: what it shows of each thing before that starts, and how one gets there and back.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use stretch_tui::content::load::load;
use stretch_tui::content::model::Library;
use stretch_tui::figure::Marker;
use stretch_tui::pages;
use stretch_tui::playback::event::Event;
use stretch_tui::tui::app::Reply;
use stretch_tui::tui::input::TerminalInput;

use super::scenes::named;
use super::shot::Shot;
use super::stage::{BUILT_IN, MENU_SIZES, SIZES, START, Size, Stage, WIDE};
use super::words::{everything, windows};

const USUAL: Size = SIZES[1];

/// The built-in content, and a file of somebody's own over it.
static WITH_WRISTS: LazyLock<Library> = LazyLock::new(|| load(true, &[wrists()]).library);

/// That file alone.
static WRISTS: LazyLock<Library> = LazyLock::new(|| load(false, &[wrists()]).library);

fn wrists() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/content.in/wrists.toml")
}

/// Every routine, stretch and variant.
fn everything_to_do() -> Vec<String> {
    let routines = BUILT_IN.routines.iter().map(|routine| routine.id.name.clone());
    routines.chain(everything()).collect()
}

/// Columns and rows of cells.
type Cells = HashSet<(usize, usize)>;

/// The cells of a screen, right of the list, that are part of the picture and those that are text.
fn cells(shot: &Shot, left: usize) -> (Cells, Cells) {
    let all = shot.rows().iter().enumerate().flat_map(|(y, row)| {
        row.chars().enumerate().filter(move |(x, c)| *x >= left && *c != ' ').map(move |(x, c)| ((x, y), c))
    });
    let (picture, text): (Vec<_>, Vec<_>) = all.partition(|(_, c)| ('\u{2800}'..='\u{28ff}').contains(c));
    let places = |cells: Vec<((usize, usize), char)>| cells.into_iter().map(|(at, _)| at).collect();
    (places(picture), places(text))
}

#[test]
fn the_stage_is_one_rectangle_for_everything() {
    for size in [(72, 20), (80, 23), (80, 24), (90, 40), (100, 24), (100, 30), (120, 36), (200, 60)] {
        let (mut picture, mut text) = (Cells::new(), Cells::new());
        for id in everything_to_do() {
            let mut stage = Stage::new(size);
            stage.choose(&id);
            stage.wait_seconds(1.0);
            let shot = stage.shot();
            // The list is 31 columns wide, and an arrow may stand beside it.
            let left = shot.rows()[shot.row_of("stretch  ·").unwrap()].find("stretch").unwrap() + 32;
            let (drawn, written) = cells(&shot, left);
            assert!(!drawn.is_empty(), "no picture of {id} at {size:?}: {}", shot.picture());
            picture.extend(drawn);
            text.extend(written);
        }
        let columns = picture.iter().map(|(x, _)| *x);
        let rows = picture.iter().map(|(_, y)| *y);
        let (first, last) = (rows.clone().min().unwrap(), rows.max().unwrap());
        let (left, right) = (columns.clone().min().unwrap(), columns.max().unwrap());
        let inside = |(x, y): &&(usize, usize)| (left..=right).contains(x) && (first..=last).contains(y);
        assert_eq!(text.iter().find(inside), None, "words where the picture of something else is, at {size:?}");
        let wanted = match size {
            (80, 24) => 12,
            (100, 30) => 16,
            _ => 0,
        };
        assert!(last + 1 - first >= wanted, "{} rows at {size:?}", last + 1 - first);
    }
}

#[test]
fn conditions_are_counted_and_a_key_away_in_every_window() {
    let mut wrong = Vec::new();
    for id in everything_to_do() {
        let mut stage = Stage::new(USUAL);
        stage.choose(&id);
        let plan = stage.plan(&id);
        let count = pages::conditions(&BUILT_IN, &plan).len();
        for size in windows() {
            stage.resize(size);
            let shown_by_itself = size.0 < WIDE;
            for own_screen in [false, true] {
                if own_screen && shown_by_itself {
                    stage.press("enter");
                }
                let shot = stage.shot();
                let sign = shot.rows().iter().find_map(|row| row.split_once("! ")).map_or("", |(_, sign)| sign);
                let counted =
                    sign.starts_with(&format!("{count} condition")) || sign.contains(&format!(" {} more", count - 1));
                if !counted || !sign.ends_with("  c") || sign.contains('…') {
                    wrong.push(format!("{id} at {size:?}: `{sign}`"));
                }
                if own_screen && shown_by_itself {
                    stage.press("esc");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

#[test]
fn c_shows_every_condition_of_what_is_chosen() {
    for id in everything_to_do() {
        let mut stage = Stage::new((100, 400));
        stage.choose(&id);
        stage.press("c");
        let (shot, plan) = (stage.shot(), stage.plan(&id));
        for condition in pages::conditions(&BUILT_IN, &plan) {
            assert!(shot.has(condition.name), "{} of {id}", condition.name);
            for (text, _) in &condition.lines {
                assert!(shot.tells(&text[1..]), "`{text}` of {id}: {}", shot.picture());
            }
        }
    }
}

#[test]
fn how_a_stretch_is_done_is_there_before_it_starts_or_counted_with_a_key() {
    for id in everything() {
        let plan = Stage::new(USUAL).plan(&id);
        let stretch = &plan.stretches[0].stretch;
        for size in MENU_SIZES {
            let mut stage = Stage::new(size);
            stage.choose(&id);
            if size.0 < WIDE {
                stage.press("enter");
            }
            let shot = stage.shot();
            let beside = |row: &String| row.chars().skip(if size.0 < WIDE { 0 } else { 34 }).collect::<String>();
            let words: String = shot.rows().iter().map(beside).collect::<Vec<_>>().join(" ");
            let words: String = words.chars().filter(|c| !('\u{2800}'..='\u{28ff}').contains(c)).collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let more = words.contains("more lines i") || words.contains("more line i") || shot.has("┃");
            let first = plan.parts().find(|part| part.segment.is_work()).unwrap();
            let start: String = first.instruction().split(' ').take(3).collect::<Vec<_>>().join(" ");
            assert!(words.contains(&start) || more, "`{start}` of {id} at {size:?}: {}", shot.picture());
            if let Some(variant) = plan.stretches[0].variant.as_ref().map(|(variant, _)| variant) {
                // When to take it may say for whom it is not.
                let variant = stretch.variants.iter().find(|known| known.id.name == *variant).unwrap();
                let when = variant.text.as_deref().unwrap_or_default();
                assert!(words.contains(when) || more, "`{when}` of {id} at {size:?}: {}", shot.picture());
            }
            assert!(words.contains(&stretch.setup) || more, "{id} at {size:?}: {}", shot.picture());
            // Only one of them needs more than that.
            assert!(size != (100, 30) || !more || id == "neck-stretch:full-circle", "{id}: {}", shot.picture());
            assert!(!words.contains('{'), "{words}");
        }
    }
}

#[test]
fn a_routine_plays_once_through_and_rests() {
    let mut stage = Stage::new(USUAL);
    let plan = stage.plan("full");
    let marked = |stage: &Stage, at: usize| stage.shot().has(&format!("▸{} {}", at + 1, plan.stretches[at].name()));
    for at in 0..plan.stretches.len() {
        stage.wait(START + Duration::from_secs(3) * u32::try_from(at).unwrap() + Duration::from_secs(1) - stage.now);
        assert!(marked(&stage, at), "{at}: {}", stage.shot().picture());
    }
    stage.wait_for_rest();
    assert_eq!(stage.now - START, Duration::from_secs(21));
    assert!(marked(&stage, 0) && stage.deadline().is_none());
    // Without motion the first stays from the start.
    let stage = Stage::new(USUAL).changed(|app| app.with_figure(Some(Marker::Braille), true));
    assert!(marked(&stage, 0) && stage.deadline().is_none());
    // Where it is not in sight nothing wakes up for it.
    assert_eq!(Stage::new(SIZES[0]).deadline(), None);
}

#[test]
fn right_lists_the_stretches_of_a_routine_and_each_can_be_started() {
    let mut stage = Stage::new(USUAL);
    stage.press("right");
    assert!(stage.shot().chosen().unwrap().starts_with("1 Shoulder rolls"), "{}", stage.shot().picture());
    stage.press("end");
    assert!(stage.shot().chosen().unwrap().starts_with("7 Cat-camel"));
    for key in ["enter", "right", "space"] {
        stage.press(key);
        assert!(stage.shot().has("Cat-camel") && stage.shot().has("GET READY"), "{key}: {}", stage.shot().picture());
        stage.press("q enter esc");
        assert!(stage.shot().chosen().unwrap().starts_with("7 Cat-camel"), "{key}: {}", stage.shot().picture());
    }
    stage.press("esc");
    assert!(stage.shot().chosen().unwrap().starts_with("Full routine"));
    // A routine's own dose holds for each of them too.
    stage.press("down right");
    assert!(stage.shot().has("own (light)") || stage.shot().has("own dose (light)"), "{}", stage.shot().picture());
}

#[test]
fn a_narrow_window_shows_what_is_chosen_before_it_starts() {
    for size in [(40, 12), (60, 30), (71, 40)] {
        for key in ["enter", "space", "right", "l"] {
            for id in ["full", "cat-camel"] {
                let mut stage = Stage::new(size);
                stage.choose(id);
                stage.press(key);
                assert!(!stage.shot().has("GET READY") && stage.shot().chosen().is_none(), "{key} at {size:?}");
                stage.press("enter");
                assert!(stage.shot().has("GET READY"), "{key} at {size:?}: {}", stage.shot().picture());
            }
        }
        let mut stage = Stage::new(size);
        stage.press("enter right down");
        assert!(stage.shot().chosen().unwrap().starts_with("2 Neck stretch"), "{}", stage.shot().picture());
    }
}

#[test]
fn q_and_esc_go_one_level_back_everywhere_and_from_the_top_they_leave() {
    for key in ["q", "esc", "Q"] {
        for (name, levels) in [
            ("home_routine", 1),
            ("home_part", 2),
            ("home_item", 2),
            ("home_cautions", 2),
            ("read_causes", 2),
            ("read_end", 2),
            ("help_home", 2),
            ("help_read", 3),
            ("summary_stopped", 2),
            ("help_summary", 3),
        ] {
            let mut stage = named(name).at(USUAL);
            for level in 1..levels {
                let before = stage.shot();
                assert_eq!(stage.ask(key), Reply::Continue, "{key} {level} in {name}");
                assert!(stage.shot() != before);
            }
            assert_eq!(stage.ask(key), Reply::Quit, "{key} in {name}: {}", stage.shot().picture());
        }
    }
    // The stop signs lead back to where they were opened.
    let mut stage = named("summary_stopped").at(USUAL);
    let before = stage.shot();
    stage.press("s q");
    assert!(stage.shot() == before);
}

#[test]
fn after_a_session_of_the_command_line_the_shell_is_the_level_above() {
    let run = |id: &str| {
        let mut stage = Stage::new(USUAL);
        stage.run(id);
        stage.press("N N N N N N N");
        stage
    };
    for key in ["q", "esc", "left"] {
        assert_eq!(run("desk-break").ask(key), Reply::Quit, "{key}");
    }
    for (id, chosen) in [("desk-break", "Desk break"), ("thoracic-extension:chair", "Thoracic extension")] {
        let mut stage = run(id);
        stage.press("enter");
        assert!(stage.shot().chosen().unwrap().starts_with(chosen), "{}", stage.shot().picture());
        assert_eq!(stage.shot().has("On a chair"), id.contains(':'));
        stage.press("enter");
        assert!(stage.shot().has("GET READY"), "Enter starts it again");
    }
}

#[test]
fn what_is_typed_after_a_slash_finds_it() {
    let mut stage = Stage::new(USUAL);
    stage.press("/ c a m");
    assert!(stage.shot().chosen().unwrap().starts_with("Cat-camel") && !stage.shot().has("Desk break"));
    // Letters are letters there, whatever they do elsewhere.
    stage.press("q ?");
    assert!(stage.shot().has("find camq?") && stage.shot().has("Nothing has that in its name."));
    stage.press("backspace backspace enter");
    assert!(stage.shot().chosen().unwrap().starts_with("Cat-camel") && stage.shot().has("Desk break"));
    stage.press("/ n e c k down");
    assert!(stage.shot().chosen().unwrap().starts_with("Neck stretch and roll"), "{}", stage.shot().picture());
    stage.press("esc");
    assert!(stage.shot().chosen().unwrap().starts_with("Cat-camel"));
    stage.press("/");
    assert_eq!(stage.ask("ctrl-c"), Reply::Signal(2));
}

#[test]
fn pasted_text_is_typed_where_something_is_looked_for_and_nowhere_else() {
    let paste = |stage: &mut Stage| {
        stage.happen(Event::Input(TerminalInput::Pasted));
        "cat-camel".chars().for_each(|letter| {
            stage.happen(Event::Input(TerminalInput::PastedLetter(letter)));
        });
    };
    let mut stage = Stage::new(USUAL);
    paste(&mut stage);
    assert!(stage.shot().chosen().unwrap().starts_with("Full routine"), "{}", stage.shot().picture());
    stage.press("/");
    paste(&mut stage);
    let shot = stage.shot();
    assert!(shot.has("find cat-camel") && shot.chosen().unwrap().starts_with("Cat-camel"), "{}", shot.picture());
}

#[test]
fn the_hints_lead_somewhere() {
    for id in everything_to_do() {
        for size in [(80, 24), (100, 30), (120, 36)] {
            let mut stage = Stage::new(size);
            stage.choose(&id);
            let shot = stage.shot();
            let hints = shot.rows().last().unwrap();
            for hint in ["enter start", "c cautions", "s stop signs", "d dose", "? keys", "q quit"] {
                assert!(hints.contains(hint), "{hint} of {id} at {size:?}: {hints}");
            }
        }
    }
    let mut stage = Stage::new(SIZES[0]);
    assert!(stage.shot().has("s stop signs") && stage.shot().has("q quit"), "{}", stage.shot().picture());
    stage = Stage::with(&WRISTS, None, true, USUAL);
    let before = stage.shot();
    assert!(!before.has("stop signs") && !before.has("Stop signs") && !before.has("cautions"), "{}", before.picture());
    stage.press("s");
    assert!(stage.shot() == before);
}

#[test]
fn libraries_are_told_apart() {
    let stage = Stage::with(&WITH_WRISTS, None, true, (100, 40));
    let shot = stage.shot();
    let wrists = WITH_WRISTS.titles[1].1.clone();
    for heading in ["stretch  ·  Upper back", &format!("Stretches · {wrists}"), "Stretches  "] {
        assert!(shot.has(heading), "{heading}: {}", shot.picture());
    }
    assert!(Stage::with(&WRISTS, None, true, USUAL).shot().has(&format!("stretch  ·  {wrists}")));
}

#[test]
fn the_heading_stands_in_one_row_on_every_screen() {
    for size in [(80, 24), (100, 30), (200, 60)] {
        let row = |name: &str, heading: &str| named(name).at(size).shot().row_of(heading);
        let top = row("home_routine", "stretch  ·");
        for (name, heading) in [
            ("read_causes", "Causes"),
            ("player_prepare", "Full routine"),
            ("summary_stopped", "Full routine"),
            ("help_home", "The keys of the menu"),
            ("home_cautions", "Arm press curls"),
        ] {
            assert_eq!(row(name, heading), top, "{name} at {size:?}");
        }
    }
}

/// The figures take longer to read than the words to draw, so the words come first, and stand where they will stay.
#[test]
fn the_words_come_before_the_figure_and_do_not_move() {
    for size in MENU_SIZES {
        let mut stage = Stage::new(size).changed(|mut app| {
            app.words_first();
            app
        });
        let first = stage.shot();
        assert!(cells(&first, 0).0.is_empty(), "{}", first.picture());
        assert!(stage.draws_again() && !stage.draws_again(), "the figure comes at once, and once");
        let then = stage.shot();
        // What moves is pointed at once it moves.
        let words = |shot: &Shot| {
            let (_, text) = cells(shot, 0);
            let rows = shot.rows();
            let at =
                |(x, y): &(usize, usize)| rows[*y].chars().nth(*x).filter(|c| !"\u{25b8}\u{2501}\u{2500}".contains(*c));
            text.iter().filter_map(|place| Some((*place, at(place)?))).collect::<HashSet<_>>()
        };
        assert_eq!(words(&first), words(&then), "{}\n{}", first.picture(), then.picture());
    }
}
