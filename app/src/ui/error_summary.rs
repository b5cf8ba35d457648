//! All that is wrong in a form, above it.

use leptos::prelude::*;

use super::field_id;

/// What is wrong with one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name; empty when the problem is the whole form's.
    pub name: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl FieldProblem {
    /// A problem of one field.
    pub fn new(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            message: message.into(),
        }
    }
}

/// All that is wrong, each line leading to its field. Nothing at all when nothing is.
///
/// It takes the focus when the page comes: with scripts or without, what is read first is what to do.
#[component]
pub fn ErrorSummary(
    /// What is wrong, in the order of the fields.
    problems: Vec<FieldProblem>,
) -> AnyView {
    let title = match problems.len() {
        0 => return ().into_any(),
        1 => "Une réponse est à revoir".to_owned(),
        count => format!("{count} réponses sont à revoir"),
    };
    let lines = problems
        .into_iter()
        .map(|problem| match problem.name.as_str() {
            "" => view! { <li>{problem.message}</li> }.into_any(),
            name => {
                let href = format!("#{}", field_id(name));
                view! { <li><a href=href>{problem.message}</a></li> }.into_any()
            }
        })
        .collect_view();
    // The alert is inside what takes the focus: focus on an alert itself is read twice.
    view! {
        <div class="error-summary" tabindex="-1" autofocus data-autofocus>
            <div role="alert">
                <h2>{title}</h2>
                <ul>{lines}</ul>
            </div>
        </div>
    }
    .into_any()
}
