//! The funding plan of a project.

use crate::journal::{Fact, details};
use crate::policy;
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::funding::LineForm;
use domain::ids::{FundingLineId, ProjectId};
use domain::permission::Action;
use domain::project::Audience;
use store::funding::{self, Line};

/// Most lines of a plan.
pub const LINES: usize = 60;

impl Services {
    /// The plan of a sheet whose head was read.
    pub async fn funding_plan(&self, head: &SheetHead) -> Result<Vec<Line>> {
        Ok(funding::of_project(self.db.read(), head.resource.id).await?)
    }

    /// One line of a sheet whose head was read.
    pub async fn funding_line(&self, head: &SheetHead, line: FundingLineId) -> Result<Line> {
        funding::one(self.db.read(), head.resource.id, line)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Adds a line, or changes the one given.
    ///
    /// Errors: [`Error::Fields`], [`Error::Conflict`] when the line was removed in between.
    pub async fn save_funding_line(
        &self,
        cx: &Cx,
        project: ProjectId,
        line: Option<FundingLineId>,
        form: &LineForm,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Edit, project).await?;
        let parsed = form.parse().map_err(Error::Fields)?;
        if line.is_none() && funding::of_project(self.db.read(), project).await?.len() >= LINES {
            return Err(Error::field("source", Problem::OutOfRange(0, 60)));
        }
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match line {
            Some(line) => funding::update(&tx, project, line, &parsed).await?,
            None => {
                let id = FundingLineId(self.ids.uuid());
                funding::insert(&tx, project, id, &parsed, self.clock.now()).await?;
            }
        }
        let told = details([
            ("source", parsed.source),
            ("amount_cents", parsed.amount.0.to_string()),
            ("state", parsed.state.code().to_owned()),
        ]);
        self.record(&tx, cx, project, Fact::FundingChanged, Audience::All, told)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Removes a line. What it was stays in the history.
    pub async fn remove_funding_line(
        &self,
        cx: &Cx,
        project: ProjectId,
        line: FundingLineId,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Edit, project).await?;
        let kept = funding::one(self.db.read(), project, line)
            .await?
            .ok_or(Error::NotFound)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        funding::remove(&tx, project, line).await?;
        let told = details([
            ("removed", "1".to_owned()),
            ("source", kept.source),
            ("scheme", kept.scheme),
            ("amount_cents", kept.amount_cents.to_string()),
            ("state", kept.state),
        ]);
        self.record(&tx, cx, project, Fact::FundingChanged, Audience::All, told)
            .await?;
        Ok(tx.commit().await?)
    }
}
