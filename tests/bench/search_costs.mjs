// What search costs on a built site of any size: the largest file of the index, and the bytes of queries of two of its own words.
//
//   node tests/bench/search_costs.mjs PUBLIC

import fs from 'node:fs';
import path from 'node:path';

import { compressed, costs, load, spread } from '../search/run.mjs';

const site = process.argv[2];
const { module, script } = await load(site);
const files = fs.readdirSync(path.join(site, 'zoeken')).filter((name) => name.endsWith('.json'));
const read = (name) => fs.readFileSync(path.join(site, 'zoeken', name));
const words = files.filter((name) => name.startsWith('w-')).flatMap((name) => JSON.parse(read(name))).map((item) => item.split(' ')[0]);
const step = Math.max(1, Math.floor(words.length / 61));
const some = words.filter((_, at) => at % step === 0);
const queries = some.map((word, at) => `${word} ${some[(at * 7 + 3) % some.length]}`);
const { first, later } = await costs(module, script, site, queries);
const kb = ({ median, p95, most }) => [median, p95, most].map((bytes) => (bytes / 1000).toFixed(1)).join(' / ');
const largest = files.map((name) => [compressed(read(name)).br, name]).sort(([a], [b]) => b - a)[0];
console.log(`${files.length} files, ${(files.reduce((sum, name) => sum + read(name).length, 0) / 1e6).toFixed(1)} MB; largest ${largest[1]} ${(largest[0] / 1000).toFixed(1)} kB; entry ${(compressed(read('index.json')).br / 1000).toFixed(1)} kB`);
console.log(`first query ${kb(spread(first.map(({ br }) => br)))} kB, the one after it ${kb(spread(later.map(({ br }) => br)))} kB (median / 95% / most, Brotli, ${queries.length} queries)`);
