//! The reminders of docs/hooks.md: all schedulers have the same times, and start a routine that exists.

use std::collections::BTreeSet;

use super::harness::plan;
use crate::text;

/// Minutes of a day.
type Times = BTreeSet<u32>;

/// The times of a column of hours and a minute.
fn times(hours: &str, minute: &str) -> Times {
    hours.split(',').map(|hour| hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()).collect()
}

/// The times of lines for cron, all for work days.
fn of_cron(text: &str) -> Times {
    let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let columns = lines.map(|line| line.split_whitespace().take(5).collect::<Vec<_>>());
    let times = columns.flat_map(|columns| {
        assert_eq!(columns[2..], ["*", "*", "1-5"]);
        times(columns[1], columns[0])
    });
    times.collect()
}

fn of_systemd(unit: &str) -> Times {
    let events = unit.lines().filter_map(|line| line.strip_prefix("OnCalendar="));
    let times = events.flat_map(|event| {
        let (hours, minute) = event.strip_prefix("Mon..Fri *-*-* ").unwrap().split_once(':').unwrap();
        times(hours, minute)
    });
    times.collect()
}

fn of_launchd(agent: &str) -> Times {
    let lines = agent.lines().filter_map(|line| line.trim().strip_prefix("<dict><key>Hour</key><integer>"));
    let times = lines.flat_map(|line| {
        let (hour, rest) = line.split_once("</integer><key>Minute</key><integer>").unwrap();
        times(hour, rest.strip_suffix("</integer></dict>").unwrap())
    });
    times.collect()
}

#[test]
fn each_scheduler_has_the_times_of_the_page() {
    let page = text("docs/hooks.md");
    let said = page.split("days, at ").nth(1).unwrap().split(". ").next().unwrap().replace(" and", ",");
    let said =
        said.split(", ").flat_map(|time| time.split_once(':').map(|(hour, minute)| times(hour, minute)).unwrap());
    let said: Times = said.collect();
    let list: Vec<_> = said.iter().copied().collect();
    assert!(list.windows(2).all(|pair| pair[1] - pair[0] == 90) && list[0] >= 9 * 60 && list[5] < 17 * 60);
    assert_eq!(of_cron(&text("docs/examples/stretch-break.cron")), said);
    assert_eq!(of_systemd(&text("docs/examples/stretch-break.timer")), said);
    assert_eq!(of_launchd(&text("docs/examples/stretch-break.plist")), said);
    let on_the_desktop =
        page.lines().filter(|line| line.contains("DISPLAY=:0")).fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(of_cron(&on_the_desktop), said);
}

#[test]
fn what_they_start_is_there() {
    let page = text("docs/hooks.md");
    let service = text("docs/examples/stretch-break.service");
    let cron = text("docs/examples/stretch-break.cron");
    let started = [&page, &service, &cron];
    let lines = started.iter().flat_map(|text| text.lines()).filter(|line| line.contains("/.cargo/bin/stretch"));
    let mut count = 0;
    for line in lines {
        let (_, command) = line.split_once("/.cargo/bin/stretch").unwrap();
        let words = command.split(|c: char| c != '-' && !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // A break that nobody attends must close by itself, or no other would ever open.
        assert_eq!(words.take(4).collect::<Vec<_>>(), ["run", "desk-break", "--linger", "900"], "{line}");
        count += 1;
    }
    assert_eq!(count, 12, "in the service, the crontab and the variants of the page");
    assert!(!plan("desk-break").segments.is_empty());
    // The page tells people to replace the last line of the service.
    assert!(service.lines().last().unwrap().starts_with("ExecStart="));
    assert_eq!(service.matches("ConditionEnvironment").count(), 2);
}
