//! The pair of a département: who sits there, who is away, who is told.

pub mod history;
pub mod names;
pub mod referent;

use crate::context::Person;
use crate::desk::{departement_of, departements_of};
use crate::territory::grammar;
use crate::{Cx, Error, Once, Result, Services};
use domain::date;
use domain::decision::{Absence, deputy};
use domain::form::Problem;
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::territory::DepartementCode;
use history::PairFact;
use names::DepartementName;
use referent::Referent;
use store::Tx;
use store::pair::history::FactLine;
use store::pair::read::{self, SeatLine};
use store::pair::settings::{self, SettingsLine};
use store::pair::write;
use uuid::Uuid;

/// Facts of its history that the page of a pair shows.
const HISTORY_SHOWN: u32 = 50;

/// Somebody at a seat.
#[derive(Clone, Debug)]
pub struct Place {
    /// The place.
    pub id: Uuid,
    /// The person.
    pub person: PersonId,
    /// Holder, else deputy.
    pub holder: bool,
    /// "Claire Martin", or the address while no name is known.
    pub name: String,
    /// Function, may be empty.
    pub job: String,
    /// Address.
    pub email: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// First and last day away, ISO.
    pub absence: Option<(String, String)>,
    /// Away today.
    pub away: bool,
}

/// A seat and those who sit there, the holder first.
#[derive(Clone, Debug)]
pub struct SeatView {
    /// The seat.
    pub id: Uuid,
    /// Which one.
    pub kind: SeatKind,
    /// "Préfecture de Maine-et-Loire".
    pub name: String,
    /// Who sits there, at most [`SHOWN`].
    pub places: Vec<Place>,
    /// More sit there than are shown.
    pub more: bool,
    /// The reader may add and end deputies.
    pub may_manage: bool,
}

/// The pair of a département for one reader.
#[derive(Clone, Debug)]
pub struct PairView {
    /// The département.
    pub departement: String,
    /// "de Maine-et-Loire (49)".
    pub of_departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The two seats; none while nobody made the pair.
    pub seats: Vec<SeatView>,
    /// The reader's own place, where she can say that she is away.
    pub own: Option<Place>,
    /// Who settles where the two seats differ; none while nobody is named.
    pub referent: Option<Referent>,
    /// The reader is of this département: the national administration reads the pair, not its weights.
    pub sees_weights: bool,
    /// What happened to the pair, the latest first.
    pub history: Vec<FactLine>,
}

impl PairView {
    /// Whether the reader may name the referent: she holds a seat, or is of the national administration.
    pub fn may_name_referent(&self) -> bool {
        self.seats.iter().any(|seat| seat.may_manage)
    }
}

/// The most people shown of a seat.
pub const SHOWN: usize = 100;

impl Services {
    /// The pair of a département, for its people and the national administration. Three queries.
    pub async fn pair(&self, cx: &Cx, departement: Option<&str>) -> Result<PairView> {
        let person = cx.person()?;
        let departement = visible(person, departement)?;
        let db = self.db.read();
        let lines = read::seats(db, &departement).await?;
        let settings = settings::settings(db, &departement).await?;
        let history = store::pair::history::latest(db, &departement, HISTORY_SHOWN).await?;
        let seats = seats(&lines, person, &self.today());
        let mut own: Vec<Place> = seats.iter().flat_map(|seat| seat.places.clone()).collect();
        own.retain(|place| place.person == person.id);
        Ok(PairView {
            sees_weights: departements_of(person).contains(&departement),
            of_departement: self.of_departement(&departement),
            departement,
            departements: departements_of(person),
            own: own.into_iter().next(),
            referent: settings.and_then(referent),
            history,
            seats,
        })
    }

    /// Who is to be told of what happens in a département: the holders, and the deputies of a seat whose
    /// holder is away today or that has none. One query.
    pub async fn told(&self, departement: &str) -> Result<Vec<PersonId>> {
        let lines = read::seats(self.db.read(), departement).await?;
        Ok(told(&lines, &self.today()))
    }

    /// Notes the days during which the reader is away, or that she is back. A signature stays possible.
    ///
    /// Errors: field errors on `du` and `au`; [`Error::NotFound`] for somebody without a place there.
    pub async fn set_absence(
        &self,
        cx: &Cx,
        departement: &str,
        from: &str,
        until: &str,
        once: &Once,
    ) -> Result<()> {
        let view = self.pair(cx, Some(departement)).await?;
        let person = cx.person()?.id;
        let absence = Absence::parse(from, until).map_err(Error::Fields)?;
        let own: Vec<Uuid> = view
            .seats
            .iter()
            .flat_map(|seat| &seat.places)
            .filter(|place| place.person == person)
            .map(|place| place.id)
            .collect();
        if own.is_empty() {
            return Err(Error::Forbidden);
        }
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        for place in own {
            let from = absence.map(|absence| date::to_iso(absence.from));
            let until = absence.map(|absence| date::to_iso(absence.until));
            write::set_absence(&tx, place, from, until).await?;
        }
        let (fact, told) = match absence {
            Some(days) => {
                let days = [("from", days.from), ("until", days.until)];
                let told = days.map(|(name, day)| (name, date::to_iso(day))).to_vec();
                (PairFact::AbsenceNoted, told)
            }
            None => (PairFact::AbsenceEnded, Vec::new()),
        };
        self.note_pair(&tx, cx, &view.departement, fact, &told)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Seats a deputy: by the holder of the seat or the national administration.
    ///
    /// Errors: field errors on `email`; [`Error::Forbidden`].
    pub async fn add_deputy(
        &self,
        cx: &Cx,
        departement: &str,
        seat: SeatKind,
        email: &str,
        once: &Once,
    ) -> Result<()> {
        let view = self.pair(cx, Some(departement)).await?;
        let seat = managed(&view, |one| one.kind == seat)?;
        let email = deputy(email).map_err(Error::Fields)?;
        let found = read::person_by_email(self.db.read(), &email).await?;
        let person = found.ok_or_else(|| Error::field("email", Problem::UnknownPerson))?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if seat.places.iter().any(|place| place.person == person) {
            return Err(Error::field("email", Problem::AlreadyThere));
        }
        write::add_person(
            &tx,
            self.ids.uuid(),
            seat.id,
            person,
            "deputy",
            self.clock.now(),
        )
        .await?;
        let told = [("email", email), ("seat", seat.kind.code().to_owned())];
        self.note_pair(&tx, cx, &view.departement, PairFact::DeputyAdded, &told)
            .await?;
        tx.commit().await?;
        tracing::info!(departement, seat = seat.kind.code(), %person, by = ?cx.person_id(), "deputy added");
        Ok(())
    }

    /// Ends a deputy's place: by the holder of the seat or the national administration.
    pub async fn end_deputy(
        &self,
        cx: &Cx,
        departement: &str,
        place: Uuid,
        once: &Once,
    ) -> Result<()> {
        let view = self.pair(cx, Some(departement)).await?;
        let seat = managed(&view, |seat| {
            seat.places.iter().any(|one| one.id == place && !one.holder)
        })?;
        let name = seat.places.iter().find(|one| one.id == place);
        let told = [
            ("name", name.map(|one| one.name.clone()).unwrap_or_default()),
            ("seat", seat.kind.code().to_owned()),
        ];
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::end_deputy(&tx, place, self.clock.now()).await?;
        self.note_pair(&tx, cx, &view.departement, PairFact::DeputyEnded, &told)
            .await?;
        tx.commit().await?;
        tracing::info!(departement, %place, by = ?cx.person_id(), "deputy ended");
        Ok(())
    }

    /// Makes the pair of a département with its two seats, when it has none yet.
    ///
    /// Errors: [`Error::NotFound`] for a code that is no département's.
    pub async fn ensure_pair(&self, tx: &Tx, departement: &str) -> Result<()> {
        let name = self.departement_name(departement).ok_or(Error::NotFound)?;
        let pair = self.ids.uuid();
        if write::add_pair(tx, pair, &name.code, self.clock.now()).await? {
            for &kind in SeatKind::ALL {
                write::add_seat(tx, self.ids.uuid(), pair, kind, &name.seat(kind)).await?;
            }
        }
        Ok(())
    }

    /// "de Maine-et-Loire (49)", to follow a noun; "du département 49" for a code that no territory has.
    pub fn of_departement(&self, code: &str) -> String {
        self.departement_name(code).map_or_else(
            || format!("du département {code}"),
            |name| format!("{} ({code})", name.of),
        )
    }

    fn departement_name(&self, code: &str) -> Option<DepartementName> {
        let dataset = self.territories.dataset();
        let known = dataset.departement(DepartementCode::parse(code).ok()?)?;
        Some(DepartementName {
            code: code.to_owned(),
            of: grammar::departement(known.code, &known.name, known.liaison),
        })
    }

    /// The day it is in Paris, ISO.
    pub(crate) fn today(&self) -> String {
        crate::working_days::day_in_paris(self.clock.now()).to_string()
    }
}

fn referent(line: SettingsLine) -> Option<Referent> {
    let email = line.email?;
    let name = [line.first_name, line.last_name]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    Some(Referent {
        name: match name.trim() {
            "" => email.clone(),
            name => name.to_owned(),
        },
        email,
    })
}

fn visible(person: &Person, wanted: Option<&str>) -> Result<String> {
    match wanted {
        Some(code) if person.admin && domain_code(code) => Ok(code.to_owned()),
        wanted => departement_of(person, wanted),
    }
}

/// Two or three capitals or digits: what a département's code looks like.
fn domain_code(code: &str) -> bool {
    (2..=3).contains(&code.len())
        && code
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn managed(view: &PairView, which: impl Fn(&SeatView) -> bool) -> Result<&SeatView> {
    let seat = view
        .seats
        .iter()
        .find(|seat| which(seat))
        .ok_or(Error::NotFound)?;
    if seat.may_manage {
        Ok(seat)
    } else {
        Err(Error::Forbidden)
    }
}

fn seats(lines: &[SeatLine], reader: &Person, today: &str) -> Vec<SeatView> {
    let mut seats: Vec<SeatView> = Vec::new();
    for line in lines {
        if seats.last().is_none_or(|seat| seat.id != line.seat_id) {
            let Some(kind) = SeatKind::parse(&line.seat_kind) else {
                continue;
            };
            seats.push(SeatView {
                id: line.seat_id,
                kind,
                name: line.seat_name.clone(),
                places: Vec::new(),
                more: false,
                may_manage: reader.admin,
            });
        }
        if let (Some(seat), Some(place)) = (seats.last_mut(), place(line, today)) {
            seat.may_manage |= place.holder && place.person == reader.id;
            if seat.places.len() < SHOWN {
                seat.places.push(place);
            } else {
                seat.more = true;
            }
        }
    }
    seats
}

fn place(line: &SeatLine, today: &str) -> Option<Place> {
    let email = line.email.clone()?;
    let name = format!(
        "{} {}",
        line.first_name.as_deref().unwrap_or_default(),
        line.last_name.as_deref().unwrap_or_default()
    );
    let name = name.trim();
    Some(Place {
        id: line.place_id?,
        person: PersonId(line.person_id?),
        holder: line.position.as_deref() == Some("holder"),
        name: if name.is_empty() {
            email.clone()
        } else {
            name.to_owned()
        },
        job: line.job.clone().unwrap_or_default(),
        phone: line.phone.clone().unwrap_or_default(),
        absence: line.absent_from.clone().zip(line.absent_until.clone()),
        away: is_away(line, today),
        email,
    })
}

/// ISO days compare as text.
pub(crate) fn is_away(line: &SeatLine, today: &str) -> bool {
    let from = line
        .absent_from
        .as_deref()
        .is_some_and(|from| from <= today);
    let until = line
        .absent_until
        .as_deref()
        .is_some_and(|until| today <= until);
    from && until
}

/// The holders, and the deputies of a seat whose holder is away or that has none; each person once.
pub(crate) fn told(lines: &[SeatLine], today: &str) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = Vec::new();
    for line in lines {
        let Some(person) = line.person_id else {
            continue;
        };
        let is_holder = |one: &&SeatLine| {
            one.seat_id == line.seat_id && one.position.as_deref() == Some("holder")
        };
        let holder_is_there = lines
            .iter()
            .filter(is_holder)
            .any(|holder| !is_away(holder, today));
        let told = line.position.as_deref() == Some("holder") || !holder_is_there;
        if told && !people.contains(&PersonId(person)) {
            people.push(PersonId(person));
        }
    }
    people
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn line(seat: u128, person: u128, position: &str, away: Option<(&str, &str)>) -> SeatLine {
        SeatLine {
            seat_id: Uuid::from_u128(seat),
            seat_kind: "ddt".to_owned(),
            seat_name: String::new(),
            place_id: Some(Uuid::from_u128(person)),
            person_id: Some(Uuid::from_u128(person)),
            position: Some(position.to_owned()),
            first_name: None,
            last_name: None,
            email: None,
            phone: None,
            job: None,
            absent_from: away.map(|(from, _)| from.to_owned()),
            absent_until: away.map(|(_, until)| until.to_owned()),
        }
    }

    fn told_on(day: &str, lines: &[SeatLine]) -> Vec<u128> {
        told(lines, day)
            .iter()
            .map(|person| person.0.as_u128())
            .collect()
    }

    #[test]
    fn deputies_are_told_while_the_holder_is_away() {
        let lines = [
            line(1, 10, "holder", Some(("2026-08-01", "2026-08-15"))),
            line(1, 11, "deputy", None),
            line(2, 20, "holder", None),
            line(2, 21, "deputy", None),
        ];
        assert_eq!(told_on("2026-07-31", &lines), [10, 20]);
        assert_eq!(told_on("2026-08-01", &lines), [10, 11, 20]);
        assert_eq!(told_on("2026-08-15", &lines), [10, 11, 20]);
        assert_eq!(told_on("2026-08-16", &lines), [10, 20]);
    }

    #[test]
    fn a_seat_without_holder_tells_its_deputies() {
        assert_eq!(told_on("2026-08-01", &[line(1, 11, "deputy", None)]), [11]);
    }
}
