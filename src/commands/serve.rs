//! `serve`: the preview.

use super::{Exit, is_portal, language, options, schema};
use crate::cli::{Cli, SiteArgs};
use crate::config::Calendar;
use crate::serve;

/// How the preview is reached, and how it looks at files.
pub(super) struct ServeArgs<'a> {
    /// Port.
    pub port: u16,
    /// Name or number of this computer.
    pub host: &'a str,
    /// Whether a browser is opened.
    pub open: bool,
    /// Whether files are looked at by the clock.
    pub poll: bool,
    /// Address that opens the editor, or `geen`.
    pub editor: &'a str,
    /// Whether only that is shown which readers see.
    pub published: bool,
}

/// Shows the preview until the program is stopped.
pub(super) fn run(cli: &Cli, site: &SiteArgs, how: &ServeArgs, calendar: Calendar) -> Result<Exit, String> {
    if site.base_url.is_some() {
        return Err("serve kiest zelf een adres. Gebruik --base-url bij build, check en headers.".to_owned());
    }
    let today = calendar();
    let mut options = options(site, today)?;
    // An editor works on drafts, so the preview shows them unless asked not to.
    options.drafts |= !how.published;
    let editor = if how.editor == "geen" { "" } else { how.editor };
    let opens = editor.contains("{pad}") && editor.contains(':');
    if !opens && !editor.is_empty() {
        return Err(format!(
            "'{editor}' is geen adres van een editor. Schrijf bijvoorbeeld --editor \"{}\", of --editor geen.",
            serve::DEFAULT_EDITOR
        ));
    }
    is_portal(&cli.root)?;
    // Beside the preview, which does not wait for it.
    let root = cli.root.clone();
    std::thread::spawn(move || schema::refresh(&root, today));
    let settings = serve::Settings {
        root: cli.root.clone(),
        host: how.host.to_owned(),
        port: how.port,
        open: how.open,
        poll: how.poll,
        editor: editor.to_owned(),
        language: language(cli),
        options,
        calendar,
    };
    serve::run(settings).map(|()| Exit::Fine)
}
