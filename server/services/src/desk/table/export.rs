//! The same set, all of it, row by row: for a file.

use super::names::PlaceNames;
use super::question::Question;
use super::reach::{self, Reach};
use crate::context::Person;
use crate::{Cx, Result, Services};
use domain::filter::{Listing, Position, Sort};
use store::desk::table::portrait::{self, Money};
use store::desk::table::{self, Row};

/// Rows read at once: enough to be quick, few enough to be small.
const AT_ONCE: u32 = 500;

/// A set on its way into a file.
pub struct Export {
    services: Services,
    question: Question,
    sort: Sort,
    after: Option<Position>,
    done: bool,
    /// The names of the places.
    pub names: PlaceNames,
    /// How many rows there are now.
    pub total: i64,
}

impl Services {
    /// Begins an export of what the reader sees with this address. As many queries as a table, then one for each
    /// 500 rows.
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

    async fn export_of(&self, person: &Person, reach: &Reach, listing: &Listing) -> Result<Export> {
        let mut question = Question::new(self, person, reach, &listing.filter);
        let (totals, _) = self.totals_of(&mut question).await?;
        tracing::info!(person = %person.id, rows = totals.n, "a list of projects was exported");
        Ok(Export {
            names: PlaceNames::new(&self.territories),
            services: self.clone(),
            question,
            sort: listing.sort,
            after: None,
            done: false,
            total: totals.n,
        })
    }
}

impl Export {
    /// The next rows; `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        if self.done {
            return Ok(None);
        }
        let db = self.services.db.read();
        let after = self.after.as_ref();
        let rows = table::rows(db, &self.question.asked(), self.sort, after, AT_ONCE).await?;
        self.done = rows.len() < AT_ONCE as usize;
        self.after = rows.last().map(Row::position);
        Ok((!rows.is_empty()).then_some(rows))
    }
}
