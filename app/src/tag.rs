//! Tags: the words that the State of a département puts on projects, on the sheet and in a list of their own.

mod actions;
mod page;
pub mod sheet;

use crate::http::Routes;
use leptos::prelude::*;
use services::read_models::tag::Named;

/// Where the tags of a département are.
pub const TAGS: &str = "/territoire/etiquettes";
/// Id of the list that a field of a tag offers.
const KNOWN: &str = "etiquettes-connues";

/// The addresses.
pub fn routes() -> Routes {
    actions::routes().merge(sheet::routes())
}

/// What a field that names a tag offers.
pub fn known(tags: &[Named]) -> AnyView {
    let options = tags
        .iter()
        .map(|tag| view! { <option value=tag.name.clone()></option> })
        .collect_view();
    view! { <datalist id=KNOWN>{options}</datalist> }.into_any()
}

/// The field that names a tag, with the names that there are.
pub fn field(label: &'static str, form: &crate::http::FormState, tags: &[Named]) -> AnyView {
    use crate::ui::{Field, FieldWidth};
    use domain::tag::{FIELD, NAME_MAX};
    view! {
        <Field name=FIELD label=label hint="Une étiquette du département, ou un nom nouveau." width=FieldWidth::Medium
            value=form.value(FIELD) error=form.error(FIELD) list=KNOWN autocomplete="off" maxlength=NAME_MAX/>
        {known(tags)}
    }
    .into_any()
}
