//! Verbs in two parts: who looks for *invullen* also means *vul de landkaart in*, *in te vullen* and *ingevuld*.
//!
//! The verbs are listed, and not learned: a particle and a verb are often in one sentence by chance.

use std::sync::LazyLock;

use super::stem::Stemmer;
use super::words::Words;
use crate::order::Order;

/// The verbs, as readers look for them.
const VERBS: &str = "aanbieden aanbrengen aangaan aangeven aanhouden aanjagen aankijken aankomen aankondigen aankunnen aanleveren \
    aanmaken aanmelden aannemen aanpakken aanpassen aanraden aanschuiven aansluiten aanspreken aansturen aantonen aantrekken \
    aanvragen aanvullen aanwijzen afbreken afgeven afhaken afhandelen afkomen aflopen afmaken afmelden afnemen afronden afspreken \
    afstemmen afwegen afwerken afwijken afwijzen bijdragen bijhouden bijkomen bijstellen bijwonen bijzetten deelnemen doorgaan \
    doorgeven doorkijken doorpraten doorrekenen doorsturen doorverbinden doorverwijzen doorvragen indelen indienen ingaan inkopen \
    inleveren inlezen inlichten inplannen inrichten inschakelen inschatten inschrijven instemmen instellen insturen invoeren \
    invullen inwerken inzetten inzien klaarzetten langsgaan langskomen meedenken meedoen meegaan meegeven meekijken meelopen \
    meenemen meepraten meesturen meetellen meewerken nabellen nadenken nagaan nakijken nakomen nalopen narekenen navragen omgaan \
    omrekenen omzetten opbellen opbouwen opdelen openstellen opgeven ophalen ophangen opleiden opleveren oplopen oplossen opnemen \
    oppakken oprichten opruimen opschrijven opslaan opstarten opstellen opsturen optellen optreden opvallen opvolgen opvragen \
    opzetten opzoeken overdoen overdragen overgaan overhouden overnemen overstappen overtypen plaatsvinden samenbrengen samengaan \
    samenkomen samenstellen samenvatten samenvoegen samenwerken stilstaan tegenkomen tegenvallen teruggaan teruggeven terugbellen \
    terugkijken terugkomen terugzakken toelichten toenemen toepassen toesturen toevoegen toewijzen uitbreiden uitgaan uitgeven \
    uitkiezen uitkomen uitleggen uitlenen uitmaken uitnodigen uitproberen uitrekenen uitsluiten uitspreken uitstellen uitstromen \
    uitvallen uitvoeren uitvragen uitwerken uitwisselen uitzoeken vasthouden vastleggen vaststaan vaststellen voorbereiden \
    voorgaan voorleggen voorlezen voorlichten voorstellen voorzitten weggaan weghalen wegvallen wegwerken";

/// The first parts of the verbs.
const PARTICLES: [&str; 24] = [
    "aan", "af", "bij", "deel", "door", "in", "klaar", "langs", "mee", "na", "om", "op", "open", "over", "plaats",
    "samen", "stil", "tegen", "terug", "toe", "uit", "vast", "voor", "weg",
];

/// Forms that are not made with *-t*, *-d*, *-de* or *-te*, with the verb before each row.
const STRONG: &str = "bieden bood boden|brengen bracht brachten|breken brak braken broken|denken dacht dachten|doen doe doet deed \
    deden daan|dragen droeg droegen|gaan ga gaat ging gingen|geven gaf gaven|hangen hing hingen|houden hield hielden|kiezen koos \
    kozen|kijken keek keken|komen kwam kwamen|kopen kocht kochten|kunnen kan kon konden|lezen las lazen|lopen liep liepen|nemen nam \
    namen nomen|schrijven schreef schreven|schuiven schoof schoven|slaan sla slaat sloeg sloegen slagen|sluiten sloot \
    sloten|spreken sprak spraken sproken|staan sta staat stond stonden|treden trad traden|trekken trok trokken|vallen viel \
    vielen|verbinden verbond verbonden|verwijzen verwees verwezen|vinden vond vonden|vragen vroeg vroegen|wegen woog wogen|wijken \
    week weken|wijzen wees wezen|zien zie ziet zag zagen|zitten zat zaten|zoeken zocht zochten";

/// What other forms end in.
const ENDINGS: [&str; 7] = ["", "den", "ten", "de", "te", "d", "t"];

/// A particle stands at most this many words after its verb.
const REACH: usize = 15;
/// The longest particle has this many letters.
const LONGEST: usize = 6;
/// Words with which a new clause begins.
const CLAUSES: [&str; 8] = ["en", "of", "maar", "want", "als", "omdat", "zodat", "voordat"];

/// The verbs of the list, by their two parts.
struct Verbs {
    stemmer: Stemmer,
    /// In the order of [`PARTICLES`].
    by_particle: Vec<WithParticle>,
    /// Strong forms with the root of their verb, in order.
    strong: Vec<(&'static str, String)>,
}

/// The verbs of one particle.
struct WithParticle {
    /// [`root`] and verb, in order.
    list: Vec<(String, &'static str)>,
    /// Whether one of their forms has this [`beginning`]: nearly no word of a sentence has, and making a stem is dear.
    begins: Vec<bool>,
}

static ALL: LazyLock<Verbs> = LazyLock::new(Verbs::new);

impl Verbs {
    fn new() -> Self {
        let stemmer = Stemmer::default();
        let forms = |row: &'static str| {
            let mut words = row.split_whitespace();
            let root = words.next().map(|verb| root(&stemmer, verb)).unwrap_or_default();
            words.map(move |form| (form, root.clone()))
        };
        let mut strong: Vec<(&str, String)> = STRONG.split('|').flat_map(forms).collect();
        strong.order();
        let with = |particle: &&str| {
            // "openstellen" begins with "op" and with "open": the longest is its particle.
            let is_its = |verb: &&str| {
                let mut fitting = PARTICLES.iter().filter(|other| verb.starts_with(**other));
                verb.starts_with(particle) && fitting.all(|other| other.len() <= particle.len())
            };
            let verbs = VERBS.split_whitespace().filter(is_its);
            let mut list: Vec<_> = verbs.map(|verb| (root(&stemmer, &verb[particle.len()..]), verb)).collect();
            list.order();
            let mut begins = vec![false; BEGINNINGS];
            let of_them =
                strong.iter().filter(|(_, root)| list.iter().any(|(own, _)| own == root)).map(|(form, _)| *form);
            let roots = list.iter().map(|(root, _)| root.as_str());
            roots.chain(of_them).filter_map(beginning).for_each(|at| begins[at] = true);
            WithParticle { list, begins }
        };
        let by_particle = PARTICLES.iter().map(with).collect();
        Self { stemmer, by_particle, strong }
    }

    /// The verbs of a particle; none of a word that is no particle.
    fn with(&self, word: &str) -> Option<&WithParticle> {
        PARTICLES.iter().position(|particle| *particle == word).map(|at| &self.by_particle[at])
    }

    /// The verb of a particle and a form of the other part.
    fn find(&self, with: &WithParticle, form: &str) -> Option<&'static str> {
        beginning(form).filter(|&at| with.begins[at])?;
        let verb = |root: &str| {
            let found = with.list.binary_search_by(|(known, _)| (**known).cmp(root));
            found.ok().map(|at| with.list[at].1)
        };
        if let Ok(at) = self.strong.binary_search_by(|(known, _)| (*known).cmp(form)) {
            return verb(&self.strong[at].1);
        }
        let mut bare = ENDINGS.iter().filter_map(|ending| form.strip_suffix(ending)).filter(|bare| bare.len() > 1);
        bare.find_map(|bare| verb(&root(&self.stemmer, bare)))
    }
}

/// How many different beginnings there are.
const BEGINNINGS: usize = 26 * 26;

/// The two letters that a word begins with, as a number: those of all forms of a verb are its root's, but of strong forms.
fn beginning(word: &str) -> Option<usize> {
    let letter = |byte: u8| byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'));
    match word.as_bytes() {
        [one, other, ..] => Some(letter(*one)? * 26 + letter(*other)?),
        _ => None,
    }
}

/// What the forms of a verb have in common: the stem, with one consonant at its end where Snowball leaves two, as of *vullen*.
fn root(stemmer: &Stemmer, form: &str) -> String {
    let mut stem = stemmer.stem(form);
    if let [.., one, other] = stem.as_bytes()
        && one == other
    {
        stem.pop();
    }
    stem
}

/// The verb of a folded word that has both parts in it: *invult*, *ingevuld*.
pub fn in_one_part(word: &str) -> Option<&'static str> {
    let rests = PARTICLES.iter().zip(&ALL.by_particle);
    let mut rests = rests.filter_map(|(particle, with)| Some((with, word.strip_prefix(particle)?)));
    rests.find_map(|(with, rest)| {
        ALL.find(with, rest).or_else(|| rest.strip_prefix("ge").and_then(|rest| ALL.find(with, rest)))
    })
}

/// The verbs that stand in two parts in a text with these words, each with the place of its verb among the words, in order.
pub fn in_two_parts(text: &str, words: &Words) -> Vec<(usize, &'static str)> {
    let ranges = words.ranges();
    let word = |at: usize| &words.letters()[ranges[at].0.clone()];
    let between = |one: usize, other: usize| &text[ranges[one].1.end..ranges[other].1.start];
    let mut found = Vec::new();
    for at in 0..ranges.len() {
        let Some(with) = Some(word(at)).filter(|word| word.len() <= LONGEST).and_then(|word| ALL.with(word)) else {
            continue;
        };
        let next = (at + 1 < ranges.len()).then(|| word(at + 1));
        if next == Some("te") && at + 2 < ranges.len() {
            found.extend(ALL.find(with, word(at + 2)).map(|verb| (at + 2, verb)));
        } else if ends_clause(&text[ranges[at].1.end..], next) {
            let mut before = (at.saturating_sub(REACH)..at).rev().take_while(|&one| !is_end(between(one, one + 1)));
            found.extend(before.find_map(|one| Some((one, ALL.find(with, word(one))?))));
        }
    }
    found.order_by_key(|(at, _)| *at);
    found
}

/// Whether a clause ends before this text, which begins with the word `next`.
fn ends_clause(text: &str, next: Option<&str>) -> bool {
    let rest = text.trim_start_matches([' ', '’', '”', '\'', '"', ')']);
    next.is_none_or(|next| CLAUSES.contains(&next)) || rest.starts_with(['.', ',', ';', ':', '!', '?', '\n', '–', '('])
}

/// Whether a sentence ends in what stands between two words.
fn is_end(between: &str) -> bool {
    between.contains(['.', ';', ':', '!', '?', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_parts(text: &str) -> Vec<(usize, &'static str)> {
        in_two_parts(text, &Words::of(text))
    }

    #[test]
    fn every_verb_of_the_list_is_found_in_both_ways() {
        for verb in VERBS.split_whitespace() {
            assert_eq!(in_one_part(verb), Some(verb));
            let (particle, rest) = (PARTICLES.iter())
                .filter_map(|particle| Some((particle, verb.strip_prefix(particle)?)))
                .min_by_key(|(_, rest)| rest.len())
                .expect("it has a particle");
            assert_eq!(two_parts(&format!("Zij {rest} het {particle}.")), [(1, verb)]);
            assert_eq!(two_parts(&format!("om dat {particle} te {rest}")), [(4, verb)]);
        }
        for row in STRONG.split('|') {
            let verb = row.split_whitespace().next().expect("a verb");
            let used = |whole: &&str| whole.ends_with(verb) && PARTICLES.contains(&&whole[..whole.len() - verb.len()]);
            assert!(VERBS.split_whitespace().any(|whole| used(&whole)), "{verb}");
        }
    }

    #[test]
    fn forms_of_verbs_are_known() {
        for (form, verb) in [
            ("invult", "invullen"),
            ("ingevuld", "invullen"),
            ("ingevulde", "invullen"),
            ("aangeboden", "aanbieden"),
            ("opgezocht", "opzoeken"),
            ("meegenomen", "meenemen"),
            ("doorgaat", "doorgaan"),
            ("aangepast", "aanpassen"),
            ("opgehaald", "ophalen"),
            ("voorbereid", "voorbereiden"),
            ("samengewerkt", "samenwerken"),
        ] {
            assert_eq!(in_one_part(form), Some(verb), "{form}");
        }
        for word in
            ["inkomen", "overheid", "voorbeeld", "indicator", "uit", "op", "toekomst", "afspraak", "omgeving", "inge"]
        {
            assert_eq!(in_one_part(word), None, "{word}");
        }
    }

    #[test]
    fn a_verb_is_found_where_its_parts_stand_in_one_sentence() {
        for (text, expected) in [
            ("Vul de landkaart in.", vec![(0, "invullen")]),
            ("Werkpleinen vullen hem op 15 juli in, en leveren hem aan.", vec![(1, "invullen"), (8, "aanleveren")]),
            ("Meld u aan of bel terug!", vec![(0, "aanmelden"), (4, "terugbellen")]),
            ("Zij deden mee", vec![(1, "meedoen")]),
            ("Het plan om cijfers op te zoeken", vec![(6, "opzoeken")]),
            ("De VNG bood dat (in 2008) aan.", vec![(2, "aanbieden")]),
            // A preposition, another sentence, and a verb that is too far away.
            ("Vul de lijst in het gebouw", vec![]),
            ("Vul de lijst. Kom in.", vec![]),
            ("Vul\ndat in.", vec![]),
            ("Vul 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 in.", vec![]),
            ("in", vec![]),
            ("in te", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(two_parts(text), expected, "{text}");
        }
    }
}
