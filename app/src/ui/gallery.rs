//! The living page of the design system: every component in every state, served to those who build.

mod fields;
mod frame;
mod messages;
mod reading;

use leptos::prelude::*;

use super::{Icon, IconName, Tone, class_list};

/// One part of the page, under its heading.
#[component]
fn Part(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What is shown.
    children: Children,
) -> AnyView {
    view! { <section class="gallery-part"><h2>{title}</h2>{children()}</section> }.into_any()
}

/// Every component in every state, under headings of level 2; the page around it holds the `h1`.
#[component]
pub fn Gallery() -> AnyView {
    view! {
        <div class="gallery">
            {colours()}
            {icons()}
            {messages::buttons()}
            {fields::text_fields()}
            {fields::choices()}
            {fields::combobox()}
            {messages::messages()}
            {messages::overlays()}
            {frame::frame()}
            {reading::navigation()}
            {reading::marks()}
            {reading::tables()}
            {reading::chart()}
            {reading::content()}
        </div>
    }
    .into_any()
}

fn colours() -> AnyView {
    let grounds = [
        ("swatch-paper", "Papier"),
        ("swatch-surface", "Surface"),
        ("swatch-sunken", "Creux"),
        ("swatch-accent", "Accent"),
        ("swatch-accent-soft", "Accent doux"),
    ];
    let tones = [
        Tone::Neutral,
        Tone::Info,
        Tone::Success,
        Tone::Warning,
        Tone::Danger,
    ];
    let swatch = |class: String, name: String| view! { <li class=class_list(&["swatch", &class])>{name}</li> };
    view! {
        <Part title="Couleurs">
            <ul class="swatches">
                {grounds.map(|(class, name)| swatch(class.to_owned(), name.to_owned())).collect_view()}
                {tones
                    .map(|tone| swatch(format!("swatch-tone {}", tone.class()), tone.word().to_owned()))
                    .collect_view()}
            </ul>
        </Part>
    }
    .into_any()
}

fn icons() -> AnyView {
    let items = IconName::ALL
        .iter()
        .map(|name| view! { <li><Icon name=*name/><span>{name.id()}</span></li> })
        .collect_view();
    view! { <Part title="Icônes"><ul class="gallery-icons">{items}</ul></Part> }.into_any()
}
