//! The seeded database a run is measured on, and what to ask for in it.

use super::{Engine, Programs};
use crate::cluster::Cluster;
use crate::shop::Shop;
use crate::{Result, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A filled database, somebody to be and something to look at.
pub struct Ground {
    pub url: String,
    pub files: PathBuf,
    /// The département that holds most projects.
    pub departement: String,
    /// Session of its DDT's seat.
    pub seat: String,
    /// Session of the national administration.
    pub nation: String,
    /// Session of the lead of [`Ground::project`].
    pub lead: String,
    /// A project that is followed, with a conversation of 200 messages.
    pub project: String,
    /// A département of about a hundred projects, in a nation of any size.
    pub hundred: Home,
    /// The contract that holds most projects.
    pub contract: String,
    /// Session of its manager.
    pub manager: String,
    /// Projects to post to.
    pub posted: Vec<String>,
    /// Projects to move on the seat's board.
    pub moved: Vec<String>,
    folder: PathBuf,
}

/// Sessions of a seat and of the lead of a followed project in one département.
pub struct Home {
    pub seat: String,
    pub lead: String,
    pub project: String,
}

impl Ground {
    /// What every program that works on this database is told.
    pub fn tell(&self, command: &mut Command) {
        tell(command, &self.url, &self.files);
    }

    /// Asks the program beside the bare handler for something about this database: the number that it gives under `name`.
    pub fn number(
        &self,
        shop: &Shop,
        programs: &Programs,
        command: &str,
        name: &str,
    ) -> Result<u64> {
        let mut ask = shop.command(&programs.bare);
        ask.arg(command);
        self.tell(&mut ask);
        let text = process::must(ask, &shop.log("bench-ground"), false, None)?;
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| value.trim().parse().ok())
            .ok_or_else(|| format!("`{command}` gives no {name}:\n{text}"))
    }

    /// Leaves nothing behind; a PostgreSQL database goes with its cluster.
    pub fn throw_away(self) {
        let _ = std::fs::remove_dir_all(self.folder);
    }
}

fn tell(command: &mut Command, url: &str, files: &Path) {
    command
        .env("MEC_DATABASE_URL", url)
        .env("MEC_FILES_URL", format!("file://{}", files.display()))
        .env_remove("MEC_DEMO")
        .env("RUST_LOG", "warn");
}

/// Makes and fills a database of `projects` projects.
pub fn prepare(
    shop: &Shop,
    programs: &Programs,
    cluster: Option<&Cluster>,
    engine: Engine,
    projects: u32,
) -> Result<Ground> {
    let folder = shop.own().join("bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let files = folder.join("files");
    let url = match cluster {
        None => format!("sqlite://{}", folder.join("mec.db").display()),
        Some(cluster) => cluster.create_database(shop, &format!("bench_{projects}"))?,
    };
    let mec = |words: &[&str]| {
        let mut command = shop.command(&programs.mec);
        command.args(words);
        tell(&mut command, &url, &files);
        command
    };
    let name = engine.name();
    if cluster.is_some() {
        shop.step("migrate", "1 s", mec(&["migrate"]))?;
    }
    let count = projects.to_string();
    shop.step(
        &format!("seed {count} projects on {name}"),
        "1 to 3 min for 40,000",
        mec(&["seed", "--projects", &count, "--seed", "1"]),
    )?;
    if let Some(cluster) = cluster {
        // What a server that has been up for a day has done by itself.
        cluster.psql(shop, &url, "VACUUM ANALYZE")?;
    }
    let mut ask = shop.command(&programs.bare);
    ask.arg("ground");
    tell(&mut ask, &url, &files);
    let text = process::must(ask, &shop.log("bench-ground"), false, None)?;
    read(&text, url, files, folder)
}

fn read(text: &str, url: String, files: PathBuf, folder: PathBuf) -> Result<Ground> {
    let all = |name: &str| {
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let one = |name: &str| {
        all(name)
            .pop()
            .ok_or_else(|| format!("the ground names no {name}:\n{text}"))
    };
    Ok(Ground {
        departement: one("departement")?,
        contract: one("contract")?,
        manager: one("manager")?,
        seat: one("seat")?,
        nation: one("nation")?,
        lead: one("lead")?,
        project: one("project")?,
        hundred: Home {
            seat: one("hundred_seat")?,
            lead: one("hundred_lead")?,
            project: one("hundred_project")?,
        },
        posted: all("posted"),
        moved: all("moved"),
        url,
        files,
        folder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_read_and_a_missing_line_is_said() {
        let text = "departement d\ncontract c\nmanager r\nmoved v\nseat s\nnation f\nlead l\nproject p\nhundred_seat t\nhundred_lead m\nhundred_project q\nposted a\nposted b\n";
        let folder = PathBuf::new;
        let ground = read(text, "u".to_owned(), folder(), folder()).unwrap();
        assert_eq!(ground.posted, ["a", "b"]);
        assert_eq!(ground.moved, ["v"]);
        assert_eq!(
            (ground.seat, ground.lead, ground.project),
            ("s".to_owned(), "l".to_owned(), "p".to_owned())
        );
        assert_eq!(ground.hundred.project, "q");
        assert!(read("seat s\n", "u".to_owned(), folder(), folder()).is_err());
    }
}
