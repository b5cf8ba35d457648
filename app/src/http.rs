//! Between axum and the pages: who asks, what was typed, what is answered.

pub mod caller;
pub mod cookies;
pub mod error;
pub mod form;
pub mod render;
pub mod request;
pub mod routes;
pub mod state;

pub use caller::Caller;
pub use error::{PageError, PageResult};
pub use form::{FormState, Typed};
pub use render::{Page, render, see_other};
pub use request::RequestCx;
pub use routes::{Routes, get, post};
pub use state::AppState;
