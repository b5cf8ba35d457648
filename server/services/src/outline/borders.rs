//! Which areas lie on each side of an arc.

use super::sheet::Sheet;

/// What lies along an arc: places in [`Sheet::areas`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The area that named it first; none names an arc that nobody uses.
    pub first: Option<usize>,
    /// The neighbour; none where the sheet ends: the sea, another département, abroad.
    pub second: Option<usize>,
}

/// How strong a border is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Where the sheet ends.
    Edge,
    /// Between two groups of areas, such as intercommunalités.
    Group,
    /// Between two areas of one group.
    Inner,
}

impl Sheet {
    /// The areas along each arc, in the order of [`Sheet::arcs`].
    pub fn sides(&self) -> Vec<Side> {
        let mut sides = vec![Side::default(); self.arcs.len()];
        for (place, area) in self.areas.iter().enumerate() {
            for arc in area.polygons.iter().flatten().flatten() {
                let Some(side) = sides.get_mut(arc.index as usize) else {
                    continue;
                };
                match side.first {
                    None => side.first = Some(place),
                    Some(_) => side.second = Some(place),
                }
            }
        }
        sides
    }

    /// What each arc divides, where `group` tells what an area belongs to.
    pub fn borders<G: PartialEq>(&self, group: impl Fn(&str) -> G) -> Vec<Border> {
        let groups: Vec<G> = self.areas.iter().map(|area| group(&area.code)).collect();
        let of = |place: usize| groups.get(place);
        self.sides()
            .into_iter()
            .map(|side| match (side.first, side.second) {
                (Some(first), Some(second)) if of(first) == of(second) => Border::Inner,
                (Some(_), Some(_)) => Border::Group,
                _ => Border::Edge,
            })
            .collect()
    }
}
