//! Projects: lists and the sheet.

pub mod edit;
pub mod next_step;

use crate::journal::Fact;
use crate::policy::{self, Resource};
use crate::{Cx, Result, Services};
use domain::ids::ProjectId;
use domain::permission::{Action, Decision};
use domain::project::Audience;
use store::project::read;

/// Facts on one page of the history.
pub const EVENTS_SHOWN: u32 = 50;

/// What frames every part of a project's sheet, and what its reader may do there.
#[derive(Clone, Debug)]
pub struct SheetHead {
    /// What the header shows.
    pub sheet: read::Sheet,
    /// What waits behind each tab.
    pub counts: read::Counts,
    /// Facts for further questions to the policy.
    pub resource: Resource,
}

impl Services {
    /// The projects of the signed-in person, at most 200, the most recently active first.
    pub async fn my_projects(&self, cx: &Cx) -> Result<Vec<read::Card>> {
        let person = cx.person()?;
        Ok(read::of_member(self.db.read(), person.id, 200).await?)
    }

    /// The frame of a sheet. Three queries; a write more when a national admin reads it.
    pub async fn sheet_head(&self, cx: &Cx, project: ProjectId) -> Result<SheetHead> {
        self.sheet_head_if(cx, project, |_| true).await
    }

    /// The frame of a sheet around what needs a right of its own.
    ///
    /// Errors: [`crate::Error::Forbidden`] when `may` says no, before anything is noted: the history tells what
    /// national administration read, not what was refused.
    pub async fn sheet_head_if(
        &self,
        cx: &Cx,
        project: ProjectId,
        may: impl FnOnce(&Resource) -> bool,
    ) -> Result<SheetHead> {
        let resource = policy::resource(&self.db, cx, project).await?;
        let decision = policy::require_on(cx, Action::Read, &resource)?;
        if !may(&resource) {
            return Err(crate::Error::Forbidden);
        }
        if decision == Decision::AllowLogged {
            self.note_admin_reading(cx, project).await?;
        }
        let state_only = policy::can(&cx.actor, Action::ReadStateOnly, &resource).allows();
        let person = cx.person()?;
        let sheet = read::sheet(self.db.read(), project)
            .await?
            .ok_or(crate::Error::NotFound)?;
        let counts = read::counts(self.db.read(), project, person.id, state_only).await?;
        Ok(SheetHead {
            sheet,
            counts,
            resource,
        })
    }

    /// The frame of a sheet around what needs this right.
    pub async fn sheet_head_for(
        &self,
        cx: &Cx,
        project: ProjectId,
        action: Action,
    ) -> Result<SheetHead> {
        let may = |resource: &Resource| policy::can(&cx.actor, action, resource).allows();
        self.sheet_head_if(cx, project, may).await
    }

    /// The latest facts of a project that the reader may know of, at most 50, before a given position.
    pub async fn history(
        &self,
        cx: &Cx,
        head: &SheetHead,
        before: Option<i64>,
    ) -> Result<Vec<read::EventLine>> {
        let state_only = head.may(cx, Action::ReadStateOnly);
        Ok(read::events(
            self.db.read(),
            head.resource.id,
            state_only,
            before,
            EVENTS_SHOWN,
        )
        .await?)
    }

    pub(crate) async fn note_admin_reading(&self, cx: &Cx, project: ProjectId) -> Result<()> {
        let tx = self.db.begin().await?;
        let now = self.clock.now();
        let details = Default::default();
        self.note(
            &tx,
            cx,
            project,
            Fact::ReadByAdmin,
            Audience::StateOnly,
            details,
            now,
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

impl SheetHead {
    /// Whether the reader may do `action` on this project.
    pub fn may(&self, cx: &Cx, action: Action) -> bool {
        policy::can(&cx.actor, action, &self.resource).allows()
    }
}
