//! What the project is.

use crate::deposit::page::StepModel;
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::ui::{Button, ButtonKind, CheckboxGroup, Choice, Field, RadioGroup, Select, TextArea};
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
        {main_theme(form)}
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

/// All themes, or those that the words typed may mean.
fn main_theme(form: &FormState) -> AnyView {
    let typed = form.value("theme_cherche");
    let found = found(&typed, form);
    let hint = match (typed.trim().is_empty(), found.is_empty()) {
        (true, _) => "Un mot suffit, par exemple « piscine » ou « église ».".to_owned(),
        (false, true) => {
            format!("Aucun thème ne correspond à « {typed} » : choisissez dans la liste.")
        }
        (false, false) => "Choisissez ci-dessous, ou cherchez avec un autre mot.".to_owned(),
    };
    let choice = if found.is_empty() {
        view! {
            <Select
                name="theme_principal"
                label="Thème principal"
                hint="Il sert à trouver la personne qui connaît le sujet."
                placeholder="Choisir un thème…"
                options=themes(|theme| form.ticked("theme_principal", theme.code()))
                error=form.error("theme_principal")
            />
        }
        .into_any()
    } else {
        view! {
            <RadioGroup
                name="theme_principal"
                label="Thème principal"
                hint="Il sert à trouver la personne qui connaît le sujet."
                options=found
                error=form.error("theme_principal")
            />
        }
        .into_any()
    };
    view! {
        // What was looked for last: tells words that were just typed from those found already.
        <input type="hidden" name="theme_cherche_avant" value=typed.clone()/>
        <div class="search-line">
            <Field
                name="theme_cherche"
                label="Chercher un thème"
                hint=hint
                value=typed
                maxlength=80_u32
                optional=true
            />
            <Button kind=ButtonKind::Secondary name="action" value="chercher">"Chercher"</Button>
        </div>
        {choice}
    }
    .into_any()
}

/// What the words typed may mean, and what is chosen already; the only one found is chosen.
fn found(typed: &str, form: &FormState) -> Vec<Choice> {
    let folded = domain::territory::fold(typed);
    let mut found = domain::theme::words::find(typed);
    let named = Theme::ALL.iter().filter(|theme| {
        folded.chars().count() > 2 && domain::territory::fold(theme.label()).contains(&folded)
    });
    for theme in named {
        if !found.contains(theme) {
            found.push(*theme);
        }
    }
    let chosen = Theme::parse(form.typed.get("theme_principal"));
    let only = found.len() == 1 && chosen.is_none();
    if !found.is_empty() {
        let beside = chosen.filter(|theme| !found.contains(theme));
        found.extend(beside);
    }
    let choice = |theme: &Theme| {
        Choice::new(theme.code(), theme.label()).selected(only || chosen == Some(*theme))
    };
    found.iter().map(choice).collect()
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
