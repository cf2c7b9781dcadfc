//! The screens, driven as a person drives them: real keys into the real app, a clock that is handed in, and
//! the cells that would be drawn.
//!
//! [`stage`] holds the app and its clock, [`shot`] reads what is on the screen, [`scenes`] is every state worth
//! a picture, with the keys that lead to it. `pictures` compares them with the accepted snapshots; the other
//! modules say what must hold whatever the screens look like. What is expected there is worked out from the
//! plan, never from the session that is being tested.
//!
//! After a change of looks: `INSTA_UPDATE=always cargo test --test screens pictures`, and look at the diff.

// A test that cannot go on has failed, and so has one whose times go below zero.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unchecked_time_subtraction)]

#[path = "screens/digits.rs"]
mod digits;
#[path = "screens/ears.rs"]
mod ears;
#[path = "screens/floods.rs"]
mod floods;
#[path = "screens/home.rs"]
mod home;
#[path = "screens/keys.rs"]
mod keys;
#[path = "screens/linger.rs"]
mod linger;
#[path = "screens/log.rs"]
mod log;
#[path = "screens/number.rs"]
mod number;
#[path = "screens/person.rs"]
mod person;
#[path = "screens/pictures.rs"]
mod pictures;
#[path = "screens/pixels.rs"]
mod pixels;
#[path = "screens/places.rs"]
mod places;
#[path = "screens/progress.rs"]
mod progress;
#[path = "screens/scenes.rs"]
mod scenes;
#[path = "screens/shot.rs"]
mod shot;
#[path = "screens/sizes.rs"]
mod sizes;
#[path = "screens/stage.rs"]
mod stage;
#[path = "screens/themes.rs"]
mod themes;
#[path = "screens/time.rs"]
mod time;
#[path = "progress/twelve_weeks.rs"]
mod twelve_weeks;
#[path = "screens/words.rs"]
mod words;
