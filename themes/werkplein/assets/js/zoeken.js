/* Search in small files that the build made (src/search). Fetched when a reader goes to a search field. */

const MARKS = { a: "àáâãäåăą", c: "çćč", e: "èéêëěę", g: "ğ", i: "ìíîïı", l: "ł", n: "ñń", o: "òóôõöø", r: "ř", s: "śšşș", t: "ț", u: "ùúûü", y: "ýÿ", z: "źżž", ss: "ß", ae: "æ", oe: "œ", ij: "ĳ" };
const PLAIN = new Map(Object.entries(MARKS).flatMap(([plain, marked]) => [...marked].map((c) => [c, plain])));
const isLetter = (c) => c !== undefined && /[\p{Alphabetic}\p{N}]/u.test(c);
const isDigit = (c) => c !== undefined && c >= "0" && c <= "9";
const fold = (c) => { const small = c.toLowerCase(); return PLAIN.get(small) ?? small; };

/** The words of a text, folded, with their place: the rules of src/search/words.rs. */
export function words(text) {
  const chars = [...text];
  const found = [];
  let word = "", from = 0, to = 0, place = 0, joined = false;
  const close = () => { found.push({ word, from, to, joined }); word = ""; };
  for (let at = 0; at < chars.length; at += 1) {
    const c = chars[at], next = chars[at + 1], start = place;
    place += c.length;
    if (isLetter(c)) {
      if (!word) from = start;
      word += fold(c);
      to = place;
      continue;
    }
    if (!word) { joined = false; continue; }
    const afterDigit = isDigit(word.at(-1));
    if (c === "\u00ad" || c === "\u200b" || (c === "&" && isLetter(next)) || ((c === "." || c === ",") && afterDigit && isDigit(next))) continue;
    close();
    joined = (c === "-" || c === "‑") && isLetter(next);
    if (c === "+" && afterDigit) found.push({ word: "plus", from: start, to: place, joined: true });
    if ((c === "'" || c === "’") && next === "s" && !isLetter(chars[at + 2])) { at += 1; place += 1; }
  }
  if (word) close();
  return found;
}

/** Snowball's Dutch stemmer (Porter's) on a word that is no diminutive and no plural as "regios" or "coaches", and v and z at the end as f and s: src/search/stem.rs. */
export function stem(whole) {
  const word = whole.replace(/^(.{2,}[bdfgkps])jes?$/u, "$1").replace(/^(.{2,}[^aou][ao])s$|^(.{2,}(?:ss|ch))es$/u, "$1$2");
  const isVowel = (c) => c !== undefined && "aeiouyè".includes(c);
  const w = [...word];
  if (w[0] === "y") w[0] = "Y";
  for (let at = 0; ;) {
    while (at < w.length && !isVowel(w[at])) at += 1;
    if (at >= w.length) break;
    at += 1;
    if (w[at] === "i") { if (isVowel(w[at + 1])) w[at] = "I"; at += 1; }
    else if (w[at] === "y") { w[at] = "Y"; at += 1; }
  }
  let p1 = w.length, p2 = w.length;
  const region = (at) => {
    while (at < w.length && !isVowel(w[at])) at += 1;
    while (at < w.length && isVowel(w[at])) at += 1;
    return at < w.length ? at + 1 : -1;
  };
  if (w.length >= 3) {
    const first = region(0);
    if (first >= 0) { p1 = Math.max(first, 3); const second = region(first); if (second >= 0) p2 = second; }
  }
  let s = w.join("");
  let e = false;
  const ends = (end) => s.endsWith(end);
  const last = (n = 1) => s[s.length - n];
  const cut = (n) => { s = s.slice(0, s.length - n); };
  const inside = (n, p) => p <= s.length - n;
  const undouble = () => { if (/(dd|kk|tt)$/.test(s)) cut(1); };
  const consonantBefore = (n, extra = "") => s.length > n && !isVowel(s[s.length - n - 1]) && !extra.includes(s[s.length - n - 1]);
  const en = (n) => { if (inside(n, p1) && consonantBefore(n) && !s.slice(0, s.length - n).endsWith("gem")) { cut(n); undouble(); } };
  const endingE = () => { e = false; if (ends("e") && inside(1, p1) && consonantBefore(1)) { cut(1); e = true; undouble(); } };
  if (ends("heden")) { if (inside(5, p1)) { cut(5); s += "heid"; } }
  else if (ends("ene")) en(3);
  else if (ends("en")) en(2);
  else if (ends("se")) { if (inside(2, p1) && consonantBefore(2, "j")) cut(2); }
  else if (ends("s") && inside(1, p1) && consonantBefore(1, "j")) cut(1);
  endingE();
  if (ends("heid") && inside(4, p2) && last(5) !== "c") { cut(4); if (ends("en")) en(2); }
  if (ends("end") || ends("ing")) {
    if (inside(3, p2)) { cut(3); if (ends("ig") && inside(2, p2) && last(3) !== "e") cut(2); else undouble(); }
  } else if (ends("ig")) { if (inside(2, p2) && last(3) !== "e") cut(2); }
  else if (ends("lijk")) { if (inside(4, p2)) { cut(4); endingE(); } }
  else if (ends("baar")) { if (inside(4, p2)) cut(4); }
  else if (ends("bar") && inside(3, p2) && e) cut(3);
  if (s.length > 3 && !isVowel(last()) && last() !== "I" && /^(aa|ee|oo|uu)$/.test(s.slice(-3, -1)) && !isVowel(last(4))) s = s.slice(0, -2) + last();
  s = s.replace(/I/g, "i").replace(/Y/g, "y");
  return s.length > 2 && /[vz]$/.test(s) ? s.slice(0, -1) + (ends("v") ? "f" : "s") : s;
}

const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, at) => [c, at]));

/** A number at a place of a text, as src/search/digits.rs writes it, and the place after it. */
function numberAt(text, at) {
  for (let value = 0, shift = 0; ; shift += 5) {
    const digit = DIGITS.get(text[at++]);
    value += (digit & 31) * 2 ** shift;
    if (digit < 32) return [value, at];
  }
}

/** Postings as src/search/postings.rs writes them. */
function decode(text) {
  let at = 0;
  const small = () => DIGITS.get(text[at++]);
  const number = () => { const [value, next] = numberAt(text, at); at = next; return value; };
  const postings = [];
  for (let doc = 0; at < text.length;) {
    doc += number();
    const head = small();
    const places = new Array(small());
    for (let i = 0, place = 0; i < places.length; i += 1) places[i] = place += number();
    postings.push({ doc, tf: 2 ** ((head & 31) / 5.6) - 1, title: head > 31, places });
  }
  return postings;
}

/** Edits between two words, a swap of neighbours counted as one; above `most` any number above it. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

const foldWord = (word) => [...word].map(fold).join("");
const CHOICES = ["soort", "thema", "doelgroep", "regio", "jaar"];
/** How soon more of the same word says no more (BM25's k1). */
const SATURATION = 2.2;
/** Letters from which a word that is being typed is looked for. */
const START = 3;
/** Letters of a query, and of a word in it, that are read. */
const LONG_QUERY = 400, LONG_WORD = 60;
/** The least weight of a word that is no stop word. */
const COMMON = 1.5;
/** Which part of what the best result covers of the query a result covers at least. */
const LEAST = 0.4;
export class Search {
  /** `get` fetches a file of the index by its name, as JSON. */
  constructor(get) {
    this.get = get;
    this.files = new Map();
  }

  /** A file of the index; one that could not be fetched is asked for again next time. */
  file(name) {
    let file = this.files.get(name);
    if (!file) {
      file = this.get(name);
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  async open() {
    this.entry = await this.file("index");
    const [facets, stops] = await Promise.all([this.file(`f-${this.entry.f}`), this.file(`s-${this.entry.s}`)]);
    this.stops ??= new Map(stops.map((item) => [item[0], item]));
    if (!this.runs) {
      this.names = facets.namen;
      let first = 0;
      this.runs = facets.reeks.map(([count, prior, soort, thema, regio, doelgroep, jaar]) => {
        const run = { first, prior: prior / 100, soort: [soort], thema, regio: regio === null ? [] : [regio], doelgroep, jaar: jaar ? [jaar] : [] };
        first += count;
        return run;
      });
      this.starts = this.runs.map((run) => run.first);
    }
    return this.entry;
  }

  /** The files of a table that hold the keys from `from` up to those that begin with `to`; of many those nearest to `near`. */
  async range(letter, table, from, to = from, near = from, most = 1) {
    table.keys ??= table.k.split(" ");
    const names = (at) => table.n.slice(at * 7, at * 7 + 7);
    const at = (key) => Math.max(0, upper(table.keys, key) - 1);
    if (!table.keys[0] && table.keys.length === 1) return [];
    let places = [];
    for (let place = at(from); place <= at(`${to}\uffff`); place += 1) places.push(place);
    if (places.length > most) {
      const middle = at(near);
      places = places.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle)).slice(0, most).sort((a, b) => a - b);
    }
    if (!table.i) return Promise.all(places.map((place) => this.file(letter + "-" + names(place))));
    const parts = await Promise.all(places.map((place) => this.file("i-" + names(place))));
    return (await Promise.all(parts.map((part) => this.range(letter, part, from, to, near, most)))).flat();
  }

  /** What is known of a stem; nothing when it is not in the index. */
  async term(key) {
    if (this.stops.has(key)) return this.read(this.stops.get(key));
    // One key is in one file.
    const [items] = await this.range("t", this.entry.t, key, "", key, 1);
    const item = items?.find((item) => item[0] === key);
    return item ? this.read(item) : null;
  }

  /** The terms that begin with what was typed, of those near it: they cost one file, so also while a reader is typing. */
  async beginnings(typed) {
    const files = await this.range("t", this.entry.t, typed, typed, typed, 1);
    const items = files.flat().filter(([key, count]) => key.startsWith(typed) && count > 0);
    return items.sort((a, b) => b[1] - a[1]).slice(0, 3).map((item) => this.read(item));
  }

  read(item) {
    item.postings ??= decode(item[2]);
    const count = Math.abs(item[1]);
    const rare = Math.log(1 + (this.entry.n - count + 0.5) / (count + 0.5));
    // What stands on many pages of figures still says what a reader wants.
    const idf = item[1] < 0 ? rare * 0.15 : Math.max(rare, COMMON);
    return { stem: item[0], count, stop: item[1] < 0, idf, postings: item.postings, parts: item[3] ? item[3].split(" ") : [], also: item[4] ?? [] };
  }

  /** Words of the portal: those that begin with `prefix`, or end with it when `reversed`. */
  async vocabulary(prefix, near, reversed, most) {
    const turn = (word) => (reversed ? [...word].reverse().join("") : word);
    const table = reversed ? this.entry.r : this.entry.w;
    const files = await this.range(reversed ? "r" : "w", table, turn(prefix), turn(prefix), turn(near), most);
    return files.flat().map((item) => {
      const [shown, count] = item.split(" ");
      return { shown, word: foldWord(shown), count: DIGITS.get(count) };
    });
  }

  /** Words that begin with what was typed, most used first. */
  async completions(typed, most) {
    const known = await this.vocabulary(typed, typed, false, 1);
    return known.filter(({ word }) => word.startsWith(typed) && word !== typed).sort((a, b) => b.count - a.count || a.word.length - b.word.length).slice(0, most);
  }

  /** Words that end with what was typed, most used first. */
  async endings(typed) {
    const known = await this.vocabulary(typed, typed, true, 2);
    return known.filter(({ word }) => word.endsWith(typed)).sort((a, b) => b.count - a.count || a.word.length - b.word.length).slice(0, 3);
  }

  /** Words of the portal that one or two typing errors make of `typed`, nearest first. */
  async similar(typed) {
    if (typed.length < 4 || /^\d+$/.test(typed)) return [];
    const most = typed.length >= 8 ? 2 : 1;
    const found = new Map(), own = stem(typed);
    const weigh = (items) => {
      for (const item of items) {
        // Another form of the word than the portal has may be meant: then the stems are near.
        const edits = Math.min(distance(typed, item.word, most), 0.2 + distance(own, stem(item.word), 1));
        if (edits <= most && edits > 0) found.set(item.word, { ...item, edits: edits + (item.word[0] === typed[0] ? 0 : 0.3) });
      }
    };
    const look = async (same) => weigh((await Promise.all([this.vocabulary(typed.slice(0, same), typed, false, 3), this.vocabulary(typed.slice(-same), typed, true, 3)])).flat());
    // With one error the first or the last half is as it should be.
    await look(Math.max(2, Math.floor(typed.length / 2)));
    if (!found.size && most > 1) await look(Math.floor(typed.length / 2) - 1);
    if (!found.size) {
      // A swap in the middle leaves no half as it was: these words are looked for where they would stand.
      const swapped = Array.from({ length: typed.length - 1 }, (_, at) => typed.slice(0, at) + typed[at + 1] + typed[at] + typed.slice(at + 2));
      const wanted = new Set(swapped);
      weigh((await Promise.all(swapped.map((word) => this.vocabulary(word, word, false, 1)))).flat().filter(({ word }) => wanted.has(word)));
    }
    return [...found.values()].sort((a, b) => a.edits - b.edits || b.count - a.count || (a.word < b.word ? -1 : 1)).slice(0, 2);
  }

  /** Two words that together are a compound the portal does not have. */
  async halves(typed) {
    if (typed.length < 8) return null;
    const known = await this.vocabulary(typed.slice(0, 4), typed, false, 2);
    const firsts = known.filter(({ word }) => word.length >= 4 && typed.startsWith(word)).sort((a, b) => b.word.length - a.word.length).slice(0, 3);
    for (const { word } of firsts) {
      for (const link of ["", "s", "en", "e", "n"]) {
        const rest = typed.slice(word.length);
        if (!rest.startsWith(link) || rest.length - link.length < 4) continue;
        const pair = await Promise.all([this.term(stem(word)), this.term(stem(rest.slice(link.length)))]);
        // Words that no page has together find nothing.
        const docs = new Set(pair[0]?.postings.map(({ doc }) => doc));
        if (pair[1]?.postings.some(({ doc }) => docs.has(doc))) return pair;
      }
    }
    return null;
  }

  /** The longest word that a compound begins with which the portal does not have: "schulden" of "schuldhulpverlening". */
  async start(typed) {
    if (typed.length < 9) return null;
    const known = (await this.vocabulary(typed.slice(0, 5), typed, false, 3)).map((item) => ({ ...item, stem: stem(item.word) }));
    const starts = known.filter((item) => item.stem.length >= 5 && item.stem.length <= typed.length - 4 && typed.startsWith(item.stem));
    const [longest] = starts.sort((a, b) => b.stem.length - a.stem.length || b.count - a.count);
    // Those of few letters are far from what was typed, and in other files.
    const stems = longest ? [longest.stem] : [7, 6, 5, 4].filter((length) => length <= typed.length - 5).map((length) => typed.slice(0, length));
    const terms = await Promise.all(stems.map((one) => this.term(one)));
    const term = terms.find((one) => one?.count && !one.stop);
    return term ? { shown: longest?.shown ?? term.stem, term } : null;
  }

  /** What each word of a query may be found by: alternatives, each some terms that are all wanted, with a weight. */
  async plan(query, unfinished) {
    // Nobody asks for more, and of a word without end all parts would be tried.
    let typed = words(query.slice(0, LONG_QUERY)).slice(0, 16).map((one) => ({ ...one, word: one.word.slice(0, LONG_WORD) }));
    // A word that has only just begun says nothing yet.
    if (unfinished && typed.length > 1 && typed.at(-1).word.length < START) typed = typed.slice(0, -1);
    const stems = typed.map(({ word }) => stem(word));
    const terms = await Promise.all(stems.map((key) => this.term(key)));
    const plan = { typed, also: [], instead: null, units: [] };
    await Promise.all(typed.map(async ({ word, from, to }, at) => {
      const term = terms[at];
      const unit = { word, shown: query.slice(from, to), idf: term?.idf ?? 0, stop: term?.stop ?? false, ways: [] };
      plan.units[at] = unit;
      const add = async (known, weight) => {
        unit.ways.push({ terms: [known], weight });
        if (known.parts.length < 2) return;
        const parts = await Promise.all(known.parts.map((part) => this.term(part)));
        if (parts.every(Boolean)) unit.ways.push({ terms: parts, weight: 0.6 * weight });
      };
      if (term?.count) return add(term, 1);
      // Together with the next or the one before it may be a word: "re integratie".
      const pair = typed[at + 1] ? [at, at + 1] : at > 0 ? [at - 1, at] : null;
      const whole = pair && (await this.term(stem(typed[pair[0]].word + typed[pair[1]].word)));
      if (whole?.count) { unit.idf = whole.idf; unit.ways.push({ terms: [whole], weight: 1 }); return; }
      if (term?.also.length) return;
      const isLast = at === typed.length - 1;
      if (isLast && unfinished) {
        for (const [order, found] of (await this.beginnings(word)).entries()) unit.ways.push({ terms: [found], weight: 0.8 - order * 0.1 });
        if (unit.ways.length || word.length < 5) { unit.idf = Math.max(0, ...unit.ways.map((way) => way.terms[0].idf)); return; }
      }
      const longer = word.length >= 5 && isLast ? await this.completions(word, 3) : [];
      // "academie" finds "ketenacademie".
      if (!longer.length && word.length >= 5) longer.push(...(await this.endings(word)));
      for (const [order, { word: complete }] of longer.entries()) {
        const found = await this.term(stem(complete));
        if (found) unit.ways.push({ terms: [found], weight: 0.8 - order * 0.1 });
      }
      if (unit.ways.length) { unit.idf = Math.max(...unit.ways.map((way) => way.terms[0].idf)); return; }
      const [halves, similar] = await Promise.all([this.halves(word), this.similar(word)]);
      // One letter wrong in a word of the portal is likelier than a compound it does not have.
      if (halves && !(similar[0]?.edits < 2)) { unit.ways.push({ terms: halves, weight: 0.8 }); unit.idf = Math.max(...halves.map((half) => half.idf)); return; }
      const mend = async (shown, found, weight) => {
        Object.assign(unit, { mended: true, shown, idf: found.idf });
        // It is looked for as if it had been typed: by its parts and its synonyms too.
        [terms[at], stems[at]] = [found, found.stem];
        await add(found, weight);
      };
      for (const [order, other] of similar.entries()) {
        const found = await this.term(stem(other.word));
        if (!found?.count) continue;
        if (order > 0) unit.ways.push({ terms: [found], weight: 0.5 });
        else await mend(other.shown, found, 0.9);
      }
      const start = unit.ways.length ? null : await this.start(word);
      if (start) await mend(start.shown, start.term, 0.6);
    }));
    await this.addSynonyms(plan, terms, stems);
    if (plan.units.some((unit) => unit.mended)) {
      plan.instead = { query: plan.units.map((unit) => unit.shown).join(" "), nothing: plan.units.every((unit) => unit.mended || unit.stop || !unit.ways.length) };
    }
    return plan;
  }

  async addSynonyms(plan, terms, stems) {
    const found = [];
    for (const [at, term] of terms.entries()) {
      for (const [rest, also, weight] of term?.also ?? []) {
        const more = rest ? rest.split(" ") : [];
        if (more.every((key, step) => key === stems[at + 1 + step])) found.push({ at, length: more.length + 1, also, weight: weight / 100 });
      }
    }
    // What more words were needed for says more; of each at most some, as each costs a fetch.
    found.sort((a, b) => b.length - a.length || b.weight - a.weight);
    for (const synonym of found.slice(0, 2)) {
      const others = await Promise.all(words(synonym.also).map(({ word }) => this.term(stem(word))));
      const wanted = others.filter((term) => term?.count && !term.stop);
      if (!wanted.length || (wanted.length > 2 && synonym.weight < 0.5) || wanted.every((term) => stems.includes(term.stem))) continue;
      plan.also.push(synonym.also);
      for (let at = synonym.at; at < synonym.at + synonym.length; at += 1) {
        const unit = plan.units[at];
        if (!unit.idf) unit.idf = Math.max(...wanted.map((term) => term.idf));
        unit.ways.push({ terms: wanted, weight: synonym.weight, synonym: true });
      }
    }
  }

  /** All that is found, best first; with `choose`, a set of names per choice, only what has those. */
  async find(query, { unfinished = false, choose = {} } = {}) {
    await this.open();
    const plan = await this.plan(query, unfinished);
    const units = plan.units.filter((unit) => unit.ways.length);
    const found = new Map();
    units.forEach((unit, at) => {
      for (const way of unit.ways) {
        const matched = new Map();
        for (const [nth, term] of way.terms.entries()) {
          for (const posting of term.postings) {
            const before = matched.get(posting.doc);
            if (nth > 0 && !before) continue;
            const value = posting.tf / (posting.tf + SATURATION);
            if (before) { before.value += value; before.count += 1; before.places = before.places.concat(posting.places); before.title &&= posting.title; }
            else matched.set(posting.doc, { value, count: 1, places: posting.places, title: posting.title });
          }
        }
        for (const [doc, match] of matched) {
          if (match.count < way.terms.length) continue;
          const value = (way.weight * unit.idf * match.value) / match.count;
          let result = found.get(doc);
          if (!result) found.set(doc, (result = { doc, values: new Array(units.length).fill(0), places: new Array(units.length), titles: 0, inTitle: 0 }));
          if (match.title && !way.synonym && !(result.inTitle & (1 << at)) && !unit.stop) { result.inTitle |= 1 << at; result.titles += unit.idf; }
          const other = result.values[at];
          result.values[at] = Math.max(value, other) + 0.2 * Math.min(value, other);
          result.places[at] = result.places[at] ? result.places[at].concat(match.places) : match.places;
        }
      }
    });
    // Stop words count for the order, not for what is covered, as long as there are others.
    const counts = units.some((unit) => !unit.stop) ? (unit) => !unit.stop : () => true;
    const all = units.reduce((sum, unit) => sum + (counts(unit) ? unit.idf : 0), 0) || 1;
    const results = [...found.values()];
    let best = 0;
    for (const result of results) {
      let sum = 0, covered = 0;
      result.values.forEach((value, at) => { if (value) { sum += value; if (counts(units[at])) covered += units[at].idf; } });
      result.covered = covered / all;
      best = Math.max(best, result.covered);
      const run = this.runs[upper(this.starts, result.doc) - 1];
      result.run = run;
      result.score = (sum + near(result.places, units)) * (0.6 + 0.4 * result.covered ** 2) * (1 + 0.35 * (result.titles / all)) * run.prior;
    }
    this.leadWith(results, units.length, plan.typed);
    let kept = results.filter((result) => result.covered >= best * LEAST);
    const facets = this.count(kept, choose);
    const has = (run, choice) => !choose[choice]?.size || run[choice].some((value) => choose[choice].has(this.label(choice, value)));
    kept = kept.filter(({ run }) => CHOICES.every((choice) => has(run, choice)));
    kept.sort((a, b) => b.score - a.score || a.doc - b.doc);
    return { ...plan, units, results: kept, facets };
  }

  /** Puts the list first whose name is typed, and nothing else: "regios", "goede praktijken". */
  leadWith(results, units, typed) {
    const name = typed.map(({ word }) => word).join(" ");
    if (!Object.hasOwn(this.entry.l, name)) return;
    const doc = this.entry.l[name];
    let result = results.find((one) => one.doc === doc);
    if (!result) results.push((result = { doc, values: new Array(units).fill(0), places: new Array(units), run: this.runs[upper(this.starts, doc) - 1] }));
    Object.assign(result, { covered: 1, score: Infinity });
  }

  label(choice, value) {
    return choice === "jaar" ? String(value) : this.names[choice][value];
  }

  /** How many results each choice would leave, beside what is chosen of the other kinds of choice. */
  count(results, choose) {
    const facets = {};
    for (const choice of CHOICES) {
      const counts = new Map();
      const others = CHOICES.filter((other) => other !== choice && choose[other]?.size);
      for (const { run } of results) {
        if (!others.every((other) => run[other].some((value) => choose[other].has(this.label(other, value))))) continue;
        for (const value of run[choice]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      for (const [at, name] of (this.names[choice] ?? []).entries()) if (choose[choice]?.has(name) && !counts.has(at)) counts.set(at, 0);
      const sorted = [...counts].sort(([a, m], [b, n]) => (choice === "jaar" ? b - a : choice === "soort" ? a - b : n - m || a - b));
      facets[choice] = sorted.map(([value, count]) => ({ name: this.label(choice, value), count }));
    }
    return facets;
  }

  /** What is shown of a document. */
  async document(doc) {
    const at = Math.floor(doc / this.entry.per);
    const file = await this.file(`d-${this.entry.d.slice(at * 7, at * 7 + 7)}`);
    const [title, address, description, crumbs, base = 0, sections = []] = file[doc % this.entry.per];
    return { title, address, description, crumbs, base, sections };
  }
}

/** The sections of a document that a query was found in, best first, with the words that are in each. */
export function sectionsOf({ places }, { base, sections }, units) {
  const hits = [];
  for (let at = 0; at < sections.length; at += 3) {
    const [anchor, heading, from, to = Infinity] = [sections[at], sections[at + 1], sections[at + 2], sections[at + 5]];
    const inside = units.filter((_, unit) => places[unit]?.some((place) => place - base >= from && place - base < to));
    const told = inside.filter(({ stop }) => !stop).map(({ shown }) => shown);
    if (inside.length) hits.push({ anchor, heading, words: told, score: sumOf(inside.map(({ idf }) => idf)) });
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, 3);
}

/** Whether title and description show what a document was found by, or half of it; else the text of the page does, when it has one. */
export function isShown({ title, description, base }, units) {
  if (!base) return true;
  const seen = words(`${title} ${description}`).map(({ word }) => stem(word));
  const wanted = units.filter((unit) => !unit.stop);
  const shown = wanted.filter((unit) => stemsOf([unit]).some((one) => seen.some((own) => isFound(own, one))));
  const weight = (some) => sumOf(some.map(({ idf }) => idf));
  return weight(shown) >= weight(wanted) / 2;
}

/** The line of a text that has most of a query, around what was found in it. */
export function bestLine(lines, units) {
  let best = null;
  const wanted = units.filter((unit) => !unit.stop).map((unit) => ({ stems: stemsOf([unit]), idf: unit.idf }));
  for (const line of lines) {
    const found = words(line).map((word) => ({ ...word, unit: wanted.findIndex(({ stems }) => { const own = stem(word.word); return stems.some((one) => isFound(own, one)); }) }));
    const hits = found.filter(({ unit }) => unit >= 0);
    const score = sumOf([...new Set(hits.map(({ unit }) => unit))].map((unit) => wanted[unit].idf)) + 0.1 * Math.min(hits.length, 5);
    if (hits.length && (!best || score > best.score)) best = { score, line, marks: hits };
  }
  return best && excerpt(best);
}

/** The stems that some words of a query are found by. */
const stemsOf = (units) => [...new Set(units.flatMap((unit) => unit.ways.flatMap((way) => way.terms.map((term) => term.stem))))];

/** Whether a word is what is wanted, or has it as a part: "plein" in "werkplein". What is short stands in many words by chance. */
const isFound = (own, wanted) => own === wanted || (wanted.length >= 5 && own.includes(wanted));

const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** The first place in a sorted list above a value. */
function upper(list, value) {
  let low = 0, high = list.length;
  while (low < high) { const middle = (low + high) >> 1; if (list[middle] <= value) low = middle + 1; else high = middle; }
  return low;
}

/** What it adds that words of the query stand near each other. */
function near(places, units) {
  let sum = 0;
  for (let at = 1; at < units.length; at += 1) {
    const [a, b] = [places[at - 1], places[at]];
    if (!a?.length || !b?.length) continue;
    let least = Infinity;
    for (const x of a) for (const y of b) least = Math.min(least, y >= x ? y - x : (x - y) * 1.5);
    if (least < 8) sum += (0.6 * Math.min(units[at - 1].idf, units[at].idf)) / Math.max(0.6, least);
  }
  return sum;
}

/** At most some 200 signs of a line, around what was found in it. */
function excerpt({ line, marks }) {
  let from = 0, to = line.length;
  if (line.length > 220) {
    from = Math.max(0, Math.min(marks[0].from - 60, line.length - 220));
    if (from > 0) from = line.indexOf(" ", from) + 1;
    to = Math.min(line.length, from + 220);
    if (to < line.length) to = Math.max(from + 1, line.lastIndexOf(" ", to));
  }
  const shown = (from > 0 ? "… " : "") + line.slice(from, to) + (to < line.length ? " …" : "");
  const shift = from > 0 ? 2 - from : -from;
  return { text: shown, marks: marks.filter((mark) => mark.from >= from && mark.to <= to).map((mark) => [mark.from + shift, mark.to + shift]) };
}

/* ---- The page ---- */

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  made.append(...children);
  return made;
};

/** A text with the words in it marked. */
function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [from, to] of marks) {
    nodes.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...nodes, text.slice(at)];
}

/** Where the words of a query stand in a text. */
function marksOf(text, units) {
  const wanted = stemsOf(units.filter((unit) => !unit.stop));
  return words(text).filter(({ word }) => { const own = stem(word); return wanted.some((one) => isFound(own, one)); }).map(({ from, to }) => [from, to]);
}

/** What is no text of a page, and what a text is made of. */
const NO_TEXT = "nav, svg, script, form, button, math, [aria-hidden=true], [data-zoek=niet]", LINES = "p, li, dt, dd, th, td, caption, figcaption, summary, h2, h3, h4";

/** The lines of the text of a page. */
async function linesOf(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}: ${address}`);
  const main = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main");
  for (const part of main.querySelectorAll(NO_TEXT)) part.remove();
  return [...main.querySelectorAll(LINES)].filter((part) => !part.querySelector(LINES)).map((part) => part.textContent.replace(/\s+/g, " ").trim());
}

const engines = new Map();

/** The search of the site that a form searches. */
function engineOf(form) {
  const folder = new URL(form.action).pathname;
  if (!engines.has(folder)) {
    engines.set(folder, new Search(async (name) => {
      const response = await fetch(`${folder}${name}.json`);
      if (!response.ok) throw new Error(`${response.status}: ${name}`);
      return response.json();
    }));
  }
  return engines.get(folder);
}

/** Suggestions under a field: the combobox pattern of the ARIA Authoring Practices, with a list that completes. */
function suggest(form, field, engine, withPages) {
  const id = `${field.id || "_zoekveld"}-lijst`;
  const list = element("ul", { role: "listbox", id, class: "suggesties", hidden: true });
  const status = element("p", { role: "status", class: "onzichtbaar" });
  const box = element("div", { class: "suggestievak" });
  field.after(box);
  box.append(list, status);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) field.setAttribute(key, value);
  let chosen = -1, asked = 0, own = field.value, saying = 0;
  // Said when typing has paused: else each letter would be spoken through.
  const say = (text) => { clearTimeout(saying); saying = setTimeout(() => { status.textContent = text; }, PAUSE); };
  const close = () => { say(""); list.hidden = true; chosen = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const point = (at) => {
    const options = [...list.children];
    chosen = (at + options.length + 1) % (options.length + 1);
    if (chosen === options.length) chosen = -1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else { field.setAttribute("aria-activedescendant", options[chosen].id); options[chosen].scrollIntoView({ block: "nearest" }); }
    field.value = options[chosen]?.dataset.q ?? own;
  };
  const take = (option) => {
    close();
    if (option.dataset.href) location.href = option.dataset.href;
    else { field.value = own = option.dataset.q; form.requestSubmit(); }
  };
  const show = async () => {
    const turn = (asked += 1);
    const typed = (own = field.value);
    const query = words(typed);
    if (!query.length || typed.trim().length < START) return close();
    try {
      const entry = await engine.open();
      list.setAttribute("aria-label", entry.tekst.suggesties);
      const end = query.at(-1);
      const isOpen = /[\p{L}\p{N}]$/u.test(typed);
      const complete = isOpen && end.word.length >= START ? await engine.completions(end.word, withPages ? 3 : 5) : [];
      const options = complete.map(({ shown }) => { const whole = typed.slice(0, end.from) + shown; return element("li", { role: "option", "data-q": whole }, whole); });
      if (withPages) {
        const { results } = await engine.find(typed, { unfinished: true });
        const pages = await Promise.all(results.slice(0, 5).map(async ({ doc, run }) => ({ ...(await engine.document(doc)), soort: engine.label("soort", run.soort[0]) })));
        for (const page of pages) options.push(element("li", { role: "option", "data-href": new URL(form.action).pathname.replace(/zoeken\/$/, "") + page.address }, page.title, " ", element("span", { class: "klein" }, page.soort)));
      }
      if (turn !== asked || document.activeElement !== field) return;
      options.forEach((option, at) => { option.id = `${id}-${at}`; option.setAttribute("aria-selected", "false"); });
      list.replaceChildren(...options);
      chosen = -1;
      list.hidden = !options.length;
      field.setAttribute("aria-expanded", String(options.length > 0));
      say(options.length === 1 ? entry.tekst.suggestie_een : options.length ? entry.tekst.suggestie_aantal.replace("{aantal}", options.length) : "");
    } catch { close(); }
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else point(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      field.value = own;
      close();
    } else if (event.key === "Enter") {
      asked += 1;
      const option = list.hidden ? null : list.children[chosen];
      if (option) { event.preventDefault(); take(option); } else close();
    } else if (event.key === "Tab") close();
  });
  field.addEventListener("blur", () => { asked += 1; close(); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) take(option); });
  if (document.activeElement === field && field.value) show();
  return close;
}

/** Results at once, fewer while the reader is typing; the milliseconds after which typing has paused. */
const PER_PAGE = 10, WHILE_TYPING = 3, PAUSE = 350;
/** The milliseconds after which a reader reads. */
const READING = 1000;

/** Results under the field of the page of search. */
function results(form, field, engine, place, closeSuggestions) {
  const root = new URL(form.action).pathname.replace(/zoeken\/$/, "");
  const empty = document.querySelector("[data-zoek-leeg]");
  // Whether the address is of a question that the reader has put: typing another is a step of its own, to go back from.
  let asked = 0, choose = {}, pause = 0, isPut = false;
  const status = element("p", { role: "status", class: "zoek-status" });
  const body = element("div", { class: "zoek-uitkomst" });
  place.append(status, body);
  const read = () => {
    const values = new URLSearchParams(location.search);
    choose = Object.fromEntries(CHOICES.map((choice) => [choice, new Set(values.getAll(choice))]));
    isPut = values.has("q");
    return values.get("q") ?? "";
  };
  const address = () => {
    const values = new URLSearchParams();
    if (field.value.trim()) values.set("q", field.value.trim());
    for (const choice of CHOICES) for (const name of choose[choice] ?? []) values.append(choice, name);
    const asked = String(values);
    return location.pathname + (asked ? `?${asked}` : "");
  };
  const go = (push) => {
    const to = address();
    if (to !== location.pathname + location.search) {
      history[push || isPut ? "pushState" : "replaceState"](null, "", to);
      isPut = push;
    } else isPut ||= push;
  };
  const item = (result, page, units, texts, isFirst) => {
    const passage = element("p", { class: "zoek-passage" }, ...marked(page.description, marksOf(page.description, units)));
    const sections = sectionsOf(result, page, units);
    const isTold = isShown(page, units);
    const links = sections.map(({ anchor, heading, words: found }) => element("li", {}, element("a", { href: `${root}${page.address}#${anchor}` }, heading),
      ...(isTold || !found.length ? [] : [" ", element("span", { class: "klein" }, "(", ...found.flatMap((word, at) => [at ? ", " : "", element("mark", {}, word)]), ")")])));
    const made = element("li", {},
      element("h3", {}, element("a", { href: root + page.address }, ...marked(page.title, marksOf(page.title, units)))),
      element("p", { class: "zoek-pad klein" }, [engine.label("soort", result.run.soort[0]), ...page.crumbs.split(" › ")].filter((part, at, all) => part && all.indexOf(part) === at).join(" › ")),
      passage, ...(links.length ? [element("ul", { class: "zoek-onderdelen rij", "aria-label": texts.onderdelen }, ...links)] : []));
    if (isTold) return made;
    // The text is in the page, which costs more than all the rest. Of the first it is fetched when no section tells where the words
    // were found, of others when a reader goes to them.
    let isFilled = false;
    const fill = async () => {
      if (isFilled || !made.isConnected) return;
      isFilled = true;
      const found = await linesOf(root + page.address).then((lines) => bestLine(lines, units), () => null);
      if (found) passage.replaceChildren(...marked(found.text, found.marks));
    };
    if (isFirst && !links.length) setTimeout(fill, READING);
    for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, fill, { once: true });
    return made;
  };
  const nothing = (texts) => {
    const tips = [texts.tip_spelling, texts.tip_minder, ...(CHOICES.some((choice) => choose[choice]?.size) ? [texts.tip_keuzes] : [])];
    return element("div", { class: "melding" }, element("p", { class: "melding-titel" }, texts.tips_kop),
      element("ul", {}, ...tips.map((tip) => element("li", {}, tip)), element("li", {}, element("a", { href: `${root}a-tot-z/` }, texts.tip_lijst)),
        element("li", {}, `${texts.tip_contact}: `, element("a", { href: `mailto:${texts.contact}` }, texts.contact))));
  };
  const again = (query, label) => {
    const link = element("a", { href: `?${new URLSearchParams({ q: query })}` }, query);
    return element("p", { class: "zoek-anders" }, `${label} `, link);
  };
  const facets = (found, texts) => {
    const groups = CHOICES.filter((choice) => found.facets[choice].length > 1 || choose[choice]?.size).map((choice) => {
      const boxes = found.facets[choice].map(({ name, count }) => {
        const box = element("input", { type: "checkbox", name: choice, value: name });
        box.checked = choose[choice]?.has(name) ?? false;
        box.addEventListener("change", () => {
          (choose[choice] ??= new Set())[box.checked ? "add" : "delete"](name);
          go(true);
          run({ focus: `[name="${choice}"][value="${CSS.escape(name)}"]` });
        });
        return element("label", {}, box, ` ${name} `, element("span", { class: "klein" }, `(${count})`));
      });
      const isOpen = choose[choice]?.size || (choice === "soort" && matchMedia("(min-width: 60rem)").matches);
      return element("details", { open: Boolean(isOpen), "data-keuze": choice }, element("summary", {}, texts[choice]), element("fieldset", {}, element("legend", { class: "onzichtbaar" }, texts[choice]), ...boxes));
    });
    const clear = CHOICES.some((choice) => choose[choice]?.size) && element("button", { type: "button", class: "knop knop-rustig" }, texts.wis);
    if (clear) clear.addEventListener("click", () => { choose = {}; go(true); run({ focus: ".zoek-keuzes summary" }); });
    return groups.length ? element("section", { class: "zoek-keuzes", "aria-labelledby": "_zoek-keuzes" }, element("h2", { id: "_zoek-keuzes" }, texts.filter), ...groups, ...(clear ? [clear] : [])) : "";
  };
  const draw = async (found, query, texts, turn, typing) => {
    const shown = found.results.length;
    // As many as the reader had asked for, who comes back from one of them.
    const most = typing ? WHILE_TYPING : Math.max(PER_PAGE, history.state?.shown ?? 0);
    const first = await Promise.all(found.results.slice(0, most).map(({ doc }) => engine.document(doc)));
    if (turn !== asked) return;
    const open = new Set([...body.querySelectorAll("details[data-keuze]")].filter((one) => one.open).map((one) => one.dataset.keuze));
    const list = element("ol", { class: "zoek-lijst" });
    list.append(...first.map((page, at) => item(found.results[at], page, found.units, texts, at === 0 && !typing)));
    const more = element("button", { type: "button", class: "knop knop-rustig", hidden: shown <= first.length || typing }, texts.meer);
    more.addEventListener("click", async () => {
      const from = list.children.length;
      const next = found.results.slice(from, from + PER_PAGE);
      const pages = await Promise.all(next.map(({ doc }) => engine.document(doc)));
      list.append(...pages.map((page, at) => item(next[at], page, found.units, texts)));
      more.hidden = list.children.length >= shown;
      history.replaceState({ shown: list.children.length }, "");
      list.children[from]?.querySelector("a").focus();
    });
    const notes = [];
    if (found.also.length) notes.push(element("p", { class: "zoek-ook" }, `${texts.ook} ${found.also.join(", ")}`));
    if (found.instead) {
      if (found.instead.nothing) notes.push(element("p", { class: "zoek-anders" }, texts.niet_letterlijk.replace("{vraag}", () => query).replace("{ander}", () => found.instead.query)));
      notes.push(again(found.instead.query, texts.bedoelde));
    }
    const count = shown === 1 ? texts.een : shown ? texts.aantal.replace("{aantal}", shown.toLocaleString("nl")) : texts.geen;
    status.textContent = `${count} ${texts.voor.replace("{vraag}", () => query)}`;
    const chosen = facets(found, texts);
    const column = element("div", { class: "zoek-kolom" }, element("h2", { class: "onzichtbaar" }, texts.resultaten), ...notes, ...(shown ? [list, more] : [nothing(texts)]));
    body.replaceChildren(chosen, column);
    for (const one of body.querySelectorAll("details[data-keuze]")) if (open.has(one.dataset.keuze)) one.open = true;
    if (empty) empty.hidden = shown > 0;
    document.dispatchEvent(new CustomEvent("zoekresultaten", { detail: { query, shown } }));
  };
  /** Shows what is found; `focus` is what gets the focus among it, when what had it is drawn anew. */
  const run = async ({ unfinished = false, typing = false, focus } = {}) => {
    const turn = (asked += 1);
    clearTimeout(pause);
    // Passages and the rest are fetched when the reader stops typing.
    if (typing) pause = setTimeout(() => run({ unfinished: true }), PAUSE);
    const query = field.value.trim();
    const letters = words(query);
    if (!letters.length || (typing && letters.length === 1 && letters[0].word.length < START)) {
      clearTimeout(pause);
      if (letters.length) return;
      body.replaceChildren();
      status.textContent = "";
      if (empty) empty.hidden = false;
      return;
    }
    try {
      const found = await engine.find(query, { unfinished, choose });
      if (turn !== asked) return;
      await draw(found, query, engine.entry.tekst, turn, typing);
      if (focus && turn === asked) (body.querySelector(focus) ?? field).focus();
    } catch {
      if (turn !== asked) return;
      const retry = element("button", { type: "button", class: "knop knop-rustig" }, place.dataset.opnieuw);
      retry.addEventListener("click", () => run({ focus: ".zoek-lijst a" }));
      status.textContent = place.dataset.foutKop;
      body.replaceChildren(element("div", { class: "melding melding-let-op" }, element("p", {}, place.dataset.fout), retry));
      if (focus) retry.focus();
      if (empty) empty.hidden = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    closeSuggestions();
    go(true);
    run();
  });
  field.addEventListener("input", () => {
    // What was chosen among the results of one question would leave out those of another without a word.
    choose = {};
    go(false);
    run({ unfinished: true, typing: true });
  });
  addEventListener("popstate", () => { field.value = read(); run(); });
  const asks = read();
  if (asks && !field.value) field.value = asks;
  if (field.value) run();
}

/** Makes a search form help while typing; on the page of search it shows what is found. */
export function start(form) {
  if (form.dataset.zoekt) return;
  form.dataset.zoekt = "ja";
  const field = form.querySelector("input[type=search]");
  if (!field) return;
  const engine = engineOf(form);
  const place = form.closest("main") && document.querySelector("[data-zoekresultaten]");
  const close = suggest(form, field, engine, !place);
  if (place) results(form, field, engine, place, close);
}
