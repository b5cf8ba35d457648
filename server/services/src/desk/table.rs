//! The projects of a territory, filtered: the same set as a table, a board, a map, an export.

pub mod board;
mod counted;
pub mod export;
pub mod map;
mod mistyped;
pub mod names;
pub mod points;
pub(crate) mod question;
pub(crate) mod reach;

use crate::context::Person;
use crate::portrait::Subject;
use crate::saved_view::SavedView;
use crate::{Cx, Result, Services};
pub use counted::{Counted, Kept};
use domain::filter::{Listing, Position};
use names::PlaceNames;
use question::Question;
use reach::Reach;
use std::sync::Arc;
use store::desk::table::{self, FacetCount, Ground, Row, Totals};
use uuid::Uuid;

/// Rows on one page of the table.
pub const TABLE_ROWS: u32 = 50;

/// What every view of a set shows beside the projects themselves.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The département shown; none for a contract and for the nation.
    pub departement: Option<String>,
    /// "de Maine-et-Loire (49)", of the département shown.
    pub of_departement: Option<String>,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader works for the State here: whose turn it is, is hers to know.
    pub of_the_state: bool,
    /// The reader works with the tags of a département here.
    pub tagged: bool,
    /// Who reads.
    pub reader: Uuid,
    /// The reader may share a view with the pair of this département.
    pub may_share: bool,
    /// How many there are of each value of each filter.
    pub facets: Arc<[FacetCount]>,
    /// Of all projects of the set.
    pub totals: Totals,
    /// No project holds the words as they were typed: these hold words that differ by one letter.
    pub corrected: bool,
    /// The names of the places.
    pub names: PlaceNames,
    /// Views of the reader, and those shared with her.
    pub views: Vec<SavedView>,
    /// The reader works for the département shown: she may act on its projects.
    pub may_act: bool,
    /// The reader sits in the département shown: she may delete what is shared with it.
    pub of_a_seat: bool,
}

/// A page of the table.
#[derive(Clone, Debug)]
pub struct TablePage {
    /// What is around it.
    pub frame: Frame,
    /// The rows, in the order asked for.
    pub rows: Vec<Row>,
    /// Where the next page starts.
    pub next: Option<Position>,
}

/// A contract and its projects.
#[derive(Clone, Debug)]
pub struct ContractPage {
    /// Which one.
    pub subject: Subject,
    /// The départements it lies in.
    pub departements: Vec<String>,
    /// Its projects, as far as the reader may see them.
    pub table: TablePage,
}

impl Services {
    /// The projects of the reader's département, of the contracts she manages, or of the nation. Five queries at most, one more for
    /// tags, and four more when no project holds the words as they were typed.
    ///
    /// Errors: [`Error::SignInNeeded`]; [`Error::NotFound`] for somebody who sees no territory, or not the one asked for.
    pub async fn territory_projects(&self, cx: &Cx, listing: &Listing) -> Result<TablePage> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        self.table(person, reach, listing).await
    }

    /// A contract and its projects: all of them for its manager and the national administration, those of
    /// her département for somebody of a seat or an agent. One query more than a territory.
    pub async fn contract_projects(
        &self,
        cx: &Cx,
        code: &str,
        listing: &Listing,
    ) -> Result<ContractPage> {
        let person = cx.person()?;
        let (reach, subject, departements) = self.contract_reach(person, code).await?;
        let table = self.table(person, reach, listing).await?;
        Ok(ContractPage {
            subject,
            departements,
            table,
        })
    }

    async fn table(&self, person: &Person, reach: Reach, listing: &Listing) -> Result<TablePage> {
        let mut question = Question::new(self, person, &reach, &listing.filter);
        let counted = self.count_set(&mut question).await?;
        let asked = question.asked();
        let after = listing.after.as_ref();
        let db = self.db.read();
        let mut rows = table::rows(db, &asked, listing.sort, after, TABLE_ROWS + 1).await?;
        let more = rows.len() > TABLE_ROWS as usize;
        rows.truncate(TABLE_ROWS as usize);
        let next = rows.last().filter(|_| more).map(Row::position);
        if listing.shows_tags() && counted.has_tags() {
            self.tag_rows(&reach.ground, &mut rows).await?;
        }
        let frame = self.frame(person, reach, counted).await?;
        Ok(TablePage { frame, rows, next })
    }

    /// The first projects of a listing, in its order. Two queries, else four.
    pub(crate) async fn first_projects(
        &self,
        person: &Person,
        reach: &Reach,
        listing: &Listing,
        most: u32,
    ) -> Result<Vec<Uuid>> {
        let mut question = Question::new(self, person, reach, &listing.filter);
        self.totals_of(&mut question).await?;
        let asked = question.asked();
        let rows = table::rows(self.db.read(), &asked, listing.sort, None, most).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    }

    /// The totals of a set; where no project holds the words that were typed, the question is changed to the words of
    /// the ground that differ by one letter, if there are any. One query, else three.
    pub(crate) async fn totals_of(&self, question: &mut Question) -> Result<(Totals, bool)> {
        let db = self.db.read();
        let totals = table::totals(db, &question.asked()).await?;
        if totals.n > 0 || !question.may_be_mistyped() {
            return Ok((totals, false));
        }
        let vocabulary = table::vocabulary(db, &question.asked(), question::VOCABULARY).await?;
        if !question.correct(vocabulary).await? {
            return Ok((totals, false));
        }
        let corrected = table::totals(db, &question.asked()).await?;
        let some = corrected.n > 0;
        Ok((corrected, some))
    }

    /// Reads the tags of rows of one département, which its State alone is shown; does nothing on any other ground. One query.
    async fn tag_rows(&self, ground: &Ground, rows: &mut [Row]) -> Result<()> {
        let Some(departement) = ground.departement() else {
            return Ok(());
        };
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut tags = store::tag::of_projects(self.db.read(), &ids, departement).await?;
        for row in rows {
            row.tags = tags.remove(&row.id).unwrap_or_default();
        }
        Ok(())
    }

    async fn frame(&self, person: &Person, reach: Reach, counted: Counted) -> Result<Frame> {
        let departement = reach.departement.as_deref();
        let of_a_seat = departement.is_some_and(|code| person.seat_of(code).is_some());
        let own = super::departements_of(person);
        let may_act = departement.is_some_and(|code| own.iter().any(|one| one == code));
        let views = self.views_for(person, departement).await?;
        Ok(Frame {
            of_the_state: reach.of_the_state,
            tagged: reach.ground.departement().is_some(),
            reader: person.id.0,
            may_share: reach.departement.is_some(),
            of_departement: reach
                .departement
                .as_deref()
                .map(|code| self.of_departement(code)),
            departement: reach.departement,
            departements: reach.departements,
            facets: counted.facets,
            totals: counted.totals,
            corrected: counted.corrected,
            names: PlaceNames::new(&self.territories),
            views,
            of_a_seat,
            may_act,
        })
    }
}
