//! What the project is.

use crate::deposit::page::StepModel;
use crate::i18n::labels::Label;
use crate::ui::{CheckboxGroup, Choice, Field, Select, TextArea};
use domain::deposit::What;
use domain::theme::Theme;
use leptos::prelude::*;

pub(super) fn fields(model: &StepModel) -> AnyView {
    let form = &model.form;
    let others = form.typed.all("themes");
    let open = !others.is_empty() || form.error("themes").is_some();
    view! {
        <Field
            name="titre"
            label="Titre du projet"
            hint="Une phrase que vos voisins comprennent, par exemple «\u{a0}Rénover l'école Jean-Moulin\u{a0}»."
            value=form.value("titre")
            error=form.error("titre")
            maxlength=What::TITLE_MAX
        />
        <TextArea
            name="resume"
            label="Ce que vous voulez faire"
            hint="En quelques lignes : ce qui existe aujourd'hui, ce qui changera, pour qui."
            value=form.value("resume")
            error=form.error("resume")
            rows=6
        />
        <Select
            name="theme_principal"
            label="Thème principal"
            hint="Il sert à trouver la personne qui connaît le sujet."
            placeholder="Choisir un thème…"
            options=themes(|theme| form.ticked("theme_principal", theme.code()))
            error=form.error("theme_principal")
        />
        <details class="details" open=open>
            <summary>"Ajouter d'autres thèmes"</summary>
            <CheckboxGroup
                name="themes"
                label="Autres thèmes"
                optional=true
                dense=true
                options=themes(|theme| form.ticked("themes", theme.code()))
                error=form.error("themes")
            />
        </details>
    }
    .into_any()
}

/// The themes by name.
fn themes(selected: impl Fn(Theme) -> bool) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Theme::ALL
        .iter()
        .map(|theme| Choice::new(theme.code(), theme.label()).selected(selected(*theme)))
        .collect();
    choices.sort_by_key(|choice| domain::territory::fold(&choice.label));
    choices
}
