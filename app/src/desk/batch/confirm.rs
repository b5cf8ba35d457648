//! The page of confirmation: what is done, to how many projects, and the form that says the rest.

use super::PATH;
use crate::desk::decision_forms::{assign_fields, priority_fields};
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::member::page::role_choices;
use crate::tag;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Choice, ErrorSummary, Field, FieldKind, FieldWidth,
    RadioGroup, Select, TextArea, Tone,
};
use domain::batch::{BatchAction, MOST};
use domain::conversation::MESSAGE_CHARS;
use domain::member::INVITATION_CHARS;
use domain::project::MemberRole;
use domain::tag::FIELD;
use leptos::prelude::*;
use services::batch::Choice as Chosen;
use services::read_models::tag::Named;

const LABELS: &[(&str, &str)] = &[
    ("personne", "Personne"),
    ("phrase", "Pourquoi cette personne"),
    ("niveau", "Priorité"),
    ("motif", "Motif"),
    ("email", "Adresse e-mail"),
    ("role", "Rôle sur les projets"),
    ("message", "Message"),
    (FIELD, "Étiquette"),
];

/// What the page shows.
pub struct Model {
    /// What is done.
    pub action: BatchAction,
    /// To which projects.
    pub choice: Chosen,
    /// The choice, as the form sends it.
    pub address: String,
    /// The list one came from.
    pub list: String,
    /// The form as it was typed.
    pub form: FormState,
    /// There are not as many projects as had been confirmed.
    pub changed: bool,
    /// The form's key.
    pub key: String,
}

/// The page.
pub fn page(model: Model) -> AnyView {
    let title = model.action.label();
    let list = model.list.clone();
    let problems = model.form.summary(LABELS);
    let changed = model.changed.then(|| {
        view! { <Alert tone=Tone::Warning>"Rien n'a été fait : le nombre de projets a changé depuis que vous les avez choisis. Vérifiez-le, puis confirmez de nouveau."</Alert> }
    });
    view! {
        <div class="page page-narrow stack">
            <h1>{title}</h1>
            <p><a href=list>"Revenir à la liste sans rien changer"</a></p>
            <ErrorSummary problems=problems/>
            {changed}
            {body(model)}
        </div>
    }
    .into_any()
}

fn body(model: Model) -> AnyView {
    if model.choice.total == 0 {
        return view! {
            <Alert tone=Tone::Info>"Aucun projet n'est choisi. Cochez des projets dans la liste, ou choisissez tous les résultats."</Alert>
        }
        .into_any();
    }
    if model.choice.too_many {
        let most = numbers::whole(i64::from(MOST));
        return view! {
            <Alert tone=Tone::Info>{format!("Une action porte sur {most} projets au plus. Ajoutez un filtre à la liste, puis recommencez.")}</Alert>
        }
        .into_any();
    }
    let count = i64::try_from(model.choice.total).unwrap_or(i64::MAX);
    let projects = numbers::counted(count, "projet", "projets");
    let shown = i64::try_from(model.choice.titles.len()).unwrap_or(i64::MAX);
    let more = count - shown;
    let more = (more > 0).then(|| {
        let others = numbers::counted(more, "autre", "autres");
        view! { <li class="muted">{format!("et {others}")}</li> }
    });
    let titles = model
        .choice
        .titles
        .iter()
        .map(|title| view! { <li>{title.clone()}</li> })
        .collect_view();
    let form = &model.form;
    let fields = match model.action {
        BatchAction::Assign => assign_fields(&model.choice.colleagues, form),
        BatchAction::Prioritise => priority_fields(form),
        BatchAction::Invite => invite(form),
        BatchAction::Write => write(form),
        BatchAction::Tag => tag::field("Étiquette", form, &model.choice.tags),
        BatchAction::Untag => untag(form, &model.choice.tags),
    };
    let verb = match model.action {
        BatchAction::Assign => format!("Confier {projects}"),
        BatchAction::Prioritise => format!("Proposer cette priorité pour {projects}"),
        BatchAction::Invite => format!("Inviter sur {projects}"),
        BatchAction::Write => format!("Écrire sur {projects}"),
        BatchAction::Tag => format!("Étiqueter {projects}"),
        BatchAction::Untag => format!("Retirer l'étiquette de {projects}"),
    };
    view! {
        <p>"Cette action porte sur "<b>{projects}</b>". Chaque projet garde ses propres règles : là où l'action n'est pas possible, rien ne change et la page suivante le dit."</p>
        <ul>{titles}{more}</ul>
        <form class="stack" method="post" action=PATH novalidate>
            <input type="hidden" name="cle" value=model.key/>
            <input type="hidden" name="adresse" value=model.address/>
            <input type="hidden" name="nombre" value=count.to_string()/>
            {fields}
            <p class="cluster">
                <Button>{verb}</Button>
                <ButtonLink kind=ButtonKind::Quiet href=model.list>"Ne rien changer"</ButtonLink>
            </p>
        </form>
    }
    .into_any()
}

fn invite(form: &FormState) -> AnyView {
    let roles = role_choices(MemberRole::ALL, &form.value("role"));
    view! {
        <p>"La personne reçoit un e-mail par projet, avec un lien pour elle seule."</p>
        <Field name="email" label="Adresse e-mail" kind=FieldKind::Email width=FieldWidth::Medium value=form.value("email") error=form.error("email")/>
        <RadioGroup name="role" label="Rôle sur les projets" options=roles error=form.error("role")/>
        <TextArea name="message" label="Votre mot" optional=true value=form.value("message") error=form.error("message") maxlength=INVITATION_CHARS/>
    }
    .into_any()
}

fn untag(form: &FormState, tags: &[Named]) -> AnyView {
    let chosen = form.value(FIELD);
    let options = tags
        .iter()
        .map(|tag| Choice::new(&tag.name, &tag.name).selected(tag.name == chosen))
        .collect();
    view! { <Select name=FIELD label="Étiquette" placeholder="Choisir…" options=options error=form.error(FIELD)/> }
        .into_any()
}

fn write(form: &FormState) -> AnyView {
    view! {
        <TextArea name="message" label="Message" hint="Il est écrit dans la conversation de chaque projet, que la collectivité lit." value=form.value("message") error=form.error("message") maxlength=MESSAGE_CHARS/>
    }
    .into_any()
}
