//! Tests of whole sites: each builds from files in memory (or from the portal itself) and looks at what comes out.
//!
//! Expected texts live beside the tests as snapshots. After a wanted change: `INSTA_UPDATE=always cargo test`, then read the diff.

mod architecture;
mod archive;
mod bad_input;
mod cases;
mod commands;
mod delivery;
mod diagnostics;
mod facets;
mod figures;
mod fixing;
mod fuzz;
mod harness;
mod hostile;
mod import;
mod incremental;
mod injection;
mod landkaart;
mod learning;
mod map;
mod metadata;
mod open_data;
mod outputs;
mod payloads;
mod portal;
mod reports;
mod search;
mod supply;
mod themes;
mod whole;
