//! A long list of projects that somebody asks for as a file.

use crate::coded_enum;

/// Up to so many projects, a file is sent as it is asked for; a longer one is made by the worker.
pub const ROWS_AT_ONCE: i64 = 2_000;
/// Files that one person keeps, those that are being made included.
pub const KEPT: u32 = 5;
/// How long a file is kept, in days.
pub const KEPT_DAYS: i64 = 7;

coded_enum! {
    /// The kind of the file.
    ExportFormat {
        /// Lines of text.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

coded_enum! {
    /// Where an export stands.
    ExportState {
        /// The worker has it, or will.
        Waiting = "waiting",
        /// The file is there.
        Ready = "ready",
        /// There will be no file.
        Failed = "failed",
    }
}

coded_enum! {
    /// Why there is no file.
    ExportFailure {
        /// Who asked for it does not see these projects any more.
        Rights = "rights",
        /// Something of ours broke, several times.
        Broken = "broken",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(ExportFormat, ExportState, ExportFailure);
}
