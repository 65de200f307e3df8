//! `new`: begins a page. Asks what is missing on a terminal, and says what is missing elsewhere.

use std::io::IsTerminal;
use std::path::Path;

use jiff::civil::Date;

use super::{Exit, is_portal, names};
use crate::cli::Cli;
use crate::new::{Draft, Question};
use crate::{ask, pipeline, report, write};

/// Writes the first version of a page.
pub(super) fn run(cli: &Cli, kind: &str, title: Option<&str>, fields: &[String], today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let portal = names(&cli.root, today).ok_or(pipeline::UNREADABLE)?;
    let mut draft = Draft::begin(&portal, kind)?;
    if let Some(title) = title {
        draft.set("title", title)?;
        is_free(&cli.root, &draft)?;
    }
    for field in fields {
        let (key, value) = field.split_once('=').ok_or_else(|| {
            format!("'{field}' is geen gegeven met een waarde. Schrijf bijvoorbeeld: --veld status=idee.")
        })?;
        draft.set(key.trim(), value)?;
    }
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        while let Some(question) = draft.questions().into_iter().next() {
            answer(&cli.root, &mut draft, &question)?;
        }
    }
    let page = draft.page()?;
    write::new_file(&cli.root.join(&page.path), page.text.as_bytes())?;
    println!("{} is gemaakt. {}\nHaal 'draft: true' weg als de pagina klaar is.", page.path, page.rest);
    Ok(Exit::Fine)
}

/// Whether there is no page with this title yet: that is said before the other questions, not after them.
fn is_free(root: &Path, draft: &Draft) -> Result<(), String> {
    let path = draft.path()?;
    if root.join(&path).exists() {
        return Err(format!("{path} bestaat al. Kies een andere titel of bewerk dat bestand."));
    }
    Ok(())
}

/// Asks until the answer fits.
fn answer(root: &Path, draft: &mut Draft, question: &Question) -> Result<(), String> {
    let unread = |error: std::io::Error| format!("kan het antwoord niet lezen: {error}");
    loop {
        let given = if question.choices.is_empty() {
            let text = ask::line(&question.text, question.proposal.as_deref()).map_err(unread)?;
            let set = draft.set(&question.key, &text);
            if question.key == "title" { set.and_then(|()| is_free(root, draft)) } else { set }
        } else {
            let labels: Vec<String> = question.choices.iter().map(|choice| report::clean(&choice.label)).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let chosen = ask::choose(&question.text, &labels, question.many).map_err(unread)?;
            let ids: Vec<&str> = chosen.iter().map(|&place| question.choices[place].id.as_str()).collect();
            let key = chosen.first().map_or(question.key.as_str(), |&place| question.choices[place].key);
            draft.set(key, &ids.join(","))
        };
        match given {
            Ok(()) => return Ok(()),
            Err(message) => eprintln!("{message}"),
        }
    }
}
