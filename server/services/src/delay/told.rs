//! Whom a reminder is for.

use crate::journal::Details;
use crate::notification::Recipient;
use crate::policy::Resource;
use domain::delay::{Delay, Mark};
use domain::intake::Intake;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;

/// What a reminder's fact tells of: the delay, its due date and how much of it has passed.
pub(crate) fn delay_of(details: &Details) -> Option<(Delay, Timestamp, Mark)> {
    let detail = |name: &str| details.get(name).map(String::as_str);
    let due = detail("due")?.parse().ok()?;
    Some((
        Delay::parse(detail("delay")?)?,
        Timestamp(due),
        Mark::parse(detail("mark")?)?,
    ))
}

/// Whether a reminder is for somebody whom the project concerns: the one who follows it for what only she can do, else
/// the seat that owes something, or both; past one and a half times the delay the whole pair and the referent.
pub(crate) fn is_for(reader: &Recipient, details: &Details, resource: &Resource) -> bool {
    let Some((delay, _, mark)) = delay_of(details) else {
        return false;
    };
    let person = &reader.person;
    let owing = details.get("seat").and_then(|seat| SeatKind::parse(seat));
    let seats = || {
        let here = person.seats.iter();
        here.filter(|seat| {
            seat.answers_for(&resource.departement, resource.arrondissement.as_deref())
        })
        .map(|seat| seat.kind)
    };
    if mark == Mark::Over
        && (seats().next().is_some() || person.referent_of.contains(&resource.departement))
    {
        return true;
    }
    let followed = resource.intake == Intake::Assigned && resource.assignee.is_some();
    match delay {
        Delay::Contact => resource.assignee == Some(person.id),
        Delay::Blocked if followed => resource.assignee == Some(person.id),
        _ => seats().any(|kind| owing.is_none_or(|owing| owing == kind)),
    }
}
