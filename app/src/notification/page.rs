//! The list behind the bell.

use crate::i18n::{dates, events, numbers};
use crate::ui::{Badge, Button, ButtonKind, EmptyState, IconName, Time, Tone};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::notification::event_of;
use services::read_models::notification::BellLine;
use uuid::Uuid;

/// Lines grouped by project, the project with the newest line first.
pub(super) fn list(lines: Vec<BellLine>, now: Timestamp) -> AnyView {
    if lines.is_empty() {
        return view! {
            <div class="page page-narrow stack">
                <h1>"Notifications"</h1>
                <EmptyState title="Rien pour l'instant" icon=IconName::Bell>
                    <p>"Quand quelqu'un avance sur un de vos projets, vous le voyez ici."</p>
                    <p><a href="/projets">"Voir mes projets"</a></p>
                </EmptyState>
            </div>
        }
        .into_any();
    }
    let unread = lines.iter().any(|line| line.read_at.is_none());
    let button = unread.then(|| {
        view! {
            <form method="post" action="/notifications/lues">
                <Button kind=ButtonKind::Secondary>"Tout marquer comme lu"</Button>
            </form>
        }
    });
    let groups = grouped(lines)
        .into_iter()
        .map(|group| project(group, now))
        .collect_view();
    view! {
        <div class="page page-narrow stack stack-wide">
            <div class="cluster cluster-between"><h1>"Notifications"</h1>{button}</div>
            {groups}
        </div>
    }
    .into_any()
}

fn grouped(lines: Vec<BellLine>) -> Vec<Vec<BellLine>> {
    let mut groups: Vec<(Uuid, Vec<BellLine>)> = Vec::new();
    for line in lines {
        match groups.iter_mut().find(|(id, _)| *id == line.project_id) {
            Some((_, group)) => group.push(line),
            None => groups.push((line.project_id, vec![line])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn project(group: Vec<BellLine>, now: Timestamp) -> AnyView {
    let title = group
        .first()
        .map(|line| line.title.clone())
        .unwrap_or_default();
    let unread = group.iter().filter(|line| line.read_at.is_none()).count();
    let fresh = (unread > 0).then(|| {
        let unread = i64::try_from(unread).unwrap_or(i64::MAX);
        let label = numbers::counted(unread, "nouvelle", "nouvelles");
        view! { " " <Badge tone=Tone::Info label=label/> }
    });
    let href = group
        .first()
        .map(|line| format!("/projets/{}", line.project_id));
    let lines = group.iter().map(|line| one(line, now)).collect_view();
    view! {
        <section class="stack">
            <h2><a href=href>{title}</a>{fresh}</h2>
            <ul class="stack bell-list">{lines}</ul>
        </section>
    }
    .into_any()
}

fn one(line: &BellLine, now: Timestamp) -> AnyView {
    let at = Timestamp(line.at);
    let href = format!("/notifications/{}", line.id);
    let unread = line.read_at.is_none();
    view! {
        <li class="bell-line" data-unread=unread.then_some("true")>
            {unread.then(|| view! { <Badge tone=Tone::Info label="Nouveau"/>" " })}
            <a href=href>{events::sentence(&event_of(line))}</a>
            " "
            <span class="soft"><Time datetime=dates::machine(at) words=dates::relative(at, now) exact=dates::moment(at)/></span>
        </li>
    }
    .into_any()
}
