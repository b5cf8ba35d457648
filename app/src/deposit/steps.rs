//! The questions of each screen.

mod missing;
mod place;
mod progress;
pub mod review;
mod what;
mod who;

use super::page::StepModel;
use domain::deposit::Step;
use leptos::prelude::*;

/// The name of each field, as the screens and the summaries of refusals say it.
pub const LABELS: &[(&str, &str)] = &[
    ("titre", "Titre du projet"),
    ("resume", "Ce que vous voulez faire"),
    ("theme_principal", "Thème principal"),
    ("themes", "Autres thèmes"),
    ("commune_cherchee", "Commune(s) concernée(s)"),
    ("adresse", "Adresse ou lieu-dit"),
    ("porteur", "Collectivité qui porte le projet"),
    ("porteur_nom", "Nom de la structure"),
    ("porteur_siren", "Numéro SIREN de la structure"),
    ("contact_prenom", "Prénom"),
    ("contact_nom", "Nom"),
    ("contact_fonction", "Fonction"),
    ("contact_telephone", "Téléphone"),
    ("courriel", "Adresse e-mail"),
    ("phase", "Avancement"),
    ("etat", "Comment cela se passe"),
    ("cout", "Coût total"),
    ("debut", "Début"),
    ("fin", "Fin"),
    ("aide_source_1", "Première aide"),
    ("aide_montant_1", "Montant de la première aide"),
    ("aide_etat_1", "État de la première aide"),
    ("aide_source_2", "Deuxième aide"),
    ("aide_montant_2", "Montant de la deuxième aide"),
    ("aide_etat_2", "État de la deuxième aide"),
    ("aide_source_3", "Troisième aide"),
    ("aide_montant_3", "Montant de la troisième aide"),
    ("aide_etat_3", "État de la troisième aide"),
    ("besoins", "Ce qui vous manque"),
    ("blocages", "Ce qui bloque"),
    ("contrat", "Contrat"),
];

/// The questions of a screen.
pub fn fields(model: &StepModel) -> AnyView {
    match model.step {
        Step::What => what::fields(model),
        Step::Where => place::fields(model),
        Step::Who => who::fields(model),
        Step::Progress => progress::fields(model),
        Step::Missing => missing::fields(model),
        Step::Review => ().into_any(),
    }
}
