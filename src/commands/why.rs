//! `why`: what a page is made of, and where a file shows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::json;

use super::{Exit, is_portal, options, sources};
use crate::cli::{Cli, Format, SiteArgs};
use crate::config::Options;
use crate::dutch;
use crate::why::{self, Answer, MadeOf, Shows};

/// How many addresses of one folder are named.
const NAMED: usize = 3;

/// Prints the answer.
pub(super) fn run(cli: &Cli, site: &SiteArgs, asked: &str, today: Date) -> Result<Exit, String> {
    is_portal(&cli.root)?;
    let options = Options { bare: true, ..options(site, today)? };
    let mut problems = Vec::new();
    let sources = sources(&cli.root, &mut problems);
    let answer = why::answer(&sources, &options, asked)?;
    if cli.format == Format::Text {
        print!("{}", text(&answer));
    } else {
        println!("{:#}", json(&answer));
    }
    Ok(Exit::Fine)
}

fn text(answer: &Answer) -> String {
    match answer {
        Answer::MadeOf(made) => text_made_of(made),
        Answer::Shows(shows) => text_shows(shows),
    }
}

fn text_made_of(made: &MadeOf) -> String {
    let mut out = format!("{}\n", address(&made.output));
    if let Some(own) = &made.own {
        out.push_str(&format!("  zelf:     {own}\n"));
    }
    out.push_str(&format!("  sjabloon: {}\n", made.template));
    out.push_str(match made.sources.is_empty() {
        true => "Er komt niets uit andere bestanden.\n",
        false => "Zonder een van deze bestanden is de pagina anders, of is zij er niet:\n",
    });
    made.sources.iter().for_each(|source| out.push_str(&format!("  {source}\n")));
    if made.skipped > 0 {
        out.push_str(&format!("Niet bekeken: {} teksten waar deze pagina niet naar linkt.\n", whole(made.skipped)));
    }
    out
}

fn text_shows(shows: &Shows) -> String {
    let mut out = format!("{}\n", shows.source);
    if shows.gone.is_empty() && shows.other.is_empty() {
        return out + &format!("Geen van de {} bestanden van de site gebruikt dit bestand.\n", whole(shows.all));
    }
    for (what, paths) in [("er niet", &shows.gone), ("anders", &shows.other)] {
        if paths.is_empty() {
            continue;
        }
        let verb = if paths.len() == 1 { "is" } else { "zijn" };
        out.push_str(&format!(
            "Zonder dit bestand {verb} {} van de {} bestanden van de site {what}:\n",
            whole(paths.len()),
            whole(shows.all)
        ));
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_default().push(path);
        }
        for paths in folders.values() {
            let named: Vec<String> = paths.iter().take(NAMED).map(|path| address(path)).collect();
            let more =
                if paths.len() > NAMED { format!(" en {} meer", whole(paths.len() - NAMED)) } else { String::new() };
            out.push_str(&format!("  {}{more}\n", named.join("  ")));
        }
    }
    out
}

fn whole(count: usize) -> String {
    dutch::whole(count as i64)
}

/// `themas/index.html` → `/themas/`.
fn address(path: &str) -> String {
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn json(answer: &Answer) -> serde_json::Value {
    match answer {
        Answer::MadeOf(made) => json!({
            "output": made.output,
            "own": made.own,
            "template": made.template,
            "sources": made.sources,
            "skipped": made.skipped,
        }),
        Answer::Shows(shows) => json!({
            "source": shows.source,
            "gone": shows.gone,
            "other": shows.other,
            "all": shows.all,
        }),
    }
}
