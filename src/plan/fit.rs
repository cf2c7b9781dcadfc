//! Making a session fit the time there is.
//!
//! Time is saved as a coach saves it: a lower dose first, then one round, and whole stretches last. A hold is never shorter
//! than its light dose, and both sides are always done.

use std::time::Duration;

use super::adapt::{Adaptation, Change, Ground};
use super::{Plan, Planned};
use crate::content::model::Dose;
use crate::order::sorted;

/// How much of each stretch is done.
#[derive(Clone, Copy)]
struct Amount {
    dose: Dose,
    /// Whether each set is done for one round only.
    one_round: bool,
}

/// The amounts in which a session can be done, the longest first.
const AMOUNTS: [Amount; 4] = [
    Amount { dose: Dose::Full, one_round: false },
    Amount { dose: Dose::Standard, one_round: false },
    Amount { dose: Dose::Light, one_round: false },
    Amount { dose: Dose::Light, one_round: true },
];

/// The longest plan of some stretches that a time allows, at no more than a dose. Where not even one of them fits, the plan
/// is of the most important one alone, longer than the time, and says so.
pub(crate) fn fit(stretches: &[Planned], most: Dose, time: Duration, plan: impl Fn(Vec<Planned>) -> Plan) -> Plan {
    let allowed = AMOUNTS.iter().skip_while(|amount| amount.dose != most);
    // A stretch is longer than what moving to the one after it could take without it, so fewer are never longer.
    for amount in allowed {
        let of_first = |count: usize| plan(stretches[..count].iter().map(|planned| amount.of(planned)).collect());
        if doubled(stretches.len()).all(|count| of_first(count).total() <= time) {
            return of_first(stretches.len());
        }
    }
    let [.., least] = AMOUNTS;
    let mut kept =
        sorted(stretches.iter().enumerate().collect(), |(_, planned)| u64::MAX - u64::from(planned.priority));
    let fits_alone = |(_, planned): &(usize, &Planned)| plan(vec![least.of(planned)]).total() <= time;
    // The most important one that there is time for comes first; those before it are the first to be left out.
    let first = kept.iter().position(fits_alone).unwrap_or(0);
    kept.rotate_left(first);
    let of_first = |count: usize| {
        let first = sorted(kept[..count].to_vec(), |(index, _)| *index as u64);
        plan(first.into_iter().map(|(_, planned)| least.of(planned)).collect())
    };
    let fits = |count: &usize| of_first(*count).total() <= time;
    let first_too_many = doubled(kept.len()).find(|count| !fits(count)).unwrap_or(kept.len());
    let counts: Vec<_> = (1..=first_too_many).collect();
    let count = counts.partition_point(fits).max(1).min(kept.len());
    let mut fitted = of_first(count);
    let no_time = || vec![Ground::Time(time.as_secs()).alone()];
    let left_out =
        kept[count..].iter().map(|(_, planned)| Adaptation::of(&planned.stretch, Change::LeftOut, no_time()));
    fitted.adaptations = left_out.collect();
    let overlong = fitted.stretches.first().filter(|_| fitted.total() > time);
    fitted.adaptations.extend(overlong.map(|one| Adaptation::of(&one.stretch, Change::Overlong, no_time())));
    fitted
}

/// 1, 2, 4 and so on, and `most` at the end: among a thousand stretches, few are looked at where only few fit.
fn doubled(most: usize) -> impl Iterator<Item = usize> {
    let below = move |count: &usize| (*count < most).then_some(count * 2);
    std::iter::successors(Some(1), below).map(move |count| count.min(most))
}

impl Amount {
    fn of(self, planned: &Planned) -> Planned {
        Planned { dose: self.dose, ..planned.clone() }.in_rounds(self.one_round.then_some(1))
    }
}
