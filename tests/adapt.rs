//! What conditions, the place and the time change in a plan.

use std::sync::Arc;

use stretch_tui::{
    content::load::load,
    plan::{
        Choices, Plan,
        adapt::{Change, Ground},
        lookup::Target,
        person::Person,
    },
};

#[test]
fn look() {
    let library = load(true, &[]).library;
    let target = Target::find(&library, "full").unwrap();
    for caution in library.cautions.iter().filter(|c| c.condition) {
        let person = Person { conditions: vec![caution.id.name.clone()], ..Person::default() };
        let plan = target.plan(&library, Choices { person: Arc::new(person), ..Choices::default() });
        println!("== {} : {}", caution.id.name, plan.stretches.iter().map(|p| p.id()).collect::<Vec<_>>().join(" "));
        for a in &plan.adaptations {
            println!("   {} {:?} {:?} {:?}", a.stretch, a.set, a.change, a.reasons.iter().map(|r| r.note.as_deref().unwrap_or("-")).collect::<Vec<_>>());
        }
    }
    let ids: Vec<_> = library.cautions.iter().filter(|c| c.condition).map(|c| c.id.name.clone()).collect();
    for (i, a) in ids.iter().enumerate() {
        for b in &ids[i + 1..] {
            let person = Person { conditions: vec![a.clone(), b.clone()], ..Person::default() };
            let plan = target.plan(&library, Choices { person: Arc::new(person), ..Choices::default() });
            for x in &plan.adaptations {
                if x.change == Change::LeftOut && x.set.is_none() && x.reasons.iter().all(|r| matches!(&r.ground, Ground::Condition(..))) && x.reasons.len() > 1 {
                    println!("PAIR {a} + {b}: {} out", x.stretch);
                }
            }
        }
    }
    let _: Option<Plan> = None;
}
