//! The mails to the one whose role begins or ends.

use crate::mail::letters::{RoleEnded, RoleGiven};
use crate::{Error, Result, Services};
use domain::role::Role;
use store::Tx;
use store::role::read::RoleLine;

/// What happened to a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Given,
    Ended,
}

impl Services {
    /// Adds the mail to the outbox.
    pub(super) async fn mail_role(&self, tx: &Tx, line: &RoleLine, change: Change) -> Result<()> {
        let role = Role::parse(&line.role).ok_or(Error::NotFound)?;
        let base = self.settings.base_url.clone();
        let (reader, place) = (line.first_name.clone(), line.place.clone());
        let scope = line.scope.clone();
        match change {
            Change::Given => {
                let link = format!("{base}{}", desk_of(role, &line.scope));
                let letter = RoleGiven {
                    base,
                    reader,
                    role,
                    scope,
                    place,
                    link,
                };
                self.post(tx, &line.email, None, &letter, None).await
            }
            Change::Ended => {
                let deputy = line.position == "deputy";
                let letter = RoleEnded {
                    base,
                    reader,
                    role,
                    deputy,
                    scope,
                    place,
                };
                self.post(tx, &line.email, None, &letter, None).await
            }
        }
    }
}

/// The page where a role is exercised.
fn desk_of(role: Role, scope: &str) -> String {
    match role {
        Role::SeatDdt | Role::SeatPrefecture | Role::Agent => "/territoire".to_owned(),
        Role::ContractManager => format!("/crte/{scope}"),
        Role::NationalAdmin => "/administration/personnes".to_owned(),
    }
}
