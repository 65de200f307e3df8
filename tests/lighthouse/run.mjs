// Lighthouse (mobile) over the kinds of page that readers use most. tests/run lighthouse starts this, with the tools in place and
// the portal built with packed copies in KETENPORTAAL_PUBLIC. It is no part of a full run: the score for speed needs a quiet machine.
//
//   node tests/lighthouse/run.mjs [RUNS]     runs per page (5); the middle score counts

import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { serve } from '../browser/server.mjs';
import { Site } from '../browser/site.mjs';
import { root } from '../browser/tools.mjs';

const KINDS = ['home', 'thema', 'praktijk', 'praktijken', 'werkplein', 'regio', 'landkaart', 'zoeken'];
const LIMITS = { performance: 99, accessibility: 100, 'best-practices': 100, seo: 100 };
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const require = createRequire(path.join(root, 'tests/.tools/lighthouse/package.json'));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: lighthouse } = await load('lighthouse');
const { launch } = await load('chrome-launcher');

const runs = Number(process.argv[2] ?? 5);
const site = new Site(path.resolve(root, process.env.KETENPORTAAL_PUBLIC ?? 'public'));
const server = await serve(site);
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: FLAGS, ignoreDefaultFlags: true });

const middle = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** The middle scores of a page in percent, and what cost it points in the last run. */
async function scores(address) {
  const results = [];
  for (let failed = 0; results.length < runs; ) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: 'error', locale: 'nl' });
    // Now and then the browser loses the trace of a load (NO_NAVSTART), which says nothing of the page.
    if (!lhr.runtimeError) results.push(lhr);
    else if ((failed += 1) === runs) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  }
  const score = (name) => middle(results.map((lhr) => Math.round(lhr.categories[name].score * 100)));
  const { audits, categories } = results.at(-1);
  const counted = Object.values(categories).flatMap((category) => category.auditRefs.filter(({ weight }) => weight > 0));
  const lost = counted.map(({ id }) => audits[id]).filter((audit) => audit.score !== null && audit.score < 0.99);
  return {
    found: Object.fromEntries(Object.keys(LIMITS).map((name) => [name, score(name)])),
    lost: lost.map((audit) => `${audit.id} ${audit.displayValue ?? audit.score}`),
  };
}

let good = true;
try {
  const pages = site.samples().filter(({ kind }) => KINDS.includes(kind)).map(({ file }) => site.address(file));
  pages.push(`${pages.find((page) => page.includes('zoeken'))}?q=bijstand`);
  for (const page of pages) {
    const { found, lost } = await scores(server.origin + page);
    const isGood = Object.entries(LIMITS).every(([name, limit]) => found[name] >= limit);
    good &&= isGood;
    console.log(`${isGood ? 'ok  ' : 'FAIL'}  ${Object.values(found).join(' / ')}  ${page}${lost.length ? `  (${lost.join(', ')})` : ''}`);
  }
  console.log(`${Object.keys(LIMITS).join(' / ')}: middle of ${runs} runs`);
} finally {
  await chrome.kill();
  server.close();
}
process.exitCode = good ? 0 : 1;
