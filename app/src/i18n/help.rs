//! The words of step four: why an offer fits, why it was set aside, what is measured.

use super::labels::{Label, of};
use super::numbers;
use domain::blocker::BlockerKind;
use domain::impact::Measure;
use domain::offer::Programme;
use domain::project::{BearerKind, Phase};
use domain::recommendation::{Reason, Refusal};

/// "Parce que votre commune compte au plus 3 500 habitants".
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Blocker(kind) => format!(
            "Parce que votre blocage est de cette nature : {}",
            lower(kind.label())
        ),
        Reason::Theme(theme) => format!(
            "Parce que votre projet porte sur ce thème : {}",
            lower(theme.label())
        ),
        Reason::Bearer(kind) => format!("Parce qu'elle s'adresse {}", bearers(*kind)),
        Reason::Phase(Phase::Idee) => {
            "Parce que votre projet en est à l'idée, le bon moment pour la demander".to_owned()
        }
        Reason::Phase(Phase::Etude) => {
            "Parce que votre projet est à l'étude, le bon moment pour la demander".to_owned()
        }
        Reason::Phase(Phase::Operation) => {
            "Parce qu'elle aide les projets déjà lancés, comme le vôtre".to_owned()
        }
        Reason::SmallCommune(bound) => {
            format!(
                "Parce que votre commune compte au plus {} habitants",
                numbers::whole(*bound)
            )
        }
        Reason::Programme(Programme::Crte) => {
            "Parce que votre territoire fait partie d'un contrat avec l'État".to_owned()
        }
        Reason::Programme(programme) => format!(
            "Parce que votre territoire fait partie de {}",
            programme.label()
        ),
        Reason::Contract => {
            "Parce que votre projet est rattaché à un contrat avec l'État".to_owned()
        }
        Reason::Territory => "Parce qu'elle est réservée à votre territoire".to_owned(),
    }
}

/// The sentence of a blocker's kind, from its code.
pub fn kind(code: &str) -> String {
    of(BlockerKind::parse, code)
}

const fn bearers(kind: BearerKind) -> &'static str {
    match kind {
        BearerKind::Commune => "aux communes",
        BearerKind::Epci => "aux intercommunalités",
        BearerKind::Departement => "aux départements",
        BearerKind::Region => "aux régions",
        BearerKind::Syndicat => "aux syndicats",
    }
}

/// The label inside a sentence: its first letter small.
pub fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

impl Label for Programme {
    fn label(self) -> &'static str {
        match self {
            Self::Pvd => "Petites villes de demain",
            Self::Va => "Villages d'avenir",
            Self::Acv => "Action cœur de ville",
            Self::Crte => "un contrat avec l'État",
        }
    }
}

impl Label for Refusal {
    fn label(self) -> &'static str {
        match self {
            Self::AlreadyKnown => "Nous la connaissons et l'utilisons déjà",
            Self::AlreadyTried => "Nous l'avons déjà demandée, sans succès",
            Self::NotEligible => "Nous n'y avons pas droit",
            Self::WrongMoment => "Ce n'est pas le bon moment",
            Self::TooHeavy => "La démarche est trop lourde pour nous",
            Self::OffTopic => "Cela ne répond pas à notre besoin",
            Self::Other => "Autre raison",
        }
    }
}

impl Label for Measure {
    fn label(self) -> &'static str {
        match self {
            Self::ArtificialisedLand => "Surface artificialisée",
            Self::GreenhouseGases => "Émissions de gaz à effet de serre",
            Self::Water => "Eau consommée",
            Self::WasteSorting => "Part des déchets triés",
            Self::CycleWays => "Longueur de pistes cyclables",
            Self::EnergyUse => "Consommation d'énergie",
        }
    }
}

/// The unit that a proposed measure is usually given in.
pub const fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::ArtificialisedLand => "m²",
        Measure::GreenhouseGases => "tonnes de CO₂ par an",
        Measure::Water => "m³ par an",
        Measure::WasteSorting => "%",
        Measure::CycleWays => "km",
        Measure::EnergyUse => "kWh par an",
    }
}

/// A number of the database as people write it: "1 250,5". The text itself when it is not one.
pub fn number(plain: &str) -> String {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let sign = if whole == "-0" { "\u{2212}" } else { "" };
    match whole.parse::<i64>() {
        Ok(whole) if decimals.is_empty() => numbers::whole(whole),
        Ok(whole) => format!("{sign}{},{decimals}", numbers::whole(whole)),
        Err(_) => plain.to_owned(),
    }
}

/// The name of a person in two parts; "Une personne" when none is known.
pub fn name(first: &str, last: &str) -> String {
    let name = format!("{first} {last}");
    match name.trim() {
        "" => "Une personne".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::theme::Theme;

    #[test]
    fn reasons_read_as_sentences() {
        assert_eq!(
            reason(&Reason::SmallCommune(3500)),
            "Parce que votre commune compte au plus 3\u{202f}500 habitants"
        );
        assert_eq!(
            reason(&Reason::Theme(Theme::School)),
            "Parce que votre projet porte sur ce thème : école et enfance"
        );
        assert_eq!(
            reason(&Reason::Bearer(BearerKind::Epci)),
            "Parce qu'elle s'adresse aux intercommunalités"
        );
        assert_eq!(
            reason(&Reason::Programme(Programme::Crte)),
            "Parce que votre territoire fait partie d'un contrat avec l'État"
        );
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number("1250.5"), "1\u{202f}250,5");
        assert_eq!(number("-0.5"), "\u{2212}0,5");
        assert_eq!(number("-12"), "\u{2212}12");
        assert_eq!(number("abc"), "abc");
    }
}
