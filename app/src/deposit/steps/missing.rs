//! What is missing.

use crate::deposit::page::StepModel;
use crate::i18n::labels::Label;
use crate::ui::{CheckboxGroup, Choice, RadioGroup, TextArea};
use domain::blocker::BlockerKind;
use domain::deposit::Needs;
use leptos::prelude::*;

pub(super) fn fields(model: &StepModel) -> AnyView {
    let form = &model.form;
    let blockers = BlockerKind::ALL
        .iter()
        .map(|kind| {
            Choice::new(kind.code(), kind.label()).selected(form.ticked("blocages", kind.code()))
        })
        .collect();
    view! {
        <CheckboxGroup
            name="blocages"
            label="Qu'est-ce qui vous bloque aujourd'hui ?"
            hint="Cochez tout ce qui s'applique : c'est là-dessus que l'État local vous aide en premier."
            options=blockers
            error=form.error("blocages")
            optional=true
        />
        <TextArea
            name="besoins"
            label="Ce qui vous manque, avec vos mots"
            hint="Par exemple : «\u{a0}Nous n'avons personne pour suivre l'étude\u{a0}» ou «\u{a0}Il manque 80 000 €\u{a0}»."
            value=form.value("besoins")
            error=form.error("besoins")
            optional=true
        />
        {contract(model)}
    }
    .into_any()
}

fn contract(model: &StepModel) -> AnyView {
    if model.contracts.is_empty() {
        return ().into_any();
    }
    let form = &model.form;
    let current = form.value("contrat");
    let only = current.is_empty() && model.contracts.len() == 1;
    let mut options: Vec<Choice> = model
        .contracts
        .iter()
        .map(|contract| {
            Choice::new(&contract.code, &contract.name).selected(only || current == contract.code)
        })
        .collect();
    options.push(
        Choice::new(Needs::NO_CONTRACT, "Aucun, ou je ne sais pas")
            .selected(current == Needs::NO_CONTRACT),
    );
    view! {
        <RadioGroup
            name="contrat"
            label="Le projet entre-t-il dans un contrat de votre territoire ?"
            hint="Contrat pour la réussite de la transition écologique (CRTE), signé entre l'État et les intercommunalités."
            options=options
            error=form.error("contrat")
            optional=true
        />
    }
    .into_any()
}
