//! What a project changes: its indicators.

use crate::journal::{Fact, details};
use crate::policy;
use crate::project::SheetHead;
use crate::working_days::paris_day;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::{ImpactId, ProjectId};
use domain::impact::IndicatorForm;
use domain::permission::Action;
use domain::project::Audience;
use store::impact::{self, Indicator, Writing};

/// Most indicators of a project.
pub const INDICATORS: usize = 40;

impl Services {
    /// The indicators of a sheet whose head was read.
    pub async fn impact(&self, head: &SheetHead) -> Result<Vec<Indicator>> {
        Ok(impact::of_project(self.db.read(), head.resource.id).await?)
    }

    /// One indicator of a sheet whose head was read.
    pub async fn indicator(&self, head: &SheetHead, id: ImpactId) -> Result<Indicator> {
        impact::one(self.db.read(), head.resource.id, id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Adds an indicator, or changes the one given.
    ///
    /// Errors: [`Error::Fields`], [`Error::Conflict`] when it was removed in between.
    pub async fn save_indicator(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: Option<ImpactId>,
        form: &IndicatorForm,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Edit, project).await?;
        let by = cx.person()?.id;
        let at = self.clock.now();
        let parsed = form.parse(paris_day(at)).map_err(Error::Fields)?;
        if id.is_none() && impact::of_project(self.db.read(), project).await?.len() >= INDICATORS {
            return Err(Error::field("indicateur", Problem::OutOfRange(0, 40)));
        }
        let writing = Writing {
            id: id.unwrap_or_else(|| ImpactId(self.ids.uuid())),
            project,
            by,
            at,
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match id {
            Some(_) => impact::update(&tx, writing, &parsed).await?,
            None => impact::insert(&tx, writing, &parsed).await?,
        }
        let told = details([
            ("indicator", parsed.name),
            ("unit", parsed.unit),
            ("baseline", parsed.baseline),
            ("target", parsed.target),
            ("measured", parsed.measured),
        ]);
        self.record(&tx, cx, project, Fact::ImpactChanged, Audience::All, told)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Removes an indicator. What it was stays in the history.
    pub async fn remove_indicator(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: ImpactId,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Edit, project).await?;
        let kept = impact::one(self.db.read(), project, id)
            .await?
            .ok_or(Error::NotFound)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        impact::remove(&tx, project, id).await?;
        let told = details([
            ("removed", "1".to_owned()),
            ("indicator", kept.indicator),
            ("unit", kept.unit),
            ("baseline", kept.baseline),
            ("target", kept.target),
            ("measured", kept.measured),
        ]);
        self.record(&tx, cx, project, Fact::ImpactChanged, Audience::All, told)
            .await?;
        Ok(tx.commit().await?)
    }
}
