//! The names of the filters and of their values.

use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use domain::blocker::BlockerKind;
use domain::filter::{Column, Programme, SortBy, Waiting};
use domain::intake::Intake;
use domain::money::Cents;
use domain::project::{Phase, PhaseStatus, Priority, SeatKind};
use domain::theme::Theme;
use services::desk::table::Frame;
use services::desk::table::names::PlaceNames;
use services::read_models::desk::table::FacetCount;

/// Names a page needs: of places, people and contracts.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    facets: &'a [FacetCount],
    names: &'a PlaceNames,
}

impl<'a> Labels<'a> {
    /// Those of a page.
    pub fn of(frame: &'a Frame) -> Self {
        Self {
            facets: &frame.facets,
            names: &frame.names,
        }
    }

    /// The name of a value of a filter.
    pub fn value(&self, filter: &str, value: &str) -> String {
        match (filter, value) {
            ("priorite", "aucun") => "Pas encore décidée".to_owned(),
            ("epci", "aucun") => "Sans intercommunalité connue".to_owned(),
            ("arrondissement", "aucun") => "Sans arrondissement connu".to_owned(),
            ("contrat", "aucun") => "Hors contrat".to_owned(),
            ("etiquette", "aucun") => "Sans étiquette".to_owned(),
            ("suivi", "moi") => "Moi".to_owned(),
            ("suivi", "personne") => "Personne".to_owned(),
            ("blocage", "tous") => "Tout ce qui est bloqué".to_owned(),
            ("etat", code) => labels::of(Intake::parse, code),
            ("theme", code) => labels::of(Theme::parse, code),
            ("priorite", code) => labels::of(Priority::parse, code),
            ("phase", code) => labels::of(Phase::parse, code),
            ("avancement", code) => capital(&labels::of(PhaseStatus::parse, code)),
            ("tour", code) => labels::of(SeatKind::parse, code),
            ("attente", code) => labels::of(Waiting::parse, code),
            ("programme", code) => labels::of(Programme::parse, code),
            ("blocage", code) => labels::of(BlockerKind::parse, code),
            ("epci", code) => self.names.epci(code),
            ("arrondissement", code) => self.names.arrondissement(code),
            ("commune", code) => self.names.commune(code),
            _ => self.named(filter, value),
        }
    }

    /// A name that came with the counts: of a person, of a contract, of a tag.
    fn named(&self, filter: &str, value: &str) -> String {
        let plain = |text: &str| text.replace('-', "");
        let same = |facet: &&FacetCount| {
            facet.facet == filter
                && facet
                    .value
                    .as_deref()
                    .is_some_and(|one| plain(one) == plain(value))
        };
        let found = self.facets.iter().find(same);
        let label = found.and_then(|facet| facet.label.as_deref());
        match (label.map(str::trim), filter) {
            (Some(label), _) if !label.is_empty() => label.to_owned(),
            (_, "etiquette") => "Une étiquette supprimée".to_owned(),
            (_, "suivi") => "Quelqu'un qui ne suit aucun de ces projets".to_owned(),
            _ => value.to_owned(),
        }
    }

    /// A filter that is on, in a few words.
    pub fn chip(&self, filter: &str, value: &str) -> String {
        let name = self.value(filter, value);
        match filter {
            "q" => format!("« {value} »"),
            "etat" | "theme" | "priorite" | "programme" | "contrat" | "epci" | "commune" => name,
            "etiquette" if value == "aucun" => name,
            "etiquette" => format!("Étiquette : {}", small(&name)),
            "phase" => format!("Phase : {}", name.to_lowercase()),
            "avancement" => format!("Avancement : {}", name.to_lowercase()),
            "suivi" => format!("Suivi par : {}", small(&name)),
            "tour" => format!("Au tour de : {}", small(&name)),
            "attente" => format!("En attente : {}", small(&name)),
            "arrondissement" => format!("Arrondissement : {name}"),
            "cout_min" => format!("Au moins {}", sum(value)),
            "cout_max" => format!("Au plus {}", sum(value)),
            "depose_du" => format!("Déposé à partir du {value}"),
            "depose_au" => format!("Déposé jusqu'au {value}"),
            "blocage" => format!("Blocage : {}", small(&name)),
            "bloque_depuis" => format!("Bloqué depuis {value} jours ou plus"),
            "silence" => format!("Sans nouvelle depuis {value} jours ou plus"),
            "retard" => "En retard".to_owned(),
            "nonlu" => "Avec du nouveau pour moi".to_owned(),
            _ => name,
        }
    }
}

fn small(text: &str) -> String {
    let mut letters = text.chars();
    // Names of people and abbreviations keep their capitals.
    let known = [
        "Moi",
        "Personne",
        "Tout",
        "Il ",
        "Le ",
        "Une ",
        "Un ",
        "L'",
        "Autre",
        "Quelqu'un",
    ];
    if !known.iter().any(|start| text.starts_with(start)) {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The head of a column.
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::State => "État",
        Column::Priority => "Priorité",
        Column::Theme => "Thème",
        Column::Phase => "Phase",
        Column::Follower => "Suivi par",
        Column::Cost => "Coût total",
        Column::Asked => "Demandé",
        Column::Granted => "Accordé",
        Column::Deposited => "Déposé le",
        Column::Due => "Échéance",
        Column::Blocked => "Bloqué depuis",
        Column::Contract => "CRTE",
        Column::Epci => "Intercommunalité",
        Column::Arrondissement => "Arrondissement",
        Column::Tags => "Étiquettes",
        Column::Activity => "Dernière activité",
    }
}

/// The name of an order.
pub const fn order(by: SortBy) -> &'static str {
    match by {
        SortBy::Activity => "Dernière activité",
        SortBy::Number => "Numéro",
        SortBy::Title => "Titre",
        SortBy::Bearer => "Porteur",
        SortBy::State => "État",
        SortBy::Priority => "Priorité",
        SortBy::Theme => "Thème",
        SortBy::Phase => "Phase",
        SortBy::Follower => "Qui suit",
        SortBy::Cost => "Coût total",
        SortBy::Asked => "Montant demandé",
        SortBy::Granted => "Montant accordé",
        SortBy::Deposited => "Date de dépôt",
        SortBy::Due => "Échéance",
        SortBy::Blocked => "Début du blocage",
    }
}

impl Label for Waiting {
    fn label(self) -> &'static str {
        match self {
            Self::Acknowledge => "Prise en charge",
            Self::Score => "Cotation d'un siège",
            Self::Prioritise => "Première proposition de priorité",
            Self::Sign => "Signature de la priorité",
            Self::Assign => "Désignation de qui suivra",
            Self::Contact => "Premier contact",
        }
    }
}

impl Label for Programme {
    fn label(self) -> &'static str {
        match self {
            Self::Pvd => "Petites villes de demain",
            Self::Va => "Villages d'avenir",
            Self::Acv => "Action cœur de ville",
        }
    }
}

/// "1 200 000 €" of what was typed.
fn sum(typed: &str) -> String {
    Cents::parse(typed).map_or_else(|_| typed.to_owned(), |sum| numbers::euros(sum.0))
}
