//! The projects of the signed-in person.

use super::view;
use crate::deposit::page::draft_card;
use crate::i18n::{dates, labels, numbers};
use crate::ui::{Badge, ButtonLink, Card, EmptyState, IconName, Tone};
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::deposit::DraftLine;
use services::read_models::project::Card as Line;

/// The deposits to finish, then the projects one is a member of.
#[component]
pub fn List(
    /// At most 200, the most recently active first.
    cards: Vec<Line>,
    /// Deposits not sent yet.
    drafts: Vec<DraftLine>,
    /// Now.
    now: Timestamp,
) -> impl IntoView {
    let empty = cards.is_empty() && drafts.is_empty();
    let count = i64::try_from(cards.len()).unwrap_or(i64::MAX);
    let drafts: Vec<AnyView> = drafts.iter().map(|draft| draft_card(draft, now)).collect();
    let lines = cards
        .iter()
        .map(|line| view! { <li>{card(line, now)}</li> })
        .collect_view();
    view! {
        <div class="page stack-wide stack">
            <div class="cluster cluster-between">
                <h1>"Mes projets"</h1>
                <ButtonLink href="/projets/nouveau" icon=IconName::Plus>"Déposer un projet"</ButtonLink>
            </div>
            {(!drafts.is_empty()).then(|| view! {
                <section class="stack">
                    <h2>"À terminer"</h2>
                    {drafts}
                </section>
            })}
            {(count > 0).then(|| view! {
                <section class="stack">
                    <h2>{numbers::counted(count, "projet", "projets")}</h2>
                    <ul class="grid project-list">{lines}</ul>
                </section>
            })}
            {empty.then(|| view! {
                <EmptyState title="Vous n'avez pas encore de projet">
                    "Les projets que vous déposez, et ceux où l'on vous invite, sont ici."
                </EmptyState>
            })}
        </div>
    }
}

fn card(line: &Line, now: Timestamp) -> AnyView {
    let intake = Intake::parse(&line.intake);
    let number = line
        .number
        .map(|n| format!("n°\u{a0}{}", numbers::whole(n)));
    let cost = line.total_cost_cents.map(numbers::euros);
    let meta: Vec<String> = [Some(line.bearer_name.clone()), number, cost]
        .into_iter()
        .flatten()
        .collect();
    let phase = format!(
        "{}, {}",
        labels::of(Phase::parse, &line.phase),
        labels::of(PhaseStatus::parse, &line.phase_status)
    );
    let priority = line
        .priority
        .as_deref()
        .map(|code| labels::of(Priority::parse, code));
    let intake_label = labels::of(Intake::parse, &line.intake);
    let (title, href) = (line.title.clone(), format!("/projets/{}", line.id));
    let put_aside = line.priority.as_deref() == Some(Priority::Ecartee.code());
    let bears = matches!(line.member_role.as_deref(), Some("lead" | "editor"));
    let due = line.intake_due_at.map(Timestamp);
    let last = Timestamp(line.last_activity_at);
    view! {
        <Card title=title href=href meta=meta.join(" · ")>
            <p class="cluster">
                <Badge label=intake_label/>
                <Badge label=phase/>
                {priority.map(|label| view! { <Badge tone=Tone::Info label=label/> })}
            </p>
            <p>{waits_for(intake, put_aside, bears, due, now)}</p>
            <p class="card-meta">"Dernière activité : "{view::ago(last, now)}</p>
        </Card>
    }
    .into_any()
}

/// What the project waits for, in one sentence.
fn waits_for(
    intake: Option<Intake>,
    put_aside: bool,
    bears: bool,
    due: Option<Timestamp>,
    now: Timestamp,
) -> String {
    let sentence = match intake {
        Some(Intake::Submitted) => "Attend d'être pris en charge par l'État local",
        Some(Intake::Acknowledged) => "Pris en charge : la priorité est à l'étude",
        Some(Intake::Prioritised) if put_aside => {
            "La préfecture et la direction des territoires ne l'ont pas retenu, et disent pourquoi"
        }
        Some(Intake::Prioritised) => "Une personne va être désignée pour le suivre",
        Some(Intake::Assigned) if due.is_some() && bears => {
            "La personne qui suit le projet va prendre contact avec vous"
        }
        Some(Intake::Assigned) if due.is_some() => {
            "La personne qui suit le projet va prendre contact avec la collectivité"
        }
        Some(Intake::Assigned) => "Suivi par une personne de l'État local",
        Some(Intake::Closed) => "Clos : plus rien n'est attendu",
        Some(Intake::Redirected) => "Réorienté vers un autre interlocuteur",
        Some(Intake::Withdrawn) => "Retiré par la collectivité",
        Some(Intake::Draft) | None => "En préparation",
    };
    match due {
        Some(due) if due < now => {
            format!(
                "{sentence}. C'était attendu pour le {}.",
                dates::due(due, now)
            )
        }
        Some(due) => format!("{sentence}, au plus tard le {}.", dates::due(due, now)),
        None => format!("{sentence}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_put_aside_waits_for_nobody() {
        let sentence = |put_aside| {
            waits_for(
                Some(Intake::Prioritised),
                put_aside,
                true,
                None,
                Timestamp(0),
            )
        };
        assert_eq!(
            sentence(true),
            "La préfecture et la direction des territoires ne l'ont pas retenu, et disent pourquoi."
        );
        assert_eq!(
            sentence(false),
            "Une personne va être désignée pour le suivre."
        );
    }
}
