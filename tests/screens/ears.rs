//! Who listens while the screens are shown, what is flashed for who cannot, and stretches that wait to be begun.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use stretch_tui::listener::{Listener, Listeners};
use stretch_tui::playback::event::Event;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::cue::{Cue, CueKind};
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::session::{Advance, End, Pace, Session};
use stretch_tui::tui::app::Reply;
use stretch_tui::tui::flash::Flash;
use stretch_tui::tui::theme::{Colours, Name, Themes};

use super::pictures::accepted;
use super::stage::{BUILT_IN, SIZES, START, Size, Stage};

const USUAL: Size = SIZES[1];

/// What a listener was told.
#[derive(Default)]
struct Log {
    cues: Vec<Cue>,
    latest: Duration,
    mutes: Vec<bool>,
    warning: Option<String>,
}

/// A listener that writes down what it is told.
#[derive(Clone, Default)]
struct Scribe(Rc<RefCell<Log>>);

impl Listener for Scribe {
    fn on_cue(&mut self, heard: &CueEvent<'_>) {
        let mut log = self.0.borrow_mut();
        log.cues.push(heard.cue);
        log.latest = log.latest.max(heard.late());
    }

    fn mute(&mut self, muted: bool) {
        self.0.borrow_mut().mutes.push(muted);
    }

    fn take_warning(&mut self) -> Option<String> {
        self.0.borrow_mut().warning.take()
    }
}

impl Scribe {
    fn heard(&self, kind: CueKind) -> usize {
        self.0.borrow().cues.iter().filter(|cue| cue.kind == kind).count()
    }
}

/// A stage where somebody listens.
fn listened() -> (Stage, Scribe) {
    let scribe = Scribe::default();
    let mut listeners = Listeners::default();
    listeners.add(scribe.clone());
    (Stage::new(USUAL).changed(|app| app.with_listeners(listeners)), scribe)
}

/// A stage where the user begins each stretch.
pub fn at_leisure(size: Size) -> Stage {
    Stage::paced(Advance::Key, size)
}

#[test]
fn listeners_hear_every_cue_once_and_at_its_time_while_the_figure_moves() {
    let (mut stage, scribe) = listened();
    let plan = stage.play("full");
    stage.wait(plan.total());
    let (mut session, mut cues) =
        Session::new(plan.clone(), Pace { longest_gap: plan.total(), ..Pace::default() }, START);
    cues.extend(session.advance_to(START + plan.total()));
    let log = scribe.0.borrow();
    assert_eq!(log.cues, cues);
    assert_eq!(log.latest, Duration::ZERO);
}

#[test]
fn who_leaves_is_heard_leaving() {
    for keys in ["q q", "ctrl-c", "esc enter"] {
        let (mut stage, scribe) = listened();
        stage.play("cat-camel");
        stage.wait_seconds(20.0);
        keys.split(' ').for_each(|key| {
            stage.ask(key);
        });
        assert_eq!(scribe.heard(CueKind::SessionEnded(End::Stopped)), 1, "{keys}");
    }
    for event in [Event::End(15), Event::Closed] {
        let (mut stage, scribe) = listened();
        stage.play("cat-camel");
        assert!(matches!(stage.happen(event), Reply::Signal(_)));
        assert_eq!(scribe.heard(CueKind::SessionEnded(End::Stopped)), 1, "{event:?}");
    }
    // Where the terminal fails there is no event.
    let (mut stage, scribe) = listened();
    stage.play("cat-camel");
    for _ in 0..2 {
        stage = stage.changed(|mut app| {
            assert_eq!(app.shut_down(Duration::ZERO), [""; 0]);
            app
        });
        assert_eq!(scribe.heard(CueKind::SessionEnded(End::Stopped)), 1, "once");
    }
    let (mut stage, scribe) = listened();
    stage.ask("q");
    assert_eq!(scribe.0.borrow().cues, [], "where nothing was begun nothing ends");
}

#[test]
fn m_is_silence_at_once_and_says_how_to_end_it() {
    let (mut stage, scribe) = listened();
    stage.play("cat-camel");
    assert!(!stage.shot().has("m sound"));
    stage.press("m");
    assert!(stage.shot().has("m sound") && stage.shot().has("muted"));
    stage.press("m");
    assert!(!stage.shot().has("m sound") && !stage.shot().has("muted"));
    assert_eq!(scribe.0.borrow().mutes, [true, false]);
}

#[test]
fn trouble_is_shown_until_something_else_begins() {
    let (mut stage, scribe) = listened();
    stage.play("cat-camel");
    scribe.0.borrow_mut().warning = Some("speech cannot be started: no such file: `espeak`".into());
    stage.wait_seconds(1.0);
    assert!(stage.shot().has("! speech cannot be started:") && stage.shot().has("no such file: `espeak`"));
    stage.wait(stage.plan("cat-camel").segments[0].length);
    assert!(!stage.shot().has("espeak"));
}

#[test]
fn the_trouble_of_several_sessions_is_told_once_after_them() {
    let (mut stage, scribe) = listened();
    for warning in ["speech failed", "no device", "speech failed"] {
        stage.play("cat-camel");
        scribe.0.borrow_mut().warning = Some(warning.into());
        stage.wait_seconds(1.0);
        assert!(stage.shot().has(&format!("! {warning}")), "{}", stage.shot().picture());
        stage.press("esc enter enter");
    }
    stage.changed(|mut app| {
        assert_eq!(app.shut_down(Duration::ZERO), ["speech failed", "no device"]);
        app
    });
}

#[test]
fn a_flash_comes_and_goes_in_the_rhythm_of_the_signal() {
    let flashing = |size| Stage::new(size).changed(|app| app.with_flash(Some(Flash::new(Clock::default()))));
    let mut stage = flashing(USUAL);
    stage.play("neck-stretch");
    let mut lit = Vec::new();
    for milli in 0..1500 {
        stage.wait(Duration::from_millis(1));
        // The first signal of a session is the getting ready: three beats.
        if stage.shot().picture().contains("reversed") != lit.len().is_multiple_of(2) {
            continue;
        }
        lit.push(milli + 1);
    }
    assert_eq!(lit, [1, 180, 350, 530, 700, 880]);
    accepted(
        "player_flash",
        &|size| {
            let mut stage = flashing(size);
            stage.play("neck-stretch");
            stage
        },
        &SIZES,
    );
}

#[test]
fn after_a_session_the_flash_comes_to_rest() {
    let flash = Some(Flash::new(Clock::new(1.0)));
    let mut stage = Stage::new(USUAL).changed(|app| app.with_flash(flash));
    let plan = stage.play("cat-camel");
    stage.wait(plan.total());
    let lit = stage.shot();
    stage.wait_for_rest();
    let rest = stage.shot();
    assert!(lit.picture().contains("0-79 reversed") && !rest.picture().contains("0-79 reversed"), "{}", lit.picture());
    stage.press("enter");
    assert_eq!(stage.deadline(), None);
}

#[test]
fn a_stretch_waits_for_enter_or_space_and_no_other_key_begins_it() {
    accepted(
        "player_waiting",
        &|size| {
            let mut stage = at_leisure(size);
            stage.play("full");
            stage.wait_seconds(100.0);
            stage
        },
        &SIZES,
    );
    for key in ["x", "5", "up", "w"] {
        let mut stage = at_leisure(USUAL);
        stage.play("full");
        let before = stage.shot();
        stage.press(key);
        assert!(stage.shot() == before, "{key}: {}", stage.shot().picture());
    }
    for key in ["space", "n", "enter"] {
        let mut stage = at_leisure(USUAL);
        let plan = stage.play("full");
        assert_eq!(stage.deadline(), None, "nothing moves while it waits");
        stage.wait_seconds(500.0);
        assert!(stage.shot().has("space or enter begins"));
        stage.press(key);
        stage.wait_seconds(1.0);
        assert!(stage.shot().has("GET READY"), "{key}: {}", stage.shot().picture());
        stage.wait(plan.length_of(0));
        assert!(stage.shot().has("WHEN YOU ARE READY"), "and so does the next one");
    }
}

#[test]
fn what_waits_can_be_asked_about_and_left() {
    let mut stage = at_leisure(USUAL);
    stage.play("full");
    let before = stage.shot();
    for keys in ["? esc", "q n", "m m"] {
        stage.press(keys);
        assert!(stage.shot() == before, "{keys}: {}", stage.shot().picture());
    }
    stage.press("N");
    assert!(stage.shot().has("Neck stretch and roll") && stage.shot().has("WHEN YOU ARE READY"));
}

/// A menu with themes, and what of them has been kept.
fn with_themes(colours: Colours, keeps: &'static str) -> (Stage, Rc<RefCell<Vec<Name>>>) {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let book = Rc::clone(&kept);
    let keep = Box::new(move |name| {
        book.borrow_mut().push(name);
        if keeps.is_empty() { Ok(()) } else { Err(keeps.to_owned()) }
    });
    let stage = Stage::with(&BUILT_IN, None, colours != Colours::None, USUAL);
    (stage.changed(|app| app.with_themes(Themes::new(Name::Terminal, colours, keep))), kept)
}

#[test]
fn t_goes_through_the_themes_and_keeps_the_one_it_settles_on() {
    let (mut stage, kept) = with_themes(Colours::All, "");
    for (_, name) in Name::WORDS.iter().cycle().skip(1).take(Name::WORDS.len() + 1) {
        stage.press("t");
        assert!(stage.shot().has(&format!("theme {}", name.word())));
        stage.wait_seconds(0.9);
    }
    assert_eq!(*kept.borrow(), [], "not while somebody is still looking");
    stage.press("down");
    stage.wait_seconds(4.0);
    assert!(stage.shot().has("theme dusk"), "long enough to be read");
    stage.wait_seconds(1.0);
    assert!(!stage.shot().has("theme dusk"));
    assert_eq!(*kept.borrow(), [Name::Dusk]);
    // The one there was before needs no keeping.
    (0..Name::WORDS.len()).for_each(|_| stage.press("T"));
    stage.wait_seconds(2.0);
    assert_eq!(kept.borrow().len(), 1);
}

#[test]
fn a_theme_is_kept_on_the_way_out() {
    for (leave, flow) in [("q", Reply::Quit), ("ctrl-c", Reply::Signal(2)), ("ctrl-z", Reply::Suspend)] {
        let (mut stage, kept) = with_themes(Colours::All, "");
        stage.press("t");
        assert_eq!(stage.ask(leave), flow);
        if flow != Reply::Suspend {
            assert_eq!(stage.finish(), [] as [&str; 0]);
        }
        // The shell may never let it go on.
        assert_eq!(*kept.borrow(), [Name::Dusk], "{leave}");
    }
}

#[test]
fn a_theme_that_cannot_be_kept_is_told_of_once() {
    let (mut stage, kept) = with_themes(Colours::All, "config.toml cannot be written");
    stage.press("t");
    stage.wait_seconds(1.0);
    assert!(stage.shot().has("config.toml cannot be written"));
    assert_eq!(stage.finish(), [] as [&str; 0]);
    assert_eq!(kept.borrow().len(), 1);

    let (mut stage, _) = with_themes(Colours::All, "config.toml cannot be written");
    stage.press("t");
    assert_eq!(stage.finish(), ["config.toml cannot be written"], "nobody would see it on the screen");

    let (mut stage, _) = with_themes(Colours::None, "");
    stage.press("t");
    assert!(stage.shot().has("theme dusk, and colours are off") && !stage.shot().is_coloured());
}
