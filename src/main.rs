//! Reads the arguments, runs one command and ends with its exit code.

use std::process::ExitCode;

use clap::Parser;
use ketenportaal::cli::Cli;
use ketenportaal::commands;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // The one place that reads the clock: everything below is given the day.
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    ExitCode::from(commands::run(&cli, today) as u8)
}
