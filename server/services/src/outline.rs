//! The outlines of communes and départements, to draw maps without anybody else's tiles. They ship in the binary as one
//! compact file; a sheet of it, one département, is read when it is drawn, and never the nation for one département.

mod borders;
mod geojson;
mod middle;
mod read;
mod sheet;
mod write;

#[cfg(test)]
mod tests;

pub use borders::{Border, Side};
pub use geojson::geojson;
pub use middle::middles;
pub use read::Atlas;
pub use sheet::{ArcRef, Area, Point, Ring, STEPS_A_DEGREE, Sheet};
pub use write::encode;

/// The name of the sheet of all départements; those of communes are called by the code of their département.
pub const FRANCE: &str = "france";

/// Made by `examples/outlines`; see `data/README.md`.
const EMBEDDED: &[u8] = include_bytes!("../data/outlines-2026.bin");

/// Why bytes are no outlines.
#[derive(Debug, thiserror::Error)]
pub enum OutlineError {
    /// Not this kind of file.
    #[error("not a file of outlines")]
    Magic,
    /// It ends too early.
    #[error("the file is cut off")]
    Short,
    /// A number, a place or a length that cannot be.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// The compressed part.
    #[error("not a brotli stream: {0}")]
    Compression(#[from] std::io::Error),
}

/// The outlines of the binary. Nothing is read but the list of its sheets.
///
/// # Errors
/// [`OutlineError`] when the binary was built with a damaged file; a test keeps that from happening.
pub fn embedded() -> Result<Atlas<'static>, OutlineError> {
    Atlas::open(EMBEDDED)
}

/// A sheet of the binary; none for a territory that is not drawn. About a millisecond.
pub fn sheet(name: &str) -> Option<Sheet> {
    let found = embedded().and_then(|atlas| atlas.sheet(name));
    found
        .inspect_err(|error| tracing::error!(%error, name, "outlines"))
        .ok()
        .flatten()
}
