//! What a person types: `cargo xtask run`, `test`, `tidy`, `setup`. No dependency, so that it starts at once and compiles with the
//! stock cargo of the machine; everything newer is found or installed from here.

mod announce;
mod bench;
mod cargo_lock;
mod cli;
mod cluster;
mod front;
mod process;
mod progress;
mod run;
mod setup;
mod shop;
mod stamp;
mod target_dir;
mod test;
mod tidy;
mod tools;

use cli::Command;
use shop::Shop;
use std::process::ExitCode;

/// Everything that can go wrong ends as a sentence for the person at the keyboard.
type Result<T = ()> = std::result::Result<T, String>;

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("\n✗ {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let asked = match cli::parse(&words) {
        Ok(asked) => asked,
        Err(message) => return Err(format!("{message}\n\n{}", cli::HELP)),
    };
    let mut shop = Shop::open(asked.verbose)?;
    match asked.command {
        Command::Help => {
            println!("{}", cli::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Command::Run { port, demo } => run::run(&mut shop, port, demo),
        Command::Test { filter, rest } => test::run(&mut shop, &filter, &rest),
        Command::Bench(plan) => bench::run(&mut shop, &plan),
        Command::Tidy => tidy::command(&mut shop),
        Command::Setup => setup::run(&mut shop),
        Command::Announce { server, address } => {
            announce::wait_and_print(server, &address);
            Ok(ExitCode::SUCCESS)
        }
    }
}
