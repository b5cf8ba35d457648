//! The seats of arrondissements: a sous-préfecture, a territorial unit.

use super::{answer, person};
use crate::http::{AppState, FormState, PageResult, RequestCx, Typed};
use crate::i18n::labels::Label;
use crate::ui::{Button, ButtonKind, Choice, Field, FieldKind, FieldWidth, Select};
use axum::extract::State;
use domain::form::FieldError;
use domain::project::SeatKind;
use leptos::prelude::*;
use services::Error;
use services::pair::{PairView, SeatView};

/// Seats somebody for an arrondissement.
pub async fn seat(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let kind = SeatKind::parse(typed.get("siege")).ok_or(Error::NotFound)?;
    // Two forms on one page: each has fields of its own names.
    let names = Names::of(kind);
    let done = state
        .services
        .seat_in_arrondissement(
            request.cx(),
            &departement,
            kind,
            typed.get(&names.arrondissement),
            typed.get(&names.email),
            &typed.once(),
        )
        .await
        .map_err(|error| match error {
            Error::Fields(errors) => {
                Error::Fields(errors.into_iter().map(|one| names.on(one)).collect())
            }
            other => other,
        });
    answer(&state, &request, &departement, typed, done, "siege-confie").await
}

/// The fields of the form of a seat.
struct Names {
    arrondissement: String,
    email: String,
}

impl Names {
    fn of(kind: SeatKind) -> Self {
        Self {
            arrondissement: format!("arrondissement-{kind}"),
            email: format!("email-arrondissement-{kind}"),
        }
    }

    /// A refusal at the field it stands at here.
    fn on(&self, error: FieldError) -> FieldError {
        let name = if error.field == "email" {
            &self.email
        } else {
            &self.arrondissement
        };
        FieldError::new(name, error.problem)
    }
}

/// Who answers for which arrondissement, and the forms of those who give such a seat. Nothing in a département without
/// arrondissements.
pub fn section(pair: &PairView, filled: &FormState, key: &dyn Fn() -> String) -> Option<AnyView> {
    if pair.arrondissements.is_empty() || pair.seats.is_empty() {
        return None;
    }
    let seats = pair
        .local
        .iter()
        .map(|seat| card(seat, &pair.departement, key))
        .collect_view();
    let empty = pair.local.is_empty().then(|| {
        view! { <p>"Les deux sièges du département répondent de tous ses arrondissements."</p> }
    });
    let forms = pair
        .seats
        .iter()
        .chain(&pair.local)
        .filter(|seat| seat.may_manage);
    let mut kinds: Vec<SeatKind> = forms.map(|seat| seat.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let forms = kinds
        .into_iter()
        .map(|kind| form(kind, pair, filled, key()))
        .collect_view();
    Some(
        view! {
            <section class="card stack">
                <h2>"Sous-préfectures et arrondissements"</h2>
                <p>"Qui tient un siège d'arrondissement reçoit ses projets, les cote et en décide à la place du siège du département, qui garde ses droits. Un projet suit l'arrondissement de son porteur ; s'il a des communes ailleurs, les autres sièges en sont prévenus."</p>
                {empty}
                {seats}
                {forms}
            </section>
        }
        .into_any(),
    )
}

fn card(seat: &SeatView, departement: &str, key: &dyn Fn() -> String) -> AnyView {
    let people = seat
        .places
        .iter()
        .map(|place| person(place, seat, departement, key))
        .collect_view();
    view! {
        <section class="stack">
            <h3>{seat.name.clone()}</h3>
            {people}
        </section>
    }
    .into_any()
}

fn form(kind: SeatKind, pair: &PairView, filled: &FormState, key: String) -> AnyView {
    let Names {
        arrondissement,
        email,
    } = Names::of(kind);
    let chosen = filled.value(&arrondissement);
    let choices: Vec<Choice> = pair
        .arrondissements
        .iter()
        .map(|(code, name)| Choice::new(code, name).selected(*code == chosen))
        .collect();
    let (value, refused) = (filled.value(&email), filled.error(&email));
    let error = filled.error(&arrondissement);
    let open = error.is_some() || refused.is_some();
    view! {
        <details open=open>
            <summary>{format!("Confier un arrondissement ({})", kind.label().to_lowercase())}</summary>
            <form class="stack" method="post" action="/territoire/binome/arrondissement">
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=pair.departement.clone()/>
                <input type="hidden" name="siege" value=kind.code()/>
                <Select name=arrondissement label="Arrondissement" options=choices placeholder="Choisir…" error=error/>
                <Field name=email label="Adresse e-mail de votre collègue" kind=FieldKind::Email width=FieldWidth::Medium hint="Cette personne doit déjà avoir un compte. La première nommée est titulaire, les suivantes sont suppléantes." value=value error=refused/>
                <Button kind=ButtonKind::Secondary>"Confier ce siège"</Button>
            </form>
        </details>
    }
    .into_any()
}
