// What a reader leaves behind: nothing, but the werkplein he chose, and that only in his own browser. And what a harvester finds.

import { watch } from './pages.mjs';
import { some } from './report.mjs';

/** The only thing that is kept in the browser. */
const KEPT = 'mijn-werkplein';

/** Files that no reader asks for by a link: they are asked for by name, or by the pages themselves. */
const BY_NAME = /^(_headers|_redirects|robots\.txt|404\.html|sitemap[^/]*\.xml|favicon\.ico|site\.webmanifest|\.well-known\/.*|(assets|zoeken)\/.*|beeld\/(deel-.*|icoon-\d+|portaal)\.png)$/;

/** In the page: everything that can be kept for a next visit. */
async function kept() {
  const databases = (await indexedDB.databases?.()) ?? [];
  const workers = await navigator.serviceWorker?.getRegistrations?.().catch(() => []);
  const caches = await globalThis.caches?.keys().catch(() => []);
  return [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...databases.map(({ name }) => `database ${name}`),
    ...(workers ?? []).map(({ scope }) => `worker ${scope}`),
    ...(caches ?? []).map((key) => `cache ${key}`),
    ...(document.cookie ? [`cookie ${document.cookie}`] : []),
  ];
}

export async function privacy(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const watched = await watch(page, origin);
  const open = (address) => page.goto(origin + site.base.pathname + address);
  const left = [];
  for (const sample of site.samples()) {
    await page.goto(origin + site.address(sample.file));
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    left.push(...(await page.evaluate(kept)).map((what) => `/${sample.file}: ${what}`));
  }
  await open('zoeken/?q=contactpersoon');
  await page.waitForLoadState('networkidle');
  left.push(...(await page.evaluate(kept)).map((what) => `search: ${what}`));
  check('looking and searching leave nothing in the browser', some(left));

  const [werkplein] = [...site.pages.values()].filter(({ kind }) => kind === 'werkplein');
  const own = page.locator('[data-mijn-kies]');
  await page.goto(origin + site.address(werkplein.file));
  await own.click();
  const chosen = await page.evaluate(kept);
  await open('themas/');
  await page.goto(origin + site.address(werkplein.file));
  await own.click();
  check('only the chosen werkplein is kept, until it is let go', [
    ...chosen.filter((what) => what !== `localStorage ${KEPT}`),
    ...(chosen.length === 1 ? [] : [`${chosen.length} things are kept`]),
    ...(await page.evaluate(kept)).map((what) => `afterwards: ${what}`),
  ]);
  check('no cookies', (await context.cookies()).map(({ name }) => name));
  check('no address elsewhere is asked for', some(watched.take()));
  await context.close();

  const reached = reachable(site);
  const lost = [...site.files].filter((file) => !BY_NAME.test(file) && !reached.has(file) && !site.pages.get(file)?.redirect);
  check("a harvester that follows links gets every file", lost);
  const periods = [...site.files].filter((file) => /^landkaart\/\d{4}-[^/]+\/index\.html$/.test(file));
  check('and every period', periods.length ? periods.filter((file) => !reached.has(file)) : ['there are no periods']);
  return `${site.samples().length} kinds, ${reached.size} files by links from the home page`;
}

/** Every file that links of pages lead to or that they show, from the home page on. */
function reachable(site) {
  const reached = new Set(['index.html']);
  for (const file of reached) {
    const page = site.pages.get(file);
    for (const address of [...(page?.links ?? []), ...(page?.requests ?? [])]) {
      const target = site.resolve(file, address);
      if (target.file) reached.add(target.file);
    }
  }
  return reached;
}
