//! What happened around a seeded project: facts, messages, money; what stops it is beside.

use super::blockage;
use super::draw::Draw;
use super::nation::Nation;
use super::people::Staff;
use super::project::Made;
use super::story;
use super::tables::Tables;
use super::words::Words;
use crate::intake::FIRST_CONTACT_DAYS;
use crate::journal::{Details, Fact, details, to_json};
use crate::working_days::plus_working_days;
use domain::ids::{EventId, PersonId, ProjectId};
use domain::intake::Intake;
use domain::project::{Audience, Priority};
use domain::timestamp::Timestamp;
use store::journal::{NewEvent, link};
use uuid::Uuid;

/// The end of a project's chain.
pub struct History {
    /// Number of facts.
    pub seq: i64,
    /// Chain value of the last one.
    pub chain: String,
    /// When it happened.
    pub last_at: Timestamp,
    /// Day of the earliest open blocker.
    pub blocked_since: Option<String>,
}

/// A fact on its way to the history.
pub struct Told {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Uuid,
    /// What.
    pub fact: Fact,
    /// Who may read it.
    pub audience: Audience,
    /// What the sentence needs.
    pub details: Details,
}

impl Told {
    /// A fact that everybody on the project reads.
    pub const fn all(at: Timestamp, actor: Uuid, fact: Fact, details: Details) -> Self {
        Self {
            at,
            actor,
            fact,
            audience: Audience::All,
            details,
        }
    }
}

/// Makes everything around a project, and its chained history in the order of time.
pub fn make(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    staff: &Staff<'_>,
    made: &Made<'_>,
) -> History {
    let mut told = intake(tables, draw, words, staff, made);
    let raised = match made.chapter {
        Some(chapter) => {
            told.extend(story::tell(tables, draw, staff, made, chapter));
            chapter.raised(draw)
        }
        None => {
            told.extend(messages(tables, draw, words, staff, made));
            blockage::drawn(draw, words, &made.life)
        }
    };
    let mut blocked_since = None;
    if let Some(raised) = raised {
        let (since, facts) = blockage::write(tables, draw, nation, made, &raised);
        blocked_since = since;
        told.extend(facts);
    }
    funding(tables, draw, made);
    told.sort_by_key(|fact| fact.at);
    chain(tables, draw, made, told, blocked_since)
}

fn chain(
    tables: &mut Tables,
    draw: &mut Draw,
    made: &Made<'_>,
    told: Vec<Told>,
    blocked_since: Option<String>,
) -> History {
    let mut history = History {
        seq: 0,
        chain: String::new(),
        last_at: made.life.submitted,
        blocked_since,
    };
    for fact in told {
        history.seq += 1;
        let payload = to_json(&fact.details);
        let event = NewEvent {
            id: EventId(draw.id(fact.at)),
            project: ProjectId(made.id),
            at: fact.at,
            actor: Some(PersonId(fact.actor)),
            kind: fact.fact.code(),
            audience: fact.audience,
            payload: &payload,
        };
        history.chain = link(&history.chain, history.seq, &event);
        history.last_at = fact.at;
        tables.event.push(vec![
            event.id.0.into(),
            made.id.into(),
            history.seq.into(),
            fact.at.0.into(),
            fact.actor.into(),
            fact.fact.code().into(),
            fact.audience.code().into(),
            payload.clone().into(),
            history.chain.clone().into(),
        ]);
    }
    history
}

fn intake(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    staff: &Staff<'_>,
    made: &Made<'_>,
) -> Vec<Told> {
    let life = &made.life;
    let submitted = Told::all(life.submitted, made.lead, Fact::Submitted, Details::new());
    let mut told = vec![submitted];
    let mut tell = |at: Option<Timestamp>, actor: Uuid, fact: Fact, details: Details| {
        told.extend(at.map(|at| Told::all(at, actor, fact, details)));
    };
    tell(
        life.acknowledged,
        staff.prefecture,
        Fact::Acknowledged,
        Details::new(),
    );
    if let (Some(at), Some(level)) = (life.prioritised, made.priority) {
        let reason = match made.chapter {
            Some(chapter) => chapter.reason.clone(),
            None => draw.word(&words.motifs),
        };
        let signed = details([
            ("level", level.code().to_owned()),
            ("reason", reason.clone()),
        ]);
        tell(Some(at), staff.ddt, Fact::Prioritised, signed);
        decision(tables, draw, staff, made, (level, &reason), at);
    }
    if let (Some(at), Some((assignee, name))) = (life.assigned, made.assignee.clone()) {
        tell(
            Some(at),
            staff.ddt,
            Fact::Assigned,
            details([("assignee", name)]),
        );
        let contacted = life.contacted(draw.now);
        if let Some(contact) = contacted {
            tell(Some(contact), assignee, Fact::FirstContact, Details::new());
        }
        let row = draw.id(at);
        tables.assignment.push(vec![
            row.into(),
            made.id.into(),
            assignee.into(),
            staff.ddt.into(),
            "".into(),
            at.0.into(),
            plus_working_days(at, FIRST_CONTACT_DAYS, made.calendar)
                .0
                .into(),
            contacted.map(|at| at.0).into(),
        ]);
    }
    let reason = |text: &str| details([("reason", text.to_owned())]);
    match life.state {
        Intake::Closed => {
            let why = reason("Le projet est réalisé.");
            tell(life.parked, made.lead, Fact::Closed, why);
        }
        Intake::Withdrawn => {
            let why = reason("La commune a renoncé au projet.");
            tell(life.parked, made.lead, Fact::Withdrawn, why);
        }
        Intake::Redirected => {
            let mut why = reason("Ce projet relève de ses compétences.");
            why.insert("to_whom".to_owned(), "le conseil départemental".to_owned());
            tell(life.parked, staff.prefecture, Fact::Redirected, why);
        }
        _ => {}
    }
    told
}

fn decision(
    tables: &mut Tables,
    draw: &mut Draw,
    staff: &Staff<'_>,
    made: &Made<'_>,
    (level, reason): (Priority, &str),
    at: Timestamp,
) {
    let id = draw.id(at);
    let proposed = at.plus_seconds(-86_400);
    tables.priority_decision.push(vec![
        id.into(),
        made.id.into(),
        level.code().into(),
        reason.into(),
        "prefecture".into(),
        proposed.0.into(),
        staff.ddt.into(),
        at.0.into(),
        staff.prefecture.into(),
        proposed.0.into(),
        at.0.into(),
    ]);
}

fn messages(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    staff: &Staff<'_>,
    made: &Made<'_>,
) -> Vec<Told> {
    let Some(start) = made.life.acknowledged else {
        return Vec::new();
    };
    let state = made
        .assignee
        .as_ref()
        .map_or(staff.prefecture, |(id, _)| *id);
    let count = if made.life.assigned.is_some() {
        draw.between(4, 22)
    } else {
        draw.between(0, 4)
    };
    let end = made.life.parked.unwrap_or(draw.now);
    let mut told = thread(
        tables,
        draw,
        made,
        Audience::All,
        start,
        end,
        count,
        |draw, index| {
            if index % 2 == 0 {
                (state, draw.word(&words.messages_etat))
            } else {
                (made.lead, draw.word(&words.messages_collectivite))
            }
        },
    );
    if draw.chance(30) {
        told.extend(thread(
            tables,
            draw,
            made,
            Audience::StateOnly,
            start,
            end,
            2,
            |draw, _| (staff.prefecture, draw.word(&words.messages_internes)),
        ));
    }
    told
}

#[allow(clippy::too_many_arguments, reason = "a thread has these parts")]
fn thread(
    tables: &mut Tables,
    draw: &mut Draw,
    made: &Made<'_>,
    audience: Audience,
    start: Timestamp,
    end: Timestamp,
    count: i64,
    say: impl Fn(&mut Draw, i64) -> (Uuid, String),
) -> Vec<Told> {
    if count == 0 {
        return Vec::new();
    }
    let id = draw.id(start);
    let step = (end.since(start) / 1000 / (count + 1)).max(60);
    let mut told = Vec::new();
    let mut last = start;
    for index in 0..count {
        let jitter = draw.between(0, step / 2);
        last = start.plus_seconds(step * (index + 1) + jitter - step / 4);
        let (author, body) = say(draw, index);
        let message = draw.id(last);
        tables.message.push(vec![
            message.into(),
            id.into(),
            author.into(),
            body.into(),
            last.0.into(),
        ]);
        told.push(Told {
            at: last,
            actor: author,
            fact: Fact::MessagePosted,
            audience,
            details: Details::new(),
        });
    }
    tables.thread.push(vec![
        id.into(),
        made.id.into(),
        audience.code().into(),
        start.0.into(),
        count.into(),
        last.0.into(),
    ]);
    told
}

fn funding(tables: &mut Tables, draw: &mut Draw, made: &Made<'_>) {
    let at = made.life.submitted;
    let own = made.cost / 100 * draw.between(20, 45);
    let asked = made.cost / 100 * draw.between(15, 40);
    let granted = if made.life.assigned.is_some() && draw.chance(50) {
        "granted"
    } else {
        "asked"
    };
    for (source, scheme, amount, state) in [
        ("Fonds propres", "", own, "planned"),
        ("État", "DETR", asked, granted),
    ] {
        let id = draw.id(at);
        tables.funding_line.push(vec![
            id.into(),
            made.id.into(),
            source.into(),
            scheme.into(),
            amount.into(),
            state.into(),
            at.0.into(),
        ]);
    }
}
