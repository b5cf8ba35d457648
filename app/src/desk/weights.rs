//! The weights of the criteria: tried on real projects, then saved.

use super::actions::{address, other_departements};
use crate::http::{AppState, FormState, Page, PageResult, RequestCx, Typed, render, see_other};
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{
    Button, ButtonKind, Choice, ColumnHead, DescriptionItem, DescriptionList, EmptyState,
    ErrorSummary, Select, Table,
};
use axum::extract::{Query, State};
use axum::response::Response;
use domain::priority::{Criterion, WEIGHT_MAX, Weights};
use leptos::prelude::*;
use services::priority::weights::{Shift, WeightsView};
use services::{Error, Result};

/// Projects shown of those whose place changes, and of those whose place stays.
const SHOWN: usize = 40;

/// The page, with the weights of the address tried when it names them.
pub async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    let typed = Typed(asked);
    let departement = Some(typed.get("departement").to_owned()).filter(|code| !code.is_empty());
    let tries = Criterion::ALL.iter().any(|one| typed.has(one.code()));
    let read = tries.then(|| Weights::parse(|criterion| typed.get(criterion.code())));
    let (tried, filled) = match read {
        None => (None, FormState::default()),
        Some(Ok(tried)) => (Some(tried), FormState::default()),
        Some(Err(errors)) => (None, FormState::refused(typed, errors)),
    };
    Ok(page(&state, &request, departement.as_deref(), tried, filled).await?)
}

/// Saves the weights that were tried.
pub async fn save(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let before = Weights::from_code(typed.get("avant")).ok_or(Error::NotFound)?;
    let done = match Weights::parse(|criterion| typed.get(criterion.code())) {
        Ok(weights) => {
            state
                .services
                .set_weights(request.cx(), &departement, before, weights, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    match done {
        Ok(()) | Err(Error::Repeated) => {
            let parts = [
                ("departement", departement),
                ("fait", "poids-enregistres".to_owned()),
            ];
            Ok(see_other(address("/territoire/binome/ponderation", &parts)))
        }
        Err(Error::Fields(errors)) => {
            let filled = FormState::refused(typed, errors);
            Ok(page(&state, &request, Some(&departement), None, filled).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    state: &AppState,
    request: &RequestCx,
    departement: Option<&str>,
    tried: Option<Weights>,
    filled: FormState,
) -> Result<Response> {
    let view = state
        .services
        .weights(request.cx(), departement, tried)
        .await?;
    let others = services::desk::departements_of(request.cx().person()?);
    let of = state.services.of_departement(&view.departement);
    let key = state.services.ids.uuid().to_string();
    let refused = filled.is_refused();
    let page = Page::new("Poids des critères", move || {
        body(&view, &of, &others, tried, &filled, key)
    });
    Ok(render(state, request, page.refused(refused)))
}

fn body(
    view: &WeightsView,
    of: &str,
    others: &[String],
    tried: Option<Weights>,
    filled: &FormState,
    key: String,
) -> AnyView {
    let labels: Vec<(&str, &str)> = Criterion::ALL
        .iter()
        .map(|c| (c.code(), c.label()))
        .collect();
    let path = "/territoire/binome/ponderation";
    let others = other_departements(path, &view.departement, others);
    let back = address(
        "/territoire/binome",
        &[("departement", view.departement.clone())],
    );
    let changed = tried.filter(|tried| *tried != view.current);
    let save = changed
        .filter(|_| view.may_change)
        .map(|tried| save_form(view, tried, key));
    let effect = view
        .shifts
        .as_ref()
        .map(|shifts| effect(shifts, changed.is_some()));
    view! {
        <div class="page stack stack-wide">
            <ErrorSummary problems=filled.summary(&labels)/>
            <div class="stack">
                <h1>{format!("Poids des critères {of}")}</h1>
                <p>"Un poids de 0 laisse le critère de côté, 5 lui donne le plus d'importance. Le total pondéré d'un projet va de 0 à 100 : c'est la moyenne des deux sièges."</p>
                <p><a href=back>"Revenir au binôme"</a></p>
                {others}
            </div>
            {effect.is_some().then(|| try_form(view, tried, filled))}
            {save}
            {effect.unwrap_or_else(|| as_they_are(view.current))}
        </div>
    }
    .into_any()
}

/// The weights alone, for who does not read the scores.
fn as_they_are(weights: Weights) -> AnyView {
    let items = Criterion::ALL
        .iter()
        .map(|criterion| {
            let weight = weights.of(*criterion).to_string();
            view! { <DescriptionItem label=criterion.label()>{weight}</DescriptionItem> }
        })
        .collect_view();
    view! { <DescriptionList>{items}</DescriptionList> }.into_any()
}

fn try_form(view: &WeightsView, tried: Option<Weights>, filled: &FormState) -> AnyView {
    let weights = tried.unwrap_or(view.current);
    let fields = Criterion::ALL
        .iter()
        .map(|criterion| {
            let code = criterion.code();
            let options = (0..=WEIGHT_MAX)
                .map(|weight| {
                    let value = weight.to_string();
                    let on = if filled.is_refused() {
                        filled.ticked(code, &value)
                    } else {
                        weights.of(*criterion) == weight
                    };
                    Choice::new(value.clone(), value).selected(on)
                })
                .collect();
            view! { <Select name=code label=criterion.label() options=options error=filled.error(code)/> }
        })
        .collect_view();
    view! {
        <form class="card stack" method="get" action="/territoire/binome/ponderation">
            <h2>"Essayer des poids"</h2>
            <input type="hidden" name="departement" value=view.departement.clone()/>
            <div class="grid">{fields}</div>
            <Button kind=ButtonKind::Secondary>"Voir l'effet sur les projets"</Button>
        </form>
    }
    .into_any()
}

fn save_form(view: &WeightsView, tried: Weights, key: String) -> AnyView {
    let fields = Criterion::ALL
        .iter()
        .map(|criterion| {
            view! { <input type="hidden" name=criterion.code() value=tried.of(*criterion).to_string()/> }
        })
        .collect_view();
    view! {
        <form class="card stack" method="post" action="/territoire/binome/ponderation">
            <input type="hidden" name="cle" value=key/>
            <input type="hidden" name="departement" value=view.departement.clone()/>
            <input type="hidden" name="avant" value=view.current.code()/>
            {fields}
            <p>"Ces poids ne sont pas encore enregistrés. Les priorités déjà signées ne changent pas."</p>
            <Button>"Enregistrer ces poids"</Button>
        </form>
    }
    .into_any()
}

/// What the tried weights do to the scored projects.
fn effect(shifts: &[Shift], tried: bool) -> AnyView {
    if shifts.is_empty() {
        return view! {
            <EmptyState title="Aucun projet n'est encore coté par les deux sièges">
                <p>"L'effet des poids se verra ici sur les projets du département dès que les deux sièges en auront coté."</p>
            </EmptyState>
        }
        .into_any();
    }
    let moved = shifts
        .iter()
        .filter(|shift| shift.place_before != shift.place_after)
        .count();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let said = if tried {
        let verb = if moved < 2 { "change" } else { "changent" };
        format!(
            "Avec ces poids, {} sur {} {verb} de place.",
            numbers::counted(count(moved), "projet", "projets"),
            numbers::whole(count(shifts.len()))
        )
    } else {
        format!(
            "{} par les deux sièges, avec les poids d'aujourd'hui.",
            numbers::counted(count(shifts.len()), "projet coté", "projets cotés")
        )
    };
    let rows = shifts.iter().take(SHOWN).map(row).collect_view();
    let more = shifts.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        view! { <p class="muted">{format!("{} de plus, non montrés ici.", numbers::counted(count(more), "projet", "projets"))}</p> }
    });
    view! {
        <section class="stack">
            <h2>"Effet sur les projets cotés"</h2>
            <p role="status">{said}</p>
            <Table id="effet" caption="Projets cotés, le mieux placé d'abord" caption_hidden=true stacked=true>
                <thead>
                    <tr>
                        <ColumnHead label="Projet"/>
                        <ColumnHead label="Place aujourd'hui" number=true/>
                        <ColumnHead label="Place avec ces poids" number=true/>
                        <ColumnHead label="Total aujourd'hui" number=true/>
                        <ColumnHead label="Total avec ces poids" number=true/>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            {more}
        </section>
    }
    .into_any()
}

fn row(shift: &Shift) -> AnyView {
    let moved = shift.place_before.cmp(&shift.place_after);
    let words = match moved {
        std::cmp::Ordering::Greater => format!("{}, monte", shift.place_after),
        std::cmp::Ordering::Less => format!("{}, descend", shift.place_after),
        std::cmp::Ordering::Equal => shift.place_after.to_string(),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/projets/{}", shift.project)>{shift.title.clone()}</a></th>
            <td class="number" data-label="Place aujourd'hui">{shift.place_before.to_string()}</td>
            <td class="number" data-label="Place avec ces poids">{words}</td>
            <td class="number" data-label="Total aujourd'hui">{shift.before.to_string()}</td>
            <td class="number" data-label="Total avec ces poids">{shift.after.to_string()}</td>
        </tr>
    }
    .into_any()
}
