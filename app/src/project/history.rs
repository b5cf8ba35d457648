//! The history of a project: its facts, day by day, the newest first.

use super::actions::project_id;
use super::frame::{Tab, sheet_page};
use crate::http::{AppState, PageResult, RequestCx, Routes, get};
use crate::i18n::{dates, events};
use crate::ui::{ButtonKind, ButtonLink, EmptyState, IconName, Time, Timeline, TimelineItem};
use axum::extract::{Path, Query, State};
use domain::ids::ProjectId;
use domain::project::Audience;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;
use services::journal::Fact;
use services::project::EVENTS_SHOWN;
use services::read_models::project::EventLine;

/// The address.
pub fn routes() -> Routes {
    Routes::new().route("/projets/{id}/historique", get(history))
}

/// What the address says beside its path.
#[derive(Debug, Default, Deserialize)]
struct Where {
    avant: Option<i64>,
}

async fn history(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(place): Query<Where>,
) -> PageResult {
    let project = project_id(&id)?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let events = state
        .services
        .history(request.cx(), &head, place.avant)
        .await?;
    let now = state.services.clock.now();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::History,
        false,
        move || page(project, events, now),
    ))
}

fn page(project: ProjectId, events: Vec<EventLine>, now: Timestamp) -> AnyView {
    let full = events.len() >= EVENTS_SHOWN as usize;
    let oldest = events
        .last()
        .map(|event| event.seq)
        .filter(|seq| full && *seq > 1);
    let older = oldest.map(|seq| format!("{}?avant={seq}", Tab::History.href(project)));
    let days = by_day(events);
    let empty = days.is_empty();
    let days = days.into_iter().map(|(day, events)| {
        let items = events.into_iter().map(item).collect_view();
        view! {
            <h3>{dates::day_heading(day, now)}</h3>
            <Timeline>{items}</Timeline>
        }
    });
    view! {
        <section class="stack">
            <h2>"Historique"</h2>
            {empty.then(|| view! {
                <EmptyState title="Rien pour l'instant" icon=IconName::History><p>"Chaque étape du projet est notée ici : qui a fait quoi, et quand."</p></EmptyState>
            })}
            {days.collect_view()}
            {older.map(|href| view! { <p><ButtonLink href=href kind=ButtonKind::Secondary>"Faits plus anciens"</ButtonLink></p> })}
        </section>
    }
    .into_any()
}

/// The facts of each day in Paris, in the order given.
fn by_day(events: Vec<EventLine>) -> Vec<(time::Date, Vec<EventLine>)> {
    let mut days: Vec<(time::Date, Vec<EventLine>)> = Vec::new();
    for event in events {
        let day = dates::local_day(Timestamp(event.at));
        match days.last_mut() {
            Some((last, facts)) if *last == day => facts.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    days
}

fn item(event: EventLine) -> AnyView {
    let at = Timestamp(event.at);
    let private = event.audience == Audience::StateOnly.code();
    let when = view! {
        <Time datetime=dates::machine(at) words=dates::hour(at)/>
        {private.then_some(" (services de l'État seulement)")}
    };
    view! {
        <TimelineItem icon=icon(Fact::parse(&event.kind)) when=when.into_any()>
            {events::sentence(&event)}
        </TimelineItem>
    }
    .into_any()
}

const fn icon(fact: Option<Fact>) -> IconName {
    let Some(fact) = fact else {
        return IconName::Info;
    };
    match fact {
        Fact::MessagePosted | Fact::MessageTakenBack => IconName::Message,
        Fact::FileAdded | Fact::FileRemoved => IconName::File,
        Fact::BlockerRaised | Fact::BlockerSolved => IconName::Blocked,
        Fact::RecommendationProposed | Fact::RecommendationAnswered => IconName::Idea,
        Fact::MemberInvited
        | Fact::InvitationRevoked
        | Fact::InvitationDeclined
        | Fact::MemberJoined
        | Fact::MemberRemoved
        | Fact::MemberLeft
        | Fact::RoleChanged => IconName::Users,
        Fact::Edited | Fact::SurveyAnswered | Fact::ImpactChanged => IconName::Edit,
        Fact::PriorityProposed
        | Fact::PriorityEscalated
        | Fact::PriorityReopened
        | Fact::GapsExplained
        | Fact::Prioritised => IconName::Flag,
        Fact::FundingChanged => IconName::Euro,
        Fact::ReadByAdmin => IconName::Eye,
        Fact::Reminded => IconName::Clock,
        _ => IconName::Info,
    }
}
