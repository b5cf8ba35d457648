//! Addresses of the bell.

use super::page;
use crate::conversation;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, post, render, see_other};
use axum::extract::{Path, State};
use domain::delay::Delay;
use domain::ids::NotificationId;
use services::Error;
use services::journal::Fact;
use services::notification::Followed;

/// The addresses of the bell.
pub fn routes() -> Routes {
    Routes::new()
        .route("/notifications", get(list))
        .route("/notifications/lues", post(read_all))
        .route("/notifications/{id}", get(follow))
}

async fn list(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let lines = state.services.my_bell(request.cx()).await?;
    let now = state.services.clock.now();
    Ok(render(
        &state,
        &request,
        Page::new("Notifications", move || page::list(lines, now)),
    ))
}

async fn read_all(State(state): State<AppState>, request: RequestCx) -> PageResult {
    state.services.read_all_notifications(request.cx()).await?;
    Ok(see_other("/notifications?fait=notifications-lues"))
}

/// Leads to what a line tells of and marks it read. The one GET that writes: following a line again
/// changes nothing, it only touches the reader's own bookkeeping, and it needs her session, so that a
/// program that opens the links of mails marks nothing.
async fn follow(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let id = NotificationId::parse(&id).ok_or(Error::NotFound)?;
    let followed = state.services.follow_notification(request.cx(), id).await?;
    Ok(see_other(place(&followed)))
}

/// The part of the sheet where the fact is seen.
fn place(followed: &Followed) -> String {
    let part = match Fact::parse(&followed.kind) {
        Some(Fact::MessagePosted) => {
            return conversation::view::address(followed.project, followed.audience);
        }
        Some(Fact::FileAdded | Fact::FileRemoved) => "/fichiers",
        Some(Fact::SurveyAnswered) => "/etat-des-lieux",
        Some(Fact::BlockerRaised | Fact::BlockerSolved) => "/blocages",
        Some(Fact::RecommendationProposed | Fact::RecommendationAnswered) => "/recommandations",
        Some(
            Fact::MemberInvited
            | Fact::InvitationRevoked
            | Fact::MemberJoined
            | Fact::MemberRemoved,
        ) => "/membres",
        Some(Fact::Reminded) => match followed.delay {
            Some(Delay::Contact) => "/conversation",
            Some(Delay::Blocked) => "/blocages",
            _ => "#decisions",
        },
        Some(Fact::FundingChanged) => "/financement",
        Some(Fact::ImpactChanged) => "/impact",
        _ => "",
    };
    format!("/projets/{}{part}", followed.project)
}
