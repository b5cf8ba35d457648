//! The strip on top of a sheet: where we are, whose turn it is, by when, and the one button that moves it.

use super::frame::Tab;
use crate::i18n::{dates, numbers};
use crate::ui::{ButtonLink, NextStep, NextStepKind};
use domain::intake::Intake;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::Cx;
use services::project::SheetHead;
use services::project::next_step::{self, Side, Task, Turn};
use services::read_models::project::Sheet;

/// The strip for one reader.
pub fn strip(cx: &Cx, head: &SheetHead, now: Timestamp) -> AnyView {
    let step = next_step::next_step(cx, head, now);
    let kind = match (step.turn, step.late) {
        (Turn::Nobody, _) => NextStepKind::Done,
        (_, true) => NextStepKind::Late,
        (Turn::Yours, false) => NextStepKind::Yours,
        _ => NextStepKind::Theirs,
    };
    let said = Said::of(step, head, now);
    let button = said.button.map(|(label, href)| {
        view! { <ButtonLink href=href>{label}</ButtonLink> }
    });
    view! {
        <NextStep kind=kind who=said.who sentence=said.sentence due=said.due rest=said.rest>
            {button}
        </NextStep>
    }
    .into_any()
}

/// The strip in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// "À vous": followed by a colon.
    pub who: String,
    /// What is to be done.
    pub sentence: String,
    /// By when.
    pub due: Option<String>,
    /// What it means for the reader.
    pub rest: Option<String>,
    /// The one button: its words, and where it leads.
    pub button: Option<(String, String)>,
}

impl Said {
    /// The words for a step.
    pub fn of(step: next_step::NextStep, head: &SheetHead, now: Timestamp) -> Self {
        let words = Words {
            step,
            sheet: &head.sheet,
        };
        let due = step.due.map(|due| dates::due(due, now));
        let end = if due.is_some() && !step.late {
            ","
        } else {
            "."
        };
        Self {
            who: words.who(),
            sentence: format!("{}{end}", words.sentence()),
            due: due.map(|day| {
                if step.late {
                    format!("C'était attendu pour le {day}.")
                } else {
                    format!("au plus tard le {day}.")
                }
            }),
            rest: words.rest(),
            button: words.button().map(|(label, tab)| {
                let anchor = if tab == Tab::Summary {
                    "#decisions"
                } else {
                    ""
                };
                (label, format!("{}{anchor}", tab.href(head.resource.id)))
            }),
        }
    }
}

struct Words<'a> {
    step: next_step::NextStep,
    sheet: &'a Sheet,
}

impl Words<'_> {
    fn yours(&self) -> bool {
        self.step.turn == Turn::Yours
    }

    fn bearer(&self) -> bool {
        self.step.side == Side::Bearer
    }

    /// "Sophie Lebrun", or the person by what she does.
    fn assignee(&self) -> String {
        let name = [
            self.sheet.assignee_first_name.as_deref(),
            self.sheet.assignee_last_name.as_deref(),
        ];
        let name: Vec<&str> = name
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        if name.is_empty() {
            "la personne qui suit le projet".to_owned()
        } else {
            name.join(" ")
        }
    }

    fn who(&self) -> String {
        match self.step.turn {
            Turn::Yours => "À vous".to_owned(),
            Turn::Pair => "À la préfecture et à la direction des territoires".to_owned(),
            Turn::OtherSeat(SeatKind::Prefecture) => "À la préfecture".to_owned(),
            Turn::OtherSeat(SeatKind::Ddt) => "À la direction des territoires".to_owned(),
            Turn::Assignee => format!("À {}", self.assignee()),
            Turn::Collectivity => "À la collectivité".to_owned(),
            Turn::Nobody => self.over().to_owned(),
        }
    }

    /// The one word for a project that nobody has to move.
    fn over(&self) -> &'static str {
        match self.step.task {
            Task::PutAside => "Non retenu",
            Task::Nothing(Intake::Redirected) => "Réorienté",
            Task::Nothing(Intake::Withdrawn) => "Retiré",
            _ => "Terminé",
        }
    }

    fn sentence(&self) -> String {
        let project = if self.bearer() {
            "votre projet"
        } else if self.yours() {
            "ce projet"
        } else {
            "le projet"
        };
        match self.step.task {
            Task::Submit => "terminer et envoyer ce brouillon".to_owned(),
            Task::Acknowledge if self.yours() => {
                "prendre ce projet en charge, ou le réorienter".to_owned()
            }
            Task::Acknowledge => format!("prendre {project} en charge"),
            Task::Propose if self.yours() => "proposer la priorité de ce projet".to_owned(),
            Task::Propose => format!("étudier {project} et décider ensemble de sa priorité"),
            Task::Sign if self.yours() => {
                "signer la priorité que l'autre siège propose, ou en proposer une autre".to_owned()
            }
            Task::Sign => {
                "signer la priorité que vous proposez, ou en proposer une autre".to_owned()
            }
            Task::Assign => format!("désigner la personne qui suivra {project}"),
            Task::FirstContact if self.bearer() => "prendre contact avec vous".to_owned(),
            Task::FirstContact => "prendre contact avec la collectivité".to_owned(),
            Task::GoOn if self.yours() && !self.bearer() => {
                "accompagner la collectivité jusqu'à la réalisation de ce projet".to_owned()
            }
            Task::GoOn => format!("faire avancer {project} avec {}", self.assignee()),
            Task::AnswerRecommendations(count) => {
                format!("répondre à {}", recommendations(count))
            }
            Task::SolveBlockers(count) if self.bearer() => {
                format!("vous aider à lever {}", blockers(count))
            }
            Task::SolveBlockers(count) => format!("aider à lever {}", blockers(count)),
            Task::PutAside => format!(
                "la préfecture et la direction des territoires n'ont pas retenu {project} ; leur motif est dans le résumé"
            ),
            Task::Nothing(Intake::Redirected) => {
                format!("{project} relève d'un autre interlocuteur ; le motif est dans le résumé")
            }
            Task::Nothing(Intake::Withdrawn) => {
                "la collectivité a retiré ce projet, son référent peut le rouvrir".to_owned()
            }
            Task::Nothing(_) => format!("{project} est clos"),
        }
    }

    /// For the one who bears the project and waits: whether something is asked of her meanwhile.
    fn rest(&self) -> Option<String> {
        if !self.bearer() || self.yours() {
            return None;
        }
        match (self.step.turn, self.step.late, self.step.meanwhile) {
            (Turn::Nobody, ..) => (self.step.task == Task::Nothing(Intake::Closed))
                .then(|| "Vous pouvez encore dire ce qu'il a changé.".to_owned()),
            (_, true, _) => Some("Vous pouvez le rappeler dans la conversation.".to_owned()),
            (_, false, 0) => Some("Rien n'est attendu de vous.".to_owned()),
            (_, false, count) => Some(format!(
                "En attendant, {} : voyez si {}.",
                numbers::counted(count, "aide vous est proposée", "aides vous sont proposées"),
                if count < 2 {
                    "elle vous convient"
                } else {
                    "elles vous conviennent"
                },
            )),
        }
    }

    fn button(&self) -> Option<(String, Tab)> {
        let (label, tab) = match (self.yours(), self.step.task) {
            (true, Task::Acknowledge) => ("Prendre en charge", Tab::Summary),
            (true, Task::Propose) => ("Proposer la priorité", Tab::Summary),
            (true, Task::Sign) => ("Lire et signer", Tab::Summary),
            (true, Task::Assign) => ("Désigner une personne", Tab::Summary),
            (true, Task::FirstContact) => ("Écrire à la collectivité", Tab::Conversation),
            (true, Task::GoOn) if self.bearer() => ("Écrire un message", Tab::Conversation),
            (true, Task::GoOn) => ("Écrire à la collectivité", Tab::Conversation),
            (true, Task::AnswerRecommendations(_)) => ("Les voir", Tab::Recommendations),
            (true, Task::SolveBlockers(_)) => ("Voir les blocages", Tab::Blockers),
            (false, Task::Nothing(Intake::Closed)) if self.bearer() => {
                ("Évaluer l'impact", Tab::Impact)
            }
            (false, task)
                if self.bearer() && !matches!(task, Task::Nothing(_) | Task::PutAside) =>
            {
                self.meanwhile()?
            }
            _ => return None,
        };
        Some((label.to_owned(), tab))
    }

    fn meanwhile(&self) -> Option<(&'static str, Tab)> {
        if self.step.late {
            Some(("Écrire un message", Tab::Conversation))
        } else if self.step.meanwhile > 0 {
            Some(("Voir les aides proposées", Tab::Recommendations))
        } else {
            None
        }
    }
}

fn recommendations(count: i64) -> String {
    numbers::counted(count, "recommandation", "recommandations")
}

fn blockers(count: i64) -> String {
    numbers::counted(count, "blocage", "blocages")
}
