//! The way out of mails, from the mail itself: no session is needed. Opening the link shows what it would do; the press of
//! the button, or the mail program's own (RFC 8058), does it.

use crate::http::{AppState, Page, PageResult, RequestCx, Routes, Typed, get, render};
use crate::i18n::labels::Label;
use crate::ui::{Alert, Button, ButtonKind, Tone};
use axum::extract::{Path, State};
use leptos::prelude::*;
use services::account::mails::{Stops, Subscription};

/// The address of the way out.
pub fn routes() -> Routes {
    Routes::new().route("/desabonnement/{token}", get(show).post(change))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(token): Path<String>,
) -> PageResult {
    let found = state.services.subscription(&token).await?;
    Ok(answer(&state, &request, &token, found, false))
}

/// Answers with the page and no redirection, as RFC 8058 asks. `choix=reprendre` undoes; anything else stops.
async fn change(
    State(state): State<AppState>,
    request: RequestCx,
    Path(token): Path<String>,
    typed: Typed,
) -> PageResult {
    let stop = typed.get("choix") != "reprendre";
    let found = state.services.unsubscribe(&token, stop).await?;
    Ok(answer(&state, &request, &token, found, true))
}

fn answer(
    state: &AppState,
    request: &RequestCx,
    token: &str,
    found: Subscription,
    done: bool,
) -> axum::response::Response {
    let action = format!("/desabonnement/{token}");
    let page = Page::new("E-mails reçus", move || view(found, action, done));
    render(state, request, page)
}

fn view(found: Subscription, action: String, done: bool) -> AnyView {
    let what = what(found.stops);
    let said = match (done, found.runs) {
        (true, false) => Some(format!("C'est fait : vous ne recevrez plus {what}.")),
        (true, true) => Some(format!("C'est fait : vous recevrez de nouveau {what}.")),
        _ => None,
    };
    let state = if found.runs {
        format!("Vous recevez {what}.")
    } else {
        format!("Vous ne recevez pas {what}.")
    };
    let (choice, button) = if found.runs {
        ("arreter", "Ne plus les recevoir")
    } else {
        ("reprendre", "Les recevoir de nouveau")
    };
    view! {
        <div class="page page-narrow stack">
            <h1>"E-mails reçus"</h1>
            {said.clone().map(|said| view! { <Alert tone=Tone::Success>{said}</Alert> })}
            {said.is_none().then(|| view! { <p>{state}</p> })}
            <p>"Les nouvelles restent dans vos notifications. Les e-mails de connexion partent toujours."</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="choix" value=choice/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{button}</Button></div>
            </form>
            <p><a href="/compte#courriels">"Choisir tous mes e-mails"</a></p>
        </div>
    }
    .into_any()
}

/// "les e-mails « Messages et fichiers »".
fn what(stops: Stops) -> String {
    match stops {
        Stops::Topic(topic) => format!("les e-mails « {} »", topic.label()),
        Stops::Digest => "l'e-mail du jour".to_owned(),
        Stops::View(_) => "les e-mails de cette vue".to_owned(),
    }
}
