//! What is late in a département: by seat and agent, then one by one, the oldest first, each with its reason.

use super::actions::{address, cursor, other_departements, position};
use crate::http::{AppState, Page, PageResult, RequestCx, render};
use crate::i18n::labels::{self, Label};
use crate::i18n::{dates, numbers};
use crate::rule::words;
use crate::ui::{
    ButtonKind, ButtonLink, ColumnHead, EmptyState, IconName, LinkItem, Table, Tabs, Time,
};
use axum::extract::{Query, State};
use domain::delay::Delay;
use domain::project::{Priority, SeatKind};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;
use services::desk::late::{Late, LatePage, LateQuery, Presence};
use services::read_models::desk::late::{LateLine, OwnerCount};
use uuid::Uuid;

/// Where it is.
pub const PATH: &str = "/territoire/retards";

/// The address of the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LateAddress {
    departement: Option<String>,
    genre: Option<String>,
    qui: Option<String>,
    apres: Option<String>,
}

/// Shows the page.
pub async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<LateAddress>,
) -> PageResult {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let query = LateQuery {
        departement: filled(asked.departement),
        delay: asked.genre.as_deref().and_then(Delay::parse),
        owner: filled(asked.qui),
        after: asked.apres.as_deref().and_then(position),
    };
    let late = state.services.late(request.cx(), &query).await?;
    let page = Page::new("Retards", move || page(&late, &query));
    Ok(render(&state, &request, page))
}

fn page(late: &LatePage, query: &LateQuery) -> AnyView {
    let total: i64 = late.owners.iter().map(|count| count.n).sum();
    let lead = match total {
        0 => format!(
            "Rien n'est en retard dans le département {}.",
            late.of_departement
        ),
        n => format!(
            "{} dans le département {}. Les plus anciens d'abord ; les jours sont ouvrés.",
            numbers::counted(n, "étape en retard", "étapes en retard"),
            late.of_departement
        ),
    };
    view! {
        <div class="page page-wide stack">
            <h1>"Ce qui est en retard"</h1>
            <p><a href=back(late)>"Revenir à ce qui vous attend"</a></p>
            {other_departements(PATH, &late.departement, &late.departements)}
            <p>{lead}</p>
            {(total > 0).then(|| owners(late, query))}
            {(total > 0).then(|| list(late, query))}
        </div>
    }
    .into_any()
}

/// The département to keep in addresses: only where there is a choice.
fn departement(late: &LatePage) -> String {
    if late.departements.len() > 1 {
        late.departement.clone()
    } else {
        String::new()
    }
}

fn back(late: &LatePage) -> String {
    address("/territoire", &[("departement", departement(late))])
}

/// The page with another kind and owner, from its beginning.
fn narrowed(late: &LatePage, delay: Option<Delay>, owner: &str) -> String {
    let delay = delay.map(Delay::code).unwrap_or_default();
    let parts = [
        ("departement", departement(late)),
        ("genre", delay.to_owned()),
        ("qui", owner.to_owned()),
    ];
    address(PATH, &parts)
}

/// The code of an owner in an address.
fn code(owner: &str, agent: Option<Uuid>) -> String {
    match (owner, agent) {
        ("pair", _) => "binome".to_owned(),
        ("agent", Some(agent)) => agent.to_string(),
        (seat, _) => seat.to_owned(),
    }
}

fn name(owner: &str, first: Option<&str>, last: Option<&str>) -> String {
    match SeatKind::parse(owner) {
        Some(seat) => seat.label().to_owned(),
        None if owner == "pair" => "L'un ou l'autre siège".to_owned(),
        None => {
            let parts: Vec<&str> = [first, last]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            if parts.is_empty() {
                "Agent sans nom".to_owned()
            } else {
                parts.join(" ")
            }
        }
    }
}

struct OwnerRow {
    code: String,
    name: String,
    seat: Option<SeatKind>,
    n: i64,
    oldest: i64,
}

/// One row an owner: counts come by owner and kind.
fn rows(counts: &[OwnerCount]) -> Vec<OwnerRow> {
    let mut rows: Vec<OwnerRow> = Vec::new();
    for count in counts {
        let code = code(&count.owner, count.agent_id);
        match rows.iter_mut().find(|row| row.code == code) {
            Some(row) => {
                row.n += count.n;
                row.oldest = row.oldest.min(count.oldest);
            }
            None => rows.push(OwnerRow {
                name: name(
                    &count.owner,
                    count.first_name.as_deref(),
                    count.last_name.as_deref(),
                ),
                seat: SeatKind::parse(&count.owner),
                code,
                n: count.n,
                oldest: count.oldest,
            }),
        }
    }
    rows
}

fn owners(late: &LatePage, query: &LateQuery) -> AnyView {
    let everybody = narrowed(late, query.delay, "");
    let lines = rows(&late.owners)
        .into_iter()
        .map(|row| {
            let here = query.owner.as_deref() == Some(row.code.as_str());
            let href = narrowed(late, query.delay, &row.code);
            let oldest = dates::moment_day(Timestamp(row.oldest));
            let note = row.seat.map(|seat| note(late, seat));
            view! {
                <tr>
                    <th scope="row"><a href=href aria-current=here.then_some("true")>{row.name}</a></th>
                    <td data-label="En retard">{numbers::whole(row.n)}</td>
                    <td data-label="Depuis">{oldest}</td>
                    <td data-label="À savoir">{note.unwrap_or_default()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>"Par siège et par agent"</h2>
            <Table id="retards-par-qui" caption="Retards par siège et par agent" caption_hidden=true stacked=true>
                <thead>
                    <tr>
                        <ColumnHead label="Qui"/>
                        <ColumnHead label="En retard"/>
                        <ColumnHead label="Depuis"/>
                        <ColumnHead label="À savoir"/>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </Table>
            {query.owner.is_some().then(|| view! { <p><a href=everybody>"Voir les retards de tous"</a></p> })}
        </section>
    }
    .into_any()
}

/// What one should know of a seat: whether its people are there, and where others answer in its place.
fn note(late: &LatePage, seat: SeatKind) -> String {
    let own = late.elsewhere.iter().find(|(kind, _)| *kind == seat);
    let names = own.map(|(_, names)| names.as_slice()).unwrap_or_default();
    let elsewhere = match names {
        [] => None,
        [one] => Some(format!("L'arrondissement {one} a son propre siège")),
        [rest @ .., last] => Some(format!(
            "Les arrondissements {} et {last} ont leurs propres sièges",
            rest.join(", ")
        )),
    };
    let parts = [presence(late, seat).map(str::to_owned), elsewhere];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(". ")
}

fn presence(late: &LatePage, seat: SeatKind) -> Option<&'static str> {
    let (_, presence) = late.presence.iter().find(|(kind, _)| *kind == seat)?;
    match presence {
        Presence::There => None,
        Presence::Replaced => Some("Titulaire absent, un suppléant est prévenu"),
        Presence::Away => Some("Titulaire absent, sans suppléant"),
        Presence::Empty => Some("Personne n'occupe ce siège"),
    }
}

const fn kind(delay: Delay) -> &'static str {
    match delay {
        Delay::Acknowledge => "Prise en charge",
        Delay::Prioritise => "Priorité",
        Delay::Sign => "Signature",
        Delay::Assign => "Affectation",
        Delay::Contact => "Premier contact",
        Delay::Blocked => "Blocage",
    }
}

fn list(late: &LatePage, query: &LateQuery) -> AnyView {
    let owner = query.owner.clone().unwrap_or_default();
    let tab = |delay: Option<Delay>, words: &str| {
        LinkItem::new(words, narrowed(late, delay, &owner)).current(query.delay == delay)
    };
    let mut tabs = vec![tab(None, "Tout")];
    tabs.extend(
        Delay::ALL
            .iter()
            .map(|delay| tab(Some(*delay), kind(*delay))),
    );
    let here = narrowed(late, query.delay, &owner);
    let everything = narrowed(late, None, "");
    let body = if late.lines.is_empty() {
        view! {
            <EmptyState title="Rien de tel n'est en retard" icon=IconName::CheckCircle>
                <p><a href=everything>"Voir tous les retards"</a></p>
            </EmptyState>
        }
        .into_any()
    } else {
        table(late)
    };
    let next = late.next.map(|at| {
        let more = if here.contains('?') { '&' } else { '?' };
        let href = format!("{here}{more}apres={}", cursor(at));
        view! { <p><ButtonLink kind=ButtonKind::Secondary href=href>"Voir la suite"</ButtonLink></p> }
    });
    view! {
        <section class="stack">
            <h2>"Un par un"</h2>
            <Tabs label="Genres de retards" links=tabs/>
            {body}
            {next}
        </section>
    }
    .into_any()
}

fn table(late: &LatePage) -> AnyView {
    let rows = late.lines.iter().map(row).collect_view();
    view! {
        <Table id="retards" caption="Étapes en retard, les plus anciennes d'abord" caption_hidden=true stacked=true>
            <thead>
                <tr>
                    <ColumnHead label="Projet"/>
                    <ColumnHead label="En retard"/>
                    <ColumnHead label="Qui"/>
                    <ColumnHead label="Pourquoi"/>
                </tr>
            </thead>
            <tbody class="desk-table">{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(late: &Late) -> AnyView {
    let line = &late.line;
    let number = line
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    let delay = Delay::parse(&line.delay);
    let due = Timestamp(line.due_at);
    let href = format!("/projets/{}{}", line.id, part(delay));
    let since = match late.days {
        0 => "depuis le dernier jour ouvré".to_owned(),
        days => numbers::counted(i64::from(days), "jour ouvré", "jours ouvrés"),
    };
    let who = who(late);
    view! {
        <tr>
            <th scope="row">
                <a href=href>{line.title.clone()}</a>
                <span class="desk-place">{format!("{number}{}", line.bearer_name)}</span>
            </th>
            <td data-label="En retard">
                {since}
                <span class="desk-place">
                    "attendu le "<Time datetime=dates::machine(due) words=dates::moment_day(due)/>
                </span>
            </td>
            <td data-label="Qui">{who}</td>
            <td data-label="Pourquoi">{why(line, delay)}</td>
        </tr>
    }
    .into_any()
}

/// Who owes it: where an arrondissement has seats of its own, they are named.
fn who(late: &Late) -> String {
    let line = &late.line;
    let named = |kind: SeatKind| {
        let own = late.answering.iter().find(|(of, _)| *of == kind);
        own.map_or_else(|| kind.label().to_owned(), |(_, name)| name.clone())
    };
    match SeatKind::parse(&line.owner) {
        Some(kind) => named(kind),
        None if line.owner == "pair" && !late.answering.is_empty() => SeatKind::ALL
            .iter()
            .copied()
            .map(named)
            .collect::<Vec<_>>()
            .join(" ou "),
        None => name(
            &line.owner,
            line.agent_first_name.as_deref(),
            line.agent_last_name.as_deref(),
        ),
    }
}

/// The part of the sheet where it is done.
const fn part(delay: Option<Delay>) -> &'static str {
    match delay {
        Some(Delay::Contact) => "/conversation",
        Some(Delay::Blocked) => "/blocages",
        _ => "#decisions",
    }
}

fn why(line: &LateLine, delay: Option<Delay>) -> String {
    match delay {
        Some(Delay::Acknowledge) => {
            "Aucun des deux sièges n'a pris le projet en charge.".to_owned()
        }
        Some(Delay::Prioritise) => match line.scored {
            0 => "Aucun des deux sièges n'a coté le projet.",
            1 => "Un siège a coté, l'autre pas encore.",
            _ => "Les deux sièges ont coté, aucun n'a proposé de priorité.",
        }
        .to_owned(),
        Some(Delay::Sign) => {
            let level = labels::of(Priority::parse, line.level.as_deref().unwrap_or_default());
            let then = if line.escalated_at.is_some() {
                " Le référent du département est saisi."
            } else {
                ""
            };
            format!("L'autre siège propose « {level} », ce siège n'a pas signé.{then}")
        }
        Some(Delay::Assign) => line
            .wait_why
            .as_deref()
            .and_then(|why| words::why(why, line.wait_rule.as_deref().unwrap_or_default()))
            .map_or_else(
                || "Personne n'a été désigné pour suivre le projet.".to_owned(),
                |why| format!("Personne n'est désigné : {why}."),
            ),
        Some(Delay::Contact) => "La collectivité n'a encore reçu aucun message.".to_owned(),
        Some(Delay::Blocked) => "Un blocage signalé attend une réponse de l'État.".to_owned(),
        None => String::new(),
    }
}
