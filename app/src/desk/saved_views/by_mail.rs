//! A view sent by mail: how often.

use super::PATH;
use super::actions::view_id;
use crate::http::{AppState, FormState, Page, PageResult, RequestCx, Typed, render, see_other};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, ErrorSummary, RadioGroup};
use axum::extract::{Path, State};
use leptos::prelude::*;
use services::saved_view::by_mail::{Frequency, ViewMails};
use services::{Error, Result};

/// What stands in the form for "not at all".
const NEVER: &str = "jamais";

pub(super) async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
) -> PageResult {
    Ok(page_of(&state, &request, &view, FormState::default()).await?)
}

async fn page_of(
    state: &AppState,
    request: &RequestCx,
    view: &str,
    form: FormState,
) -> Result<axum::response::Response> {
    let found = state
        .services
        .view_mails(request.cx(), view_id(view)?)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    let page = Page::new("Recevoir une vue par e-mail", move || {
        page(&found, &form, key)
    });
    Ok(render(state, request, page.refused(refused)))
}

pub(super) async fn save(
    State(state): State<AppState>,
    request: RequestCx,
    Path(view): Path<String>,
    typed: Typed,
) -> PageResult {
    let frequency = Frequency::parse(typed.get("frequence"));
    let done = state
        .services
        .subscribe_to_view(request.cx(), view_id(&view)?, frequency, &typed.once())
        .await;
    let said = if frequency.is_some() {
        "vue-suivie"
    } else {
        "vue-plus-suivie"
    };
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!("{PATH}?fait={said}"))),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(page_of(&state, &request, &view, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

fn page(found: &ViewMails, form: &FormState, key: String) -> AnyView {
    let chosen = if form.is_refused() {
        Frequency::parse(&form.value("frequence"))
    } else {
        found.frequency
    };
    let option = |of: Option<Frequency>, label: &'static str| {
        let code = of.map_or(NEVER, Frequency::code);
        Choice::new(code, label).selected(chosen == of)
    };
    let options = vec![
        option(None, "Jamais"),
        option(Some(Frequency::Daily), "Chaque jour"),
        option(Some(Frequency::Weekly), "Chaque semaine, le lundi"),
    ];
    let hour = format!(
        "L'e-mail part vers {} h, l'heure choisie dans votre compte. Il dit ce qui est entré dans la vue, ce qui en est sorti et ce qui a été déplacé. Rien n'est envoyé quand rien n'a changé.",
        found.hour
    );
    let labels = [("frequence", "M'envoyer cette vue")];
    view! {
        <div class="page page-narrow stack">
            <h1>"Recevoir une vue par e-mail"</h1>
            <ErrorSummary problems=form.summary(&labels)/>
            <p>{format!("Vue « {} ». ", found.view.name)}{hour}</p>
            <form class="stack" method="post" action=format!("{PATH}/{}/courriel", found.view.id)>
                <input type="hidden" name="cle" value=key/>
                <RadioGroup name="frequence" label="M'envoyer cette vue" options=options error=form.error("frequence")/>
                <p class="cluster">
                    <Button>"Enregistrer"</Button>
                    <ButtonLink kind=ButtonKind::Quiet href=PATH>"Ne rien changer"</ButtonLink>
                </p>
            </form>
        </div>
    }
    .into_any()
}
