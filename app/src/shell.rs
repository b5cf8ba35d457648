//! The document around every page.

use crate::http::{AppState, Page, RequestCx};
use crate::i18n::done;
use crate::ui::{Account, Alert, Banner, Footer, Header, IconName, LinkItem, Tone};
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use services::{Actor, Person};
use std::sync::OnceLock;

/// The name of the service.
pub const SERVICE: &str = "Mon Espace Collectivité";

/// The whole document.
pub fn document(state: &AppState, request: &RequestCx, page: Page) -> impl IntoView + use<> {
    let error = if page.refused { "Erreur : " } else { "" };
    let title = if page.title.is_empty() {
        SERVICE.to_owned()
    } else {
        format!("{error}{} · {SERVICE}", page.title)
    };
    let done = request.done.as_deref().and_then(done::sentence);
    let scripts = page.scripts.iter();
    let scripts = scripts
        .map(|script| view! { <script type="module" src=script.address()></script> })
        .collect_view();
    let body = page.body;
    view! {
        <html lang="fr" data-theme=request.theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {styles(&state.leptos)}
                <HydrationScripts options=state.leptos.clone() islands=true/>
                {scripts}
            </head>
            <body>
                {header(request)}
                {state.services.settings.demo.then(demo_banner)}
                <main id="contenu" tabindex="-1">
                    {done.map(|sentence| view! {
                        <div class="wrap page-message">
                            <Alert tone=Tone::Success title="C'est fait" announced=true>{sentence}</Alert>
                        </div>
                    })}
                    {body()}
                </main>
                <Footer/>
            </body>
        </html>
    }
}

fn styles(options: &LeptosOptions) -> impl IntoView + use<> {
    static HREF: OnceLock<String> = OnceLock::new();
    let href = HREF.get_or_init(|| style_href(options)).as_str();
    view! { <link rel="stylesheet" href=href/> }
}

/// The style sheet's address. The build notes the hash of its content in a file beside the binary;
/// without that file (a build of the server alone) the plain name is the right one.
fn style_href(options: &LeptosOptions) -> String {
    let hashes = std::env::current_exe()
        .ok()
        .and_then(|exe| {
            exe.parent()
                .map(|folder| folder.join(options.hash_file.as_ref()))
        })
        .and_then(|file| std::fs::read_to_string(file).ok())
        .unwrap_or_default();
    let hash = hashes
        .lines()
        .find_map(|line| line.trim().strip_prefix("css:"))
        .map(str::trim);
    match hash {
        Some(hash) => format!("/pkg/{}.{hash}.css", options.output_name),
        None => format!("/pkg/{}.css", options.output_name),
    }
}

fn demo_banner() -> impl IntoView {
    view! {
        <Banner>
            "Ceci est une démonstration : projets et personnes sont fictifs, n'écrivez rien de personnel. "
            <a href="/demo">"Changer de personne"</a>
            " · "
            <a href="/demo/courrier">"Lire les e-mails envoyés"</a>
        </Banner>
    }
}

fn header(request: &RequestCx) -> impl IntoView + use<> {
    match &request.cx.actor {
        Actor::Person(person) => signed_in(person, &request.path).into_any(),
        Actor::Visitor | Actor::System => {
            let tools = vec![LinkItem::new("Se connecter", "/connexion").icon(IconName::User)];
            view! { <Header tools=tools/> }.into_any()
        }
    }
}

fn signed_in(person: &Person, path: &str) -> impl IntoView + use<> {
    let link = |label: &str, href: &str| LinkItem::new(label, href).current(path == href);
    let mut links = Vec::new();
    if !person.seats.is_empty() || !person.agent_of.is_empty() {
        links.push(link("Mon territoire", "/territoire"));
    } else if let Some(code) = person.manages.first() {
        links.push(link("Mon contrat", &format!("/crte/{code}")));
    }
    links.push(link("Mes projets", "/projets"));
    links.push(link("Aides et conseils", "/offres"));
    if person.admin {
        let here = path.starts_with("/administration/");
        links.push(LinkItem::new("Administration", "/administration/envois").current(here));
    }
    let unread = u32::try_from(person.unread).unwrap_or(0);
    let tools = vec![
        LinkItem::new("Notifications", "/notifications")
            .icon(IconName::Bell)
            .count(unread),
    ];
    let account = Account {
        name: person.name.clone(),
        detail: person.email.clone(),
        links: vec![LinkItem::new("Mon compte", "/compte")],
        sign_out: "/deconnexion".to_owned(),
    };
    view! { <Header links=links tools=tools account=Some(account)/> }
}
