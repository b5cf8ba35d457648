//! The scores of a project: each seat its own, side by side once both are in. Never for the collectivité.

use crate::http::{AppState, FormState, PageResult, RequestCx, Routes, Typed, get, see_other};
use crate::i18n::labels::Label;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use crate::ui::{
    Alert, Badge, Button, Choice, ColumnHead, ErrorSummary, RadioGroup, Table, TextArea, Tone,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::ProjectId;
use domain::priority::{Assessment, Criterion, NOTE_MAX, SCORE_MAX};
use leptos::prelude::*;
use services::priority::scoring::{Scored, Scoring};
use services::{Error, Result};

/// The address of the scores.
pub fn routes() -> Routes {
    Routes::new().route("/projets/{id}/cotation", get(show).post(score))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    Ok(scoring_page(&state, &request, project_id(&id)?, None).await?)
}

async fn score(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let read = Assessment::parse(|criterion| typed.get(criterion.code()), typed.get("note"));
    let done = match read {
        Ok(scores) => {
            state
                .services
                .score(request.cx(), project, None, &scores, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/cotation?fait=cotation-donnee"
        ))),
        Err(Error::Fields(errors)) => {
            let refused = FormState::refused(typed, errors);
            Ok(scoring_page(&state, &request, project, Some(refused)).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn scoring_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    refused: Option<FormState>,
) -> Result<Response> {
    let scoring = state.services.scoring(request.cx(), project, None).await?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    let is_refused = refused.is_some();
    let filled = refused.unwrap_or_else(|| own_scores(&scoring));
    let part = move || part(&scoring, project, key, &filled);
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Summary,
        is_refused,
        part,
    ))
}

/// The form as the seat filled it before.
fn own_scores(scoring: &Scoring) -> FormState {
    let Some(own) = &scoring.own else {
        return FormState::default();
    };
    let mut typed: Vec<(String, String)> = Criterion::ALL
        .iter()
        .map(|criterion| {
            (
                criterion.code().to_owned(),
                own.scores.score(*criterion).to_string(),
            )
        })
        .collect();
    typed.push(("note".to_owned(), own.scores.note.clone()));
    FormState::refused(Typed(typed), Vec::new())
}

fn part(scoring: &Scoring, project: ProjectId, key: String, filled: &FormState) -> AnyView {
    let other = scoring.seat.other().label();
    let state = match (&scoring.own, &scoring.other, scoring.other_is_in) {
        (Some(_), Some(_), _) => "Les deux sièges ont donné leur cotation.".to_owned(),
        (Some(_), None, _) => format!("Votre cotation est enregistrée. Elle se montre, avec celle de l'autre siège ({other}), quand les deux sont données."),
        (None, _, true) => format!("L'autre siège ({other}) a donné sa cotation. Vous la voyez une fois la vôtre donnée."),
        (None, _, false) => "Chaque siège cote sans voir l'autre. Les deux cotations se montrent ensemble, une fois données.".to_owned(),
    };
    let both = scoring
        .own
        .as_ref()
        .zip(scoring.other.as_ref())
        .map(|(own, other)| side_by_side(scoring, own, other));
    view! {
        <section class="stack">
            <h2>"Cotation du projet"</h2>
            <p>{state}</p>
            <p class="muted">"Seul le binôme de l'État lit les cotations et les notes. La collectivité lit la décision et son motif."</p>
            {both}
            {scoring.open.then(|| form(project, key, filled))}
            <p><a href=format!("/projets/{project}#decisions")>"Revenir aux décisions"</a></p>
        </section>
    }
    .into_any()
}

fn form(project: ProjectId, key: String, filled: &FormState) -> AnyView {
    let mut labels: Vec<(&str, &str)> = Criterion::ALL
        .iter()
        .map(|c| (c.code(), c.label()))
        .collect();
    labels.push(("note", "Note pour le binôme"));
    let rows = Criterion::ALL.iter().map(|criterion| {
        let options = (0..=SCORE_MAX)
            .map(|score| {
                let value = score.to_string();
                let ticked = filled.ticked(criterion.code(), &value);
                Choice::new(value.clone(), value).selected(ticked)
            })
            .collect();
        view! {
            <RadioGroup name=criterion.code() label=criterion.label() hint=hint(*criterion) options=options inline=true error=filled.error(criterion.code())/>
        }
        .into_any()
    });
    view! {
        <form class="stack" method="post" action=format!("/projets/{project}/cotation")>
            <ErrorSummary problems=filled.summary(&labels)/>
            <input type="hidden" name="cle" value=key/>
            {rows.collect_view()}
            <TextArea name="note" label="Note pour le binôme" hint="La collectivité ne la lit jamais." optional=true value=filled.value("note") error=filled.error("note") maxlength=NOTE_MAX/>
            <Button>"Enregistrer ma cotation"</Button>
        </form>
    }
    .into_any()
}

/// What 0 and 3 mean.
const fn hint(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Maturity => "0 : une idée. 3 : prêt à démarrer, études et accords faits.",
        Criterion::Impact => {
            "0 : peu de personnes concernées. 3 : change la vie de beaucoup d'habitants."
        }
        Criterion::Urgency => {
            "0 : peut attendre. 3 : un retard ferait perdre le projet ou mettrait des personnes en danger."
        }
        Criterion::TerritorialNeed => {
            "0 : le territoire est déjà bien pourvu. 3 : rien de semblable n'existe aux alentours."
        }
        Criterion::Feasibility => {
            "0 : aucune source de financement en vue. 3 : le plan de financement est presque bouclé."
        }
        Criterion::StrategyFit => {
            "0 : hors des orientations du contrat. 3 : au cœur de ses orientations."
        }
    }
}

fn side_by_side(scoring: &Scoring, own: &Scored, other: &Scored) -> AnyView {
    let rows = Criterion::ALL
        .iter()
        .map(|criterion| {
            let gap = scoring.gaps.contains(criterion);
            view! {
                <tr>
                    <th scope="row">{criterion.label()}{gap.then(|| view! { " "<Badge tone=Tone::Warning label="Écart à expliquer"/> })}</th>
                    <td class="number">{own.scores.score(*criterion).to_string()}</td>
                    <td class="number">{other.scores.score(*criterion).to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    let gaps = (!scoring.gaps.is_empty()).then(|| {
        view! { <Alert tone=Tone::Warning>"Un écart de deux points ou plus appelle une explication : dites-la dans le motif de la décision."</Alert> }
    });
    let notes = [own, other].map(|scored| {
        let note = scored.scores.note.clone();
        (!note.is_empty())
            .then(|| view! { <p class="typed"><b>{scored.by.clone()}</b>" : "{note}</p> })
    });
    let heads = [
        format!("{} ({})", scoring.seat.label(), own.by),
        format!("{} ({})", scoring.seat.other().label(), other.by),
    ]
    .map(|label| view! { <ColumnHead label=label number=true/> });
    let notes = notes.into_iter().collect_view();
    view! {
        {gaps}
        <Table id="cotations" caption="Les deux cotations, de 0 à 3">
            <thead>
                <tr>
                    <ColumnHead label="Critère"/>
                    {heads.into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {notes}
    }
    .into_any()
}
