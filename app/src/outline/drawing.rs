//! Sheets of outlines laid out on a drawing.

use super::path::{self, Spot};
use super::projection::{Flat, lambert_93, local};
use super::{rings, simple};
use services::outline::{ArcRef, Area, Border, Point, Sheet, Side};

/// The width of a drawing in its own units, and the most of its height.
const SIZE: f64 = 1000.0;
/// Kept free along the edge, so that a border is not cut.
const MARGIN: f64 = 4.0;

/// The parts of the country that have a box of their own under the mainland: the overseas départements, and those around
/// Paris, too small to be pressed.
const BOXES: [(&str, &[&str]); 6] = [
    ("Paris et alentours", &["75", "92", "93", "94"]),
    ("Guadeloupe", &["971"]),
    ("Martinique", &["972"]),
    ("Guyane", &["973"]),
    ("La Réunion", &["974"]),
    ("Mayotte", &["976"]),
];

/// One area, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its official code.
    pub code: String,
    /// The `d` of its path.
    pub path: String,
    /// The middle of its largest part.
    pub middle: Spot,
    /// Its surface in units of the drawing.
    pub surface: i64,
}

/// A border inside of a group.
#[derive(Clone, Debug)]
pub struct Inner {
    /// The codes of the areas on its two sides.
    pub between: [String; 2],
    /// The `d` of its path.
    pub path: String,
}

/// Shapes and the borders between them.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Areas without a mark lie outside of what the map is about.
    pub is_part: bool,
    /// What lies beyond its sides is not drawn.
    is_cut: bool,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// By code.
    pub shapes: Vec<Shape>,
    /// The borders between areas of one group.
    pub inner: Vec<Inner>,
    /// Path of the borders between groups.
    pub group: String,
    /// Path of the edges, closed: the ground of the whole.
    pub edge: String,
    /// Boxes for what lies elsewhere: their words and where they stand.
    pub boxes: Vec<(&'static str, Spot)>,
}

/// The communes of some départements, side by side as they lie. `group` tells what a commune belongs to: stronger borders
/// stand between groups.
pub fn communes<G: PartialEq>(sheets: &[Sheet], group: impl Fn(&str) -> G) -> Drawing {
    let everywhere = |_: &str| true;
    around(sheets, group, everywhere, 0.0)
}

/// A territory among the communes around it, which are drawn as far as the drawing reaches.
pub fn territory(sheets: &[Sheet], is_own: impl Fn(&str) -> bool) -> Drawing {
    const AROUND: f64 = 0.15;
    Drawing {
        is_part: true,
        ..around(sheets, &is_own, &is_own, AROUND)
    }
}

/// The communes of `sheets`, as near as those that `is_shown` chooses fill the drawing but for a share `room` on each side.
fn around<G: PartialEq>(
    sheets: &[Sheet],
    group: impl Fn(&str) -> G,
    is_shown: impl Fn(&str) -> bool,
    room: f64,
) -> Drawing {
    let middle = middle_of(sheets);
    let ground = |point: Point| local(middle, point.degrees());
    let shown = sheets.iter().flat_map(|sheet| {
        let own = sheet.areas.iter().filter(|area| is_shown(&area.code));
        points(sheet, &own.collect::<Vec<_>>())
    });
    let fit = Fit::new(shown.map(ground), (0.0, 0.0), SIZE, SIZE).with_room(room);
    let mut drawing = Drawing {
        is_cut: room > 0.0,
        width: fit.width(),
        height: fit.height(),
        ..Drawing::default()
    };
    for sheet in sheets {
        let spot = |point: Point| fit.spot(ground(point));
        let borders = sheet.borders(&group);
        drawing.add(sheet, sheet.areas.iter(), &borders, spot);
    }
    drawing
}

/// The départements of the country: the mainland, and under it boxes for what is overseas or too small.
pub fn france(sheet: &Sheet) -> Drawing {
    let apart = |code: &str| BOXES.iter().skip(1).any(|(_, own)| own.contains(&code));
    let mainland: Vec<&Area> = sheet.areas.iter().filter(|a| !apart(&a.code)).collect();
    let flat = |point: Point| lambert_93(point.degrees());
    let fit = Fit::new(points(sheet, &mainland).map(flat), (0.0, 0.0), SIZE, SIZE);
    let borders = sheet.borders(|_| ());
    let mut drawing = Drawing {
        width: SIZE as i32,
        height: fit.height(),
        ..Drawing::default()
    };
    let of_paris = |code: &str| BOXES.first().is_some_and(|(_, own)| own.contains(&code));
    let alone = mainland.into_iter().filter(|area| !of_paris(&area.code));
    drawing.add(sheet, alone, &borders, |point| fit.spot(flat(point)));
    drawing.boxes(sheet);
    drawing
}

impl Drawing {
    /// Draws areas and the borders of the arcs they are made of.
    fn add<'a>(
        &mut self,
        sheet: &Sheet,
        areas: impl Iterator<Item = &'a Area>,
        borders: &[Border],
        spot: impl Fn(Point) -> Spot,
    ) {
        // Each arc is laid out once, so that neighbours keep the same border however it is simplified.
        let mut lines: Vec<Option<Vec<Spot>>> = vec![None; sheet.arcs.len()];
        let sides = sheet.sides();
        let mut edges = Vec::new();
        for area in areas {
            for arc in area.polygons.iter().flatten().flatten() {
                let place = arc.index as usize;
                let (Some(line), Some(border), Some(side)) =
                    (lines.get_mut(place), borders.get(place), sides.get(place))
                else {
                    continue;
                };
                if line.is_some() {
                    continue;
                }
                let spots: Vec<Spot> = sheet.arc(arc.index).iter().map(|p| spot(*p)).collect();
                let spots = simple::line(&spots);
                match border {
                    // An edge is kept whole: the ground is filled by it.
                    Border::Inner | Border::Group if !self.shows(&spots) => {}
                    Border::Inner => self.inner.extend(inner(sheet, side, &spots)),
                    Border::Group => path::line(&mut self.group, &spots, false),
                    Border::Edge => edges.push(spots.clone()),
                }
                *line = Some(spots);
            }
            self.shapes.push(shape(area, &lines));
        }
        for ring in rings::joined(edges) {
            path::line(&mut self.edge, &ring, true);
        }
    }

    /// Is any of a line within the drawing?
    fn shows(&self, spots: &[Spot]) -> bool {
        let within = |spot: &Spot| (0..=self.width).contains(&spot.0) && spot.1 >= 0;
        !self.is_cut
            || spots
                .iter()
                .any(|spot| within(spot) && spot.1 <= self.height)
    }

    /// A row of boxes under what is drawn already.
    fn boxes(&mut self, sheet: &Sheet) {
        const TALL: f64 = 150.0;
        const WORDS: i32 = 30;
        let wide = SIZE / BOXES.len() as f64;
        let top = f64::from(self.height) + 20.0;
        for (place, (words, codes)) in BOXES.iter().enumerate() {
            let left = wide * place as f64;
            let areas: Vec<&Area> = codes.iter().filter_map(|code| sheet.area(code)).collect();
            let Some(first) = points(sheet, &areas).next() else {
                continue;
            };
            let middle = first.degrees().0;
            let flat = |point: Point| local(middle, point.degrees());
            let own = points(sheet, &areas).map(flat);
            let fit = Fit::new(own, (left + 8.0, top), wide - 16.0, TALL);
            // Alone in its box, every border of an overseas département is an edge.
            let borders = sheet.borders(|_| ());
            self.add(sheet, areas.into_iter(), &borders, |p| fit.spot(flat(p)));
            let base = top + TALL + f64::from(WORDS) - 8.0;
            let at = ((left + wide / 2.0) as i32, base as i32);
            self.boxes.push((words, at));
        }
        self.height = (top + TALL) as i32 + WORDS;
    }
}

fn middle_of(sheets: &[Sheet]) -> f64 {
    let longitudes = sheets
        .iter()
        .flat_map(|sheet| sheet.arcs.iter().flatten())
        .map(|point| point.degrees().0);
    let (least, most) = longitudes.fold((f64::MAX, f64::MIN), |(least, most), x| {
        (least.min(x), most.max(x))
    });
    (least + most) / 2.0
}

fn points<'a>(sheet: &'a Sheet, areas: &[&'a Area]) -> impl Iterator<Item = Point> + use<'a> {
    let arcs: Vec<u32> = areas
        .iter()
        .flat_map(|area| area.polygons.iter().flatten().flatten())
        .map(|arc| arc.index)
        .collect();
    arcs.into_iter()
        .flat_map(|index| sheet.arc(index).iter().copied())
}

fn inner(sheet: &Sheet, side: &Side, spots: &[Spot]) -> Option<Inner> {
    let code = |place: Option<usize>| Some(sheet.areas.get(place?)?.code.clone());
    let mut path = String::new();
    path::line(&mut path, spots, false);
    Some(Inner {
        between: [code(side.first)?, code(side.second)?],
        path,
    })
}

fn shape(area: &Area, lines: &[Option<Vec<Spot>>]) -> Shape {
    let mut out = Shape {
        code: area.code.clone(),
        path: String::new(),
        middle: (0, 0),
        surface: 0,
    };
    for rings in &area.polygons {
        for (place, ring) in rings.iter().enumerate() {
            let spots = closed(ring, lines);
            path::line(&mut out.path, &spots, true);
            let (surface, middle) = centroid(&spots);
            if place == 0 && surface > out.surface {
                out.surface = surface;
                out.middle = middle;
            }
        }
    }
    out
}

/// The spots of a ring, the first not repeated.
fn closed(ring: &[ArcRef], lines: &[Option<Vec<Spot>>]) -> Vec<Spot> {
    let mut out: Vec<Spot> = Vec::new();
    for arc in ring {
        let Some(Some(line)) = lines.get(arc.index as usize) else {
            continue;
        };
        out.pop();
        if arc.is_reversed {
            out.extend(line.iter().rev());
        } else {
            out.extend(line);
        }
    }
    out.pop();
    out
}

/// The surface of a ring and the middle of it.
fn centroid(spots: &[Spot]) -> (i64, Spot) {
    let (mut twice, mut x, mut y) = (0_i64, 0_i64, 0_i64);
    for (a, b) in spots.iter().zip(spots.iter().cycle().skip(1)) {
        let (a, b) = (wide(*a), wide(*b));
        let cross = a.0 * b.1 - b.0 * a.1;
        twice += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    if twice == 0 {
        return (0, spots.first().copied().unwrap_or_default());
    }
    // Both are within the ring's box, which is small.
    let middle = ((x / (3 * twice)) as i32, (y / (3 * twice)) as i32);
    ((twice / 2).abs(), middle)
}

fn wide((x, y): Spot) -> (i64, i64) {
    (i64::from(x), i64::from(y))
}

/// How the flat ground fits into a box, in its middle.
struct Fit {
    left: f64,
    top: f64,
    west: f64,
    north: f64,
    scale: f64,
    size: (f64, f64),
}

impl Fit {
    fn new(ground: impl Iterator<Item = Flat>, at: (f64, f64), width: f64, height: f64) -> Self {
        let all = ground.fold(None, |all: Option<(f64, f64, f64, f64)>, (x, y)| {
            Some(all.map_or((x, x, y, y), |(w, e, s, n)| {
                (w.min(x), e.max(x), s.min(y), n.max(y))
            }))
        });
        let (west, east, south, north) = all.unwrap_or_default();
        let (across, along) = ((east - west).max(1.0), (north - south).max(1.0));
        let scale = ((width - 2.0 * MARGIN) / across).min((height - 2.0 * MARGIN) / along);
        let size = (across * scale, along * scale);
        // A whole drawing is as small as what it shows; a box has its place.
        let is_box = width < SIZE;
        let free = |room: f64, used: f64| if is_box { (room - used) / 2.0 } else { MARGIN };
        Self {
            left: at.0 + free(width, size.0),
            top: at.1 + free(height, size.1),
            west,
            north,
            scale,
            size,
        }
    }

    /// The same ground smaller, with a share of the drawing free on each side.
    fn with_room(self, room: f64) -> Self {
        let scale = self.scale * (1.0 - 2.0 * room);
        let moved = |size: f64| size * room;
        Self {
            left: self.left + moved(self.size.0),
            top: self.top + moved(self.size.1),
            scale,
            ..self
        }
    }

    fn width(&self) -> i32 {
        (self.size.0 + 2.0 * MARGIN).ceil() as i32
    }

    fn height(&self) -> i32 {
        (self.size.1 + 2.0 * MARGIN).ceil() as i32
    }

    fn spot(&self, (x, y): Flat) -> Spot {
        let across = self.left + (x - self.west) * self.scale;
        let down = self.top + (self.north - y) * self.scale;
        (across.round() as i32, down.round() as i32)
    }
}
