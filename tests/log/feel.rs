//! What is said of the numbers before and after, and what is not.

use stretch_tui::log::feel::{FEWEST, Pair, Verdict, is_worse_twice, verdict};

fn pairs(differences: &[i8]) -> Vec<Pair> {
    differences.iter().map(|by| Pair { before: 5, after: 5_u8.checked_add_signed(*by).unwrap() }).collect()
}

#[test]
fn it_tells_of_a_difference_once_there_is_enough_to_tell() {
    for (differences, routines, told) in [
        (&[-1; FEWEST - 1][..], 1, Verdict::TooFew),
        (&[-1; FEWEST], 1, Verdict::Lower),
        (&[1; FEWEST], 1, Verdict::Higher),
        // With numbers for three routines it takes more.
        (&[-1; FEWEST], 3, Verdict::Unclear),
        (&[-1; 15], 3, Verdict::Lower),
        (&[-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1], 1, Verdict::Unclear),
        (&[0; 40], 1, Verdict::Unclear),
        // How much lower it is does not matter, and the same number tells nothing.
        (&[-5, -1, -2, -1, -1, -3, -1, -1, -1, -1, -2, -1, -1, 0, 0, 0], 1, Verdict::Lower),
    ] {
        assert_eq!(verdict(&pairs(differences), routines), told, "{differences:?} of {routines}");
    }
}

#[test]
fn the_guide_states_the_rule_as_it_is() {
    let guide = include_str!("../../docs/usage.md");
    let guide = guide.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(guide.contains(&format!("fewer than {FEWEST} sessions")));
    // One session fewer of the same kind could never tell anything, whatever its numbers.
    assert_eq!(verdict(&pairs(&[-1; FEWEST]), 1), Verdict::Lower);
}

#[test]
fn it_is_worse_twice_running_or_not() {
    assert!(is_worse_twice(&pairs(&[2, 3, -1])));
    for differences in [&[2][..], &[2, 1], &[1, 2], &[2, 0, 2], &[]] {
        assert!(!is_worse_twice(&pairs(differences)), "{differences:?}");
    }
}

/// Numbers that are the same in every run (a linear congruential generator with the numbers of MMIX, Knuth).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(below)) >> 32).unwrap()
    }

    /// A number of the scale, about so many, give or take three.
    fn around(&mut self, about: u32) -> u8 {
        u8::try_from((about + self.next(4) + self.next(4)).saturating_sub(3).min(10)).unwrap()
    }
}

#[test]
fn of_a_thousand_people_without_a_change_fewer_than_fifty_are_told_of_one() {
    // Ten years, of which those of twelve weeks are looked at.
    const WEEKS: usize = 520;
    const WINDOW: usize = 12;
    let mut chance = Chance(1);
    let mut told = 0;
    for _ in 0..1000 {
        let (routines, a_week) = (1 + chance.next(4) as usize, 1 + chance.next(7) as usize);
        let mut sessions: Vec<Vec<(usize, Pair)>> = vec![Vec::new(); routines];
        let mut is_told = false;
        for week in 0..WEEKS {
            for own in &mut sessions {
                own.retain(|(of, _)| of + WINDOW > week);
            }
            // Better and worse weeks, and in each of them the same before and after.
            let about = 2 + chance.next(5);
            for _ in 0..a_week {
                let pair = Pair { before: chance.around(about), after: chance.around(about) };
                let routine = chance.next(u32::try_from(routines).unwrap()) as usize;
                sessions[routine].push((week, pair));
                // Everybody looks after every session.
                let count = sessions.iter().filter(|own| !own.is_empty()).count();
                let pairs: Vec<_> = sessions[routine].iter().map(|(_, pair)| *pair).collect();
                is_told |= matches!(verdict(&pairs, count), Verdict::Lower | Verdict::Higher);
            }
        }
        told += usize::from(is_told);
    }
    assert!(told < 50, "{told} of 1000");
    // A rule that never says anything would be none.
    let mut chance = Chance(2);
    let better: Vec<_> = (0..40).map(|_| Pair { before: chance.around(5), after: chance.around(3) }).collect();
    assert_eq!(verdict(&better, 3), Verdict::Lower);
}
