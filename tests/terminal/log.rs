//! Every way out of a session leaves its record.
//!
//! These are real seconds: the program has no clock that could be handed in, and less than ten seconds of work leave nothing.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;
use stretch_tui::log::reader::Records;
use stretch_tui::log::record::Record;
use stretch_tui::log::store::Store;

use super::pty::Pty;
use super::tempdir::TempDir;

/// A stretch that is quickly begun.
const QUICK: &str = "schema = 1\ntitle = \"Quick\"\n[[stretch]]\nid = \"quick\"\nname = \"Quick\"\nsetup = \"Stand.\"\n\
                     [[stretch.set]]\n[[stretch.set.step]]\ntext = \"Stay.\"\nhold = 60\n";

/// How a session is ended, and the exit code.
type WayOut = (&'static str, &'static [&'static str], fn(&mut Pty), Option<u32>);

const WAYS: [WayOut; 9] = [
    ("q", &[], |pty| pty.press("qq"), Some(0)),
    ("summary", &[], |pty| pty.press("q\rq"), Some(0)),
    ("ctrl-c", &[], |pty| pty.press("\x03"), Some(130)),
    ("term", &[], |pty| pty.signal(Signal::TERM), Some(143)),
    ("hup", &[], |pty| pty.signal(Signal::HUP), Some(129)),
    ("gone", &[], Pty::close, None),
    ("plain-q", &["--plain"], |pty| pty.press("q\n"), Some(0)),
    ("plain-ctrl-c", &["--plain"], |pty| pty.press("\x03"), Some(130)),
    ("events-term", &["--events"], |pty| pty.signal(Signal::TERM), Some(143)),
];

/// A home with the quick stretch and some settings.
struct Home(TempDir);

impl Home {
    fn new(name: &str, settings: &str) -> Self {
        let home = Self(TempDir::new(name));
        fs::create_dir_all(home.path("config/content")).unwrap();
        fs::write(home.path("config/content/quick.toml"), QUICK).unwrap();
        fs::write(home.path("config/config.toml"), format!("prepare = 3\n{settings}")).unwrap();
        home
    }

    fn path(&self, of: &str) -> String {
        self.0.file(of).to_str().unwrap().to_owned()
    }

    /// A shell script with arguments for the program.
    fn run(&self, script: &str, arguments: &[&str]) -> Pty {
        let (config, data, state) = (self.path("config"), self.path("data"), self.path("state"));
        let env = [("STRETCH_CONFIG_DIR", &*config), ("STRETCH_DATA_DIR", &data), ("STRETCH_STATE_DIR", &state)];
        Pty::run(script, arguments, &env)
    }

    /// The only record.
    fn record(&self) -> Record {
        let mut records = Records::open(&Store::new(Path::new(&self.path("data")), None));
        let record = records.next().unwrap().record;
        assert!(records.next().is_none());
        record
    }
}

/// Plays a session for a while, ends it, and reads its record.
fn ended((name, arguments, end, code): WayOut) -> Record {
    let home = Home::new(&format!("way-out-{name}"), "");
    let script = r#"exec "$STRETCH" run quick --advance auto "$@""#;
    let mut pty = home.run(script, arguments);
    // Three seconds to get ready, or as many more as it takes to hear it all, and more than ten of work.
    let by_ear = if arguments.is_empty() { 0 } else { 20 };
    thread::sleep(Duration::from_secs(16 + by_ear));
    end(&mut pty);
    let exit = pty.ends();
    assert!(code.is_none_or(|code| code == exit), "{name}: {exit}");
    home.record()
}

#[test]
fn every_way_out_leaves_a_record() {
    let ends: Vec<_> = WAYS.into_iter().map(|way| thread::spawn(move || ended(way))).collect();
    for end in ends {
        let record = end.join().unwrap();
        assert_eq!((&*record.routine, &*record.outcome, record.stopped_at), ("quick", "stopped", Some(1)));
        assert!(record.active_seconds >= 10.0, "{record:?}");
    }
}

#[test]
fn how_it_feels_is_asked_in_lines_too() {
    let home = Home::new("feel-in-lines", "feel = true\n");
    let mut pty = home.run(r#"exec "$STRETCH" run quick --plain"#, &[]);
    let question = "How much pain now?";
    pty.tells(question, 1);
    pty.press("6\n");
    pty.tells("Noted: 6. Enter begins.", 1);
    pty.press("\n");
    thread::sleep(Duration::from_secs(36));
    pty.press("q\n");
    pty.tells(question, 2);
    pty.press("3\n");
    pty.tells("Noted: 3.", 1);
    assert_eq!(pty.ends(), 0);
    let record = home.record();
    assert_eq!((record.before, record.after), (Some(6), Some(3)));
}
