//! The app on a stage: a window, a clock that only moves when it is told to, and keys.

use std::sync::LazyLock;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Dose, Library};
use stretch_tui::content::parse::parse;
use stretch_tui::document::diagnostic::Sources;
use stretch_tui::figure::Marker;
use stretch_tui::plan::Plan;
use stretch_tui::plan::lookup::Target;
use stretch_tui::playback::Playback;
use stretch_tui::playback::event::Event;
use stretch_tui::session::clock::Clock;
use stretch_tui::session::{Advance, Pace};
use stretch_tui::tui::app::{App, Reply};
use stretch_tui::tui::input::TerminalInput;
use stretch_tui::tui::theme::{Name, Theme};

use super::shot::Shot;

/// What the clock says when a stage is set: some time after the computer started.
pub const START: Duration = Duration::from_secs(86_400);

/// A width and a height in cells.
pub type Size = (u16, u16);

/// The sizes the screens are designed for: the least, the usual and the pleasant.
pub const SIZES: [Size; 3] = [(40, 12), (80, 24), (120, 36)];

/// The columns from which on the menu shows what is chosen beside its list.
pub const WIDE: u16 = 72;

/// The sizes the menu is designed for.
pub const MENU_SIZES: [Size; 5] = [(40, 12), (60, 30), (80, 24), (100, 30), (120, 36)];

/// The built-in content.
pub static BUILT_IN: LazyLock<Library> = LazyLock::new(|| load(true, &[]).library);

/// Content nobody should write, and somebody will: holds of minutes and of a second, names that are long or
/// twice as wide, and next to nothing said.
pub static STRANGE: LazyLock<Library> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let file = sources.add("strange.toml", include_str!("strange.toml"));
    let draft = parse(&sources, file);
    assert!(draft.problems.is_empty(), "{:#?}", draft.problems);
    draft.library
});

/// The app as the command line makes it: the one place that knows how.
fn app(library: &Library, dose: Option<Dose>, theme: Name, figure: Option<Marker>) -> App {
    let mut app = App::new(library.clone(), dose, Theme::new(theme), Playback::default()).with_figure(figure, false);
    app.begin(START);
    app
}

/// The app in a window at a reading of the clock.
pub struct Stage {
    app: App,
    library: &'static Library,
    dose: Option<Dose>,
    theme: Name,
    /// The reading of the clock.
    pub now: Duration,
    area: Rect,
}

impl Stage {
    /// The menu of the built-in content.
    pub fn new(size: Size) -> Self {
        Self::with(&BUILT_IN, None, true, size)
    }

    /// The menu of the built-in content with a dose asked for on the command line.
    pub fn dosed(dose: Dose, size: Size) -> Self {
        Self::with(&BUILT_IN, Some(dose), true, size)
    }

    /// The menu of any content.
    pub fn with(library: &'static Library, dose: Option<Dose>, colour: bool, size: Size) -> Self {
        let theme = if colour { Name::Terminal } else { Name::Mono };
        let app = app(library, dose, theme, Some(Marker::Braille));
        let mut stage = Self { app, library, dose, theme, now: START, area: Rect::ZERO };
        stage.resize(size);
        stage
    }

    /// The menu of any content in a theme, with the figure in a marker.
    pub fn themed(library: &'static Library, theme: Name, marker: Marker, size: Size) -> Self {
        let app = app(library, None, theme, Some(marker));
        let mut stage = Self { app, library, dose: None, theme, now: START, area: Rect::ZERO };
        stage.resize(size);
        stage
    }

    /// The menu of the built-in content, whose stretches are begun in some way.
    pub fn paced(advance: Advance, size: Size) -> Self {
        let playback = Playback::new(Pace { advance, ..Pace::default() }, Clock::default());
        let mut app = App::new(BUILT_IN.clone(), None, Theme::new(Name::Terminal), playback);
        app.begin(START);
        let mut stage = Self::new(size).changed(|_| app.with_figure(Some(Marker::Braille), false));
        stage.resize(size);
        stage
    }

    /// The menu of the built-in content, as `--figure off` shows it.
    pub fn without_figure(size: Size) -> Self {
        let mut stage = Self::new(size);
        stage.app = app(&BUILT_IN, None, Name::Terminal, None);
        stage.resize(size);
        stage
    }

    /// The app with something changed about it.
    pub fn changed(self, change: impl FnOnce(App) -> App) -> Self {
        Self { app: change(self.app), ..self }
    }

    /// The plan of what has this id, as the command line would make it.
    pub fn plan(&self, id: &str) -> Plan {
        Target::find(self.library, id).unwrap().plan(self.library, self.dose)
    }

    /// Chooses something in the menu by its id, with the keys: a variant as `stretch:variant`.
    pub fn choose(&mut self, id: &str) {
        let (id, variant) = id.split_once(':').map_or((id, None), |(id, variant)| (id, Some(variant)));
        let routines = self.library.routines.iter().map(|routine| &routine.id.name);
        let stretches = self.library.stretches.iter().map(|stretch| &stretch.id.name);
        let at = routines.chain(stretches).position(|known| known == id).unwrap();
        self.press("home");
        (0..at).for_each(|_| self.press("down"));
        if let Some(variant) = variant {
            let stretch = self.library.stretches.iter().find(|stretch| stretch.id.name == id).unwrap();
            let at = stretch.variants.iter().position(|known| known.id.name == variant).unwrap();
            (0..=at).for_each(|_| self.press("v"));
        }
    }

    /// Starts something from the menu, and returns the plan it must follow from now on.
    pub fn play(&mut self, id: &str) -> Plan {
        self.choose(id);
        self.press("enter");
        if self.area.width < WIDE {
            // There it is shown before it starts.
            self.press("enter");
        }
        self.plan(id)
    }

    /// Starts something as the command line does, without a menu behind it.
    pub fn run(&mut self, id: &str) {
        self.app.play(self.plan(id), self.now);
    }

    /// Presses keys one after the other: `down`, `enter`, `ctrl-c` or the character itself, with spaces
    /// between. None of them may end the app.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            assert_eq!(self.ask(key), Reply::Continue, "{key}");
        }
    }

    /// Presses a key, and returns what it asks of the loop.
    pub fn ask(&mut self, key: &str) -> Reply {
        self.happen(Event::Input(TerminalInput::Key(key_named(key))))
    }

    /// An event, taken in as the loop does.
    pub fn happen(&mut self, event: Event<TerminalInput>) -> Reply {
        let flow = self.app.update(event, self.now);
        self.app.resize(self.area);
        flow
    }

    /// Gives the window another size.
    pub fn resize(&mut self, (width, height): Size) {
        self.area = Rect::new(0, 0, width, height);
        self.app.resize(self.area);
    }

    /// Ends the app, and returns what went wrong.
    pub fn finish(&mut self) -> Vec<String> {
        self.app.shut_down(Duration::ZERO)
    }

    /// Whether there is something new to draw.
    pub fn draws(&mut self) -> bool {
        self.app.changed()
    }

    /// Draws, and returns whether another frame is to be drawn at once.
    pub fn draws_again(&mut self) -> bool {
        self.shot();
        self.app.drawn(self.now)
    }

    /// When something on the screen is to change by itself.
    pub fn deadline(&self) -> Option<Duration> {
        self.app.deadline()
    }

    /// Moves the clock on to a reading and looks there and nowhere before.
    pub fn look_at(&mut self, now: Duration) -> Reply {
        self.now = now;
        self.app.update(Event::Deadline, now)
    }

    /// Lets time pass as the loop does: a look at each deadline, and one at the end.
    pub fn wait(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(deadline) = self.deadline().filter(|deadline| *deadline <= end) {
            assert_eq!(self.look_at(deadline), Reply::Continue);
        }
        assert_eq!(self.look_at(end), Reply::Continue);
    }

    /// Lets so many seconds pass.
    pub fn wait_seconds(&mut self, seconds: f64) {
        self.wait(Duration::from_secs_f64(seconds));
    }

    /// Lets time pass until nothing changes by itself any more, as it has to in the end.
    pub fn wait_for_rest(&mut self) {
        let end = self.now + Duration::from_secs(2 * 60 * 60);
        while let Some(deadline) = self.deadline() {
            assert!(deadline < end, "it never comes to rest:\n{}", self.shot().picture());
            assert_eq!(self.look_at(deadline), Reply::Continue);
        }
    }

    /// Draws as the loop does, and returns the room of the picture on the screen, if the figure is one.
    pub fn pictured(&mut self) -> Option<Rect> {
        self.shot();
        assert!(!self.app.drawn(self.now));
        self.app.canvas().picture().map(|picture| picture.room)
    }

    /// What is on the screen.
    pub fn shot(&self) -> Shot {
        let mut buffer = Buffer::empty(self.area);
        (&self.app).render(self.area, &mut buffer);
        Shot::new(buffer, Theme::new(self.theme).base())
    }

    /// Draws in the middle of a larger sheet, and returns how many cells around the window were drawn on.
    pub fn spilled(&self) -> usize {
        const MARGIN: u16 = 3;
        let Rect { width, height, .. } = self.area;
        let window = Rect::new(MARGIN, MARGIN, width, height);
        let sheet = Rect::new(0, 0, width + 2 * MARGIN, height + 2 * MARGIN);
        let mut buffer = Buffer::filled(sheet, ratatui::buffer::Cell::new("#"));
        let clean = buffer[(0, 0)].clone();
        (&self.app).render(window, &mut buffer);
        sheet.positions().filter(|at| !window.contains(*at) && buffer[*at] != clean).count()
    }
}

/// The key of a name.
pub fn key_named(name: &str) -> KeyEvent {
    let mut letters = name.chars();
    let code = match (name, letters.next(), letters.next()) {
        ("space", ..) => KeyCode::Char(' '),
        ("up", ..) => KeyCode::Up,
        ("down", ..) => KeyCode::Down,
        ("left", ..) => KeyCode::Left,
        ("right", ..) => KeyCode::Right,
        ("enter", ..) => KeyCode::Enter,
        ("esc", ..) => KeyCode::Esc,
        ("tab", ..) => KeyCode::Tab,
        ("backspace", ..) => KeyCode::Backspace,
        ("backtab", ..) => KeyCode::BackTab,
        ("pageup", ..) => KeyCode::PageUp,
        ("pagedown", ..) => KeyCode::PageDown,
        ("home", ..) => KeyCode::Home,
        ("end", ..) => KeyCode::End,
        ("f1", ..) => KeyCode::F(1),
        (_, Some(letter), None) => KeyCode::Char(letter),
        _ => {
            let letter = name.strip_prefix("ctrl-").and_then(|rest| rest.chars().next());
            let letter = letter.unwrap_or_else(|| panic!("there is no key `{name}`"));
            return KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
        }
    };
    KeyEvent::from(code)
}
