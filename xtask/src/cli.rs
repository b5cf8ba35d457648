//! The command line, read by hand: five commands do not deserve a dependency.

use crate::Result;
use crate::bench::{Engine, Plan};

pub const HELP: &str = "\
Usage: cargo xtask COMMAND [--verbose]

  run [--port N] [--no-demo]   build, start the site with demonstration data, print its address
  test [STEP…] [-- FILTER…]    everything, or only some of: fmt tidy clippy unit wasm browser;
                               what follows -- goes to the runner of `unit` and `browser`
  bench [OPTION…]              how fast the pages answer, on seeded data, on both engines:
                               --projects N (may be repeated), --engine sqlite|postgres, --seconds N, --only WORD
  tidy                         only the checks of the house
  setup                        only install what is missing

Tools and compiled code are kept in $MEC_CACHE, else $XDG_CACHE_HOME/mec, else ~/.cache/mec.";

#[derive(Debug, PartialEq)]
pub enum Command {
    Help,
    Run {
        port: Option<u16>,
        demo: bool,
    },
    Test {
        filter: Vec<String>,
        rest: Vec<String>,
    },
    Bench(Plan),
    Tidy,
    Setup,
    /// Internal: waits beside the server and prints its address once it answers.
    Announce {
        server: u32,
        address: String,
    },
}

#[derive(Debug, PartialEq)]
pub struct Asked {
    pub command: Command,
    pub verbose: bool,
}

/// Reads the words after `cargo xtask`.
///
/// # Errors
/// A sentence naming the word that was not understood.
pub fn parse(words: &[String]) -> Result<Asked> {
    let (mine, rest) = match words.iter().position(|word| word == "--") {
        Some(at) => (&words[..at], words[at + 1..].to_vec()),
        None => (words, Vec::new()),
    };
    let verbose = mine.iter().any(|word| word == "--verbose" || word == "-v");
    let mut left = mine
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "--verbose" && *word != "-v");
    let command = match left.next() {
        None | Some("help" | "--help" | "-h") => Command::Help,
        Some("run") => parse_run(&mut left)?,
        Some("test") => Command::Test {
            filter: left.by_ref().map(str::to_owned).collect(),
            rest,
        },
        Some("bench") => Command::Bench(parse_bench(&mut left)?),
        Some("tidy") => Command::Tidy,
        Some("setup") => Command::Setup,
        Some("announce") => parse_announce(&mut left)?,
        Some(other) => return Err(format!("there is no command `{other}`")),
    };
    match left.next() {
        Some(extra) => Err(format!("`{extra}` was not understood")),
        None => Ok(Asked { command, verbose }),
    }
}

fn parse_run<'a>(left: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    let (mut port, mut demo) = (None, true);
    while let Some(word) = left.next() {
        match word {
            "--no-demo" => demo = false,
            "--port" => port = Some(parse_port(left.next().unwrap_or(""))?),
            other => match other.strip_prefix("--port=") {
                Some(value) => port = Some(parse_port(value)?),
                None => return Err(format!("`run` does not know `{other}`")),
            },
        }
    }
    Ok(Command::Run { port, demo })
}

fn parse_bench<'a>(left: &mut impl Iterator<Item = &'a str>) -> Result<Plan> {
    let mut plan = Plan::default();
    let (mut projects, mut engines) = (Vec::new(), Vec::new());
    while let Some(word) = left.next() {
        let value = left
            .next()
            .ok_or_else(|| format!("`{word}` wants a value"))?;
        match word {
            "--projects" => projects.push(parse_count(value)?),
            "--engine" => engines.push(match value {
                "sqlite" => Engine::Sqlite,
                "postgres" => Engine::Postgres,
                other => return Err(format!("`{other}` is neither sqlite nor postgres")),
            }),
            "--seconds" => plan.seconds = parse_count(value)?,
            "--only" => plan.only.push(value.to_owned()),
            other => return Err(format!("`bench` does not know `{other}`")),
        }
    }
    if !projects.is_empty() {
        plan.projects = projects;
    }
    if !engines.is_empty() {
        plan.engines = engines;
    }
    Ok(plan)
}

fn parse_count(value: &str) -> Result<u32> {
    match value.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!("`{value}` is not a count")),
    }
}

fn parse_port(value: &str) -> Result<u16> {
    match value.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!("`{value}` is not a port number (1 to 65535)")),
    }
}

fn parse_announce<'a>(left: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    match (left.next().map(str::parse), left.next()) {
        (Some(Ok(server)), Some(address)) => Ok(Command::Announce {
            server,
            address: address.to_owned(),
        }),
        _ => Err("`announce` is internal".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    fn command(line: &str) -> Result<Command> {
        parse(&words(line)).map(|asked| asked.command)
    }

    #[test]
    fn run_takes_a_port_and_demo_switch() {
        let expected = Command::Run {
            port: Some(4000),
            demo: false,
        };
        assert_eq!(command("run --port 4000 --no-demo"), Ok(expected));
        assert!(command("run --port zero").is_err());
        assert!(command("run --port 0").is_err());
        assert!(command("run --prot 3").is_err());
    }

    #[test]
    fn test_splits_steps_from_what_goes_to_the_runners() {
        let expected = Command::Test {
            filter: words("unit browser"),
            rest: words("sign_in"),
        };
        assert_eq!(command("test unit browser -- sign_in"), Ok(expected));
    }

    #[test]
    fn bench_measures_everything_unless_told_otherwise() {
        assert_eq!(command("bench"), Ok(Command::Bench(Plan::default())));
        let asked = command("bench --projects 400 --engine postgres --seconds 2 --only desk");
        let expected = Plan {
            projects: vec![400],
            engines: vec![Engine::Postgres],
            seconds: 2,
            only: vec!["desk".to_owned()],
        };
        assert_eq!(asked, Ok(Command::Bench(expected)));
        assert!(command("bench --projects").is_err());
        assert!(command("bench --engine oracle").is_err());
    }

    #[test]
    fn verbose_is_taken_anywhere_and_unknown_words_are_refused() {
        assert!(parse(&words("tidy --verbose")).is_ok_and(|asked| asked.verbose));
        assert!(command("tidy everything").is_err());
        assert!(command("dance").is_err());
        assert_eq!(command(""), Ok(Command::Help));
    }
}
