//! The same set by place.

use super::question::Question;
use super::{Frame, reach};
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
        let frame = self.frame(person, reach, counted).await?;
        Ok(Places { frame, places })
    }
}
