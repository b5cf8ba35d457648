//! The roles that national administration gives and ends: holders of seats, agents, managers of contracts,
//! administrators.

mod letter;

use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::role::{Appointment, AppointmentForm, Office, Role};
use domain::territory::DepartementCode;
use domain::theme::Theme;
use letter::Change;
use store::account::person::{self, NewGrant, PersonRow};
use store::desk::table;
use store::role::read::{self, RoleLine};
use store::role::write;
use store::{Tx, pair};
use uuid::Uuid;

/// Lines of one page.
pub const PAGE: u32 = 50;

/// A page of the roles held today.
#[derive(Clone, Debug)]
pub struct Roles {
    /// At most [`PAGE`].
    pub lines: Vec<RoleLine>,
    /// Where the next page begins.
    pub next: Option<(i64, Uuid)>,
}

/// What became of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The role is given.
    Plainly,
    /// The role is given and the seat's former holder has ended her term.
    InPlaceOfAnother,
}

impl Services {
    /// The roles held today, the latest given first. For national administration. One query.
    pub async fn roles(
        &self,
        cx: &Cx,
        departement: Option<&str>,
        after: Option<(i64, Uuid)>,
    ) -> Result<Roles> {
        cx.admin()?;
        let mut lines = read::list(self.db.read(), departement, after, PAGE + 1).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let next = lines.last().map(|line| (line.since, line.id));
        Ok(Roles {
            lines: lines.into_iter().map(|line| self.named(line)).collect(),
            next: next.filter(|_| more),
        })
    }

    /// One role held today. For national administration.
    pub async fn role(&self, cx: &Cx, id: Uuid) -> Result<RoleLine> {
        cx.admin()?;
        let line = read::one(self.db.read(), id).await?;
        line.map(|line| self.named(line)).ok_or(Error::NotFound)
    }

    /// A place for an arrondissement under the name of its seat.
    fn named(&self, mut line: RoleLine) -> RoleLine {
        let kind = Role::parse(&line.role).and_then(Role::seat);
        if let (Some(kind), Some(code)) = (kind, &line.arrondissement_code) {
            line.place = self.local_name(&line.place, kind, code);
        }
        line
    }

    /// Who holds the seat that a form names; nobody for another role. For national administration.
    pub async fn holder_of(&self, cx: &Cx, form: &AppointmentForm<'_>) -> Result<Option<RoleLine>> {
        cx.admin()?;
        let seat = Role::parse(form.role).and_then(Role::seat);
        let departement = DepartementCode::parse(form.departement).ok();
        let Some((seat, departement)) = seat.zip(departement) else {
            return Ok(None);
        };
        let lines = pair::read::seats(self.db.read(), departement.as_str()).await?;
        let holder = lines.iter().find(|line| is_holder(line, seat));
        match holder.and_then(|line| line.place_id) {
            Some(place) => Ok(read::one(self.db.read(), place).await?),
            None => Ok(None),
        }
    }

    /// Gives a role; the person's account, the pair and its seats are made when they are missing. `replaces`
    /// is the place of the holder whose term ends: without it a seat that is held stays so.
    ///
    /// Errors: field errors of the form, [`Problem::SeatIsHeld`] on `remplacer`; [`Error::NotFound`] for
    /// anybody but national administration.
    pub async fn give_role(
        &self,
        cx: &Cx,
        form: &AppointmentForm<'_>,
        replaces: Option<Uuid>,
        once: &Once,
    ) -> Result<Given> {
        cx.admin()?;
        let Appointment { email, office } = form.parse().map_err(Error::Fields)?;
        self.must_exist(&office).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let id = PersonId(self.ids.uuid());
        let person = person::find_or_make(&tx, id, email.as_str(), self.clock.now()).await?;
        if person.disabled_at.is_some() {
            return Err(Error::field("email", Problem::ClosedAccount));
        }
        let (role, given) = match &office {
            Office::Seat(kind, departement) => {
                self.seat_holder(&tx, &person, *kind, departement.as_str(), replaces)
                    .await?
            }
            other => (self.grant(&tx, &person, other).await?, Given::Plainly),
        };
        let line = read::one(&*tx, role).await?.ok_or(Error::NotFound)?;
        self.mail_role(&tx, &line, Change::Given).await?;
        tx.commit().await?;
        let replaced = given == Given::InPlaceOfAnother;
        tracing::info!(role = line.role, scope = line.scope, person = %line.person_id, replaced, by = ?cx.person_id(), "role given");
        Ok(given)
    }

    /// Ends a role at once. Gives the role as it was.
    ///
    /// Errors: [`Problem::LastAdmin`] for the only national administrator; [`Error::NotFound`] when it ended
    /// before, and for anybody but national administration.
    pub async fn end_role(&self, cx: &Cx, id: Uuid, once: &Once) -> Result<RoleLine> {
        cx.admin()?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let line = read::one(&*tx, id).await?.ok_or(Error::NotFound)?;
        let line = self.named(line);
        let admin = line.role == Role::NationalAdmin.code();
        if admin && write::admins_held(&tx).await? < 2 {
            return Err(Error::field("", Problem::LastAdmin));
        }
        self.end(&tx, &line).await?;
        tx.commit().await?;
        tracing::info!(role = line.role, scope = line.scope, person = %line.person_id, by = ?cx.person_id(), "role ended");
        Ok(line)
    }

    async fn end(&self, tx: &Tx, line: &RoleLine) -> Result<()> {
        write::end(tx, line.id, self.clock.now()).await?;
        self.mail_role(tx, line, Change::Ended).await
    }

    /// A département or contract of the right build may still be none.
    async fn must_exist(&self, office: &Office) -> Result<()> {
        match office {
            Office::Seat(_, code) | Office::Agent(code, ..) => {
                let known = self.territories.dataset().departement(*code).is_some();
                if !known {
                    return Err(Error::field("departement", Problem::NotAChoice));
                }
            }
            Office::Contract(code) => {
                let found = table::contract(self.db.read(), code.as_str()).await?;
                if found.is_empty() {
                    return Err(Error::field("contrat", Problem::UnknownContract));
                }
            }
            Office::Nation => {}
        }
        Ok(())
    }

    async fn grant(&self, tx: &Tx, person: &PersonRow, office: &Office) -> Result<Uuid> {
        let mut new = NewGrant {
            id: self.ids.uuid(),
            person: PersonId(person.id),
            kind: Role::NationalAdmin.code(),
            scope: "",
            themes: "",
            service: "",
            since: self.clock.now(),
        };
        let followed;
        match office {
            Office::Agent(departement, themes, service) => {
                followed = codes(themes);
                new.kind = Role::Agent.code();
                new.scope = departement.as_str();
                new.themes = &followed;
                new.service = service;
            }
            Office::Contract(code) => {
                new.kind = Role::ContractManager.code();
                new.scope = code.as_str();
            }
            Office::Seat(..) | Office::Nation => {}
        }
        if person::grant(tx, &new).await? {
            Ok(new.id)
        } else {
            Err(Error::field("email", Problem::AlreadyThere))
        }
    }

    async fn seat_holder(
        &self,
        tx: &Tx,
        person: &PersonRow,
        kind: SeatKind,
        departement: &str,
        replaces: Option<Uuid>,
    ) -> Result<(Uuid, Given)> {
        self.ensure_pair(tx, departement).await?;
        let lines = pair::read::seats(&**tx, departement).await?;
        let seat = lines.iter().find(|line| line.seat_kind == kind.code());
        let seat = seat.ok_or(Error::NotFound)?.seat_id;
        write::hold_seat(tx, seat).await?;
        // Read again: only from here on nobody else changes who sits there.
        let lines = pair::read::seats(&**tx, departement).await?;
        let mut given = Given::Plainly;
        let whole = lines
            .iter()
            .filter(|line| line.arrondissement_code.is_none());
        for line in whole.filter(|line| line.seat_id == seat) {
            let Some(place) = line.place_id else { continue };
            let same = line.person_id == Some(person.id);
            match (is_holder(line, kind), same) {
                (true, true) => return Err(Error::field("email", Problem::AlreadyThere)),
                (true, false) if replaces == Some(place) => {
                    let former = read::one(&**tx, place).await?.ok_or(Error::Conflict)?;
                    self.end(tx, &former).await?;
                    given = Given::InPlaceOfAnother;
                }
                (true, false) => return Err(Error::field("remplacer", Problem::SeatIsHeld)),
                // A deputy who becomes the holder is a deputy no more.
                (false, true) => write::end(tx, place, self.clock.now()).await?,
                (false, false) => {}
            }
        }
        let place = self.ids.uuid();
        let now = self.clock.now();
        let new = pair::write::NewPlace {
            id: place,
            seat,
            person: PersonId(person.id),
            position: "holder",
            arrondissement: None,
            at: now,
        };
        pair::write::add_person(tx, &new).await?;
        Ok((place, given))
    }
}

fn is_holder(line: &pair::read::SeatLine, kind: SeatKind) -> bool {
    line.seat_kind == kind.code()
        && line.arrondissement_code.is_none()
        && line.position.as_deref() == Some("holder")
}

fn codes(themes: &[Theme]) -> String {
    let codes: Vec<&str> = themes.iter().map(|theme| theme.code()).collect();
    codes.join(" ")
}
