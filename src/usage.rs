//! The command line in Dutch: `--help`, and what is said of a command that cannot be read. The crate that reads it speaks English only.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error, FromArgMatches};

use crate::cli::Cli;

/// Order of the parts of `--help`.
const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}\n";

/// A command line that runs no command: what is said instead.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// The text, with its last line end.
    pub text: String,
    /// Whether help or the version was asked for, which is no mistake.
    pub is_answer: bool,
}

/// Reads the arguments, the first of which is the name of the program. `help x` is `x --help`.
///
/// # Errors
/// What to say, and that is all there is to do: an answer, or what is wrong; in English when `--lang en` is among the arguments.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Cli, Refused> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    let is_english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|argument| argument == "--lang=en");
    let command = if is_english { Cli::command() } else { dutch(Cli::command()) };
    let found = command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    found.map_err(|error| Refused {
        is_answer: !error.use_stderr(),
        text: if is_english { error.to_string() } else { told(&error).unwrap_or_else(|| help(&error)) },
    })
}

/// A command whose help is Dutch, and so is that of the commands in it.
fn dutch(command: Command) -> Command {
    let is_root = command.get_version().is_some();
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(dutch_argument)
        .arg(flag("help", 'h', ArgAction::Help).help("Laat deze uitleg zien"));
    let command = match is_root {
        true => command.arg(flag("version", 'V', ArgAction::Version).help("Laat de versie zien")),
        false => command,
    };
    inner.into_iter().fold(command, |command, name| command.mut_subcommand(name, dutch))
}

fn flag(name: &'static str, letter: char, action: ArgAction) -> Arg {
    Arg::new(name).short(letter).long(name).action(action).help_heading("Opties bij elke opdracht")
}

/// An argument whose help says in Dutch what it is when it is not given, and what can be chosen.
fn dutch_argument(argument: Arg) -> Arg {
    let heading = match (argument.is_positional(), argument.is_global_set()) {
        (true, _) => "Gegevens",
        (_, true) => "Opties bij elke opdracht",
        _ => "Opties",
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument;
    }
    let mut help = argument.get_help().map(StyledStr::to_string).unwrap_or_default();
    let choices = argument.get_possible_values();
    if !choices.is_empty() {
        let names: Vec<&str> = choices.iter().map(|choice| choice.get_name()).collect();
        help.push_str(&format!(" [keuze: {}]", names.join(", ")));
    }
    let default: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !default.is_empty() {
        help.push_str(&format!(" [standaard: {}]", default.join(", ")));
    }
    argument.hide_default_value(true).hide_possible_values(true).help(help)
}

/// The help that was asked for: the one word of the crate that cannot be set is put right.
fn help(error: &Error) -> String {
    error.to_string().replace("[OPTIONS]", "[OPTIES]")
}

/// What is wrong with a command line; none when the error is an answer, or says nothing that can be told.
fn told(error: &Error) -> Option<String> {
    let said = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = || said(ContextKind::InvalidArg);
    let (problem, nearest) = match error.kind() {
        ErrorKind::InvalidSubcommand => (
            format!("De opdracht '{}' is er niet.", said(ContextKind::InvalidSubcommand)?),
            said(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::UnknownArgument => {
            (format!("'{}' hoort niet bij deze opdracht.", argument()?), said(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let value = said(ContextKind::InvalidValue).unwrap_or_default();
            let choices = said(ContextKind::ValidValue).filter(|names| !names.is_empty());
            let choices = choices.map(|names| format!(" Kies uit: {names}.")).unwrap_or_default();
            match value.is_empty() {
                true => (format!("Bij '{}' ontbreekt een waarde.{choices}", argument()?), None),
                false => {
                    (format!("'{value}' kan niet bij '{}'.{choices}", argument()?), said(ContextKind::SuggestedValue))
                }
            }
        }
        ErrorKind::ValueValidation => {
            (format!("'{}' kan niet bij '{}'.", said(ContextKind::InvalidValue)?, argument()?), None)
        }
        ErrorKind::MissingRequiredArgument => (format!("Bij deze opdracht ontbreekt: {}.", argument()?), None),
        ErrorKind::MissingSubcommand => ("Zeg erbij wat er moet gebeuren.".to_owned(), None),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg)?;
            match other == argument()? {
                true => (format!("'{other}' mag maar één keer."), None),
                false => (format!("'{}' kan niet samen met '{other}'.", argument()?), None),
            }
        }
        ErrorKind::NoEquals => (format!("Schrijf bij '{}' een = voor de waarde.", argument()?), None),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            (format!("Bij '{}' staan te veel of te weinig waarden.", argument()?), None)
        }
        ErrorKind::InvalidUtf8 => ("Deze opdracht is geen tekst in UTF-8.".to_owned(), None),
        _ => return None,
    };
    let nearest = nearest.map(|name| format!(" Bedoelde je '{name}'?")).unwrap_or_default();
    Some(format!("{problem}{nearest}\nMet --help lees je wat er kan.\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> Refused {
        parse(line.split(' ').map(OsString::from)).expect_err(line)
    }

    #[test]
    fn the_definitions_hold() {
        dutch(Cli::command()).debug_assert();
    }

    #[test]
    fn mistakes_are_told_in_dutch() {
        for (line, told) in [
            ("k biuld", "De opdracht 'biuld' is er niet. Bedoelde je 'build'?"),
            ("k build --draft", "'--draft' hoort niet bij deze opdracht. Bedoelde je '--drafts'?"),
            ("k check --format xml", "'xml' kan niet bij '--format <VORM>'. Kies uit: text, json, sarif, github."),
            ("k serve --port veel", "'veel' kan niet bij '--port <POORT>'."),
            ("k check --as-of 1-2-2009", "'1-2-2009' kan niet bij '--as-of <DATUM>'."),
            ("k why", "Bij deze opdracht ontbreekt: <WAT>."),
            ("k serve --drafts --published", "'--drafts' kan niet samen met '--published'."),
            ("k build --out a --out b", "'--out <MAP>' mag maar één keer."),
            ("k build --out", "Bij '--out <MAP>' ontbreekt een waarde."),
        ] {
            let Refused { text, is_answer } = refused(line);
            assert_eq!((text.lines().next(), is_answer), (Some(told), false), "{line}: {text}");
        }
        let english = refused("k --lang en biuld").text;
        assert!(english.contains("unrecognized subcommand"), "{english}");
    }

    #[test]
    fn help_is_dutch_whichever_way_it_is_asked_for() {
        let Refused { text, is_answer } = refused("k build --help");
        assert!(is_answer && text == refused("k help build").text, "{text}");
        assert!(
            text.contains("Gebruik: k build [OPTIES]")
                && text.contains("[standaard: public, in de map van het portaal]"),
            "{text}"
        );
        for line in ["k --help", "k help import landkaart", "k serve -h", "k"] {
            let text = refused(line).text;
            for english in ["Usage", "Options", "Commands", "Print", "default:", "possible", "help subcommand"] {
                assert!(!text.contains(english), "{line}: {english} in {text}");
            }
        }
        assert_eq!(refused("k --version").text, format!("ketenportaal {}\n", env!("CARGO_PKG_VERSION")));
    }
}
