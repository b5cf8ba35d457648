//! The desk: what is mine to do now, late first; one line, one decision.

use super::actions::{LATE, address, cursor, other_departements};
use super::{late, next};
use crate::i18n::{dates, labels, numbers};
use crate::import::IMPORTS;
use crate::meeting::MEETINGS;
use crate::project::view::ago;
use crate::rule::actions::RULES;
use crate::rule::words;
use crate::tag::TAGS;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonLink, ColumnHead, EmptyState, IconName, Table, Time, Tone,
};
use domain::project::Priority;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::{Desk, DeskQuery, Group, due};
use services::read_models::desk::counts::Happened;
use services::read_models::desk::items::Item;

/// The desk of a seat or an agent.
/// `keys`: a one-time key a line, for the decisions that are taken right here.
pub fn desk(desk: Desk, query: DeskQuery, keys: Vec<String>, now: Timestamp) -> AnyView {
    let others = other_departements("/territoire", &desk.departement, &desk.departements);
    let table_address = address(
        "/territoire/projets",
        &[("departement", departement(&desk))],
    );
    let pair_address = address("/territoire/binome", &[("departement", departement(&desk))]);
    let meetings_address = address(MEETINGS, &[("departement", departement(&desk))]);
    let late_address = address(late::PATH, &[("departement", departement(&desk))]);
    let figures_address = address(
        "/territoire/chiffres",
        &[("departement", departement(&desk))],
    );
    let portrait_address = address("/territoire/bilan", &[("departement", departement(&desk))]);
    let import_address = address(IMPORTS, &[("departement", departement(&desk))]);
    let tags_address = address(TAGS, &[("departement", departement(&desk))]);
    let rules_address = address(RULES, &[("departement", departement(&desk))]);
    view! {
        <div class="page page-wide desk">
            <header class="desk-header">
                <h1>{greeting(&desk)}</h1>
                <p class="soft">{place(&desk)}</p>
                {elsewhere(&desk)}
            </header>
            {others}
            <p class="cluster">
                <a href=table_address>"Tous les projets du département"</a>
                <a href=pair_address>"Le binôme et ses suppléants"</a>
                <a href=rules_address>"Les règles d'affectation"</a>
                {desk.may_import.then(|| view! { <a href=import_address>"Importer une liste de projets"</a> })}
                <a href=tags_address>"Les étiquettes du département"</a>
                <a href=meetings_address>"Les séances du binôme"</a>
                <a href=late_address>"Ce qui est en retard, et pourquoi"</a>
                <a href=figures_address>"Les chiffres du département"</a>
                <a href=portrait_address>"Le bilan du département et de ses programmes"</a>
            </p>
            {unfiltered(&query).then(|| next::strip(&desk, now))}
            {group_links(&desk, &query)}
            {since(&desk, now)}
            <section>
                <h2>{format!("À faire ({})", numbers::whole(desk.to_do()))}</h2>
                {lines(&desk, &query, keys, now)}
            </section>
        </div>
    }
    .into_any()
}

/// Whether the lines begin with the most urgent one of the whole desk.
const fn unfiltered(query: &DeskQuery) -> bool {
    query.group.is_none() && !query.late && query.after.is_none()
}

fn greeting(desk: &Desk) -> String {
    match desk.first_name.as_str() {
        "" => "Bonjour".to_owned(),
        name => format!("Bonjour {name}"),
    }
}

fn place(desk: &Desk) -> String {
    match desk.seat_name.as_str() {
        "" => format!("Agent de l'État, département {}", desk.of_departement),
        name => name.to_owned(),
    }
}

/// Whose work is not here, so that nobody looks for it.
fn elsewhere(desk: &Desk) -> Option<AnyView> {
    let names = match desk.elsewhere.as_slice() {
        [] => return None,
        [one] => format!("l'arrondissement {one}"),
        names => format!("les arrondissements {}", names.join(", ")),
    };
    let words =
        format!("Un siège d'arrondissement répond pour {names} : ces projets l'attendent, lui.");
    Some(view! { <p class="soft">{words}</p> }.into_any())
}

/// The département to keep in addresses: only where there is a choice.
fn departement(desk: &Desk) -> String {
    if desk.departements.len() > 1 {
        desk.departement.clone()
    } else {
        String::new()
    }
}

const fn name(group: Group) -> &'static str {
    match group {
        Group::Acknowledge => "à prendre en charge",
        Group::Sign => "proposés par l'autre siège, à signer",
        Group::Prioritise => "à prioriser",
        Group::Assign => "à confier à quelqu'un",
        Group::Contact => "premiers contacts à prendre",
        Group::Blocked => "bloqués",
        Group::Follow => "suivis par vous",
    }
}

fn group_links(desk: &Desk, query: &DeskQuery) -> AnyView {
    let of = departement(desk);
    let link = |code: &str, number: i64, words: &'static str, here: bool, late: bool| {
        let href = address(
            "/territoire",
            &[("departement", of.clone()), ("groupe", code.to_owned())],
        );
        let class = if late && number > 0 {
            "desk-count desk-count-late"
        } else {
            "desk-count"
        };
        view! {
            <a class=class href=href aria-current=here.then_some("true")>
                <b>{numbers::whole(number)}</b>
                <span>{words}</span>
            </a>
        }
    };
    let all = query.group.is_none() && !query.late;
    let groups = desk
        .counts
        .iter()
        .filter_map(|count| Group::parse(&count.kind))
        .map(|group| {
            link(
                group.code(),
                desk.count(group),
                name(group),
                query.group == Some(group),
                false,
            )
        })
        .collect_view();
    view! {
        <nav class="desk-counts" aria-label="Ce qui vous attend">
            {link("", desk.to_do(), "en tout", all, false)}
            {link(LATE, desk.late(), "en retard", query.late, true)}
            {groups}
        </nav>
    }
    .into_any()
}

/// "Depuis votre dernière visite, il y a 2 jours : 4 dépôts, 12 messages."
fn since(desk: &Desk, now: Timestamp) -> AnyView {
    let happened: &[Happened] = &desk.happened;
    let count = |kind: &str, one: &str, many: &str| {
        let n = happened
            .iter()
            .find(|line| line.kind == kind)
            .map_or(0, |line| line.n);
        (n > 0).then(|| numbers::counted(n, one, many))
    };
    let parts: Vec<String> = [
        count("submitted", "dépôt", "dépôts"),
        count("message_posted", "message", "messages"),
        count("blocker_raised", "blocage signalé", "blocages signalés"),
        count("blocker_solved", "blocage levé", "blocages levés"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let words = if parts.is_empty() {
        "rien de nouveau".to_owned()
    } else {
        parts.join(", ")
    };
    let from = match desk.last_visit {
        Some(last) => format!(
            "Depuis votre dernière visite, {}",
            dates::relative(last, now)
        ),
        None => "Depuis hier".to_owned(),
    };
    view! { <p class="desk-since">{format!("{from} : {words}.")}</p> }.into_any()
}

fn lines(desk: &Desk, query: &DeskQuery, keys: Vec<String>, now: Timestamp) -> AnyView {
    if desk.items.is_empty() {
        return view! {
            <EmptyState title="Rien n'attend ici" icon=IconName::CheckCircle>
                <p>"Les projets qui demandent une décision de votre part arrivent ici, les plus pressés d'abord."</p>
            </EmptyState>
        }
        .into_any();
    }
    let next = desk.next.map(|at| {
        let parts = [
            ("departement", departement(desk)),
            ("groupe", asked_for(query)),
            ("apres", cursor(at)),
        ];
        view! { <p><ButtonLink kind=ButtonKind::Secondary href=address("/territoire", &parts)>"Voir la suite"</ButtonLink></p> }
    });
    let back = query.after.is_some().then(|| {
        let parts = [
            ("departement", departement(desk)),
            ("groupe", asked_for(query)),
        ];
        view! { <p><a href=address("/territoire", &parts)>"Revenir au début"</a></p> }
    });
    let rows = desk
        .items
        .iter()
        .zip(keys)
        .map(|(item, key)| row(item, key, now))
        .collect_view();
    view! {
        {back}
        <Table id="a-faire" caption="Ce qui vous attend, les retards d'abord" caption_hidden=true stacked=true>
            <thead>
                <tr>
                    <ColumnHead label="Projet"/>
                    <ColumnHead label="Reçu"/>
                    <ColumnHead label="Échéance"/>
                    <ColumnHead label="De quoi s'agit-il"/>
                    <ColumnHead label="Décision"/>
                </tr>
            </thead>
            <tbody class="desk-table">{rows}</tbody>
        </Table>
        {next}
    }
    .into_any()
}

fn asked_for(query: &DeskQuery) -> String {
    if query.late {
        return LATE.to_owned();
    }
    query
        .group
        .map(|group| group.code().to_owned())
        .unwrap_or_default()
}

fn row(item: &Item, key: String, now: Timestamp) -> AnyView {
    let sheet = format!("/projets/{}", item.id);
    let number = item
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    let received = item.submitted_at.map(|at| ago(Timestamp(at), now));
    let group = Group::parse(&item.kind);
    view! {
        <tr>
            <th scope="row">
                <a href=sheet.clone()>{item.title.clone()}</a>
                <span class="desk-place">{format!("{number}{}", item.bearer_name)}</span>
            </th>
            <td data-label="Reçu">{received}</td>
            <td data-label="Échéance">{deadline(item, now)}</td>
            <td data-label="De quoi s'agit-il">{about(item, group)}</td>
            <td data-label="Décision">{group.map(|group| button(group, &sheet, key))}</td>
        </tr>
    }
    .into_any()
}

fn deadline(item: &Item, now: Timestamp) -> AnyView {
    let Some(due) = due(item) else {
        return view! { <span class="muted">"Sans date"</span> }.into_any();
    };
    let late = due < now;
    view! {
        {late.then(|| view! { <Badge tone=Tone::Danger label="En retard"/> " " })}
        <Time datetime=dates::machine(due) words=dates::due(due, now) exact=dates::moment(due)/>
    }
    .into_any()
}

fn about(item: &Item, group: Option<Group>) -> String {
    let theme = labels::of(Theme::parse, &item.main_theme);
    let cost = item
        .total_cost_cents
        .map(|cost| format!(", {}", numbers::euros(cost)))
        .unwrap_or_default();
    let ask = match (group, &item.proposed_level) {
        (Some(Group::Sign), Some(level)) => {
            format!(
                " · L'autre siège propose : {}",
                labels::of(Priority::parse, level).to_lowercase()
            )
        }
        (Some(Group::Blocked), _) => " · Un blocage attend de l'aide".to_owned(),
        (Some(Group::Contact), _) => " · La collectivité attend votre premier message".to_owned(),
        (Some(Group::Assign), _) => item
            .wait_why
            .as_deref()
            .and_then(|why| words::why(why, item.wait_rule.as_deref().unwrap_or_default()))
            .map(|why| format!(" · À affecter à la main : {why}"))
            .unwrap_or_default(),
        _ => String::new(),
    };
    format!("{theme}{cost}{ask}")
}

fn button(group: Group, sheet: &str, key: String) -> AnyView {
    let (words, href) = match group {
        Group::Acknowledge => return acknowledge(sheet, key),
        Group::Sign => ("Lire et signer", format!("{sheet}#decisions")),
        Group::Prioritise => ("Proposer la priorité", format!("{sheet}#decisions")),
        Group::Assign => ("Confier le projet", format!("{sheet}#decisions")),
        Group::Contact => ("Écrire à la collectivité", format!("{sheet}/conversation")),
        Group::Blocked => ("Voir le blocage", format!("{sheet}/blocages")),
        Group::Follow => ("Ouvrir la fiche", sheet.to_owned()),
    };
    view! { <ButtonLink kind=ButtonKind::Secondary href=href>{words}</ButtonLink> }.into_any()
}

/// The one decision that asks for nothing but a press is taken from the desk itself.
fn acknowledge(sheet: &str, key: String) -> AnyView {
    view! {
        <form method="post" action=format!("{sheet}/prise-en-charge")>
            <input type="hidden" name="cle" value=key/>
            <input type="hidden" name="retour" value="territoire"/>
            <Button kind=ButtonKind::Secondary>"Prendre en charge"</Button>
        </form>
    }
    .into_any()
}
