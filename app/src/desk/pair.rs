//! The pair of a département: who sits there, who is away, what it agreed on.

mod history;
mod local;
mod settings;

use super::actions::{address, other_departements};
use crate::http::{AppState, FormState, Page, PageResult, RequestCx, Typed, render, see_other};
use crate::i18n::dates;
use crate::ui::{
    Badge, Button, ButtonKind, DateField, EmptyState, ErrorSummary, Field, FieldKind, FieldWidth,
    Person, Tone,
};
use axum::extract::{Query, State};
use axum::response::Response;
use domain::form::FieldError;
use domain::project::SeatKind;
use leptos::prelude::*;
use serde::Deserialize;
use services::pair::{PairView, Place, SHOWN, SeatView};
use services::{Error, Result};
use uuid::Uuid;

/// The address of a pair.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PairAddress {
    departement: Option<String>,
}

/// The pair's page.
pub async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<PairAddress>,
) -> PageResult {
    Ok(pair_page(
        &state,
        &request,
        asked.departement.as_deref(),
        FormState::default(),
    )
    .await?)
}

/// Takes the days during which the reader is away.
pub async fn absence(
    State(state): State<AppState>,
    request: RequestCx,
    typed: Typed,
) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let done = state
        .services
        .set_absence(
            request.cx(),
            &departement,
            typed.get("du"),
            typed.get("au"),
            &typed.once(),
        )
        .await;
    answer(&state, &request, &departement, typed, done, "absence-notee").await
}

/// Adds a deputy.
pub async fn add_deputy(
    State(state): State<AppState>,
    request: RequestCx,
    typed: Typed,
) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let seat = SeatKind::parse(typed.get("siege")).ok_or(Error::NotFound)?;
    // Two seats on one page: each has a field of its own name.
    let name = email_field(seat);
    let done = state
        .services
        .add_deputy(
            request.cx(),
            &departement,
            seat,
            typed.get(&name),
            &typed.once(),
        )
        .await
        .map_err(|error| rename(error, &name));
    answer(
        &state,
        &request,
        &departement,
        typed,
        done,
        "suppleant-ajoute",
    )
    .await
}

/// Ends a place that the reader gave: a deputy's, or one for an arrondissement.
pub async fn end_place(
    State(state): State<AppState>,
    request: RequestCx,
    typed: Typed,
) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let place = Uuid::try_parse(typed.get("place")).map_err(|_| Error::NotFound)?;
    let done = state
        .services
        .end_place(request.cx(), &departement, place, &typed.once())
        .await;
    answer(&state, &request, &departement, typed, done, "place-retiree").await
}

/// Names the referent.
pub async fn referent(
    State(state): State<AppState>,
    request: RequestCx,
    typed: Typed,
) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let (email, once) = (typed.get(settings::REFERENT), typed.once());
    let done = state
        .services
        .set_referent(request.cx(), &departement, email, &once)
        .await;
    answer(
        &state,
        &request,
        &departement,
        typed,
        done,
        "referent-enregistre",
    )
    .await
}

pub use local::seat as seat_in_arrondissement;

fn email_field(seat: SeatKind) -> String {
    format!("email-{seat}")
}

fn rename(error: Error, name: &str) -> Error {
    match error {
        Error::Fields(errors) => Error::Fields(
            errors
                .into_iter()
                .map(|error| FieldError::new(name, error.problem))
                .collect(),
        ),
        other => other,
    }
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    departement: &str,
    typed: Typed,
    done: Result<()>,
    said: &str,
) -> PageResult {
    match done {
        Ok(()) | Err(Error::Repeated) => {
            let parts = [
                ("departement", departement.to_owned()),
                ("fait", said.to_owned()),
            ];
            Ok(see_other(address("/territoire/binome", &parts)))
        }
        Err(Error::Fields(errors)) => {
            let refused = FormState::refused(typed, errors);
            Ok(pair_page(state, request, Some(departement), refused).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn pair_page(
    state: &AppState,
    request: &RequestCx,
    departement: Option<&str>,
    filled: FormState,
) -> Result<Response> {
    let pair = state.services.pair(request.cx(), departement).await?;
    let ids = state.services.ids.clone();
    let refused = filled.is_refused();
    let page = Page::new("Le binôme", move || {
        let key = || ids.uuid().to_string();
        view(pair, &filled, &key)
    });
    Ok(render(state, request, page.refused(refused)))
}

const LABELS: &[(&str, &str)] = &[
    ("du", "Premier jour"),
    ("au", "Dernier jour"),
    ("email-ddt", "Adresse e-mail"),
    ("email-prefecture", "Adresse e-mail"),
    ("arrondissement-ddt", "Arrondissement"),
    ("arrondissement-prefecture", "Arrondissement"),
    ("email-arrondissement-ddt", "Adresse e-mail"),
    ("email-arrondissement-prefecture", "Adresse e-mail"),
    (settings::REFERENT, "Adresse e-mail du référent"),
];

fn view(pair: PairView, filled: &FormState, key: &dyn Fn() -> String) -> AnyView {
    let others = other_departements("/territoire/binome", &pair.departement, &pair.departements);
    let empty = pair.seats.is_empty().then(|| {
        view! {
            <EmptyState title="Ce département n'a pas encore de binôme">
                <p>"Les deux sièges, direction départementale des territoires et préfecture, apparaissent ici dès le premier projet déposé, ou quand l'administration nationale nomme un titulaire."</p>
            </EmptyState>
        }
    });
    let seats = pair
        .seats
        .iter()
        .map(|one| seat(one, &pair.departement, filled, key))
        .collect_view();
    let local = local::section(&pair, filled, key);
    let own = pair
        .own
        .as_ref()
        .map(|own| own_absence(own, &pair.departement, filled, key()));
    let agreed = (!pair.seats.is_empty()).then(|| {
        let settings = settings::section(&pair, filled, key());
        let history = history::section(&pair.history);
        view! { {settings}{history} }
    });
    view! {
        <div class="page stack stack-wide">
            <ErrorSummary problems=filled.summary(LABELS)/>
            <div class="stack">
                <h1>{format!("Le binôme {}", pair.of_departement)}</h1>
                <p>"Deux sièges répondent ensemble des projets du département. Quand un titulaire est absent, ses suppléants sont prévenus aussi, et agissent à sa place."</p>
                <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
                {others}
            </div>
            {empty}
            {seats}
            {local}
            {own}
            {agreed}
        </div>
    }
    .into_any()
}

fn seat(
    seat: &SeatView,
    departement: &str,
    filled: &FormState,
    key: &dyn Fn() -> String,
) -> AnyView {
    let people = seat
        .places
        .iter()
        .map(|place| person(place, seat, departement, key))
        .collect_view();
    let empty = seat.places.is_empty().then(|| {
        view! { <p class="muted">"Personne ne tient encore ce siège. L'administration nationale désigne son titulaire."</p> }
    });
    let more = seat.more.then(|| {
        view! { <p class="muted">{format!("D'autres suppléants tiennent ce siège : seules les {SHOWN} premières personnes sont affichées ici.")}</p> }
    });
    let add = seat
        .may_manage
        .then(|| add_form(seat.kind, departement, filled, key()));
    view! {
        <section class="card stack">
            <h2>{seat.name.clone()}</h2>
            {empty}
            {people}
            {more}
            {add}
        </section>
    }
    .into_any()
}

fn person(place: &Place, seat: &SeatView, departement: &str, key: &dyn Fn() -> String) -> AnyView {
    let title = if place.holder {
        "Titulaire"
    } else {
        "Suppléant"
    };
    let detail = if place.job.is_empty() {
        title.to_owned()
    } else {
        format!("{title}, {}", place.job)
    };
    let email = place.email.clone();
    let phone = Some(place.phone.clone()).filter(|phone| !phone.is_empty());
    let absence = place.absence.as_ref().map(|(from, until)| {
        let words = format!(
            "Absence du {} au {}",
            dates::iso_day(from),
            dates::iso_day(until)
        );
        let tone = if place.away {
            Tone::Warning
        } else {
            Tone::Neutral
        };
        view! { <Badge tone=tone label=words/> }
    });
    let may_end = if place.holder {
        seat.may_end_holder
    } else {
        seat.may_manage
    };
    let lost = consequence(place, seat);
    let done = if place.holder {
        "Retirer ce titulaire"
    } else {
        "Retirer ce suppléant"
    };
    let end = may_end.then(|| {
        view! {
            <details>
                <summary>{format!("Retirer {} de ce siège", place.name)}</summary>
                <form class="stack" method="post" action="/territoire/binome/suppleant/fin">
                    <input type="hidden" name="cle" value=key()/>
                    <input type="hidden" name="departement" value=departement.to_owned()/>
                    <input type="hidden" name="place" value=place.id.to_string()/>
                    <p>{lost}</p>
                    <Button kind=ButtonKind::Danger>{done}</Button>
                </form>
            </details>
        }
    });
    view! {
        <div class="stack">
            <Person name=place.name.clone() detail=detail>
                <a href=format!("mailto:{email}")>{email.clone()}</a>
                {phone.map(|phone| view! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
                {absence}
            </Person>
            {end}
        </div>
    }
    .into_any()
}

/// What the end of a place changes, said before it is done.
fn consequence(place: &Place, seat: &SeatView) -> &'static str {
    match (&seat.arrondissement, place.holder) {
        (None, _) => "Cette personne ne voit plus les projets du département au titre de ce siège.",
        (Some(_), true) => {
            "Cette personne ne répond plus des projets de l'arrondissement. S'il n'y reste personne, le siège du département en répond de nouveau."
        }
        (Some(_), false) => "Cette personne ne répond plus des projets de l'arrondissement.",
    }
}

fn add_form(kind: SeatKind, departement: &str, filled: &FormState, key: String) -> AnyView {
    let name = email_field(kind);
    let (value, error) = (filled.value(&name), filled.error(&name));
    let open = error.is_some();
    view! {
        <details open=open>
            <summary>"Ajouter un suppléant"</summary>
            <form class="stack" method="post" action="/territoire/binome/suppleant">
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=departement.to_owned()/>
                <input type="hidden" name="siege" value=kind.code()/>
                <Field name=name label="Adresse e-mail de votre collègue" kind=FieldKind::Email width=FieldWidth::Medium hint="Cette personne doit déjà avoir un compte." value=value error=error/>
                <Button kind=ButtonKind::Secondary>"Ajouter ce suppléant"</Button>
            </form>
        </details>
    }
    .into_any()
}

fn own_absence(own: &Place, departement: &str, filled: &FormState, key: String) -> AnyView {
    let typed = |name: &str, saved: Option<&String>| {
        if filled.typed.has(name) {
            filled.value(name)
        } else {
            saved.map(|day| dates::typed(day)).unwrap_or_default()
        }
    };
    let from = typed("du", own.absence.as_ref().map(|(from, _)| from));
    let until = typed("au", own.absence.as_ref().map(|(_, until)| until));
    view! {
        <section class="card stack">
            <h2>"Votre absence"</h2>
            <p>"Laissez les deux champs vides si vous êtes là."</p>
            <form class="stack" method="post" action="/territoire/binome/absence">
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=departement.to_owned()/>
                <DateField name="du" label="Premier jour" value=from error=filled.error("du") optional=true/>
                <DateField name="au" label="Dernier jour" value=until error=filled.error("au") optional=true/>
                <Button>"Enregistrer votre absence"</Button>
            </form>
        </section>
    }
    .into_any()
}
