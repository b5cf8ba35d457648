//! The vocabulary both sides share: ids, codes, values with their parse rules, the intake state
//! machine, permissions, error codes.
//!
//! Architecture invariant: nothing here reads a clock, draws a random number, does I/O or holds a
//! sentence that a person reads. Sentences live in `app::i18n` and in the mail templates.

pub mod account;
pub mod attachment;
pub mod batch;
pub mod blocker;
pub mod conversation;
pub mod date;
pub mod decision;
pub mod delay;
pub mod deposit;
pub mod edit;
pub mod email;
pub mod filter;
pub mod form;
pub mod funding;
pub mod ids;
pub mod impact;
pub mod intake;
pub mod list_export;
pub mod list_import;
pub mod meeting;
pub mod member;
pub mod money;
pub mod number;
pub mod offer;
pub mod permission;
pub mod priority;
pub mod project;
pub mod recommendation;
pub mod role;
pub mod rule;
pub mod survey;
pub mod tag;
pub mod territory;
pub mod text;
pub mod theme;
pub mod timestamp;

/// Declares an enum stored and sent as a short text code, with `ALL`, `code`, `parse` and `Display`.
#[macro_export]
macro_rules! coded_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the product's documents.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code kept in the database and sent to other systems.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value behind a code; `None` for anything else.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

/// The test of coded enums: the code of each value parses back, and nothing else parses.
#[cfg(test)]
macro_rules! codes_read_back {
    ($($name:ident),+ $(,)?) => {
        proptest::proptest! {
            #[test]
            fn codes_read_back_and_nothing_else_does(text in ".{0,20}") {
                $(
                    for value in $name::ALL {
                        proptest::prop_assert_eq!($name::parse(value.code()), Some(*value));
                    }
                    proptest::prop_assert!($name::parse(&text).is_none_or(|value| value.code() == text));
                )+
            }
        }
    };
}
#[cfg(test)]
pub(crate) use codes_read_back;
