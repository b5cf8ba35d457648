//! The pages of signing in.

use crate::http::FormState;
use crate::ui::{Button, ButtonLink, ErrorSummary, Field, FieldFrame, FieldKind, field_id};
use leptos::prelude::*;

fn framed(title: &'static str, body: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="page auth">
            <div class="card auth-card">
                <h1>{title}</h1>
                {body.into_any()}
            </div>
        </div>
    }
    .into_any()
}

fn demo_way(demo: bool) -> AnyView {
    demo.then(|| {
        view! {
            <p>"Dans cette démonstration, vous pouvez aussi "<a href="/demo">"choisir une personne"</a>", sans e-mail."</p>
        }
    })
    .into_any()
}

/// Who are you?
pub(super) fn form(form: &FormState, demo: bool) -> AnyView {
    let problems = form.summary(&[("email", "Adresse e-mail")]);
    let body = view! {
        <ErrorSummary problems=problems/>
        <p>"Écrivez votre adresse e-mail : nous vous envoyons un lien et un code. Il n'y a pas de mot de passe. Si vous venez pour la première fois, votre compte est créé à ce moment."</p>
        <form class="form" method="post" action="/connexion" novalidate>
            <input type="hidden" name="suite" value=form.value("suite")/>
            <Field name="email" label="Adresse e-mail" kind=FieldKind::Email autocomplete="email"
                hint="De préférence votre adresse de travail, par exemple mairie@exemple.fr"
                value=form.value("email") error=form.error("email")/>
            <div class="form-actions"><Button>"Recevoir le lien et le code"</Button></div>
        </form>
        {demo_way(demo)}
    };
    framed("Se connecter", body)
}

/// The six digits.
pub(super) fn code(form: &FormState, email: String, demo: bool) -> AnyView {
    let id = field_id("code");
    let error = form.error("code");
    let refused = error.is_some();
    let described = if refused {
        format!("{id}-erreur {id}-aide")
    } else {
        format!("{id}-aide")
    };
    let mailbox = demo.then(|| {
        view! { <p>"Dans cette démonstration, "<a href="/demo/courrier">"les e-mails se lisent ici"</a>"."</p> }
    });
    let body = view! {
        <ErrorSummary problems=form.summary(&[("code", "Code")])/>
        <p>"Nous venons d'écrire à "<strong>{email}</strong>". L'e-mail arrive en quelques secondes, parfois dans les indésirables. Ouvrez le lien qu'il contient, ou recopiez ici son code."</p>
        <form class="form" method="post" action="/connexion/code">
            <FieldFrame id=id.clone() label="Code reçu par e-mail" hint="Six chiffres, valables dix minutes" error=error>
                <input class="input code-input" type="text" inputmode="numeric" id=id.clone() name="code"
                    autocomplete="one-time-code" maxlength="9" aria-required="true"
                    aria-describedby=described aria-invalid=refused.then_some("true")/>
            </FieldFrame>
            <div class="form-actions"><Button>"Me connecter"</Button></div>
        </form>
        {mailbox}
        <p>"Rien reçu ? "<a href="/connexion">"Vérifier l'adresse et demander un nouvel e-mail"</a></p>
    };
    framed("Votre code", body)
}

/// The link's page: nothing happens before its button is pressed, so that a program that opens the links
/// of mails uses none up.
pub(super) fn link(action: String, email: String) -> AnyView {
    let body = view! {
        <p>"Vous vous connectez avec l'adresse "<strong>{email}</strong>"."</p>
        <form class="form" method="post" action=action>
            <div class="form-actions"><Button>"Me connecter"</Button></div>
        </form>
        <p class="soft">"Ce n'est pas votre adresse ? Fermez cette page."</p>
    };
    framed("Confirmer votre connexion", body)
}

/// Used, over, or never given.
pub(super) fn over() -> AnyView {
    let body = view! {
        <p>"Ce lien ou ce code a déjà servi, ses dix minutes sont passées, ou cinq codes faux ont été essayés. Rien n'est perdu : demandez-en un nouveau."</p>
        <p><ButtonLink href="/connexion">"Recevoir un nouveau lien"</ButtonLink></p>
    };
    framed("Lien ou code expiré", body)
}
