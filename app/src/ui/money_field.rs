//! A sum as people write it.

use leptos::prelude::*;

use super::{FieldFrame, Words, field::described_by, field_id};

/// A sum in euros, typed as people type it: "1 250 000,50", "1,2 M". Text, so that nothing typed is lost.
#[component]
pub fn MoneyField(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// Which sum.
    #[prop(into)]
    label: String,
    /// What is typed already.
    #[prop(optional, into)]
    value: Words,
    /// A line that helps.
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
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    view! {
        <FieldFrame id=id.clone() label=format!("{label} (en euros)") hint=hint error=error optional=optional>
            <div class="input-suffixed">
                <input
                    class="input"
                    type="text"
                    inputmode="decimal"
                    id=id
                    name=name
                    value=value.or_empty()
                    autocomplete="off"
                    maxlength="40"
                    aria-required=(!optional).then_some("true")
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <span class="input-suffix" aria-hidden="true">"€"</span>
            </div>
        </FieldFrame>
    }
    .into_any()
}
