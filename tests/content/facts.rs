//! The built-in content says what is known: each condition with its other names and what it asks for, each stop sign with its level,
//! each variant, each source.
//!
//! What is known stands in `facts/`, a table a file, collected from the sources that the content cites. What is in the content and not
//! in the tables is as wrong as what is missing.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use stretch_tui::content::load::load;
use stretch_tui::content::model::{
    Caution, CautionAction, Dosed, Entry, Library, Position, Scope, Set, Stretch, StretchCaution, Tempo, Urgency, Work,
    find,
};
use stretch_tui::document::id::Id;
use stretch_tui::word_enum::word_for;

/// The two that stand for what no publication says, and a booklet that is out of print.
const WITHOUT_A_PAGE: [&str; 3] = ["article", "general-knowledge", "arthritis-research-neck-pain"];

fn library() -> Library {
    let loaded = load(true, &[]);
    assert!(loaded.is_usable());
    loaded.library
}

/// The rows of a table: cells between bars, comments left out.
fn rows<const N: usize>(name: &str) -> Vec<[String; N]> {
    let text = fs::read_to_string(format!("tests/content/facts/{name}.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cells = lines.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    cells.map(|cells| cells.try_into().unwrap_or_else(|cells| panic!("{name}: {cells:?}"))).collect()
}

/// What a cell lists.
fn listed(cell: &str, separator: char) -> Vec<&str> {
    cell.split(separator).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

fn names(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}

/// What one row of the table of conditions asks for.
struct Row {
    condition: String,
    reaches: String,
    action: String,
    variants: String,
    words: String,
    sources: String,
}

/// The rows, and each condition with its name and its other names.
fn conditions() -> (Vec<Row>, Vec<(String, String, String)>) {
    let (mut asked, mut named) = (Vec::new(), Vec::<(String, String, String)>::new());
    for [id, name, aliases, reaches, action, variants, words, sources] in rows("cautions") {
        if !id.is_empty() {
            named.push((id, name, aliases));
        }
        let condition = named.last().unwrap().0.clone();
        asked.push(Row { condition, reaches, action, variants, words, sources });
    }
    (asked, named)
}

/// What the content says in the place of a row.
enum Said<'a> {
    InStretch(&'a StretchCaution),
    OfMany(&'a Caution),
}

impl<'a> Said<'a> {
    fn of(row: &Row, caution: &'a Caution, library: &'a Library) -> Option<Self> {
        let reach = Scope::WORDS.iter().find(|(word, _)| *word == row.reaches);
        if let Some((_, reach)) = reach {
            return caution.general.as_ref().filter(|general| general.covers == *reach).map(|_| Self::OfMany(caution));
        }
        let (stretch, set) = row.reaches.split_once(' ').map_or((&*row.reaches, None), |(a, b)| (a, Some(b)));
        let mut concerns = find(&library.stretches, stretch)?.concerns.iter();
        concerns.find(|concern| *concern.id == row.condition && concern.set.as_deref() == set).map(Self::InStretch)
    }

    fn action(&self) -> CautionAction {
        match self {
            Self::InStretch(concern) => concern.action,
            Self::OfMany(caution) => caution.general.as_ref().unwrap().action,
        }
    }

    fn note(&self) -> &str {
        let note = match self {
            Self::InStretch(concern) => &concern.note,
            Self::OfMany(caution) => &caution.general.as_ref().unwrap().note,
        };
        note.as_deref().unwrap_or_default()
    }

    /// The variants as the table writes them.
    fn variants(&self) -> String {
        match self {
            Self::InStretch(concern) => names(&concern.variants).join(", "),
            Self::OfMany(caution) => {
                let each = caution.general.as_ref().unwrap().variants.iter();
                each.map(|(id, variants)| format!("{id}: {}", names(variants).join(", ")))
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        }
    }

    fn sources(&self) -> &[Id] {
        match self {
            Self::InStretch(concern) => &concern.sources,
            Self::OfMany(caution) => &caution.sources,
        }
    }
}

#[test]
fn every_condition_asks_for_what_is_known_of_it() {
    let library = library();
    for row in conditions().0 {
        let place = format!("{}, {}", row.condition, row.reaches);
        let caution = find(&library.cautions, &row.condition).unwrap_or_else(|| panic!("no condition {place}"));
        let said = Said::of(&row, caution, &library).unwrap_or_else(|| panic!("nothing is said of {place}"));
        assert_eq!(word_for(CautionAction::WORDS, &said.action()), row.action, "{place}");
        assert_eq!(said.variants(), row.variants, "{place}");
        assert_eq!(names(said.sources()), listed(&row.sources, ','), "{place}");
        assert!(!said.note().is_empty(), "{place} names nothing to do");
        let text = format!("{} {}", said.note(), caution.text.as_deref().unwrap_or_default()).to_lowercase();
        for words in listed(&row.words, ';') {
            assert!(text.contains(&words.to_lowercase()), "{place}: \u{201c}{words}\u{201d} is not in: {text}");
        }
    }
}

#[test]
fn every_condition_goes_by_its_names_and_no_other_is_asked_about() {
    let library = library();
    let mut taken = BTreeSet::new();
    for (id, name, aliases) in conditions().1 {
        let caution = find(&library.cautions, &id).unwrap_or_else(|| panic!("no condition {id}"));
        assert!(caution.condition, "{id}");
        assert_eq!(caution.name, name);
        let (said, known): (BTreeSet<_>, BTreeSet<_>) =
            (caution.aliases.iter().map(String::as_str).collect(), listed(&aliases, ',').into_iter().collect());
        assert_eq!(said, known, "{id}");
        for name in caution.aliases.iter().chain([&caution.name]) {
            assert!(taken.insert(name.to_lowercase()), "two conditions are called {name}");
        }
    }
    let known: BTreeSet<_> = conditions().1.into_iter().map(|(id, ..)| id).collect();
    let said = library.cautions.iter().filter(|caution| caution.condition).map(|caution| caution.id.name.clone());
    assert_eq!(said.collect::<BTreeSet<_>>(), known);
    let advice = library.cautions.iter().filter(|caution| !caution.condition).map(|caution| &**caution.id());
    assert_eq!(advice.collect::<Vec<_>>(), ["everybody-differs", "medical-cause"]);
}

/// The other way round: no stretch says something about a condition that the table does not know.
#[test]
fn no_stretch_asks_for_more_than_is_known() {
    let library = library();
    let (asked, _) = conditions();
    let known: BTreeSet<_> = asked.iter().map(|row| (&*row.condition, &*row.reaches)).collect();
    let mut said = BTreeSet::new();
    for stretch in &library.stretches {
        let variants = stretch.variants.iter().flat_map(|variant| &variant.concerns);
        for concern in stretch.concerns.iter().chain(variants) {
            let set = concern.set.as_deref().map_or(String::new(), |set| format!(" {set}"));
            said.insert((concern.id.name.clone(), format!("{}{set}", stretch.id)));
        }
    }
    for caution in &library.cautions {
        if let Some(general) = &caution.general {
            said.insert((caution.id.name.clone(), word_for(Scope::WORDS, &general.covers).to_owned()));
        }
    }
    let said: BTreeSet<_> = said.iter().map(|(condition, reaches)| (&**condition, &**reaches)).collect();
    assert_eq!(said, known);
}

/// Conditions come together. Whichever somebody has, there is a way to do each stretch that suits them all.
#[test]
fn one_way_of_each_stretch_suits_every_condition_that_asks_for_another_way() {
    let library = library();
    for stretch in &library.stretches {
        let own = stretch.concerns.iter().map(|concern| concern.variants.as_slice());
        let general = library.cautions.iter().filter_map(|caution| caution.general.as_ref());
        let lists = own.chain(general.map(|general| general.variants_of(&stretch.id))).filter(|list| !list.is_empty());
        let common = lists.map(|list| names(list).into_iter().collect::<BTreeSet<_>>());
        let common = common.reduce(|all, list| &all & &list).unwrap();
        assert!(!common.is_empty(), "{}", stretch.id);
    }
}

#[test]
fn a_standing_stretch_that_can_be_done_on_a_chair_has_a_variant_for_it() {
    let library = library();
    let poor_balance = find(&library.cautions, "poor-balance").unwrap().general.as_ref().unwrap();
    for stretch in library.stretches.iter().filter(|stretch| stretch.positions.contains(&Position::Standing)) {
        assert_eq!(stretch.positions, [Position::Standing], "{}: what is seated is a variant", stretch.id);
        let seated = find(&stretch.variants, "seated").unwrap();
        assert_eq!(seated.positions.as_deref(), Some(&[Position::Seated][..]), "{}", stretch.id);
        let own = stretch.concerns.iter().find(|concern| *concern.id == *"poor-balance");
        let suits = own.map_or_else(|| poor_balance.variants_of(&stretch.id), |concern| &concern.variants);
        assert!(names(suits).contains(&"seated"), "{}", stretch.id);
    }
}

#[test]
fn every_variant_is_there_with_its_words_its_position_and_a_figure() {
    let library = library();
    let figures = library.figures();
    let known: Vec<[String; 3]> = rows("variants");
    for [stretch, variant, position] in &known {
        let place = format!("{stretch}:{variant}");
        let stretch = find(&library.stretches, stretch).unwrap();
        let variant = find(&stretch.variants, variant).unwrap_or_else(|| panic!("there is no {place}"));
        let done: Stretch = stretch.with(variant);
        let positions: Vec<_> = done.positions.iter().map(|found| word_for(Position::WORDS, found)).collect();
        assert_eq!(positions, [position], "{place}");
        assert!(variant.text.is_some(), "{place} does not say when to take it");
        assert!(!variant.sets.is_empty(), "{place} has no words of its own");
        let on_a_chair = done.positions == [Position::Seated];
        assert_eq!(done.equipment.iter().any(|thing| thing.contains("chair")), on_a_chair, "{place}");
        assert_eq!(done.setup.contains("chair"), on_a_chair, "{place}");
        for step in done.sets.iter().flat_map(|set| &set.steps) {
            let motion = step.motion.as_deref().unwrap_or_default();
            assert!(figures.motion(motion).is_some(), "{place}: no motion {motion}");
        }
    }
    let known: BTreeSet<_> = known.iter().map(|[stretch, variant, _]| format!("{stretch}:{variant}")).collect();
    let found = library
        .stretches
        .iter()
        .flat_map(|stretch| stretch.variants.iter().map(move |variant| format!("{}:{}", stretch.id, variant.id)));
    assert_eq!(found.collect::<BTreeSet<_>>(), known);
}

#[test]
fn every_stop_sign_has_its_level_and_its_words() {
    let library = library();
    let known: Vec<[String; 4]> = rows("stop-signs");
    let order: Vec<_> = library.stop_signs.iter().map(|sign| &*sign.id.name).collect();
    assert_eq!(order, known.iter().map(|[id, ..]| id).collect::<Vec<_>>());
    for ([id, level, words, sources], sign) in known.iter().zip(&library.stop_signs) {
        assert_eq!(word_for(Urgency::WORDS, &sign.urgency), level, "{id}");
        assert_eq!(names(&sign.sources), listed(sources, ','), "{id}");
        let text = format!("{} {} {}", sign.name, sign.signs.join("\n"), sign.text.as_deref().unwrap_or_default());
        for words in listed(words, ';') {
            let said = text.to_lowercase().contains(&words.to_lowercase());
            assert!(said, "{id}: \u{201c}{words}\u{201d} is not in: {text}");
        }
    }
}

/// A home page is no source: readers cannot find the claim there.
#[test]
fn every_source_names_its_page() {
    for source in library().sources {
        let id = &*source.id.name;
        let Some(url) = &source.url else {
            assert!(WITHOUT_A_PAGE.contains(&id), "{id} has no page");
            continue;
        };
        let (_, page) = url.split_once("://").unwrap().1.split_once('/').unwrap_or_else(|| panic!("{url} is no page"));
        assert!(page.len() > 1, "{url} is no page");
    }
}

/// What the conditions of a cause ask for can be looked up from the cause, and each cause has stretches that answer it.
#[test]
fn every_cause_points_at_its_stretches_and_its_conditions() {
    let library = library();
    let mut groups: Vec<_> = library.causes.iter().map(|cause| cause.group.as_deref().unwrap_or_default()).collect();
    groups.dedup();
    assert_eq!(groups, ["Everyday habits", "Medical conditions", "Muscle imbalances"]);
    for cause in &library.causes {
        assert!(!cause.routine.stretches.is_empty(), "{}", cause.id);
        let medical = cause.group.as_deref() == Some("Medical conditions");
        assert_eq!(!cause.routine.conditions.is_empty(), medical, "{}", cause.id);
        assert!(cause.text.contains("upper back"), "{} does not say why the upper back hurts", cause.id);
    }
}

#[test]
fn every_page_to_read_says_what_is_known() {
    let library = library();
    let causes = library.causes.iter().map(|cause| ("cause", &cause.id, &cause.text, &cause.sources));
    let benefits = library.benefits.iter().map(|point| ("benefit", &point.id, &point.text, &point.sources));
    let techniques = library.techniques.iter().map(|point| ("technique", &point.id, &point.text, &point.sources));
    let said: Vec<_> = causes.chain(benefits).chain(techniques).collect();
    let known: Vec<[String; 4]> = rows("reading");
    let order: Vec<_> = said.iter().map(|(kind, id, ..)| (*kind, &***id)).collect();
    assert_eq!(order, known.iter().map(|[kind, id, ..]| (&**kind, &**id)).collect::<Vec<_>>());
    for ([_, id, words, sources], (_, _, text, cited)) in known.iter().zip(&said) {
        assert_eq!(names(cited), listed(sources, ','), "{id}");
        for words in listed(words, ';') {
            assert!(
                text.to_lowercase().contains(&words.to_lowercase()),
                "{id}: \u{201c}{words}\u{201d} is not in: {text}"
            );
        }
    }
}

/// A set as the table of doses writes it.
fn dose(set: &Set) -> (String, String, String) {
    let seconds = |time: Dosed<Duration>| [time.light, time.standard, time.full].map(|time| time.as_secs().to_string());
    let counts = |count: Dosed<u32>| [count.light, count.standard, count.full].map(|count| count.to_string());
    let mut works: Vec<_> = set
        .steps
        .iter()
        .map(|step| match &step.work {
            Work::Hold(time) => format!("hold {}", seconds(*time).join(" ")),
            Work::Move(time) => format!("move {}", seconds(*time).join(" ")),
            Work::Reps { count, tempo } => {
                let parts = match tempo {
                    Tempo::Even(rep) => vec![*rep],
                    Tempo::Phases(phases) => phases.iter().map(|phase| phase.length).collect(),
                };
                let parts: Vec<_> = parts.iter().map(|part| format!("{} s", part.as_secs())).collect();
                format!("reps {} of {}", counts(*count).join(" "), parts.join(", "))
            }
        })
        .collect();
    works.dedup();
    let mut changes: Vec<_> =
        set.steps.iter().filter_map(|step| step.change).map(|time| time.as_secs().to_string()).collect();
    changes.dedup();
    (counts(set.rounds).join(" "), works.join("; "), changes.join("; "))
}

#[test]
fn every_dose_is_the_one_that_is_known() {
    let library = library();
    let known: Vec<[String; 5]> = rows("doses");
    let of = |name: &str, set: &str| {
        let row = known.iter().find(|[stretch, id, ..]| stretch == name && id == set)?;
        Some((row[2].clone(), row[3].clone(), row[4].clone()))
    };
    for stretch in &library.stretches {
        let ways = std::iter::once(None).chain(stretch.variants.iter().map(Some));
        for variant in ways {
            let (done, name) = match variant {
                None => ((**stretch).clone(), stretch.id.to_string()),
                Some(variant) => (stretch.with(variant), format!("{}:{}", stretch.id, variant.id)),
            };
            for set in &done.sets {
                let id = set.id.as_deref().unwrap();
                let expected = of(&name, id).or_else(|| of(&stretch.id, id));
                assert_eq!(Some(dose(set)), expected, "{name}, {id}");
            }
        }
    }
}

/// What is said at the beginning, at the end and of what is felt is there, and short enough to be heard.
#[test]
fn a_session_begins_and_ends_with_words_and_says_what_is_felt() {
    let library = library();
    let sentence = |text: Option<&str>, most: usize| {
        let text = text.unwrap_or_default();
        assert!(text.ends_with('.') && text.len() <= most, "{text}: {}", text.len());
    };
    sentence(library.warm_up.as_deref(), 100);
    sentence(library.advice.as_deref(), 100);
    for stretch in &library.stretches {
        for done in
            std::iter::once((**stretch).clone()).chain(stretch.variants.iter().map(|variant| stretch.with(variant)))
        {
            sentence(done.leave.as_deref(), 110);
            let leave = done.leave.as_deref().unwrap();
            let down =
                done.positions.iter().any(|position| matches!(position, Position::Floor | Position::HandsAndKnees));
            assert_eq!(leave.contains("one foot forward"), down, "{}: {leave}", stretch.id);
            let steps = done.sets.iter().flat_map(|set| &set.steps);
            for felt in steps.filter_map(|step| step.felt.as_deref()).chain(done.felt.as_deref()) {
                assert!(felt.starts_with("You ") && felt.ends_with('.'), "{felt}");
            }
        }
    }
}
