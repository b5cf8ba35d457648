//! `cargo xtask run`: builds what changed and becomes the server.

use crate::progress::step;
use crate::shop::Shop;
use crate::{Result, front, stamp, tools};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

const USUAL_PORT: u16 = 3000;
/// How many ports after the usual one are tried.
const FURTHER: u16 = 50;

/// What the server is made of, besides the front.
const SOURCES: [&str; 2] = ["server", "migrations"];

pub fn run(shop: &mut Shop, port: Option<u16>, demo: bool) -> Result<ExitCode> {
    let server = build(shop)?;
    let port = choose_port(port)?;
    let address = format!("http://localhost:{port}");
    announce(&address)?;
    let mut command = shop.command(&server);
    front::environment(shop, &mut command);
    command
        .arg("serve")
        .env("MEC_ADDR", format!("127.0.0.1:{port}"))
        .env("MEC_BASE_URL", &address)
        .env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}"));
    if demo {
        command.env("MEC_DEMO", "1");
    }
    println!(
        "▸ start the site; Ctrl-C stops it, data is kept in {}",
        shop.root.join("data").display()
    );
    // Only returns when it could not be started: from here on this process is the server, and receives its signals.
    Err(format!(
        "cannot start {}: {}",
        server.display(),
        command.exec()
    ))
}

/// The release server, built unless nothing changed since the last time.
pub fn build(shop: &mut Shop) -> Result<PathBuf> {
    let mut parts = front::SOURCES.to_vec();
    parts.extend(SOURCES);
    let sources = stamp::of(&shop.root, &parts);
    let mark = shop.own().join("run.stamp");
    let copy = shop.own().join("run/mec");
    if stamp::is(&mark, &sources)
        && copy.is_file()
        && front::is_whole(shop)
        && hash_is_current(shop)
    {
        println!("✓ nothing changed since the last build");
        return Ok(copy);
    }
    tools::for_the_front(shop)?;
    front::build(shop)?;
    let command = shop.cargo(["leptos", "build", "--release", "--server-only"])?;
    shop.step(
        "build the server",
        "6 min on 2 cores from nothing, then 1 min",
        command,
    )?;
    let copy = step("put the server in place", "1 s", || {
        front::lay_beside(shop, "release/mec", "run")
    })?;
    stamp::write(&mark, &sources)?;
    Ok(copy)
}

/// Does the server's copy of the hashes name the files that are in the site now? `test` may have built the front since.
fn hash_is_current(shop: &Shop) -> bool {
    let read = |path: PathBuf| std::fs::read(path).ok();
    let beside = read(shop.own().join("run/hash.txt"));
    beside.is_some() && beside == read(front::hash_file(shop))
}

fn choose_port(asked: Option<u16>) -> Result<u16> {
    let free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
    if let Some(port) = asked {
        return match free(port) {
            true => Ok(port),
            false => Err(format!(
                "port {port} is in use: choose another with --port, or none"
            )),
        };
    }
    let port = (USUAL_PORT..=USUAL_PORT + FURTHER)
        .find(|port| free(*port))
        .ok_or_else(|| {
            format!(
                "every port from {USUAL_PORT} to {} is in use: choose one with --port",
                USUAL_PORT + FURTHER
            )
        })?;
    if port != USUAL_PORT {
        println!("  port {USUAL_PORT} is in use: taking {port}");
    }
    Ok(port)
}

/// Starts the small process that prints the address once the server answers; it ends by itself.
fn announce(address: &str) -> Result {
    let me = std::env::current_exe().map_err(|error| format!("where am I? {error}"))?;
    Command::new(me)
        .args(["announce", &std::process::id().to_string(), address])
        .stdin(Stdio::null())
        .spawn()
        .map(|_| ())
        .map_err(|error| format!("cannot start the announcer: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused_when_asked_for() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(choose_port(Some(port)).is_err());
    }

    /// Ports let go here may be taken by any other program at once: one of several has to stay free long enough.
    #[test]
    fn a_free_port_is_given_when_asked_for() {
        let given = (0..20).any(|_| {
            let held = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let port = held.local_addr().unwrap().port();
            drop(held);
            choose_port(Some(port)) == Ok(port)
        });
        assert!(given);
    }
}
