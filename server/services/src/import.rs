//! Data in, by command: reference data and real lists of projects. Every importer compares what a file says with what
//! is there, writes the difference only, and tells line by line what it did not understand. Codes only: the command
//! writes the sentences.

mod contracts;
mod programmes;
pub mod projects;
mod remark;
mod territories;

pub use remark::{Reason, Remark};
pub use territories::{TerritoriesOutcome, load as load_territories};

/// What an importer did with one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Was not there.
    pub added: u64,
    /// Was there otherwise.
    pub changed: u64,
    /// Was there already.
    pub unchanged: u64,
    /// Is no longer in the file.
    pub removed: u64,
    /// Is no longer in the file, and stays because something hangs on it or the file was not read whole.
    pub kept: u64,
}

impl Tally {
    /// Whether anything was written.
    pub const fn is_idle(&self) -> bool {
        self.added == 0 && self.changed == 0 && self.removed == 0
    }
}

/// What an importer did with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Lines (or features) read.
    pub lines: u64,
    /// Lines that gave nothing.
    pub refused: u64,
    /// What was written.
    pub tally: Tally,
    /// Projects moved along with what they hang on.
    pub moved_projects: u64,
}

/// Where an importer tells its remarks, one after the other: a file may give more than fit in memory.
pub type Tell<'a> = &'a mut (dyn FnMut(Remark) + Send);
