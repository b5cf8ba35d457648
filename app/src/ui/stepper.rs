//! How far one is in a form of several screens.

use leptos::prelude::*;

use super::Words;

/// "Étape 2 sur 5", the way done, what comes next, and the screen's title as the page's first heading.
#[component]
pub fn Stepper(
    /// The step shown, from 1.
    step: usize,
    /// How many steps there are.
    steps: usize,
    /// The step's question: the page's `h1`.
    #[prop(into)]
    title: String,
    /// The next step's question.
    #[prop(optional, into)]
    next: Words,
) -> AnyView {
    let track = (1..=steps)
        .map(|rank| {
            let state = match rank.cmp(&step) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "current",
                std::cmp::Ordering::Greater => "todo",
            };
            view! { <li data-state=state></li> }
        })
        .collect_view();
    view! {
        <div class="stepper">
            <p class="stepper-count">
                <b>{format!("Étape {step} sur {steps}")}</b>
                {next.get().map(|next| view! { <span>{format!("Ensuite : {next}")}</span> })}
            </p>
            <ol class="stepper-track" aria-hidden="true">{track}</ol>
            <h1>{title}</h1>
        </div>
    }
    .into_any()
}
