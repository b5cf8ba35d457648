//! The binary `mec`: configuration, router, middleware, commands.

pub mod commands;
pub mod config;
pub mod metrics;
pub mod middleware;
pub mod operators;
pub mod router;
pub mod start;
