//! The same set, all of it, row by row: for a file.

use super::names::PlaceNames;
use super::question::Question;
use super::reach::{self, Reach};
use crate::context::Person;
use crate::{Cx, Result, Services};
use domain::filter::Listing;
use domain::list_export::ROWS_AT_ONCE;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::desk::table::portrait::{self, Money};
use store::desk::table::{self, Ground, Row};
use uuid::Uuid;

/// Rows read at once: enough to be quick, few enough to be small.
const AT_ONCE: usize = 500;

/// A set on its way into a file. Which projects it holds is known from the beginning, so that one that moves while the
/// file is written is neither missed nor written twice; what is told of each is read as the file comes to it.
pub struct Export {
    services: Services,
    ground: Ground,
    /// Those that are not written yet, 16 bytes each.
    left: VecDeque<Uuid>,
    /// Those that are, for those who wait.
    written: Arc<AtomicU64>,
    /// The names of the places.
    pub names: PlaceNames,
    /// The reader works with the tags of a département here.
    pub tagged: bool,
    /// Tags are written too.
    shows_tags: bool,
}

impl Services {
    /// As [`Services::territory_export`], of a set that is short enough to be sent while its reader waits. The inner
    /// refusal says how many projects there are.
    pub async fn short_export(
        &self,
        cx: &Cx,
        listing: &Listing,
    ) -> Result<std::result::Result<Export, i64>> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let (question, total) = self.asked_of(person, &reach, listing).await?;
        if total > ROWS_AT_ONCE {
            return Ok(Err(total));
        }
        Ok(Ok(self
            .begin_export(person, &reach, &question, listing)
            .await?))
    }

    /// Begins an export of what the reader sees with this address. Two queries (five when no project holds the words
    /// as they were typed), then one for each 500 rows, two with
    /// their tags.
    ///
    /// Errors: as [`Services::territory_projects`].
    pub async fn territory_export(&self, cx: &Cx, listing: &Listing) -> Result<Export> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        self.export_of(person, &reach, listing).await
    }

    /// As [`Services::territory_export`], of a contract as far as the reader may see it.
    pub async fn contract_export(&self, cx: &Cx, code: &str, listing: &Listing) -> Result<Export> {
        let person = cx.person()?;
        let (reach, _, _) = self.contract_reach(person, code).await?;
        self.export_of(person, &reach, listing).await
    }

    /// The money of a contract line by line, as far as the reader may see it. Two queries.
    pub async fn contract_money(
        &self,
        cx: &Cx,
        code: &str,
        listing: &Listing,
    ) -> Result<Vec<Money>> {
        let person = cx.person()?;
        let (reach, _, _) = self.contract_reach(person, code).await?;
        let question = Question::new(self, person, &reach, &listing.filter);
        Ok(portrait::money(self.db.read(), &question.asked()).await?)
    }

    /// As [`Services::territory_export`], of as much as a person sees.
    pub(crate) async fn export_of(
        &self,
        person: &Person,
        reach: &Reach,
        listing: &Listing,
    ) -> Result<Export> {
        let (question, _) = self.asked_of(person, reach, listing).await?;
        self.begin_export(person, reach, &question, listing).await
    }

    /// The question behind a listing, its typing mistakes forgiven, and how many projects answer it.
    pub(crate) async fn asked_of(
        &self,
        person: &Person,
        reach: &Reach,
        listing: &Listing,
    ) -> Result<(Question, i64)> {
        let mut question = Question::new(self, person, reach, &listing.filter);
        let (totals, _) = self.totals_of(&mut question).await?;
        Ok((question, totals.n))
    }

    async fn begin_export(
        &self,
        person: &Person,
        reach: &Reach,
        question: &Question,
        listing: &Listing,
    ) -> Result<Export> {
        let ids = table::ids(self.db.read(), &question.asked(), listing.sort).await?;
        tracing::info!(person = %person.id, rows = ids.len(), "a list of projects was exported");
        Ok(Export {
            names: PlaceNames::new(&self.territories),
            services: self.clone(),
            tagged: reach.ground.departement().is_some(),
            shows_tags: listing.shows_tags(),
            ground: reach.ground.clone(),
            left: ids.into(),
            written: Arc::default(),
        })
    }
}

impl Export {
    /// How many projects are left to write.
    pub fn left(&self) -> usize {
        self.left.len()
    }

    /// Counts the projects that are written, from elsewhere too.
    pub fn written(&self) -> Arc<AtomicU64> {
        self.written.clone()
    }

    /// The next rows; `None` behind the last. A project that the reader may not see any more is left out.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        if self.left.is_empty() {
            return Ok(None);
        }
        let some = self.left.len().min(AT_ONCE);
        let ids: Vec<Uuid> = self.left.drain(..some).collect();
        let mut rows = table::rows_of(self.services.db.read(), &self.ground, &ids).await?;
        if self.shows_tags {
            self.services.tag_rows(&self.ground, &mut rows).await?;
        }
        self.written.fetch_add(rows.len() as u64, Ordering::Relaxed);
        Ok(Some(rows))
    }
}
