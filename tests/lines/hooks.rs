//! What a hook finds in its environment.

use std::fs;
use std::path::Path;

use super::process::stretch;

/// A session within a hook of another one is told its own events, and nothing of the other's.
#[test]
fn what_another_session_left_in_the_environment_is_not_handed_on() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines-hooks");
    fs::create_dir_all(&folder).unwrap();
    let told = folder.join("told");
    let _ = fs::remove_file(&told);
    let hook = format!("[hooks]\nsession_started = ['sh', '-c', 'env > {}']\n", told.display());
    fs::write(folder.join("config.toml"), hook).unwrap();

    let mut command = stretch(&["run", "cat-camel", "--events", "--speed", "1000"]);
    command
        .env("STRETCH_CONFIG_DIR", &folder)
        .env("STRETCH_DATA_DIR", &folder)
        .env("STRETCH_STATE_DIR", &folder)
        .env("STRETCH_CONTENT", "");
    command.env("STRETCH_SIDE", "left").env("STRETCH_EVENT", "rep").env("STRETCH_N", "3").env("STRETCHED", "yes");
    assert!(command.output().unwrap().status.success());

    let environment = fs::read_to_string(told).unwrap();
    let has = |start: &str| environment.lines().any(|line| line.starts_with(start));
    assert!(has("STRETCH_EVENT=session_started"), "{environment}");
    assert!(!has("STRETCH_SIDE=") && !has("STRETCH_N="), "{environment}");
    for kept in ["STRETCH_CONFIG_DIR=", "STRETCH_DATA_DIR=", "STRETCH_STATE_DIR=", "STRETCH_CONTENT=", "STRETCHED="] {
        assert!(has(kept), "{kept}\n{environment}");
    }
}
