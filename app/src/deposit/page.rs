//! The screens of a deposit.

use super::actions::step_path;
use super::island_autosave::Autosave;
use super::steps;
use crate::http::FormState;
use crate::i18n::dates;
use crate::territory::CommuneChoice;
use crate::ui::{Button, ButtonKind, Card, ErrorSummary, IconName, Stepper, Time};
use domain::deposit::Step;
use domain::form::FieldError;
use domain::ids::DraftId;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::deposit::{BearerChoice, ChosenCommune, Draft, DraftLine, Likeness};
use services::read_models::deposit::ContractChoice;

pub use steps::review::review;

/// What a screen shows.
#[derive(Clone, Debug)]
pub struct StepModel {
    /// The draft.
    pub id: DraftId,
    /// The screen.
    pub step: Step,
    /// What was typed and what is refused.
    pub form: FormState,
    /// Last save.
    pub saved_at: Timestamp,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Communes chosen.
    pub chosen: Vec<CommuneChoice>,
    /// Communes found for what was typed.
    pub results: Vec<CommuneChoice>,
    /// Bodies that may bear the project.
    pub bearers: Vec<BearerChoice>,
    /// Contracts of the communes.
    pub contracts: Vec<ContractChoice>,
}

/// What the last screen shows.
#[derive(Clone, Debug)]
pub struct ReviewModel {
    /// The draft.
    pub draft: Draft,
    /// Everything that is not finished.
    pub refused: Vec<FieldError>,
    /// Projects that may be the same.
    pub similar: Vec<Likeness>,
    /// Communes chosen.
    pub communes: Vec<ChosenCommune>,
    /// Bodies that may bear the project.
    pub bearers: Vec<BearerChoice>,
    /// Contracts of the communes.
    pub contracts: Vec<ContractChoice>,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// The address was just confirmed: one button is left.
    pub sent: bool,
}

/// The question of a screen.
pub const fn title(step: Step) -> &'static str {
    match step {
        Step::What => "Quel est votre projet ?",
        Step::Where => "Où se situe-t-il ?",
        Step::Who => "Qui le porte ?",
        Step::Progress => "Où en est-il ?",
        Step::Missing => "Que vous manque-t-il ?",
        Step::Review => "Relire et déposer",
    }
}

/// Before the first screen: what is asked, and the deposits that wait to be finished.
pub fn begin(drafts: Vec<DraftLine>, now: Timestamp) -> AnyView {
    let waiting = !drafts.is_empty();
    let cards = drafts
        .into_iter()
        .map(|draft| draft_card(&draft, now))
        .collect_view();
    view! {
        <div class="page page-narrow stack-wide stack">
            <h1>"Déposer un projet"</h1>
            {waiting.then(|| view! {
                <section class="stack">
                    <h2>"Vos dépôts à terminer"</h2>
                    {cards}
                </section>
            })}
            <section class="stack">
                {waiting.then(|| view! { <h2>"Déposer un autre projet"</h2> })}
                <p class="lead">"Une idée suffit : un titre, quelques lignes, une commune et une personne à joindre."</p>
                <ul>
                    <li>"Comptez dix minutes, en six petites étapes."</li>
                    <li>"Vous n'avez pas besoin de compte pour commencer. Votre adresse e-mail est vérifiée au moment de déposer."</li>
                    <li>"Ce que vous écrivez est enregistré au fur et à mesure : vous pouvez vous arrêter et reprendre plus tard."</li>
                    <li>"La direction départementale des territoires et la préfecture vous répondent sous trois jours ouvrés."</li>
                </ul>
                <form method="post" action="/projets/nouveau">
                    <Button icon=IconName::ArrowRight>"Commencer"</Button>
                </form>
            </section>
        </div>
    }
    .into_any()
}

/// A deposit that waits to be finished.
pub fn draft_card(draft: &DraftLine, now: Timestamp) -> AnyView {
    let id = draft.id;
    let named = if draft.title.is_empty() {
        "Projet sans titre".to_owned()
    } else {
        draft.title.clone()
    };
    let discard = format!("Supprimer le brouillon « {named} »");
    let (step, saved_at) = (draft.step, draft.saved_at);
    view! {
        <Card title=named>
            <p>{format!("Étape {} sur {} : {}", step.position(), Step::ALL.len(), title(step))}</p>
            <p class="card-meta">
                "Enregistré "
                <Time
                    datetime=dates::machine(saved_at)
                    words=dates::relative(saved_at, now)
                    exact=dates::moment(saved_at)
                />
            </p>
            <div class="card-foot">
                <crate::ui::ButtonLink href=step_path(id, step) kind=ButtonKind::Secondary>"Reprendre"</crate::ui::ButtonLink>
                <form method="post" action=format!("/projets/nouveau/{id}/supprimer")>
                    <button class="button button-quiet" type="submit" aria-label=discard>"Supprimer"</button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

/// One screen.
pub fn step(model: StepModel) -> AnyView {
    let step = model.step;
    let address = step_path(model.id, step);
    let saved = format!("Enregistré à {}", dates::hour(model.saved_at));
    let problems = model.form.summary(steps::LABELS);
    let next = step.next().map(title);
    let first = step.previous().is_none();
    let fields = steps::fields(&model);
    view! {
        <div class="page page-narrow deposit">
            <Stepper step=step.position() steps=Step::ALL.len() title=title(step) next=next/>
            {(!problems.is_empty()).then(|| view! { <ErrorSummary problems=problems/> })}
            <form class="form" id="depot" method="post" action=address.clone() novalidate=true>
                // What the Enter key presses, before any other button of the form. Not for hands nor for screen
                // readers, which have "Continuer" below.
                <button class="visually-hidden" type="submit" name="action" value="entree" tabindex="-1" aria-hidden="true">"Continuer"</button>
                {fields}
                <Autosave form="depot" address=format!("{address}/brouillon") saved=saved/>
                <div class="form-actions">
                    <Button name="action" value="continuer">"Continuer"</Button>
                    <Button kind=ButtonKind::Quiet name="action" value="plus_tard">"Enregistrer et finir plus tard"</Button>
                    {(!first).then(|| view! { <Button kind=ButtonKind::Quiet name="action" value="retour">"Retour"</Button> })}
                </div>
            </form>
        </div>
    }
    .into_any()
}
