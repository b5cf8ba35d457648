//! Links given as data, for everything that lists some.

use leptos::prelude::*;

use super::{Icon, IconName};

/// One link of a header, a row of tabs, a breadcrumb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkItem {
    /// What one reads.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
    /// How many wait there; nothing is shown for zero.
    pub count: u32,
    /// An icon before the label.
    pub icon: Option<IconName>,
}

impl LinkItem {
    /// A link with its label.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    /// Marks the page shown.
    #[must_use]
    pub fn current(self, current: bool) -> Self {
        Self { current, ..self }
    }

    /// Adds how many wait there.
    #[must_use]
    pub fn count(self, count: u32) -> Self {
        Self { count, ..self }
    }

    /// Adds an icon before the label.
    #[must_use]
    pub fn icon(self, icon: IconName) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// The `a` element.
    pub(super) fn anchor(self) -> AnyView {
        let count =
            (self.count > 0).then(|| view! { <span class="count">{self.count.to_string()}</span> });
        view! {
            <a href=self.href aria-current=self.current.then_some("page")>
                {self.icon.map(|name| view! { <Icon name=name/> })}
                <span>{self.label}</span>
                {count}
            </a>
        }
        .into_any()
    }

    /// A list item around the `a` element.
    pub(super) fn item(self) -> AnyView {
        view! { <li>{self.anchor()}</li> }.into_any()
    }
}
