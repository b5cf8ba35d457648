//! How far the project is.

use crate::deposit::page::StepModel;
use crate::i18n::labels::Label;
use crate::ui::{Choice, DateField, Field, MoneyField, RadioGroup, Select};
use domain::deposit::{DEPOSIT_STATUSES, FUNDING_LINES};
use domain::project::{FundingState, Phase, PhaseStatus};
use leptos::prelude::*;

pub(super) fn fields(model: &StepModel) -> AnyView {
    let form = &model.form;
    let phases = Phase::ALL
        .iter()
        .map(|phase| {
            Choice::new(phase.code(), phase.label())
                .hint(hint(*phase))
                .selected(form.ticked("phase", phase.code()))
        })
        .collect();
    let current = form.value("etat");
    let statuses = DEPOSIT_STATUSES
        .iter()
        .map(|status| {
            let first = current.is_empty() && *status == PhaseStatus::EnCours;
            Choice::new(status.code(), how(*status)).selected(first || current == status.code())
        })
        .collect();
    view! {
        <RadioGroup name="phase" label="Où en est le projet ?" options=phases error=form.error("phase")/>
        <Select name="etat" label="Comment cela se passe" options=statuses error=form.error("etat")/>
        <MoneyField
            name="cout"
            label="Coût total"
            hint="Même approximatif, hors taxes : 1 250 000 ou 1,2 M€. Laissez vide si vous ne savez pas encore."
            value=form.value("cout")
            error=form.error("cout")
            optional=true
        />
        <div class="form-row">
            <DateField name="debut" label="Début" value=form.value("debut") error=form.error("debut") optional=true/>
            <DateField name="fin" label="Fin" value=form.value("fin") error=form.error("fin") optional=true/>
        </div>
        <fieldset class="form-group">
            <legend class="field-label">"Aides déjà demandées ou obtenues "<span class="field-optional">"(facultatif)"</span></legend>
            <p class="field-hint">"Vous pourrez compléter le plan de financement plus tard."</p>
            {(1..=FUNDING_LINES).map(|rank| aid(model, rank)).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn aid(model: &StepModel, rank: usize) -> AnyView {
    let form = &model.form;
    let [source, amount, state] =
        ["source", "montant", "etat"].map(|part| format!("aide_{part}_{rank}"));
    let current = form.value(&state);
    let states = FundingState::ALL
        .iter()
        .map(|value| Choice::new(value.code(), value.label()).selected(current == value.code()))
        .collect();
    let used = [&source, &amount]
        .iter()
        .any(|name| !form.value(name).is_empty())
        || [&source, &amount, &state]
            .iter()
            .any(|name| form.error(name).is_some());
    let row = view! {
        <div class="form-row">
            <Field name=source.clone() label="Qui, ou quelle aide" value=form.value(&source) error=form.error(&source) optional=true/>
            <MoneyField name=amount.clone() label="Montant" value=form.value(&amount) error=form.error(&amount) optional=true/>
            <Select name=state.clone() label="État" placeholder="Choisir…" options=states error=form.error(&state) optional=true/>
        </div>
    };
    if rank == 1 {
        return row.into_any();
    }
    view! {
        <details class="details" open=used>
            <summary>{format!("Aide n°\u{a0}{rank}")}</summary>
            {row}
        </details>
    }
    .into_any()
}

const fn hint(phase: Phase) -> &'static str {
    match phase {
        Phase::Idee => "On en parle, rien n'est encore chiffré.",
        Phase::Etude => "Une étude, un diagnostic ou des plans sont en cours ou faits.",
        Phase::Operation => "Les marchés sont lancés ou les travaux ont commencé.",
    }
}

/// How it goes, as the form says it.
pub(super) const fn how(status: PhaseStatus) -> &'static str {
    match status {
        PhaseStatus::EnCours => "Le projet avance",
        PhaseStatus::EnRetard => "Le projet a pris du retard",
        PhaseStatus::EnPause => "Le projet est en pause",
        PhaseStatus::Bloque => "Le projet est bloqué",
        PhaseStatus::Abandonne => "Le projet est abandonné",
        PhaseStatus::Termine => "Le projet est terminé",
    }
}
