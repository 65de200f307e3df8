// The queries of vragen.csv against the index of a built site, with the script that readers get.
//
//   node tests/search/run.mjs [PUBLIC] [-v]     (-v: the misses of the half that may be looked at)
//
// Prints how often an expected page comes first, and among the first five: of the queries that may be tuned on (the odd
// ones), of those that are held out, and of all with one typing error that this script makes.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The built script, with its name's hash. */
export async function load(site) {
  const name = fs.readdirSync(path.join(site, 'assets')).find((file) => /^zoeken\.[0-9a-f]+\.js$/.test(file));
  const copy = path.join(fs.mkdtempSync('/tmp/zoeken-'), 'zoeken.mjs');
  fs.copyFileSync(path.join(site, 'assets', name), copy);
  const module = await import(pathToFileURL(copy).href);
  fs.rmSync(path.dirname(copy), { recursive: true });
  return { module, script: path.join(site, 'assets', name) };
}

/** A word without end may not take longer, on a busy machine. */
const LONGEST_MS = 1000;
/** The most bytes of a first query, script included, and of the one after it, with Brotli. */
export const FIRST = 40_000, LATER = 10_000;

const sizes = new Map();

/** Counts a file among the bytes that go over the wire. */
function count(file, bytes) {
  if (!sizes.has(file)) sizes.set(file, compressed(fs.readFileSync(file)));
  const { br, gzip } = sizes.get(file);
  Object.assign(bytes, { br: bytes.br + br, gzip: bytes.gzip + gzip, files: bytes.files + 1 });
}

/** A search over the files of a site; `bytes` counts what goes over the wire with Brotli, and with gzip. */
export function open(module, site, bytes = { br: 0, gzip: 0, files: 0 }) {
  return new module.Search(async (name) => {
    const file = path.join(site, 'zoeken', `${name}.json`);
    count(file, bytes);
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  });
}

export const compressed = (body) => ({
  br: zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }).length,
  gzip: zlib.gzipSync(body, { level: 9 }).length,
});

/** The queries of the file. */
export function queries() {
  const lines = fs.readFileSync(path.join(here, 'vragen.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [kind, query, expected] = line.split(';');
    return { kind, query, expected: expected.split('|') };
  });
}

/** A query with one typing error in its longest word: a letter lost, doubled, swapped or hit beside. Always the same one. */
export function mistyped(query, at) {
  const long = query.split(/[^\p{L}]+/u).sort((a, b) => b.length - a.length)[0];
  if (long.length < 5) return null;
  const place = 1 + ((at * 7) % (long.length - 2));
  const [before, letter, after, rest] = [long.slice(0, place), long[place], long[place + 1], long.slice(place + 2)];
  const beside = 'qwertyuiopasdfghjklzxcvbnm';
  const hit = beside[(beside.indexOf(letter) + 1) % beside.length];
  const wrong = [before + after + rest, before + letter + letter + after + rest, before + after + letter + rest, before + hit + after + rest][at % 4];
  return wrong === long ? null : query.replace(long, wrong);
}

export async function rank(search, query, expected) {
  const found = await search.find(query);
  const first = await Promise.all(found.results.slice(0, 10).map(({ doc }) => search.document(doc)));
  const addresses = first.map(({ address }) => address);
  return { rank: addresses.findIndex((address) => expected.includes(address)) + 1, addresses, found };
}

/** What a query costs over the wire: the files of its results, and the page of the first when neither its description nor a section tells what was found. */
async function cost(search, query, { isShown, sectionsOf }, page) {
  const found = await search.find(query);
  const pages = await Promise.all(found.results.slice(0, 10).map(({ doc }) => search.document(doc)));
  if (pages.length && !isShown(pages[0], found.units) && !sectionsOf(found.results[0], pages[0], found.units).length) page(pages[0].address);
}

/** The bytes of a first query on a cold cache, script included, and of the one after it. */
export async function costs(module, script, site, list) {
  const code = compressed(fs.readFileSync(script));
  const first = [], later = [];
  for (const [at, query] of list.entries()) {
    const bytes = { br: code.br, gzip: code.gzip, files: 1 };
    const search = open(module, site, bytes);
    const pages = new Set();
    const page = (address) => {
      if (pages.has(address)) return;
      pages.add(address);
      count(path.join(site, address, 'index.html'), bytes);
    };
    await cost(search, query, module, page);
    const before = { ...bytes };
    first.push(before);
    await cost(search, list[(at + 61) % list.length], module, page);
    later.push({ br: bytes.br - before.br, gzip: bytes.gzip - before.gzip, files: bytes.files - before.files });
  }
  return { code, first, later };
}

export const spread = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return { median: at(0.5), p95: at(0.95), most: sorted.at(-1) };
};

const share = (list, most) => (list.filter(({ rank }) => rank > 0 && rank <= most).length / list.length).toFixed(3);

/** Who types the name of a list, and nothing else, gets that list first: also a name from its address, and with other results or none. */
const LISTS = {
  regios: 'regios/', "regio's": 'regios/', themas: 'themas/', werkpleinen: 'werkpleinen/', Nieuws: 'nieuws/', landkaart: 'landkaart/',
  indicatoren: 'indicatoren/', 'open data': 'open-data/', mijlpalen: 'mijlpalen/', rapportages: 'rapportages/', 'goede voorbeelden': 'praktijken/', begrippenlijst: 'begrippen/', "vergelijk regio's": 'regios/',
  'Waar staan we?': 'landkaart/', 'wie is verder': 'landkaart/',
};

/** What pages say in two parts ("stuur hem in") or by the first part of what was typed ("werkgevers"): among the first three. */
const OTHERWISE = {
  'praktijk insturen': 'over/contact/', 'gegevens meesturen': 'over/contact/', uitstellen: 'mijlpalen/ketenjaarplan/', meedoen: 'begrippen/#participatie',
  'landkaart invullen': 'agenda/landkaart-uitvraag-open/', werkgeversservicepunt: 'themas/werkgeversaanpak/',
  jongerenwerkloosheidsplan: 'themas/jongeren-tot-27/', wijkgerichtheid: 'themas/wijkaanpak/',
};

async function main() {
  const verbose = process.argv.includes('-v');
  const site = path.resolve(process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? 'public');
  const { module, script } = await load(site);
  const search = open(module, site);
  const results = [];
  const wrong = [];
  for (const [at, { kind, query, expected }] of queries().entries()) {
    results.push({ kind, query, expected, at, ...(await rank(search, query, expected)) });
    const error = mistyped(query, at);
    if (error && kind !== 'typefout') wrong.push({ kind, query: error, expected, at, ...(await rank(search, error, expected)) });
  }
  if (verbose) {
    for (const { query, rank, addresses, at } of [...results, ...wrong]) if (rank !== 1 && at % 2 === 0) console.log(`${rank || '-'} ${query} → ${addresses.slice(0, 4).join(' ')}`);
  }
  const lines = [
    ['all', results],
    ['open half', results.filter(({ at }) => at % 2 === 0)],
    ['held-out half', results.filter(({ at }) => at % 2 === 1)],
    ...[...new Set(results.map(({ kind }) => kind))].map((kind) => [kind, results.filter((result) => result.kind === kind)]),
    ['with one typing error', wrong],
    ['… held-out half', wrong.filter(({ at }) => at % 2 === 1)],
  ];
  for (const [name, list] of lines) console.log(`${name.padEnd(24)} ${String(list.length).padStart(4)} queries  @1 ${share(list, 1)}  @5 ${share(list, 5)}`);
  const notFirst = [];
  for (const [query, address] of Object.entries(LISTS)) if ((await rank(search, query, [address])).rank !== 1) notFirst.push(query);
  // The name of no list, but one that every object in JavaScript has.
  if ((await search.find('constructor')).results.length) notFirst.push('constructor');
  const notFound = [];
  for (const [query, address] of Object.entries(OTHERWISE)) {
    const { rank: place } = await rank(search, query, [address]);
    if (!place || place > 3) notFound.push(query);
  }
  // The words it would be taken apart in stand on no page.
  if ((await search.find('regenboogkleuren')).results.length) notFound.push('regenboogkleuren');
  console.log(`in two parts, or compounds that the portal does not have, not found: ${notFound.join(', ') || 'none'}`);
  console.log(`names of lists that do not give the list first: ${notFirst.join(', ') || 'none'}`);
  const { code, first, later } = await costs(module, script, site, results.map(({ query }) => query));
  const kb = ({ median, p95, most }) => [median, p95, most].map((bytes) => (bytes / 1000).toFixed(1)).join(' / ');
  console.log(`script: ${(code.br / 1000).toFixed(1)} kB with Brotli, ${(code.gzip / 1000).toFixed(1)} with gzip`);
  for (const [name, list] of [['first query', first], ['the query after it', later]]) {
    console.log(`${name}, kB over the wire (median / 95% / most): Brotli ${kb(spread(list.map(({ br }) => br)))}, gzip ${kb(spread(list.map(({ gzip }) => gzip)))}; files ${spread(list.map(({ files }) => files)).median}`);
  }
  // Found by tests/run fuzz: of a word without end all parts were tried.
  const began = performance.now();
  await search.find(`ge:oontype${'a'.repeat(5000)}out`);
  const long = performance.now() - began;
  console.log(`a word of 5,000 letters: ${Math.round(long)} ms`);
  const most = (list) => spread(list.map(({ br }) => br)).most;
  const good = long < LONGEST_MS && most(first) < FIRST && most(later) < LATER && !notFirst.length && !notFound.length && share(results, 1) >= 0.92 && share(results, 5) >= 0.98 && share(wrong, 5) >= 0.94;
  if (!good) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
