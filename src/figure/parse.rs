//! Reading the definitions of figures: poses, motions and props; rigs are in `rig`.
//!
//! It checks each entry by itself. Whether a pose fits its rig, and whether names lead somewhere, is for [`super::build`].

mod rig;

use toml::de::DeValue;

pub use rig::VIEWS;

use super::definition::{
    Angles, CHAINS, FigureDefinitions, KeyDefinition, MotionDefinition, PoseDefinition, PropDefinition,
};
use super::limits::{
    DEEPEST_NOD, FARTHEST, LONGEST_BONE, MOST_EXTRAS, MOST_KEYS, MOST_PHASES, MOST_STROKES, MOTIONS, NARROWEST,
    SHORTEST_BONE, THICKEST, WIDEST,
};
use super::model::{FigureFrame, MAX_BONES, Mode, Point, SHORTEST_LOOK, Stroke};
use crate::document::diagnostic::Place;
use crate::document::field::Field;
use crate::document::id::{Id, find};
use crate::document::reader::{Fields, ID_LENGTH, Limits, MOST_ENTRIES, Reader, Row, TableKind, Value};
use crate::time::from_seconds;

const HEIGHTS: &str = "standing heights";
const PLACE: Limits = Limits { range: -FARTHEST..=FARTHEST, whole: false, unit: HEIGHTS };
const ANGLE: Limits = Limits { range: -WIDEST..=WIDEST, whole: false, unit: "degrees" };
const NOD: Limits = Limits { range: -DEEPEST_NOD..=DEEPEST_NOD, whole: false, unit: "degrees" };
const LENGTH: Limits = Limits { range: SHORTEST_BONE..=LONGEST_BONE, whole: false, unit: HEIGHTS };
const THICKNESS: Limits = Limits { range: 0.0..=THICKEST, whole: false, unit: HEIGHTS };
const SHIFT: Limits = Limits { range: -THICKEST..=THICKEST, whole: false, unit: HEIGHTS };
const LOOK: Limits = Limits { range: SHORTEST_LOOK..=1.0, whole: false, unit: "bone lengths" };
const BONES: Limits = Limits { range: 0.0..=32.0, whole: false, unit: "bones" };
const ACROSS: Limits = Limits { range: -1.0..=1.0, whole: false, unit: "half thicknesses" };
const SECONDS: Limits = Limits { range: MOTIONS, whole: false, unit: "seconds" };
const POSE: TableKind = TableKind { key: "pose", noun: "a pose", header: "[pose.my-pose]" };
const MOTION: TableKind = TableKind { key: "motion", noun: "a motion", header: "[motion.my-motion]" };
pub const MODES: &[(&str, Mode)] = &[("to", Mode::To), ("loop", Mode::Loop), ("there-and-back", Mode::ThereAndBack)];
const POINT: Row = Row { noun: "a place", shape: "[x, y]", numbers: &[("x", PLACE), ("y", PLACE)], optional: 0 };
const ANCHOR: Row =
    Row { noun: "an anchor", shape: "[\"r_ankle\", x, y]", numbers: &[("x", PLACE), ("y", PLACE)], optional: 0 };
const FRAME: Row = Row {
    noun: "a frame",
    shape: "[left, bottom, right, top]",
    numbers: &[("left", PLACE), ("bottom", PLACE), ("right", PLACE), ("top", PLACE)],
    optional: 0,
};
const GUIDE: Row = Row {
    noun: "an arrow",
    shape: "[\"r_shoulder\", radius, from angle, to angle]",
    numbers: &[("the radius of an arrow", LENGTH), ("an angle", ANGLE), ("an angle", ANGLE)],
    optional: 0,
};
const STROKE: Row = Row {
    noun: "a stroke",
    shape: "[x, y, x, y, half thickness]",
    numbers: &[("x", PLACE), ("y", PLACE), ("x", PLACE), ("y", PLACE), ("half the thickness of a stroke", THICKNESS)],
    optional: 0,
};

pub(crate) fn figures(fields: &mut Fields<'_>) -> FigureDefinitions {
    FigureDefinitions {
        rigs: fields.each_entry(&rig::RIG, rig::rig),
        poses: fields.each_entry(&POSE, pose),
        motions: fields.each_entry(&MOTION, motion),
        props: props(fields),
    }
}

fn point(reader: &Reader, value: &Value<'_>) -> Option<Point> {
    let ([], [x, y]) = reader.row::<0, 2>(&POINT, value)?;
    Some(Point::new(x, y))
}

/// The entry that has what this one leaves out.
fn like(fields: &mut Fields<'_>) -> Field<Id> {
    let reader = fields.reader;
    fields.field("like", |value| reader.id(&"`like`", value))
}

fn pose(id: Id, fields: &mut Fields<'_>) -> PoseDefinition {
    let reader = fields.reader;
    let anchor = |value| {
        let ([joint], [x, y]) = reader.row::<1, 2>(&ANCHOR, value)?;
        Some((joint, Point::new(x, y)))
    };
    PoseDefinition {
        id,
        like: like(fields),
        rig: fields.field("rig", |value| reader.id(&"`rig`", value)),
        anchor: fields.field("anchor", anchor),
        pins: fields.names("pins", "{ r_hand = [0.3, 0.02] }", |joint, value| Some((joint, point(reader, value)?))),
        short: fields.names("short", "{ neck = 0.6 }", |bone, value| {
            let look = reader.number(&"what is seen of a bone", value, &LOOK)?;
            Some((bone, look))
        }),
        nod: fields.field("nod", |value| reader.number(&"`nod`", value, &NOD)),
        angles: CHAINS.map(|(chain, _)| fields.field(chain, |value| angles(reader, value))),
    }
}

fn angles(reader: &Reader, value: &Value<'_>) -> Option<Angles> {
    let form = ("the angles", "[90, 90]", MAX_BONES);
    let degrees = reader.all(form, value, |item| reader.number(&"an angle", item, &ANGLE))?;
    Some(Angles { place: reader.place(&value.span()), degrees })
}

fn motion(id: Id, fields: &mut Fields<'_>) -> MotionDefinition {
    let reader = fields.reader;
    fields.require("mode", "\"to\"");
    let mode = fields.word("mode", MODES);
    let seconds = fields.number("seconds", &SECONDS).map_or(3.0, |value| from_seconds(value).as_secs_f64());
    let names = |value| keys(reader, "`keys`", value);
    let keys = fields.require("keys", "[\"stand\", \"my-pose\"]").and_then(names).unwrap_or_default();
    fields.not_empty("keys", "at least one key pose");
    let form = ("`phases`", "[[\"in\"], [\"out\"]]", MOST_PHASES);
    let phases = fields.get("phases").and_then(|value| reader.all(form, value, |phase| phase_of(reader, phase)));
    fields.not_empty("phases", "the key poses of each phase");
    let telling = fields.get("telling").and_then(|value| key(reader, "`telling`", value));
    let frame = fields.require("frame", "[-0.4, -0.03, 0.4, 1.03]").and_then(|value| frame(reader, "`frame`", value));
    let close = fields.get("close").and_then(|value| self::frame(reader, "`close`", value));
    let name_list = |fields: &mut Fields<'_>, key: &'static str, what: &str| {
        let form = (key, "[\"name\"]", MOST_EXTRAS);
        let value = fields.get(key)?;
        reader.all(form, value, |item| reader.name(what, item))
    };
    MotionDefinition {
        id,
        mode,
        seconds,
        keys,
        phases: phases.unwrap_or_default(),
        telling,
        frame,
        close,
        accent: name_list(fields, "accent", "a muscle").unwrap_or_default(),
        props: name_list(fields, "props", "a prop").unwrap_or_default(),
        guides: fields
            .get("guides")
            .and_then(|value| {
                let form = ("`guides`", "[[\"r_shoulder\", 0.09, -25, 80]]", MOST_EXTRAS);
                reader.all(form, value, |item| reader.row::<1, 3>(&GUIDE, item))
            })
            .map_or_else(Vec::new, |guides| guides.into_iter().map(|([joint], arc)| (joint, arc)).collect()),
    }
}

fn keys(reader: &Reader, what: &str, value: &Value<'_>) -> Option<Vec<KeyDefinition>> {
    reader.all((what, "[\"stand\", \"my-pose\"]", MOST_KEYS), value, |item| key(reader, "a key pose", item))
}

fn phase_of(reader: &Reader, value: &Value<'_>) -> Option<Vec<KeyDefinition>> {
    let keys = keys(reader, "a phase", value)?;
    if keys.is_empty() && matches!(value.get_ref(), DeValue::Array(list) if list.is_empty()) {
        let help = "name the key poses it goes through, in order";
        reader.error(reader.place(&value.span()), "a phase goes through no key pose", help);
        return None;
    }
    Some(keys)
}

fn key(reader: &Reader, what: &str, value: &Value<'_>) -> Option<KeyDefinition> {
    let text = reader.text_of(&what, value, ID_LENGTH + "mirror:".len())?;
    let (mirror, id) = text.strip_prefix("mirror:").map_or((false, &*text), |id| (true, id));
    Some(KeyDefinition { pose: reader.id_from(&what, id, reader.place(&value.span()))?, mirror })
}

fn frame(reader: &Reader, what: &str, value: &Value<'_>) -> Option<(FigureFrame, Place)> {
    let ([], [left, bottom, right, top]) = reader.row::<0, 4>(&FRAME, value)?;
    let place = reader.place(&value.span());
    let message = if right <= left {
        format!("{what} is the wrong way round: its left, {left}, is not left of its right, {right}")
    } else if top <= bottom {
        format!("{what} is upside down: its bottom, {bottom}, is not below its top, {top}")
    } else if right - left < NARROWEST || top - bottom < NARROWEST {
        format!("{what} shows too little: at least {NARROWEST} by {NARROWEST} standing heights")
    } else {
        return Some((FigureFrame { left, bottom, right, top }, place));
    };
    let help = "write `[left, bottom, right, top]`, in standing heights from the middle of the ground";
    reader.error(place, message, help);
    None
}

fn props(fields: &mut Fields<'_>) -> Vec<PropDefinition> {
    let reader = fields.reader;
    let shape = "[[-0.2, 0.2, 0.2, 0.2, 0.01]]";
    let mut pairs = fields.pairs("prop", &format!("write `[prop]`, and below it `my-prop = {shape}`"));
    let list = pairs.iter().position(|(id, _)| &**id == "replaces").map(|at| pairs.remove(at).1);
    let prop = |(id, value): (Id, &Value<'_>)| {
        let id = reader.id_from(&"the id", &id.name, id.place).unwrap_or(Id::unusable(id.place));
        let strokes = reader.all(("a prop", shape, MOST_STROKES), value, |item| {
            let ([], [x, y, to_x, to_y, width]) = reader.row::<0, 5>(&STROKE, item)?;
            Some(Stroke { from: Point::new(x, y), to: Point::new(to_x, to_y), width })
        });
        PropDefinition { id, strokes: strokes.unwrap_or_default() }
    };
    let props: Vec<_> = pairs.into_iter().map(prop).collect();
    let form = ("`replaces`", "[\"chair\"]", MOST_ENTRIES);
    let named = list.and_then(|list| reader.all(form, list, |item| reader.id(&"an entry of `replaces`", item)));
    for id in named.iter().flatten() {
        if let Some(prop) = find(&props, id) {
            reader.replaces(prop.id.place);
        } else {
            let help = "name a prop that is written below, or leave it out";
            reader.error(id.place, format!("`[prop]` has no `{id}` that could replace it"), help);
        }
    }
    props
}
