//! Moves on a board: projects are redirected and taken back, each connection with projects of its own, so that every move is possible.

use super::client::{Line, request};
use super::load::{CONNECTIONS, Load, Share};
use super::rows::Row;
use crate::Result;
use std::time::{Duration, Instant};

const BOARD: &str = "/territoire/tableau";
/// There and back, as addresses of a project and what their forms send before their key.
const WAYS: [(&str, &str); 2] = [
    (
        "reorientation",
        "retour=%2Fterritoire%2Ftableau&vers=La+r%C3%A9gion&motif=Hors+du+champ+de+l%27%C3%89tat.",
    ),
    (
        "reouverture",
        "retour=%2Fterritoire%2Ftableau&motif=La+r%C3%A9gion+ne+peut+pas.",
    ),
];

/// Moves the row's projects for as long as asked, and leaves them where they were. `follow`: loads the board that answers, too, which is
/// part of what a move takes.
///
/// # Errors
/// When nobody answers, and where there is nothing to move.
pub fn run(port: u16, row: &Row, follow: bool, seconds: u32) -> Result<Load> {
    if row.paths.is_empty() {
        return Err("the largest département has no project that can be moved".to_owned());
    }
    rounds(port, row, follow, "warm", 1)?;
    rounds(port, row, follow, "main", seconds)
}

fn rounds(port: u16, row: &Row, follow: bool, tag: &str, seconds: u32) -> Result<Load> {
    let until = Instant::now() + Duration::from_secs(u64::from(seconds));
    let tag = format!("{tag}-{follow}-{}", std::process::id());
    let shares = shares(&row.paths).into_iter().enumerate();
    Load::together(shares.map(|(number, own)| {
        let mut person = Person {
            number,
            port,
            line: Line::new(port),
            session: &row.session,
            tag: &tag,
            follow,
        };
        move || person.moves(&own, until)
    }))
}

/// The projects of each connection; fewer connections where there are fewer projects.
fn shares(projects: &[String]) -> Vec<Vec<&str>> {
    let mut shares = vec![Vec::new(); (CONNECTIONS as usize).min(projects.len())];
    for (n, project) in projects.iter().enumerate() {
        let own = n % shares.len().max(1);
        if let Some(share) = shares.get_mut(own) {
            share.push(project.as_str());
        }
    }
    shares
}

/// Somebody at a board.
struct Person<'a> {
    number: usize,
    port: u16,
    line: Line,
    session: &'a str,
    tag: &'a str,
    follow: bool,
}

impl Person<'_> {
    /// Gives what each move took, and how many were refused.
    fn moves(&mut self, own: &[&str], until: Instant) -> Result<Share> {
        let (mut took, mut refused) = (Vec::new(), 0);
        for (n, project) in own.iter().cycle().enumerate() {
            if Instant::now() >= until {
                break;
            }
            for (way, form) in WAYS {
                let form = format!("{form}&cle={}-{}-{n}-{way}", self.tag, self.number);
                let start = Instant::now();
                let done = self.moved(project, way, &form)?;
                took.push(start.elapsed());
                refused += u64::from(!done);
            }
        }
        Ok((took, refused))
    }

    /// One move; false where it is not answered by a board.
    fn moved(&mut self, project: &str, way: &str, form: &str) -> Result<bool> {
        let path = format!("/projets/{project}/{way}");
        let form = Some((BOARD, form));
        let sent = self
            .line
            .send(&request(self.port, &path, self.session, form))?;
        let board = sent.location.filter(|to| to.starts_with(BOARD));
        let Some(board) = board.filter(|_| sent.status == 303) else {
            return Ok(false);
        };
        if !self.follow {
            return Ok(true);
        }
        let shown = self
            .line
            .send(&request(self.port, &board, self.session, None))?;
        Ok(shown.status == 200)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_moves_the_project_of_another() {
        let projects: Vec<String> = (0..35).map(|n| n.to_string()).collect();
        let shares = shares(&projects);
        assert_eq!(shares.len(), 16);
        assert_eq!(shares[2], ["2", "18", "34"]);
        assert_eq!(super::shares(&projects[..3]).len(), 3);
        assert!(super::shares(&[]).is_empty());
    }
}
