//! Commands and flags. No behaviour.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Maakt een kennisportaal van Markdown en gegevens.
#[derive(Debug, Parser)]
#[command(name = "ketenportaal", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// Map van het portaal
    #[arg(long, global = true, default_value = ".", value_name = "MAP")]
    pub root: PathBuf,
    /// Vorm van de meldingen
    #[arg(long, global = true, default_value = "text", value_name = "VORM")]
    pub format: Format,
    /// Taal van de meldingen
    #[arg(long, global = true, default_value = "nl", value_name = "TAAL")]
    pub lang: Lang,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tekst om te lezen
    Text,
    /// JSON voor programma's
    Json,
}

/// Language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Nederlands
    Nl,
    /// English
    En,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Maak de site
    Build {
        /// Map waar de site komt
        #[arg(long, default_value = "public", value_name = "MAP")]
        out: PathBuf,
        /// Bouw daarna alles nog een keer, vanaf het begin, en vergelijk elke byte
        #[arg(long)]
        verify: bool,
        /// Zeg waar de tijd blijft; met een bestandsnaam komt daar een tijdlijn voor de browser in
        #[arg(long, value_name = "BESTAND", num_args = 0..=1, default_missing_value = "-", require_equals = true)]
        timings: Option<PathBuf>,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Bekijk het portaal in de browser terwijl je schrijft
    Serve {
        /// Poort
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// Adres om op te luisteren; alleen deze computer als je niets kiest
        #[arg(long, default_value = "127.0.0.1")]
        host: String,
        /// Open de browser
        #[arg(long)]
        open: bool,
        /// Kijk zelf steeds naar de bestanden, voor een netwerkschijf
        #[arg(long)]
        poll: bool,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Controleer alle teksten en gegevens zonder de site te schrijven
    Check {
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Begin een nieuwe pagina
    New {
        /// Soort: thema, praktijk, bericht, bijeenkomst, rapportage of pagina
        kind: String,
        /// Titel
        title: String,
    },
    /// Begin een nieuw portaal in een lege map
    Init {
        /// Map
        dir: PathBuf,
    },
}

/// Options of a site.
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// Adres waar de site komt, in plaats van dat in data/portaal.yaml
    #[arg(long, value_name = "ADRES")]
    pub base_url: Option<String>,
    /// Laat ook concepten zien
    #[arg(long)]
    pub drafts: bool,
    /// Laat de site zien zoals die op deze dag is (jaar-maand-dag)
    #[arg(long, value_name = "DATUM")]
    pub as_of: Option<Date>,
}
