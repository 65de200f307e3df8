// Browser checks of the built portal. tests/run starts this; by hand, when tests/run has put the tools in place:
//
//   node tests/browser/run.mjs [links|weight|headers|html|axe|notfound|reflow|noscript|journeys|header|keyboard|anchors|spacing|paper|script|facets|zoeken|privacy|injection|attacks|preview]...
//   node tests/browser/run.mjs screenshots DIR
//   node tests/browser/run.mjs handbook DIR
//
// KETENPORTAAL_PUBLIC  folder of the built site (public)
// KETENPORTAAL         the program, for the preview (target/release/ketenportaal)
// CHROMIUM             the browser (/usr/bin/chromium)

import { availableParallelism } from 'node:os';
import path from 'node:path';

import { attacks } from './attacks.mjs';
import { facets } from './facets.mjs';
import { handbook } from './handbook.mjs';
import { headers } from './headers.mjs';
import { html } from './html.mjs';
import { injection } from './injection.mjs';
import { links } from './links.mjs';
import { accessibility, notFound, reflow, withoutScript } from './pages.mjs';
import { preview } from './preview.mjs';
import { privacy } from './privacy.mjs';
import { anchors, header, journeys, keyboard, paper, spacing } from './readers.mjs';
import { Report } from './report.mjs';
import { screenshots } from './screenshots.mjs';
import { script } from './script.mjs';
import { serve } from './server.mjs';
import { Site } from './site.mjs';
import { launch, root } from './tools.mjs';
import { weight } from './weight.mjs';
import { zoeken } from './zoeken.mjs';

const site = new Site(path.resolve(root, process.env.KETENPORTAAL_PUBLIC ?? 'public'));
const program = path.resolve(root, process.env.KETENPORTAAL ?? 'target/release/ketenportaal');
const wanted = process.argv.slice(2);

const server = await serve(site);
const browser = await launch();
const { origin } = server;
let good = true;
try {
  if (wanted[0] === 'screenshots') {
    await screenshots(site, browser, origin, path.resolve(wanted[1]));
  } else if (wanted[0] === 'handbook') {
    await handbook(program, browser, path.resolve(wanted[1]));
  } else {
    // Beside each other, as many as there are processors; then, one after the other, those that measure how long something takes.
    const beside = {
      axe: ['axe and errors at 320 and 1280, light and dark', (check) => accessibility(site, browser, origin, check)],
      reflow: ['no sideways scroll at 320', (check) => reflow(site, browser, origin, check)],
      keyboard: ['focus by keyboard at 320 and 1280', (check) => keyboard(site, browser, origin, check)],
      anchors: ['links within a page at 320 and 1280', (check) => anchors(site, browser, origin, check)],
      facets: ['lists of practices', (check) => facets(site, browser, origin, check)],
      html: ['Nu HTML checker', (check) => html(site, check)],
      headers: ['under the headers of the site', (check) => headers(site, browser, origin, program, check)],
      journeys: ['questions of readers, without JavaScript and by keyboard', (check) => journeys(site, browser, origin, check)],
      spacing: ['text spacing of WCAG 1.4.12', (check) => spacing(site, browser, origin, check)],
      paper: ['on paper', (check) => paper(site, browser, origin, check)],
      privacy: ['privacy, and what a harvester finds', (check) => privacy(site, browser, origin, check)],
      noscript: ['without JavaScript', (check) => withoutScript(site, browser, origin, check)],
      script: ['with JavaScript', (check) => script(site, browser, origin, check)],
      links: ['links', (check) => links(site, check)],
      weight: ['weight of pages', (check) => weight(site, browser, check)],
      header: ['header by keyboard', (check) => header(site, browser, origin, check)],
      notfound: ['address that does not exist', (check) => notFound(site, browser, origin, check)],
      injection: ['payloads in the browser', (check) => injection(program, browser, check)],
    };
    const alone = {
      zoeken: ['search', (check) => zoeken(site, browser, origin, check)],
      attacks: ['preview under attack', (check) => attacks(program, check)],
      preview: ['preview', (check) => preview(program, browser, check)],
    };
    const known = [...Object.keys(beside), ...Object.keys(alone)];
    const unknown = wanted.filter((name) => !known.includes(name));
    if (unknown.length) throw new Error(`unknown: ${unknown.join(', ')}; known: ${known.join(', ')}`);
    const report = new Report();
    const run = async (groups, lanes) => {
      // The payloads take longer than all else: a part of tests/run soak, asked for by name.
      const queue = Object.entries(groups).filter(([name]) => (wanted.length === 0 ? name !== 'injection' : wanted.includes(name)));
      const lane = async () => {
        while (queue.length > 0) {
          const [, [title, group]] = queue.shift();
          await report.group(title, group);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    };
    await run(beside, availableParallelism());
    await run(alone, 1);
    good = report.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = good ? 0 : 1;
