//! Changing the sheet, without ever losing what somebody typed.

use crate::journal::{self, Fact};
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::date;
use domain::edit::Edit;
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::money::Cents;
use domain::permission::Action;
use domain::project::{Audience, Phase, PhaseStatus};
use domain::territory::CommuneCode;
use domain::theme::Theme;
use store::project::edit as write;
use store::project::read::{self, Sheet};
use store::search;

/// The sheet as it is saved now.
#[derive(Clone, Debug)]
pub struct Current {
    /// What it says.
    pub edit: Edit,
    /// To be sent back with a change of it.
    pub version: i64,
    /// A draft is changed in its own form.
    pub intake: Intake,
}

/// What came of a change.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is written.
    Done,
    /// Nothing differed.
    Unchanged,
    /// Somebody changed the sheet in between: nothing is written, both texts are to be shown.
    Differs(Box<Current>),
}

impl Services {
    /// The sheet as it can be changed. Two queries.
    pub async fn editable(&self, cx: &Cx, project: ProjectId) -> Result<Current> {
        let resource = policy::require(&self.db, cx, Action::Edit, project).await?;
        let sheet = read::sheet(self.db.read(), project)
            .await?
            .ok_or(Error::NotFound)?;
        current(&sheet, resource.intake)
    }

    /// Changes the sheet. `version`: the one that the typed text started from.
    pub async fn edit_project(
        &self,
        cx: &Cx,
        project: ProjectId,
        version: i64,
        edit: &Edit,
        once: &Once,
    ) -> Result<Saved> {
        let resource = policy::require(&self.db, cx, Action::Edit, project).await?;
        let communes = write::communes(self.db.read(), project).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let sheet = read::sheet(&*tx, project).await?.ok_or(Error::NotFound)?;
        let now = current(&sheet, resource.intake)?;
        let changed = edit.changed(&now.edit);
        if changed.is_empty() {
            return Ok(Saved::Unchanged);
        }
        if now.version != version {
            return Ok(Saved::Differs(Box::new(now)));
        }
        let text = self.search_text(edit, &sheet.bearer_name, &communes);
        match write::save(&tx, project, version, edit, &text, self.clock.now()).await {
            Err(store::Error::VersionMismatch) => {
                drop(tx);
                return Ok(Saved::Differs(Box::new(self.editable(cx, project).await?)));
            }
            other => other?,
        }
        if edit.main_theme != now.edit.main_theme {
            write::swap_theme(&tx, project, &sheet.main_theme, edit.main_theme.code()).await?;
        }
        let codes: Vec<&str> = changed.iter().map(|field| field.code()).collect();
        let details = journal::details([("fields", codes.join(","))]);
        self.record(&tx, cx, project, Fact::Edited, Audience::All, details)
            .await?;
        tx.commit().await?;
        Ok(Saved::Done)
    }

    /// The words a project is found by: the same as at its deposit.
    fn search_text(&self, edit: &Edit, bearer: &str, communes: &[String]) -> String {
        let dataset = self.territories.dataset();
        let known = |code: &String| dataset.resolve(CommuneCode::parse(code).ok()?);
        let mut parts = vec![edit.title.as_str(), edit.summary.as_str(), bearer];
        parts.extend(
            communes
                .iter()
                .filter_map(known)
                .map(|commune| &*commune.name),
        );
        search::indexed(&parts.join(" "))
    }
}

fn current(sheet: &Sheet, intake: Intake) -> Result<Current> {
    let unreadable = |column| Error::Store(store::Error::Unreadable(column));
    let day = |text: &Option<String>| text.as_deref().and_then(|text| date::parse(text).ok());
    Ok(Current {
        edit: Edit {
            title: sheet.title.clone(),
            summary: sheet.summary.clone(),
            main_theme: Theme::parse(&sheet.main_theme)
                .ok_or_else(|| unreadable("project.main_theme"))?,
            phase: Phase::parse(&sheet.phase).ok_or_else(|| unreadable("project.phase"))?,
            phase_status: PhaseStatus::parse(&sheet.phase_status)
                .ok_or_else(|| unreadable("project.phase_status"))?,
            total_cost: sheet.total_cost_cents.map(Cents),
            start_on: day(&sheet.start_on),
            end_on: day(&sheet.end_on),
            needs: sheet.needs.clone(),
        },
        version: sheet.version,
        intake,
    })
}
