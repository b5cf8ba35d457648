//! One sample of each kind of page, in the words of a real one, built from the components only.

mod conversation;
mod deposit;
mod desk;
mod entry;
mod home;
mod sheet;
mod table;

use app::ui::{Account, Banner, Breadcrumb, Footer, Gallery, Header, IconName, LinkItem};
use leptos::prelude::*;

/// What builds a page's body.
type Build = fn() -> AnyView;

/// File name, title and body of every page.
pub const ALL: [(&str, &str, Build); 11] = [
    ("composants", "Composants", gallery),
    ("accueil", "Accueil", home::page),
    ("depot", "Où ?", deposit::page),
    ("depot-erreur", "Erreur : Où ?", deposit::wrong),
    ("recapitulatif", "Relire avant de déposer", deposit::recap),
    ("fiche", "Rénover l'école Jean-Moulin", sheet::page),
    ("conversation", "Conversation", conversation::page),
    ("bureau", "Mon territoire", desk::page),
    ("tableau", "Projets du territoire", table::page),
    ("connexion", "Se connecter", entry::sign_in),
    ("courrier", "Courrier de démonstration", entry::mails),
];

/// Who looks at the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Nobody,
    Mayor,
    Seat,
}

fn account(name: &str, detail: &str) -> Account {
    Account {
        name: name.to_owned(),
        detail: detail.to_owned(),
        links: vec![
            LinkItem::new("Mon compte", "/compte"),
            LinkItem::new("Mes sessions ouvertes", "/compte#sessions"),
        ],
        sign_out: "/deconnexion".to_owned(),
    }
}

fn header(reader: Reader) -> AnyView {
    let bell = LinkItem::new("Notifications", "/notifications")
        .icon(IconName::Bell)
        .count(4);
    match reader {
        Reader::Nobody => view! {
            <Header tools=vec![LinkItem::new("Se connecter", "/connexion").icon(IconName::User)]/>
        }
        .into_any(),
        Reader::Mayor => view! {
            <Header
                links=vec![LinkItem::new("Mes projets", "/projets").current(true), LinkItem::new("Offres d'aide", "/offres")]
                tools=vec![bell]
                account=account("Paul Durand", "Maire, Saint-Aubin-de-Luigné")
            />
        }
        .into_any(),
        Reader::Seat => view! {
            <Header
                links=vec![
                    LinkItem::new("À faire", "/territoire").current(true).count(7),
                    LinkItem::new("Projets", "/territoire/projets"),
                    LinkItem::new("Règles", "/territoire/regles"),
                    LinkItem::new("Binôme", "/territoire/binome"),
                    LinkItem::new("Offres d'aide", "/offres"),
                ]
                tools=vec![bell]
                account=account("Claire Martin", "Préfecture de Maine-et-Loire")
            />
        }
        .into_any(),
    }
}

/// What is around every page.
pub fn shell(reader: Reader, main_class: &'static str, content: AnyView) -> AnyView {
    view! {
        <Banner>"Démonstration : rien de ce que vous faites ici n'est transmis."</Banner>
        {header(reader)}
        <main class=main_class id="contenu" tabindex="-1">{content}</main>
        <Footer/>
    }
    .into_any()
}

fn gallery() -> AnyView {
    let content = view! {
        <div class="stack stack-wide">
            <Breadcrumb links=vec![LinkItem::new("Administration", "/administration")] here="Composants"/>
            <h1>"Composants"</h1>
            <Gallery/>
        </div>
    };
    shell(Reader::Seat, "page", content.into_any())
}
