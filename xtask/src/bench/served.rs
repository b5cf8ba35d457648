//! A program under load.

use super::data::Ground;
use crate::shop::Shop;
use crate::{Result, cluster, front};
use std::fs::File;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Memory of a process, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// All that is in the machine's memory, what it maps of files included: SQLite maps its database, once a connection, and the system
    /// takes those pages back when it needs them.
    pub resident: u64,
    /// What is the process's own.
    pub own: u64,
}

impl Memory {
    /// The larger of both.
    pub fn most(self, other: Self) -> Self {
        Self {
            resident: self.resident.max(other.resident),
            own: self.own.max(other.own),
        }
    }

    /// Reads `/proc/PID/status`.
    fn read(status: &str) -> Self {
        let bytes = |name: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
                .map_or(0, |kilobytes| kilobytes * 1024)
        };
        Self {
            resident: bytes("VmRSS:"),
            own: bytes("RssAnon:"),
        }
    }
}

pub struct Served {
    pub port: u16,
    child: Child,
}

impl Served {
    /// Starts `program` on a free port and waits until it answers.
    pub fn start(shop: &Shop, program: &Path, ground: &Ground, bare: bool) -> Result<Self> {
        Self::start_with(shop, program, ground, bare, &[])
    }

    /// The same, told something more.
    pub fn start_with(
        shop: &Shop,
        program: &Path,
        ground: &Ground,
        bare: bool,
        told: &[(&str, String)],
    ) -> Result<Self> {
        let port = cluster::free_port()?;
        let address = format!("http://127.0.0.1:{port}");
        let log = File::create(shop.log("bench-served"))
            .map_err(|error| format!("cannot write the log of the server: {error}"))?;
        let mut command = shop.command(program);
        ground.tell(&mut command);
        front::environment(shop, &mut command);
        command
            .arg(if bare { "bare" } else { "serve" })
            .env("MEC_ADDR", format!("127.0.0.1:{port}"))
            .env("MEC_BASE_URL", &address)
            .envs(told.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let child = command
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", program.display()))?;
        let mut served = Self { port, child };
        served.wait(shop)?;
        Ok(served)
    }

    fn wait(&mut self, shop: &Shop) -> Result {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            if super::ask::answers(self.port) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let said = std::fs::read_to_string(shop.log("bench-served")).unwrap_or_default();
        Err(format!("the server does not answer:\n{said}"))
    }

    /// Memory it holds now; zeros where the system does not tell.
    pub fn memory(&self) -> Memory {
        let status = format!("/proc/{}/status", self.child.id());
        Memory::read(&std::fs::read_to_string(status).unwrap_or_default())
    }

    pub fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_apart_from_mapped_files() {
        let status = "Name:\tmec\nVmRSS:\t    300 kB\nRssAnon:\t    100 kB\nRssFile:\t    200 kB\n";
        let memory = Memory::read(status);
        assert_eq!((memory.resident, memory.own), (300 * 1024, 100 * 1024));
        assert_eq!(Memory::read(""), Memory::default());
    }
}
