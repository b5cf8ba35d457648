//! The pair of a département: who sits there, who is away, who is told.

mod arrondissement;
pub mod history;
pub mod names;
mod places;
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
pub(crate) use places::{answering, delegated, is_away, told};
use referent::Referent;
use store::Tx;
use store::pair::history::FactLine;
use store::pair::read;
use store::pair::settings::{self, SettingsLine};
use store::pair::write::{self, NewPlace};
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
    /// "Préfecture de Maine-et-Loire", "Sous-préfecture de Cholet".
    pub name: String,
    /// The arrondissement it answers for; none for the whole département.
    pub arrondissement: Option<String>,
    /// Who sits there, at most [`SHOWN`].
    pub places: Vec<Place>,
    /// More sit there than are shown.
    pub more: bool,
    /// The reader may add and end deputies.
    pub may_manage: bool,
    /// The reader may end the holder's place too: she gave it.
    pub may_end_holder: bool,
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
    /// The seats of arrondissements, where somebody sits there.
    pub local: Vec<SeatView>,
    /// The arrondissements: code and name.
    pub arrondissements: Vec<(String, String)>,
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
        let today = self.today();
        let seats = places::seats(&lines, person, &today);
        let local = self.local_seats(&lines, &seats, person, &today);
        let all = seats.iter().chain(&local);
        let mut own: Vec<Place> = all.flat_map(|seat| seat.places.clone()).collect();
        own.retain(|place| place.person == person.id);
        Ok(PairView {
            sees_weights: departements_of(person).contains(&departement),
            of_departement: self.of_departement(&departement),
            arrondissements: self.arrondissements_of(&departement),
            departement,
            departements: departements_of(person),
            own: own.into_iter().next(),
            referent: settings.and_then(referent),
            history,
            seats,
            local,
        })
    }

    /// Who is to be told of what happens in a département, or in one of its arrondissements: the holders, and the
    /// deputies of a seat whose holder is away today or that has none. One query.
    pub async fn told(
        &self,
        departement: &str,
        arrondissement: Option<&str>,
    ) -> Result<Vec<PersonId>> {
        let today = self.today();
        let lines = read::seats(self.db.read(), departement).await?;
        Ok(told(&answering(lines, arrondissement, &today), &today))
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
            .chain(&view.local)
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
        let seat = managed(&view.seats, |one| one.kind == seat)?;
        let email = deputy(email).map_err(Error::Fields)?;
        let person = self.colleague(&email).await?;
        if seat.places.iter().any(|place| place.person == person) {
            return Err(Error::field("email", Problem::AlreadyThere));
        }
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let new = NewPlace {
            id: self.ids.uuid(),
            seat: seat.id,
            person,
            position: "deputy",
            arrondissement: None,
            at: self.clock.now(),
        };
        write::add_person(&tx, &new).await?;
        let told = [("email", email), ("seat", seat.kind.code().to_owned())];
        self.note_pair(&tx, cx, &view.departement, PairFact::DeputyAdded, &told)
            .await?;
        tx.commit().await?;
        tracing::info!(departement, seat = seat.kind.code(), %person, by = ?cx.person_id(), "deputy added");
        Ok(())
    }

    /// The account at an address; a field error on `email` where there is none.
    async fn colleague(&self, email: &str) -> Result<PersonId> {
        let found = read::person_by_email(self.db.read(), email).await?;
        found.ok_or_else(|| Error::field("email", Problem::UnknownPerson))
    }

    /// Ends a place that a holder or the national administration gave: a deputy's, or one for an arrondissement.
    pub async fn end_place(
        &self,
        cx: &Cx,
        departement: &str,
        place: Uuid,
        once: &Once,
    ) -> Result<()> {
        let view = self.pair(cx, Some(departement)).await?;
        let all = view.seats.iter().chain(&view.local);
        let found = all.clone().find_map(|seat| {
            let place = seat.places.iter().find(|one| one.id == place)?;
            Some((seat, place))
        });
        let (seat, line) = found.ok_or(Error::NotFound)?;
        if line.holder && seat.arrondissement.is_none() {
            return Err(Error::NotFound);
        }
        if !seat.may_manage || (line.holder && !seat.may_end_holder) {
            return Err(Error::Forbidden);
        }
        let mut told = vec![
            ("name", line.name.clone()),
            ("seat", seat.kind.code().to_owned()),
        ];
        let mut fact = PairFact::DeputyEnded;
        if seat.arrondissement.is_some() {
            told.push(("place", seat.name.clone()));
            fact = PairFact::LocalSeatEnded;
        }
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::end_place(&tx, place, self.clock.now()).await?;
        self.note_pair(&tx, cx, &view.departement, fact, &told)
            .await?;
        tx.commit().await?;
        tracing::info!(departement, %place, by = ?cx.person_id(), "place at a seat ended");
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

fn managed(seats: &[SeatView], which: impl Fn(&SeatView) -> bool) -> Result<&SeatView> {
    let seat = seats
        .iter()
        .find(|seat| which(seat))
        .ok_or(Error::NotFound)?;
    if seat.may_manage {
        Ok(seat)
    } else {
        Err(Error::Forbidden)
    }
}
