//! What closes every page.

use leptos::prelude::*;

use super::LinkItem;

/// The four pages every public service owes, the contact, and a line of one's own.
#[component]
pub fn Footer(
    /// More links, before the four.
    #[prop(optional)]
    links: Vec<LinkItem>,
    /// A line of one's own: version, state of accessibility.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let owed = [
        ("Accessibilité : non conforme", "/accessibilite"),
        ("Mentions légales", "/mentions-legales"),
        ("Données personnelles", "/donnees-personnelles"),
        ("Statistiques", "/stats"),
    ];
    let links = links
        .into_iter()
        .chain(owed.map(|(label, href)| LinkItem::new(label, href)));
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <ul class="site-footer-links">{links.map(LinkItem::item).collect_view()}</ul>
                {children.map(|children| view! { <div>{children()}</div> })}
            </div>
        </footer>
    }
    .into_any()
}
