//! A throw-away PostgreSQL cluster in a temporary folder, on a free port of this machine, gone at the end.

use crate::shop::Shop;
use crate::tools::{apt, postgres};
use crate::{Result, process, progress};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The variable the tests read.
pub const VARIABLE: &str = "MEC_TEST_POSTGRES_URL";

/// Whether an acknowledged write must survive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// As PostgreSQL is by itself: what is measured.
    Full,
    /// Nothing outlives the tests: speed instead of safety.
    None,
}

pub struct Cluster {
    pub url: String,
    /// Where `psql` is looked for first; absent where the person gave a server of their own.
    binaries: Option<PathBuf>,
    /// Absent where the person gave a server of their own.
    ours: Option<Ours>,
}

struct Ours {
    server: Child,
    stop: Command,
    folder: PathBuf,
}

impl Cluster {
    /// The server named by `MEC_TEST_POSTGRES_URL`, else a new one.
    pub fn start(shop: &Shop, durability: Durability) -> Result<Self> {
        if let Some(url) = std::env::var(VARIABLE).ok().filter(|url| !url.is_empty()) {
            return Ok(Self {
                url,
                binaries: None,
                ours: None,
            });
        }
        let binaries = postgres::ensure(shop)?;
        progress::step("throw-away PostgreSQL", "3 s", || {
            start(shop, &binaries, durability)
        })
    }

    /// Makes an empty database; gives its address.
    pub fn create_database(&self, shop: &Shop, name: &str) -> Result<String> {
        self.psql(shop, &self.url, &format!("DROP DATABASE IF EXISTS {name}"))?;
        self.psql(shop, &self.url, &format!("CREATE DATABASE {name}"))?;
        let server = self
            .url
            .rsplit_once('/')
            .map_or(&*self.url, |parts| parts.0);
        Ok(format!("{server}/{name}"))
    }

    /// Runs one statement in the database at `url`.
    pub fn psql(&self, shop: &Shop, url: &str, statement: &str) -> Result {
        let beside = self.binaries.as_ref().map(|folder| folder.join("psql"));
        let psql = beside
            .filter(|path| path.is_file())
            .unwrap_or_else(|| "psql".into());
        let mut command = shop.command(psql);
        command.args(["-X", "-q", "-d", url, "-c", statement]);
        process::must(command, &shop.log("psql"), shop.verbose, None).map(|_| ())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(ours) = &mut self.ours {
            let _ = ours.stop.status();
            let _ = ours.server.wait();
            let _ = std::fs::remove_dir_all(&ours.folder);
        }
    }
}

fn start(shop: &Shop, binaries: &Path, durability: Durability) -> Result<Cluster> {
    let folder = std::env::temp_dir().join(format!("mec-postgres-{}", std::process::id()));
    let fail = |error: std::io::Error| format!("cannot prepare {}: {error}", folder.display());
    std::fs::create_dir(&folder).map_err(fail)?;
    let account = account_for_root(shop)?;
    if let Some((user, group)) = account {
        std::os::unix::fs::chown(&folder, Some(user), Some(group)).map_err(fail)?;
    }
    let data = folder.join("data");
    let program = |name: &str| {
        let mut command = shop.command(binaries.join(name));
        command.current_dir(&folder).stdin(Stdio::null());
        if let Some((user, group)) = account {
            // PostgreSQL refuses to run as root.
            command.uid(user).gid(group);
        }
        command
    };
    let mut stop = program("pg_ctl");
    stop.args(["stop", "-m", "immediate", "-s", "-D"])
        .arg(&data);
    stop.stdout(Stdio::null()).stderr(Stdio::null());
    guard(&stop, &folder)?;

    let mut init = program("initdb");
    init.args([
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "-D",
    ])
    .arg(&data);
    process::must(init, &shop.log("initdb"), shop.verbose, None)?;
    let port = free_port()?;
    let log = std::fs::File::create(shop.log("postgres")).map_err(fail)?;
    let mut server = program("postgres");
    server.arg("-D").arg(&data).arg("-k").arg(&folder).args([
        "-h",
        "127.0.0.1",
        "-p",
        &port.to_string(),
    ]);
    for setting in settings(durability) {
        server.args(["-c", setting]);
    }
    let server = server
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .map_err(|error| format!("cannot start postgres: {error}"))?;
    let mut cluster = Cluster {
        url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        binaries: Some(binaries.to_path_buf()),
        ours: Some(Ours {
            server,
            stop,
            folder,
        }),
    };
    wait_for(&mut cluster, port, &shop.log("postgres"))?;
    Ok(cluster)
}

fn settings(durability: Durability) -> &'static [&'static str] {
    match durability {
        Durability::Full => &["shared_buffers=512MB", "max_wal_size=4GB"],
        Durability::None => &[
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=400",
        ],
    }
}

fn wait_for(cluster: &mut Cluster, port: u16, log: &Path) -> Result {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) {
        let gone = cluster
            .ours
            .as_mut()
            .is_some_and(|ours| matches!(ours.server.try_wait(), Ok(Some(_))));
        if gone {
            break;
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    Err(format!("PostgreSQL did not start:\n{said}"))
}

/// A process in a group of its own that stops the server and deletes the folder once this process is gone, however it went: Ctrl-C leaves
/// no time to clean up here.
fn guard(stop: &Command, folder: &Path) -> Result {
    const SCRIPT: &str = "while kill -0 \"$1\" 2>/dev/null; do sleep 1; done; \
        [ -d \"$2\" ] || exit 0; p=$(head -n 1 \"$2/data/postmaster.pid\" 2>/dev/null); \
        [ -n \"$p\" ] && kill -QUIT \"$p\"; sleep 1; rm -rf \"$2\"";
    let mut command = Command::new("sh");
    command
        .args(["-c", SCRIPT, "guard", &std::process::id().to_string()])
        .arg(folder)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    if let Some(path) = stop
        .get_envs()
        .find(|(name, _)| *name == "PATH")
        .and_then(|(_, value)| value)
    {
        command.env("PATH", path);
    }
    command
        .spawn()
        .map(|_| ())
        .map_err(|error| format!("cannot guard the throw-away PostgreSQL: {error}"))
}

/// The user and group to become where this is root: `postgres`, else `nobody`.
fn account_for_root(shop: &Shop) -> Result<Option<(u32, u32)>> {
    if !apt::is_root() {
        return Ok(None);
    }
    let id = |flag: &str, user: &str| {
        let mut command = shop.command("id");
        command.args([flag, user]);
        process::ask(command)?.parse::<u32>().ok()
    };
    ["postgres", "nobody"]
        .iter()
        .find_map(|user| Some((id("-u", user)?, id("-g", user)?)))
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL refuses to run as root and there is no other user to become".to_owned()
        })
}

pub fn free_port() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}
