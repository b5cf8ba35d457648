//! One project of the seed, from its deposit to where it stands.

use super::activity;
use super::draw::Draw;
use super::nation::Nation;
use super::people::{NewPerson, Staff, person};
use super::tables::Tables;
use super::words::{Template, Words};
use crate::intake::due_after;
use crate::territory::Commune;
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// The moments of a project's intake that have come so far.
pub struct Life {
    /// Deposit.
    pub submitted: Timestamp,
    /// Acknowledgement.
    pub acknowledged: Option<Timestamp>,
    /// Decision of the pair.
    pub prioritised: Option<Timestamp>,
    /// Assignment.
    pub assigned: Option<Timestamp>,
    /// Close, redirection or withdrawal.
    pub parked: Option<Timestamp>,
    /// Where it stands.
    pub state: Intake,
}

/// What the activity of a project needs to know of it.
pub struct Made {
    /// The project.
    pub id: Uuid,
    /// Its moments.
    pub life: Life,
    /// Its lead.
    pub lead: Uuid,
    /// Who follows it.
    pub assignee: Option<(Uuid, String)>,
    /// The decision.
    pub priority: Option<Priority>,
    /// Its cost in cents.
    pub cost: i64,
}

/// Where and what a project is.
pub struct Ground<'a> {
    /// The commune.
    pub commune: &'a Commune,
    /// The words.
    pub template: &'a Template,
    /// Where it must stand; anywhere when `None`.
    pub state: Option<Intake>,
}

/// Makes a project somewhere in the département, with everything around it.
pub fn make(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    staff: &Staff<'_>,
    number: i64,
) {
    let communes: Vec<&Commune> = nation
        .dataset()
        .communes_of(staff.departement.code)
        .collect();
    let (Some(commune), Some(template)) = (draw.pick(&communes), draw.pick(&words.project)) else {
        return;
    };
    let ground = Ground {
        commune,
        template,
        state: None,
    };
    make_on(tables, draw, words, nation, staff, number, &ground);
}

/// Makes a project on given ground; gives its id.
pub fn make_on(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    staff: &Staff<'_>,
    number: i64,
    ground: &Ground<'_>,
) -> Uuid {
    let (commune, template) = (ground.commune, ground.template);
    let life = life_in(draw, ground.state);
    let (bearer, bearer_name, lead) = bearer(tables, draw, words, nation, ground);
    let id = draw.id(life.submitted);
    let assigned = life.assigned.is_some();
    let assignee = if assigned {
        draw.pick(&staff.agents).cloned()
    } else {
        None
    };
    let priority = life.prioritised.map(|_| priority(draw));
    let cost = draw.sum(template.min, template.max);
    let made = Made {
        id,
        life,
        lead,
        assignee,
        priority,
        cost,
    };
    let text = Text::of(draw, words, template, commune);
    let history = activity::make(tables, draw, words, nation, staff, &made);
    let (phase, status) = phase(draw, &made.life);
    let parked = made.life.state.is_parked();
    let since = made.life.since();
    let siren = commune.epci.map(|siren| siren.as_str().to_owned());
    let contract = nation.contract(commune).cloned();
    let search = format!(
        "{} {} {bearer_name} {}",
        text.title, text.summary, commune.name
    );
    tables.project.push(vec![
        id.into(),
        number.into(),
        text.title.into(),
        text.summary.into(),
        bearer.into(),
        staff.departement.code.as_str().into(),
        commune
            .arrondissement
            .map(|code| code.as_str().to_owned())
            .into(),
        siren.into(),
        contract.into(),
        Option::<i64>::None.into(),
        template.theme.clone().into(),
        phase.code().into(),
        status.code().into(),
        made.life.state.code().into(),
        since.0.into(),
        parked.then(|| made.life.before().code()).into(),
        due_after(made.life.state, since).map(|due| due.0).into(),
        priority.map(Priority::code).into(),
        cost.into(),
        Option::<String>::None.into(),
        Option::<String>::None.into(),
        text.needs.into(),
        "demo".into(),
        lead.into(),
        made.life.submitted.0.into(),
        made.life.submitted.0.into(),
        since.0.into(),
        history.last_at.0.into(),
        history.blocked_since.into(),
        made.assignee.as_ref().map(|(id, _)| *id).into(),
        1_i64.into(),
        history.seq.into(),
        history.chain.into(),
        store::search::indexed(&search).into(),
    ]);
    tables
        .project_theme
        .push(vec![id.into(), template.theme.clone().into()]);
    tables
        .project_commune
        .push(vec![id.into(), commune.code.as_str().into(), 0_i64.into()]);
    tables.member.push(vec![
        id.into(),
        lead.into(),
        "lead".into(),
        made.life.submitted.0.into(),
    ]);
    id
}

/// A life that ends in the wanted state: drawn again until it does, a bounded number of times.
fn life_in(draw: &mut Draw, wanted: Option<Intake>) -> Life {
    let mut drawn = life(draw);
    for _ in 0..2_000 {
        if wanted.is_none_or(|state| state == drawn.state) {
            break;
        }
        drawn = life(draw);
    }
    drawn
}

/// Makes a commune a bearer with a lead chosen beforehand.
pub fn lead_of_commune(
    tables: &mut Tables,
    draw: &mut Draw,
    nation: &Nation,
    commune: &Commune,
    lead: Uuid,
) {
    let at = draw.now.plus_seconds(-760 * 86_400);
    let code = commune.code.as_str();
    let id = bearer_id("commune", code);
    tables.collectivity.push(vec![
        id.into(),
        "commune".into(),
        code.into(),
        commune.siren.map(|siren| siren.as_str().to_owned()).into(),
        commune.name.to_string().into(),
        commune.departement.as_str().into(),
        at.0.into(),
    ]);
    tables
        .person_collectivity
        .push(vec![lead.into(), id.into(), at.0.into()]);
    nation.note_lead(id, lead);
    tables.note_bearer("commune", code, id, lead);
}

/// One id for a bearer wherever it is met: an EPCI may lie in several départements.
fn bearer_id(kind: &str, code: &str) -> Uuid {
    Uuid::new_v5(&BEARERS, format!("{kind}:{code}").as_bytes())
}

struct Text {
    title: String,
    summary: String,
    needs: String,
}

impl Text {
    fn of(draw: &mut Draw, words: &Words, template: &Template, commune: &Commune) -> Self {
        let name = draw.word(&words.noms);
        let street = draw.word(&words.rues);
        let fill = |text: &str| {
            text.replace("{nom}", &name)
                .replace("{rue}", &street)
                .replace("{commune}", &commune.name)
        };
        Self {
            title: fill(&template.title),
            summary: fill(&template.summary),
            needs: draw.word(&words.besoins),
        }
    }
}

fn bearer(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    ground: &Ground<'_>,
) -> (Uuid, String, Uuid) {
    let commune = ground.commune;
    let at = draw.now.plus_seconds(-760 * 86_400);
    let epci = commune.epci.and_then(|siren| nation.dataset().epci(siren));
    let (kind, code, siren, name) = match epci {
        Some(epci) if ground.state.is_none() && draw.chance(22) => {
            let siren = epci.siren.as_str().to_owned();
            ("epci", siren.clone(), Some(siren), epci.name.to_string())
        }
        _ => {
            let siren = commune.siren.map(|siren| siren.as_str().to_owned());
            (
                "commune",
                commune.code.as_str().to_owned(),
                siren,
                commune.name.to_string(),
            )
        }
    };
    if let Some((id, lead)) = tables.bearer(kind, &code) {
        return (id, name, lead);
    }
    let id = bearer_id(kind, &code);
    let organisation = if kind == "commune" {
        format!("Commune de {name}")
    } else {
        name.clone()
    };
    let email = format!("secretariat@{kind}-{}.example", code.to_lowercase());
    let new = NewPerson {
        email,
        job: "Secrétaire général de mairie",
        organisation,
        at,
    };
    let lead = match nation.lead(id) {
        Some(lead) => lead,
        None => {
            let (lead, _) = person(tables, draw, words, new);
            tables.collectivity.push(vec![
                id.into(),
                kind.into(),
                code.clone().into(),
                siren.into(),
                name.clone().into(),
                commune.departement.as_str().into(),
                at.0.into(),
            ]);
            tables
                .person_collectivity
                .push(vec![lead.into(), id.into(), at.0.into()]);
            nation.note_lead(id, lead);
            lead
        }
    };
    tables.note_bearer(kind, &code, id, lead);
    (id, name, lead)
}

/// Namespace of the seeded bearers' ids.
const BEARERS: Uuid = Uuid::from_u128(0x6d65_635f_7365_6564_5f62_6561_7265_7273);

fn life(draw: &mut Draw) -> Life {
    let age = draw.between(0, 729);
    let submitted = draw.days_ago(age);
    let now = draw.now;
    let mut life = Life {
        submitted,
        acknowledged: None,
        prioritised: None,
        assigned: None,
        parked: None,
        state: Intake::Submitted,
    };
    let come = |at: Timestamp| (at < now).then_some(at);
    let slow = if draw.chance(8) { 12 } else { 0 };
    life.acknowledged = come(draw.days_after(submitted, 1, 4 + slow));
    let Some(acknowledged) = life.acknowledged else {
        return life;
    };
    if draw.chance(5) {
        life.parked = come(draw.days_after(acknowledged, 1, 6));
        life.state = if life.parked.is_some() {
            Intake::Redirected
        } else {
            Intake::Acknowledged
        };
        return life;
    }
    life.state = Intake::Acknowledged;
    life.prioritised = come(draw.days_after(acknowledged, 4, 14 + slow));
    let Some(prioritised) = life.prioritised else {
        return life;
    };
    life.state = Intake::Prioritised;
    life.assigned = come(draw.days_after(prioritised, 1, 7 + slow));
    let Some(assigned) = life.assigned else {
        return life;
    };
    life.state = Intake::Assigned;
    if draw.chance(35) {
        life.parked = come(draw.days_after(assigned, 90, 600));
        if life.parked.is_some() {
            life.state = if draw.chance(85) {
                Intake::Closed
            } else {
                Intake::Withdrawn
            };
        }
    }
    life
}

impl Life {
    /// Since when the project is in its state.
    pub fn since(&self) -> Timestamp {
        [
            self.parked,
            self.assigned,
            self.prioritised,
            self.acknowledged,
        ]
        .into_iter()
        .flatten()
        .next()
        .unwrap_or(self.submitted)
    }

    /// The state a parked project comes back to.
    pub const fn before(&self) -> Intake {
        if self.assigned.is_some() {
            Intake::Assigned
        } else {
            Intake::Acknowledged
        }
    }
}

fn priority(draw: &mut Draw) -> Priority {
    match draw.between(0, 99) {
        0..30 => Priority::Haute,
        30..72 => Priority::Moyenne,
        72..94 => Priority::Basse,
        _ => Priority::Ecartee,
    }
}

fn phase(draw: &mut Draw, life: &Life) -> (Phase, PhaseStatus) {
    match life.state {
        Intake::Closed => (Phase::Operation, PhaseStatus::Termine),
        Intake::Withdrawn => (Phase::Etude, PhaseStatus::Abandonne),
        Intake::Assigned if draw.chance(45) => {
            let status = if draw.chance(20) {
                PhaseStatus::EnRetard
            } else {
                PhaseStatus::EnCours
            };
            (Phase::Operation, status)
        }
        _ if draw.chance(40) => (Phase::Idee, PhaseStatus::EnCours),
        _ => (Phase::Etude, PhaseStatus::EnCours),
    }
}
