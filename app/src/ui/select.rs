//! One among many.

use leptos::prelude::*;

use super::{Choice, FieldFrame, Words, field::described_by, field_id};

/// One among many, in a native list. Under seven choices a [`RadioGroup`](super::RadioGroup) is better.
#[component]
pub fn Select(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    options: Vec<Choice>,
    /// A first row without value: "Choisir…".
    #[prop(optional, into)]
    placeholder: Words,
    /// A line that helps.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left without an answer.
    #[prop(optional)]
    optional: bool,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    let first = placeholder
        .get()
        .map(|label| view! { <option value="">{label}</option> });
    let rows = options
        .into_iter()
        .map(|choice| view! { <option value=choice.value selected=choice.selected>{choice.label}</option> })
        .collect_view();
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error optional=optional>
            <select class="select" id=id name=name aria-describedby=described aria-invalid=invalid>
                {first}
                {rows}
            </select>
        </FieldFrame>
    }
    .into_any()
}
