//! The columns of a table and of an export, beside the project itself.

use super::SortBy;
use crate::coded_enum;

coded_enum! {
    /// A column one may choose, in the order in which they are offered.
    Column {
        State = "etat",
        Priority = "priorite",
        Theme = "theme",
        Phase = "phase",
        Follower = "suivi",
        Cost = "cout",
        Asked = "demande",
        Granted = "accorde",
        Deposited = "depot",
        Due = "echeance",
        Blocked = "blocage",
        Contract = "contrat",
        Epci = "epci",
        Arrondissement = "arrondissement",
        Tags = "etiquettes",
        Activity = "activite",
    }
}

impl Column {
    /// Those shown to somebody who has chosen none.
    pub const USUAL: &'static [Self] = &[
        Self::State,
        Self::Theme,
        Self::Phase,
        Self::Follower,
        Self::Cost,
        Self::Activity,
    ];

    /// The order behind the column's head.
    pub const fn sort(self) -> Option<SortBy> {
        Some(match self {
            Self::State => SortBy::State,
            Self::Priority => SortBy::Priority,
            Self::Theme => SortBy::Theme,
            Self::Phase => SortBy::Phase,
            Self::Follower => SortBy::Follower,
            Self::Cost => SortBy::Cost,
            Self::Asked => SortBy::Asked,
            Self::Granted => SortBy::Granted,
            Self::Deposited => SortBy::Deposited,
            Self::Due => SortBy::Due,
            Self::Blocked => SortBy::Blocked,
            Self::Activity => SortBy::Activity,
            Self::Contract | Self::Epci | Self::Arrondissement | Self::Tags => return None,
        })
    }

    /// Figures, aligned on the right.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Cost | Self::Asked | Self::Granted)
    }
}
