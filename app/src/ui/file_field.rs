//! Files to send.

use leptos::prelude::*;

use super::{FieldFrame, Words, field::described_by, field_id};

/// One or several files to send. The form around it is `multipart/form-data`.
#[component]
pub fn FileField(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// Which files.
    #[prop(into)]
    label: String,
    /// The kinds and the size taken, in words.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
    /// The kinds the browser proposes first: `.pdf,image/*`.
    #[prop(optional, into)]
    accept: Words,
    /// Several at once.
    #[prop(optional)]
    multiple: bool,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error optional=optional>
            <input
                class="input input-file"
                type="file"
                id=id
                name=name
                accept=accept.get()
                multiple=multiple
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
    .into_any()
}
