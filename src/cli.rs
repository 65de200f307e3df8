//! Commands and flags. No behaviour.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Maakt een kennisportaal van Markdown en gegevens.
#[derive(Debug, Parser)]
#[command(name = "ketenportaal", version, disable_help_subcommand = true)]
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
    /// SARIF 2.1.0, voor editors en GitHub
    Sarif,
    /// Regels die GitHub Actions naast de tekst zet
    Github,
}

/// Language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Nederlands
    Nl,
    /// English
    En,
}

/// Kind of web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// Regels voor een server-blok van nginx
    Nginx,
    /// Regels voor een blok in een Caddyfile
    Caddy,
    /// Een bestand .htaccess, of regels voor een Directory-blok van Apache
    Apache,
    /// Het bestand _headers van Netlify en Cloudflare Pages, dat ook in de site ligt
    Netlify,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Maak de site
    Build {
        /// Map waar de site komt [standaard: public, in de map van het portaal]
        #[arg(long, value_name = "MAP")]
        out: Option<PathBuf>,
        /// Map voor wat de bouw onthoudt, als in die van het portaal niets mag worden geschreven [standaard: .ketenportaal, in de map van het portaal]
        #[arg(long, value_name = "MAP")]
        state: Option<PathBuf>,
        /// Bouw ook in een map met bestanden van anderen: die blijven staan, behalve waar een bestand van de site komt
        #[arg(long)]
        adopt: bool,
        /// Leg naast elk tekstbestand een ingepakte kopie (.gz, en .br als het programma met Brotli is gemaakt), voor een server die zulke kopieën verstuurt
        #[arg(long)]
        compress: bool,
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
        #[arg(long, default_value_t = 8000, value_name = "POORT")]
        port: u16,
        /// Adres om op te luisteren; alleen deze computer als je niets kiest
        #[arg(long, default_value = "127.0.0.1", value_name = "ADRES")]
        host: String,
        /// Open de browser
        #[arg(long)]
        open: bool,
        /// Kijk zelf steeds naar de bestanden, voor een netwerkschijf
        #[arg(long)]
        poll: bool,
        /// Adres dat je editor opent bij een melding, met {pad}, {regel} en {kolom}; of: geen
        #[arg(long, value_name = "ADRES", default_value = "vscode://file/{pad}:{regel}:{kolom}")]
        editor: String,
        /// Laat alleen zien wat lezers zien: geen concepten, en niets van een latere dag
        #[arg(long, conflicts_with = "drafts")]
        published: bool,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Controleer alle teksten en gegevens zonder de site te schrijven
    Check {
        /// Wat zelf wordt verbeterd
        #[command(flatten)]
        how: FixArgs,
        /// Schrijf de dagen waarop pagina's nagekeken moeten zijn in een agenda (iCalendar, .ics)
        #[arg(long, value_name = "BESTAND")]
        agenda: Option<PathBuf>,
        /// Vraag ook aan andere servers of links naar buiten nog werken; dat gaat met het programma curl
        #[arg(long)]
        external: bool,
        /// Zet alleen pagina's van deze eigenaar in de werklijst en de agenda
        #[arg(long, value_name = "ROL")]
        eigenaar: Option<String>,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Leg uit wat een melding betekent, waarom die telt en wat je doet; zonder code: alle meldingen
    Explain {
        /// Code, bijvoorbeeld KP202
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Druk af wat een webserver van de site moet weten: headers, bewaartijden en oude adressen
    Headers {
        /// Soort server
        server: Server,
        /// De site heeft ingepakte kopieën (build --compress)
        #[arg(long)]
        compress: bool,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Zet de hele site in één bestand (WARC 1.1), voor een webarchief
    Archive {
        /// Bestand dat wordt geschreven
        #[arg(long, default_value = "portaal.warc", value_name = "BESTAND")]
        out: PathBuf,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Begin een nieuwe pagina; in een terminal stelt het programma vragen
    New {
        /// Soort: thema, praktijk, bericht, bijeenkomst, rapportage of pagina
        #[arg(value_name = "SOORT")]
        kind: String,
        /// Titel
        #[arg(value_name = "TITEL")]
        title: Option<String>,
        /// Een gegeven van de kop, als SLEUTEL=WAARDE; een lijst met komma's ertussen. Mag vaker, bijvoorbeeld: --veld status=idee
        #[arg(long = "veld", value_name = "SLEUTEL=WAARDE")]
        fields: Vec<String>,
    },
    /// Zeg van welke bestanden een pagina is gemaakt, of waar een bestand te zien is
    Why {
        /// Adres of pad op de site (/themas/werkstraat/), of een bestand van het portaal (data/regios.csv)
        wat: String,
        /// Welke site
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Druk de gegevens van een soort pagina af als JSON Schema, voor programma's die aanvullen en controleren
    Schema {
        /// Soort, bijvoorbeeld praktijk
        #[arg(value_name = "SOORT")]
        kind: Option<String>,
        /// Schrijf de schema's van alle soorten naar .ketenportaal/schemas, waar .vscode/settings.json ze zoekt
        #[arg(long)]
        schrijf: bool,
    },
    /// Begin een nieuw portaal in een lege map
    Init {
        /// Map
        #[arg(value_name = "MAP")]
        dir: PathBuf,
    },
    /// Laad cijfers uit een bestand: CSV, Excel (.xlsx), LibreOffice (.ods) of CBS Open Data (JSON)
    Import {
        /// Wat er in het bestand staat
        #[command(subcommand)]
        what: Import,
    },
}

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// De antwoorden van een periode van de landkaart
    #[command(after_long_help = COLUMNS_HELP)]
    Landkaart {
        /// Bestand met een rij per werkplein en een kolom per mijlpaal
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
        /// Periode, bijvoorbeeld 2009-t3
        #[arg(long, value_name = "PERIODE")]
        periode: String,
        /// Waarschuw als een werkplein in totaal meer dan dit aantal punten stijgt of daalt [standaard: de grootste stap tussen twee niveaus]
        #[arg(long, value_name = "PUNTEN")]
        sprong: Option<u32>,
        /// Hoe
        #[command(flatten)]
        how: ImportArgs,
    },
    /// Cijfers van de arbeidsmarkt per maand, per regio of van het hele land
    #[command(after_long_help = COLUMNS_HELP)]
    Arbeidsmarkt {
        /// Bestand met een rij per maand (en regio) en een kolom per indicator
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
        /// Bestand in data/arbeidsmarkt waar de cijfers in komen, als er meer zijn die kunnen
        #[arg(long, value_name = "BESTAND")]
        bestand: Option<String>,
        /// Waarschuw als een getal meer dan dit percentage anders is dan de maand ervoor [standaard: 25]
        #[arg(long, value_name = "PROCENT")]
        sprong: Option<u32>,
        /// Hoe
        #[command(flatten)]
        how: ImportArgs,
    },
}

/// How a file is imported.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Kolommenbestand (YAML): hoe het bestand afwijkt van wat het portaal verwacht; de vorm staat onderaan bij --help
    #[arg(long, value_name = "BESTAND")]
    pub kolommen: Option<PathBuf>,
    /// Laat alleen zien wat er verandert
    #[arg(long)]
    pub dry_run: bool,
    /// Schrijf ook als er waarschuwingen zijn, zonder vraag
    #[arg(long)]
    pub ja: bool,
}

/// The form of a columns file.
const COLUMNS_HELP: &str = "\
Het kolommenbestand is een klein YAML-bestand. Alles mag weg:

  blad: Antwoorden            # welk blad van de werkmap
  kopregel: 3                 # de rij met de namen van de kolommen
  kolommen:                   # kolom van het bestand: kolom van het portaal
    Naam vestiging: werkplein
    Opmerkingen: overslaan    # deze kolom telt niet
  alleen:                     # alleen rijen met deze waarde tellen; meer waarden met | ertussen
    Geslacht: T001038
  rijen_overslaan: [Totaal, \"GM*\"]   # rijen die niet tellen; * staat voor alles

Kolommen worden herkend aan hun naam of id. Hoofdletters, spaties, streepjes en accenten maken niet uit.";

/// What a check repairs.
#[derive(Debug, Args)]
pub struct FixArgs {
    /// Verbeter wat veilig kan: typefouten in namen, de spatie na de # van een kop, het begin van een adres, en oude adressen van pagina's die zijn verhuisd
    #[arg(long)]
    pub fix: bool,
    /// Laat alleen zien wat er verandert
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Schrijf zonder vraag
    #[arg(long, requires = "fix")]
    pub ja: bool,
    /// Map van de laatste site, waaraan te zien is welke pagina's zijn verhuisd [standaard: public, in de map van het portaal]
    #[arg(long, value_name = "MAP")]
    pub out: Option<PathBuf>,
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
