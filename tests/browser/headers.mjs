// The headers of `_headers`: read from the built site, sent by the test server, and held against what the preview sends.
// A page of every kind is opened and used under them: nothing may be blocked, fail, be asked of another site or leave a cookie.


import { startPreview } from './preview.mjs';
import { some } from './report.mjs';
import { watch } from './pages.mjs';
import { root } from './tools.mjs';

/** What a published site must send, whatever its policy holds. */
const NEEDED = [
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
];

/** The rules of a `_headers` file: a path, perhaps with `*` at its end, and names with values. */
export function rules(text) {
  const found = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || !line.trim()) continue;
    if (line.startsWith(' ')) {
      const at = line.indexOf(':');
      found.at(-1).headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    } else {
      found.push({ path: line.trim(), headers: [] });
    }
  }
  return found;
}

/** The headers for an address, as hosts give them: those of every rule that fits. */
export function headersFor(found, pathname) {
  const fits = ({ path }) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path);
  const headers = {};
  for (const [name, value] of found.filter(fits).flatMap((rule) => rule.headers)) {
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

export async function headers(site, browser, origin, program, check) {
  const published = rules(site.text('_headers'));
  const everywhere = headersFor(published, site.base.pathname);
  const names = Object.keys(everywhere).map((name) => name.toLowerCase());
  const hashed = [...site.files].filter((file) => file.startsWith('assets/'));
  const cache = (file) => headersFor(published, site.address(file))['Cache-Control'] ?? '';
  check('the headers of a published site', NEEDED.filter((name) => !names.includes(name)));
  check('files with their hash in the name are kept, and only those', [
    ...hashed.filter((file) => !/\.[0-9a-f]{10}\.\w+$/.test(file) || !cache(file).includes('immutable')),
    ...[...site.files].filter((file) => !file.startsWith('assets/') && cache(file).includes('immutable')),
  ]);

  const { origin: preview, stop } = await startPreview(program, root);
  try {
    const sent = await fetch(`${preview}/`);
    const same = Object.entries(everywhere).filter(([name]) => name !== 'Strict-Transport-Security');
    check(
      'the preview sends the same headers',
      same.filter(([name, value]) => sent.headers.get(name) !== value).map(([name]) => `${name}: ${sent.headers.get(name)}`),
    );
    check('the preview does not bind this computer to https', sent.headers.has('strict-transport-security') ? ['it does'] : []);
    await visit(site, browser, origin, site.base.pathname, 'published', check);
    await visit(site, browser, preview, '/', 'preview', check);
  } finally {
    await stop();
  }
  return `${site.samples().length} kinds, published and in the preview`;
}

/** Opens and uses a page of every kind. */
async function visit(site, browser, origin, base, where, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const watched = await watch(page, origin);
  const remarks = [];
  // A header the browser does not understand is a warning, not an error.
  page.on('console', (message) => message.type() === 'warning' && remarks.push(`warning: ${message.text()}`));
  const cookies = [];
  page.on('response', async (response) => {
    if ((await response.allHeaders().catch(() => ({})))['set-cookie']) cookies.push(response.url());
  });
  const wrong = () => some([...watched.take(), ...remarks.splice(0)]);
  for (const sample of site.samples()) {
    await page.goto(origin + base + site.address(sample.file).slice(site.base.pathname.length));
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    await page.mouse.wheel(0, 20000);
    await watched.settled();
    // The page for what is not there is asked for by its own name, so nothing of it may fail either.
    check(`${where}: ${sample.kind} /${sample.file}`, wrong());
  }
  await page.goto(`${origin}${base}werkpleinen/`);
  await page.locator('#_filter').fill('tiel');
  await page.goto(`${origin}${base}werkpleinen/tiel/`);
  await page.locator('[data-mijn-kies]').click();
  await page.goto(`${origin}${base}regios/`);
  await page.locator('table[data-sorteer] thead th a').nth(2).click();
  await page.goto(`${origin}${base}landkaart/`);
  await page.locator('svg a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/werkpleinen\/[^/]+\//, { timeout: 3000 }).catch(() => {});
  check(`${where}: used`, wrong());
  check(`${where}: cookies`, [...cookies, ...(await context.cookies()).map(({ name }) => name)]);
  await context.close();
}
