//! ketenportaal turns a folder of Markdown, data files and a theme into a complete knowledge portal.
//!
//! The stages, each a value in and a value out:
//!
//! ```text
//! disk ──load──▶ Sources ──parse──▶ Parsed ──model──▶ Portal ──render──▶ Outputs ──write──▶ disk
//! ```
//!
//! Invariants:
//! - only [`load`] reads and only [`mod@write`] writes files; [`serve`] watches and answers, and builds nothing itself;
//! - [`parse`] sees one file at a time and never fails;
//! - [`model`] is the only stage that sees several files; it never fails either, it reports;
//! - [`render`] makes each page from one input value and the theme, and from nothing else;
//! - a problem in content is a [`diagnostic::Diagnostic`], never a panic;
//! - the same sources and options give the same bytes: no clock, no order of a hash map, no path of the machine.
//!
//! [`pipeline::build`] is the whole program.

pub mod ask;
pub mod chart;
pub mod check;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diagnostic;
pub mod dutch;
pub mod escape;
pub mod external;
pub mod fix;
pub mod geo;
pub mod hash;
pub mod import;
pub mod load;
pub mod model;
pub mod moment;
pub mod new;
pub mod number;
pub mod order;
pub mod parse;
pub mod percent;
pub mod picture;
pub mod pieces;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod starter;
pub mod timings;
pub mod usage;
pub mod warc;
pub mod why;
pub mod write;
