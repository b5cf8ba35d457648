//! What a person says of herself, and the roles the operator gives.

use crate::{Actor, Cx, Error, Result, Services};
use domain::account::ProfileForm;
use domain::email::Email;
use domain::ids::PersonId;
use store::account::person::{self, Belonging, NewGrant, PersonRow};

/// What the account page shows but sessions.
#[derive(Clone, Debug)]
pub struct MyAccount {
    /// The person's own row.
    pub row: PersonRow,
    /// The collectivities she belongs to.
    pub collectivities: Vec<Belonging>,
}

impl Services {
    /// The signed-in person's own profile and collectivities. Two queries.
    pub async fn my_account(&self, cx: &Cx) -> Result<MyAccount> {
        let id = cx.person()?.id;
        let row = person::by_id(self.db.read(), id)
            .await?
            .ok_or(Error::NotFound)?;
        let collectivities = person::collectivities(self.db.read(), id).await?;
        Ok(MyAccount {
            row,
            collectivities,
        })
    }

    /// Writes the signed-in person's profile. Sent twice, it says the same.
    pub async fn save_profile(&self, cx: &Cx, form: ProfileForm<'_>) -> Result<()> {
        let id = cx.person()?.id;
        let profile = form.parse().map_err(Error::Fields)?;
        let tx = self.db.begin().await?;
        person::set_profile(&tx, id, &profile).await?;
        Ok(tx.commit().await?)
    }

    /// Makes the person with this address a national administrator; the account is made if need be.
    /// For the operator's command only.
    ///
    /// Errors: [`Error::Fields`] on `email`, [`Error::Forbidden`] for anybody but the service itself.
    pub async fn grant_admin(&self, cx: &Cx, email: &str) -> Result<()> {
        if !matches!(cx.actor, Actor::System) {
            return Err(Error::Forbidden);
        }
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        let row = person::find_or_make(&tx, PersonId(self.ids.uuid()), email.as_str(), now).await?;
        let grant = NewGrant {
            id: self.ids.uuid(),
            person: PersonId(row.id),
            kind: "national_admin",
            scope: "",
            themes: "",
            service: "",
            since: now,
        };
        person::grant(&tx, &grant).await?;
        Ok(tx.commit().await?)
    }
}
