//! What one fills in.

use leptos::prelude::*;

use super::Part;
use crate::ui::{
    Button, ButtonKind, Checkbox, CheckboxGroup, Choice, Combobox, ComboboxOption, DateField,
    ErrorSummary, Field, FieldKind, FieldProblem, FieldWidth, FileField, MoneyField, RadioGroup,
    Select, TextArea,
};

pub(super) fn text_fields() -> AnyView {
    view! {
        <Part title="Champs">
            <ErrorSummary problems=vec![
                FieldProblem::new("courriel-faux", "Écrivez une adresse complète, par exemple prenom.nom@mairie.fr"),
                FieldProblem::new("montant-faux", "Écrivez le montant en chiffres, par exemple 21 667"),
            ]/>
            <form class="form page-narrow" method="get" novalidate>
                <Field name="titre" label="Titre du projet" hint="Une phrase que vos voisins comprennent." value="Rénover l'école Jean-Moulin"/>
                <Field name="courriel" label="Adresse électronique" kind=FieldKind::Email autocomplete="email" width=FieldWidth::Medium/>
                <Field
                    name="courriel-faux"
                    label="Adresse électronique"
                    kind=FieldKind::Email
                    value="mairie@"
                    hint="Nous vous y envoyons un code."
                    error="Écrivez une adresse complète, par exemple prenom.nom@mairie.fr"
                />
                <div class="form-row">
                    <Field name="telephone" label="Téléphone" kind=FieldKind::Tel autocomplete="tel" optional=true/>
                    <Field name="population" label="Nombre d'habitants" kind=FieldKind::Number width=FieldWidth::Short/>
                </div>
                <Field name="secret" label="Mot de passe" kind=FieldKind::Password autocomplete="current-password" width=FieldWidth::Medium/>
                <Field name="numero" label="Numéro du projet" value="4 127" readonly=true width=FieldWidth::Short/>
                <Field name="code" label="Code reçu" kind=FieldKind::Code autocomplete="one-time-code" value="482913"/>
                <TextArea name="resume" label="Résumé" hint="Ce qui change pour les habitants, en quelques lignes." value="Isoler les murs,\nchanger la chaudière."/>
                <TextArea name="resume-faux" label="Raison" rows=2 error="Dites pourquoi en une phrase."/>
                <div class="form-row">
                    <DateField name="debut" label="Début des travaux" value="01/09/2026"/>
                    <MoneyField name="montant" label="Coût total" hint="Hors taxes, même approximatif." value="1 250 000"/>
                </div>
                <div class="form-row">
                    <DateField name="fin-fausse" label="Fin des travaux" value="31/02/2027" error="Le 31 février n'existe pas : corrigez le jour ou le mois."/>
                    <MoneyField name="montant-faux" label="Aide demandée" value="beaucoup" error="Écrivez le montant en chiffres, par exemple 21 667"/>
                </div>
                <Select
                    name="phase"
                    label="Où en est le projet ?"
                    placeholder="Choisir…"
                    options=vec![
                        Choice::new("idee", "Une idée"),
                        Choice::new("etude", "En étude").selected(true),
                        Choice::new("operation", "En travaux"),
                    ]
                />
                <FileField name="fichiers" label="Plans et devis" hint="PDF, images ou tableurs, 20 Mo au plus par fichier." multiple=true optional=true/>
                <p class="form-saved" role="status">"Enregistré à 14 h 32"</p>
                <div class="form-actions">
                    <Button>"Continuer"</Button>
                    <Button kind=ButtonKind::Quiet name="aller" value="retour">"Retour"</Button>
                </div>
            </form>
        </Part>
    }
    .into_any()
}

pub(super) fn choices() -> AnyView {
    view! {
        <Part title="Choix">
            <div class="form page-narrow">
                <RadioGroup
                    name="suite"
                    label="Ce projet ressemble à un projet déposé en janvier"
                    hint="Même commune, coût voisin."
                    options=vec![
                        Choice::new("meme", "C'est le même").hint("Votre dépôt rejoint le projet existant.").selected(true),
                        Choice::new("autre", "C'est un autre").hint("Les deux projets restent séparés."),
                    ]
                />
                <RadioGroup
                    name="maturite"
                    label="Maturité"
                    inline=true
                    error="Choisissez une note."
                    options=vec![Choice::new("0", "0"), Choice::new("1", "1"), Choice::new("2", "2"), Choice::new("3", "3")]
                />
                <CheckboxGroup
                    name="themes"
                    label="De quoi s'agit-il ?"
                    optional=true
                    options=vec![
                        Choice::new("batiment", "Bâtiments et énergie").selected(true),
                        Choice::new("eau", "Eau et milieux"),
                        Choice::new("mobilite", "Mobilités"),
                    ]
                />
                <CheckboxGroup
                    name="facette"
                    label="Priorité (filtre)"
                    dense=true
                    options=vec![
                        Choice::new("haute", "Haute").count("112").selected(true),
                        Choice::new("moyenne", "Moyenne").count("540"),
                        Choice::new("basse", "Basse").count("588"),
                    ]
                />
                <Checkbox name="accord" label="Je représente la collectivité et je dépose en son nom." checked=true/>
                <Checkbox name="accord-faux" label="J'ai relu le résumé." error="Cochez la case pour continuer."/>
            </div>
        </Part>
    }
    .into_any()
}

fn communes() -> Vec<ComboboxOption> {
    [
        ("49266", "Saint-Aubin-de-Luigné", "Maine-et-Loire · 49190"),
        ("39478", "Saint-Aubin", "Jura · 39410"),
        ("47230", "Saint-Aubin", "Lot-et-Garonne · 47150"),
    ]
    .map(|(value, label, detail)| ComboboxOption {
        value: value.to_owned(),
        label: label.to_owned(),
        detail: Some(detail.to_owned()),
    })
    .to_vec()
}

pub(super) fn combobox() -> AnyView {
    view! {
        <Part title="Champ qui propose">
            <div class="form page-narrow">
                <Combobox
                    name="commune"
                    label="Commune concernée"
                    hint="Nom, ancien nom, code postal ou code officiel."
                    value="st aub"
                    options=communes()
                    active=0
                    open=true
                    enhanced=true
                    in_flow=true
                />
                <Combobox name="commune-simple" label="Commune concernée (sans scripts)" value="st aub"/>
            </div>
        </Part>
    }
    .into_any()
}
