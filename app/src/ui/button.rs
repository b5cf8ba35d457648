//! Buttons do things, links go places; both may look alike.

use leptos::prelude::*;

use super::{Icon, IconName, Words, class_list};

/// How much a button weighs on its page. One `Primary` a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do.
    #[default]
    Primary,
    /// Other things one may do.
    Secondary,
    /// Going back, cancelling.
    Quiet,
    /// Destroys or sends away; confirmed by a page or a dialog.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "button-secondary",
            Self::Quiet => "button-quiet",
            Self::Danger => "button-danger",
        }
    }
}

fn classes(kind: ButtonKind, dense: bool) -> String {
    class_list(&[
        "button",
        kind.class(),
        if dense { "button-dense" } else { "" },
    ])
}

/// A button. It sends its form unless told it is a script's.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// `name` sent with the form, to tell several buttons apart.
    #[prop(optional, into)]
    name: Words,
    /// `value` sent with the form.
    #[prop(optional, into)]
    value: Words,
    /// Another address than the form's.
    #[prop(optional, into)]
    formaction: Words,
    /// The id of a form elsewhere in the page.
    #[prop(optional, into)]
    form: Words,
    /// 32 px high, in dense tables only.
    #[prop(optional)]
    dense: bool,
    /// Does nothing and says so; prefer a sentence that says why.
    #[prop(optional)]
    disabled: bool,
    /// Only a script's: `type="button"`.
    #[prop(optional)]
    scripted: bool,
    /// The verb and its object.
    children: Children,
) -> AnyView {
    view! {
        <button
            class=classes(kind, dense)
            type=if scripted { "button" } else { "submit" }
            name=name.get()
            value=value.get()
            formaction=formaction.get()
            form=form.get()
            disabled=disabled
        >
            {icon.map(|name| view! { <Icon name=name/> })}
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// 32 px high, in dense tables only.
    #[prop(optional)]
    dense: bool,
    /// The verb and its object.
    children: Children,
) -> AnyView {
    view! {
        <a class=classes(kind, dense) href=href>
            {icon.map(|name| view! { <Icon name=name/> })}
            {children()}
        </a>
    }
    .into_any()
}
