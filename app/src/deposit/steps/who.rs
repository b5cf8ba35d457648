//! Who bears the project and who is to be called.

use crate::deposit::actions::step_path;
use crate::deposit::page::StepModel;
use crate::i18n::labels::Label;
use crate::ui::{Alert, Choice, Field, FieldKind, FieldWidth, RadioGroup, Tone};
use domain::deposit::{Step, Who};
use leptos::prelude::*;

pub(super) fn fields(model: &StepModel) -> AnyView {
    let form = &model.form;
    view! {
        {bearer(model)}
        <fieldset class="form-group">
            <legend class="field-label">"La personne à joindre à propos de ce projet"</legend>
            <div class="form-row">
                <Field name="contact_prenom" label="Prénom" autocomplete="given-name" value=form.value("contact_prenom") error=form.error("contact_prenom")/>
                <Field name="contact_nom" label="Nom" autocomplete="family-name" value=form.value("contact_nom") error=form.error("contact_nom")/>
            </div>
            <Field
                name="contact_fonction"
                label="Fonction"
                hint="Par exemple maire, secrétaire de mairie, chargée de mission."
                autocomplete="organization-title"
                value=form.value("contact_fonction")
                error=form.error("contact_fonction")
                optional=true
            />
            <Field
                name="contact_telephone"
                label="Téléphone"
                kind=FieldKind::Tel
                autocomplete="tel"
                width=FieldWidth::Medium
                value=form.value("contact_telephone")
                error=form.error("contact_telephone")
                optional=true
            />
            {(!model.signed_in).then(|| view! {
                <Field
                    name="courriel"
                    label="Adresse e-mail"
                    kind=FieldKind::Email
                    hint="Nous y envoyons un lien pour vérifier que c'est bien vous, au moment de déposer."
                    autocomplete="email"
                    value=form.value("courriel")
                    error=form.error("courriel")
                />
            })}
        </fieldset>
    }
    .into_any()
}

fn bearer(model: &StepModel) -> AnyView {
    let form = &model.form;
    if model.bearers.is_empty() && form.value("porteur") != Who::SYNDICAT {
        let back = step_path(model.id, Step::Where);
        return view! {
            <Alert tone=Tone::Info title="Choisissez d'abord une commune">
                "Les collectivités qui peuvent porter le projet dépendent de l'endroit où il se situe. "
                <a href=back>"Choisir une commune"</a>
            </Alert>
        }
        .into_any();
    }
    let only = model.bearers.len() == 1;
    let mut options: Vec<Choice> = model
        .bearers
        .iter()
        .map(|body| {
            Choice::new(&body.value, &body.name)
                .hint(body.kind.label())
                .selected(only || form.ticked("porteur", &body.value))
        })
        .collect();
    let other = Choice::new(Who::SYNDICAT, "Une autre structure publique")
        .hint("Syndicat intercommunal, établissement public… Donnez son nom et son numéro SIREN ci-dessous.");
    options.push(other.selected(form.ticked("porteur", Who::SYNDICAT)));
    let open = form.ticked("porteur", Who::SYNDICAT);
    view! {
        <RadioGroup name="porteur" label="Quelle collectivité porte le projet ?" options=options error=form.error("porteur")/>
        <details class="details" open=open>
            <summary>"Nom et numéro SIREN d'une autre structure"</summary>
            <div class="form-row">
                <Field name="porteur_nom" label="Nom de la structure" value=form.value("porteur_nom") error=form.error("porteur_nom") optional=true/>
                <Field name="porteur_siren" label="Numéro SIREN" kind=FieldKind::Number hint="Neuf chiffres." value=form.value("porteur_siren") error=form.error("porteur_siren") optional=true/>
            </div>
        </details>
    }
    .into_any()
}
