//! Several lines to type.

use leptos::prelude::*;

use super::{FieldFrame, Words, field::described_by, field_id};

/// Several lines to type.
#[component]
pub fn TextArea(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// What to type.
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
    /// Lines shown at first.
    #[prop(default = 4)]
    rows: u32,
    /// The longest text taken, in UTF-16 units as browsers count.
    #[prop(optional)]
    maxlength: Option<u32>,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &hint, &error);
    let element = leptos::html::textarea()
        .class("textarea")
        .id(id.clone())
        .name(name)
        .rows(rows.to_string())
        .maxlength(maxlength.map(|length| length.to_string()))
        .aria_required((!optional).then_some("true"))
        .aria_describedby(described)
        .aria_invalid(error.is_some().then_some("true"));
    // No child at all for an empty text: an empty text node is rendered as a space.
    let control = match value.get() {
        Some(text) => element.child(keep_first_line(text)).into_any(),
        None => element.into_any(),
    };
    view! {
        <FieldFrame id=id label=label hint=hint error=error optional=optional>{control}</FieldFrame>
    }
    .into_any()
}

/// Browsers drop a line feed that opens the text: one more keeps what was typed.
fn keep_first_line(text: String) -> String {
    if text.starts_with(['\n', '\r']) {
        format!("\n{text}")
    } else {
        text
    }
}
