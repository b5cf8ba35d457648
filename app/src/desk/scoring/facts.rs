//! The facts of the project, in sight while one scores.

use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::ui::{DescriptionItem, DescriptionList};
use domain::ids::ProjectId;
use domain::priority::{Criterion, Weights};
use domain::theme::Theme;
use leptos::prelude::*;
use services::priority::facts::Facts;

/// What is known of the project: its cost, its money, its people, what stops it, how long it has waited.
pub fn facts(facts: &Facts, project: ProjectId) -> AnyView {
    let line = &facts.line;
    let contract = line.contract_name.clone().map(|name| {
        match line
            .contract_orientation
            .as_deref()
            .filter(|words| !words.is_empty())
        {
            Some(orientation) => format!("{name}, {orientation}"),
            None => name,
        }
    });
    let theme = labels::of(Theme::parse, &line.main_theme).to_lowercase();
    let whole = |count: u64| numbers::whole(i64::try_from(count).unwrap_or(i64::MAX));
    let blockers = numbers::counted(line.blockers, "blocage ouvert", "blocages ouverts");
    let similar = numbers::counted(
        line.similar,
        "autre projet en cours",
        "autres projets en cours",
    );
    let days = facts.waiting_days.unwrap_or_default();
    let items = [
        (
            "Coût total",
            line.total_cost_cents
                .map_or("Non dit".to_owned(), numbers::euros),
        ),
        (
            "Demandé, accordé",
            format!(
                "{} demandés, {} accordés",
                numbers::euros(line.asked_cents),
                numbers::euros(line.granted_cents)
            ),
        ),
        ("Contrat", contract.unwrap_or_else(|| "Aucun".to_owned())),
        ("Habitants concernés", whole(facts.population)),
        (
            "Attente depuis le dépôt",
            numbers::counted(days, "jour", "jours"),
        ),
        (
            "Projets semblables",
            format!("{similar} sur le thème « {theme} » dans la même intercommunalité"),
        ),
        ("Poids du département", weights(facts.weights())),
    ]
    .map(|(label, value)| view! { <DescriptionItem label=label>{value}</DescriptionItem> });
    let href = format!("/projets/{project}/blocages");
    view! {
        <section class="card stack">
            <h3>"Ce que l'on sait du projet"</h3>
            <DescriptionList>
                {items.into_iter().collect_view()}
                <DescriptionItem label="Blocages"><a href=href>{blockers}</a></DescriptionItem>
            </DescriptionList>
        </section>
    }
    .into_any()
}

/// "Tous les critères comptent autant", or each criterion with its weight.
fn weights(weights: Weights) -> String {
    let first = weights.of(Criterion::Maturity);
    if Criterion::ALL
        .iter()
        .all(|criterion| weights.of(*criterion) == first)
    {
        return "Tous les critères comptent autant".to_owned();
    }
    let parts: Vec<String> = Criterion::ALL
        .iter()
        .map(|criterion| {
            format!(
                "{} {}",
                criterion.label().to_lowercase(),
                weights.of(*criterion)
            )
        })
        .collect();
    parts.join(", ")
}
