// What a page weighs: its HTML with the style sheet and the scripts it asks for, in Brotli as hosts send it; over all pages.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import { some } from './report.mjs';
import { root } from './tools.mjs';

/** In bytes. */
const LIMITS = { page: 25_000, charts: 60_000, css: 12_000, js: 6_000 };
/** Kinds that show charts, maps or the table of all milestones; all other kinds are ordinary pages. */
// A report shows the landkaart of its period, with the charts and all tables.
const WITH_CHARTS = new Set(['werkplein', 'regio', 'landkaart', 'periode', 'periode-regio', 'periode-fase', 'periode-mijlpaal', 'rapportage']);
/** Scripts of the search, which readers load on its page only. */
const SEARCH = /\/zoek[^/]*\.js$/;

/** Level 5 is what hosts use for what they pack while they send it. Packed beforehand it is a tenth less. */
const packed = (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

export async function weight(site, browser, check) {
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, packed(fs.readFileSync(path.join(site.folder, file))));
    return sizes.get(file);
  };
  const heaviest = new Map();
  const wrong = { heavy: [], blocking: [], unsized: [], unhashed: [], css: [], js: [] };
  for (const page of site.pages.values()) {
    if (!page.kind) continue;
    const asked = [...new Set(page.requests)].map((address) => site.resolve(page.file, address).file).filter(Boolean);
    const css = asked.filter((file) => file.endsWith('.css'));
    const js = asked.filter((file) => file.endsWith('.js'));
    const sum = (files) => files.reduce((total, file) => total + size(file), 0);
    const row = { file: page.file, html: size(page.file), css: sum(css), js: sum(js) };
    row.all = row.html + row.css + row.js;
    if (!(heaviest.get(page.kind)?.all >= row.all)) heaviest.set(page.kind, row);
    const limit = WITH_CHARTS.has(page.kind) ? LIMITS.charts : LIMITS.page;
    if (row.all > limit) wrong.heavy.push(`${page.kind} /${page.file}: ${row.all} bytes, the limit is ${limit}`);
    if (row.css > LIMITS.css) wrong.css.push(`/${page.file}: ${row.css} bytes`);
    const plain = sum(js.filter((file) => !SEARCH.test(file)));
    if (plain > LIMITS.js) wrong.js.push(`/${page.file}: ${plain} bytes`);

    const html = site.text(page.file);
    for (const [tag] of html.matchAll(/<script\b[^>]*\bsrc=[^>]*>/g)) {
      if (!/\b(defer|async|type="module")/.test(tag)) wrong.blocking.push(`/${page.file}: ${tag}`);
    }
    for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) {
      if (!/\bwidth="\d+" height="\d+"/.test(tag)) wrong.unsized.push(`/${page.file}: ${tag}`);
    }
    for (const file of [...css, ...js]) {
      if (!/^assets\/[^/]+\.[0-9a-f]{10}\.(css|js)$/.test(file)) wrong.unhashed.push(`/${page.file}: ${file}`);
    }
  }
  for (const [kind, { file, html, css, js, all }] of [...heaviest].sort(([, one], [, other]) => other.all - one.all)) {
    console.log(`      ${kind.padEnd(18)} ${kb(all)} KB = ${kb(html)} HTML + ${kb(css)} CSS + ${kb(js)} JS   /${file}`);
  }
  check('pages that weigh more than they may', some(wrong.heavy));
  check('style sheets that weigh more than they may', some(wrong.css));
  check('scripts, without those of the search, that weigh more than they may', some(wrong.js));
  check('scripts that keep the first words waiting', some(wrong.blocking));
  check('pictures without a size', some(wrong.unsized));
  check('style sheets and scripts without a hash in their name', some(wrong.unhashed));
  check('the style sheet means what its sources mean', await sameStyle(site, browser));
  return `${site.pages.size} pages, the heaviest of ${heaviest.size} kinds above, Brotli 5`;
}

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(5);

/** The rules a browser reads in the built style sheet, held against those in its sources. */
async function sameStyle(site, browser) {
  const sources = path.join(root, 'themes/werkplein/assets/css');
  const written = fs.readdirSync(sources).sort().map((file) => fs.readFileSync(path.join(sources, file), 'utf8')).join('\n');
  const built = [...site.files].filter((file) => /^assets\/stijl\.[0-9a-f]+\.css$/.test(file));
  const page = await browser.newPage();
  const differences = await page.evaluate(
    ([one, other]) => {
      const read = (text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map((rule) => rule.cssText);
      };
      const [left, right] = [read(one), read(other)];
      const wrong = left.length === right.length && left.length > 100 ? [] : [`${left.length} rules became ${right.length}`];
      // Chromium shows custom properties as they are written: spaces beside a comma and inside parentheses say nothing.
      const plain = (text) => text?.replace(/\s+/g, ' ').replace(/ ?, ?/g, ',').replace(/\( | \)/g, (found) => found.trim());
      left.forEach((rule, at) => plain(rule) !== plain(right[at]) && wrong.push(`${rule} became ${right[at]}`));
      return wrong;
    },
    [written, built.map((file) => site.text(file)).join('')],
  );
  await page.close();
  return some(differences, 5);
}
