//! The sentence that says whose turn it is.

use leptos::prelude::*;

use super::{Words, class_list};

/// Whose turn it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextStepKind {
    /// The reader's.
    #[default]
    Yours,
    /// Somebody else's.
    Theirs,
    /// It should have been done.
    Late,
    /// Nobody's: it is over.
    Done,
}

impl NextStepKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Yours => "next-step-yours",
            Self::Theirs => "next-step-theirs",
            Self::Late => "next-step-late",
            Self::Done => "next-step-done",
        }
    }
}

/// Where we are, whose turn it is, by when, and the one button that moves it.
#[component]
pub fn NextStep(
    /// Whose turn it is.
    #[prop(optional)]
    kind: NextStepKind,
    /// "À vous", "À la préfecture": followed by a colon.
    #[prop(into)]
    who: String,
    /// What is to be done, in one sentence.
    #[prop(into)]
    sentence: String,
    /// By when, in words.
    #[prop(optional, into)]
    due: Words,
    /// What it means for the reader, in one more sentence.
    #[prop(optional, into)]
    rest: Words,
    /// The one button or its form.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class=class_list(&["next-step", kind.class()]) role="region" aria-label="Prochaine étape">
            <p class="next-step-text">
                <span class="next-step-who">{format!("{who}\u{a0}:")}</span>
                " "
                {sentence}
                " "
                {due.get().map(|due| view! { <span class="next-step-due">{due}</span> })}
                {rest.get().map(|rest| view! { " " {rest} })}
            </p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
