//! The referent of a département: who settles where the two seats differ.

use super::history::PairFact;
use super::{PairView, visible};
use crate::{Cx, Error, Once, Result, Services};
use domain::decision::deputy;
use domain::form::Problem;
use domain::ids::PersonId;
use store::pair::{read, settings};

/// The referent as the pair's page shows her.
#[derive(Clone, Debug)]
pub struct Referent {
    /// "Claire Martin", or the address while no name is known.
    pub name: String,
    /// Address.
    pub email: String,
}

impl Services {
    /// Names the referent of a département, or nobody with an empty address: by a holder or the national administration.
    ///
    /// Errors: field errors on `email-referent`; [`Error::Forbidden`].
    pub async fn set_referent(
        &self,
        cx: &Cx,
        departement: &str,
        email: &str,
        once: &Once,
    ) -> Result<()> {
        let departement = visible(cx.person()?, Some(departement))?;
        let view = self.pair(cx, Some(&departement)).await?;
        if !view.may_name_referent() {
            return Err(Error::Forbidden);
        }
        let person = self.person_to_name(&view, email).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        settings::set_referent(&tx, &departement, person).await?;
        let fact = match person {
            Some(_) => PairFact::ReferentNamed,
            None => PairFact::ReferentEnded,
        };
        let name = view.referent.map(|one| one.name).unwrap_or_default();
        let told = match person {
            Some(_) => ("email", email.trim().to_owned()),
            None => ("name", name),
        };
        self.note_pair(&tx, cx, &departement, fact, &[told]).await?;
        Ok(tx.commit().await?)
    }

    /// Whose address it is. One who sits at a seat would settle her own difference.
    async fn person_to_name(&self, view: &PairView, email: &str) -> Result<Option<PersonId>> {
        if email.trim().is_empty() {
            return Ok(None);
        }
        let refused = |problem| Error::field("email-referent", problem);
        let email = deputy(email).map_err(|errors| {
            let problem = errors.into_iter().next().map(|error| error.problem);
            refused(problem.unwrap_or(Problem::NotAnEmail))
        })?;
        let person = read::person_by_email(self.db.read(), &email)
            .await?
            .ok_or_else(|| refused(Problem::UnknownPerson))?;
        let sits = |place: &super::Place| place.person == person;
        if view.seats.iter().flat_map(|seat| &seat.places).any(sits) {
            return Err(refused(Problem::SitsAtASeat));
        }
        Ok(Some(person))
    }
}
