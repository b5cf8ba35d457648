//! The form that gives a role, and the page that asks before one ends.

use super::list::{choices, ground_of, name_of, role_of};
use super::{Departement, LIST};
use crate::http::FormState;
use crate::i18n::dates;
use crate::i18n::labels::Label;
use crate::ui::{
    Alert, Breadcrumb, Button, ButtonKind, ButtonLink, Checkbox, CheckboxGroup, Choice,
    DescriptionItem, DescriptionList, ErrorSummary, Field, FieldKind, FieldWidth, LinkItem,
    RadioGroup, Select, Tone,
};
use domain::role::{Role, SERVICE_MAX};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::role::RoleLine;

/// What the page shows.
pub struct Model {
    /// What was typed and what is wrong.
    pub filled: FormState,
    /// Who holds the seat that was chosen.
    pub holder: Option<RoleLine>,
    /// Those one may choose.
    pub departements: Vec<Departement>,
    /// The form's key.
    pub key: String,
}

const LABELS: &[(&str, &str)] = &[
    ("email", "Adresse e-mail"),
    ("role", "Rôle"),
    ("departement", "Département"),
    ("contrat", "Code du contrat"),
    ("themes", "Thèmes suivis"),
    ("service", "Service"),
    ("remplacer", "Titulaire en place"),
];

/// What a role needs and does, under its name.
const fn hint(role: Role) -> &'static str {
    match role {
        Role::SeatDdt | Role::SeatPrefecture => {
            "Titulaire. Choisissez le département. Si le siège a déjà un titulaire, son mandat prend fin quand vous le confirmez."
        }
        Role::Agent => "Choisissez le département, et si vous voulez les thèmes et le service.",
        Role::ContractManager => "Donnez le code du contrat.",
        Role::NationalAdmin => "Voit tous les projets, donne et retire les rôles.",
    }
}

/// The form.
pub fn page(model: Model) -> AnyView {
    let Model {
        filled,
        holder,
        departements,
        key,
    } = model;
    let roles = Role::ALL.iter().map(|role| {
        Choice::new(role.code(), role.label())
            .hint(hint(*role))
            .selected(filled.ticked("role", role.code()))
    });
    let themes = Theme::ALL.iter().map(|theme| {
        Choice::new(theme.code(), theme.label()).selected(filled.ticked("themes", theme.code()))
    });
    let trail = vec![LinkItem::new("Personnes et rôles", LIST)];
    let replace = holder.map(|holder| replace(&holder, &filled));
    view! {
        <div class="page page-narrow stack">
            <Breadcrumb links=trail here="Donner un rôle"/>
            <ErrorSummary problems=filled.summary(LABELS)/>
            <h1>"Donner un rôle"</h1>
            <p>"La personne est prévenue par un e-mail. Si elle n'a pas encore de compte, il est créé : elle se connecte avec son adresse, sans mot de passe."</p>
            <form class="form" method="post" action="/administration/personnes/nommer" novalidate>
                <input type="hidden" name="cle" value=key/>
                <Field name="email" label="Adresse e-mail" kind=FieldKind::Email width=FieldWidth::Medium value=filled.value("email") error=filled.error("email")/>
                <RadioGroup name="role" label="Rôle" options=roles.collect() error=filled.error("role")/>
                <Select name="departement" label="Département" options=choices(&departements, &filled.value("departement")) placeholder="Choisir…" hint="Pour un siège ou un agent." error=filled.error("departement") optional=true/>
                {replace}
                <Field name="contrat" label="Code du contrat" value=filled.value("contrat") error=filled.error("contrat") hint="Pour un responsable de CRTE, par exemple crte-52-49-1." width=FieldWidth::Medium optional=true/>
                <Field name="service" label="Service" value=filled.value("service") error=filled.error("service") hint="Pour un agent : le nom de son service." maxlength=SERVICE_MAX optional=true/>
                <CheckboxGroup name="themes" label="Thèmes suivis" options=themes.collect() hint="Pour un agent." error=filled.error("themes") optional=true dense=true/>
                <div class="form-actions">
                    <Button>"Donner ce rôle"</Button>
                    <ButtonLink href=LIST kind=ButtonKind::Quiet>"Revenir à la liste"</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// Whose term ends: told before anything is done, and agreed to.
fn replace(holder: &RoleLine, filled: &FormState) -> AnyView {
    let id = holder.id.to_string();
    let since = dates::day(dates::local_day(Timestamp(holder.since)));
    let label = format!("Mettre fin au mandat de {}", name_of(holder));
    let hint = format!(
        "{} : titulaire depuis le {since}. Cette personne est prévenue par un e-mail.",
        holder.place
    );
    view! {
        <Checkbox name="remplacer" label=label hint=hint checked=filled.ticked("remplacer", &id) value=id error=filled.error("remplacer")/>
    }
    .into_any()
}

/// What follows from the end of a role.
fn consequence(role: Option<Role>, position: &str) -> &'static str {
    match role {
        Some(Role::SeatDdt | Role::SeatPrefecture) if position == "holder" => {
            "Le siège n'a plus de titulaire : ses suppléants sont prévenus à sa place, ou personne s'il n'en a pas."
        }
        Some(Role::SeatDdt | Role::SeatPrefecture) => {
            "Cette personne ne voit plus les projets du département au titre de ce siège."
        }
        Some(Role::Agent) => {
            "Cette personne ne voit plus les projets du département, sauf ceux qui lui sont confiés : ils le restent jusqu'à ce que quelqu'un d'autre les suive."
        }
        Some(Role::ContractManager) => "Cette personne ne voit plus les projets de ce contrat.",
        Some(Role::NationalAdmin) | None => {
            "Cette personne n'ouvre plus les pages d'administration et ne voit plus tous les projets."
        }
    }
}

/// The page that asks before a role ends.
pub fn end(line: RoleLine, filled: &FormState, key: String) -> AnyView {
    let action = format!("{LIST}/{}/fin", line.id);
    let trail = vec![LinkItem::new("Personnes et rôles", LIST)];
    let since = dates::day(dates::local_day(Timestamp(line.since)));
    let facts = [
        ("Personne", name_of(&line)),
        ("Adresse e-mail", line.email.clone()),
        ("Rôle", role_of(&line)),
        ("Où", ground_of(&line)),
        ("Depuis", since),
    ];
    let facts = facts.into_iter().map(|(label, words)| {
        view! { <DescriptionItem label=label>{words}</DescriptionItem> }
    });
    let consequence = consequence(Role::parse(&line.role), &line.position);
    view! {
        <div class="page page-narrow stack">
            <Breadcrumb links=trail here="Mettre fin à un rôle"/>
            <ErrorSummary problems=filled.summary(&[])/>
            <h1>"Mettre fin à un rôle"</h1>
            <DescriptionList>
                {facts.collect_view()}
            </DescriptionList>
            <Alert tone=Tone::Warning>{consequence}</Alert>
            <form class="form" method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger>"Mettre fin à ce rôle"</Button>
                    <ButtonLink href=LIST kind=ButtonKind::Quiet>"Revenir à la liste"</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}
