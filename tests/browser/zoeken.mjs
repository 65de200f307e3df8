// Search in a browser: suggestions and their keys, results, choices, the address, what is fetched and how fast.

import fs from 'node:fs';
import zlib from 'node:zlib';
import path from 'node:path';

import { FIRST, LATER } from '../search/run.mjs';
import { watch } from './pages.mjs';

/** The most milliseconds from the last key until the results are there. */
const SOON = 60;

export async function zoeken(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const watched = await watch(page, origin);
  const fetched = [];
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.slice(site.base.pathname.length);
    if (/^(zoeken\/.*\.json|assets\/zoeken\..*\.js)$/.test(name)) fetched.push(name);
    // The text of a result is in its page.
    else if (request.resourceType() === 'fetch') fetched.push(`${name}index.html`);
  });
  const cost = (from) => fetched.slice(from).reduce((sum, name) => sum + zlib.brotliCompressSync(fs.readFileSync(path.join(site.folder, name))).length, 0);
  const open = (address) => page.goto(origin + site.base.pathname + address);
  const field = page.locator('#_zoek');
  const options = page.locator('main [role=option]');
  const titles = page.locator('.zoek-lijst h3 a');
  const settle = () => page.waitForTimeout(400);

  await open('themas/');
  await open('zoeken/');
  await settle();
  check('nothing is fetched before a reader goes to the field', fetched.length ? [fetched.join(', ')] : []);

  await field.click();
  await page.keyboard.type('werkgeversa', { delay: 30 });
  await options.first().waitFor();
  const expanded = await field.getAttribute('aria-expanded');
  await page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  const selected = await page.locator('[aria-selected=true]').getAttribute('id');
  const completed = await field.inputValue();
  await page.keyboard.press('Escape');
  const restored = [await field.inputValue(), await field.getAttribute('aria-expanded')];
  await page.keyboard.press('ArrowDown');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await titles.first().waitFor();
  await settle();
  check('suggestions follow the keys of a combobox', [
    ...(expanded === 'true' ? [] : ['the list is not said to be open']),
    ...(active && active === selected ? [] : [`active ${active}, selected ${selected}`]),
    ...(completed.startsWith('werkgeversaan') ? [] : [`the field says ${completed}`]),
    ...(restored[0] === 'werkgeversa' && restored[1] === 'false' ? [] : [`after Escape ${restored}`]),
    ...(new URL(page.url()).searchParams.get('q') === completed ? [] : [page.url()]),
  ]);

  const first = await titles.first().getAttribute('href');
  const status = await page.locator('.zoek-status').textContent();
  check('results say how many there are, and mark what was found', [
    ...(first?.endsWith('/themas/werkgeversaanpak/') ? [] : [`first is ${first}`]),
    ...(/^\d+ resultaten? voor/.test(status) ? [] : [status]),
    ...((await page.locator('.zoek-lijst mark').count()) > 3 ? [] : ['nothing is marked']),
    ...((await page.locator('.zoek-onderdelen a[href*="#"]:visible').count()) > 0 ? [] : ['no section']),
  ]);

  // "koffie" stands in texts only: the sections tell where, and whoever goes to a result gets its passage.
  await open('zoeken/?q=koffie');
  await titles.first().waitFor();
  const sections = await page.locator('.zoek-lijst > li:first-child .zoek-onderdelen li').allTextContents();
  await page.waitForTimeout(1500);
  const pages = () => fetched.filter((name) => name.endsWith('.html')).length;
  const before = pages();
  const told = await page.locator('.zoek-lijst > li:first-child .zoek-passage mark').count();
  await titles.first().focus();
  const passage = (text, nth = 0) =>
    page.locator('.zoek-lijst > li').nth(nth).locator('.zoek-passage mark', { hasText: text }).first().waitFor({ timeout: 5000 }).then(() => [], () => [`no ${text} in result ${nth + 1}`]);
  check('a word in a text: the sections say so, and its passage comes when a reader goes to the result', [
    ...(sections.length > 0 && sections.every((line) => /\(koffie\)$/.test(line)) ? [] : sections.length ? sections : ['no sections']),
    ...(before === 0 && told === 0 ? [] : ['a page is fetched that nobody went to']),
    ...(await passage(/koffie/i)),
    ...(await titles.nth(1).focus(), await passage(/koffie/i, 1)),
  ]);
  // Before the first heading there is no section to tell it.
  const then = pages();
  await open('zoeken/?q=oppakt');
  await titles.first().waitFor();
  check('a word in no section: the passage of the first result comes by itself', [
    ...(pages() > then ? ['a page is fetched at once'] : []),
    ...(await passage('oppakt')),
  ]);
  await open(`zoeken/?q=${completed}`);
  await titles.first().waitFor();
  await settle();

  const all = await titles.count();
  await page.locator('.zoek-keuzes input[value="Praktijken"]').check();
  await settle();
  const chosen = new URL(page.url()).searchParams.get('soort');
  const kinds = await page.locator('.zoek-pad').allTextContents();
  const focused = await page.evaluate(() => document.activeElement.value);
  await page.goBack();
  await settle();
  const back = [await titles.count(), new URL(page.url()).searchParams.has('soort')];
  await page.goForward();
  await settle();
  const again = await page.locator('.zoek-keuzes input[value="Praktijken"]').isChecked();
  await page.locator('.zoek-keuzes > button').click();
  await settle();
  const cleared = await page.evaluate(() => document.activeElement.localName);
  check('choices combine, and the address carries them', [
    ...(chosen === 'Praktijken' ? [] : [page.url()]),
    ...(kinds.length && kinds.every((text) => text.startsWith('Praktijken')) ? [] : [kinds.join('; ')]),
    ...(focused === 'Praktijken' ? [] : ['the choice loses the focus']),
    ...(cleared === 'summary' ? [] : [`after clearing, the focus is on ${cleared}`]),
    ...(back[0] === all && !back[1] && again ? [] : [`back ${back}, forward ${again}`]),
  ]);

  await open('zoeken/?q=jongeren&soort=Nieuws');
  await titles.first().waitFor();
  const news = await titles.count();
  await field.fill('haarlem');
  await settle();
  const other = [await page.locator('.zoek-keuzes input:checked').count(), await titles.count(), new URL(page.url()).searchParams.has('soort')];
  await field.press('Enter');
  await settle();
  await field.fill('bijstand');
  await field.press('Enter');
  await settle();
  const steps = [];
  for (let at = 0; at < 2; at += 1) {
    await page.goBack();
    await settle();
    steps.push(new URL(page.url()).search, await field.inputValue());
  }
  check('another question begins without choices, and each is a step to go back to', [
    ...(other[0] === 0 && other[1] > 3 && !other[2] ? [] : [`after a choice of news (${news}): ${other}`]),
    ...(steps.join() === '?q=haarlem,haarlem,?q=jongeren&soort=Nieuws,jongeren' ? [] : [steps.join()]),
  ]);

  await open('zoeken/?q=werk');
  await page.getByRole('button', { name: 'Meer resultaten' }).click();
  await settle();
  const longer = await titles.count();
  await titles.nth(longer - 1).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/zoeken/'));
  await page.goBack();
  await titles.first().waitFor();
  await settle();
  check('whoever comes back from a result finds the list as long as it was', (await titles.count()) === longer ? [] : [`${longer}, then ${await titles.count()}`]);

  const cases = { wajnog: /wajong/i, 'qxzqxz': null };
  const problems = [];
  for (const [typed, expected] of Object.entries(cases)) {
    await open(`zoeken/?q=${typed}`);
    await page.waitForFunction(() => document.querySelector('.zoek-status')?.textContent);
    await settle();
    const text = await page.locator('.zoek-uitkomst').textContent();
    if (expected ? !(text.includes('Bedoelde u') && expected.test(text)) : !text.includes('Niets gevonden')) problems.push(`${typed}: ${text.slice(0, 200)}`);
  }
  check('a typing error is mended, and nothing found says what to do', problems);

  // Fast typing on a page that is ready, as a reader does: the time from the last key to the results on the screen.
  const times = [];
  await open('zoeken/');
  const start = fetched.length;
  await field.click();
  await settle();
  let later = 0;
  for (const [at, query] of ['wajong werkgever', 'brieven in gewone taal', 'werkplein Tiel', 'arbeidsmarktinformatie', 'contactpersoon'].entries()) {
    const from = fetched.length;
    await field.fill('');
    await page.keyboard.type(query.slice(0, -1), { delay: 20 });
    await settle();
    await page.evaluate((query) => {
      window.waited = new Promise((resolve) => {
        let pressed = 0;
        addEventListener('keydown', () => { pressed = performance.now(); }, { once: true, capture: true });
        document.addEventListener('zoekresultaten', ({ detail }) => { if (detail.query === query) resolve(performance.now() - pressed); });
        setTimeout(() => resolve(Infinity), 5000);
      });
    }, query);
    await page.keyboard.type(query.slice(-1));
    times.push(await page.evaluate(() => window.waited));
    await settle();
    if (at === 0) check(`a first query, letter by letter, costs under ${FIRST / 1000} kB`, cost(start) < FIRST ? [] : [`${cost(start)} bytes`]);
    else later += cost(from) / 4;
  }
  check(`results come within ${SOON} ms of the last key`, times.every((time) => time <= SOON) ? [] : [times.map(Math.round).join(', ')]);

  // A query that is typed elsewhere and comes as a whole, as from the header of a page.
  const whole = fetched.length;
  const asked = ['inburgering taal', 'klanten laten meepraten', 'vacatures zeeland', 'huisbezoek'];
  for (const query of asked) {
    await field.fill(query);
    await field.press('Enter');
    // Long enough for a passage too.
    await page.waitForTimeout(1600);
  }
  const each = cost(whole) / asked.length;
  check(`a later query costs under ${LATER / 1000} kB on the average`, each < LATER ? [] : [`${Math.round(each)} bytes`]);

  await page.route('**/zoeken/*.json', (route) => route.abort());
  await open('zoeken/?q=taal');
  await page.locator('.melding-let-op').waitFor();
  const retry = page.getByRole('button', { name: 'Probeer opnieuw' });
  check('an index that cannot be fetched is said', (await retry.count()) === 1 ? [] : ['no way to try again']);
  await page.unroute('**/zoeken/*.json');
  await retry.click();
  await titles.first().waitFor();
  watched.take();
  check('no errors after that', watched.take());
  await context.close();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(`${origin}${site.base.pathname}zoeken/?q=taal`);
  const links = await without.locator('main section a').evaluateAll((all) => all.map((link) => link.getAttribute('href'))).catch(() => []);
  check('without JavaScript the lists are there', [
    ...((await without.locator('noscript').count()) && links.length >= 8 ? [] : [`${links.length} lists`]),
  ]);
  await plain.close();
  const shown = [...times].sort((a, b) => a - b).map(Math.round);
  return `results after ${shown.join(', ')} ms; a later query ${(each / 1000).toFixed(1)} kB, letter by letter ${(later / 1000).toFixed(1)}`;
}
