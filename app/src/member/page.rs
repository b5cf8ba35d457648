//! The members of a project: list, place, removal.

use super::invitation;
use crate::http::FormState;
use crate::i18n::dates;
use crate::i18n::labels::{self, Label, role_rights};
use crate::project::frame::Tab;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, ColumnHead, EmptyState, ErrorSummary, IconName, Person,
    RadioGroup, Table,
};
use domain::ids::{PersonId, ProjectId};
use domain::project::{MemberRole, SeatKind};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::member::People;
use services::read_models::member::PersonLine;

/// What the page shows.
pub struct Members {
    /// The project.
    pub project: ProjectId,
    /// Its people.
    pub people: People,
    /// Who reads.
    pub reader: PersonId,
    /// The form of an invitation.
    pub form: FormState,
    /// The key of that form.
    pub key: String,
    /// Now.
    pub now: Timestamp,
}

/// "Claire Martin", or the address while no name is known.
pub fn name_of(person: &PersonLine) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match name.trim() {
        "" => person.email.clone(),
        name => name.to_owned(),
    }
}

fn function_of(person: &PersonLine) -> String {
    let parts = [person.job.as_str(), person.organisation.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The part of the sheet.
pub fn members(model: Members) -> AnyView {
    let rows: Vec<AnyView> = model
        .people
        .members
        .iter()
        .map(|member| row(member, &model))
        .collect();
    let followers: Vec<AnyView> = model.people.followers.iter().map(follower).collect();
    let problems = model.form.summary(invitation::LABELS);
    let (empty, unfollowed) = (rows.is_empty(), followers.is_empty());
    view! {
        <section class="stack stack-wide">
            <ErrorSummary problems=problems/>
            <div class="stack">
                <h2>"Membres du projet"</h2>
                {if empty {
                    view! { <EmptyState title="Personne pour l'instant" icon=IconName::Users><p>"Les personnes de la collectivité et celles qui l'aident sont ici. Invitez la première par son adresse."</p></EmptyState> }.into_any()
                } else {
                    view! {
                        <Table id="membres" caption="Membres du projet" caption_hidden=true stacked=true>
                            <thead><tr>
                                <ColumnHead label="Nom"/><ColumnHead label="Rôle"/><ColumnHead label="Depuis"/><ColumnHead label="Actions"/>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </Table>
                    }.into_any()
                }}
            </div>
            <div class="stack">
                <h2>"Pour l'État"</h2>
                {unfollowed.then(|| view! { <p class="soft">"Les personnes qui suivent le projet pour l'État sont indiquées ici une fois le projet déposé."</p> })}
                <ul class="stack" role="list">{followers}</ul>
            </div>
            {invitation::pending(&model)}
            {invitation::form(&model)}
        </section>
    }
    .into_any()
}

fn row(member: &PersonLine, model: &Members) -> AnyView {
    let name = name_of(member);
    let mine = member.id == model.reader.0;
    let base = format!("{}/{}", Tab::Members.href(model.project), member.id);
    let change = model
        .people
        .may_change_roles()
        .then(|| format!("{base}/role"));
    let remove = model
        .people
        .may_remove(model.reader, member)
        .then(|| format!("{base}/retirer"));
    let role = MemberRole::parse(&member.role);
    let rights = role.map(role_rights).unwrap_or_default();
    let of = format!(" : {name}");
    let email = member.email.clone();
    let mailto = format!("mailto:{email}");
    view! {
        <tr>
            <td data-label="Nom">
                <Person name=if mine { format!("{name} (vous)") } else { name.clone() } detail=function_of(member)>
                    <a href=mailto>{email}</a>
                </Person>
            </td>
            <td data-label="Rôle"><b>{labels::of(MemberRole::parse, &member.role)}</b>" "<span class="soft">{rights}</span></td>
            <td data-label="Depuis">{dates::moment_day(Timestamp(member.since))}</td>
            <td data-label="Actions">
                <span class="cluster">
                    {change.map(|href| view! { <a href=href>"Changer le rôle"<span class="visually-hidden">{of.clone()}</span></a> })}
                    {remove.map(|href| view! { <a href=href>{if mine { "Quitter le projet" } else { "Retirer" }}<span class="visually-hidden">{of.clone()}</span></a> })}
                </span>
            </td>
        </tr>
    }
    .into_any()
}

fn follower(person: &PersonLine) -> AnyView {
    let tie = match person.role.strip_prefix("seat:") {
        Some(seat) => labels::of(SeatKind::parse, seat),
        None => "Suit le projet".to_owned(),
    };
    let function = function_of(person);
    let detail = if function.is_empty() {
        tie
    } else {
        format!("{tie}. {function}")
    };
    let email = person.email.clone();
    let mailto = format!("mailto:{email}");
    view! {
        <li>
            <Person name=name_of(person) detail=detail>
                <a href=mailto>{email}</a>
            </Person>
        </li>
    }
    .into_any()
}

/// The places to choose from, each with what it allows.
pub fn role_choices(allowed: &[MemberRole], chosen: &str) -> Vec<Choice> {
    let choice = |role: &MemberRole| {
        Choice::new(role.code(), role.label())
            .hint(role_rights(*role))
            .selected(role.code() == chosen)
    };
    allowed.iter().map(choice).collect()
}

/// Asks before somebody is taken off the project or leaves it.
pub fn removal(
    project: ProjectId,
    member: PersonLine,
    mine: bool,
    form: &FormState,
    key: String,
) -> AnyView {
    let back = Tab::Members.href(project);
    let action = format!("{back}/{}/retirer", member.id);
    let name = name_of(&member);
    let (title, sentence, verb) = if mine {
        (
            "Quitter ce projet ?".to_owned(),
            "Vous ne verrez plus la fiche, la conversation ni les fichiers. Vos messages et vos fichiers restent. Il faudra une nouvelle invitation pour revenir.",
            "Quitter le projet",
        )
    } else {
        (
            format!("Retirer {name} du projet ?"),
            "Cette personne ne verra plus la fiche, la conversation ni les fichiers, dès maintenant. Ses messages et ses fichiers restent.",
            "Retirer du projet",
        )
    };
    view! {
        <section class="stack confirm">
            <ErrorSummary problems=form.summary(&[])/>
            <h2>{title}</h2>
            <p>{sentence}</p>
            <form method="post" action=action class="cluster">
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Danger>{verb}</Button>
                <ButtonLink href=back kind=ButtonKind::Quiet>"Ne rien changer"</ButtonLink>
            </form>
        </section>
    }
    .into_any()
}

/// Asks for another place.
pub fn role(project: ProjectId, member: PersonLine, form: &FormState, key: String) -> AnyView {
    let back = Tab::Members.href(project);
    let action = format!("{back}/{}/role", member.id);
    let chosen = if form.is_refused() {
        form.value("role")
    } else {
        member.role.clone()
    };
    let choices = role_choices(MemberRole::ALL, &chosen);
    view! {
        <section class="stack">
            <ErrorSummary problems=form.summary(&[("role", "Rôle")])/>
            <h2>"Changer le rôle de "{name_of(&member)}</h2>
            <form method="post" action=action class="form">
                <input type="hidden" name="cle" value=key/>
                <RadioGroup name="role" label="Rôle sur le projet" options=choices error=form.error("role")/>
                <div class="form-actions">
                    <Button>"Changer le rôle"</Button>
                    <ButtonLink href=back kind=ButtonKind::Quiet>"Ne rien changer"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
