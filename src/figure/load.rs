//! Reads a figure file into the model.
//!
//! It stops at the first thing it does not understand and says what and where in words. It never guesses: an unknown
//! joint, chain, pose or key is an error.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::model::{
    Bone, Chain, Depth, Figures, Frame, Guide, MAX_BONES, MAX_PINS, Mode, Motion, Part, Pin, Point, Pose, Rig, Strip,
    Stroke, View, Way,
};
use super::rig::Skeleton;
use super::value::{LoadError, Node, Result, Table, error};

/// Reads the text of a figure file.
///
/// # Errors
///
/// If it is not TOML, or says something the format does not know, or refers to a name that is not in it.
pub fn figures(text: &str) -> Result<Figures> {
    let document = DeTable::parse(text).map_err(|error| LoadError(error.to_string()))?;
    let root = Table { entries: document.get_ref(), place: "figures" };
    root.known(&["rig", "pose", "motion", "prop"], |_| false)?;
    let mut figures = Figures::default();
    let mut offsets = Vec::new();
    let rigs = root.need("rig")?.table()?;
    for (id, node) in rigs.iter() {
        let (rig, far) = rig(id, node.table()?, rigs)?;
        figures.rigs.push(Arc::new(rig));
        offsets.push(far);
    }
    let poses = root.need("pose")?.table()?;
    for (id, node) in poses.iter() {
        let pose = pose(node.table()?, poses, &figures.rigs, &offsets)?;
        figures.poses.insert(id.to_owned(), pose);
    }
    let props = root.get("prop").map(Node::table).transpose()?;
    for (id, node) in root.need("motion")?.table()?.iter() {
        let motion = motion(id, node.table()?, &figures, props)?;
        figures.motions.insert(id.to_owned(), motion);
    }
    Ok(figures)
}

/// The values of a table and of those it is `like`, the nearest first.
fn family<'a>(table: Table<'a>, all: Table<'a>) -> Result<Vec<Table<'a>>> {
    let mut line = vec![table];
    while let Some(like) = line.last().and_then(|last| last.get("like")) {
        let id = like.text()?;
        line.push(all.need(id)?.table()?);
        if line.len() > 8 {
            return error(format!("{}: too long a line of `like`", table.place));
        }
    }
    Ok(line)
}

fn find<'a>(family: &[Table<'a>], key: &str) -> Option<Node<'a>> {
    family.iter().find_map(|table| table.get(key))
}

const CHAINS: [(&str, Part); 7] = [
    ("spine", Part::Spine),
    ("tail", Part::Tail),
    ("skull", Part::Head),
    ("l_leg", Part::Leg),
    ("r_leg", Part::Leg),
    ("l_arm", Part::Arm),
    ("r_arm", Part::Arm),
];

fn other_side(name: &str) -> Option<String> {
    name.strip_prefix("r_")
        .map(|rest| format!("l_{rest}"))
        .or_else(|| name.strip_prefix("l_").map(|r| format!("r_{r}")))
}

fn rig(id: &str, table: Table<'_>, all: Table<'_>) -> Result<(Rig, Option<Point>)> {
    let family = family(table, all)?;
    let need = |key: &str| find(&family, key).map_or_else(|| error(format!("{id}: `{key}` is missing")), Ok);
    table.known(&["like", "view", "head", "far", "behind", "muscle"], |key| {
        CHAINS.iter().any(|(name, _)| *name == key)
    })?;
    let view = match need("view")?.text()? {
        "front" => View::Front,
        "side" => View::Side,
        "three-quarter" => View::ThreeQuarter,
        other => return error(format!("{id}: unknown view `{other}`")),
    };
    let far = find(&family, "far").map(Node::point).transpose()?;
    let mut rig = Rig {
        id: id.to_owned(),
        view,
        root: "pelvis".to_owned(),
        bones: Vec::new(),
        chains: Vec::new(),
        partners: Vec::new(),
        head: need("head")?.point()?,
        muscles: BTreeMap::new(),
    };
    for (name, part) in CHAINS {
        let right = if name.starts_with("l_") { other_side(name) } else { None };
        if let Some(node) = find(&family, right.as_deref().unwrap_or(name)) {
            chain(&mut rig, name, part, node.table()?, far)?;
        }
    }
    if rig.bones.len() > MAX_BONES {
        return error(format!("{id}: more than {MAX_BONES} bones"));
    }
    rig.partners = (0..rig.bones.len()).collect();
    let pairs: Vec<_> =
        rig.bones.iter().map(|bone| other_side(&bone.joint).and_then(|name| rig.joint(&name))).collect();
    for (partner, pair) in rig.partners.iter_mut().zip(pairs) {
        *partner = pair.map_or(*partner, |joint| joint - 1);
    }
    let names: Vec<_> = rig.chains.iter().map(|chain| chain.name.clone()).collect();
    for chain in &mut rig.chains {
        chain.partner = other_side(&chain.name).and_then(|name| names.iter().position(|other| *other == name));
    }
    for name in find(&family, "behind").map_or(Ok(Vec::new()), Node::texts)? {
        match rig.chains.iter_mut().find(|chain| chain.name == name) {
            Some(chain) => chain.depth = Depth::Behind,
            None => return error(format!("{id}: unknown chain `{name}`")),
        }
    }
    for (name, node) in need("muscle")?.table()?.iter() {
        muscle(&mut rig, name, node)?;
    }
    Ok((rig, far))
}

fn chain(rig: &mut Rig, name: &str, part: Part, table: Table<'_>, far: Option<Point>) -> Result<()> {
    table.known(&["from", "at", "width", "shift", "bones"], |_| false)?;
    let left = name.starts_with("l_");
    let side = |text: &str| if left { other_side(text).unwrap_or_else(|| text.to_owned()) } else { text.to_owned() };
    let from = table.need("from")?.text()?;
    let Some(mut root) = rig.joint(from) else { return error(format!("{name}: unknown joint `{from}`")) };
    let (width, shift) = (table.number_or("width", 0.03)?, table.number_or("shift", 0.0)?);
    let mut fixed = |rig: &mut Rig, joint: String, offset: Point| {
        rig.bones.push(Bone {
            name: joint.clone(),
            joint,
            parent: root,
            length: offset.x.hypot(offset.y),
            fixed: Some(offset),
            width,
            shift,
        });
        root = rig.bones.len();
    };
    if let Some(at) = table.get("at") {
        let ([joint], place) = at.row::<1>()?;
        let [x, y] = at.exactly(&place)?;
        fixed(rig, side(joint), Point::new(if left && far.is_none() { -x } else { x }, y));
    }
    if let (Some(offset), true) = (far, other_side(name).is_some()) {
        // The near side has one too, of no length, so that in a mirror near and far can change places.
        fixed(rig, format!("{name}_root"), if left { offset } else { Point::default() });
    }
    let first = rig.bones.len();
    for node in table.need("bones")?.list()? {
        let ([bone, joint], numbers) = node.row::<2>()?;
        let [length, width, shift] = match *numbers.as_slice() {
            [length, width] => [length, width, 0.0],
            [length, width, shift] => [length, width, shift],
            _ => return error(format!("{name}: a bone is [name, joint, length, half thickness]")),
        };
        // A heel hangs on the ankle beside the foot, not on the toes.
        let parent = match rig.bones.last() {
            Some(last) if joint.ends_with("heel") => last.parent,
            _ if rig.bones.len() == first => root,
            _ => rig.bones.len(),
        };
        rig.bones.push(Bone { name: side(bone), joint: side(joint), parent, length, fixed: None, width, shift });
    }
    let depth = if left && far.is_some() { Depth::Far } else { Depth::Near };
    let bones = first..rig.bones.len();
    rig.chains.push(Chain { name: name.to_owned(), part, bones, root, width, shift, depth, partner: None });
    Ok(())
}

fn muscle(rig: &mut Rig, name: &str, node: Node<'_>) -> Result<()> {
    let index = |chain: &str| rig.chains.iter().position(|other| other.name == chain);
    let mut own = Vec::new();
    let mut other = Vec::new();
    for row in node.list()? {
        let ([chain], numbers) = row.row::<1>()?;
        let [from, to, side, width] = row.exactly(&numbers)?;
        let Some(chain) = index(chain) else { return error(format!("{name}: unknown chain `{chain}`")) };
        own.push(Strip { chain, from, to, side, width });
        let partner = rig.chains.get(chain).and_then(|chain| chain.partner).unwrap_or(chain);
        other.push(Strip { chain: partner, from, to, side: -side, width });
    }
    if let Some(partner) = other_side(name) {
        rig.muscles.insert(partner, other);
    }
    rig.muscles.insert(name.to_owned(), own);
    Ok(())
}

fn pose(table: Table<'_>, all: Table<'_>, rigs: &[Arc<Rig>], far: &[Option<Point>]) -> Result<Pose> {
    let family = family(table, all)?;
    let place = table.place;
    let need = |key: &str| find(&family, key).map_or_else(|| error(format!("{place}: `{key}` is missing")), Ok);
    table
        .known(&["like", "rig", "anchor", "pins", "short", "nod"], |key| CHAINS.iter().any(|(name, _)| *name == key))?;
    let id = need("rig")?.text()?;
    let found = rigs.iter().position(|rig| rig.id == id).and_then(|index| Some((index, rigs.get(index)?)));
    let Some((index, rig)) = found else { return error(format!("{place}: unknown rig `{id}`")) };
    let far = far.get(index).copied().flatten();
    let joint = |name: &str| rig.joint(name).map_or_else(|| error(format!("{place}: unknown joint `{name}`")), Ok);
    let mut pose = Pose { rig: index, ..Pose::empty() };
    for chain in &rig.chains {
        let (node, mirror) = match (find(&family, &chain.name), other_side(&chain.name)) {
            (Some(node), _) => (node, false),
            (None, Some(other)) => (need(&other)?, far.is_none()),
            (None, None) => (need(&chain.name)?, false),
        };
        let angles = node.numbers()?;
        if angles.len() != chain.bones.len() {
            return error(format!("{place}: `{}` has {} bones", chain.name, chain.bones.len()));
        }
        for (slot, angle) in pose.angles.iter_mut().skip(chain.bones.start).zip(angles) {
            *slot = if mirror { 180.0 - angle } else { angle };
        }
    }
    if let Some(short) = find(&family, "short") {
        for (name, node) in short.table()?.iter() {
            let bone = rig.bones.iter().position(|bone| bone.name == name);
            match bone.and_then(|bone| pose.short.get_mut(bone)) {
                Some(slot) => *slot = node.number()?,
                None => return error(format!("{place}: unknown bone `{name}`")),
            }
        }
    }
    if let Some(nod) = find(&family, "nod") {
        pose.nod = nod.number()?;
    }
    let anchor = need("anchor")?;
    let ([name], at) = anchor.row::<1>()?;
    let [x, y] = anchor.exactly(&at)?;
    pose.anchor = Pin { joint: joint(name)?, at: Point::new(x, y) };
    if let Some(pins) = find(&family, "pins") {
        let mut slots = pose.pins.iter_mut();
        let pins = pins.table()?;
        for (name, node) in pins.iter() {
            let (own, at) = (joint(name)?, node.point()?);
            let partner = rig.partner_of_joint(own);
            let alone = partner == own || other_side(name).is_none_or(|other| pins.get(&other).is_some());
            let other = if let Some(far) = far { at.plus(far) } else { Point::new(-at.x, at.y) };
            let other = (!alone).then_some(Pin { joint: partner, at: other });
            for pin in [Some(Pin { joint: own, at }), other].into_iter().flatten() {
                let Some(slot) = slots.next() else { return error(format!("{place}: more than {MAX_PINS} pins")) };
                *slot = Some(pin);
            }
        }
    }
    Ok(pose)
}

fn motion(id: &str, table: Table<'_>, figures: &Figures, props: Option<Table<'_>>) -> Result<Motion> {
    let keys = ["mode", "seconds", "keys", "phases", "telling", "frame", "close", "accent", "props", "guides"];
    table.known(&keys, |_| false)?;
    let names = table.need("keys")?.texts()?;
    let mut poses = Vec::new();
    for name in &names {
        let (mirror, pose) = name.strip_prefix("mirror:").map_or((false, *name), |rest| (true, rest));
        let Some(pose) = figures.poses.get(pose) else { return error(format!("{id}: unknown pose `{pose}`")) };
        let mut pose = *pose;
        if let (true, Some(rig)) = (mirror, figures.rigs.get(pose.rig)) {
            pose = pose.mirrored(rig);
            pose.way = Way::default();
        }
        poses.push(pose);
    }
    let Some(first) = poses.first().copied() else { return error(format!("{id}: no key poses")) };
    let Some(rig) = figures.rigs.get(first.rig).filter(|_| poses.iter().all(|pose| pose.rig == first.rig)) else {
        return error(format!("{id}: all key poses must be of one rig"));
    };
    let key = |name: &str| {
        let found = names.iter().position(|other| *other == name);
        found.map_or_else(|| error(format!("{id}: `{name}` is not one of its keys")), Ok)
    };
    let mut phases = Vec::new();
    for phase in table.get("phases").map(Node::list).transpose()?.into_iter().flatten() {
        phases.push(phase.texts()?.into_iter().map(key).collect::<Result<Vec<_>>>()?);
    }
    if poses.iter().any(|pose| pose.anchor.joint != first.anchor.joint) {
        return error(format!("{id}: all key poses must be anchored at the same joint"));
    }
    let mode = match table.need("mode")?.text()? {
        "to" => Mode::To,
        "loop" => Mode::Loop,
        "there-and-back" => Mode::ThereAndBack,
        other => return error(format!("{id}: unknown mode `{other}`")),
    };
    let accent = table.get("accent").map_or(Ok(Vec::new()), Node::texts)?;
    if let Some(name) = accent.iter().find(|name| !rig.muscles.contains_key(**name)) {
        return error(format!("{id}: unknown muscle `{name}`"));
    }
    let mut strokes = Vec::new();
    for name in table.get("props").map_or(Ok(Vec::new()), Node::texts)? {
        let Some(node) = props.and_then(|props| props.get(name)) else {
            return error(format!("{id}: unknown prop `{name}`"));
        };
        for row in node.list()? {
            let [x, y, to_x, to_y, width] = row.exactly(&row.numbers()?)?;
            strokes.push(Stroke { from: Point::new(x, y), to: Point::new(to_x, to_y), width });
        }
    }
    let mut guides = Vec::new();
    let rest = Skeleton::new(rig, &first);
    for row in table.get("guides").map(Node::list).transpose()?.into_iter().flatten() {
        let ([joint], numbers) = row.row::<1>()?;
        let [radius, from, to] = row.exactly(&numbers)?;
        match rest.named(rig, joint) {
            Some(centre) => guides.push(Guide { centre, radius, from, to }),
            None => return error(format!("{id}: unknown joint `{joint}`")),
        }
    }
    Ok(Motion {
        id: id.to_owned(),
        rig: Arc::clone(rig),
        mode,
        telling: table.get("telling").map_or(Ok(poses.len() - 1), |node| key(node.text()?))?,
        keys: poses,
        phases,
        seconds: table.number_or("seconds", 3.0)?,
        frame: frame(table.need("frame")?)?,
        close: table.get("close").map(frame).transpose()?,
        accent: accent.into_iter().map(str::to_owned).collect(),
        props: strokes,
        guides,
    })
}

fn frame(node: Node<'_>) -> Result<Frame> {
    let numbers = node.numbers()?;
    let [left, bottom, right, top] = node.exactly(&numbers)?;
    if right <= left || top <= bottom {
        return error(format!("{}: a frame is [left, bottom, right, top]", node.place));
    }
    Ok(Frame { left, bottom, right, top })
}
