//! The invitations of a project: those without an answer, and the form of a new one.

use super::page::{Members, role_choices};
use crate::i18n::dates;
use crate::i18n::labels;
use crate::project::frame::Tab;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonLink, ColumnHead, Field, FieldKind, FieldWidth, RadioGroup,
    Table, TextArea, Tone,
};
use domain::ids::ProjectId;
use domain::member::INVITATION_DAYS;
use domain::project::MemberRole;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::member::{Invitation, InvitationLine};

/// The names of the form's fields, for its summary.
pub const LABELS: &[(&str, &str)] = &[
    ("email", "Adresse e-mail"),
    ("role", "Rôle"),
    ("message", "Votre mot"),
];

/// The invitations that wait for an answer; nothing when there are none.
pub fn pending(model: &Members) -> Option<AnyView> {
    if model.people.invitations.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = model
        .people
        .invitations
        .iter()
        .map(|invitation| row(invitation, model))
        .collect();
    Some(
        view! {
            <div class="stack">
                <h2>"Invitations en attente"</h2>
                <Table id="invitations" caption="Invitations en attente" caption_hidden=true stacked=true>
                    <thead><tr>
                        <ColumnHead label="Adresse"/><ColumnHead label="Rôle proposé"/><ColumnHead label="Valable"/><ColumnHead label="Actions"/>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </div>
        }
        .into_any(),
    )
}

fn row(invitation: &InvitationLine, model: &Members) -> AnyView {
    let base = format!("/projets/{}/invitations/{}", model.project, invitation.id);
    let until = Timestamp(invitation.expires_at);
    let late = until <= model.now;
    let may = MemberRole::parse(&invitation.role)
        .is_some_and(|role| model.people.allowed.contains(&role));
    let by = format!("{} {}", invitation.first_name, invitation.last_name);
    let of = format!(" : {}", invitation.email);
    let resent = of.clone();
    let key = format!("{}-{}", model.key, invitation.id.simple())
        .chars()
        .take(64)
        .collect::<String>();
    view! {
        <tr>
            <td data-label="Adresse">{invitation.email.clone()}" "<span class="soft">"invité par "{by.trim().to_owned()}</span></td>
            <td data-label="Rôle proposé">{labels::of(MemberRole::parse, &invitation.role)}</td>
            <td data-label="Valable">
                {if late {
                    view! { <Badge tone=Tone::Warning label="Délai dépassé"/> }.into_any()
                } else {
                    view! { "jusqu'au "{dates::moment_day(until)} }.into_any()
                }}
            </td>
            <td data-label="Actions">
                {may.then(|| view! {
                    <div class="cluster">
                        <form method="post" action=format!("{base}/renvoyer")>
                            <input type="hidden" name="cle" value=key/>
                            <Button kind=ButtonKind::Secondary>"Renvoyer"<span class="visually-hidden">{resent}</span></Button>
                        </form>
                        <a href=format!("{base}/annuler")>"Annuler"<span class="visually-hidden">{of}</span></a>
                    </div>
                })}
            </td>
        </tr>
    }
    .into_any()
}

/// The form of a new invitation; nothing for those who may not invite.
pub fn form(model: &Members) -> Option<AnyView> {
    if model.people.allowed.is_empty() {
        return None;
    }
    let form = &model.form;
    let choices = role_choices(model.people.allowed, &form.value("role"));
    let key = model.key.clone();
    Some(
        view! {
            <form class="card" method="post" action=Tab::Members.href(model.project) novalidate>
                <h2>"Inviter quelqu'un"</h2>
                <p>"La personne reçoit un e-mail avec un lien, valable "{INVITATION_DAYS}" jours et pour elle seule."</p>
                <input type="hidden" name="cle" value=key/>
                <Field name="email" label="Adresse e-mail" kind=FieldKind::Email width=FieldWidth::Medium
                    value=form.value("email") error=form.error("email")
                    hint="Celle avec laquelle la personne se connectera."/>
                <RadioGroup name="role" label="Rôle sur le projet" options=choices error=form.error("role")/>
                <TextArea name="message" label="Votre mot" optional=true value=form.value("message") error=form.error("message")
                    hint="Il est dans cet e-mail, sous votre nom."/>
                <div class="form-actions"><Button>"Envoyer l'invitation"</Button></div>
            </form>
        }
        .into_any(),
    )
}

/// Asks before an invitation is taken back.
pub fn revocation(project: ProjectId, invitation: &Invitation, key: String) -> AnyView {
    let back = Tab::Members.href(project);
    let action = format!("/projets/{project}/invitations/{}/annuler", invitation.id);
    let email = invitation.email.clone();
    view! {
        <section class="stack confirm">
            <h2>"Annuler cette invitation ?"</h2>
            <p>"Le lien envoyé à "<b>{email}</b>" n'ouvrira plus rien. Vous pourrez inviter cette personne de nouveau."</p>
            <form method="post" action=action class="cluster">
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Danger>"Annuler l'invitation"</Button>
                <ButtonLink href=back kind=ButtonKind::Quiet>"Garder l'invitation"</ButtonLink>
            </form>
        </section>
    }
    .into_any()
}
