// Search beside Pagefind on the same built pages: time and memory of indexing, bytes of a query, and what is found.
//
//   node tests/bench/search_bench.mjs PUBLIC [PAGEFIND...]
//
// PUBLIC is a site that `ketenportaal build` made; PAGEFIND the command that runs it (python3 -m pagefind, after pip install
// 'pagefind[extended]').
// Needs what tests/run puts in tests/.tools, and python3 to measure a program that it starts.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

import { launch } from '../browser/tools.mjs';
import { costs, load, mistyped, open, queries, rank, spread } from '../search/run.mjs';

const [site, ...pagefind] = process.argv.slice(2);
if (!pagefind.length) pagefind.push('python3', '-m', 'pagefind');
if (!site) {
  console.error('usage: node tests/bench/search_bench.mjs PUBLIC [PAGEFIND]');
  process.exit(2);
}

/** Wall and processor seconds and peak memory in MB of a command. */
function measured(command) {
  const program = `import os, resource, subprocess, sys, time
start = time.time()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.time() - start, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program, ...command], { encoding: 'utf8' });
  const [code, wall, cpu, memory] = stdout.trim().split(' ').map(Number);
  if (!stdout.trim() || code !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  return { wall, cpu, memory };
}

const share = (list, most) => (list.filter((rank) => rank > 0 && rank <= most).length / list.length).toFixed(3);
const kb = (bytes) => (bytes / 1000).toFixed(1);
const print = (name, ours, theirs) => console.log(`| ${name} | ${ours} | ${theirs} |`);

const list = queries();
const wrong = list.map(({ query, expected, kind }, at) => ({ query: kind === 'typefout' ? null : mistyped(query, at), expected })).filter(({ query }) => query);

/** Ours: the script that readers get, over the built files. */
async function ours() {
  const { module, script } = await load(site);
  const search = open(module, site);
  const ranks = [], mended = [];
  for (const { query, expected } of list) ranks.push((await rank(search, query, expected)).rank);
  for (const { query, expected } of wrong) mended.push((await rank(search, query, expected)).rank);
  const { first, later } = await costs(module, script, site, list.map(({ query }) => query));
  const files = fs.readdirSync(path.join(site, 'zoeken')).filter((name) => name.endsWith('.json'));
  const sizes = files.map((name) => zlib.brotliCompressSync(fs.readFileSync(path.join(site, 'zoeken', name))).length);
  return { ranks, mended, first: spread(first.map(({ br }) => br)), later: spread(later.map(({ br }) => br)), largest: Math.max(...sizes), files: files.length };
}

/** Theirs: in Chromium, on a server without the portal's policy, as Pagefind needs WebAssembly. */
async function theirs(folder) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
  const server = http.createServer((request, response) => {
    const address = path.join(folder, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const file = fs.existsSync(address) && fs.statSync(address).isDirectory() ? path.join(address, 'index.html') : address;
    if (!fs.existsSync(file)) { response.writeHead(404); return response.end(); }
    response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-store' });
    return response.end(fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await launch();
  const sizeOf = (url) => {
    const body = fs.readFileSync(path.join(folder, new URL(url).pathname));
    // Its data is packed already; its script is not.
    return /\.(js|json)$/.test(new URL(url).pathname) ? zlib.brotliCompressSync(body).length : body.length;
  };
  const searchOn = async (page, query) => page.evaluate(async (query) => {
    window.pagefind ??= await import('/pagefind/pagefind.js');
    const { results } = await window.pagefind.search(query);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({ url }) => url);
  }, query);
  const rankOf = (urls, expected) => {
    // A term of the glossary counts as found when its page is.
    const pages = expected.map((address) => `/${address.split('#')[0]}`);
    return urls.findIndex((url) => pages.includes(url.split('#')[0])) + 1;
  };
  const page = await browser.newPage();
  await page.goto(`${origin}/404.html`);
  const ranks = [], mended = [];
  for (const { query, expected } of list) ranks.push(rankOf(await searchOn(page, query), expected));
  for (const { query, expected } of wrong) mended.push(rankOf(await searchOn(page, query), expected));
  const first = [], later = [];
  for (let at = 0; at < list.length; at += 10) {
    const fresh = await browser.newPage();
    let bytes = 0;
    fresh.on('request', (request) => { if (request.url().includes('/pagefind/')) bytes += sizeOf(request.url()); });
    await fresh.goto(`${origin}/404.html`);
    await searchOn(fresh, list[at].query);
    const before = bytes;
    first.push(before);
    await searchOn(fresh, list[(at + 61) % list.length].query);
    later.push(bytes - before);
    await fresh.close();
  }
  await browser.close();
  server.closeAllConnections();
  server.close();
  return { ranks, mended, first: spread(first), later: spread(later) };
}

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'pagefind-'));
fs.cpSync(site, copy, { recursive: true });
const indexing = measured([...pagefind, '--site', copy]);
const [us, them] = [await ours(), await theirs(copy)];
fs.rmSync(copy, { recursive: true });
const version = spawnSync(pagefind[0], [...pagefind.slice(1), '--version'], { encoding: 'utf8' }).stdout.trim();
console.log(`| | ketenportaal | ${version} |\n|---|---|---|`);
print('success@1, 120 queries', share(us.ranks, 1), share(them.ranks, 1));
print('success@5', share(us.ranks, 5), share(them.ranks, 5));
print(`success@5 with one typing error (${wrong.length})`, share(us.mended, 5), share(them.mended, 5));
print('first query, kB: median / most', `${kb(us.first.median)} / ${kb(us.first.most)}`, `${kb(them.first.median)} / ${kb(them.first.most)}`);
print('the query after it, kB: median / most', `${kb(us.later.median)} / ${kb(us.later.most)}`, `${kb(them.later.median)} / ${kb(them.later.most)}`);
print('largest file of the index, kB with Brotli', `${kb(us.largest)} of ${us.files} files`, '');
print('indexing: wall s / CPU s / MB', 'in the build: `build --timings`', `${indexing.wall.toFixed(1)} / ${indexing.cpu.toFixed(1)} / ${Math.round(indexing.memory)}`);
