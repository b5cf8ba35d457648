//! What the State owes a project by a day, and the moments at which it is reminded of it.

use crate::coded_enum;

coded_enum! {
    /// Something that waits for the State. The delay of each is in the product document, "The pair's priority".
    Delay {
        /// A deposit to take in charge.
        Acknowledge = "acknowledge",
        /// Scores and a priority to propose.
        Prioritise = "prioritise",
        /// A priority to sign, or to counter.
        Sign = "sign",
        /// Somebody to name.
        Assign = "assign",
        /// The assignee's first contact.
        Contact = "contact",
        /// An answer to a blocker.
        Blocked = "blocked",
    }
}

/// How much of a delay has passed when people are reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Half of it.
    Half,
    /// All of it.
    Full,
    /// Half as much again.
    Over,
}

impl Mark {
    /// All marks, in the order of time.
    pub const ALL: [Self; 3] = [Self::Half, Self::Full, Self::Over];

    /// Percent of the delay.
    pub const fn percent(self) -> i64 {
        match self {
            Self::Half => 50,
            Self::Full => 100,
            Self::Over => 150,
        }
    }

    /// The mark of a stored percentage.
    pub fn parse(percent: &str) -> Option<Self> {
        let known = |mark: &Self| mark.percent().to_string() == percent;
        Self::ALL.into_iter().find(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(Delay);

    #[test]
    fn marks_read_back() {
        for mark in Mark::ALL {
            assert_eq!(Mark::parse(&mark.percent().to_string()), Some(mark));
        }
        assert_eq!(Mark::parse("75"), None);
    }
}
