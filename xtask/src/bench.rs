//! `cargo xtask bench`: how fast the pages answer, on seeded data, on both engines, with the load on the same machine.
//!
//! Each run starts from an empty database, fills it with `mec seed`, serves it with the release binary and asks for each address with `wrk`.
//! A bare axum handler with as many queries is measured in the same run: the ratio to it is what compares between machines.

mod ask;
mod background;
mod client;
mod data;
mod digest;
mod load;
mod moves;
mod paced;
mod rows;
mod served;
mod sink;
mod table;

use crate::cluster::{Cluster, Durability};
use crate::shop::Shop;
use crate::{Result, run, tools};
use ask::First;
use data::Ground;
use load::Load;
use rows::{How, Row};
use served::Served;
use std::path::PathBuf;
use std::process::ExitCode;
use table::Measured;

/// What a person asks to be measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Sizes of the nation, in projects.
    pub projects: Vec<u32>,
    pub engines: Vec<Engine>,
    /// Seconds a row.
    pub seconds: u32,
    /// Only rows whose name holds one of these; all of them when empty.
    pub only: Vec<String>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            projects: vec![4_000, 40_000],
            engines: vec![Engine::Sqlite, Engine::Postgres],
            seconds: 5,
            only: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// The two programs that are measured.
pub struct Programs {
    pub mec: PathBuf,
    pub bare: PathBuf,
}

pub fn run(shop: &mut Shop, plan: &Plan) -> Result<ExitCode> {
    let mec = run::build(shop)?;
    let bare = build_example(shop)?;
    tools::wrk::ensure(shop)?;
    let programs = Programs { mec, bare };
    let mut measured = Vec::new();
    let mut failed = false;
    for engine in &plan.engines {
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Cluster::start(shop, Durability::Full)?),
        };
        for projects in &plan.projects {
            let ground = data::prepare(shop, &programs, cluster.as_ref(), *engine, *projects)?;
            failed |= !measure(
                shop,
                plan,
                &programs,
                *engine,
                *projects,
                &ground,
                &mut measured,
            )?;
            failed |= !in_the_background(shop, plan, &programs, *engine, *projects, &ground)?;
            // Last: it adds people to the nation.
            failed |= !mails_of_the_day(shop, plan, &programs, *engine, *projects, &ground);
            ground.throw_away();
        }
    }
    println!("\n{}", table::print(&measured, plan));
    let broken = measured.iter().any(|one| one.load.refused > 0);
    Ok(if broken || failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn build_example(shop: &Shop) -> Result<PathBuf> {
    let command = shop.cargo([
        "build",
        "--release",
        "--package",
        "server",
        "--example",
        "bench",
    ])?;
    shop.step("build the measure", "1 min", command)?;
    Ok(shop.target.join("release/examples/bench"))
}

/// Measures every row wanted on one database. A row that cannot be measured is told, and takes nothing from the others: gives whether all could.
fn measure(
    shop: &Shop,
    plan: &Plan,
    programs: &Programs,
    engine: Engine,
    projects: u32,
    ground: &Ground,
    measured: &mut Vec<Measured>,
) -> Result<bool> {
    let mut all = true;
    for bare in [true, false] {
        let rows: Vec<Row> = rows::all(ground)
            .into_iter()
            .filter(|row| row.bare == bare && plan.wants(row.name))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let program = if bare { &programs.bare } else { &programs.mec };
        let mut served = Served::start(shop, program, ground, bare)?;
        for row in rows {
            let name = format!("{} · {projects} projects · {}", engine.name(), row.name);
            let found = first(served.port, &row)
                .and_then(|first| Ok((first, asked(shop, served.port, &row, plan.seconds)?)));
            match found {
                Ok((first, load)) => {
                    println!("▸ {name}: {:.0}/s", load.a_second);
                    measured.push(Measured {
                        engine,
                        projects,
                        name: row.name,
                        first,
                        load,
                        memory: served.memory(),
                    });
                }
                Err(error) => {
                    println!("✗ {name}: {error}");
                    all = false;
                }
            }
        }
        served.stop();
    }
    Ok(all)
}

/// What one answer of a row shows; nothing of a move, which no single request makes.
fn first(port: u16, row: &Row) -> Result<First> {
    match row.how {
        How::Moves { .. } => Ok(First::default()),
        How::Load | How::Paced(_) => ask::once(port, row),
    }
}

fn asked(shop: &Shop, port: u16, row: &Row, seconds: u32) -> Result<Load> {
    match row.how {
        How::Load => load::run(shop, port, row, seconds),
        How::Paced(rate) => paced::run(port, row, rate, seconds),
        How::Moves { follow } => moves::run(port, row, follow, seconds),
    }
}

/// Measures the long exports, each by a server that has done nothing before. Gives whether all could.
fn in_the_background(
    shop: &Shop,
    plan: &Plan,
    programs: &Programs,
    engine: Engine,
    projects: u32,
    ground: &Ground,
) -> Result<bool> {
    let mut all = true;
    for format in background::FORMATS {
        let name = background::name(format);
        if !plan.wants(name) {
            continue;
        }
        let mut served = Served::start(shop, &programs.mec, ground, false)?;
        let told = format!("{} · {projects} projects · {name}", engine.name());
        match background::run(&served, ground, format) {
            Ok(measured) => println!("▸ {told}: {}", measured.print()),
            Err(error) => {
                println!("✗ {told}: {error}");
                all = false;
            }
        }
        served.stop();
    }
    Ok(all)
}

/// Measures the mails of the day. Gives whether it could.
fn mails_of_the_day(
    shop: &Shop,
    plan: &Plan,
    programs: &Programs,
    engine: Engine,
    projects: u32,
    ground: &Ground,
) -> bool {
    if !plan.wants(digest::NAME) {
        return true;
    }
    let told = format!("{} · {projects} projects · {}", engine.name(), digest::NAME);
    match digest::run(shop, programs, ground) {
        Ok(measured) => {
            println!("{} {told}: {}", measured.mark(), measured.print());
            measured.is_right()
        }
        Err(error) => {
            println!("✗ {told}: {error}");
            false
        }
    }
}

impl Plan {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|word| name.contains(word.as_str()))
    }
}
