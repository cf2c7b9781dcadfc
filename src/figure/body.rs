//! From a pose to dots: the anatomy. It says what lies over what, how thick the body is and where its muscles are.
//!
//! Parts are painted from far to near. A part that passes in front of another clears a thin line round itself first,
//! as in a pictogram, so that an arm over the chest can be told from the chest without a second colour.

use super::layer::{Layer, Paint};
use super::model::{BodyPart, Chain, Depth, FigureFrame, Guide, Motion, Point, Pose, Rig, Strip, Stroke, View};
use super::raster::{Capsule, Grid};
use super::rig::Skeleton;

/// How fine the drawing can be; depends on the marker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Detail {
    /// The least radius of a limb, dots.
    pub(crate) thin: f64,
    /// The least width of the line cleared round a part, dots.
    pub(crate) gap: f64,
    /// The least radius of the lines of a face, dots.
    pub(crate) pen: f64,
    /// How far an eye too small to be a line reaches up and down, dots: with less it is lost between two parts of a cell.
    pub(crate) eye: f64,
    /// From how many dots a standing height on the head has hair.
    pub(crate) hair: f64,
    /// From how many dots a standing height on it has a face.
    pub(crate) face: f64,
    /// How thick the ground line is, dots; a mat is twice as thick.
    pub(crate) line: f64,
}

/// Where the world is on the grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Camera {
    pub(super) scale: f64,
    origin: Point,
}

impl Camera {
    /// The largest that shows the frame whole, in its middle.
    fn new(grid: &Grid, frame: FigureFrame) -> Self {
        let scale = (grid.width() / frame.width()).min(grid.height() / frame.height());
        let x = (grid.width() - frame.width() * scale) / 2.0 - frame.left * scale;
        let y = f64::midpoint(grid.height(), frame.height() * scale) + frame.bottom * scale;
        // The ground lies between two rows of cells, so that feet and mat never share a cell and its colour.
        let y = if frame.bottom <= 0.0 { (y / 4.0).floor() * 4.0 } else { y };
        Self { scale, origin: Point::new(x, y) }
    }

    pub(super) fn place(self, at: Point) -> Point {
        Point::new(self.origin.x + at.x * self.scale, self.origin.y - at.y * self.scale)
    }
}

/// Draws a pose of a motion, showing `frame` of the world.
pub(crate) fn draw(grid: &mut Grid, motion: &Motion, pose: &Pose, frame: FigureFrame, detail: Detail) {
    let camera = Camera::new(grid, frame);
    let skeleton = Skeleton::new(&motion.rig, pose);
    let gap = detail.gap.max(camera.scale * 0.008);
    let has_far = motion.rig.chains.iter().any(|chain| chain.depth == Depth::Far);
    let mut painter = Painter { grid, camera, detail, gap, has_far, rig: &motion.rig, pose, skeleton };
    painter.furniture(motion);
    painter.body(motion);
    painter.ground(motion, frame);
    painter.guides(motion);
}

pub(super) struct Painter<'a> {
    pub(super) grid: &'a mut Grid,
    pub(super) camera: Camera,
    pub(super) detail: Detail,
    pub(super) gap: f64,
    /// Whether there are limbs beyond the trunk, which a limb has to be told from.
    has_far: bool,
    pub(super) rig: &'a Rig,
    pub(super) pose: &'a Pose,
    pub(super) skeleton: Skeleton,
}

/// A first bone shorter than this is a shoulder blade or a hip bone seen from the side.
const GIRDLE: f64 = 0.06;
/// A far limb nowhere farther than this from the near one is left out.
const FRINGE: f64 = 0.03;
/// A first bone of which less than this share is seen points toward the viewer.
const FORWARD: f64 = 0.5;
/// How many pieces the outline of the trunk is made of.
const STATIONS: u32 = 19;

impl Painter<'_> {
    fn radius(&self, width: f64) -> f64 {
        (width * self.camera.scale).max(self.detail.thin)
    }

    pub(super) fn limb(&self, from: Point, to: Point, start: f64, end: f64) -> Capsule {
        Capsule {
            from: self.camera.place(from),
            to: self.camera.place(to),
            start: self.radius(start),
            end: self.radius(end),
        }
    }

    pub(super) fn fill(&mut self, capsule: &Capsule, layer: Layer) {
        self.grid.capsule(capsule, &Paint::All(layer));
    }

    /// What stands on the ground: behind the body.
    fn furniture(&mut self, motion: &Motion) {
        for Stroke { from, to, width } in &motion.props {
            let stroke = self.limb(self.flip(*from), self.flip(*to), *width, *width);
            self.fill(&stroke, Layer::Prop);
        }
    }

    /// The ground line, and what lies on the ground: in front of everything, for soles do not sink in.
    fn ground(&mut self, motion: &Motion, frame: FigureFrame) {
        if frame.bottom > 0.0 {
            return;
        }
        let (left, right) =
            (self.camera.place(Point::new(frame.left, 0.0)), self.camera.place(Point::new(frame.right, 0.0)));
        let mut mats = motion.props.iter().filter(|stroke| stroke.from.y < 0.0 && stroke.to.y < 0.0).peekable();
        let (end, line) = (Point::new(self.grid.width(), self.grid.height()), self.detail.line);
        self.grid.block(Point::new(0.0, left.y), end, &Paint::All(Layer::Empty));
        if mats.peek().is_none() {
            self.grid.block(left, Point::new(right.x, left.y + line), &Paint::All(Layer::Ground));
        }
        for Stroke { from, to, .. } in mats {
            let (from, to) = (self.camera.place(self.flip(*from)), self.camera.place(self.flip(*to)));
            let (from, to) = (from.x.min(to.x), from.x.max(to.x));
            self.grid.block(Point::new(from, left.y), Point::new(to, left.y + 2.0 * line), &Paint::All(Layer::Prop));
        }
    }

    fn flip(&self, at: Point) -> Point {
        if self.pose.way.mirror { Point::new(-at.x, at.y) } else { at }
    }

    fn body(&mut self, motion: &Motion) {
        let (rig, pose) = (self.rig, self.pose);
        let mirror = pose.way.mirror;
        let parts = |depth: Depth, part: BodyPart| {
            rig.chains.iter().filter(move |chain| depth_of(rig, chain, mirror) == depth && chain.part == part)
        };
        for chain in parts(Depth::Far, BodyPart::Leg).chain(parts(Depth::Far, BodyPart::Arm)) {
            self.chain(chain, Layer::Far);
        }
        for chain in parts(Depth::Behind, BodyPart::Leg).chain(parts(Depth::Behind, BodyPart::Arm)) {
            self.chain(chain, Layer::Near);
        }
        let side = rig.view == View::Side;
        // From the front the legs go on from the trunk; from the side the near one covers some of it.
        let leg = if side { Layer::Front } else { Layer::Near };
        for chain in parts(Depth::Near, BodyPart::Leg).filter(|leg| !comes_forward(pose, leg)) {
            self.chain(chain, leg);
        }
        for chain in parts(Depth::Near, BodyPart::Tail) {
            self.chain(chain, Layer::Near);
        }
        for chain in parts(Depth::Near, BodyPart::Spine) {
            self.trunk(chain);
        }
        // From the front a lowered chin hides the collar bones, and the head comes after them.
        for chain in parts(Depth::Near, BodyPart::Head).filter(|_| side) {
            self.head(chain);
        }
        // Arms hide the muscles of the trunk; those of the neck run on into the shoulders and come with them.
        self.muscles(motion, |part| matches!(part, BodyPart::Spine | BodyPart::Tail));
        for chain in parts(Depth::Near, BodyPart::Leg).filter(|leg| comes_forward(pose, leg)) {
            self.chain(chain, Layer::Front);
        }
        for chain in parts(Depth::Near, BodyPart::Arm) {
            self.chain(chain, Layer::Front);
        }
        for chain in parts(Depth::Near, BodyPart::Head).filter(|_| !side) {
            self.head(chain);
        }
        self.muscles(motion, |part| !matches!(part, BodyPart::Spine | BodyPart::Tail));
    }

    /// Paints an arm, a leg or a tail bone by bone.
    fn chain(&mut self, chain: &Chain, layer: Layer) {
        let depth = depth_of(self.rig, chain, self.pose.way.mirror);
        let near = depth == Depth::Near;
        let forward = chain.part == BodyPart::Leg && comes_forward(self.pose, chain);
        if depth == Depth::Far && !self.clear_of_partner(chain) {
            return;
        }
        let gap = self.gap;
        for pass in [true, false] {
            // Where it leaves the trunk a far limb is out of sight; at full width it would peep out behind.
            let mut start = if depth == Depth::Far { chain.width * 0.8 } else { chain.width };
            for (count, index) in chain.bones.clone().enumerate() {
                let Some(bone) = self.rig.bones.get(index) else { continue };
                let (from, to) = (self.skeleton.at(bone.parent), self.skeleton.at(index + 1));
                if depth == Depth::Far && count == 0 && bone.length < GIRDLE {
                    // The far shoulder and hip hide behind the near ones; drawn, they would be a hump.
                    start = bone.width * 0.8;
                    continue;
                }
                // A heel and a hand have their own thickness: they can be told from what they end.
                let ends = bone.joint.ends_with("heel") || bone.joint.ends_with("finger");
                let begin = if ends { bone.width } else { start };
                let limb = self.limb(from, to, begin, bone.width);
                if pass && near {
                    // The upper arm grows out of the shoulder: the line starts below it. Legs are cleared only of the
                    // far ones, and what is far by a finer line, for there is little of it.
                    let skin = if count == 1 { 0.3 } else { 0.0 };
                    if forward {
                        self.fill(&limb.grown(gap), Layer::Empty);
                    } else if chain.part == BodyPart::Arm && (1..=2).contains(&count) {
                        let all_but_far = Paint::over(|under| under != Layer::Far, Layer::Empty);
                        let paint = if self.has_far { all_but_far } else { Paint::All(Layer::Empty) };
                        self.grid.capsule_from(&limb.grown(gap), skin, &paint);
                    }
                    if chain.part != BodyPart::Tail && self.has_far {
                        let far = Paint::over(|under| under == Layer::Far, Layer::Empty);
                        self.grid.capsule(&limb.grown(gap * 0.6), &far);
                    }
                } else if !pass {
                    self.fill(&limb, layer);
                }
                start = bone.width;
            }
        }
        self.sole(chain, layer);
    }

    /// Whether a limb stands far enough from its partner to be seen as one: closer, it would be a fringe.
    fn clear_of_partner(&self, chain: &Chain) -> bool {
        let Some(partner) = chain.partner.and_then(|partner| self.rig.chains.get(partner)) else { return true };
        let joints = chain.bones.clone().zip(partner.bones.clone());
        joints.into_iter().any(|(one, other)| self.skeleton.at(one + 1).distance(self.skeleton.at(other + 1)) > FRINGE)
    }

    /// Side views: the sole between heel and toes.
    fn sole(&mut self, chain: &Chain, layer: Layer) {
        let mut bones = chain.bones.clone().rev();
        let (Some(heel), Some(foot)) = (bones.next(), bones.next()) else { return };
        if let Some(bone) = self.rig.bones.get(heel).filter(|bone| bone.joint.ends_with("heel")) {
            let sole = self.limb(self.skeleton.at(heel + 1), self.skeleton.at(foot + 1), bone.width, bone.width);
            self.fill(&sole, layer);
        }
    }

    /// Paints the trunk as one smooth outline along the spine.
    fn trunk(&mut self, chain: &Chain) {
        let body = Paint::All(Layer::Near);
        let count = f64::from(u32::try_from(chain.bones.len()).unwrap_or(1));
        let mut before = self.rim(chain, 0.0);
        for station in 1..=STATIONS {
            let [left, right] = self.rim(chain, count * f64::from(station) / f64::from(STATIONS));
            self.grid.quadrilateral([before[0], before[1], right, left], &body);
            before = [left, right];
        }
        let (from, to, width) = self.hips(chain);
        let hips = self.limb(from, to, width, width);
        self.fill(&hips, Layer::Near);
    }

    /// The lower end of the trunk: from hip to hip seen from the front, a round seat from the side.
    fn hips(&self, chain: &Chain) -> (Point, Point, f64) {
        if self.rig.view == View::Side {
            let (seat, _) = self.station(chain, 0.0);
            let ahead = self.ahead(chain, 0.0);
            let seat = seat.plus(Point::new(ahead.x * chain.shift, ahead.y * chain.shift));
            return (seat, seat, chain.width);
        }
        let hip = |name: &str| self.skeleton.named(self.rig, name).unwrap_or_else(|| self.skeleton.at(chain.root));
        (hip("l_hip"), hip("r_hip"), 0.042)
    }

    /// A point of a chain, `place` bones from its start, and the body's half thickness there. Smooth in the trunk.
    fn station(&self, chain: &Chain, place: f64) -> (Point, [f64; 2]) {
        let joint = |step: usize| match step.checked_sub(1) {
            None => (self.skeleton.at(chain.root), [chain.width, chain.shift]),
            Some(step) => {
                let index = (chain.bones.start + step).min(chain.bones.end.saturating_sub(1));
                let bone = self.rig.bones.get(index);
                (self.skeleton.at(index + 1), bone.map_or([0.0; 2], |bone| [bone.width, bone.shift]))
            }
        };
        let mut step = 0;
        let mut share = place;
        while share >= 1.0 && step + 1 < chain.bones.len() {
            share -= 1.0;
            step += 1;
        }
        let (from, to) = (joint(step), joint(step + 1));
        let mix = |a: f64, b: f64| a + (b - a) * share;
        let size = [mix(from.1[0], to.1[0]), mix(from.1[1], to.1[1])];
        if chain.part != BodyPart::Spine {
            return (from.0.lerp(to.0, share), size);
        }
        let (before, after) = (joint(step.saturating_sub(1)), joint(step + 2));
        let curve = |a: f64, b: f64, c: f64, d: f64| {
            let (slope, end) = ((c - a) / 2.0, (d - b) / 2.0);
            let rise = c - b;
            b + share * (slope + share * (3.0 * rise - 2.0 * slope - end + share * (slope + end - 2.0 * rise)))
        };
        let x = curve(before.0.x, from.0.x, to.0.x, after.0.x);
        let y = curve(before.0.y, from.0.y, to.0.y, after.0.y);
        let width = curve(before.1[0], from.1[0], to.1[0], after.1[0]);
        (Point::new(x, y), [width, size[1]])
    }

    /// The unit vector to the right of a chain's course: to the front of a trunk seen from the side.
    fn ahead(&self, chain: &Chain, place: f64) -> Point {
        let (from, to) = (self.station(chain, place - 0.05).0, self.station(chain, place + 0.05).0);
        let length = from.distance(to).max(1e-9);
        let turn = if self.pose.way.mirror { -1.0 } else { 1.0 };
        Point::new(turn * (to.y - from.y) / length, turn * (from.x - to.x) / length)
    }

    /// A point across a chain: -1 its left or back edge, 1 its right or front edge.
    fn across(&self, chain: &Chain, place: f64, side: f64) -> Point {
        let (at, [width, shift]) = self.station(chain, place);
        let ahead = self.ahead(chain, place);
        let out = shift + side * width;
        at.plus(Point::new(ahead.x * out, ahead.y * out))
    }

    /// Both edges of a chain, on the grid.
    fn rim(&self, chain: &Chain, place: f64) -> [Point; 2] {
        [-1.0, 1.0].map(|side| self.camera.place(self.across(chain, place, side)))
    }

    fn muscles(&mut self, motion: &Motion, wanted: impl Fn(BodyPart) -> bool) {
        for name in &motion.accent {
            let Some(strips) = self.rig.muscles.get(name) else { continue };
            for strip in strips {
                let chain = self.rig.chains.get(strip.chain);
                let partner = chain.and_then(|chain| chain.partner).filter(|_| self.pose.way.mirror);
                let chain = partner.and_then(|partner| self.rig.chains.get(partner)).or(chain);
                if let Some(chain) = chain.filter(|chain| wanted(chain.part)) {
                    self.strip(chain, strip);
                }
            }
        }
    }

    /// Colours the part of the body a band of muscle covers; the outline stays as it is.
    fn strip(&mut self, chain: &Chain, strip: &Strip) {
        let steps = 8;
        let length = (strip.to - strip.from) / f64::from(steps);
        let muscle = Paint::over(|under| matches!(under, Layer::Near | Layer::Front), Layer::Accent);
        let mut from = self.across(chain, strip.from, strip.side);
        for step in 1..=steps {
            let to = self.across(chain, strip.from + length * f64::from(step), strip.side);
            let width = self.radius(strip.width).max(self.detail.thin * 1.6);
            let band = Capsule { start: width, end: width, ..self.limb(from, to, 0.0, 0.0) };
            self.grid.capsule(&band, &muscle);
            from = to;
        }
    }

    fn guides(&mut self, motion: &Motion) {
        let way = self.pose.way;
        let pen = (0.006 * self.camera.scale).max(0.6);
        for Guide { centre, radius, from, to } in &motion.guides {
            let steps = 12;
            let angle = |step: i32| from + (to - from) * f64::from(step) / f64::from(steps);
            let at = |step: i32| self.flip(centre.toward(angle(step), *radius));
            let lines: [(Point, Point); 12] = std::array::from_fn(|step| {
                let step = i32::try_from(step).unwrap_or_default();
                (at(step), at(step + 1))
            });
            let (tip, tail) = if way.reverse { (at(0), at(2)) } else { (at(steps), at(steps - 2)) };
            let course = libm::atan2(tip.y - tail.y, tip.x - tail.x).to_degrees();
            let barbs = [-145.0, 145.0].map(|barb| (tip, tip.toward(course + barb, radius * 0.5)));
            for pass in [true, false] {
                for (from, to) in lines.into_iter().chain(barbs) {
                    let line = Capsule { start: pen, end: pen, ..self.limb(from, to, 0.0, 0.0) };
                    if pass { self.fill(&line.grown(self.gap), Layer::Empty) } else { self.fill(&line, Layer::Guide) }
                }
            }
        }
    }
}

/// Whether a limb comes toward the viewer, as the thighs of somebody who sits do: then it lies over the trunk.
fn comes_forward(pose: &Pose, limb: &Chain) -> bool {
    pose.short.get(limb.bones.start).is_some_and(|seen| *seen < FORWARD)
}

/// How a chain stands to the trunk: in a mirror the left limbs are the near ones.
fn depth_of(rig: &Rig, chain: &Chain, mirror: bool) -> Depth {
    let partner = chain.partner.filter(|_| mirror).and_then(|partner| rig.chains.get(partner));
    partner.unwrap_or(chain).depth
}
