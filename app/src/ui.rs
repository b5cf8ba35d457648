//! The design system: components that know how things look and are read, and nothing of projects.
//!
//! Every component renders on the server from plain values and works without scripts; all of them may be
//! used inside islands too. Texts go in as values and come out escaped. The living page is [`Gallery`],
//! the style is in `style/`. `style/areas/*.scss` open with the skeleton of each kind of page.

mod alert;
mod badge;
mod banner;
mod breadcrumb;
mod button;
mod card;
mod chart;
mod choice;
mod combobox;
mod date_field;
mod description_list;
mod dialog;
mod empty_state;
mod error_summary;
mod field;
mod file_field;
mod footer;
mod header;
mod icon;
pub mod layout;
mod link;
mod money_field;
mod next_step;
mod pagination;
mod person;
mod select;
mod skeleton;
mod stepper;
mod table;
mod tabs;
mod tag;
mod text_area;
mod time;
mod timeline;
mod toast;
mod tone;
mod words;

#[cfg(feature = "ssr")]
mod gallery;
#[cfg(feature = "ssr")]
pub use gallery::Gallery;

pub use alert::Alert;
pub use badge::Badge;
pub use banner::Banner;
pub use breadcrumb::Breadcrumb;
pub use button::{Button, ButtonKind, ButtonLink};
pub use card::Card;
pub use chart::{Bar, BarChart};
pub use choice::{Checkbox, CheckboxGroup, Choice, RadioGroup};
pub use combobox::{Combobox, ComboboxOption};
pub use date_field::DateField;
pub use description_list::{DescriptionItem, DescriptionList};
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, FieldProblem};
pub use field::{Field, FieldFrame, FieldKind, FieldWidth, field_id};
pub use file_field::FileField;
pub use footer::Footer;
pub use header::{Account, Header};
pub use icon::{Icon, IconName};
pub use link::LinkItem;
pub use money_field::MoneyField;
pub use next_step::{NextStep, NextStepKind};
pub use pagination::Pagination;
pub use person::Person;
pub use select::Select;
pub use skeleton::Skeleton;
pub use stepper::Stepper;
pub use table::{ColumnHead, Sort, Table};
pub use tabs::Tabs;
pub use tag::Tag;
pub use text_area::TextArea;
pub use time::{Amount, Time};
pub use timeline::{Timeline, TimelineItem};
pub use toast::{Toast, ToastRegion};
pub use tone::Tone;
pub use words::Words;

/// Joins the class names that are not empty.
fn class_list(names: &[&str]) -> String {
    let kept: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !name.is_empty())
        .collect();
    kept.join(" ")
}
