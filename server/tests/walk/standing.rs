//! What follows from the person alone: of the département 49, of its pair, of a contract.
#![allow(
    dead_code,
    reason = "shared with the hostile text, which uses less of it"
)]

use domain::permission::Decision;
use domain::project::SeatKind;
use services::Person;
use services::context::SeatHeld;
use services::desk::departements_of;

/// Yes, or not even known.
pub fn known_if(yes: bool) -> Decision {
    if yes {
        Decision::Allow
    } else {
        Decision::Unknown
    }
}

pub fn is_of_a_departement(person: &Person) -> Decision {
    known_if(!departements_of(person).is_empty())
}

pub fn sees_a_territory(person: &Person) -> Decision {
    known_if(has_a_desk(person).allows() || person.admin)
}

/// The manager of a contract is led to her contract.
pub fn has_a_desk(person: &Person) -> Decision {
    known_if(is_of_a_departement(person).allows() || !person.manages.is_empty())
}

pub fn is_of_49(person: &Person) -> bool {
    departements_of(person).iter().any(|code| code == "49")
}

pub fn sees_the_pair(person: &Person) -> Decision {
    known_if(is_of_49(person) || person.admin)
}

/// Among those who see the contract, the seats.
pub fn attaches_to_the_contract(person: &Person) -> Decision {
    match sees_the_contract(person) {
        Decision::Allow if person.seat_of("49").is_none() => Decision::Forbidden,
        seen => seen,
    }
}

/// The manager of a contract reads the figures of her contract on its page.
pub fn reads_figures(person: &Person) -> Decision {
    known_if(is_of_a_departement(person).allows() || (person.admin && person.manages.is_empty()))
}

pub fn sees_the_contract(person: &Person) -> Decision {
    let manages = person.manages.iter().any(|code| code == "crte-49");
    known_if(is_of_49(person) || person.admin || manages)
}

/// Among those who see the pair, whether this one does it.
pub fn of_the_pair(person: &Person, yes: bool) -> Decision {
    match sees_the_pair(person) {
        Decision::Allow if !yes => Decision::Forbidden,
        seen => seen,
    }
}

/// A seat of some whole département.
pub fn imports_somewhere(person: &Person) -> Decision {
    let whole = |seat: &SeatHeld| seat.arrondissement.is_none();
    known_if(person.seats.iter().any(whole))
}

/// A seat of Maine-et-Loire; nobody else knows of its imports.
pub fn imports(person: &Person) -> Decision {
    known_if(person.seat_of("49").is_some())
}

/// At a seat of the whole département or of an arrondissement.
pub fn sits(person: &Person) -> Decision {
    let here = |seat: &SeatHeld| seat.departement == "49";
    of_the_pair(person, person.seats.iter().any(here))
}

/// The holder of the département's seat, and that of the arrondissement of Cholet for a deputy of her own.
pub fn seats_somebody_in_cholet(person: &Person) -> Decision {
    let cholet =
        |seat: &SeatHeld| seat.kind == SeatKind::Ddt && seat.answers_for("49", Some("492"));
    of_the_pair(person, person.admin || person.seats.iter().any(cholet))
}

pub fn names_the_referent(person: &Person) -> Decision {
    of_the_pair(person, person.seat_of("49").is_some() || person.admin)
}

/// The weights are the pair's own: the national administration does not see them.
pub fn weighs(person: &Person) -> Decision {
    match (is_of_49(person), person.seat_of("49")) {
        (true, Some(_)) => Decision::Allow,
        (true, None) => Decision::Forbidden,
        (false, _) => Decision::Unknown,
    }
}

/// The holders of this walk have no deputy's place, so that a seat is a holder's.
pub fn holds_the_ddt(person: &Person) -> Decision {
    let ddt = person.seat_of("49") == Some(domain::project::SeatKind::Ddt);
    of_the_pair(person, ddt || person.admin)
}

pub fn reads_the_rules(person: &Person) -> Decision {
    known_if(is_of_49(person))
}

/// The DDT opened the meeting of the scene: nobody else writes in it.
pub fn writes_in_the_meeting(person: &Person) -> Decision {
    match (reads_the_rules(person), person.seat_of("49")) {
        (Decision::Allow, Some(SeatKind::Ddt)) => Decision::Allow,
        (Decision::Allow, _) => Decision::Forbidden,
        (seen, _) => seen,
    }
}

/// Whoever sits at the other seat lends her signature.
pub fn joins_the_meeting(person: &Person) -> Decision {
    match (reads_the_rules(person), person.seat_of("49")) {
        (Decision::Allow, Some(SeatKind::Prefecture)) => Decision::Allow,
        (Decision::Allow, _) => Decision::Forbidden,
        (seen, _) => seen,
    }
}

/// A seat opens one on its own département.
pub fn opens_meetings(person: &Person) -> Decision {
    writes_rules(person)
}

/// The seats write, the agents read.
pub fn writes_rules(person: &Person) -> Decision {
    match reads_the_rules(person) {
        Decision::Allow if person.seat_of("49").is_none() => Decision::Forbidden,
        seen => seen,
    }
}
