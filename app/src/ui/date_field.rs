//! A date as people write it.

use leptos::prelude::*;

use super::{FieldFrame, Words, field::described_by, field_id};

/// A date typed as JJ/MM/AAAA.
///
/// A text field, not `type="date"`: the native one follows the browser's language instead of the page's,
/// refuses a paste, and sends nothing at all when a part is missing, so that what was typed is lost.
/// Here everything typed reaches the server, which understands the usual ways to write a date and gives
/// the same text back with its sentence.
#[component]
pub fn DateField(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// Which date.
    #[prop(into)]
    label: String,
    /// What is typed already.
    #[prop(optional, into)]
    value: Words,
    /// A line that helps; the format with an example otherwise.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
) -> AnyView {
    let id = field_id(&name);
    let hint = Words::from(
        hint.get()
            .unwrap_or_else(|| "JJ/MM/AAAA, par exemple 01/09/2026".to_owned()),
    );
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error optional=optional>
            <input
                class="input input-date"
                type="text"
                inputmode="numeric"
                id=id
                name=name
                value=value.or_empty()
                autocomplete="off"
                maxlength="30"
                aria-required=(!optional).then_some("true")
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
    .into_any()
}
