//! Every state worth looking at, and how to get there.

use std::time::Duration;

use stretch_tui::content::model::Library;
use stretch_tui::figure::Marker;
use stretch_tui::plan::{Kind, Plan, Segment, Turn};
use stretch_tui::tui::theme::Name;

use super::stage::{BUILT_IN, STRANGE, Size, Stage};

/// A state of the app.
pub struct Scene {
    /// What it is called: the screen, and what is special.
    pub name: String,
    reach: Box<dyn Fn(&mut Stage) + Sync + Send>,
    strange: bool,
}

impl Scene {
    fn new(name: &str, reach: impl Fn(&mut Stage) + Sync + Send + 'static) -> Self {
        Self { name: name.to_owned(), reach: Box::new(reach), strange: false }
    }

    /// The scene in a window of its own.
    pub fn at(&self, size: Size) -> Stage {
        self.with(true, size)
    }

    /// The scene of the built-in content without the figure.
    pub fn bare(&self, size: Size) -> Stage {
        let mut stage = Stage::without_figure(size);
        (self.reach)(&mut stage);
        stage
    }

    /// The scene, coloured or not.
    pub fn with(&self, colour: bool, size: Size) -> Stage {
        let mut stage = Stage::with(self.library(), None, colour, size);
        (self.reach)(&mut stage);
        stage
    }

    /// The scene in a theme, with the figure in a marker.
    pub fn themed(&self, theme: Name, marker: Marker, size: Size) -> Stage {
        let mut stage = Stage::themed(self.library(), theme, marker, size);
        (self.reach)(&mut stage);
        stage
    }

    fn library(&self) -> &'static Library {
        if self.strange { &STRANGE } else { &BUILT_IN }
    }
}

/// All of them.
pub fn all() -> Vec<Scene> {
    [home(), read(), player(), summary(), help(), strange()].into_iter().flatten().collect()
}

/// The one of a name.
pub fn named(name: &str) -> Scene {
    all().into_iter().find(|scene| scene.name == name).unwrap_or_else(|| panic!("there is no scene `{name}`"))
}

/// The menu.
pub fn home() -> Vec<Scene> {
    vec![
        Scene::new("home_routine", |_| {}),
        Scene::new("home_stretch", |stage| stage.choose("neck-stretch")),
        Scene::new("home_variant", |stage| stage.choose("thoracic-extension:chair")),
        Scene::new("home_longest", |stage| stage.choose("cat-camel")),
        Scene::new("home_page", |stage| stage.press("tab tab")),
        Scene::new("home_end", |stage| stage.press("end")),
        Scene::new("home_dose", |stage| stage.press("down d d")),
        Scene::new("home_part", |stage| stage.press("right down down")),
        Scene::new("home_find", |stage| stage.press("/ n e c")),
        Scene::new("home_item", |stage| {
            stage.choose("neck-stretch");
            stage.press("i");
        }),
        Scene::new("home_item_routine", |stage| stage.press("i")),
        Scene::new("home_cautions", |stage| {
            stage.choose("arm-press-curls");
            stage.press("c");
        }),
        Scene::new("home_cautions_routine", |stage| stage.press("c")),
    ]
}

/// The reading pages, at their tops and further down.
pub fn read() -> Vec<Scene> {
    let pages = ["causes", "benefits", "cautions", "stop_signs", "sources"];
    let scenes = pages.into_iter().enumerate().flat_map(|(at, page)| {
        let open = move |stage: &mut Stage| {
            stage.press("tab tab enter");
            (0..at).for_each(|_| stage.press("right"));
        };
        let top = Scene::new(&format!("read_{page}"), open);
        let scrolled = Scene::new(&format!("read_{page}_scrolled"), move |stage| {
            open(stage);
            stage.press("pagedown down down");
        });
        [top, scrolled]
    });
    scenes.chain([Scene::new("read_end", |stage| stage.press("s end"))]).collect()
}

/// The session.
pub fn player() -> Vec<Scene> {
    let hold = |segment: &Segment| segment.kind == Kind::Hold;
    let change = |turn| move |segment: &Segment| segment.kind == Kind::Change(turn);
    let paused = move |stage: &mut Stage| {
        until(stage, "arm-press-curls", &|segment| hold(segment) && segment.round == 2, 11.0);
        stage.press("space");
    };
    let reach = |name, id, which: fn(&Segment) -> bool, seconds| {
        Scene::new(name, move |stage| until(stage, id, &which, seconds))
    };
    vec![
        reach("player_prepare", "full", |_| true, 2.5),
        reach("player_prepare_stretch", "thoracic-extension:chair", |_| true, 2.5),
        reach("player_hold_left", "full", hold, 7.0),
        Scene::new("player_change", move |stage| until(stage, "full", &change(Turn::Side), 1.5)),
        reach("player_hold_right", "full", |segment| is_right(segment) && segment.is_work(), 17.0),
        reach("player_last_seconds", "full", |segment| is_right(segment) && segment.is_work(), 18.0),
        reach("player_reps", "shoulder-rolls", Segment::is_work, 13.0),
        reach("player_phase_in", "cat-camel", Segment::is_work, 9.0),
        reach("player_phase_out", "cat-camel", Segment::is_work, 14.9),
        reach("player_prepare_step", "full", |segment| segment.kind == Kind::Prepare && segment.set > 0, 3.0),
        reach("player_move", "full", |segment| segment.kind == Kind::Move, 4.0),
        Scene::new("player_change_way", move |stage| until(stage, "full", &change(Turn::Way), 1.5)),
        Scene::new("player_change_step", move |stage| until(stage, "desk-break", &change(Turn::Step), 1.5)),
        reach("player_rounds", "arm-press-curls", |segment| segment.is_work() && segment.round == 2, 3.0),
        Scene::new("player_paused", paused),
        Scene::new("player_paused_reps", |stage| {
            until(stage, "cat-camel", &Segment::is_work, 14.3);
            stage.press("space");
        }),
        Scene::new("player_lead_in", move |stage| {
            paused(stage);
            stage.press("space");
            stage.wait_seconds(1.0);
        }),
        Scene::new("player_question", move |stage| {
            until(stage, "full", &|segment| is_right(segment), 3.0);
            stage.press("q");
        }),
        Scene::new("player_end", |stage| {
            let plan = stage.play("desk-break");
            stage.wait(plan.total().saturating_sub(Duration::from_millis(500)));
        }),
    ]
}

/// The ends of sessions.
pub fn summary() -> Vec<Scene> {
    vec![
        Scene::new("summary_completed", |stage| {
            stage.play("neck-and-shoulders");
            stage.wait_for_rest();
        }),
        Scene::new("summary_stopped", |stage| {
            until(stage, "full", &|segment| segment.stretch == 2 && segment.is_work(), 3.0);
            stage.press("q enter");
        }),
        Scene::new("summary_skips", |stage| {
            stage.play("full");
            stage.press("N");
            stage.wait_seconds(60.0);
            stage.press("N N N");
            stage.wait_for_rest();
        }),
        Scene::new("summary_nothing", |stage| {
            stage.play("desk-break");
            stage.press("N N N");
        }),
    ]
}

/// The help of each screen.
pub fn help() -> Vec<Scene> {
    vec![
        Scene::new("help_home", |stage| stage.press("?")),
        Scene::new("help_read", |stage| stage.press("s ?")),
        Scene::new("help_player", |stage| {
            stage.play("full");
            stage.press("?");
        }),
        Scene::new("help_player_end", |stage| {
            stage.play("full");
            stage.press("? end");
        }),
        Scene::new("help_summary", |stage| {
            stage.play("desk-break");
            stage.press("N N N ?");
        }),
    ]
}

/// Content that is hard on the screens.
pub fn strange() -> Vec<Scene> {
    let mut scenes = vec![
        Scene::new("strange_home", |stage| stage.choose("long")),
        Scene::new("strange_home_wide", |stage| stage.choose("wide")),
        Scene::new("strange_minutes", |stage| until(stage, "long", &Segment::is_work, 5.0)),
        Scene::new("strange_wide", |stage| until(stage, "all", &Segment::is_work, 3.0)),
        Scene::new("strange_reps", |stage| until(stage, "wide", &|segment| segment.way == Some(1), 17.0)),
        Scene::new("strange_summary", |stage| {
            stage.play("all");
            stage.press("N q enter");
        }),
    ];
    for scene in &mut scenes {
        scene.strange = true;
    }
    scenes
}

/// Plays something from the menu up to so many seconds into the first segment of a kind, without a skip.
pub fn until(stage: &mut Stage, id: &str, which: &dyn Fn(&Segment) -> bool, seconds: f64) {
    let plan: Plan = stage.play(id);
    let segment = plan.segments.iter().find(|segment| which(segment)).unwrap();
    stage.wait(segment.start + Duration::from_secs_f64(seconds));
}

fn is_right(segment: &Segment) -> bool {
    segment.side == Some(stretch_tui::content::model::Side::Right)
}
