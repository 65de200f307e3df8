//! Reads the arguments, runs one command and ends with its exit code.

use std::io::Write;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use ketenportaal::cli::Command;
use ketenportaal::commands::{self, Exit};
use ketenportaal::moment;
use ketenportaal::usage::{self, Refused};
use mimalloc::MiMalloc;

/// A sixth of a cold build was asking for memory and giving it back. This allocator takes less time for that than the one of the
/// system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    since_start();
    end_with_the_reader();
    let cli = match usage::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(Refused { text, is_answer: true }) => {
            print!("{text}");
            return ExitCode::from(Exit::Fine as u8);
        }
        Err(Refused { text, .. }) => {
            eprint!("{text}");
            return ExitCode::from(Exit::CouldNotRun as u8);
        }
    };
    // This thread takes part in the work, in place of waiting for threads beside it; only a second pool would be refused. In
    // the preview it waits for changes, and the pool keeps threads of its own.
    if !matches!(cli.command, Command::Serve { .. }) {
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    }
    ExitCode::from(commands::run(&cli, today, since_start) as u8)
}

/// The day it is in the Netherlands. The one place that reads the calendar: everything else is given the day, and only the preview, which
/// may run for days, asks again.
fn today() -> Date {
    moment::today(Timestamp::now())
}

/// `ketenportaal check | head` ends when `head` has read enough. That is no fault, so nothing is said of it; the exit code is
/// what shells give for a program whose reader went away. A disk that is full, or what else keeps an answer from being written, is told in
/// a line.
fn end_with_the_reader() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let said = info.payload().downcast_ref::<String>().map_or("", String::as_str);
        if said.starts_with("failed printing to std") {
            if said.contains("os error 32") {
                std::process::exit(141);
            }
            // Where standard error is what fails there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "ketenportaal: kan het antwoord niet schrijven ({said}).");
            std::process::exit(Exit::CouldNotRun as i32);
        }
        report(info);
    }));
}

/// Time since the program started, for those who ask where the time goes.
fn since_start() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
