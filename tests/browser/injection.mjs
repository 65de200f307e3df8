// The portal of payloads (tests/suite/injection.rs leaves it in the target folder) in a real browser, under the policy of the site:
// nothing runs, nothing is asked for elsewhere, and the policy has nothing to report.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { watch } from './pages.mjs';
import { some } from './report.mjs';
import { serve } from './server.mjs';
import { Site } from './site.mjs';
import { root } from './tools.mjs';

const source = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'tmp/payloads');

/** Of these kinds every page is opened; of others one in so many, as each holds the same fields. */
const ALL = new Set(['praktijk', 'bijeenkomst']);
const ONE_IN = 6;

export async function injection(program, browser, check) {
  if (!fs.existsSync(path.join(source, 'payloads.json'))) {
    throw new Error(`${source} holds no portal: run cargo test --test suite injection:: first`);
  }
  const payloads = JSON.parse(fs.readFileSync(path.join(source, 'payloads.json'), 'utf8'));
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'ketenportaal-payloads-'));
  let server;
  let context;
  let opened = 0;
  try {
    execFileSync(program, ['--root', source, 'build', '--as-of', '2009-12-01', '--out', path.join(out, 'site')], { stdio: 'pipe' });
    const site = new Site(path.join(out, 'site'));
    server = await serve(site);
    const { origin } = server;
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
    const page = await context.newPage();
    const watched = await watch(page, origin);
    await page.addInitScript(() => {
      globalThis.kpx = () => console.error('a payload ran');
    });
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    const wrong = [];
    const note = (address) => wrong.push(...watched.take().map((problem) => `/${address}: ${problem}`));
    const look = async (address) => {
      opened += 1;
      await page.goto(origin + site.base.pathname + address);
      // What waits for the reader: things that open, what lies below, and what has the focus.
      await page.evaluate(() => {
        document.querySelectorAll('details').forEach((part) => (part.open = true));
        for (const element of document.querySelectorAll('main *')) element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      });
      await watched.settled();
      note(address);
    };

    const count = new Map();
    for (const { file, kind } of site.pages.values()) {
      if (!kind || kind === '404') continue;
      count.set(kind, (count.get(kind) ?? 0) + 1);
      if (ALL.has(kind) || count.get(kind) <= 3 || count.get(kind) % ONE_IN === 0) await look(site.address(file).slice(site.base.pathname.length));
    }
    check('every kind of page with payloads', some(wrong.splice(0)));

    // What a reader types, or somebody gives him in a link.
    for (const [at, payload] of payloads.entries()) {
      const value = encodeURIComponent(payload);
      if (at % 3 === 0) await look(`zoeken/?q=${value}&soort=${value}`);
      if (at % 3 === 1) await look(`praktijken/?thema=${value}&mijlpaal=${value}&volgorde=${value}`);
      if (at % 3 === 2) await look(`werkpleinen/#${value}`);
    }
    check('payloads in addresses', some(wrong.splice(0)));

    await look('zoeken/');
    const field = page.locator('main input[type=search]');
    for (const payload of payloads.filter((text) => !/[\r\n]/.test(text)).filter((_, at) => at % 6 === 0)) {
      await field.fill(payload.slice(0, 100));
      await field.press('Enter');
    }
    await page.waitForLoadState('networkidle');
    note('zoeken/');
    check('payloads typed in the search field', some(wrong.splice(0)));

    // The name of the chosen werkplein is kept, and shown on every page.
    for (let at = 0; at < payloads.length; at += 10) {
      await look(`werkpleinen/w${at}/`);
      await page.locator('[data-mijn-kies]').click();
      await look('themas/');
    }
    check('a payload as the chosen werkplein', some(wrong.splice(0)));
    check('no window is opened, nothing is asked', dialogs);
    check('no cookies', (await context.cookies()).map(({ name }) => name));
    return `${payloads.length} payloads, ${site.pages.size} pages, ${opened} times a page was opened`;
  } finally {
    await context?.close();
    server?.close();
    fs.rmSync(out, { recursive: true, force: true });
  }
}
