//! The tags on a project's sheet, for the State only.

use super::field;
use crate::desk::actions::address;
use crate::desk::cells::FILTER;
use crate::desk::view::View;
use crate::http::{
    AppState, FormState, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use crate::ui::{Button, ButtonKind, ErrorSummary, Tag};
use axum::extract::{Path, State};
use domain::ids::{ProjectId, TagId};
use domain::tag::FIELD;
use leptos::prelude::*;
use services::project::SheetHead;
use services::read_models::tag::Named;
use services::tag::SheetTags;
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/etiquettes", get(show).post(put))
        .route("/projets/{id}/etiquettes/{tag}/retirer", post(take))
}

/// Reads the tags of a sheet and gives what draws their section; nothing for whoever may not know that there are any.
pub async fn section(
    state: &AppState,
    request: &RequestCx,
    head: &SheetHead,
    form: FormState,
) -> Result<impl FnOnce() -> AnyView + Send + 'static + use<>> {
    let tags = state.services.tags_on(request.cx(), head).await?;
    let (ids, project) = (state.services.ids.clone(), head.resource.id);
    let of = head.resource.departement.clone();
    Ok(move || {
        tags.filter(|tags| tags.may_write || !tags.borne.is_empty())
            .map(|tags| drawn(&tags, (project, &of), &form, &|| ids.uuid().to_string()))
            .into_any()
    })
}

fn drawn(
    tags: &SheetTags,
    (project, of): (ProjectId, &str),
    form: &FormState,
    key: &dyn Fn() -> String,
) -> AnyView {
    let items = tags
        .borne
        .iter()
        .map(|tag| item(tag, (project, of), tags.may_write.then(key)))
        .collect_view();
    let borne = if tags.borne.is_empty() {
        view! { <p class="muted">"Aucune étiquette pour l'instant."</p> }.into_any()
    } else {
        view! { <ul class="cluster list-plain">{items}</ul> }.into_any()
    };
    let add = tags.may_write.then(|| {
        view! {
            <ErrorSummary problems=form.summary(&[(FIELD, "Étiquette")])/>
            <form class="stack" method="post" action=format!("/projets/{project}/etiquettes") novalidate>
                <input type="hidden" name="cle" value=key()/>
                {field("Ajouter une étiquette", form, &tags.others)}
                <p><Button kind=ButtonKind::Secondary>"Étiqueter"</Button></p>
            </form>
        }
    });
    view! {
        <section class="stack" id="etiquettes">
            <h2>"Étiquettes"</h2>
            <p class="soft">"Pour les services de l'État seulement : la collectivité ne les voit pas."</p>
            {borne}
            {add}
        </section>
    }
    .into_any()
}

/// A tag, which leads to the projects of the département that bear it, with its way off where there is a key for it.
fn item(tag: &Named, (project, of): (ProjectId, &str), key: Option<String>) -> AnyView {
    let same = address(
        View::Table.path(),
        &[("departement", of.to_owned()), (FILTER, tag.id.to_string())],
    );
    let take = key.map(|key| {
        let action = format!("/projets/{project}/etiquettes/{}/retirer", tag.id);
        let of = format!(" l'étiquette {}", tag.name);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Quiet>"Retirer"<span class="visually-hidden">{of}</span></Button>
            </form>
        }
    });
    view! { <li class="cluster"><Tag label=tag.name.clone() href=same/>{take}</li> }.into_any()
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let project = project_id(&id)?;
    alone(&state, &request, project, FormState::default()).await
}

/// The sheet with its tags and nothing else.
async fn alone(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: FormState,
) -> PageResult {
    let head = state.services.head_for_tags(request.cx(), project).await?;
    let refused = form.is_refused();
    let part = section(state, request, &head, form).await?;
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Summary,
        refused,
        part,
    ))
}

async fn put(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let (name, once) = (typed.get(FIELD), typed.once());
    let done = state
        .services
        .put_tag(request.cx(), project, name, &once)
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(back(project, "etiquette-mise")),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            alone(&state, &request, project, form).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn take(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, tag)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let tag = TagId::parse(&tag).ok_or(Error::NotFound)?;
    let done = state
        .services
        .take_tag(request.cx(), project, tag, &typed.once())
        .await;
    match done {
        // Somebody else took it off before: it is off.
        Ok(()) | Err(Error::Repeated | Error::Fields(_)) => Ok(back(project, "etiquette-retiree")),
        Err(other) => Err(other.into()),
    }
}

fn back(project: ProjectId, said: &str) -> axum::response::Response {
    see_other(format!("/projets/{project}?fait={said}#etiquettes"))
}
