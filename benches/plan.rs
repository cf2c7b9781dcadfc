//! What a plan costs: `cargo bench --bench plan`. The goal is under 10 milliseconds for a thousand stretches.

use std::sync::Arc;
use std::time::Duration;

use divan::{Bencher, black_box};
use stretch_tui::content::load::load;
use stretch_tui::content::model::{Library, Reference, Routine};
use stretch_tui::document::id::Id;
use stretch_tui::plan::Choices;
use stretch_tui::plan::lookup::Target;
use stretch_tui::plan::person::{Location, Person};
use stretch_tui::plan::today::today;

fn main() {
    divan::main();
}

/// Copies of the built-in stretches, and a routine of all of them.
fn library(count: usize) -> (Library, Routine) {
    let mut library = load(true, &[]).library;
    let built_in = std::mem::take(&mut library.stretches);
    for (index, stretch) in built_in.iter().cycle().take(count).enumerate() {
        let mut stretch = Arc::clone(stretch);
        Arc::make_mut(&mut stretch).id = id(format!("{}-{index}", stretch.id));
        library.stretches.push(stretch);
    }
    let all = library
        .stretches
        .iter()
        .map(|stretch| Reference { stretch: id(stretch.id.name.clone()), ..Reference::default() });
    let routine = Routine { stretches: all.collect(), ..library.routines[0].clone() };
    (library, routine)
}

fn id(name: String) -> Id {
    Id { name, place: <_>::default() }
}

/// A person with conditions, at a desk, with little time.
fn choices(library: &Library, minutes: u64) -> Choices {
    let conditions = ["osteoporosis", "glaucoma", "poor-balance"].map(str::to_owned).to_vec();
    assert!(conditions.iter().all(|id| library.cautions.iter().any(|caution| caution.id.name == *id)));
    let time = Some(Duration::from_secs(60 * minutes));
    let person = Person { conditions, location: Location::Desk, time, ..Person::default() };
    Choices { person: person.into(), ..Choices::default() }
}

#[divan::bench(args = [7, 100, 1000])]
fn routine(bencher: Bencher, count: usize) {
    let (library, routine) = library(count);
    let choices = choices(&library, 20);
    bencher.bench_local(|| Target::Routine(black_box(&routine)).plan(&library, &choices));
}

#[divan::bench(args = [7, 100, 1000])]
fn routine_of_today(bencher: Bencher, count: usize) {
    let (library, _) = library(count);
    let choices = choices(&library, 3);
    bencher.bench_local(|| today(black_box(&library), &choices));
}
