//! A list of projects that a seat brings in.

use crate::coded_enum;

/// Largest list, in bytes.
pub const LIST_BYTES: u64 = 20_000_000;
/// Kinds of files that are read as a list, by their extensions.
pub const LIST_KINDS: [&str; 2] = ["csv", "xlsx"];
/// Longest name of who gives a sum, in characters.
pub const GIVER_CHARS: u32 = 120;

coded_enum! {
    /// Where an import stands.
    ImportState {
        /// Its columns are being told.
        Mapping = "mapping",
        /// The worker reads it without writing anything.
        Checking = "checking",
        /// Read: what it would do is known.
        Checked = "checked",
        /// The worker writes it.
        Running = "running",
        /// Written.
        Done = "done",
        /// Could be neither read nor written.
        Failed = "failed",
    }
}

impl ImportState {
    /// Whether the worker is at it.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }

    /// Whether its columns may be told (again).
    pub const fn takes_columns(self) -> bool {
        matches!(self, Self::Mapping | Self::Checked | Self::Failed)
    }
}

coded_enum! {
    /// Why an import failed.
    ImportFailure {
        /// Who asked for it has no seat in the département any more.
        Rights = "rights",
        /// The file cannot be read.
        File = "file",
        /// Something of ours broke, several times.
        Broken = "broken",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(ImportState, ImportFailure);

    #[test]
    fn columns_are_told_while_nobody_works() {
        for state in ImportState::ALL {
            assert!(!(state.is_at_work() && state.takes_columns()), "{state}");
        }
        assert!(!ImportState::Done.takes_columns());
    }
}
