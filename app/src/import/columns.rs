//! The form that says what each column of a list is.

use super::IMPORTS;
use super::steps::Model;
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::ui::{Button, Choice, ErrorSummary, Field, FieldKind, FieldWidth, RadioGroup, Select};
use domain::list_import::GIVER_CHARS;
use domain::project::FundingState;
use domain::theme::Theme;
use leptos::prelude::*;
use services::import::lists::form::{
    CONTRACT, INTAKE, INTAKES, THEME, YEAR, column_field, giver_field, sum_of, sum_value,
};
use services::import::projects::LookColumn;
use services::import::projects::mapping::Role;

/// What is wrong, on top of the page.
pub fn summary(model: &Model) -> AnyView {
    let columns = model.view.look.columns.iter().enumerate();
    let names: Vec<(String, String)> = columns
        .flat_map(|(place, column)| {
            let header = column.header.clone();
            [
                (column_field(place), header.clone()),
                (giver_field(place), format!("Qui donne, pour {header}")),
            ]
        })
        .chain(
            [
                (INTAKE, "État des nouveaux projets"),
                (THEME, "Thème par défaut"),
                (CONTRACT, "Contrat"),
                (YEAR, "Année"),
            ]
            .map(|(name, label)| (name.to_owned(), label.to_owned())),
        )
        .collect();
    let labels: Vec<(&str, &str)> = names
        .iter()
        .map(|(name, label)| (name.as_str(), label.as_str()))
        .collect();
    view! { <ErrorSummary problems=model.form.summary(&labels)/> }.into_any()
}

/// The form.
pub fn form(model: &Model) -> AnyView {
    let action = format!("{IMPORTS}/{}/verifier", model.view.id);
    let columns = model.view.look.columns.iter().enumerate();
    let columns = columns
        .map(|(place, one)| column(place, one, &model.form))
        .collect_view();
    view! {
        <form class="stack stack-wide" method="post" action=action novalidate>
            <input type="hidden" name="cle" value=model.key.clone()/>
            <section class="stack">
                <h2>"Les colonnes de la liste"</h2>
                <p>"Voici chaque colonne avec quelques-unes de ses valeurs. Notre proposition vient de son titre : corrigez-la si besoin. Il faut l'intitulé, et de quoi savoir à qui est le projet et où il est."</p>
                {columns}
            </section>
            <section class="stack">
                <h2>"Pour toutes les lignes"</h2>
                {constants(model)}
            </section>
            <p><Button>"Vérifier sans rien écrire"</Button></p>
        </form>
    }
    .into_any()
}

fn column(place: usize, column: &LookColumn, form: &FormState) -> AnyView {
    let name = column_field(place);
    let value = form.value(&name);
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role.label()).selected(value == role.code()));
    let sums = FundingState::ALL.iter().map(|state| {
        let choice = sum_value(*state);
        let selected = value == choice;
        Choice::new(choice, sum_label(*state)).selected(selected)
    });
    let options = roles.chain(sums).collect();
    let hint = (!column.samples.is_empty())
        .then(|| format!("Par exemple : {}", column.samples.join(" ; ")));
    let giver_name = giver_field(place);
    let giver = sum_of(&value).map(|_| {
        view! {
            <Field name=giver_name.clone() label=format!("Qui donne, pour {}", column.header) optional=true width=FieldWidth::Medium
                hint="Sans réponse, le titre de la colonne est pris."
                value=form.value(&giver_name) error=form.error(&giver_name) maxlength=GIVER_CHARS/>
        }
    });
    view! {
        <Select name=name.clone() label=column.header.clone() hint=hint options=options placeholder="Ne pas reprendre" error=form.error(&name)/>
        {giver}
    }
    .into_any()
}

fn constants(model: &Model) -> AnyView {
    let form = &model.form;
    let intakes = INTAKES
        .iter()
        .map(|intake| {
            Choice::new(intake.code(), intake.label()).selected(form.ticked(INTAKE, intake.code()))
        })
        .collect();
    let themes = Theme::ALL
        .iter()
        .map(|theme| {
            Choice::new(theme.code(), theme.label()).selected(form.ticked(THEME, theme.code()))
        })
        .collect();
    let contracts: Vec<Choice> = model
        .view
        .contracts
        .iter()
        .map(|one| Choice::new(&one.code, &one.name).selected(form.ticked(CONTRACT, &one.code)))
        .collect();
    view! {
        <RadioGroup name=INTAKE label="État des nouveaux projets" options=intakes error=form.error(INTAKE)/>
        <Select name=THEME label="Thème par défaut" optional=true options=themes placeholder="D'après l'intitulé"
            hint="Pour les lignes dont la thématique n'est pas reconnue." error=form.error(THEME)/>
        <Select name=CONTRACT label="Contrat" optional=true options=contracts placeholder="D'après la colonne ou le territoire"
            error=form.error(CONTRACT)/>
        <Field name=YEAR label="Année" optional=true kind=FieldKind::Text width=FieldWidth::Short
            hint="Par exemple 2026. Sans réponse, celle de la colonne." value=form.value(YEAR) error=form.error(YEAR)/>
    }
    .into_any()
}

const fn sum_label(state: FundingState) -> &'static str {
    match state {
        FundingState::Planned => "Somme prévue",
        FundingState::Asked => "Somme demandée",
        FundingState::Granted => "Somme accordée",
        FundingState::Refused => "Somme refusée",
    }
}

impl Label for Role {
    fn label(self) -> &'static str {
        match self {
            Self::Reference => "Référence ou numéro de dossier",
            Self::Title => "Intitulé du projet",
            Self::Summary => "Résumé",
            Self::Bearer => "Porteur",
            Self::Siren => "SIREN ou SIRET du porteur",
            Self::Commune => "Commune",
            Self::CommuneCode => "Code INSEE de la commune",
            Self::PostalCode => "Code postal",
            Self::Departement => "Département",
            Self::Epci => "Intercommunalité",
            Self::Cost => "Coût total",
            Self::Start => "Date de début",
            Self::End => "Date de fin",
            Self::Deposited => "Date de dépôt",
            Self::Year => "Année",
            Self::Theme => "Thématique",
            Self::Contract => "Contrat",
            Self::Phase => "Phase",
            Self::Status => "Avancement",
            Self::Needs => "Ce qui manque",
            Self::Address => "Adresse",
        }
    }
}
