//! The head: a ball in space seen flat, so that hair, ears, eyes and mouth say where it looks.

use super::body::Painter;
use super::layer::Layer;
use super::model::{Chain, Point, Pose, Rig, View};
use super::raster::{Capsule, Chord};

/// From how many degrees on a nod brings the chin over the chest.
const BOWED: f64 = 20.0;
/// The most degrees of a nod that the face shows: bowed as far as it is, the head would be taken for the back of one.
const MOST_NOD: f64 = 24.0;

impl Painter<'_> {
    /// Paints neck and head; from how large on it has hair and a face is up to the marker.
    pub(super) fn head(&mut self, chain: &Chain) {
        let (Some(neck), true) = (self.rig.bones.get(chain.bones.start), chain.bones.len() > 1) else { return };
        let centre = self.skeleton.at(chain.bones.start + 1);
        let crown = self.skeleton.at(chain.bones.start + 2);
        let neck = self.limb(self.skeleton.at(chain.root), centre, chain.width, neck.width);
        self.fill(&neck, Layer::Near);
        let length = centre.distance(crown).max(1e-9);
        let up = Point::new((crown.x - centre.x) / length, (crown.y - centre.y) / length);
        let face = Face::new(self.rig, self.pose, centre, up);
        let side = self.rig.view == View::Side;
        if side {
            for (from, to, start, end) in [(0.85, 1.04, 0.014, 0.008), (0.07, 0.44, 0.03, 0.018)] {
                let height = if start > 0.02 { (-0.45, -0.64) } else { (-0.06, -0.18) };
                let bump = self.limb(face.flat(from, height.0), face.flat(to, height.1), start, end);
                self.fill(&bump, Layer::Face);
            }
        }
        let shape = |width: f64| width * self.camera.scale;
        let (half, axis) = (Point::new(shape(face.size.x), shape(face.size.y)), Point::new(up.x, -up.y));
        let bowed = !side && self.pose.nod > BOWED;
        if bowed {
            // The line that tells a lowered face from the chest behind it.
            let rim = Point::new(half.x + self.gap, half.y + self.gap);
            self.grid.ellipse(self.camera.place(centre), axis, rim, |mut row| {
                row.fill([-row.first.y / row.step.y], Layer::Empty, |at| at.y < 0.0);
            });
        }
        let hair = self.camera.scale >= self.detail.hair;
        self.grid.ellipse(self.camera.place(centre), axis, half, |mut row| {
            row.samples.fill(Layer::Face as u8);
            if hair {
                face.comb(&mut row);
            }
        });
        if !hair {
            return;
        }
        if bowed {
            let (from, to) = (face.on_skin(0.0, -0.1, 0.95), face.on_skin(0.0, -0.28, 1.12));
            if let (Some((from, _)), Some((to, _))) = (from, to) {
                let nose = self.limb(from, to, 0.006, 0.011);
                self.fill(&nose, Layer::Face);
            }
        }
        for ear in [-1.0, 1.0] {
            if let Some((at, _)) = face.on_skin(ear, -0.1, 0.0) {
                let ear = self.limb(at, face.below(at, 0.008), 0.011, 0.009);
                self.fill(&ear, Layer::Face);
            }
        }
        if self.camera.scale >= self.detail.face {
            self.features(&face);
        }
    }

    /// Closed eyes and a mouth: calm, and they show which way the head is turned.
    fn features(&mut self, face: &Face) {
        let pen = (0.003 * self.camera.scale).max(self.detail.pen);
        let wide = (0.011 - self.detail.pen / self.camera.scale).max(0.0);
        let droop = if self.camera.scale > 200.0 { 0.004 } else { 0.0 };
        let mouth = (self.camera.scale > 2.0 * self.detail.face).then_some((0.0, -0.56, 0.8, 0.5));
        for (x, y, z, sag) in [(-0.42, -0.02, 0.9, 1.0), (0.42, -0.02, 0.9, 1.0)].into_iter().chain(mouth) {
            let Some((at, facing)) = face.on_skin(x, y, z) else { continue };
            let wide = wide * facing.max(0.2);
            let middle = face.below(at, droop * sag);
            let tall = if wide * self.camera.scale < 0.4 { self.detail.eye / self.camera.scale } else { 0.0 };
            for end in [(-wide, -tall), (wide, tall)].map(|(along, down)| face.below(face.beside(at, along), down)) {
                let line = Capsule { start: pen, end: pen, ..self.limb(end, middle, 0.0, 0.0) };
                self.fill(&line, Layer::Empty);
            }
        }
    }
}

/// A head as a ball in space, so that hair, ears and eyes turn with it.
#[derive(Clone, Copy)]
struct Face {
    centre: Point,
    up: Point,
    right: Point,
    /// Half width and half height.
    size: Point,
    /// Sine and cosine of the turn to the right.
    yaw: (f64, f64),
    /// Sine and cosine of the nod.
    nod: (f64, f64),
}

impl Face {
    fn new(rig: &Rig, pose: &Pose, centre: Point, up: Point) -> Self {
        let yaw: f64 = match rig.view {
            View::Front => 0.0,
            View::ThreeQuarter => 30.0,
            View::Side => 90.0,
        };
        let turn = if pose.way.mirror { -1.0 } else { 1.0 };
        let right = Point::new(turn * up.y, -turn * up.x);
        let (yaw, nod) = (libm::sincos(yaw.to_radians()), libm::sincos(pose.nod.min(MOST_NOD).to_radians()));
        Self { centre, up, right, size: rig.head, yaw, nod }
    }

    /// A place on the picture of the head, -1 to 1 across and along it.
    fn flat(&self, across: f64, along: f64) -> Point {
        self.below(self.beside(self.centre, across * self.size.x), -along * self.size.y)
    }

    fn beside(&self, at: Point, by: f64) -> Point {
        at.plus(Point::new(self.right.x * by, self.right.y * by))
    }

    fn below(&self, at: Point, by: f64) -> Point {
        at.plus(Point::new(-self.up.x * by, -self.up.y * by))
    }

    /// Where a place of the head (right, up, ahead) is seen, and how far it faces the viewer; nowhere if away.
    fn on_skin(&self, x: f64, y: f64, z: f64) -> Option<(Point, f64)> {
        let (y, z) = (y * self.nod.1 - z * self.nod.0, y * self.nod.0 + z * self.nod.1);
        let (x, z) = (x * self.yaw.1 + z * self.yaw.0, z * self.yaw.1 - x * self.yaw.0);
        (z > -0.1).then(|| (self.flat(x, y), z))
    }

    /// Paints the hair of a row of the head: above a line from the brow over the ears to the nape.
    fn comb(&self, row: &mut Chord) {
        // A plane through the ball: with z toward the viewer, hair is where `level + slope * z > 0`.
        let (up, ahead) = (self.nod.1 + 0.75 * self.nod.0, self.nod.0 - 0.75 * self.nod.1);
        let (out, slope) = (self.yaw.0 * ahead, self.yaw.1 * ahead);
        let rise = |at: Point| at.y * up + at.x * out;
        // Below 0 where `slope * z` outweighs `level`.
        let rest = |level: f64, at: Point| level * level - slope * slope * (1.0 - at.x * at.x - at.y * at.y);
        // That changes sign at the two solutions of a quadratic equation at most, and hair begins and ends nowhere else.
        let (first, step) = (row.first, row.step);
        let (level, change) = (rise(first) + 0.12, rise(step));
        let square = change * change + slope * slope * (step.x * step.x + step.y * step.y);
        let half = (level * change + slope * slope * (first.x * step.x + first.y * step.y)) / square;
        let width = (half * half - rest(level, first) / square).max(0.0).sqrt();
        row.fill([-half - width, width - half], Layer::Hair, |at| {
            let level = rise(at) + 0.12;
            let rest = rest(level, at);
            if slope < 0.0 { level > 0.0 && rest > 0.0 } else { level > 0.0 || rest < 0.0 }
        });
    }
}
