//! Areas that share their borders.

/// The grid of the outlines: steps in a degree of longitude or latitude. A step is 22 m of latitude.
pub const STEPS_A_DEGREE: f64 = 5_000.0;

/// A place on the grid, in steps: east of Greenwich, north of the equator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// Longitude.
    pub x: i32,
    /// Latitude.
    pub y: i32,
}

impl Point {
    /// Longitude and latitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (
            f64::from(self.x) / STEPS_A_DEGREE,
            f64::from(self.y) / STEPS_A_DEGREE,
        )
    }
}

/// An arc of a ring, and the way it is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcRef {
    /// Its place in [`Sheet::arcs`].
    pub index: u32,
    /// From its end to its beginning.
    pub is_reversed: bool,
}

/// Arcs end to end, back to where they began.
pub type Ring = Vec<ArcRef>;

/// What is outlined: a commune or a département.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its official code.
    pub code: String,
    /// Each polygon: the ring around it, then its holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// The surface of a ring, in square steps, and the middle of it, in degrees.
fn centroid(points: &[Point]) -> (f64, (f64, f64)) {
    let start = points.first().copied().unwrap_or_default();
    let at = |point: Point| (f64::from(point.x - start.x), f64::from(point.y - start.y));
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
        let (a, b) = (at(*a), at(*b));
        let cross = a.0 * b.1 - b.0 * a.1;
        twice += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    let (east, north) = start.degrees();
    if twice == 0.0 {
        return (0.0, (east, north));
    }
    let middle = (
        east + x / (3.0 * twice) / STEPS_A_DEGREE,
        north + y / (3.0 * twice) / STEPS_A_DEGREE,
    );
    (twice.abs() / 2.0, middle)
}

/// Areas and the arcs they are made of. Neighbours share an arc, so that a border is drawn once and without a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Lines from a place where three areas (or two and the sea) meet to the next.
    pub arcs: Vec<Vec<Point>>,
    /// By code.
    pub areas: Vec<Area>,
}

impl Sheet {
    /// The middle of the largest polygon of an area, in degrees: longitude and latitude.
    pub fn middle(&self, area: &Area) -> Option<(f64, f64)> {
        let rings = area.polygons.iter().filter_map(|rings| rings.first());
        let largest = rings
            .map(|ring| centroid(&self.points(ring)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        largest.map(|(_, middle)| middle)
    }

    /// The points of a ring, the first not repeated at the end.
    pub fn points(&self, ring: &[ArcRef]) -> Vec<Point> {
        let mut out: Vec<Point> = Vec::new();
        for arc in ring {
            let points = self.arc(arc.index);
            // The first point of an arc is the last of the one before.
            let skip = usize::from(!out.is_empty());
            if arc.is_reversed {
                out.extend(points.iter().rev().skip(skip));
            } else {
                out.extend(points.iter().skip(skip));
            }
        }
        if out.len() > 1 && out.first() == out.last() {
            out.pop();
        }
        out
    }

    /// The points of an arc.
    pub fn arc(&self, index: u32) -> &[Point] {
        self.arcs.get(index as usize).map_or(&[], Vec::as_slice)
    }

    /// The area with this code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }
}
