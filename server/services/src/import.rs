//! Data in: reference data by command, real lists of projects by command and by page. Every importer compares what a
//! file says with what is there, writes the difference only, and tells line by line what it did not understand. Codes
//! only: the command and the pages write the sentences.

mod contracts;
pub mod lists;
mod programmes;
pub mod projects;
mod remark;
mod territories;

pub use remark::{Reason, Remark};
pub use territories::{TerritoriesOutcome, load as load_territories};

use domain::theme::Theme;
use serde::{Deserialize, Serialize};

/// What an importer did with one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The first projects of a list, as they were understood.
    pub first: Vec<First>,
}

/// A project of a list, as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct First {
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub bearer: String,
    /// Where it is: names of communes.
    pub communes: String,
    /// What it is about.
    pub theme: Theme,
    /// What it costs.
    pub cost_cents: Option<i64>,
}

/// Where an importer tells its remarks, one after the other: a file may give more than fit in memory.
pub type Tell<'a> = &'a mut (dyn FnMut(Remark) + Send);
