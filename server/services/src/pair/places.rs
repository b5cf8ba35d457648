//! Who sits at the seats of a département, for its whole and for its arrondissements.

use super::{Place, SHOWN, SeatView};
use crate::context::Person;
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::territory::ArrondissementCode;
use store::pair::read::SeatLine;
use uuid::Uuid;

/// The seats for the whole département; each with its places, even where nobody sits.
pub(super) fn seats(lines: &[SeatLine], reader: &Person, today: &str) -> Vec<SeatView> {
    let mut seats: Vec<SeatView> = Vec::new();
    for line in lines {
        if seats.last().is_none_or(|seat| seat.id != line.seat_id) {
            let Some(kind) = SeatKind::parse(&line.seat_kind) else {
                continue;
            };
            seats.push(empty(line, kind, reader.admin));
        }
        if line.arrondissement_code.is_none()
            && let Some(seat) = seats.last_mut()
        {
            sit(seat, line, reader, today);
        }
    }
    seats
}

/// The seats of arrondissements, where somebody sits there. The holder of the seat for the whole département manages
/// them too.
pub(super) fn in_arrondissements(
    lines: &[SeatLine],
    whole: &[SeatView],
    reader: &Person,
    today: &str,
) -> Vec<SeatView> {
    let mut seats: Vec<SeatView> = Vec::new();
    for line in lines {
        let (Some(code), Some(kind)) =
            (&line.arrondissement_code, SeatKind::parse(&line.seat_kind))
        else {
            continue;
        };
        let same =
            |seat: &SeatView| seat.id == line.seat_id && seat.arrondissement.as_ref() == Some(code);
        if !seats.last().is_some_and(same) {
            let managed = whole
                .iter()
                .any(|seat| seat.id == line.seat_id && seat.may_manage);
            seats.push(SeatView {
                arrondissement: Some(code.clone()),
                may_end_holder: managed,
                ..empty(line, kind, managed)
            });
        }
        if let Some(seat) = seats.last_mut() {
            sit(seat, line, reader, today);
        }
    }
    seats
}

fn empty(line: &SeatLine, kind: SeatKind, may_manage: bool) -> SeatView {
    SeatView {
        id: line.seat_id,
        kind,
        name: line.seat_name.clone(),
        arrondissement: None,
        places: Vec::new(),
        more: false,
        may_manage,
        may_end_holder: false,
    }
}

fn sit(seat: &mut SeatView, line: &SeatLine, reader: &Person, today: &str) {
    let Some(place) = place(line, today) else {
        return;
    };
    seat.may_manage |= place.holder && place.person == reader.id;
    if seat.places.len() < SHOWN {
        seat.places.push(place);
    } else {
        seat.more = true;
    }
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

/// Those who answer for an arrondissement: at each seat whoever sits there for it, else for the whole département. One
/// where everybody is away today is helped by the département.
pub(crate) fn answering(
    lines: Vec<SeatLine>,
    arrondissement: Option<&str>,
    today: &str,
) -> Vec<SeatLine> {
    let own = |line: &SeatLine| {
        line.arrondissement_code.is_some() && line.arrondissement_code.as_deref() == arrondissement
    };
    let helped: Vec<Uuid> = lines
        .iter()
        .filter(|line| own(line) && !is_away(line, today))
        .map(|line| line.seat_id)
        .collect();
    lines
        .into_iter()
        .filter(|line| {
            own(line) || (line.arrondissement_code.is_none() && !helped.contains(&line.seat_id))
        })
        .collect()
}

/// The arrondissements whose own people do the work of a seat today.
pub(crate) fn delegated(
    lines: &[SeatLine],
    kind: SeatKind,
    today: &str,
) -> Vec<ArrondissementCode> {
    let present = lines
        .iter()
        .filter(|line| line.seat_kind == kind.code() && !is_away(line, today));
    let mut codes: Vec<ArrondissementCode> = present
        .filter_map(|line| ArrondissementCode::parse(line.arrondissement_code.as_deref()?).ok())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The holders, and the deputies of a seat whose holder is away or that has none; each person once. A seat of an
/// arrondissement is one of its own.
pub(crate) fn told(lines: &[SeatLine], today: &str) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = Vec::new();
    for line in lines {
        let Some(person) = line.person_id else {
            continue;
        };
        let is_holder = |one: &&SeatLine| {
            one.seat_id == line.seat_id
                && one.arrondissement_code == line.arrondissement_code
                && one.position.as_deref() == Some("holder")
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
            arrondissement_code: None,
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

    fn in_arrondissement(code: &str, line: SeatLine) -> SeatLine {
        SeatLine {
            arrondissement_code: Some(code.to_owned()),
            ..line
        }
    }

    #[test]
    fn whoever_sits_for_the_arrondissement_answers_in_place_of_the_departement() {
        let away = Some(("2026-08-01", "2026-08-15"));
        let lines = vec![
            line(1, 10, "holder", None),
            line(2, 20, "holder", None),
            in_arrondissement("492", line(2, 22, "holder", away)),
        ];
        let on = |code: Option<&str>, day: &str| told_on(day, &answering(lines.clone(), code, day));
        assert_eq!(on(Some("492"), "2026-07-31"), [10, 22]);
        assert_eq!(on(Some("491"), "2026-07-31"), [10, 20]);
        assert_eq!(on(None, "2026-07-31"), [10, 20]);
        assert_eq!(
            on(Some("492"), "2026-08-01"),
            [10, 20, 22],
            "helped while away"
        );
        let own = |day| delegated(&lines, SeatKind::Ddt, day);
        assert_eq!(
            own("2026-07-31")
                .iter()
                .map(|code| code.as_str())
                .collect::<Vec<_>>(),
            ["492"]
        );
        assert_eq!(own("2026-08-01"), []);
    }
}
