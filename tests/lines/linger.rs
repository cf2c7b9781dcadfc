//! A session in lines that nobody attends.

use super::process::{Running, stretch};

#[test]
fn it_leaves_from_a_pause() {
    let mut running = Running::new(&mut stretch(&["run", "cat-camel", "--events", "--linger", "1"]));
    running.say("pause");
    let (code, lines) = running.ends();
    assert_eq!(code, Some(0));
    assert!(lines.last().unwrap().contains(r#""outcome":"stopped""#), "{lines:?}");
}

#[test]
fn it_never_leaves_work() {
    // Three seconds of the wall in all, without a line.
    let arguments = ["run", "cat-camel", "--events", "--linger", "1", "--speed", "30"];
    let mut running = Running::new(&mut stretch(&arguments));
    let (code, lines) = running.ends();
    assert_eq!(code, Some(0));
    assert!(lines.last().unwrap().contains(r#""outcome":"completed""#), "{lines:?}");
}
