//! The jobs that failed for good, for national administration.

use crate::admin::{Place, tabs};
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, post, render, see_other};
use crate::i18n::dates;
use crate::ui::{Button, ButtonKind, EmptyState, IconName, Table};
use axum::extract::{Path, State};
use domain::ids::OutboxId;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::Error;
use services::mail::Posted;
use services::read_models::outbox::DeadJob;

/// The addresses of the jobs put aside.
pub fn routes() -> Routes {
    Routes::new()
        .route("/administration/envois", get(list))
        .route("/administration/envois/{id}/renvoyer", post(resend))
}

async fn list(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let jobs = state.services.dead_letters(request.cx()).await?;
    Ok(render(
        &state,
        &request,
        Page::new("Envois en échec", move || page(jobs)),
    ))
}

async fn resend(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let job = OutboxId::parse(&id).ok_or(Error::NotFound)?;
    state.services.resend(request.cx(), job).await?;
    Ok(see_other("/administration/envois?fait=renvoye"))
}

fn page(jobs: Vec<DeadJob>) -> AnyView {
    let body = if jobs.is_empty() {
        view! {
            <EmptyState title="Aucun envoi en échec" icon=IconName::Mail>
                <p>"Un e-mail qui n'a pas pu partir après dix essais apparaît ici, avec la raison."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = jobs.into_iter().map(row).collect_view();
        view! {
            <Table id="envois" caption="Envois en échec, les derniers d'abord" stacked=true>
                <thead><tr>
                    <th scope="col">"Quoi"</th><th scope="col">"Quand"</th>
                    <th scope="col">"Raison du dernier échec"</th><th scope="col">"Action"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! { <div class="page stack"><h1>"Envois en échec"</h1>{tabs(Place::DeadLetters)}{body}</div> }.into_any()
}

fn row(job: DeadJob) -> AnyView {
    let action = format!("/administration/envois/{}/renvoyer", job.id);
    view! {
        <tr>
            <td data-label="Quoi">{what(&job)}</td>
            <td data-label="Quand">{dates::moment(Timestamp(job.dead_at))}</td>
            <td data-label="Raison du dernier échec">{job.last_error.clone()}</td>
            <td data-label="Action">
                <form method="post" action=action>
                    <Button kind=ButtonKind::Secondary>"Renvoyer"<span class="visually-hidden">{format!(" : {}", what(&job))}</span></Button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

fn what(job: &DeadJob) -> String {
    match (
        job.kind.as_str(),
        serde_json::from_str::<Posted>(&job.payload),
    ) {
        ("mail", Ok(mail)) => format!("E-mail à {} : {}", mail.to, mail.subject),
        ("mail", Err(_)) => "E-mail illisible".to_owned(),
        ("tell", _) => "Annonce d'un fait aux personnes concernées".to_owned(),
        ("digest", _) => "Message du jour d'une personne".to_owned(),
        (kind, _) => format!("Tâche « {kind} »"),
    }
}
