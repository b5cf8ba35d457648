//! A field: label, hint, error, control; and the frame the other fields share.

use leptos::prelude::*;

use super::{Icon, IconName, Words, class_list};

/// The id of the control that sends `name`: where an error summary's link leads.
#[must_use]
pub fn field_id(name: &str) -> String {
    format!("champ-{name}")
}

/// The ids `aria-describedby` names: the error first, it matters most.
pub(super) fn described_by(id: &str, hint: &Words, error: &Words) -> Option<String> {
    match (error.is_some(), hint.is_some()) {
        (true, true) => Some(format!("{id}-erreur {id}-aide")),
        (true, false) => Some(format!("{id}-erreur")),
        (false, true) => Some(format!("{id}-aide")),
        (false, false) => None,
    }
}

pub(super) fn hint_line(id: &str, hint: Words) -> AnyView {
    let id = format!("{id}-aide");
    hint.get()
        .map(|hint| view! { <p class="field-hint" id=id>{hint}</p> })
        .into_any()
}

pub(super) fn error_line(id: &str, error: Words) -> AnyView {
    let id = format!("{id}-erreur");
    let line = error.get().map(|error| {
        view! {
            <p class="field-error" id=id>
                <Icon name=IconName::Danger/>
                <span><span class="visually-hidden">"Erreur : "</span>{error}</span>
            </p>
        }
    });
    line.into_any()
}

/// Label, hint and error around a control of one's own. Give the control `id`, and
/// `aria-describedby` of `{id}-erreur` and `{id}-aide` as they exist.
#[component]
pub fn FieldFrame(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What to give.
    #[prop(into)]
    label: String,
    /// A line that helps: format, example, why it is asked.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left empty: said beside the label.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> AnyView {
    let class = class_list(&["field", if error.is_some() { "field-invalid" } else { "" }]);
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="field-optional">" (facultatif)"</span> })}
            </label>
            {hint_line(&id, hint)}
            {error_line(&id, error)}
            {children()}
        </div>
    }
    .into_any()
}

/// What is typed in a field, and so which keyboard a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Any line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// Words to look for.
    Search,
    /// A secret.
    Password,
    /// A code received by mail or telephone: large digits, well apart.
    Code,
    /// A whole number. A text field with a keyboard of digits: a spinner loses what is not a number.
    Number,
}

impl FieldKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code | Self::Number => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Search => "search",
            Self::Password => "password",
        }
    }

    fn inputmode(self) -> Option<&'static str> {
        matches!(self, Self::Code | Self::Number).then_some("numeric")
    }

    /// Names and prose are spelled; addresses and numbers are not.
    fn spellcheck(self) -> Option<&'static str> {
        (self != Self::Text).then_some("false")
    }
}

/// How wide the control is: as wide as what is expected in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// The whole column.
    #[default]
    Full,
    /// A name, an address: 24 rem.
    Medium,
    /// A code, a year: 12 rem.
    Short,
}

/// One line to type.
#[component]
pub fn Field(
    /// Name sent with the form.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What is typed already.
    #[prop(optional, into)]
    value: Words,
    /// What kind of line.
    #[prop(optional)]
    kind: FieldKind,
    /// A line that helps.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Words,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
    /// The browser's own word for what it may fill in: `email`, `name`, `tel`, `one-time-code`…
    #[prop(optional, into)]
    autocomplete: Words,
    /// The longest text taken, in UTF-16 units as browsers count.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// How wide.
    #[prop(optional)]
    width: FieldWidth,
    /// Shown but not changed.
    #[prop(optional)]
    readonly: bool,
    /// Id of a `datalist` with what others typed here.
    #[prop(optional, into)]
    list: Words,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &hint, &error);
    let invalid = error.is_some().then_some("true");
    let class = match (kind, width) {
        (FieldKind::Code, _) => "input input-code",
        (_, FieldWidth::Full) => "input",
        (_, FieldWidth::Medium) => "input input-medium",
        (_, FieldWidth::Short) => "input input-short",
    };
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error optional=optional>
            <input
                class=class
                type=kind.html_type()
                inputmode=kind.inputmode()
                id=id
                name=name
                value=value.or_empty()
                autocomplete=autocomplete.get()
                spellcheck=kind.spellcheck()
                maxlength=maxlength.map(|length| length.to_string())
                readonly=readonly
                list=list.get()
                aria-required=(!optional).then_some("true")
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
    .into_any()
}
