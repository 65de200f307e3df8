//! Settings: what the portal says of itself (`data/portaal.yaml`) and what one run is asked to do.

use jiff::civil::Date;

use crate::diagnostic::Level;
use crate::hash::Hasher;
use crate::source::Located;

/// What `data/portaal.yaml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the portal.
    pub name: String,
    /// A few words below the name.
    pub tagline: String,
    /// One sentence on what the portal is.
    pub description: String,
    /// Address the site is published at, with its closing slash.
    pub base_url: Located<String>,
    /// Language of the texts, for `<html lang>`.
    pub language: String,
    /// Role that looks after the portal.
    pub owner: String,
    /// General e-mail address.
    pub contact: String,
    /// Folder of the theme below `themes/`.
    pub theme: Located<String>,
    /// Day the site is shown as of, when it is fixed.
    pub as_of: Option<Date>,
    /// Folders in the navigation of the header.
    pub navigation: Vec<Located<String>>,
    /// Whether text files lie packed beside themselves, for servers that send such copies.
    pub compress: bool,
    /// Under which terms the data is published; absent when nobody said so.
    pub open_data: Option<OpenData>,
    /// What is known of the site's accessibility; absent when nobody said so.
    pub toegankelijkheid: Option<Accessibility>,
    /// The organisation that answers for the portal; absent when nobody said so.
    pub organisatie: Option<Organisation>,
    /// Whom to tell of a leak; absent when nobody said so, and then there is no `security.txt`.
    pub beveiliging: Option<Security>,
    /// Where readers send what they think of a page; absent when they are not asked.
    pub feedback: Option<Feedback>,
    /// What readers usually get and do not here.
    pub left_out: Vec<Extra>,
    /// Rules that weigh more or less here than by themselves, in order: of two that say so the last counts.
    pub controle: Vec<RuleLevel>,
}

impl Settings {
    /// Whether the portal has this for its readers.
    pub fn has(&self, extra: Extra) -> bool {
        !self.left_out.contains(&extra)
    }

    /// How bad a problem of a rule is in a file: `None` when nothing was said, `Some(None)` when it is not reported.
    pub fn level_of(&self, code: &str, path: &str) -> Option<Option<Level>> {
        let folder = |rule: &RuleLevel| match &rule.folder {
            Some(folder) => path
                .strip_prefix("content/")
                .and_then(|rest| rest.strip_prefix(folder.as_str()))
                .is_some_and(|rest| rest.starts_with('/')),
            None => true,
        };
        self.controle.iter().rev().find(|rule| rule.code == code && folder(rule)).map(|rule| rule.level)
    }
}

/// What a portal can do without: each makes many files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// The page of search, the field in the header, and the index.
    Search,
    /// Lists of practices by what they can be chosen by; the list of all stays.
    ChoiceLists,
    /// Tables to download, their catalogue and page, and the numbers beside figures.
    OpenData,
    /// The pictures of sections that other sites show beside a link.
    Covers,
}

impl Extra {
    /// Names in `portaal.yaml`.
    pub const NAMES: &'static [(&'static str, Extra)] = &[
        ("zoeken", Extra::Search),
        ("keuzelijsten", Extra::ChoiceLists),
        ("open-data", Extra::OpenData),
        ("deelbeelden", Extra::Covers),
    ];
}

/// How bad the problems of one rule are.
#[derive(Debug, Clone)]
pub struct RuleLevel {
    /// Code of the rule.
    pub code: String,
    /// How bad; none when they are not reported.
    pub level: Option<Level>,
    /// Folder of `content/` it is about; everything when absent.
    pub folder: Option<String>,
}

/// How accessible the site is, for the statement that a public body owes its readers.
#[derive(Debug, Clone)]
pub struct Accessibility {
    /// How far it meets the norm.
    pub status: AccessibilityStatus,
    /// Day on which that was found.
    pub datum: Date,
    /// Who tested what, and how.
    pub toets: Option<String>,
    /// What is known not to be right.
    pub uitzonderingen: Vec<AccessibilityException>,
}

/// Something that is known not to be accessible.
#[derive(Debug, Clone)]
pub struct AccessibilityException {
    /// What it is.
    pub wat: String,
    /// Why it is so.
    pub waarom: String,
    /// What a reader can do instead, or when it is mended.
    pub uitweg: Option<String>,
}

/// The levels of the Dutch model statement (<https://www.digitoegankelijk.nl/>), and that of a site nobody looked at yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessibilityStatus {
    /// A: all of the norm is met.
    Full,
    /// B: part of it is.
    Partial,
    /// C: first measures were taken.
    FirstMeasures,
    /// D: the norm is not met.
    Not,
    /// Nobody looked yet.
    Unknown,
}

impl AccessibilityStatus {
    /// Names in `portaal.yaml` and in `teksten.yaml`, in the order of the variants.
    pub const NAMES: &'static [(&'static str, AccessibilityStatus)] = &[
        ("volledig", AccessibilityStatus::Full),
        ("gedeeltelijk", AccessibilityStatus::Partial),
        ("eerste-maatregelen", AccessibilityStatus::FirstMeasures),
        ("niet", AccessibilityStatus::Not),
        ("onbekend", AccessibilityStatus::Unknown),
    ];

    /// Its name in `portaal.yaml` and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// The organisation that answers for the portal, for metadata after OWMS.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Name.
    pub naam: String,
    /// Its address in the register of TOOI: `https://identifier.overheid.nl/tooi/id/…`.
    pub tooi: Option<String>,
}

/// What `security.txt` says (RFC 9116).
#[derive(Debug, Clone)]
pub struct Security {
    /// Addresses to report to, best first: `mailto:` or `https:`. At least one.
    pub contact: Vec<String>,
    /// First day on which the file no longer holds.
    pub expires: Located<Date>,
    /// Languages in which one may report, as tags of BCP 47: `nl`.
    pub talen: Vec<String>,
    /// Address of the page that says how reports are dealt with.
    pub beleid: Option<String>,
}

/// Where readers send what they think of a page. At least one of both is there.
#[derive(Debug, Clone)]
pub struct Feedback {
    /// E-mail address.
    pub mail: Option<String>,
    /// Address of a form, which gets what is known as its query; it goes before the e-mail address.
    pub adres: Option<String>,
}

/// What the portal says of its open data, for readers and for the catalogue.
#[derive(Debug, Clone)]
pub struct OpenData {
    /// What one may do with it.
    pub licentie: Licence,
    /// Codes of the European list of data themes: `SOCI`. At least one.
    pub themas: Vec<String>,
    /// Organisation that publishes it; absent when that is the owner of the portal.
    pub uitgever: Option<String>,
    /// Address in a register of organisations that names the publisher.
    pub uitgever_uri: Option<String>,
    /// What kind of organisation the publisher is.
    pub uitgever_soort: Option<PublisherKind>,
    /// Code of the country in the European list of countries: `NLD`.
    pub gebied: Option<String>,
    /// What is known of tables that have no model to say it.
    pub tabellen: Vec<TableNote>,
}

/// Where a table comes from that has no model to say it.
#[derive(Debug, Clone)]
pub struct TableNote {
    /// Its id: `werkpleinen`, `regios`, `begrippen` or `indicatoren`.
    pub tabel: String,
    /// Where the rows come from.
    pub bron: Option<String>,
    /// How the example data was made; absent for real data.
    pub voorbeeld: Option<String>,
}

/// A licence of Creative Commons: the only ones DCAT-AP-NL 3.0 allows for data that anyone may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Licence {
    /// No rights reserved.
    Cc0,
    /// With the name of the maker.
    CcBy,
    /// With the name of the maker, and shared alike.
    CcBySa,
}

impl Licence {
    /// Names in `portaal.yaml`, in the order of the variants.
    pub const NAMES: &'static [(&'static str, Licence)] =
        &[("cc0", Licence::Cc0), ("cc-by", Licence::CcBy), ("cc-by-sa", Licence::CcBySa)];

    /// Its name in `portaal.yaml` and in `teksten.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// The text of the licence.
    pub fn address(self) -> &'static str {
        match self {
            Licence::Cc0 => "https://creativecommons.org/publicdomain/zero/1.0/",
            Licence::CcBy => "https://creativecommons.org/licenses/by/4.0/",
            Licence::CcBySa => "https://creativecommons.org/licenses/by-sa/4.0/",
        }
    }

    /// Its URI in the licence list of the Publications Office of the European Union.
    pub fn authority(self) -> &'static str {
        match self {
            Licence::Cc0 => "http://publications.europa.eu/resource/authority/licence/CC0",
            Licence::CcBy => "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
            Licence::CcBySa => "http://publications.europa.eu/resource/authority/licence/CC_BYSA_4_0",
        }
    }
}

/// What kind of organisation a publisher is, in the words of the ADMS list of publisher types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublisherKind {
    /// A body of the state.
    National,
    /// A province or another region.
    Regional,
    /// A municipality.
    Local,
    /// A foundation or an association.
    NonGovernmental,
}

impl PublisherKind {
    /// Names in `portaal.yaml`.
    pub const NAMES: &'static [(&'static str, PublisherKind)] = &[
        ("rijk", PublisherKind::National),
        ("regio", PublisherKind::Regional),
        ("gemeente", PublisherKind::Local),
        ("maatschappelijk", PublisherKind::NonGovernmental),
    ];

    /// Its URI in the ADMS list of publisher types.
    pub fn uri(self) -> &'static str {
        match self {
            PublisherKind::National => "http://purl.org/adms/publishertype/NationalAuthority",
            PublisherKind::Regional => "http://purl.org/adms/publishertype/RegionalAuthority",
            PublisherKind::Local => "http://purl.org/adms/publishertype/LocalAuthority",
            PublisherKind::NonGovernmental => "http://purl.org/adms/publishertype/NonGovernmentalOrganisation",
        }
    }
}

/// The address with its closing slash, when it is an http(s) address without a query.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    // A path that starts with `//` would be another server in a link.
    let valid = rest.trim_end_matches('/').split('/').all(|part| !["", ".", ".."].contains(&part))
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c))
        && !rest.split('/').skip(1).any(|part| part.contains(['[', ']']));
    valid.then(|| format!("{}/", url.trim_end_matches('/')))
}

/// Whether a text is the address of something in TOOI, the register of Dutch government organisations
/// (<https://standaarden.overheid.nl/tooi/doc/tooi-waardelijsten/>).
pub fn is_tooi(address: &str) -> bool {
    let rest = address.strip_prefix("https://identifier.overheid.nl/tooi/id/");
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || "/_-.".contains(c)))
}

/// Tells the day.
pub type Calendar = fn() -> Date;

/// What one run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to publish at, in place of that of the settings.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Day the site is shown as of, in place of that of the settings.
    pub as_of: Option<Date>,
    /// Day to show the site as of when neither says so: today, given by the command line.
    pub today: Date,
    /// Whether pages carry the preview's script.
    pub preview: bool,
    /// Whether text files get packed copies, also when the settings do not say so.
    pub compress: bool,
    /// Whether pages leave out the version that readers can name, which changes with everything: for `why`.
    pub bare: bool,
}

impl Options {
    /// Adds what is asked to a hash.
    pub fn feed(&self, hasher: &mut Hasher) {
        let as_of = self.as_of.map(|date| date.to_string());
        hasher.text(self.base_url.as_deref().unwrap_or_default()).text(as_of.as_deref().unwrap_or_default());
        hasher.text(&self.today.to_string());
        hasher.number(u64::from(self.drafts)).number(u64::from(self.preview)).number(u64::from(self.compress));
        hasher.number(u64::from(self.bare));
    }

    /// Plain options with a fixed day: for tests.
    pub fn on(today: Date) -> Self {
        Self { base_url: None, drafts: false, as_of: None, today, preview: false, compress: false, bare: false }
    }
}
