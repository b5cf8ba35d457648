//! One among several, several among several, yes or no.

use leptos::prelude::*;

use super::{
    Words, class_list,
    field::{described_by, error_line, field_id, hint_line},
};

/// One thing to choose, in a group or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What one reads.
    pub label: String,
    /// A line that helps to choose.
    pub hint: Option<String>,
    /// How many there are of it; for filters.
    pub count: Option<String>,
    /// Chosen already.
    pub selected: bool,
}

impl Choice {
    /// A choice with its label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Adds a line that helps to choose.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Adds how many there are of it, as written.
    #[must_use]
    pub fn count(self, count: impl Into<String>) -> Self {
        Self {
            count: Some(count.into()),
            ..self
        }
    }

    /// Marks it chosen.
    #[must_use]
    pub fn selected(self, selected: bool) -> Self {
        Self { selected, ..self }
    }
}

/// The row of one control: all of it is pressed.
fn choice_row(kind: &'static str, name: &str, id: String, choice: Choice) -> AnyView {
    let name = name.to_owned();
    view! {
        <label class="choice">
            <input type=kind name=name id=id value=choice.value checked=choice.selected/>
            <span class="choice-text">
                <span class="choice-label">{choice.label}</span>
                {choice.hint.map(|hint| view! { <span class="choice-hint">{hint}</span> })}
            </span>
            {choice.count.map(|count| view! { <span class="choice-count">{count}</span> })}
        </label>
    }
    .into_any()
}

/// What the two groups share: a fieldset named by its legend.
struct Group {
    kind: &'static str,
    name: String,
    label: String,
    options: Vec<Choice>,
    hint: Words,
    error: Words,
    optional: bool,
    class: String,
}

impl Group {
    fn render(self) -> AnyView {
        let first = field_id(&self.name);
        let described = described_by(&first, &self.hint, &self.error);
        let class = class_list(&[
            "choices",
            &self.class,
            if self.error.is_some() {
                "field-invalid"
            } else {
                ""
            },
        ]);
        let rows = self
            .options
            .into_iter()
            .enumerate()
            .map(|(rank, choice)| {
                let id = if rank == 0 {
                    first.clone()
                } else {
                    format!("{first}-{}", rank + 1)
                };
                choice_row(self.kind, &self.name, id, choice)
            })
            .collect_view();
        view! {
            <fieldset class=class aria-describedby=described>
                <legend class="field-label">
                    {self.label}
                    {self.optional.then(|| view! { <span class="field-optional">" (facultatif)"</span> })}
                </legend>
                {hint_line(&first, self.hint)}
                {error_line(&first, self.error)}
                {rows}
            </fieldset>
        }
        .into_any()
    }
}

/// Exactly one among a few, all in sight.
#[component]
pub fn RadioGroup(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    options: Vec<Choice>,
    /// A line that helps.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left without an answer.
    #[prop(optional)]
    optional: bool,
    /// Side by side when they are short.
    #[prop(optional)]
    inline: bool,
) -> AnyView {
    let class = if inline {
        "choices-inline".to_owned()
    } else {
        String::new()
    };
    Group {
        kind: "radio",
        name,
        label,
        options,
        hint,
        error,
        optional,
        class,
    }
    .render()
}

/// Any number among a few, all in sight. The form sends the name once for each.
#[component]
pub fn CheckboxGroup(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    options: Vec<Choice>,
    /// A line that helps.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left without an answer.
    #[prop(optional)]
    optional: bool,
    /// Short rows of 32 px, for filters.
    #[prop(optional)]
    dense: bool,
) -> AnyView {
    let class = if dense {
        "choices-dense".to_owned()
    } else {
        String::new()
    };
    Group {
        kind: "checkbox",
        name,
        label,
        options,
        hint,
        error,
        optional,
        class,
    }
    .render()
}

/// Yes or no. The form sends `on`, or the value given, when ticked.
#[component]
pub fn Checkbox(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// The sentence one agrees to.
    #[prop(into)]
    label: String,
    /// What is sent when ticked; `on` otherwise.
    #[prop(optional, into)]
    value: Words,
    /// Ticked already.
    #[prop(optional)]
    checked: bool,
    /// A line that helps.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &Words::default(), &error);
    let class = class_list(&["field", if error.is_some() { "field-invalid" } else { "" }]);
    let invalid = error.is_some().then_some("true");
    view! {
        <div class=class>
            {error_line(&id, error)}
            <label class="choice choice-plain">
                <input
                    type="checkbox"
                    name=name
                    id=id
                    value=value.get()
                    checked=checked
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <span class="choice-text">
                    <span class="choice-label">{label}</span>
                    {hint.get().map(|hint| view! { <span class="choice-hint">{hint}</span> })}
                </span>
            </label>
        </div>
    }
    .into_any()
}
