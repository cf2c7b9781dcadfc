//! Reading a rig: its chains of bones and its muscles.

use super::{ACROSS, BONES, LENGTH, SHIFT, THICKNESS, like};
use crate::document::field::Field;
use crate::document::id::Id;
use crate::document::reader::{Fields, Limits, Reader, Row, TableKind, Value};
use crate::figure::definition::{BoneDefinition, CHAINS, ChainDefinition, MuscleDefinition, RigDefinition};
use crate::figure::limits::{HEADS, MOST_STROKES};
use crate::figure::model::{MAX_BONES, Point, View};

pub(super) const RIG: TableKind = TableKind { key: "rig", noun: "a rig", header: "[rig.my-rig]" };
const CHAIN: &str = "{ from = \"pelvis\", bones = [[\"lumbar\", \"waist\", 0.08, 0.07]] }";

/// In the order of [`CHAINS`]; the left limbs are made from the right ones.
static KINDS: [Option<TableKind>; CHAINS.len()] = [
    Some(TableKind { key: "spine", noun: "a chain", header: CHAIN }),
    Some(TableKind { key: "tail", noun: "a chain", header: CHAIN }),
    Some(TableKind { key: "skull", noun: "a chain", header: CHAIN }),
    None,
    Some(TableKind { key: "r_leg", noun: "a chain", header: CHAIN }),
    None,
    Some(TableKind { key: "r_arm", noun: "a chain", header: CHAIN }),
];

pub const VIEWS: &[(&str, View)] =
    &[("front", View::Front), ("side", View::Side), ("three-quarter", View::ThreeQuarter)];

const HALF: Limits = Limits { range: HEADS, whole: false, unit: "standing heights" };
const HEAD: Row = Row {
    noun: "a head",
    shape: "[half width, half height]",
    numbers: &[("half the width of a head", HALF), ("half the height of a head", HALF)],
    optional: 0,
};
const FAR: Row = Row { noun: "`far`", shape: "[x, y]", numbers: &[("x", SHIFT), ("y", SHIFT)], optional: 0 };
const AT: Row = Row { noun: "`at`", shape: "[\"r_hip\", x, y]", numbers: &[("x", SHIFT), ("y", SHIFT)], optional: 0 };
const BONE: Row = Row {
    noun: "a bone",
    shape: "[\"bone\", \"joint\", length, half thickness]",
    numbers: &[("the length of a bone", LENGTH), ("half the thickness of a bone", THICKNESS), ("the shift", SHIFT)],
    optional: 1,
};
const BAND: Row = Row {
    noun: "a band of muscle",
    shape: "[\"chain\", from bone, to bone, place across, half width]",
    numbers: &[("from", BONES), ("to", BONES), ("the place across", ACROSS), ("half the width of a band", THICKNESS)],
    optional: 0,
};

pub(super) fn rig(id: Id, fields: &mut Fields<'_>) -> RigDefinition {
    let reader = fields.reader;
    let pair = |row: &Row, value| {
        let ([], [x, y]) = reader.row::<0, 2>(row, value)?;
        Some(Point::new(x, y))
    };
    let rig = RigDefinition {
        id,
        like: like(fields),
        view: match (fields.has("view"), fields.word("view", VIEWS)) {
            (true, view) => view.map_or(Field::Invalid, Field::Value),
            (false, _) => Field::Absent,
        },
        far: fields.field("far", |value| pair(&FAR, value)),
        head: fields.field("head", |value| pair(&HEAD, value)),
        behind: fields.field("behind", |value| {
            reader.all(("`behind`", "[\"r_arm\"]", CHAINS.len()), value, |item| reader.name("a chain", item))
        }),
        chains: KINDS.each_ref().map(|kind| kind.as_ref().map_or(Field::Absent, |kind| chain(fields, kind))),
        muscles: fields.names("muscle", "{ r_neck = [[\"skull\", 0.2, 0.7, 0.8, 0.02]] }", |name, value| {
            muscle(reader, name, value)
        }),
    };
    for left in ["l_leg", "l_arm"] {
        if fields.has(left) {
            fields.get(left);
            let right = left.replacen('l', "r", 1);
            let help = format!("write `{right}` alone: the left one mirrors it, or follows it at `far`");
            fields.error(left, "a rig has only the right limbs", help);
        }
    }
    rig
}

fn chain(fields: &mut Fields<'_>, kind: &'static TableKind) -> Field<ChainDefinition> {
    if !fields.has(kind.key) {
        fields.get(kind.key);
        return Field::Absent;
    }
    let Some(mut fields) = fields.table(kind) else { return Field::Invalid };
    let reader = fields.reader;
    let from = fields.require("from", "\"pelvis\"").and_then(|value| reader.name("`from`", value));
    let at = fields.field("at", |value| {
        let ([joint], [x, y]) = reader.row::<1, 2>(&AT, value)?;
        Some((joint, Point::new(x, y)))
    });
    let width = fields.field("width", |value| reader.number(&"`width`", value, &THICKNESS));
    let shift = fields.field("shift", |value| reader.number(&"`shift`", value, &SHIFT));
    let bones = fields.require("bones", "[[\"lumbar\", \"waist\", 0.08, 0.07]]").and_then(|value| bones(reader, value));
    fields.not_empty("bones", "at least one bone");
    let is_right = ![at.is_invalid(), width.is_invalid(), shift.is_invalid()].contains(&true);
    fields.finish();
    match (from, bones) {
        (Some(from), Some(bones)) if is_right && !bones.is_empty() => Field::Value(ChainDefinition {
            from,
            at: at.value(),
            width: width.value().unwrap_or(0.03),
            shift: shift.value().unwrap_or_default(),
            bones,
        }),
        _ => Field::Invalid,
    }
}

fn bones(reader: &Reader, value: &Value<'_>) -> Option<Vec<BoneDefinition>> {
    reader.all(("`bones`", "[[\"lumbar\", \"waist\", 0.08, 0.07]]", MAX_BONES), value, |item| {
        let ([name, joint], [length, width, shift]) = reader.row::<2, 3>(&BONE, item)?;
        Some(BoneDefinition { name, joint, length, width, shift })
    })
}

fn muscle(reader: &Reader, name: Id, value: &Value<'_>) -> Option<MuscleDefinition> {
    let form = ("a muscle", "[[\"skull\", 0.2, 0.7, 0.8, 0.02]]", MOST_STROKES);
    let bands = reader.all(form, value, |item| {
        let ([chain], [from, to, side, width]) = reader.row::<1, 4>(&BAND, item)?;
        if from >= to {
            let message = format!("the band of muscle ends before it begins, from {from} to {to}");
            let help = "bones are counted from the start of the chain: put the smaller number first";
            reader.error(reader.place(&item.span()), message, help);
            return None;
        }
        Some((chain, [from, to, side, width]))
    })?;
    Some(MuscleDefinition { name, bands })
}
