//! What the link of an invitation opens.

use crate::http::{AppState, Page, PageResult, RequestCx, Routes, Typed, get, render, see_other};
use crate::i18n::dates;
use crate::i18n::labels::{self, role_rights};
use crate::ui::{Alert, Button, ButtonKind, ButtonLink, DescriptionItem, DescriptionList, Tone};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::member::masked;
use domain::project::MemberRole;
use domain::timestamp::Timestamp;
use http::StatusCode;
use leptos::prelude::*;
use services::member::invitation::Invited;
use services::read_models::member::Invitation;

/// The address in the mail.
pub fn routes() -> Routes {
    Routes::new().route("/invitations/{token}", get(show).post(answer))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(token): Path<String>,
) -> PageResult {
    let invited = state.services.invitation(request.cx(), &token).await?;
    Ok(page(&state, &request, invited, token))
}

async fn answer(
    State(state): State<AppState>,
    request: RequestCx,
    Path(token): Path<String>,
    typed: Typed,
) -> PageResult {
    let cx = request.cx();
    let invited = match typed.get("reponse") {
        "accepter" => state.services.accept_invitation(cx, &token).await?,
        "decliner" => {
            let before = state.services.invitation(cx, &token).await?;
            let after = state.services.decline_invitation(cx, &token).await?;
            if matches!((before, &after), (Invited::Open { .. }, Invited::Over)) {
                return Ok(see_other("/projets?fait=invitation-declinee"));
            }
            after
        }
        _ => state.services.invitation(cx, &token).await?,
    };
    match invited {
        Invited::AlreadyAccepted(project) => {
            Ok(see_other(format!("/projets/{project}?fait=bienvenue")))
        }
        other => Ok(page(&state, &request, other, token)),
    }
}

fn page(state: &AppState, request: &RequestCx, invited: Invited, token: String) -> Response {
    match invited {
        Invited::AlreadyAccepted(project) => see_other(format!("/projets/{project}")),
        Invited::Open {
            invitation,
            can_answer,
        } => {
            let page = Page::new("Invitation", move || open(&invitation, can_answer, &token));
            render(state, request, page)
        }
        Invited::OtherAddress { email } => {
            let page = Page::new("Cette invitation est pour une autre adresse", move || {
                other_address(&email)
            });
            render(state, request, page.status(StatusCode::FORBIDDEN))
        }
        Invited::Over => {
            let page = Page::new("Cette invitation n'est plus valable", over);
            render(state, request, page.status(StatusCode::GONE))
        }
    }
}

fn open(invitation: &Invitation, can_answer: bool, token: &str) -> AnyView {
    let name = format!(
        "{} {}",
        invitation.inviter_first_name, invitation.inviter_last_name
    );
    let by = match name.trim() {
        "" => invitation.inviter_email.clone(),
        name => name.to_owned(),
    };
    let role = labels::of(MemberRole::parse, &invitation.role);
    let rights = MemberRole::parse(&invitation.role)
        .map(role_rights)
        .unwrap_or_default();
    let message = (!invitation.message.is_empty()).then(|| invitation.message.clone());
    let until = dates::moment(Timestamp(invitation.expires_at));
    let (title, bearer) = (invitation.title.clone(), invitation.bearer_name.clone());
    view! {
        <div class="page page-narrow stack">
            <h1>{by}" vous invite sur un projet"</h1>
            <DescriptionList>
                <DescriptionItem label="Projet">{title}</DescriptionItem>
                <DescriptionItem label="Porté par">{bearer}</DescriptionItem>
                <DescriptionItem label="Votre rôle"><b>{role}</b>" : "{rights}"."</DescriptionItem>
                <DescriptionItem label="Réponse attendue">"avant le "{until}</DescriptionItem>
            </DescriptionList>
            {message.map(|message| view! { <blockquote class="message-body">{message}</blockquote> })}
            {if can_answer { choices(token) } else { sign_in(token) }}
        </div>
    }
    .into_any()
}

fn choices(token: &str) -> AnyView {
    view! {
        <form method="post" action=format!("/invitations/{token}") class="cluster">
            <Button name="reponse" value="accepter">"Rejoindre le projet"</Button>
            <Button name="reponse" value="decliner" kind=ButtonKind::Quiet>"Décliner l'invitation"</Button>
        </form>
    }
    .into_any()
}

fn sign_in(token: &str) -> AnyView {
    // A token is made of letters, digits, "-" and "_" only when it is ours; anything else is encoded.
    let back: String =
        form_urlencoded::byte_serialize(format!("/invitations/{token}").as_bytes()).collect();
    view! {
        <p>"Pour répondre, connectez-vous avec l'adresse à laquelle vous avez reçu cette invitation. Vous reviendrez ici ensuite."</p>
        <p><ButtonLink href=format!("/connexion?suite={back}")>"Se connecter pour répondre"</ButtonLink></p>
    }
    .into_any()
}

fn other_address(email: &str) -> AnyView {
    let email = masked(email);
    view! {
        <div class="page page-narrow stack">
            <h1>"Cette invitation est pour une autre adresse"</h1>
            <Alert tone=Tone::Warning>
                "Elle est pour "{email}", et vous êtes connecté avec une autre adresse. Si cette adresse est aussi la vôtre, déconnectez-vous, puis ouvrez le lien de nouveau. Sinon, demandez à la personne qui vous a invité d'envoyer une invitation à votre adresse."
            </Alert>
            <p><ButtonLink href="/projets" kind=ButtonKind::Secondary>"Voir mes projets"</ButtonLink></p>
        </div>
    }
    .into_any()
}

fn over() -> AnyView {
    view! {
        <div class="page page-narrow stack">
            <h1>"Cette invitation n'est plus valable"</h1>
            <Alert tone=Tone::Warning>
                "Elle a déjà servi, a été déclinée ou annulée, ou date de plus de sept jours. Demandez à la personne qui vous a invité d'en envoyer une nouvelle : elle le fait en deux clics, depuis la page des membres du projet."
            </Alert>
            <p><ButtonLink href="/" kind=ButtonKind::Secondary>"Revenir à l'accueil"</ButtonLink></p>
        </div>
    }
    .into_any()
}
