//! The forms of decisions: inside the sheet for the one of the moment, on a page of its own for the others.

use super::decisions::state_before;
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::rule::words;
use crate::ui::{
    Alert, Button, ButtonKind, Choice, ErrorSummary, Field, RadioGroup, TextArea, Tone,
};
use domain::decision::{REASON_MAX, TO_WHOM_MAX};
use domain::ids::ProjectId;
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::project::Priority;
use leptos::prelude::*;
use services::assignment::Colleague;
use services::decision::panel::Panel;

/// A decision that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Send to another body.
    Redirect,
    /// Propose a priority.
    Priority,
    /// Name who follows, or somebody else.
    Assign,
    /// Close.
    Close,
    /// Withdraw.
    Withdraw,
    /// Bring back.
    Reopen,
    /// Score and sign a priority anew.
    ReopenPriority,
    /// Decide where the two seats differ.
    Settle,
}

impl Form {
    /// The last part of its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Redirect => "reorientation",
            Self::Priority => "priorite",
            Self::Assign => "affectation",
            Self::Close => "cloture",
            Self::Withdraw => "retrait",
            Self::Reopen => "reouverture",
            Self::ReopenPriority => "priorite/reprise",
            Self::Settle => "priorite/arbitrage",
        }
    }

    /// Its address.
    pub fn href(self, project: ProjectId) -> String {
        format!("/projets/{project}/{}", self.path())
    }

    /// The right it asks for.
    pub const fn action(self) -> Action {
        match self {
            Self::Redirect => Action::Redirect,
            Self::Priority | Self::ReopenPriority => Action::Prioritise,
            Self::Assign => Action::Assign,
            Self::Close => Action::Close,
            Self::Withdraw => Action::Withdraw,
            Self::Reopen => Action::Reopen,
            Self::Settle => Action::Settle,
        }
    }

    /// Whether the reader can take it now.
    pub fn is_possible(self, panel: &Panel) -> bool {
        match self {
            Self::Redirect => panel.may(Move::Redirect),
            Self::Priority => panel.may_prioritise(),
            Self::Assign => panel.may(Move::Assign) || panel.can_hand_over,
            Self::Close => panel.may(Move::Close),
            Self::Withdraw => panel.may(Move::Withdraw),
            Self::Reopen => panel.may(Move::Reopen),
            Self::ReopenPriority => panel.can_reopen_priority,
            Self::Settle => panel.can_settle,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Redirect => "Réorienter le projet",
            Self::Priority => "Proposer la priorité",
            Self::Assign => "Confier le projet",
            Self::Close => "Clore le projet",
            Self::Withdraw => "Retirer le projet",
            Self::Reopen => "Rouvrir le projet",
            Self::ReopenPriority => "Rouvrir la décision de priorité",
            Self::Settle => "Trancher la priorité",
        }
    }
}

const LABELS: &[(&str, &str)] = &[
    ("vers", "Vers qui"),
    ("niveau", "Priorité"),
    ("personne", "Personne"),
    ("phrase", "Pourquoi cette personne"),
    ("motif", "Motif"),
];

/// The page of a decision: the question, what happens then, the form and the way back.
pub fn page(
    form: Form,
    panel: &Panel,
    before: Option<Intake>,
    project: ProjectId,
    key: String,
    state: &FormState,
) -> AnyView {
    let warning = match form {
        Form::Redirect => Some("La collectivité est prévenue tout de suite, avec votre motif. Le projet quitte votre liste ; votre binôme peut le rouvrir.".to_owned()),
        Form::Close => Some("Plus rien n'est attendu sur ce projet ensuite. Le binôme de l'État peut le rouvrir.".to_owned()),
        Form::Withdraw => Some("Les services de l'État cessent de travailler sur ce projet. Vous pouvez le rouvrir plus tard.".to_owned()),
        Form::Reopen => Some(format!("Le projet revient à {} et les personnes concernées sont prévenues.", state_before(before))),
        Form::ReopenPriority => Some("La priorité actuelle reste valable jusqu'à la nouvelle décision. Les deux sièges cotent et signent de nouveau.".to_owned()),
        Form::Settle => Some("Votre décision remplace la signature des deux sièges. La collectivité lit la priorité et le motif.".to_owned()),
        Form::Priority | Form::Assign => None,
    };
    view! {
        <section class="confirm" id="decisions">
            <ErrorSummary problems=state.summary(LABELS)/>
            <h2>{form.title()}</h2>
            {warning.map(|words| view! { <Alert tone=Tone::Warning>{words}</Alert> })}
            {fields(form, panel, project, key, state)}
            <p><a href=format!("/projets/{project}")>"Revenir à la fiche sans rien changer"</a></p>
        </section>
    }
    .into_any()
}

/// One form inside the sheet, under its heading.
pub fn form(form: Form, panel: &Panel, project: ProjectId, key: String) -> AnyView {
    view! {
        <div class="stack">
            <h3>{form.title()}</h3>
            {fields(form, panel, project, key, &FormState::default())}
        </div>
    }
    .into_any()
}

fn fields(
    form: Form,
    panel: &Panel,
    project: ProjectId,
    key: String,
    state: &FormState,
) -> AnyView {
    let fields = match form {
        Form::Redirect => redirect(state),
        Form::Priority => priority(state),
        Form::Assign => {
            let why = panel
                .wait
                .as_ref()
                .and_then(|(why, rule)| words::why(why, rule))
                .map(|why| view! { <p>{format!("Ce projet attend d'être confié à la main : {why}.")}</p> });
            let fields = assign(&panel.colleagues, state);
            view! { {why}{fields} }.into_any()
        }
        Form::Close => close(state),
        Form::Withdraw => motive(state, "Pourquoi retirer ce projet ?", "Retirer le projet"),
        Form::Reopen => motive(state, "Pourquoi le rouvrir ?", "Rouvrir le projet"),
        Form::ReopenPriority => motive(
            state,
            "Pourquoi revoir la décision ?",
            "Rouvrir la décision",
        ),
        Form::Settle => settle(state),
    };
    // The board that led here, to come back to.
    let back = Some(state.value("retour")).filter(|page| !page.is_empty());
    let back = back.map(|page| view! { <input type="hidden" name="retour" value=page/> });
    view! {
        <form class="stack" method="post" action=form.href(project)>
            <input type="hidden" name="cle" value=key/>
            {back}
            {fields}
        </form>
    }
    .into_any()
}

fn redirect(state: &FormState) -> AnyView {
    view! {
        <Field name="vers" label="Vers qui" hint="Le service ou l'organisme qui peut aider, avec une façon de le joindre." value=state.value("vers") error=state.error("vers") maxlength=TO_WHOM_MAX/>
        {reason(state, "Motif", "La collectivité le lit.", false)}
        <Button kind=ButtonKind::Danger>"Réorienter le projet"</Button>
    }
    .into_any()
}

fn priority(state: &FormState) -> AnyView {
    view! {
        {priority_fields(state)}
        <Button>"Proposer cette priorité"</Button>
    }
    .into_any()
}

/// Which priority, and why; without its button.
pub(super) fn priority_fields(state: &FormState) -> AnyView {
    view! {
        <p>"La décision vaut quand les deux sièges ont signé la même priorité. La collectivité lit alors la priorité et le motif."</p>
        {levels(state)}
        {reason(state, "Motif", "La collectivité le lit une fois la décision signée par les deux sièges.", false)}
    }
    .into_any()
}

fn settle(state: &FormState) -> AnyView {
    view! {
        {levels(state)}
        {reason(state, "Motif", "La collectivité le lit.", false)}
        <Button>"Décider cette priorité"</Button>
    }
    .into_any()
}

/// The levels of a priority, to choose one.
pub fn levels(state: &FormState) -> AnyView {
    let options = Priority::ALL
        .iter()
        .map(|level| {
            let choice = Choice::new(level.code(), level.label())
                .selected(state.ticked("niveau", level.code()));
            match level {
                Priority::Ecartee => choice.hint("Le projet ne sera pas suivi pour l'instant."),
                _ => choice,
            }
        })
        .collect();
    view! { <RadioGroup name="niveau" label="Priorité" options=options error=state.error("niveau")/> }
        .into_any()
}

/// To whom, and why; without its button.
pub(super) fn assign_fields(colleagues: &[Colleague], state: &FormState) -> AnyView {
    let options = colleagues
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            let ticked = state.ticked("personne", &id);
            Choice::new(id, one.name.clone())
                .hint(known_for(one))
                .selected(ticked)
        })
        .collect();
    view! {
        <RadioGroup name="personne" label="Personne" options=options error=state.error("personne")/>
        <TextArea name="phrase" label="Pourquoi cette personne" hint="Une phrase, que la collectivité lit." rows=3 value=state.value("phrase") error=state.error("phrase") maxlength=REASON_MAX/>
    }
    .into_any()
}

fn assign(colleagues: &[Colleague], state: &FormState) -> AnyView {
    if colleagues.is_empty() {
        return view! {
            <p>"Aucun agent n'est encore connu dans ce département. Demandez à l'administration nationale d'ajouter vos collègues."</p>
        }
        .into_any();
    }
    view! {
        {assign_fields(colleagues, state)}
        <Button>"Confier le projet"</Button>
    }
    .into_any()
}

/// "Service habitat. Logement, énergie. Suit 3 projets."
fn known_for(one: &Colleague) -> String {
    let themes: Vec<String> = one
        .themes
        .iter()
        .map(|theme| theme.label().to_lowercase())
        .collect();
    let load = match one.load {
        0 => "Ne suit aucun projet".to_owned(),
        n => format!("Suit {}", numbers::counted(n, "projet", "projets")),
    };
    [one.job.clone(), themes.join(", "), load]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part}."))
        .collect::<Vec<_>>()
        .join(" ")
}

fn close(state: &FormState) -> AnyView {
    view! {
        {reason(state, "Motif", "Ce que le projet a donné, ou pourquoi il s'arrête. Facultatif si l'évaluation d'impact a un résultat mesuré.", true)}
        <Button kind=ButtonKind::Danger>"Clore le projet"</Button>
    }
    .into_any()
}

fn motive(state: &FormState, label: &'static str, button: &'static str) -> AnyView {
    let kind = if button.starts_with("Retirer") {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    view! {
        {reason(state, label, "Les personnes du projet le lisent.", false)}
        <Button kind=kind>{button}</Button>
    }
    .into_any()
}

/// A sentence that gives the reason.
pub fn reason(
    state: &FormState,
    label: &'static str,
    hint: &'static str,
    optional: bool,
) -> AnyView {
    view! {
        <TextArea name="motif" label=label hint=hint value=state.value("motif") error=state.error("motif") optional=optional maxlength=REASON_MAX/>
    }
    .into_any()
}
