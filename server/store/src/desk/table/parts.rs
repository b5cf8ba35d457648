//! Each part of a filter as a condition on `project p`.

mod tag;
mod turn;

use super::wanted::{Asked, RUNNING, Wanted};
use domain::blocker::BlockerKind;
use domain::filter::{Blocked, Code, Follower, OrNone};

/// A part of a filter; each gives at most one condition, so that a count can leave its own part out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    State,
    Phase,
    Status,
    Theme,
    Priority,
    Follower,
    Turn,
    Contract,
    Programme,
    Epci,
    Arrondissement,
    Commune,
    Cost,
    Deposited,
    Blocked,
    Silent,
    Tag,
    Late,
    Unread,
}

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Adds every part that asks for something.
pub(super) fn add(wanted: &mut Wanted, asked: &Asked<'_>) {
    type Make = fn(&mut Wanted, &Asked<'_>) -> Option<String>;
    const PARTS: [(Part, Make); 20] = [
        (Part::Text, text),
        (Part::State, state),
        (Part::Phase, phase),
        (Part::Status, status),
        (Part::Theme, theme),
        (Part::Priority, priority),
        (Part::Follower, follower),
        (Part::Turn, turn::condition),
        (Part::Contract, contract),
        (Part::Programme, programme),
        (Part::Epci, epci),
        (Part::Arrondissement, arrondissement),
        (Part::Commune, commune),
        (Part::Cost, cost),
        (Part::Deposited, deposited),
        (Part::Blocked, blocked),
        (Part::Silent, silent),
        (Part::Tag, tag::condition),
        (Part::Late, late),
        (Part::Unread, unread),
    ];
    for (part, make) in PARTS {
        if let Some(condition) = make(wanted, asked) {
            wanted.push(part, condition);
        }
    }
}

/// Every word typed begins a word of the text; or the number is the project's.
fn text(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let words: Vec<String> = asked
        .words
        .iter()
        .map(|needles| {
            let likes = needles.iter().map(|needle| {
                let like = wanted.bind(needle.pattern());
                format!("p.search_text LIKE {like}")
            });
            either(&likes.collect::<Vec<_>>())
        })
        .collect();
    let mut ways = Vec::new();
    if !words.is_empty() {
        ways.push(format!("({})", words.join(" AND ")));
    }
    if let Some(number) = asked.number {
        let number = wanted.bind(number);
        ways.push(format!("p.number = {number}"));
    }
    if ways.is_empty() && !asked.filter.text.is_empty() {
        // Only words too common to be kept, or none at all ("?!"): that finds nothing rather than everything.
        return Some("1 = 0".to_owned());
    }
    (!ways.is_empty()).then(|| either(&ways))
}

fn either(ways: &[String]) -> String {
    format!("({})", ways.join(" OR "))
}

fn codes<T: Copy>(
    wanted: &mut Wanted,
    column: &str,
    values: &[T],
    code: fn(T) -> &'static str,
) -> Option<String> {
    let some = !values.is_empty();
    some.then(|| wanted.one_of(column, values.iter().map(|value| code(*value))))
}

fn state(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    codes(wanted, "p.intake", &asked.filter.states, |v| v.code())
}

fn phase(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    codes(wanted, "p.phase", &asked.filter.phases, |v| v.code())
}

fn status(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    codes(wanted, "p.phase_status", &asked.filter.statuses, |v| {
        v.code()
    })
}

fn theme(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    codes(wanted, "p.main_theme", &asked.filter.themes, |v| v.code())
}

/// One of the values, or none at all, as it was asked.
fn or_none<T>(
    wanted: &mut Wanted,
    column: &str,
    values: &[OrNone<T>],
    code: fn(&T) -> String,
) -> Option<String> {
    let mut ways = Vec::new();
    let some: Vec<String> = values
        .iter()
        .filter_map(|value| match value {
            OrNone::None => None,
            OrNone::Is(value) => Some(code(value)),
        })
        .collect();
    if some.len() < values.len() {
        ways.push(format!("{column} IS NULL"));
    }
    if !some.is_empty() {
        ways.push(wanted.one_of(column, some));
    }
    (!ways.is_empty()).then(|| either(&ways))
}

fn text_of(code: &Code) -> String {
    code.as_str().to_owned()
}

fn priority(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    or_none(wanted, "p.priority", &asked.filter.priorities, |v| {
        v.code().to_owned()
    })
}

fn contract(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    or_none(wanted, "p.contract_code", &asked.filter.contracts, text_of)
}

fn epci(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    or_none(wanted, "p.epci_siren", &asked.filter.epcis, text_of)
}

fn arrondissement(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.arrondissements;
    or_none(wanted, "p.arrondissement_code", values, text_of)
}

fn follower(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.followers;
    let mut ways = Vec::new();
    if values.contains(&Follower::Nobody) {
        ways.push("p.assignee_id IS NULL".to_owned());
    }
    let people: Vec<_> = values
        .iter()
        .filter_map(|value| match value {
            Follower::Nobody => None,
            Follower::Me => Some(asked.reader.0),
            Follower::Person(person) => Some(person.0),
        })
        .collect();
    if !people.is_empty() {
        ways.push(wanted.one_of("p.assignee_id", people));
    }
    (!ways.is_empty()).then(|| either(&ways))
}

fn programme(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.programmes;
    if values.is_empty() {
        return None;
    }
    let one_of = wanted.one_of("t.programme", values.iter().map(|v| v.code()));
    Some(format!(
        "EXISTS (SELECT 1 FROM project_commune c \
         JOIN programme_commune m ON m.commune_code = c.commune_code \
         JOIN programme_territory t ON t.id = m.territory_id \
         WHERE c.project_id = p.id AND {one_of})"
    ))
}

fn commune(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.communes;
    if values.is_empty() {
        return None;
    }
    let one_of = wanted.one_of("c.commune_code", values.iter().map(|v| v.as_str()));
    Some(format!(
        "EXISTS (SELECT 1 FROM project_commune c WHERE c.project_id = p.id AND {one_of})"
    ))
}

/// Between two values, either of which may be open.
fn between(
    wanted: &mut Wanted,
    column: &str,
    from: Option<i64>,
    to: Option<(&str, i64)>,
) -> Option<String> {
    let mut bounds = Vec::new();
    if let Some(from) = from {
        let from = wanted.bind(from);
        bounds.push(format!("{column} >= {from}"));
    }
    if let Some((sign, to)) = to {
        let to = wanted.bind(to);
        bounds.push(format!("{column} {sign} {to}"));
    }
    (!bounds.is_empty()).then(|| format!("({})", bounds.join(" AND ")))
}

fn cost(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let from = asked.filter.cost_from.value.map(|cents| cents.0);
    let to = asked.filter.cost_to.value.map(|cents| ("<=", cents.0));
    between(wanted, "p.total_cost_cents", from, to)
}

fn deposited(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let to = asked.deposited_before.map(|before| ("<", before));
    between(wanted, "p.submitted_at", asked.deposited_from, to)
}

fn blocked(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.blocked;
    let kinds: Vec<BlockerKind> = values
        .iter()
        .filter_map(|value| match value {
            Blocked::Any => None,
            Blocked::Kind(kind) => Some(*kind),
        })
        .collect();
    let until = asked.blocked_until.as_deref();
    if values.is_empty() && until.is_none() {
        return None;
    }
    if kinds.is_empty() || kinds.len() < values.len() {
        let since = until.map(|day| {
            let day = wanted.bind(day);
            format!(" AND p.blocked_since <= {day}")
        });
        let since = since.unwrap_or_default();
        return Some(format!("(p.blocked_since IS NOT NULL{since})"));
    }
    let one_of = wanted.one_of("k.kind", kinds.iter().map(|kind| kind.code()));
    let since = until.map(|day| {
        let day = wanted.bind(day);
        format!(" AND k.since_on <= {day}")
    });
    Some(format!(
        "EXISTS (SELECT 1 FROM blocker k WHERE k.project_id = p.id AND k.solved_at IS NULL AND {one_of}{})",
        since.unwrap_or_default()
    ))
}

fn silent(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let days = i64::from(asked.filter.silent_days.value?);
    let until = wanted.bind(asked.now.0 - days * DAY_MILLIS);
    Some(format!(
        "(p.last_activity_at <= {until} AND p.intake IN {RUNNING})"
    ))
}

fn late(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    asked.filter.late.then(|| {
        let now = wanted.bind(asked.now.0);
        super::late_before(&now)
    })
}

fn unread(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    asked.filter.unread.then(|| {
        let reader = wanted.bind(asked.reader.0);
        format!(
            "p.id IN (SELECT n.project_id FROM notification n WHERE n.person_id = {reader} AND n.read_at IS NULL)"
        )
    })
}
