//! What conditions, the place and the time change in a plan.

use std::{sync::Arc, time::Duration};

use stretch_tui::{
    content::load::load,
    plan::{Choices, lookup::Target, person::{Person, Location}, today::today},
};

#[test]
fn look() {
    let library = load(true, &[]).library;
    for routine in &library.routines {
        println!("== {}", routine.id.name);
        for minutes in 1..=30 {
            let person = Person { time: Some(Duration::from_secs(minutes * 60)), ..Person::default() };
            let plan = Target::Routine(routine).plan(&library, Choices { person: Arc::new(person), ..Choices::default() });
            println!("{minutes:>3} {:>5} {} {}", plan.total().as_secs(), plan.dose, plan.stretches.iter().map(|p| format!("{}x{}", p.id(), p.stretch.sets[0].rounds.at(p.dose))).collect::<Vec<_>>().join(" "));
        }
    }
    for location in [Location::Anywhere, Location::Desk, Location::Standing, Location::Floor] {
    for c in library.cautions.iter().map(|c| vec![c.id.name.clone()]).chain([vec![]]) {
        let person = Person { conditions: c.clone(), location, ..Person::default() };
        let choices = Choices { person: Arc::new(person), ..Choices::default() };
        let today = today(&library, &choices);
        let Some(today) = today else { println!("today {c:?}: none"); continue };
        let plan = Target::Routine(&today).plan(&library, &choices);
        println!("today {location:?} {c:?}: {} {} {}", plan.total().as_secs(), plan.dose, plan.stretches.iter().map(|p| format!("{}x{}", p.id(), p.stretch.sets[0].rounds.at(p.dose))).collect::<Vec<_>>().join(" "));
    }
    }
}
