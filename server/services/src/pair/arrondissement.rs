//! Seats of arrondissements: a sous-préfecture, a territorial unit of the directorate.
//!
//! A place for an arrondissement lies at the seat of the département. Where somebody sits there, she answers for the
//! projects of that arrondissement in place of the département's people, who keep their rights; where nobody does,
//! they answer themselves, so that no project is without a pair.

use super::{SeatView, managed, places};
use crate::context::Person;
use crate::mail::letters::LocalSeatGiven;
use crate::pair::history::PairFact;
use crate::territory::grammar;
use crate::{Cx, Error, Once, Result, Services};
use domain::decision::deputy;
use domain::form::Problem;
use domain::project::SeatKind;
use domain::territory::{ArrondissementCode, DepartementCode};
use store::pair::read::SeatLine;
use store::pair::write::{self, NewPlace};

impl Services {
    /// Seats somebody for one arrondissement: its holder where nobody sits there yet, else a deputy. By the holder of
    /// that seat of the département or the national administration; deputies by the arrondissement's own holder too.
    /// She is told by mail.
    ///
    /// Errors: field errors on `arrondissement` and `email`; [`Error::Forbidden`].
    pub async fn seat_in_arrondissement(
        &self,
        cx: &Cx,
        departement: &str,
        kind: SeatKind,
        code: &str,
        email: &str,
        once: &Once,
    ) -> Result<()> {
        let view = self.pair(cx, Some(departement)).await?;
        if !view.arrondissements.iter().any(|(known, _)| known == code) {
            managed(&view.seats, |one| one.kind == kind)?;
            return Err(Error::field("arrondissement", Problem::NotAChoice));
        }
        let at =
            |seat: &&SeatView| seat.kind == kind && seat.arrondissement.as_deref() == Some(code);
        let known = view.local.iter().find(at);
        let seat = match known {
            Some(seat) if seat.may_manage => seat,
            _ => managed(&view.seats, |one| one.kind == kind)?,
        };
        let places = known.map(|seat| seat.places.as_slice()).unwrap_or_default();
        let email = deputy(email).map_err(Error::Fields)?;
        let person = self.colleague(&email).await?;
        if places.iter().any(|place| place.person == person) {
            return Err(Error::field("email", Problem::AlreadyThere));
        }
        let held = places.iter().any(|place| place.holder);
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let new = NewPlace {
            id: self.ids.uuid(),
            seat: seat.id,
            person,
            position: if held { "deputy" } else { "holder" },
            arrondissement: Some(code),
            at: self.clock.now(),
        };
        write::add_person(&tx, &new).await?;
        let whole = view.seats.iter().find(|one| one.id == seat.id);
        let name = self.local_name(whole.map_or("", |one| &one.name), kind, code);
        let told = [
            ("email", email.clone()),
            ("seat", kind.code().to_owned()),
            ("place", name.clone()),
        ];
        self.note_pair(&tx, cx, &view.departement, PairFact::LocalSeatGiven, &told)
            .await?;
        self.mail_place(&tx, cx, &email, name, held).await?;
        tx.commit().await?;
        tracing::info!(departement, arrondissement = code, seat = kind.code(), %person, by = ?cx.person_id(), "seated for an arrondissement");
        Ok(())
    }

    async fn mail_place(
        &self,
        tx: &store::Tx,
        cx: &Cx,
        email: &str,
        place: String,
        deputy: bool,
    ) -> Result<()> {
        let base = self.settings.base_url.clone();
        let giver = cx.person()?;
        let letter = LocalSeatGiven {
            link: format!("{base}/territoire"),
            base,
            giver: giver.name.clone(),
            place,
            deputy,
        };
        self.post(tx, email, Some(&giver.email), &letter, None)
            .await
    }

    /// The seats of arrondissements, each under its own name.
    pub(super) fn local_seats(
        &self,
        lines: &[SeatLine],
        whole: &[SeatView],
        reader: &Person,
        today: &str,
    ) -> Vec<SeatView> {
        let mut local = places::in_arrondissements(lines, whole, reader, today);
        for seat in &mut local {
            let code = seat.arrondissement.clone().unwrap_or_default();
            seat.name = self.local_name(&seat.name, seat.kind, &code);
        }
        local
    }

    /// The name of the seat of a line: of the whole département, or of an arrondissement.
    pub(crate) fn seat_name(&self, line: &SeatLine) -> String {
        match (&line.arrondissement_code, SeatKind::parse(&line.seat_kind)) {
            (Some(code), Some(kind)) => self.local_name(&line.seat_name, kind, code),
            _ => line.seat_name.clone(),
        }
    }

    /// "Sous-préfecture de Cholet"; "…, arrondissement d'Angers" where the préfecture itself is the seat, and for a
    /// directorate.
    pub(crate) fn local_name(&self, whole: &str, kind: SeatKind, code: &str) -> String {
        let france = self.territories.dataset();
        let found = ArrondissementCode::parse(code).ok();
        let Some(found) = found.and_then(|code| france.arrondissement(code)) else {
            return format!("{whole}, arrondissement {code}");
        };
        let of = grammar::commune(&found.name, found.liaison);
        let chief = france
            .departement(found.departement)
            .is_some_and(|departement| departement.seat == found.seat);
        if kind == SeatKind::Prefecture && !chief {
            format!("Sous-préfecture {of}")
        } else {
            format!("{whole}, arrondissement {of}")
        }
    }

    /// The names of arrondissements, to follow that noun: "de Cholet".
    pub(crate) fn arrondissement_names(&self, codes: &[ArrondissementCode]) -> Vec<String> {
        let france = self.territories.dataset();
        let name = |code: &ArrondissementCode| {
            let found = france.arrondissement(*code)?;
            Some(grammar::commune(&found.name, found.liaison))
        };
        codes.iter().filter_map(name).collect()
    }

    /// The arrondissements of a département, by name: code and name.
    pub(super) fn arrondissements_of(&self, departement: &str) -> Vec<(String, String)> {
        let Ok(code) = DepartementCode::parse(departement) else {
            return Vec::new();
        };
        let france = self.territories.dataset();
        let of = france.arrondissements().iter();
        let mut found: Vec<(String, String)> = of
            .filter(|one| one.departement == code)
            .map(|one| (one.code.to_string(), one.name.to_string()))
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        found
    }
}
