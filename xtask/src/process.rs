//! Runs a child process with its output in a log file, a sign of life on long steps, and the end of the log on failure.

use crate::Result;
use crate::progress::human;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How many lines of the log a failure shows.
const LINES_ON_FAILURE: usize = 60;
/// How often a quiet long step says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// What a finished child left.
pub struct Outcome {
    pub success: bool,
    /// Both outputs, in the order they were written.
    pub text: String,
}

/// Gives a child up when nothing it printed satisfies `sign_of_life` within `within`: some installers retry for minutes where the
/// network does not let them through.
pub struct Patience {
    pub within: Duration,
    pub sign_of_life: fn(&str) -> bool,
}

/// Runs `command` to its end, whatever its exit status.
///
/// # Errors
/// When it cannot be started, or when `patience` ran out.
pub fn run(
    mut command: Command,
    log: &Path,
    verbose: bool,
    patience: Option<Patience>,
) -> Result<Outcome> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut log = open_log(log)?;
    let (reader, writer) =
        std::io::pipe().map_err(|error| format!("no pipe for {name}: {error}"))?;
    let second = writer
        .try_clone()
        .map_err(|error| format!("no pipe for {name}: {error}"))?;
    command.stdin(Stdio::null()).stdout(writer).stderr(second);
    // What is read and logged must be plain text, whatever the person's terminal likes.
    command
        .env("NO_COLOR", "1")
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", "never")
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE");
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot start `{name}`: {error}"))?;
    // The command still holds the writing ends: without this the reader would never see the end.
    drop(command);
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            if sender
                .send(String::from_utf8_lossy(&line).into_owned())
                .is_err()
            {
                return;
            }
            line.clear();
        }
    });
    let text = follow(&mut child, &lines, &mut log, verbose, patience)?;
    let status = child
        .wait()
        .map_err(|error| format!("`{name}` was lost: {error}"))?;
    Ok(Outcome {
        success: status.success(),
        text,
    })
}

/// Like [`run`], but a failure is an error that carries the end of the output and the place of the whole.
pub fn must(
    command: Command,
    log: &Path,
    verbose: bool,
    patience: Option<Patience>,
) -> Result<String> {
    let line = describe(&command);
    let outcome = run(command, log, verbose, patience)?;
    if outcome.success {
        return Ok(outcome.text);
    }
    Err(failure(&line, &outcome.text, log, verbose))
}

/// The sentence for a child that failed.
pub fn failure(line: &str, text: &str, log: &Path, verbose: bool) -> String {
    let end = if verbose {
        String::new()
    } else {
        format!("\n{}", last_lines(text, LINES_ON_FAILURE))
    };
    format!("`{line}` failed; whole output in {}{end}", log.display())
}

/// The standard output of a quick question such as `rustc --version`; `None` when it cannot be asked or fails.
pub fn ask(mut command: Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub fn describe(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn open_log(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    }
    File::create(path).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn follow(
    child: &mut Child,
    lines: &Receiver<String>,
    log: &mut File,
    verbose: bool,
    patience: Option<Patience>,
) -> Result<String> {
    let start = Instant::now();
    let mut last_sign = Instant::now();
    let mut text = String::new();
    let mut alive = patience.is_none();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => {
                // A log that cannot be written must not stop the work itself.
                let _ = log.write_all(line.as_bytes());
                if verbose {
                    print!("{line}");
                }
                if let Some(patience) = &patience {
                    alive = alive || (patience.sign_of_life)(&line);
                }
                text.push_str(&line);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(text),
            // A grandchild may keep the pipe open (a service started by a package): the child's own end decides.
            Err(RecvTimeoutError::Timeout) => {
                if matches!(child.try_wait(), Ok(Some(_))) {
                    return Ok(text);
                }
            }
        }
        if let Some(patience) = &patience
            && !alive
            && start.elapsed() > patience.within
        {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!(
                "gave up after {} without an answer",
                human(patience.within)
            ));
        }
        if !verbose && last_sign.elapsed() > HEARTBEAT {
            last_sign = Instant::now();
            println!("  … {}: {}", human(start.elapsed()), latest(&text));
        }
    }
}

/// The last line that says something, short enough for a terminal.
fn latest(text: &str) -> String {
    let line = text
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("still at work");
    line.chars().take(90).collect()
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn log(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("xtask-test-{}-{name}.log", std::process::id()))
    }

    #[test]
    fn keeps_both_outputs_in_order() {
        let path = log("order");
        let outcome = run(
            shell("echo a; echo b >&2; echo c; exit 3"),
            &path,
            false,
            None,
        )
        .unwrap();
        assert!(!outcome.success);
        assert_eq!(outcome.text, "a\nb\nc\n");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "a\nb\nc\n");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn colours_are_not_asked_for() {
        let path = log("colours");
        let mut command = shell("echo $CARGO_TERM_COLOR $FORCE_COLOR.");
        command.env("FORCE_COLOR", "1");
        assert_eq!(run(command, &path, false, None).unwrap().text, "never .\n");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn loses_patience_with_a_silent_child() {
        let path = log("patience");
        let patience = Patience {
            within: Duration::from_millis(200),
            sign_of_life: |line| line.contains("downloading"),
        };
        let start = Instant::now();
        assert!(
            run(
                shell("echo syncing; exec sleep 30"),
                &path,
                false,
                Some(patience)
            )
            .is_err()
        );
        assert!(start.elapsed() < Duration::from_secs(10));
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_failure_shows_the_end_of_the_log() {
        let path = log("end");
        let error = must(shell("seq 1 100; exit 1"), &path, false, None).unwrap_err();
        assert!(error.contains("\n41\n") && error.ends_with("100") && !error.contains("\n40\n"));
        std::fs::remove_file(path).unwrap();
    }
}
