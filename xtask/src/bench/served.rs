//! A program under load.

use super::data::Ground;
use crate::shop::Shop;
use crate::{Result, cluster, front};
use std::fs::File;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

pub struct Served {
    pub port: u16,
    child: Child,
}

impl Served {
    /// Starts `program` on a free port and waits until it answers.
    pub fn start(shop: &Shop, program: &Path, ground: &Ground, bare: bool) -> Result<Self> {
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

    /// Memory it holds now, in bytes; 0 where the system does not tell.
    pub fn resident(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let text = std::fs::read_to_string(status).unwrap_or_default();
        text.lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
            .map_or(0, |kilobytes| kilobytes * 1024)
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
