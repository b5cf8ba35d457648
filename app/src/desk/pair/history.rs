//! The history of a pair.

use crate::i18n::labels::{self, Label};
use crate::i18n::{dates, numbers};
use crate::ui::Time;
use domain::priority::{Criterion, Weights};
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::journal::Details;
use services::pair::history::PairFact;
use services::read_models::pair::history::FactLine;

/// What happened, the latest first.
pub fn section(lines: &[FactLine]) -> AnyView {
    let body = if lines.is_empty() {
        view! { <p class="muted">"Rien n'a encore changé depuis la création du binôme."</p> }
            .into_any()
    } else {
        let lines = lines.iter().map(line).collect_view();
        view! { <ul class="stack list-plain">{lines}</ul> }.into_any()
    };
    view! {
        <section class="card stack">
            <h2>"Historique du binôme"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn line(line: &FactLine) -> AnyView {
    let at = Timestamp(line.at);
    view! {
        <li>
            {sentence(line)}" "
            <span class="muted"><Time datetime=dates::machine(at) words=dates::moment(at)/></span>
        </li>
    }
    .into_any()
}

/// "Claire Martin a ajouté …".
fn sentence(line: &FactLine) -> String {
    let name: Vec<&str> = [line.first_name.as_deref(), line.last_name.as_deref()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let who = if name.is_empty() {
        "Le service".to_owned()
    } else {
        name.join(" ")
    };
    let details: Details = serde_json::from_str(&line.payload).unwrap_or_default();
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let seat = || labels::of(SeatKind::parse, detail("seat"));
    let deed = match PairFact::parse(&line.kind) {
        Some(PairFact::DeputyAdded) => {
            format!(
                "a ajouté {} parmi les suppléants ({})",
                detail("email"),
                seat()
            )
        }
        Some(PairFact::DeputyEnded) => {
            format!("a retiré {} des suppléants ({})", detail("name"), seat())
        }
        Some(PairFact::LocalSeatGiven) => format!(
            "a confié le siège « {} » à {}",
            detail("place"),
            detail("email")
        ),
        Some(PairFact::LocalSeatEnded) => format!(
            "a mis fin à la place de {} au siège « {} »",
            detail("name"),
            detail("place")
        ),
        Some(PairFact::AbsenceNoted) => format!(
            "a noté son absence du {} au {}",
            dates::iso_day(detail("from")),
            dates::iso_day(detail("until"))
        ),
        Some(PairFact::AbsenceEnded) => "a effacé son absence".to_owned(),
        Some(PairFact::WeightsChanged) => format!(
            "a changé les poids : {}",
            changes(detail("before"), detail("after"))
        ),
        Some(PairFact::ReferentNamed) => {
            format!("a désigné {} référent du département", detail("email"))
        }
        Some(PairFact::ReferentEnded) => {
            format!("a mis fin au rôle de référent de {}", detail("name"))
        }
        Some(PairFact::SharedViewDeleted) => format!(
            "a supprimé la vue « {} » que {} montrait au binôme",
            detail("name"),
            detail("of").trim()
        ),
        Some(PairFact::TagDeleted) => format!(
            "a supprimé l'étiquette « {} » ({})",
            detail("name"),
            numbers::counted(
                detail("projects").parse().unwrap_or_default(),
                "projet",
                "projets"
            )
        ),
        None => "a modifié le binôme".to_owned(),
    };
    format!("{who} {deed}.")
}

/// "urgence de 1 à 3, impact de 2 à 0".
fn changes(before: &str, after: &str) -> String {
    let (Some(before), Some(after)) = (Weights::from_code(before), Weights::from_code(after))
    else {
        return "voir la page des poids".to_owned();
    };
    let changed: Vec<String> = Criterion::ALL
        .iter()
        .map(|criterion| (criterion, before.of(*criterion), after.of(*criterion)))
        .filter(|(_, before, after)| before != after)
        .map(|(criterion, before, after)| {
            format!("{} de {before} à {after}", criterion.label().to_lowercase())
        })
        .collect();
    if changed.is_empty() {
        "aucune différence".to_owned()
    } else {
        changed.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str, payload: &str) -> String {
        sentence(&FactLine {
            at: 0,
            kind: kind.to_owned(),
            payload: payload.to_owned(),
            first_name: Some("Claire".to_owned()),
            last_name: Some("Martin".to_owned()),
        })
    }

    #[test]
    fn a_change_of_weights_names_the_criteria() {
        let told = told("weights_changed", r#"{"before":"111111","after":"311110"}"#);
        assert!(
            told.starts_with("Claire Martin a changé les poids : "),
            "{told}"
        );
        assert!(
            told.contains("de 1 à 3") && told.contains("de 1 à 0"),
            "{told}"
        );
    }

    #[test]
    fn an_unknown_fact_is_still_a_sentence() {
        assert_eq!(
            told("later", "nothing"),
            "Claire Martin a modifié le binôme."
        );
    }
}
