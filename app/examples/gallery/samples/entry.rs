//! Signing in, and the mailbox of the demonstration.

use app::ui::{Button, DescriptionItem, DescriptionList, Field, FieldKind, Person, Time};
use leptos::prelude::*;

use super::{Reader, shell};

pub fn sign_in() -> AnyView {
    let people = [("Paul Durand", "Maire de Saint-Aubin-de-Luigné"), ("Claire Martin", "Préfecture de Maine-et-Loire"), ("Hugo Bernard", "Direction départementale des territoires")]
        .map(|(name, detail)| {
            view! {
                <li>
                    <form method="post">
                        <button class="people-pick-button" type="submit"><Person name=name detail=detail/></button>
                    </form>
                </li>
            }
        })
        .collect_view();
    let content = view! {
        <div class="card">
            <h1>"Se connecter"</h1>
            <p>"Pas de mot de passe : nous vous envoyons un lien et un code, valables dix minutes."</p>
            <form class="form" method="post" novalidate>
                <Field name="courriel" label="Votre adresse électronique" kind=FieldKind::Email autocomplete="email" hint="Celle que vous utilisez à la mairie ou dans votre service."/>
                <div class="form-actions form-actions-start"><Button>"Recevoir le code"</Button></div>
            </form>
        </div>
        <section class="stack">
            <h2>"Démonstration : entrer comme"</h2>
            <ul class="people-pick">{people}</ul>
        </section>
    };
    shell(Reader::Nobody, "page auth", content.into_any())
}

pub fn mails() -> AnyView {
    let items = [("Votre code : 482 913", "paul.durand@saint-aubin.example", true), ("Votre projet est déposé", "paul.durand@saint-aubin.example", false), ("Un projet vous attend", "claire.martin@prefecture.example", false)]
        .map(|(subject, to, current)| {
            view! {
                <li>
                    <a class="mail-item" href="#mail" aria-current=current.then_some("true")>
                        <b>{subject}</b><span>{to}</span><Time datetime="2026-03-03T13:32:00Z" words="il y a 2 minutes"/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let content = view! {
        <div class="stack">
            <h1>"Courrier de démonstration"</h1>
            <div class="mailbox">
                <ul class="mail-list">{items}</ul>
                <article class="mail">
                    <header class="mail-head">
                        <h2>"Votre code : 482 913"</h2>
                        <DescriptionList>
                            <DescriptionItem label="De">"Mon Espace Collectivité"</DescriptionItem>
                            <DescriptionItem label="À">"paul.durand@saint-aubin.example"</DescriptionItem>
                        </DescriptionList>
                    </header>
                    <pre class="mail-text">"Bonjour,\n\nVoici votre code : 482 913. Il est valable dix minutes.\n\nClaire Martin, préfecture de Maine-et-Loire"</pre>
                </article>
            </div>
        </div>
    };
    shell(Reader::Nobody, "page", content.into_any())
}
