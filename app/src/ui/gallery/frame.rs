//! What is around every page.

use leptos::prelude::*;

use super::Part;
use crate::ui::{Footer, IconName, LinkItem, header::bar};

/// Samples beside the real ones of the page. An `article` around each keeps them from being the page's own
/// banner and footer.
pub(super) fn frame() -> AnyView {
    let sign_in = LinkItem::new("Se connecter", "/connexion").icon(IconName::User);
    let bell = LinkItem::new("Notifications", "/notifications")
        .icon(IconName::Bell)
        .count(4);
    let links = vec![
        LinkItem::new("Mon territoire", "/territoire")
            .current(true)
            .count(7),
        LinkItem::new("Mes projets", "/projets"),
        LinkItem::new("Aides et conseils", "/offres"),
    ];
    view! {
        <Part title="En-tête et pied de page">
            <p>"En haut de cette page, l'en-tête d'une personne connectée, avec son menu ; en bas, le pied de page. Ci-dessous, l'en-tête d'un visiteur, puis celui d'un siège."</p>
            <article>{bar(Vec::new(), vec![sign_in], None, "")}</article>
            <article>{bar(links, vec![bell], None, "Navigation d'un siège (exemple)")}</article>
            <article>
                <Footer links=vec![LinkItem::new("Nous écrire", "/mentions-legales")]>"Une ligne à soi : version, état du service."</Footer>
            </article>
        </Part>
    }
    .into_any()
}
