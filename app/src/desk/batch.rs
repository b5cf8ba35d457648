//! One action on several projects: chosen on the list, confirmed on a page of its own, told on another.

mod confirm;
mod result;

use super::listing::{Asked, Pairs, href, query, without};
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{Button, ButtonKind, Choice, RadioGroup, Select};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::batch::BatchAction;
use domain::filter::Listing;
use domain::ids::BatchId;
use leptos::prelude::*;
use services::batch::{Selection, batch_of};
use services::journal::Details;
use services::read_models::desk::table::Row;
use services::{Error, Result};
use uuid::Uuid;

/// Where actions are confirmed and told.
const PATH: &str = "/territoire/lot";
/// Id of the form that the boxes of the rows belong to.
const FORM: &str = "lot";
/// What stands in an address for the whole set.
const ALL: &str = "tous";
/// Pairs of an address that say what is done to which projects, beside the set.
const OWN: &[&str] = &["action", "portee", "projet"];

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/lot", get(confirm_page).post(start))
        .route("/territoire/lot/{lot}", get(result_page))
        .route("/territoire/lot/{lot}/annuler", post(take_back))
}

/// The box of a row.
pub fn tick(row: &Row) -> AnyView {
    let label = format!("Choisir {}", row.title);
    view! { <input class="row-tick" type="checkbox" form=FORM name="projet" value=row.id.to_string() aria-label=label/> }
        .into_any()
}

/// Behind the rows: what to do, with those that are ticked or with all of the set.
pub fn choose(listing: &Listing, total: i64) -> AnyView {
    let hidden = listing
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let all = match total {
        1 => "Le seul résultat".to_owned(),
        _ => format!("Les {} résultats", numbers::whole(total)),
    };
    let scopes = vec![
        Choice::new("coches", "Les projets cochés").selected(true),
        Choice::new(ALL, all),
    ];
    let actions = BatchAction::ALL
        .iter()
        .map(|action| Choice::new(action.code(), action.label()))
        .collect();
    view! {
        <form id=FORM class="card stack" method="get" action=PATH>
            <h2>"Agir sur plusieurs projets"</h2>
            {hidden}
            <RadioGroup name="portee" label="Sur quels projets" options=scopes/>
            <Select name="action" label="Que faire" options=actions/>
            <p><Button kind=ButtonKind::Secondary>"Continuer"</Button></p>
        </form>
    }
    .into_any()
}

impl Label for BatchAction {
    fn label(self) -> &'static str {
        match self {
            Self::Assign => "Confier à quelqu'un",
            Self::Prioritise => "Proposer une priorité",
            Self::Invite => "Inviter quelqu'un",
            Self::Write => "Écrire aux collectivités",
            Self::Tag => "Étiqueter",
            Self::Untag => "Retirer une étiquette",
        }
    }
}

fn action_of(asked: &Asked) -> BatchAction {
    BatchAction::parse(asked.one("action")).unwrap_or(BatchAction::Assign)
}

fn selection_of(asked: &Asked) -> Selection {
    let chosen = asked.pairs.iter().filter(|(name, _)| name == "projet");
    Selection {
        listing: asked.listing.clone(),
        all: asked.one("portee") == ALL,
        chosen: chosen
            .filter_map(|(_, id)| Uuid::try_parse(id).ok())
            .collect(),
    }
}

/// The list one came from.
fn list(asked: &Asked) -> String {
    href(super::view::View::Table.path(), &asked.listing.pairs())
}

/// The address of the choice, for the form that sends it.
fn address(asked: &Asked) -> String {
    let own = asked.pairs.iter();
    let own = own.filter(|(name, _)| OWN.contains(&name.as_str()));
    let mut pairs: Pairs = without(asked.listing.pairs(), OWN);
    pairs.extend(own.cloned());
    query(&pairs)
}

async fn confirm_page(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    Ok(confirmation(&state, &request, asked, FormState::default(), false).await?)
}

/// `changed`: there are not as many projects as the reader had confirmed.
async fn confirmation(
    state: &AppState,
    request: &RequestCx,
    asked: Asked,
    form: FormState,
    changed: bool,
) -> Result<Response> {
    let selection = selection_of(&asked);
    let choice = state
        .services
        .batch_choice(request.cx(), &selection)
        .await?;
    let action = action_of(&asked);
    let refused = form.is_refused() || changed;
    let model = confirm::Model {
        action,
        choice,
        address: address(&asked),
        list: list(&asked),
        form,
        changed,
        key: state.services.ids.uuid().to_string(),
    };
    let page = Page::new(action.label(), move || confirm::page(model)).refused(refused);
    Ok(render(state, request, page))
}

async fn start(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let asked = Asked::read(typed.get("adresse"));
    let action = action_of(&asked);
    let fields: Details = action
        .fields()
        .iter()
        .map(|name| ((*name).to_owned(), typed.get(name).to_owned()))
        .collect();
    let expected = typed.get("nombre").parse().unwrap_or(0);
    let once = typed.once();
    let done = state
        .services
        .start_batch(
            request.cx(),
            &selection_of(&asked),
            expected,
            action,
            &fields,
            &once,
        )
        .await;
    match done {
        Ok(batch) => Ok(see_other(format!("{PATH}/{batch}"))),
        Err(Error::Repeated) => {
            let batch = batch_of(&once).ok_or(Error::Repeated)?;
            Ok(see_other(format!("{PATH}/{batch}")))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(confirmation(&state, &request, asked, form, false).await?)
        }
        Err(Error::Conflict) => {
            let form = FormState::refused(typed, Vec::new());
            Ok(confirmation(&state, &request, asked, form, true).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn result_page(
    State(state): State<AppState>,
    request: RequestCx,
    Path(batch): Path<String>,
) -> PageResult {
    let view = state
        .services
        .batch(request.cx(), batch_id(&batch)?)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Action sur plusieurs projets", move || {
        result::page(&view, key)
    });
    Ok(render(&state, &request, page))
}

async fn take_back(
    State(state): State<AppState>,
    request: RequestCx,
    Path(batch): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = batch_id(&batch)?;
    let done = state
        .services
        .take_back_batch(request.cx(), id, &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!("{PATH}/{id}?fait=action-annulee"))),
        Err(other) => Err(other.into()),
    }
}

fn batch_id(text: &str) -> Result<BatchId> {
    BatchId::parse(text).ok_or(Error::NotFound)
}
