//! What people see. One folder an area: `page.rs` (markup), `actions.rs` (axum handlers and server
//! functions), `island_*.rs` (what wakes in the browser), `view.rs` (small helpers).
//!
//! Architecture invariant: a page is plain HTML made on the server from values it is given; it works
//! without scripts. Only islands are compiled into the WASM bundle.

#![recursion_limit = "256"]

#[cfg(feature = "hydrate")]
mod browser_fetch;
pub mod conversation;
pub mod deposit;
pub mod i18n;
pub mod territory;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod admin;
#[cfg(feature = "ssr")]
pub mod attachment;
#[cfg(feature = "ssr")]
pub mod blocker;
#[cfg(feature = "ssr")]
pub mod contract;
#[cfg(feature = "ssr")]
pub mod demo;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod edit;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod funding;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod impact;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod meeting;
#[cfg(feature = "ssr")]
pub mod member;
#[cfg(feature = "ssr")]
pub mod notification;
#[cfg(feature = "ssr")]
pub mod offer;
#[cfg(feature = "ssr")]
pub mod outline;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod portrait;
#[cfg(feature = "ssr")]
pub mod project;
#[cfg(feature = "ssr")]
pub mod public;
#[cfg(feature = "ssr")]
pub mod recommendation;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod rule;
#[cfg(feature = "ssr")]
pub mod script;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod survey;
#[cfg(feature = "ssr")]
pub mod tag;
