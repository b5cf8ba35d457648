//! The same set by place.

use super::Frame;
use super::question::Question;
use super::reach::{self, Reach};
use crate::outline::{self, Sheet};
use crate::{Cx, Result, Services};
use domain::filter::Listing;
use store::desk::table;

pub use store::desk::table::Place;

/// Where the projects of a set lie.
#[derive(Clone, Debug)]
pub struct Places {
    /// What is around it.
    pub frame: Frame,
    /// Every place that has one, and the lack of a place, the fullest first.
    pub places: Vec<Place>,
    /// What they are drawn on; nothing where no outline is known.
    pub ground: Ground,
}

/// What places are drawn on.
#[derive(Clone, Debug)]
pub enum Ground {
    /// The communes of some départements, each with its code.
    Communes(Vec<(String, Sheet)>),
    /// The départements of the country.
    France(Sheet),
    /// No outline is known, of an overseas collectivity for instance.
    Unknown,
}

/// Départements whose communes still make one readable drawing.
const TOGETHER: usize = 4;

impl Ground {
    /// The communes of `departements` where there are few, else the country.
    fn of(departements: &[String], has_communes: bool) -> Self {
        if has_communes && departements.len() <= TOGETHER {
            let sheets: Vec<(String, Sheet)> = departements
                .iter()
                .filter_map(|code| Some((code.clone(), outline::sheet(code)?)))
                .collect();
            return if sheets.is_empty() {
                Self::Unknown
            } else {
                Self::Communes(sheets)
            };
        }
        outline::sheet(outline::FRANCE).map_or(Self::Unknown, Self::France)
    }
}

/// The département shown, else those where there are projects.
fn departements(reach: &Reach, places: &[Place]) -> Vec<String> {
    match &reach.departement {
        Some(code) => vec![code.clone()],
        None => places
            .iter()
            .filter(|place| place.kind == "departement")
            .filter_map(|place| place.code.clone())
            .collect(),
    }
}

impl Services {
    /// The set by place. Five queries at most.
    pub async fn territory_places(&self, cx: &Cx, listing: &Listing) -> Result<Places> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let mut question = Question::new(self, person, &reach, &listing.filter);
        let counted = self.count_set(&mut question).await?;
        let asked = question.asked();
        let db = self.db.read();
        let mut places = table::places(db, &asked).await?;
        places.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.code.cmp(&b.code)));
        let has_communes = !matches!(reach.ground, table::Ground::Nation);
        let ground = Ground::of(&departements(&reach, &places), has_communes);
        let frame = self.frame(person, reach, counted).await?;
        Ok(Places {
            frame,
            places,
            ground,
        })
    }
}
