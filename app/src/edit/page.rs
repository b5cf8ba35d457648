//! The form of the sheet; and, when somebody else saved in between, both texts side by side.

use super::actions::filled;
use crate::http::FormState;
use crate::i18n::labels::{self, Label};
use crate::ui::{
    Alert, Button, Choice, DateField, DescriptionItem, DescriptionList, ErrorSummary, Field,
    MoneyField, Select, TextArea, Tone,
};
use domain::edit::{EditField, NEEDS_MAX, SUMMARY_MAX, TITLE_MAX};
use domain::ids::ProjectId;
use domain::project::{Phase, PhaseStatus};
use domain::theme::Theme;
use leptos::prelude::*;
use services::project::edit::Current;

/// The form. `theirs`: what somebody else saved while this was typed.
pub fn form(
    project: ProjectId,
    version: i64,
    key: String,
    state: &FormState,
    theirs: Option<&Current>,
) -> AnyView {
    let labels: Vec<(&str, &str)> = EditField::ALL
        .iter()
        .map(|field| (field.code(), field.label()))
        .collect();
    let words = if theirs.is_some() {
        "Enregistrer votre texte"
    } else {
        "Enregistrer les modifications"
    };
    view! {
        <section class="stack">
            <h2>"Modifier le projet"</h2>
            <ErrorSummary problems=state.summary(&labels)/>
            {theirs.map(|theirs| both(state, theirs))}
            <form class="stack" method="post" action=format!("/projets/{project}/modifier")>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="version" value=version.to_string()/>
                {what(state)}
                {how_far(state)}
                {when(state)}
                <Button>{words}</Button>
            </form>
            <p><a href=format!("/projets/{project}")>"Revenir à la fiche sans rien changer"</a></p>
        </section>
    }
    .into_any()
}

fn what(state: &FormState) -> AnyView {
    let (title, summary, needs) = (EditField::Title, EditField::Summary, EditField::Needs);
    view! {
        <Field name=title.code() label=title.label() value=state.value(title.code()) error=state.error(title.code()) maxlength=TITLE_MAX/>
        <TextArea name=summary.code() label=summary.label() rows=8 value=state.value(summary.code()) error=state.error(summary.code()) maxlength=SUMMARY_MAX/>
        <Select name=EditField::MainTheme.code() label=EditField::MainTheme.label() options=choices(Theme::ALL, Theme::code, EditField::MainTheme, state) error=state.error(EditField::MainTheme.code())/>
        <TextArea name=needs.code() label=needs.label() hint="Argent, compétences, terrain, accords : ce qui aiderait le projet à avancer." optional=true value=state.value(needs.code()) error=state.error(needs.code()) maxlength=NEEDS_MAX/>
    }
    .into_any()
}

fn how_far(state: &FormState) -> AnyView {
    let (phase, status, cost) = (
        EditField::Phase,
        EditField::PhaseStatus,
        EditField::TotalCost,
    );
    view! {
        <Select name=phase.code() label=phase.label() options=choices(Phase::ALL, Phase::code, phase, state) error=state.error(phase.code())/>
        <Select name=status.code() label=status.label() options=choices(PhaseStatus::ALL, PhaseStatus::code, status, state) error=state.error(status.code())/>
        <MoneyField name=cost.code() label=cost.label() optional=true value=state.value(cost.code()) error=state.error(cost.code())/>
    }
    .into_any()
}

fn when(state: &FormState) -> AnyView {
    let (start, end) = (EditField::StartOn, EditField::EndOn);
    view! {
        <DateField name=start.code() label=start.label() optional=true value=state.value(start.code()) error=state.error(start.code())/>
        <DateField name=end.code() label=end.label() optional=true value=state.value(end.code()) error=state.error(end.code())/>
    }
    .into_any()
}

fn choices<T: Label + Copy>(
    all: &[T],
    code: fn(T) -> &'static str,
    field: EditField,
    state: &FormState,
) -> Vec<Choice> {
    all.iter()
        .map(|value| {
            Choice::new(code(*value), value.label())
                .selected(state.ticked(field.code(), code(*value)))
        })
        .collect()
}

/// What was saved in between, beside what was typed, field by field.
fn both(typed: &FormState, theirs: &Current) -> AnyView {
    let saved = filled(&theirs.edit);
    let items = EditField::ALL
        .iter()
        .filter(|field| typed.value(field.code()).trim() != saved.value(field.code()).trim())
        .map(|field| {
            let label = field.label();
            let (before, yours) = (said(*field, &saved), said(*field, typed));
            view! {
                <DescriptionItem label=format!("{label} : texte enregistré entre-temps")>
                    <span class="typed">{before}</span>
                </DescriptionItem>
                <DescriptionItem label=format!("{label} : votre texte")>
                    <span class="typed">{yours}</span>
                </DescriptionItem>
            }
            .into_any()
        })
        .collect::<Vec<AnyView>>();
    view! {
        <Alert tone=Tone::Warning title="Quelqu'un a modifié ce projet pendant que vous écriviez" announced=true>
            <p>"Rien n'est perdu et rien n'est encore enregistré. Comparez les deux textes, reprenez ce qui manque dans le formulaire, puis enregistrez."</p>
        </Alert>
        <DescriptionList>{items}</DescriptionList>
    }
    .into_any()
}

/// What a field says, in words; "(vide)" for nothing.
fn said(field: EditField, state: &FormState) -> String {
    let value = state.value(field.code());
    match field {
        _ if value.trim().is_empty() => "(vide)".to_owned(),
        EditField::MainTheme => labels::of(Theme::parse, &value),
        EditField::Phase => labels::of(Phase::parse, &value),
        EditField::PhaseStatus => labels::of(PhaseStatus::parse, &value),
        _ => value,
    }
}

/// A sum as one types it: "1250000,50".
pub fn plain_sum(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{},{rest:02}", cents / 100),
    }
}
