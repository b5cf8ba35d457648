//! The two forms of the scores: a seat's own, and why the seats differ.

use super::words::meanings;
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::ui::{Button, Choice, ErrorSummary, RadioGroup, TextArea};
use domain::ids::ProjectId;
use domain::priority::{Criterion, GAP_REASON_MAX, NOTE_MAX, gap_field};
use leptos::prelude::*;

/// The six criteria and the note.
pub fn scores(project: ProjectId, key: String, filled: &FormState) -> AnyView {
    let mut labels: Vec<(&str, &str)> = Criterion::ALL
        .iter()
        .map(|c| (c.code(), c.label()))
        .collect();
    labels.push(("note", "Note pour le binôme"));
    let rows = Criterion::ALL
        .iter()
        .map(|criterion| one_criterion(*criterion, filled))
        .collect_view();
    view! {
        <form class="stack" method="post" action=format!("/projets/{project}/cotation")>
            <ErrorSummary problems=filled.summary(&labels)/>
            <input type="hidden" name="cle" value=key/>
            {rows}
            <TextArea name="note" label="Note pour le binôme" hint="La collectivité ne la lit jamais." optional=true value=filled.value("note") error=filled.error("note") maxlength=NOTE_MAX/>
            <Button>"Enregistrer ma cotation"</Button>
        </form>
    }
    .into_any()
}

fn one_criterion(criterion: Criterion, filled: &FormState) -> AnyView {
    let code = criterion.code();
    let options = meanings(criterion)
        .into_iter()
        .enumerate()
        .map(|(score, meaning)| {
            let value = score.to_string();
            let ticked = filled.ticked(code, &value);
            Choice::new(value.clone(), format!("{value} : {meaning}")).selected(ticked)
        })
        .collect();
    view! { <RadioGroup name=code label=criterion.label() options=options error=filled.error(code)/> }
        .into_any()
}

/// One reason a gap.
pub fn gaps(project: ProjectId, gaps: &[Criterion], key: String, filled: &FormState) -> AnyView {
    let fields: Vec<(String, &'static str)> = gaps
        .iter()
        .map(|criterion| (gap_field(*criterion), criterion.label()))
        .collect();
    let labels: Vec<(&str, &str)> = fields
        .iter()
        .map(|(field, label)| (field.as_str(), *label))
        .collect();
    let summary = filled.summary(&labels);
    let areas = fields
        .iter()
        .map(|(field, label)| {
            let (value, error) = (filled.value(field), filled.error(field));
            let label = format!("Pourquoi cet écart : {}", label.to_lowercase());
            view! { <TextArea name=field.clone() label=label rows=3 value=value error=error maxlength=GAP_REASON_MAX/> }
        })
        .collect_view();
    view! {
        <form class="card stack" method="post" action=format!("/projets/{project}/cotation/ecarts")>
            <ErrorSummary problems=summary/>
            <h3>"Expliquer les écarts"</h3>
            <p>"Une phrase de l'un ou de l'autre siège suffit. La décision ne peut être signée qu'ensuite."</p>
            <input type="hidden" name="cle" value=key/>
            {areas}
            <Button>"Enregistrer ces explications"</Button>
        </form>
    }
    .into_any()
}
