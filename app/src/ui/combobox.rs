//! A field that proposes as one types. This is its markup; an island gives it its life.

use leptos::prelude::*;

use super::{FieldFrame, Words, field::described_by, field_id};

/// One proposal of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboboxOption {
    /// What is sent when chosen.
    pub value: String,
    /// What one reads.
    pub label: String,
    /// What tells it from its namesakes.
    pub detail: Option<String>,
}

/// A field with its list of proposals. Without a script it is a plain field that the form sends as
/// typed; the roles of a combobox appear only with `enhanced`, so that nothing is promised in vain.
#[component]
pub fn Combobox(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What is typed.
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
    /// The proposals of the moment.
    #[prop(optional)]
    options: Vec<ComboboxOption>,
    /// The rank of the proposal the keyboard is on, from zero.
    #[prop(optional)]
    active: Option<usize>,
    /// Whether the list is open.
    #[prop(optional)]
    open: bool,
    /// Set by the island once it listens.
    #[prop(optional)]
    enhanced: bool,
    /// The list stands in the page instead of floating.
    #[prop(optional)]
    in_flow: bool,
) -> AnyView {
    let id = field_id(&name);
    let list_id = format!("{id}-liste");
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    let active_id = active
        .filter(|_| open)
        .map(|rank| format!("{list_id}-{rank}"));
    let list_label = label.clone();
    let items = options
        .into_iter()
        .enumerate()
        .map(|(rank, option)| {
            let selected = if active == Some(rank) { "true" } else { "false" };
            view! {
                <li
                    class="combobox-option"
                    role="option"
                    id=format!("{list_id}-{rank}")
                    aria-selected=selected
                    data-value=option.value
                >
                    <span>{option.label}</span>
                    {option.detail.map(|detail| view! { <span class="combobox-detail">{detail}</span> })}
                </li>
            }
        })
        .collect_view();
    let list = enhanced.then(|| {
        view! {
            <ul class="combobox-list" role="listbox" id=list_id.clone() aria-label=list_label hidden=!open>
                {items}
            </ul>
        }
    });
    view! {
        <div class=if in_flow { "combobox combobox-static" } else { "combobox" }>
            <FieldFrame id=id.clone() label=label hint=hint error=error optional=optional>
                <input
                    class="input"
                    type="text"
                    id=id
                    name=name
                    value=value.or_empty()
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=invalid
                    role=enhanced.then_some("combobox")
                    aria-autocomplete=enhanced.then_some("list")
                    aria-expanded=enhanced.then_some(if open { "true" } else { "false" })
                    aria-controls=enhanced.then_some(list_id)
                    aria-activedescendant=active_id
                />
            </FieldFrame>
            {list}
        </div>
    }
    .into_any()
}
