//! When a page last changed, as far as the portal knows, and days as moments in Dutch time. Nothing here reads a clock.

use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::id::Id;
use crate::model::lists::PER_LIST;
use crate::model::portal::{Page, PageKind, Portal, Praktijk, Subject};
use crate::moment::Moment;

/// How many practices and news items the home page shows.
pub const ON_HOME: usize = 4;

/// The day a text was last changed, or else published.
pub fn own(page: &Page) -> Option<Date> {
    let common = page.text.as_ref()?.common();
    common.updated.or(common.date)
}

/// The last day on which something a page shows changed: its own text, or the newest of the cards in its lists. Nothing when no
/// text on it has a date, as on a page of figures: the day of a build is no day of a change.
pub fn last_change(portal: &Portal, page: &Page) -> Option<Date> {
    let of = |id: Id<Page>| own(&portal.pages[id]);
    let practices = || (practices(portal, page).into_iter()).filter_map(|id| of(portal.praktijken[id].page)).max();
    let berichten = |count| portal.berichten.iter().take(count).filter_map(|bericht| of(bericht.page)).max();
    let news = |is_shown: &dyn Fn(&crate::model::portal::Bericht) -> bool| {
        portal.berichten.iter().filter(|bericht| is_shown(bericht)).filter_map(|bericht| of(bericht.page)).max()
    };
    let shown = match (page.kind, page.subject) {
        _ if page.blad > 1 => practices(),
        (PageKind::Home, _) => {
            let newest = portal.praktijken.iter().take(ON_HOME).filter_map(|praktijk| of(praktijk.page)).max();
            newest.max(berichten(ON_HOME))
        }
        (PageKind::Themas, _) => portal.themas.iter().filter_map(|thema| of(thema.page)).max(),
        (_, Subject::Thema(id)) => practices().max(news(&|bericht| bericht.themas.contains(&id))),
        (_, Subject::Regio(id)) if page.kind == PageKind::Regio => {
            practices().max(news(&|bericht| bericht.regio == Some(id)))
        }
        (_, Subject::Werkplein(_) | Subject::Doelgroep(_) | Subject::Onderwerp(_) | Subject::Mijlpaal(_))
        | (PageKind::Praktijken, _) => practices(),
        (PageKind::Nieuws, _) => berichten(usize::MAX),
        (PageKind::Agenda, _) => portal.bijeenkomsten.iter().filter_map(|item| of(item.page)).max(),
        (PageKind::Rapportages, _) => portal.rapportages.iter().filter_map(|item| of(item.page)).max(),
        (PageKind::Ketenjournaal, _) => portal.edities.iter().map(|editie| editie.datum).max(),
        (_, Subject::Editie(id)) => Some(portal.edities[id].datum),
        _ => None,
    };
    own(page).max(shown)
}

/// The practices whose cards a page shows.
fn practices(portal: &Portal, page: &Page) -> Vec<Id<Praktijk>> {
    let lists = &portal.lists;
    let shown = |list: &[Id<Praktijk>]| -> Vec<Id<Praktijk>> {
        let start = (page.blad as usize - 1) * PER_LIST;
        list.iter().copied().skip(start).take(PER_LIST).collect()
    };
    match page.subject {
        Subject::Thema(id) => shown(&lists.thema[id.index()]),
        Subject::Doelgroep(id) => shown(&lists.doelgroep[id.index()]),
        Subject::Onderwerp(id) => shown(&lists.onderwerp[id.index()]),
        Subject::Mijlpaal(id) => shown(&lists.mijlpaal[id.index()]),
        Subject::Regio(id) => shown(&lists.regio[id.index()]),
        Subject::Werkplein(id) => [&lists.werkplein[id.index()][..], &lists.gebruikt_in[id.index()]].concat(),
        Subject::None if page.kind == PageKind::Praktijken => {
            portal.praktijken.ids().skip((page.blad as usize - 1) * PER_LIST).take(PER_LIST).collect()
        }
        _ => Vec::new(),
    }
}

/// A day or a moment as in RFC 3339, in Dutch time: `2009-05-27T09:30:00+02:00`. A day without a time starts at midnight.
pub fn rfc3339(moment: Moment) -> String {
    static AMSTERDAM: OnceLock<TimeZone> = OnceLock::new();
    // The rule that the European Union has had since 1996; before that year an hour may be off.
    let zone = AMSTERDAM.get_or_init(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));
    let (hour, minute) = moment.time.unwrap_or((0, 0));
    let offset = zone
        .to_ambiguous_zoned(moment.date.at(hour, minute, 0, 0))
        .compatible()
        .map_or(0, |zoned| zoned.offset().seconds());
    format!("{}T{hour:02}:{minute:02}:00+{:02}:{:02}", moment.date, offset / 3600, offset / 60 % 60)
}

/// The start of a day as in RFC 3339, in Dutch time.
pub fn day(date: Date) -> String {
    rfc3339(Moment { date, time: None })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn moments_are_in_dutch_time() {
        for (date, time, text) in [
            (date(2009, 5, 27), Some((9, 30)), "2009-05-27T09:30:00+02:00"),
            (date(2009, 1, 1), None, "2009-01-01T00:00:00+01:00"),
            (date(2009, 3, 29), Some((1, 59)), "2009-03-29T01:59:00+01:00"),
            (date(2009, 3, 29), Some((3, 0)), "2009-03-29T03:00:00+02:00"),
            (date(2009, 10, 25), None, "2009-10-25T00:00:00+02:00"),
            (date(2009, 10, 26), None, "2009-10-26T00:00:00+01:00"),
        ] {
            assert_eq!(rfc3339(Moment { date, time }), text);
        }
    }
}
