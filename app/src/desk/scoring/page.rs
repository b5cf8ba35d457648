//! The page of the scores.

use super::{facts, form};
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::ui::{Alert, Badge, ColumnHead, Table, Tone};
use domain::ids::ProjectId;
use domain::priority::Criterion;
use leptos::prelude::*;
use services::priority::scoring::{Scored, Scoring};

/// The scores, the project's facts beside them, and the form of the moment. `key` draws one-time keys.
pub fn part(
    scoring: &Scoring,
    project: ProjectId,
    key: &dyn Fn() -> String,
    filled: &FormState,
) -> AnyView {
    let both = scoring
        .own
        .as_ref()
        .zip(scoring.other.as_ref())
        .map(|(own, other)| side_by_side(scoring, own, other));
    let again = scoring.round.is_open().then(|| {
        view! { <p>"La décision a été rouverte : les deux sièges cotent de nouveau, sans voir l'autre."</p> }
    });
    let gaps = scoring
        .may_explain
        .then(|| form::gaps(project, &scoring.gaps, key(), filled));
    view! {
        <section class="stack">
            <h2>"Cotation du projet"</h2>
            <p>{state(scoring)}</p>
            {again}
            <p class="muted">"Seul le binôme de l'État et le référent du département lisent les cotations et les notes. La collectivité lit la décision et son motif."</p>
            {facts::facts(&scoring.facts, project)}
            {both}
            {gaps}
            {scoring.open.then(|| form::scores(project, key(), filled))}
            <p><a href=format!("/projets/{project}#decisions")>"Revenir aux décisions"</a></p>
        </section>
    }
    .into_any()
}

/// The project's facts and, once both are in, the two scores with the reasons of their gaps: what one looks at together.
pub fn together(scoring: &Scoring, project: ProjectId, key: &dyn Fn() -> String) -> AnyView {
    let both = scoring.own.as_ref().zip(scoring.other.as_ref());
    let none = both.is_none().then(|| {
        view! { <p>"Les cotations se montrent quand les deux sièges ont donné la leur."</p> }
    });
    let both = both.map(|(own, other)| side_by_side(scoring, own, other));
    let unexplained = scoring.may_explain && scoring.reasons.len() < scoring.gaps.len();
    let empty = FormState::default();
    let gaps = unexplained.then(|| form::gaps(project, &scoring.gaps, key(), &empty));
    view! { {facts::facts(&scoring.facts, project)}{none}{both}{gaps} }.into_any()
}

fn state(scoring: &Scoring) -> String {
    let other = scoring.seat.other().label();
    match (&scoring.own, &scoring.other, scoring.other_is_in) {
        (Some(_), Some(_), _) => "Les deux sièges ont donné leur cotation.".to_owned(),
        (Some(_), None, _) => format!("Votre cotation est enregistrée. Elle se montre, avec celle de l'autre siège ({other}), quand les deux sont données."),
        (None, _, _) if !scoring.open => "Les cotations se lisent quand les deux sièges ont donné la leur.".to_owned(),
        (None, _, true) => format!("L'autre siège ({other}) a donné sa cotation. Vous la voyez une fois la vôtre donnée."),
        (None, _, false) => "Chaque siège cote sans voir l'autre. Les deux cotations se montrent ensemble, une fois données.".to_owned(),
    }
}

fn side_by_side(scoring: &Scoring, own: &Scored, other: &Scored) -> AnyView {
    let rows = Criterion::ALL
        .iter()
        .map(|criterion| criterion_row(scoring, *criterion, own, other))
        .collect_view();
    let weights = scoring.facts.weights();
    let totals = [own, other].map(|scored| format!("{} sur 100", weights.total(&scored.scores)));
    let unexplained = scoring.may_explain && scoring.reasons.len() < scoring.gaps.len();
    let gaps = unexplained.then(|| {
        view! { <Alert tone=Tone::Warning>"Un écart de deux points ou plus appelle une explication avant la signature."</Alert> }
    });
    let heads = [
        format!("{} ({})", scoring.seat.label(), own.by),
        format!("{} ({})", scoring.seat.other().label(), other.by),
    ]
    .map(|label| view! { <ColumnHead label=label number=true/> });
    view! {
        {gaps}
        <Table id="cotations" caption="Les deux cotations, de 0 à 3">
            <thead>
                <tr>
                    <ColumnHead label="Critère"/>
                    {heads.into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>
                {rows}
                <tr>
                    <th scope="row">"Total pondéré"</th>
                    {totals.map(|total| view! { <td class="number">{total}</td> }).into_iter().collect_view()}
                </tr>
            </tbody>
        </Table>
        {notes(own, other)}
    }
    .into_any()
}

fn criterion_row(scoring: &Scoring, criterion: Criterion, own: &Scored, other: &Scored) -> AnyView {
    let gap = scoring.gaps.contains(&criterion);
    let reason = scoring
        .reasons
        .iter()
        .find(|line| line.criterion == criterion.code())
        .map(|line| {
            let by = format!("{} {} : ", line.first_name, line.last_name);
            view! { <p class="typed muted">{by}{line.reason.clone()}</p> }
        });
    view! {
        <tr>
            <th scope="row">
                {criterion.label()}
                {gap.then(|| view! { " "<Badge tone=Tone::Warning label="Écart"/> })}
                {reason}
            </th>
            <td class="number">{own.scores.score(criterion).to_string()}</td>
            <td class="number">{other.scores.score(criterion).to_string()}</td>
        </tr>
    }
    .into_any()
}

fn notes(own: &Scored, other: &Scored) -> AnyView {
    [own, other]
        .into_iter()
        .filter(|scored| !scored.scores.note.is_empty())
        .map(|scored| {
            let note = scored.scores.note.clone();
            view! { <p class="typed"><b>{scored.by.clone()}</b>" : "{note}</p> }
        })
        .collect_view()
        .into_any()
}
