//! The State's people of a département, and those of its collectivités as they are needed.

use super::draw::Draw;
use super::tables::Tables;
use super::words::Words;
use crate::territory::Departement;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// The State's people of one département.
pub struct Staff<'a> {
    /// The département.
    pub departement: &'a Departement,
    /// Holder of the DDT's seat.
    pub ddt: Uuid,
    /// Holder of the préfecture's seat.
    pub prefecture: Uuid,
    /// Agents who can be assigned, with their names.
    pub agents: Vec<(Uuid, String)>,
}

/// A person to make.
pub struct NewPerson<'a> {
    /// Address.
    pub email: String,
    /// Function.
    pub job: &'a str,
    /// Collectivité or service.
    pub organisation: String,
    /// Since when.
    pub at: Timestamp,
}

/// Makes a person with a drawn name; gives id and name.
pub fn person(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    new: NewPerson<'_>,
) -> (Uuid, String) {
    let id = draw.id(new.at);
    let first = draw.word(&words.prenoms);
    let last = draw.word(&words.noms_de_famille);
    let name = format!("{first} {last}");
    tables.person.push(vec![
        id.into(),
        new.email.into(),
        first.into(),
        last.into(),
        new.job.into(),
        new.organisation.into(),
        "".into(),
        new.at.0.into(),
    ]);
    (id, name)
}

/// Makes the pair of a département, its holders and four agents.
pub fn staff<'a>(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    departement: &'a Departement,
) -> Staff<'a> {
    let at = draw.now.plus_seconds(-800 * 86_400);
    let pair = draw.id(at);
    let code = departement.code.as_str();
    tables
        .pair
        .push(vec![pair.into(), code.into(), at.0.into()]);
    let mut holder = |tables: &mut Tables, kind: SeatKind, name: String, local: &str| {
        let seat = draw.id(at);
        tables.seat.push(vec![
            seat.into(),
            pair.into(),
            kind.code().into(),
            name.clone().into(),
        ]);
        let email = format!("{local}.{}@etat.example", code.to_lowercase());
        let new = NewPerson {
            email,
            job: "Chef de service",
            organisation: name,
            at,
        };
        let (id, _) = person(tables, draw, words, new);
        let row = draw.id(at);
        tables.seat_person.push(vec![
            row.into(),
            seat.into(),
            id.into(),
            "holder".into(),
            at.0.into(),
        ]);
        id
    };
    let of = departement.of();
    let ddt_name = format!("Direction départementale des territoires {of}");
    let ddt = holder(tables, SeatKind::Ddt, ddt_name, "ddt");
    let prefecture = holder(
        tables,
        SeatKind::Prefecture,
        format!("Préfecture {of}"),
        "prefecture",
    );
    let agents = (1..=4)
        .map(|n| agent(tables, draw, words, departement, n))
        .collect();
    Staff {
        departement,
        ddt,
        prefecture,
        agents,
    }
}

/// Makes the n-th agent of a département; gives id and name.
pub fn agent(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    departement: &Departement,
    n: usize,
) -> (Uuid, String) {
    let at = draw.now.plus_seconds(-800 * 86_400);
    let code = departement.code.as_str();
    let service = format!(
        "Direction départementale des territoires {}",
        departement.of()
    );
    let new = NewPerson {
        email: format!("agent{n}.{}@etat.example", code.to_lowercase()),
        job: "Chargé de mission territoriale",
        organisation: service.clone(),
        at,
    };
    let (id, name) = person(tables, draw, words, new);
    let grant = draw.id(at);
    tables.role_grant.push(vec![
        grant.into(),
        id.into(),
        "agent".into(),
        code.into(),
        "".into(),
        service.into(),
        at.0.into(),
    ]);
    (id, name)
}
