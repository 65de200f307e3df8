// What the script adds for readers who have it: my werkplein, names found while typing, tables in another order, a map by keyboard.

import { watch } from './pages.mjs';

export async function script(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const watched = await watch(page, origin);
  const open = (address) => page.goto(origin + site.base.pathname + address);
  const mine = page.locator('[data-mijn-link]');

  await open('werkpleinen/');
  const field = page.locator('#_filter');
  const names = page.locator('#_alfabet li:visible a');
  const all = await names.count();
  const found = {};
  for (const typed of ['tiel', 'Den Bosch', 'TILBÚRG', 'Werkplein Almere', 'zandvoort', 'regio Twente', 'xyz']) {
    await field.fill(typed);
    found[typed] = await names.allTextContents();
  }
  check('names are found while typing', [
    ...(found.tiel.includes('Tiel') && found.tiel.length < all ? [] : [`tiel gives ${found.tiel}`]),
    ...(found['Den Bosch'].includes("'s-Hertogenbosch") ? [] : [`Den Bosch gives ${found['Den Bosch']}`]),
    ...(found['TILBÚRG'].length ? [] : ['capitals and marks make a difference']),
    ...(found['Werkplein Almere'].join() === 'Almere' ? [] : [`the title of a page gives ${found['Werkplein Almere']}`]),
    ...(found.zandvoort.includes('Haarlem') ? [] : [`a municipality without a werkplein gives ${found.zandvoort}`]),
    ...(found['regio Twente'].includes('Hengelo') ? [] : [`a region gives ${found['regio Twente']}`]),
    ...(found.xyz.length === 0 ? [] : [`xyz gives ${found.xyz}`]),
    ...((await page.locator('[role=status]').textContent()).startsWith('Geen werkplein gevonden') ? [] : ['nothing is not said']),
  ]);

  await field.fill('tiel');
  await field.press('Enter');
  await page.waitForURL(/werkpleinen\/tiel\//).catch(() => {});
  const button = page.locator('[data-mijn-kies]');
  const before = await mine.textContent();
  await button.click();
  await open('themas/');
  const chosen = [await mine.textContent(), await mine.getAttribute('href')];
  await mine.click();
  const back = new URL(page.url()).pathname;
  await button.click();
  await open('themas/');
  check('my werkplein is remembered until it is let go', [
    ...(chosen[0] === 'Werkplein Tiel' && chosen[1] === back ? [] : [`the header says ${chosen}, and leads to ${back}`]),
    ...((await mine.textContent()) === before ? [] : ['it is not let go']),
    ...((await page.evaluate(() => localStorage.length)) === 0 ? [] : ['something is still kept']),
  ]);

  await page.evaluate(() => localStorage.setItem('mijn-werkplein', '{"title":"x","href":"javascript:alert(1)"}'));
  await open('themas/');
  check('what is kept is not trusted', (await mine.getAttribute('href')).startsWith('javascript') ? ['it leads to a script'] : []);

  await open('landkaart/');
  const copied = await page.evaluate(() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT, (node) => node.data.includes('\u00ad') ? 1 : 3);
    const node = walk.nextNode();
    getSelection().selectAllChildren(node.parentElement);
    const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    document.dispatchEvent(event);
    return [getSelection().toString(), event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html'), event.defaultPrevented];
  });
  check('a text that is copied has no soft hyphens', [
    ...(copied[0].includes('\u00ad') && copied[1] === copied[0].replaceAll('\u00ad', '') && copied[3] ? [] : [copied.join('; ')]),
    ...(copied[2].includes('\u00ad') || !copied[2].includes(copied[1]) ? [copied[2]] : []),
  ]);

  await open('regios/');
  const table = page.locator('table[data-sorteer]');
  const rows = () => table.locator('tbody tr:not(.totaal) th').allTextContents();
  const byName = await rows();
  const head = table.locator('thead th').nth(3);
  await head.locator('a').click();
  const values = await table.locator('tbody tr:not(.totaal) td:nth-child(4)').evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.getal)));
  const sorted = values.every((value, at) => at === 0 || values[at - 1] >= value);
  const state = await head.getAttribute('aria-sort');
  const same = page.url().endsWith('/regios/');
  const told = await page.locator('[role=status][data-volgorde]').textContent();
  await table.locator('thead th').first().locator('a').click();
  const again = await rows();
  check('the order of a table changes in place', [
    ...(sorted && state === 'descending' && same ? [] : [`sorted ${sorted}, ${state}, ${page.url()}`]),
    ...(told.includes(await head.locator('a').textContent()) ? [] : [`it is told as "${told}"`]),
    ...(JSON.stringify(again) === JSON.stringify(byName) ? [] : ['by name is another order than the page had']),
  ]);

  await open('landkaart/');
  const areas = page.locator('svg a[href*="/werkpleinen/"]');
  const count = await areas.count();
  const named = await areas.evaluateAll((links) => links.filter((link) => link.querySelector('title') || link.getAttribute('aria-label')).length);
  await areas.first().focus();
  const focused = await page.evaluate(() => document.activeElement.closest('svg') !== null);
  await page.keyboard.press('Enter');
  await page.waitForURL(/werkpleinen\/[^/]+\//, { timeout: 3000 }).catch(() => {});
  check('the map works with the keyboard', [
    ...(count > 100 && named === count ? [] : [`${count} areas, ${named} with a name`]),
    ...(focused && /werkpleinen\/[^/]+\//.test(page.url()) ? [] : [`focus ${focused}, ${page.url()}`]),
  ]);
  check('no errors', watched.take());
  await context.close();
  return 'my werkplein, names, tables, map';
}
