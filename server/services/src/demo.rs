//! The demonstration: people one may be, and the local mailbox. None of it exists elsewhere.

mod people;

use crate::account::login::{Asker, SignedIn};
use crate::{Error, Result, Services};
use domain::ids::PersonId;
use sha2::{Digest, Sha256};
use store::Tx;
use store::account::person::{self, NewGrant};
use store::demo::{self, DemoRow};
use store::mailbox::{self, KeptMail};
use uuid::Uuid;

pub use people::{DEPARTEMENT, DemoPerson, Hat, PEOPLE};

/// An id that depends on a name only: the demonstration is the same each time.
pub fn fixed_id(name: &str) -> Uuid {
    let hash = Sha256::digest(format!("mec-demonstration:{name}"));
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(hash) {
        *to = from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The fixed id of a person of [`PEOPLE`].
pub fn person_id(key: &str) -> PersonId {
    PersonId(fixed_id(&format!("person:{key}")))
}

impl Services {
    /// Makes the people of the demonstration with their roles, the pair of their département and its
    /// seats, where they are missing. Safe to repeat: call it again once contracts are there, so that the
    /// contract's manager gets the one that `siren` has signed.
    pub async fn ensure_demo_people(&self, siren: Option<&str>) -> Result<()> {
        let tx = self.db.begin().await?;
        for person in PEOPLE {
            self.ensure_demo_person(&tx, person, siren).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn ensure_demo_person(
        &self,
        tx: &Tx,
        person: &DemoPerson,
        siren: Option<&str>,
    ) -> Result<()> {
        let now = self.clock.now();
        let id = person_id(person.key);
        let row = DemoRow {
            id,
            email: person.email,
            first_name: person.first_name,
            last_name: person.last_name,
            job: person.job,
            organisation: person.organisation,
            phone: person.phone,
        };
        demo::ensure_person(tx, &row, now).await?;
        match person.hat {
            Hat::Collectivity | Hat::Expert => Ok(()),
            Hat::Seat(kind) => {
                let pair = fixed_id(&format!("pair:{DEPARTEMENT}"));
                let pair = demo::ensure_pair(tx, pair, DEPARTEMENT, now).await?;
                let seat = fixed_id(&format!("seat:{DEPARTEMENT}:{kind}"));
                let seat =
                    demo::ensure_seat(tx, seat, pair, kind.code(), person.organisation).await?;
                let place = fixed_id(&format!("place:{}", person.key));
                Ok(demo::ensure_on_seat(tx, place, seat, id, now).await?)
            }
            Hat::Agent => self.grant_demo(tx, person, "agent", DEPARTEMENT).await,
            Hat::Admin => self.grant_demo(tx, person, "national_admin", "").await,
            Hat::ContractManager => match demo::contract_of(tx, siren.unwrap_or_default()).await? {
                Some(code) => self.grant_demo(tx, person, "contract_manager", &code).await,
                None => Ok(()),
            },
        }
    }

    async fn grant_demo(
        &self,
        tx: &Tx,
        person: &DemoPerson,
        kind: &str,
        scope: &str,
    ) -> Result<()> {
        let grant = NewGrant {
            id: fixed_id(&format!("grant:{}:{scope}", person.key)),
            person: person_id(person.key),
            kind,
            scope,
            themes: person.themes,
            service: person.organisation,
            since: self.clock.now(),
        };
        person::grant(tx, &grant).await?;
        Ok(())
    }

    /// Signs in as a person of the demonstration.
    ///
    /// Errors: [`Error::NotFound`] outside of the demonstration, and for a person it does not have.
    pub async fn demo_sign_in(&self, asker: &Asker, key: &str) -> Result<SignedIn> {
        self.demo_only()?;
        let known = PEOPLE
            .iter()
            .find(|person| person.key == key)
            .ok_or(Error::NotFound)?;
        let id = person_id(known.key);
        let tx = self.db.begin().await?;
        person::by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
        let token = self.open_session(&tx, asker, id).await?;
        tx.commit().await?;
        Ok(SignedIn {
            token,
            person: id,
            next: None,
        })
    }

    /// The latest 100 mails of the local mailbox, shown in the demonstration only.
    pub async fn demo_mails(&self) -> Result<Vec<KeptMail>> {
        self.demo_only()?;
        Ok(mailbox::latest(self.db.read(), 100).await?)
    }

    /// One mail of the local mailbox, in the demonstration only.
    pub async fn demo_mail(&self, id: Uuid) -> Result<KeptMail> {
        self.demo_only()?;
        mailbox::one(self.db.read(), id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Whether this is the demonstration; elsewhere nobody may know that there is one.
    pub fn demo_only(&self) -> Result<()> {
        if self.settings.demo {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
