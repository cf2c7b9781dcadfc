//! What the log says of the last weeks, in words: the Progress screen shows them, and everything without a screen tells
//! them as sentences.
//!
//! It tells what was done. It must never blame for a day without a session, nor say that stretching helps.

mod past_sessions;
mod words;

use std::time::Duration;

use jiff::civil::Date;
pub(crate) use past_sessions::NO_FOLDER;
pub use past_sessions::PastSessions;
pub(crate) use words::{ago, number, verdict};

use crate::content::model::Library;
use crate::log::feel::{Verdict, worse_twice};
use crate::log::history::{DayMark, Feeling, History, WEEKS, Week};
use crate::log::reader::Unread;
use crate::order::sorted;
use crate::plan::Choices;
use crate::plan::lookup::Target;
use crate::printable::printable;
use crate::words::{and_list, counted};

/// How many of the stretches are named that were left out longest.
const LEFT_OUT: usize = 3;

/// What is told where there is nothing to tell yet.
const EMPTY: &str = "Each one is written down when it is over. From then on you find here on which days you stretched, and for how long.";
/// What is told in place of that where none is written down.
const OFF: &str = "The log is off, so none is written down. The setting `log` turns it on.";

/// The days before which nothing was left out.
const LATELY: u32 = 3;

/// The last weeks.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The days of a week that the user wants to stretch on.
    goal: u32,
    pub(crate) today: Date,
    this_week: Week,
    /// This one is the last.
    pub(crate) weeks: Vec<Week>,
    /// The names of the stretches that were left out longest, and how many days ago each was done.
    pub(crate) left_out: Vec<(String, Option<u32>)>,
    pub(crate) feelings: Vec<Feeling>,
    unread: Unread,
    /// Whether sessions are written down.
    is_logged: bool,
}

impl Progress {
    /// What a history says to a user with this goal. A stretch that the user's choices leave nothing of is not missed.
    pub fn new(history: &History, goal: u32, library: &Library, choices: &Choices) -> Self {
        let is_for_user = |id: &str| {
            let stretch = library.stretches.iter().find(|stretch| *stretch.id == *id);
            stretch.filter(|stretch| !Target::Stretch(stretch, None).plan(library, choices).stretches.is_empty())
        };
        let ids = library.stretches.iter().map(|stretch| &*stretch.id.name);
        let left_out = history.left_out(ids).into_iter().filter(|(_, days)| days.is_none_or(|days| days >= LATELY));
        let named = left_out.filter_map(|(id, days)| Some((is_for_user(id)?.name.clone(), days)));
        let printable = |feeling: Feeling| Feeling { name: printable(&feeling.name), ..feeling };
        Self {
            goal,
            today: history.today(),
            this_week: history.week(),
            weeks: history.weeks(),
            left_out: named.take(LEFT_OUT).collect(),
            // What can be told comes first.
            feelings: sorted(history.feelings().into_iter().map(printable).collect(), clarity),
            unread: history.unread().clone(),
            is_logged: true,
        }
    }

    /// The same where sessions may not be written down.
    pub(crate) fn logged(self, is_logged: bool) -> Self {
        Self { is_logged, ..self }
    }

    /// What is told where nothing was done in all these weeks.
    pub(crate) fn nothing(&self) -> [String; 2] {
        let first = format!("There is no session in the last {WEEKS} weeks yet.");
        [first, if self.is_logged { EMPTY } else { OFF }.to_owned()]
    }

    /// Whether nothing was done in all these weeks.
    pub(crate) fn is_empty(&self) -> bool {
        self.weeks.iter().all(|week| week.active_days() == 0)
    }

    /// The days of this week with a session, if there are any, and what stands after that number.
    pub(crate) fn days(&self) -> Option<(u32, String)> {
        let (days, goal) = (self.this_week.active_days(), self.goal);
        let words =
            if days > goal { "days this week".to_owned() } else { format!("of {} this week", counted(goal, "day")) };
        (days > 0).then_some((days, words))
    }

    /// How long this week's sessions took.
    pub(crate) fn minutes(&self) -> String {
        words::minutes(self.this_week.active)
    }

    /// What is told first: this week.
    pub(crate) fn headline(&self) -> String {
        match self.days() {
            Some((days, words)) => format!("{days} {words}, {}.", self.minutes()),
            None => format!("No session this week yet. Your goal is {}.", counted(self.goal, "day")),
        }
    }

    /// A kind word on a goal that is reached.
    pub(crate) fn praise(&self) -> Option<String> {
        let (week, goal) = (&self.this_week, self.goal);
        let praise = match week.active_days() {
            days if days > goal => format!("More than your goal of {}", counted(goal, "day")),
            days if days == goal => "That is your goal".to_owned(),
            _ => "Six days are enough".to_owned(),
        };
        week.reaches(goal).then(|| format!("{praise}: well done."))
    }

    /// Whether the first of these weeks has no session: the log may have begun later.
    pub(crate) fn is_young(&self) -> bool {
        self.weeks.first().is_none_or(|week| week.active_days() == 0)
    }

    /// All weeks together, if it was more than one: the days, the time, and the mean time of those with a session.
    pub(crate) fn in_all(&self) -> Option<[String; 3]> {
        let active = || self.weeks.iter().filter(|week| week.active_days() > 0);
        let weeks = u32::try_from(active().count()).ok().filter(|weeks| *weeks > 1)?;
        let (days, time) = (active().map(Week::active_days).sum::<u32>(), active().map(|week| week.active).sum());
        Some([counted(days, "day"), words::minutes(time), words::minutes(time / weeks)])
    }

    /// That the routines after which it was worse twice are better left for now, if there are any.
    pub(crate) fn worse(&self) -> Option<String> {
        let worse = self.feelings.iter().filter(|feeling| feeling.is_worse_twice).map(|feeling| feeling.name.clone());
        let names: Vec<_> = worse.collect();
        (!names.is_empty()).then(|| worse_twice(&and_list(&names)))
    }

    /// What of the log cannot be read, if anything.
    pub(crate) fn unread(&self) -> Option<String> {
        let counts = [(self.unread.lines, "line"), (self.unread.files, "file")];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun));
        let counts: Vec<_> = counts.collect();
        (!counts.is_empty())
            .then(|| format!("{} of the log cannot be read: `stretch log check` says where.", and_list(&counts)))
    }

    /// All of it in sentences, each a line to be heard. `stop_signs` tells how to get to the stop signs,
    /// if there are any.
    pub fn sentences(&self, stop_signs: &str) -> Vec<String> {
        if self.is_empty() {
            return self.nothing().into_iter().chain(self.unread()).collect();
        }
        let mut all = vec![[self.headline()].into_iter().chain(self.praise()).collect::<Vec<_>>().join(" ")];
        all.extend(self.worse());
        if all.len() > 1 && !stop_signs.is_empty() {
            all.push(stop_signs.to_owned());
        }
        all.extend(self.in_all().map(|[days, time, mean]| {
            format!("In the last {WEEKS} weeks: {days}, {time}. In a week with sessions it was {mean} on average.")
        }));
        all.extend(words::left_out(&self.left_out, self.is_young()));
        if !self.feelings.is_empty() {
            all.push("How it felt: 0 is no pain, 10 the worst.".to_owned());
        }
        all.extend(self.feelings.iter().map(words::feeling));
        // The weeks one by one come last: all that is said of them together has been heard.
        all.extend((0..).zip(self.weeks.iter().rev()).filter_map(|(ago, week)| words::week(ago, week)));
        all.extend(self.unread());
        all
    }

    /// What was done on a day of a week, by its index from Monday; none for a day that has not come yet.
    pub(crate) fn mark(&self, week: &Week, day: usize) -> Option<DayMark> {
        let mark = week.days.get(day).copied()?;
        let is_over = week.monday != self.this_week.monday || day <= self.weekday();
        (is_over || mark != DayMark::None).then_some(mark)
    }

    /// The index of today in its week, from Monday.
    pub(crate) fn weekday(&self) -> usize {
        let days = self.this_week.monday.until(self.today).map_or(0, |span| span.get_days());
        usize::try_from(days).unwrap_or(0)
    }
}

/// The place of a routine in the order of what its numbers tell.
fn clarity(feeling: &Feeling) -> u64 {
    match feeling.verdict {
        Verdict::Lower | Verdict::Higher => 0,
        Verdict::Unclear => 1,
        Verdict::TooFew => 2,
    }
}

/// A time in whole minutes; at least one, where something was done.
fn whole_minutes(time: Duration) -> Duration {
    let minutes = (time.as_secs() + 30) / 60;
    Duration::from_secs(60 * if time.is_zero() { 0 } else { minutes.max(1) })
}
