//! One project of the seed, from its deposit to where it stands.

use super::activity;
use super::draw::Draw;
use super::life::{Life, life_in};
use super::nation::Nation;
use super::people::{NewPerson, Staff, person};
use super::story::Chapter;
use super::tables::Tables;
use super::words::{Template, Words};
use crate::recommendation::facts::ProjectFacts;
use crate::territory::Commune;
use crate::working_days::Calendar;
use domain::intake::Intake;
use domain::offer::{Place, PlaceKind};
use domain::project::{BearerKind, Phase, PhaseStatus, Priority};
use domain::theme::Theme;
use uuid::Uuid;

/// What the activity of a project needs to know of it.
pub struct Made<'a> {
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
    /// What decides which offers fit.
    pub facts: ProjectFacts,
    /// Its chapter, for a project of the story.
    pub chapter: Option<&'a Chapter>,
    /// The working days of its département.
    pub calendar: Calendar,
}

/// Where and what a project is.
pub struct Ground<'a> {
    /// The commune.
    pub commune: &'a Commune,
    /// The words.
    pub template: &'a Template,
    /// Where it must stand; anywhere when `None`.
    pub state: Option<Intake>,
    /// What is told of it, for a project of the story.
    pub chapter: Option<&'a Chapter>,
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
        chapter: None,
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
    let life = match ground.chapter {
        Some(chapter) => chapter.life(draw),
        None => life_in(draw, ground.state),
    };
    let bearer = bearer(tables, draw, words, nation, ground);
    let id = draw.id(life.submitted);
    let assignee = match (life.assigned, ground.chapter) {
        (None, _) => None,
        (Some(_), Some(_)) => staff.agents.first().cloned(),
        (Some(_), None) => draw.pick(&staff.agents).cloned(),
    };
    let priority = life.prioritised.map(|_| match ground.chapter {
        Some(chapter) => chapter.priority,
        None => priority(draw, life.assigned.is_some()),
    });
    let cost = draw.sum(template.min, template.max);
    let (phase, status) = phase(draw, &life);
    let made = Made {
        id,
        facts: facts(nation, ground, bearer.kind, phase),
        life,
        lead: bearer.lead,
        assignee,
        priority,
        cost: ground.chapter.map_or(cost, |chapter| chapter.cost * 100),
        chapter: ground.chapter,
        calendar: Calendar::of(staff.departement.code.as_str()),
    };
    let text = Text::of(draw, words, ground);
    let history = activity::make(tables, draw, words, nation, staff, &made);
    let parked = made.life.state.is_parked();
    let since = made.life.since();
    let siren = commune.epci.map(|siren| siren.as_str().to_owned());
    let contract = nation.contract(commune).cloned();
    let search = format!(
        "{} {} {} {}",
        text.title, text.summary, bearer.name, commune.name
    );
    tables.project.push(vec![
        id.into(),
        number.into(),
        text.title.into(),
        text.summary.into(),
        bearer.id.into(),
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
        made.life
            .due(draw.now, staff.departement.code.as_str())
            .filter(|_| priority != Some(Priority::Ecartee))
            .map(|due| due.0)
            .into(),
        priority.map(Priority::code).into(),
        made.cost.into(),
        Option::<String>::None.into(),
        Option::<String>::None.into(),
        text.needs.into(),
        "demo".into(),
        bearer.lead.into(),
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
        bearer.lead.into(),
        "lead".into(),
        made.life.submitted.0.into(),
    ]);
    id
}

/// What the ranking of offers asks of a project.
fn facts(nation: &Nation, ground: &Ground<'_>, bearer: BearerKind, phase: Phase) -> ProjectFacts {
    let commune = ground.commune;
    let place = |kind: PlaceKind, code: &str| Place {
        kind,
        code: code.to_owned(),
    };
    let mut places = vec![
        place(PlaceKind::Departement, commune.departement.as_str()),
        place(PlaceKind::Commune, commune.code.as_str()),
    ];
    let epci = commune
        .epci
        .map(|siren| place(PlaceKind::Epci, siren.as_str()));
    places.extend(epci);
    ProjectFacts {
        bearer,
        themes: Theme::parse(&ground.template.theme).into_iter().collect(),
        phase,
        population: commune
            .population
            .filter(|_| bearer == BearerKind::Commune)
            .map(i64::from),
        programmes: Vec::new(),
        contract: nation.contract(commune).is_some(),
        places,
    }
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
    fn of(draw: &mut Draw, words: &Words, ground: &Ground<'_>) -> Self {
        if let Some(chapter) = ground.chapter {
            return Self {
                title: chapter.title.clone(),
                summary: chapter.summary.clone(),
                needs: chapter.needs.clone(),
            };
        }
        let (template, commune) = (ground.template, ground.commune);
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

/// Who bears a project.
struct Bearer {
    kind: BearerKind,
    id: Uuid,
    name: String,
    lead: Uuid,
}

fn bearer(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    ground: &Ground<'_>,
) -> Bearer {
    let commune = ground.commune;
    let at = draw.now.plus_seconds(-760 * 86_400);
    let epci = commune.epci.and_then(|siren| nation.dataset().epci(siren));
    let (kind, code, siren, name) = match epci {
        Some(epci) if ground.state.is_none() && draw.chance(22) => {
            let siren = epci.siren.as_str().to_owned();
            (
                BearerKind::Epci,
                siren.clone(),
                Some(siren),
                epci.name.to_string(),
            )
        }
        _ => {
            let siren = commune.siren.map(|siren| siren.as_str().to_owned());
            (
                BearerKind::Commune,
                commune.code.as_str().to_owned(),
                siren,
                commune.name.to_string(),
            )
        }
    };
    if let Some((id, lead)) = tables.bearer(kind.code(), &code) {
        return Bearer {
            kind,
            id,
            name,
            lead,
        };
    }
    let id = bearer_id(kind.code(), &code);
    let (job, organisation) = if kind == BearerKind::Commune {
        ("Secrétaire général de mairie", format!("Mairie, {name}"))
    } else {
        ("Chargé de développement", name.clone())
    };
    let email = format!("secretariat@{kind}-{}.example", code.to_lowercase());
    let new = NewPerson {
        email,
        job,
        organisation,
        at,
    };
    let lead = match nation.lead(id) {
        Some(lead) => lead,
        None => {
            let (lead, _) = person(tables, draw, words, new);
            tables.collectivity.push(vec![
                id.into(),
                kind.code().into(),
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
    tables.note_bearer(kind.code(), &code, id, lead);
    Bearer {
        kind,
        id,
        name,
        lead,
    }
}

/// Namespace of the seeded bearers' ids.
const BEARERS: Uuid = Uuid::from_u128(0x6d65_635f_7365_6564_5f62_6561_7265_7273);

/// What the pair has put aside is given to nobody.
fn priority(draw: &mut Draw, assigned: bool) -> Priority {
    match draw.between(0, if assigned { 93 } else { 99 }) {
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
