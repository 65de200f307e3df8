// Queries that nobody would type, against the index of a built site with the script readers get: none may fail or take long.
//
//   node tests/search/fuzz.mjs [PUBLIC] [SECONDS]
//
// Without a time: 300 queries. Prints the count; of a finding, the query.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { load, open } from './run.mjs';

/** Of processor time: what others do on the machine does not count. The slowest of 23,000 took 151. */
const MAX_MS = 500;
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const here = path.dirname(fileURLToPath(import.meta.url));
const [site = 'public', seconds] = process.argv.slice(2);
const { module } = await load(path.resolve(site));
const search = open(module, path.resolve(site));
const seeds = fs.readFileSync(path.join(here, 'vragen.csv'), 'utf8').split('\n').slice(1).map((line) => line.split(/[;,]/)[0]).filter(Boolean);
const words = ['"', "'", '-', '*', '(', ')', ':', '\\', '\0', '\u202e', '\u0301', 'ß', 'İ', '😀', '\ud800', '<b>', '%', '..', '__proto__', 'constructor', 'toString', ' ', '\u00ad', 'a'.repeat(500)];

let state = 88172645463325252n;
function below(bound) {
  state ^= (state << 13n) & 0xffffffffffffffffn;
  state ^= state >> 7n;
  state ^= (state << 17n) & 0xffffffffffffffffn;
  return Number((state >> 11n) % BigInt(Math.max(bound, 1)));
}

function query() {
  let text = seeds[below(seeds.length)];
  for (let left = below(6); left >= 0; left -= 1) {
    const at = below(text.length + 1);
    const piece = [words[below(words.length)], words[below(words.length)].repeat(below(20)), seeds[below(seeds.length)], ''][below(4)];
    text = text.slice(0, at) + piece + text.slice(at + below(3));
  }
  return text;
}

const end = seconds ? Date.now() + Number(seconds) * 1000 : Infinity;
let count = 0;
let slowest = 0;
for (; seconds ? Date.now() < end : count < 300; count += 1) {
  const text = count === 0 ? '' : query();
  const start = used();
  try {
    const found = await search.find(text);
    for (const { doc } of found.results.slice(0, 3)) await search.document(doc);
  } catch (error) {
    console.log(`FAILED: search, query ${count}: ${JSON.stringify(text)}`);
    throw error;
  }
  const took = used() - start;
  slowest = Math.max(slowest, took);
  if (took > MAX_MS) throw new Error(`query ${JSON.stringify(text)} takes more than ${MAX_MS} ms`);
}
console.log(`search queries: ${count} inputs, the slowest took ${Math.round(slowest)} ms`);
