//! Rules in words.

use crate::i18n::labels::Label;
use crate::i18n::numbers;
use domain::offer::Programme;
use domain::project::Phase;
use domain::rule::{Conditions, GroundKind, Membership};
use services::rule::trial::Counted;
use services::rule::{Place, Why};

/// Territories named in a sentence; of more, how many there are.
const NAMED: usize = 4;

/// What a rule says, with the names of what it points at.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// What it asks.
    pub asked: &'a Conditions,
    /// Its territories.
    pub places: &'a [Place],
    /// The names of its contracts.
    pub contracts: &'a [String],
    /// Who gets the project.
    pub target: &'a str,
    /// A service gets it, and not a person.
    pub of_service: bool,
}

/// "Projets sur le thème « Eau et assainissement », de l'arrondissement de Cholet, en phase d'opération → Claire Martin".
pub fn sentence(said: Said<'_>) -> String {
    let asked = said.asked;
    let parts: Vec<String> = [
        Some(themes(asked)),
        ground(asked.ground.kind, said.places),
        memberships(asked, said.contracts),
        phases(asked),
    ]
    .into_iter()
    .flatten()
    .collect();
    let target = if said.of_service {
        format!("la personne la moins chargée de « {} »", said.target)
    } else {
        said.target.to_owned()
    };
    format!("{} → {target}", parts.join(", "))
}

fn themes(asked: &Conditions) -> String {
    let names: Vec<String> = asked
        .themes
        .iter()
        .map(|theme| format!("« {} »", theme.label()))
        .collect();
    match names.len() {
        0 => "Tous les projets".to_owned(),
        1 => format!("Projets sur le thème {}", or(&names)),
        _ => format!("Projets sur les thèmes {}", or(&names)),
    }
}

fn ground(kind: GroundKind, places: &[Place]) -> Option<String> {
    let one = places.len() == 1;
    let names: Vec<String> = match kind {
        GroundKind::Epci => places.iter().map(|place| place.name.clone()).collect(),
        _ => places.iter().map(|place| place.of.clone()).collect(),
    };
    let names = listed(&names);
    let words = match (kind, one) {
        (GroundKind::Departement, _) => return None,
        (GroundKind::Arrondissement, true) => "de l'arrondissement",
        (GroundKind::Arrondissement, false) => "des arrondissements",
        (GroundKind::Epci, true) => "de l'intercommunalité",
        (GroundKind::Epci, false) => "des intercommunalités",
        (GroundKind::Commune, true) => "de la commune",
        (GroundKind::Commune, false) => "des communes",
    };
    Some(format!("{words} {names}"))
}

fn memberships(asked: &Conditions, contracts: &[String]) -> Option<String> {
    let programmes = asked.memberships.iter().filter_map(|one| match one {
        Membership::Programme(code) => Some(programme(*code).to_owned()),
        Membership::Contract(_) => None,
    });
    let names: Vec<String> = programmes
        .chain(contracts.iter().cloned())
        .map(|name| format!("« {name} »"))
        .collect();
    (!names.is_empty()).then(|| format!("relevant de {}", or(&names)))
}

fn phases(asked: &Conditions) -> Option<String> {
    let name = |phase: &Phase| match phase {
        Phase::Idee => "d'idée".to_owned(),
        Phase::Etude => "d'étude".to_owned(),
        Phase::Operation => "d'opération".to_owned(),
    };
    let names: Vec<String> = asked.phases.iter().map(name).collect();
    (!names.is_empty()).then(|| format!("en phase {}", or(&names)))
}

/// The name of a programme.
pub const fn programme(programme: Programme) -> &'static str {
    match programme {
        Programme::Pvd => "Petites villes de demain",
        Programme::Va => "Villages d'avenir",
        Programme::Acv => "Action cœur de ville",
        Programme::Crte => "Contrat de relance et de transition écologique",
    }
}

fn listed(names: &[String]) -> String {
    match names.get(..NAMED) {
        Some(first) if names.len() > NAMED => format!(
            "{} et {}",
            first.join(", "),
            numbers::counted(
                i64::try_from(names.len() - NAMED).unwrap_or(i64::MAX),
                "autre",
                "autres"
            )
        ),
        _ => or(names),
    }
}

/// "a, b ou c".
fn or(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} ou {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// "37 projets".
pub fn projects(count: usize) -> String {
    numbers::counted(
        i64::try_from(count).unwrap_or(i64::MAX),
        "projet",
        "projets",
    )
}

/// "Cette règle aurait retenu 37 projets, dont 4 sont aujourd'hui retenus par une règle placée avant."
pub fn counted(counted: Counted) -> String {
    match (counted.caught, counted.before) {
        (0, _) => "Cette règle n'aurait retenu aucun projet.".to_owned(),
        (caught, 0) => format!("Cette règle aurait retenu {}.", projects(caught)),
        (1, _) => "Cette règle aurait retenu un projet, qui est aujourd'hui retenu par une règle placée avant.".to_owned(),
        (caught, before) if caught == before => format!(
            "Cette règle aurait retenu {}, tous retenus aujourd'hui par une règle placée avant.",
            projects(caught)
        ),
        (caught, 1) => format!(
            "Cette règle aurait retenu {}, dont 1 est aujourd'hui retenu par une règle placée avant.",
            projects(caught)
        ),
        (caught, before) => format!(
            "Cette règle aurait retenu {}, dont {before} sont aujourd'hui retenus par une règle placée avant.",
            projects(caught)
        ),
    }
}

/// Why a project waits for a hand.
pub fn why(code: &str, rule: &str) -> Option<String> {
    Some(match Why::parse(code)? {
        Why::NoRule => "aucune règle ne s'applique".to_owned(),
        Why::PersonGone => format!("la règle « {rule} » désigne quelqu'un qui n'est plus là"),
        Why::ServiceEmpty => {
            format!("la règle « {rule} » désigne un service où il n'y a plus personne")
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::rule::{RuleDraft, RuleForm};

    fn draft(form: &RuleForm<'_>) -> RuleDraft {
        form.parse().unwrap()
    }

    fn place(of: &str) -> Place {
        Place {
            code: "492".to_owned(),
            name: of.to_owned(),
            of: of.to_owned(),
        }
    }

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let form = RuleForm {
            name: "x",
            target: "service:Habitat",
            ..RuleForm::default()
        };
        let all = draft(&form);
        let said = |draft: &RuleDraft, places: &[Place], of_service| {
            sentence(Said {
                asked: &draft.conditions,
                places,
                contracts: &["CRTE du Val".to_owned()],
                target: "Claire Martin",
                of_service,
            })
        };
        let bare = Said {
            asked: &all.conditions,
            places: &[],
            contracts: &[],
            target: "Habitat",
            of_service: true,
        };
        assert_eq!(
            sentence(bare),
            "Tous les projets → la personne la moins chargée de « Habitat »"
        );
        let themes = ["eau".to_owned(), "voirie".to_owned()];
        let (arrondissements, phases) = (["492".to_owned()], ["operation".to_owned()]);
        let narrow = RuleForm {
            themes: &themes,
            ground: "arrondissement",
            arrondissements: &arrondissements,
            memberships: &["pvd".to_owned(), "crte-49-1".to_owned()],
            phases: &phases,
            ..form
        };
        assert_eq!(
            said(&draft(&narrow), &[place("de Cholet")], false),
            "Projets sur les thèmes « Eau et assainissement » ou « Voirie », de l'arrondissement de Cholet, relevant \
             de « Petites villes de demain » ou « CRTE du Val », en phase d'opération → Claire Martin"
        );
    }

    #[test]
    fn a_long_list_of_places_is_cut() {
        let names: Vec<Place> = (1..=6).map(|n| place(&format!("de {n}"))).collect();
        assert_eq!(
            ground(GroundKind::Commune, &names).unwrap(),
            "des communes de 1, de 2, de 3, de 4 et 2\u{a0}autres"
        );
    }

    #[test]
    fn a_dry_run_counts_in_french() {
        let said = |caught, before| counted(Counted { caught, before });
        assert_eq!(
            said(37, 4),
            "Cette règle aurait retenu 37\u{a0}projets, dont 4 sont aujourd'hui retenus par une règle placée avant."
        );
        assert_eq!(said(1, 0), "Cette règle aurait retenu 1\u{a0}projet.");
        assert!(said(3, 3).contains("tous retenus"));
        assert!(said(0, 0).contains("aucun projet"));
    }
}
