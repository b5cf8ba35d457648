//! The home page.

use crate::ui::ButtonLink;
use leptos::prelude::*;

/// What the service is, and the one thing to do here.
#[component]
pub fn Home(
    /// Whether somebody is signed in.
    signed_in: bool,
) -> impl IntoView {
    view! {
        <div class="wrap home">
            <section class="home-hero">
                <h1>"Un projet pour votre territoire ?"</h1>
                <p>"Déposez-le ici, en dix minutes. L'État local vous répond sous trois jours ouvrés."</p>
                <p class="cluster">
                    <ButtonLink href="/projets/nouveau">"Déposer un projet"</ButtonLink>
                    {signed_in.then(|| view! { <a href="/projets">"Voir mes projets"</a> })}
                </p>
            </section>
        </div>
    }
}
