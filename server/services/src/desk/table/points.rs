//! The same set, each project at its place: for a map that one moves in.

use super::question::Question;
use super::reach;
use crate::outline::{self, FRANCE};
use crate::territory::Gazetteer;
use crate::{Cx, Result, Services};
use domain::filter::Listing;
use domain::territory::CommuneCode;
use store::desk::table::{self, PointLine};
use uuid::Uuid;

/// A project at its place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The project.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Code of its intake state.
    pub intake: String,
    /// Degrees east and north: its site, else the middle of its first commune.
    pub place: (f64, f64),
    /// The site is known, and not only the commune.
    pub exact: bool,
}

/// The projects of a set on a map.
#[derive(Clone, Debug)]
pub struct Spots {
    /// Those that have a place.
    pub spots: Vec<Spot>,
    /// How many have none.
    pub nowhere: usize,
    /// The sheet of outlines beneath them: a département's, else the country's.
    pub outline: String,
}

impl Services {
    /// The set as spots, all of them. Two queries (five when no project holds the words as they were typed).
    ///
    /// Errors: as [`Services::territory_projects`].
    pub async fn territory_spots(&self, cx: &Cx, listing: &Listing) -> Result<Spots> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let mut question = Question::new(self, person, &reach, &listing.filter);
        self.count_set(&mut question).await?;
        let lines = table::points(self.db.read(), &question.asked()).await?;
        let france = self.territories.current();
        let all = lines.len();
        let spots: Vec<Spot> = lines
            .into_iter()
            .filter_map(|line| spot(line, &france))
            .collect();
        Ok(Spots {
            nowhere: all - spots.len(),
            spots,
            outline: reach.departement.unwrap_or_else(|| FRANCE.to_owned()),
        })
    }
}

fn spot(line: PointLine, france: &Gazetteer) -> Option<Spot> {
    let site = line.site_longitude.zip(line.site_latitude);
    let place = site.or_else(|| middle(line.commune_code.as_deref()?, france))?;
    Some(Spot {
        id: line.id,
        title: line.title,
        intake: line.intake,
        place,
        exact: site.is_some(),
    })
}

/// The middle of the commune of today that a code stands for.
fn middle(code: &str, france: &Gazetteer) -> Option<(f64, f64)> {
    let commune = france.dataset.resolve(CommuneCode::parse(code).ok()?)?;
    let middles = outline::middles(commune.departement.as_str());
    middles.get(commune.code.as_str()).copied()
}
