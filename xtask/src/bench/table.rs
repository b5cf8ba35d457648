//! The table at the end.

use super::ask::First;
use super::load::Load;
use super::served::Memory;
use super::{Engine, Plan};

/// One measured row.
pub struct Measured {
    pub engine: Engine,
    pub projects: u32,
    pub name: &'static str,
    pub first: First,
    pub load: Load,
    /// What the server holds after the row.
    pub memory: Memory,
}

/// A Markdown table, so that it can be kept as it is.
pub fn print(measured: &[Measured], plan: &Plan) -> String {
    let mut text = format!(
        "{} cores, load on the same machine, 16 connections, {} s a row.\n\n\
         | engine | projects | row | requests/s | p50 ms | p99 ms | queries | bytes | brotli | memory MB | of it own MB | refused |\n\
         |---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        std::thread::available_parallelism().map_or(0, usize::from),
        plan.seconds
    );
    for one in measured {
        let queries = one.first.queries.map_or("–".to_owned(), |n| n.to_string());
        text.push_str(&format!(
            "| {} | {} | {} | {:.0} | {:.1} | {:.1} | {queries} | {} | {} | {:.0} | {:.0} | {} |\n",
            one.engine.name(),
            one.projects,
            one.name,
            one.load.a_second,
            one.load.p50,
            one.load.p99,
            one.first.plain,
            one.first.packed,
            one.memory.resident as f64 / 1e6,
            one.memory.own as f64 / 1e6,
            one.load.refused,
        ));
    }
    text
}
