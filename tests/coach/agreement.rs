//! One story, told three times: by the event stream, by the plain coach and by the voice, compared event for event.

use serde_json::Value;
use stretch_tui::coach::{STOP_AT_ONCE, line};
use stretch_tui::content::load::load;
use stretch_tui::plan::Plan;
use stretch_tui::session::Pace;
use stretch_tui::skin::events::Stream;
use stretch_tui::skin::lines::Skin;
use stretch_tui::skin::plain::Plain;

use std::time::Duration;

use crate::{by_ear, follow};

/// What happens at a second of the session, in a few words that are the same for every skin.
type Story = Vec<(f64, String)>;

/// The story as the events tell it. They alone also have what is shown and not spoken.
fn of_events(routine: &str) -> Story {
    let mut stream = Stream;
    let (mut kind, mut rep_began) = (String::new(), false);
    let lines = follow(by_ear(routine), Pace::default(), Duration::from_millis(700), &[], |heard| stream.tell(heard));
    let gist = |line: &str| {
        let event: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let first_phase = std::mem::replace(&mut rep_began, text("event") == "rep");
        match (&*text("event"), &*text("kind")) {
            ("segment_started", now) => {
                now.clone_into(&mut kind);
                let each = text("side") + &text("way");
                match now {
                    "prepare" | "change" => format!("do {}{}", text("text"), text("then")),
                    "reps" => format!("work {each}"),
                    _ => format!("work {each} {}", event["seconds"]),
                }
            }
            ("cue", "halfway") => "halfway".into(),
            ("cue", "countdown") if kind != "reps" => format!("{}", event["n"]),
            ("rep", _) if event["n"] != 1 => format!("{}", event["n"]),
            // The first phase is said with its rep.
            ("cue", "phase") if !first_phase => format!("do {}.", text("text")),
            ("session_started", _) => "begin".into(),
            ("session_ended", _) => "done".into(),
            _ => String::new(),
        }
    };
    keep(lines, gist)
}

/// The story as sentences tell it, with the texts of the plan found again in them.
fn of_sentences(told: Vec<(f64, String)>, plan: &Plan) -> Story {
    let setups: Vec<_> = plan.stretches.iter().map(|planned| planned.stretch.setup.as_str()).collect();
    let first_phases = plan.parts().filter_map(|part| part.phases().first());
    let first_phases: Vec<_> = first_phases.map(|phase| format!("{}.", phase.text)).collect();
    let (mut known, mut step): (Vec<String>, usize) = (Vec::new(), 0);
    keep(told, |text| {
        let lines: Vec<_> = text.lines().collect();
        let number = |line: &str| line.split(['.', ' ']).next().and_then(|word| word.parse::<u32>().ok());
        match lines.as_slice() {
            [] => String::new(),
            lines if lines.contains(&STOP_AT_ONCE) => "begin".into(),
            ["Halfway."] => "halfway".into(),
            // Reps with words of their own begin with the first of them.
            [words] if first_phases.iter().any(|first| first == words) => "work".into(),
            [count] if number(count).is_some() && !count.contains("reps") => number(count).unwrap().to_string(),
            lines if lines.contains(&"Well done.") => "done".into(),
            [work, ..] if work.starts_with("Hold") || work.starts_with("Keep moving") || work.contains(" reps") => {
                let parts: Vec<_> = work.trim_end_matches('.').split(", ").collect();
                let length = parts.last().and_then(|part| part.strip_suffix(" seconds")).map(|n| format!("{n}.0"));
                let each = parts.get(1).filter(|each| number(each).is_none()).copied().unwrap_or_default();
                format!("work {} {}", each.trim_end_matches(" side"), length.unwrap_or_default())
            }
            lines => {
                let setup = lines.iter().position(|line| setups.contains(line));
                // What was told in two rounds is known: a round goes through it again from the first.
                if setup.is_some() || text.contains("Next part") || text.contains("Round ") {
                    step = 0;
                }
                if !text.contains(", as before.") {
                    let told = setup.map_or(lines[lines.len() - 1], |setup| lines[setup + 1]);
                    known.truncate(step);
                    known.push(told.trim_start_matches("Then: ").to_owned());
                }
                step += 1;
                format!("do {}{}", setup.map_or("", |setup| lines[setup]), known[step - 1])
            }
        }
    })
}

fn keep(told: Vec<(f64, String)>, mut gist: impl FnMut(&str) -> String) -> Story {
    let gists = told.into_iter().map(|(at, text)| (at, if text.is_empty() { text } else { gist(&text) }));
    gists.map(|(at, gist)| (at, gist.trim().to_owned())).filter(|(_, gist)| !gist.is_empty()).collect()
}

#[test]
fn events_plain_lines_and_the_voice_tell_the_same_story() {
    for routine in ["full", "desk-break", "cat-camel", "thoracic-extension:chair"] {
        let plan = by_ear(routine);
        let mut skin = Plain::new(&load(true, &[]).library, false);
        let lines = follow(plan.clone(), Pace::default(), Duration::from_secs(1), &[], |heard| skin.tell(heard));
        let voice = follow(plan.clone(), Pace::default(), Duration::from_millis(33), &[], |heard| {
            line(heard).map_or_else(String::new, |line| line.sentences.join("\n"))
        });

        let events = of_events(routine);
        assert_eq!(of_sentences(lines, &plan), events, "{routine}: plain lines");
        assert_eq!(of_sentences(voice, &plan), events, "{routine}: voice");
        // Every segment is in it, and the end at the second the plan promised.
        assert!(events.len() > plan.segments.len());
        assert_eq!(events.last().unwrap(), &(plan.total().as_secs_f64(), "done".to_owned()));
    }
}
