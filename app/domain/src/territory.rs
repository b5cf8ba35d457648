//! Official codes of French territories, and the folding of names that search and import compare.
//!
//! A value of these types is well formed, which does not say that the territory exists: that is for
//! the reference data to tell (`services::territory`).

mod codes;
mod contract;
mod fold;
mod packed;
mod siren;

pub use codes::{ArrondissementCode, CommuneCode, DepartementCode, PostalCode, RegionCode};
pub use contract::ContractCode;
pub use fold::fold;
pub use packed::CodeError;
pub use siren::Siren;
