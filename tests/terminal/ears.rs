//! Sessions with their ears on: a voice, hooks and what keeps the display awake, and nothing left of them in the end.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap::Parser;
use rustix::process::{Pid, Signal, kill_process};
use stretch_tui::cli::Cli;
use stretch_tui::content::load::load;
use stretch_tui::listener::inhibit_sleep::InhibitSleep;
use stretch_tui::listener::speech::Voice;
use stretch_tui::listener::{Listener, Listeners};
use stretch_tui::plan::Choices;
use stretch_tui::plan::lookup::Target;
use stretch_tui::playback::Playback;
use stretch_tui::session::cue_event::CueEvent;
use stretch_tui::settings::Settings;
use stretch_tui::tui::app::App;
use stretch_tui::tui::theme::{Name, Theme};
use stretch_tui::tui::{self};

use super::pty::Pty;
use super::settings::place;
use super::suspends::shell;
use super::tempdir::{TempDir, runs, until};

const AWAKE: &str = if cfg!(target_os = "macos") { "caffeinate" } else { "systemd-inhibit" };

/// Speaks for as long as it is let, and so does what it starts.
const SPEAKING: &str = "sleep 1000 & log \"$$ $! says $1\"; wait";

/// Is done as soon as it has begun.
const BRIEF: &str = "log \"$$ says $1\"";

const HOOK: &str = "log \"$$ hook $STRETCH_EVENT\"";

/// The folder of a config file, which has everything listen; its log tells what was started, each line with the
/// numbers of its processes first.
struct Feedback {
    place: TempDir,
    path: String,
}

impl Feedback {
    fn new(name: &str) -> Self {
        Self::with(name, SPEAKING, HOOK)
    }

    /// With this as the voice, and this as the last hook.
    fn with(name: &str, voice: &str, last: &str) -> Self {
        let place = place(name, |place| {
            let [speak, hook, last] = [voice, HOOK, last].map(|script| words(&place.script(script)));
            format!(
                "speak = {speak}\n[hooks]\nsession_started = {hook}\nsegment_started = {hook}\nsession_ended = {last}\n"
            )
        });
        place.program(AWAKE);
        let path = env::var_os("PATH").unwrap();
        let folders = [place.path().into()].into_iter().chain(env::split_paths(&path));
        let path = env::join_paths(folders).unwrap().into_string().unwrap();
        Self { place, path }
    }

    fn env(&self) -> [(&str, &str); 2] {
        [("STRETCH_CONFIG_DIR", self.place.path().to_str().unwrap()), ("PATH", &self.path)]
    }

    /// A session whose listeners have heard its beginning.
    fn session(&self, arguments: &[&str]) -> Pty {
        let pty = Pty::stretch_with(arguments, &self.env());
        self.listen();
        if !arguments.contains(&"--plain") {
            pty.attends();
        }
        pty
    }

    fn listen(&self) {
        for words in ["says", "hook session_started", "hook segment_started", AWAKE] {
            self.hears(words, 1);
        }
    }

    /// How many lines of the log hold some words.
    fn heard(&self, words: &str) -> usize {
        self.place.log().iter().filter(|line| line.contains(words)).count()
    }

    /// Waits until so many do.
    #[track_caller]
    fn hears(&self, words: &str, times: usize) {
        until(&format!("{words}, {times} times"), || self.heard(words) >= times);
    }

    /// Every process of the lines that hold some words, be it gone.
    fn processes(&self, words: &str) -> Vec<Pid> {
        let log = self.place.log();
        let lines = log.iter().filter(|line| line.contains(words));
        let numbers = lines.flat_map(|line| line.split(' ').map_while(|word| word.parse().ok()));
        numbers.filter_map(Pid::from_raw).collect()
    }

    /// Waits until none of them is left.
    #[track_caller]
    fn ends(&self, words: &str) {
        let processes = self.processes(words);
        assert!(!processes.is_empty(), "{words}");
        until(&format!("no `{words}` left"), || !processes.iter().any(|process| runs(*process)));
    }
}

impl Drop for Feedback {
    fn drop(&mut self) {
        // After a failed assertion nothing may go on running.
        for process in self.processes("").into_iter().filter(|process| runs(*process)) {
            let _ = kill_process(process, Signal::KILL);
        }
    }
}

/// Words as a list in TOML.
fn words(words: &[String]) -> String {
    serde_json::to_string(words).unwrap()
}

/// A way out of a session, and the exit code.
type Way = (&'static str, fn(&mut Pty), u32);

/// Goes each of some ways out of a session with a skin.
fn go(skin: &[&str], ways: &[Way]) {
    for (name, leave, code) in ways {
        let ears = Feedback::new(&format!("{name}{}", skin.concat()));
        let mut pty = ears.session(&[&["run", "desk-break"], skin].concat());
        leave(&mut pty);
        assert_eq!(pty.ends(), *code, "{name}");
        match (*name, skin) {
            ("close", _) => {}
            (_, []) => pty.left_as_found(),
            _ => pty.left_in_order(),
        }
        assert_eq!(ears.heard("hook session_ended"), 1, "{name}: its listeners hear that it is over");
        ears.ends("");
    }
}

#[test]
fn no_way_out_leaves_a_process_behind() {
    let ways: [Way; 9] = [
        ("q-q", |pty| pty.press("qq"), 0),
        ("q-enter-q", through_the_summary, 0),
        ("ctrl-c", |pty| pty.press("\x03"), 130),
        ("ctrl-c-asked", ctrl_c_at_the_question, 130),
        ("int", |pty| pty.signal(Signal::INT), 130),
        ("term", |pty| pty.signal(Signal::TERM), 143),
        ("hup", |pty| pty.signal(Signal::HUP), 129),
        ("quit", |pty| pty.signal(Signal::QUIT), 131),
        ("close", Pty::close, 129),
    ];
    go(&[], &ways);
}

#[test]
fn nor_does_one_of_the_plain_coach() {
    let ways: [Way; 6] = [
        ("q", |pty| pty.press("q\n"), 0),
        ("ctrl-c", |pty| pty.press("\x03"), 130),
        ("ctrl-backslash", |pty| pty.press("\x1c"), 131),
        ("term", |pty| pty.signal(Signal::TERM), 143),
        ("hup", |pty| pty.signal(Signal::HUP), 129),
        ("close", Pty::close, 129),
    ];
    go(&["--plain"], &ways);
}

#[test]
fn nobody_reading_is_an_end_like_any_other() {
    let ears = Feedback::with("unread", BRIEF, HOOK);
    let script = r#""$STRETCH" run cat-camel --events --speed 100 </dev/null | head -n 1 >/dev/null"#;
    let mut pty = Pty::run(script, &[], &ears.env());
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
    assert_eq!((ears.heard("hook session_started"), ears.heard("hook session_ended")), (1, 1));
    assert_eq!(ears.heard("Well done."), 0, "it does not go on for nobody");
    ears.ends("");
}

fn through_the_summary(pty: &mut Pty) {
    for (key, sight) in [("q", "Stop here?"), ("\r", "menu"), ("q", "")] {
        pty.press(key);
        pty.shows(sight);
    }
}

fn ctrl_c_at_the_question(pty: &mut Pty) {
    pty.press("q");
    pty.shows("Stop here?");
    pty.press("\x03");
}

#[test]
fn the_end_of_a_session_leaves_its_last_words_only() {
    let ears = Feedback::with("done", BRIEF, HOOK);
    let mut pty = ears.session(&["run", "cat-camel", "--speed", "100"]);
    pty.shows("menu");
    ears.ends(AWAKE);
    ears.hears("Well done.", 1);
    pty.press("q");
    assert_eq!(pty.ends(), 0);
    pty.left_as_found();
    assert_eq!(ears.heard("hook session_ended"), 1);
    ears.ends("");
}

#[test]
fn killed_it_lets_the_display_go_to_sleep() {
    let ears = Feedback::new("killed");
    let mut pty = ears.session(&["run", "desk-break"]);
    pty.signal(Signal::KILL);
    pty.ends();
    ears.ends(AWAKE);
}

/// The program waits for a slow hook. A second key ends the waiting.
#[test]
fn a_last_hook_is_waited_for_as_long_as_one_likes() {
    let last = "log \"$$ hook session_ended\"; while [ ! -e \"$0/enough\" ]; do sleep .01; done; log \"$$ enough\"";
    for (skin, leave, ends) in
        [("", "qq", true), ("", "qq", false), ("--plain", "q\n", true), ("--plain", "q\n", false)]
    {
        let name = format!("last-hook{skin}-{ends}");
        let ears = Feedback::with(&name, SPEAKING, last);
        let mut pty = ears.session(&["run", "desk-break", skin][..if skin.is_empty() { 2 } else { 3 }]);
        pty.press(leave);
        ears.hears("hook session_ended", 1);
        if ends {
            ears.place.touch("enough");
            assert_eq!(pty.ends(), 0, "{name}");
            assert_eq!(ears.heard("enough"), 1, "{name}");
        } else {
            pty.taken(false);
            pty.press("\x03");
            assert_eq!(pty.ends(), 130, "{name}");
            assert_eq!(ears.heard("enough"), 0, "{name}");
        }
        pty.left_in_order();
        ears.ends("");
    }
}

#[test]
fn a_panic_leaves_no_process_behind() {
    let ears = Feedback::new("panic");
    let test = env::current_exe().unwrap();
    let script = r#"exec "$@" --exact terminal::ears::child --nocapture --test-threads=1 --color never"#;
    let env = [&ears.env()[..], &[(CHILD, "")]].concat();
    let mut pty = Pty::run(script, &[test.to_str().unwrap()], &env);
    for words in ["says", AWAKE] {
        ears.hears(words, 1);
    }
    pty.attends();
    pty.press("m");
    assert_eq!(pty.ends(), 1);
    pty.left_in_order();
    assert!(pty.text().contains("on purpose"), "{}", pty.text());
    ears.ends("");
}

/// In the environment of the child.
const CHILD: &str = "STRETCH_TEST_LISTENED_TO";

/// A listener that is not as it should be.
struct Broken;

impl Listener for Broken {
    fn on_cue(&mut self, _: &CueEvent<'_>) {}

    fn mute(&mut self, _: bool) {
        panic!("on purpose");
    }
}

/// Not a test of its own: what [`a_panic_leaves_no_process_behind`] starts in a pseudo-terminal.
#[test]
fn child() -> io::Result<()> {
    if env::var_os(CHILD).is_none() {
        return Ok(());
    }
    let settings = Settings::load(&Cli::parse_from(["stretch"]).options);
    let (library, path) = (load(true, &[]).library, env::var_os("PATH").unwrap());
    let plan = Target::find(&library, "full").unwrap().plan(&library, Choices::default());
    let mut listeners = Listeners::default();
    listeners.add(Broken);
    listeners.add(Voice::new(&settings.speak, &path).unwrap());
    listeners.add(InhibitSleep::new(&path, false).unwrap());
    let mut app = App::new(library, Choices::default(), Theme::new(Name::Terminal), Playback::default())
        .with_listeners(listeners);
    tui::run(&mut app, Some(plan.into())).map(drop)
}

/// The children of a process: the letter of what each does, and its command line.
fn children(parent: Pid) -> Vec<(char, String)> {
    let of = |folder: PathBuf| {
        let stat = fs::read_to_string(folder.join("stat")).ok()?;
        let (_, rest) = stat.rsplit_once(") ")?;
        let mut fields = rest.split(' ');
        let (state, number) = (fields.next()?.chars().next()?, fields.next()?);
        let is_child = number == parent.to_string();
        is_child.then(|| (state, fs::read_to_string(folder.join("cmdline")).unwrap_or_default()))
    };
    let processes = Path::new("/proc").read_dir().unwrap().map(|entry| entry.unwrap().path());
    processes.filter_map(of).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn there_is_one_voice_and_nobody_stays_unburied() {
    let ears = Feedback::new("one-voice");
    let mut pty = ears.session(&["run", "desk-break", "--speed", "20"]);
    let program = pty.pid();
    let speaking = || children(program).iter().filter(|(_, line)| line.contains("says")).count();
    for key in ["n", "p", " ", " ", "n", "n", "N", "P", " "] {
        let before = ears.heard("says");
        pty.press(key);
        until(&format!("something said after {key:?}"), || {
            assert!(speaking() <= 1);
            ears.heard("says") > before
        });
    }
    // A pause is announced; whatever else there was has ended, and is not even a zombie.
    pty.shows("PAUSED");
    until("nothing but the voice", || matches!(&children(program)[..], [('S', line)] if line.contains("says")));
    // Nor is what ends while nothing else happens.
    for process in ears.processes("says Paused.").into_iter().filter(|process| runs(*process)) {
        kill_process(process, Signal::TERM).unwrap();
    }
    until("nobody", || children(program).is_empty());

    pty.press(" ");
    ears.hears("says Go on.", 1);
    pty.press("m");
    until("the display alone", || matches!(&children(program)[..], [(_, line)] if line == "cat\0"));
    let said = ears.heard("says");
    pty.press("NPN");
    pty.press(" ");
    pty.shows("PAUSED");
    assert_eq!(ears.heard("says"), said, "muted");
    pty.press("qq");
    assert_eq!(pty.ends(), 0);
    ears.ends("");
}

#[test]
fn a_stopped_session_says_nothing_until_it_goes_on() {
    let ears = Feedback::new("suspended");
    let mut pty = shell(&ears.env());
    pty.press("\"$STRETCH\" run desk-break --advance auto\n");
    ears.listen();
    pty.attends();
    pty.press("\x1a");
    pty.prompts();
    ears.hears("says Paused.", 1);
    ears.ends(AWAKE);
    let said = ears.heard("says");
    pty.press("fg\n");
    pty.is_paused();
    assert_eq!(ears.heard("says"), said);
    pty.press(" ");
    ears.hears("says Go on.", 1);
    ears.hears(AWAKE, 2);

    pty.press("\x1a");
    pty.prompts();
    pty.press_until("\n", "Stopped");
    pty.press("kill %1\n");
    ears.ends("");
    until("the last hook", || ears.heard("hook session_ended") == 1);
}

/// Neither through standard output nor through the terminal itself.
#[test]
fn nobody_else_writes_on_the_screen() {
    let place = place("no-tty", |place| {
        let script = "if echo garbage >/dev/tty; then log wrote; else log refused; fi; echo garbage; echo garbage >&2";
        let command = words(&place.script(script));
        format!("speak = {command}\n[hooks]\nsession_started = {command}\n")
    });
    for skin in [&[][..], &["--plain"]] {
        let env = [("STRETCH_CONFIG_DIR", place.path().to_str().unwrap())];
        let arguments = [&["run", "cat-camel"], skin].concat();
        let mut pty = Pty::run(r#"exec "$STRETCH" "$@""#, &arguments, &env);
        place.lines(2);
        assert!(place.log().iter().all(|line| line == "refused"), "{:?}", place.log());
        pty.press("\x03");
        assert_eq!(pty.ends(), 130);
        assert_eq!(pty.count("garbage"), 0);
        std::fs::remove_file(place.file("log")).unwrap();
    }
}
