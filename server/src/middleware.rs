//! One concern a file, from the outside in.

pub mod failures;
pub mod files;
pub mod headers;
pub mod network;
pub mod origin;
pub mod request_id;
pub mod session;
