//! Projects: lists and the sheet.

use crate::policy::{self, Resource};
use crate::{Cx, Result, Services};
use domain::ids::ProjectId;
use domain::permission::{Action, Decision};

/// The head of the sheet and what its reader may do.
pub struct SheetHead {
    /// What the header shows.
    pub sheet: store::project::read::Sheet,
    /// Facts for further questions to the policy.
    pub resource: Resource,
}

impl Services {
    /// The projects of the signed-in person, at most 200, the most recently active first.
    pub async fn my_projects(&self, cx: &Cx) -> Result<Vec<store::project::read::Card>> {
        let person = cx.person()?;
        Ok(store::project::read::of_member(self.db.read(), person.id, 200).await?)
    }

    /// The head of a sheet. Two queries; one event more when a national admin reads it.
    pub async fn sheet_head(&self, cx: &Cx, project: ProjectId) -> Result<SheetHead> {
        let resource = policy::resource(&self.db, cx, project).await?;
        let decision = policy::require_on(cx, Action::Read, &resource)?;
        if decision == Decision::AllowLogged {
            self.note_admin_reading(cx, project).await?;
        }
        let sheet = store::project::read::sheet(self.db.read(), project)
            .await?
            .ok_or(crate::Error::NotFound)?;
        Ok(SheetHead { sheet, resource })
    }

    async fn note_admin_reading(&self, cx: &Cx, project: ProjectId) -> Result<()> {
        let tx = self.db.begin().await?;
        let (fact, audience) = (crate::journal::Fact::ReadByAdmin, domain::project::Audience::StateOnly);
        let now = self.clock.now();
        self.note(&tx, cx, project, fact, audience, Default::default(), now).await?;
        Ok(tx.commit().await?)
    }
}

impl SheetHead {
    /// Whether the reader may do `action` on this project.
    pub fn may(&self, cx: &Cx, action: Action) -> bool {
        policy::can(&cx.actor, action, &self.resource).allows()
    }
}
