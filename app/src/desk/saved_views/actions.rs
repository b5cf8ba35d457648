//! Addresses of the views that somebody keeps.

use super::by_mail;
use super::{Model, change, delete, kept_at, page};
use crate::desk::labels::Labels;
use crate::desk::listing::{Asked, query};
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, render, see_other,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::SavedViewId;
use services::saved_view::ViewForm;
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/vues", get(show).post(save))
        .route(
            "/territoire/vues/{view}/modifier",
            get(change_form).post(save_change),
        )
        .route(
            "/territoire/vues/{view}/courriel",
            get(by_mail::show).post(by_mail::save),
        )
        .route(
            "/territoire/vues/{view}/supprimer",
            get(ask_deletion).post(delete_view),
        )
}

async fn show(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    Ok(views_page(&state, &request, asked, FormState::default()).await?)
}

async fn views_page(
    state: &AppState,
    request: &RequestCx,
    mut asked: Asked,
    form: FormState,
) -> Result<Response> {
    let found = state
        .services
        .territory_projects(request.cx(), &asked.listing)
        .await?;
    if !found.frame.of_the_state {
        asked.listing.filter.forget_turns();
    }
    if !found.frame.tagged {
        asked.listing.forget_tags();
    }
    let labels = Labels::of(&found.frame);
    let on = asked.listing.filter.pairs();
    let words = on.iter().map(|(name, value)| labels.chip(name, value));
    let model = Model {
        words: words.collect(),
        views: found.frame.views.clone(),
        reader: found.frame.reader,
        pairs: asked.listing.pairs(),
        may_share: found.frame.may_share,
        of_a_seat: found.frame.of_a_seat,
        key: state.services.ids.uuid().to_string(),
        form,
    };
    let refused = model.form.is_refused();
    let page = Page::new("Garder cette vue", move || page(model)).refused(refused);
    Ok(render(state, request, page))
}

fn form(typed: &Typed) -> ViewForm<'_> {
    ViewForm {
        name: typed.get("nom"),
        shared: typed.get("partage") == "oui",
    }
}

async fn save(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let asked = Asked::read(typed.get("adresse"));
    let write = |listing: &domain::filter::Listing| query(&listing.pairs());
    let done = state
        .services
        .save_view(
            request.cx(),
            &asked.listing,
            write,
            form(&typed),
            &typed.once(),
        )
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(kept_at(asked.listing.pairs()))),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(views_page(&state, &request, asked, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn change_form(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
) -> PageResult {
    let view = state
        .services
        .own_view(request.cx(), view_id(&view)?)
        .await?;
    let shared = if view.shared { "oui" } else { "" };
    let form = FormState::filled([("nom", view.name.clone()), ("partage", shared.to_owned())]);
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Modifier une vue", move || change(&view, &form, key));
    Ok(render(&state, &request, page))
}

async fn save_change(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = view_id(&view)?;
    let done = state
        .services
        .change_view(request.cx(), id, form(&typed), &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other("/territoire/vues?fait=vue-modifiee")),
        Err(Error::Fields(errors)) => {
            let view = state.services.own_view(request.cx(), id).await?;
            let form = FormState::refused(typed, errors);
            let key = state.services.ids.uuid().to_string();
            let page = Page::new("Modifier une vue", move || change(&view, &form, key));
            Ok(render(&state, &request, page.refused(true)))
        }
        Err(other) => Err(other.into()),
    }
}

async fn ask_deletion(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
) -> PageResult {
    let view = state
        .services
        .deletable_view(request.cx(), view_id(&view)?)
        .await?;
    let own = request.cx().person_id().map(|person| person.0) == Some(view.person_id);
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Supprimer une vue", move || delete(&view, own, key));
    Ok(render(&state, &request, page))
}

async fn delete_view(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = view_id(&view)?;
    let done = state
        .services
        .delete_view(request.cx(), id, &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other("/territoire/vues?fait=vue-supprimee")),
        Err(other) => Err(other.into()),
    }
}

pub(super) fn view_id(text: &str) -> Result<SavedViewId> {
    SavedViewId::parse(text).ok_or(Error::NotFound)
}
