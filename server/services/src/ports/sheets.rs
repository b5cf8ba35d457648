//! Who writes lists of projects as files.

use super::ByteStream;
use crate::Result;
use crate::desk::table::export::Export;
use domain::filter::Column;
use domain::list_export::ExportFormat;

/// Writes lists as files: the heads of their columns and the words of their cells are not the services'.
#[async_trait::async_trait]
pub trait Sheets: Send + Sync {
    /// The content of a file of these projects. Memory holds a few hundred of them, whatever their number.
    async fn file(
        &self,
        export: Export,
        columns: &[Column],
        format: ExportFormat,
    ) -> Result<ByteStream>;
}
