// Lists of practices: as links without JavaScript, and narrowed in place with it, by mouse and by keyboard.

import { AXE_TAGS, HEIGHTS, watch } from './pages.mjs';
import { axeSource } from './tools.mjs';

/** What a list shows: its address, the cards, and what it says of itself. */
const shown = (page) =>
  page.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim());
    return {
      path: location.pathname + location.search,
      cards: texts('main .kaart-titel'),
      telling: texts('[data-telling]')[0],
      h1: texts('h1')[0],
      title: document.title,
      chips: texts('[data-gekozen] li').map((text) => text.replace(/ haal weg$/, '')),
      choices: [...document.querySelectorAll('a[data-keuze]')].filter((link) => !link.parentElement.hidden && !link.closest('details[hidden]'))
        .map((link) => `${link.dataset.keuze} ${link.lastElementChild.textContent}`),
      crumbs: texts('.kruimels li'),
      canonical: document.querySelector('link[rel=canonical]').href,
    };
  });

/** How two states differ, as problems. */
const differ = (what, one, other, keys = Object.keys(other)) =>
  keys
    .filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .map((key) => `${what}: ${key} is ${JSON.stringify(one[key])}, not ${JSON.stringify(other[key])}`);

export async function facets(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const watched = await watch(page, origin);
  const root = `${site.base.pathname}praktijken/`;
  const open = (address) => page.goto(origin + root + address);
  const choice = (key) => page.locator(`a[data-keuze="${key}"]`);
  /** Clicks a link, also in a folded group. */
  const choose = async (key) => {
    const group = page.locator(`.keuze-groep:has(a[data-keuze="${key}"])`);
    if (!(await group.evaluate((details) => details.open))) await group.locator('summary').click();
    await choice(key).click();
  };
  /** A pair of a theme and a target group with several practices, and a milestone that only some of them have. */
  const pair = await somePair(open, page);
  const [thema, doelgroep, third] = pair.keys;

  // Without JavaScript every page is as the program made it; in place the same must be seen.
  const plain = await browser.newContext({ javaScriptEnabled: true, viewport: { width: 1280, height: 900 } });
  const other = await plain.newPage();
  await other.route('**/praktijklijst.*.js', (route) => route.abort());
  const served = async (address) => {
    await other.goto(origin + root + address);
    return shown(other);
  };

  await open('');
  const start = await shown(page);
  let loads = 0;
  page.on('load', () => (loads += 1));
  await choose(thema);
  const one = await shown(page);
  await choose(doelgroep);
  const two = await shown(page);
  check('a choice in place shows what its page shows', [
    ...differ(thema, one, await served(`${thema}/`)),
    ...differ(`${thema} ${doelgroep}`, two, await served(`${thema}/${doelgroep}/`), ['path', 'telling', 'h1', 'title', 'chips', 'choices', 'canonical']),
    ...(loads === 0 ? [] : [`${loads} pages were loaded`]),
  ]);
  const focused = await page.evaluate(() => document.activeElement.dataset.keuze);
  check('the focus stays at the choice', focused === doelgroep ? [] : [`it is at ${focused}`]);

  await choose(third);
  const three = await shown(page);
  const [kind, value] = third.split('/');
  check('a third choice is a parameter', [
    ...differ('third', three, { path: `${root}${thema}/${doelgroep}/?${kind}=${value}`, telling: pair.telling }, ['path', 'telling']),
    ...(three.cards.length === pair.count ? [] : [`${three.cards.length} cards, not ${pair.count}`]),
    ...(three.chips.length === 3 ? [] : [`chips ${three.chips}`]),
  ]);

  await page.goBack();
  const back = await shown(page);
  await page.goBack();
  await page.goBack();
  const first = await shown(page);
  await page.goForward();
  await page.goForward();
  await page.goForward();
  check('back and forward', [...differ('back', back, two), ...differ('at the start', first, start), ...differ('forward', await shown(page), three)]);
  await page.reload();
  check('the address gives the same list again', differ('reload', await shown(page), three, ['path', 'cards', 'telling', 'h1', 'chips']));
  check('what is chosen is let go of', await letGo(page, shown, root, thema, doelgroep, third));

  await open('?thema=bestaat-niet&regio=%3Cb%3E&volgorde=x');
  check('unknown parameters are left out', differ('unknown', await shown(page), start));
  await open(`${thema}/?doelgroep=${doelgroep.split('/')[1]}`);
  check('parameters of two choices become the address of their page', differ('two', await shown(page), two, ['path', 'cards', 'telling', 'h1', 'canonical']));
  const [none, nothing] = pair.empty;
  await open(`?${[none, nothing].map((key) => key.replace('/', '=')).join('&')}`);
  const empty = await shown(page);
  check('no practice with all choices', [
    ...differ('empty', empty, { cards: [], telling: 'Geen praktijken' }, ['cards', 'telling']),
    ...(empty.chips.length === 2 && (await page.locator('main [data-leeg]').isVisible()) ? [] : [`chips ${empty.chips}`]),
  ]);
  await page.locator('[data-gekozen] a').first().click();
  check('and back by letting one go', differ('one left', await shown(page), await served(`${nothing}/`), ['path', 'cards', 'telling', 'h1']));

  await open(`${thema}/`);
  await page.locator('a[data-volgorde=titel]').click();
  const byTitle = await shown(page);
  const sorted = [...byTitle.cards].sort(new Intl.Collator('nl', { ignorePunctuation: true }).compare);
  check('the order of titles', [
    ...(byTitle.path === `${root}${thema}/?volgorde=titel` ? [] : [`address ${byTitle.path}`]),
    ...differ('order', byTitle, { cards: sorted }, ['cards']),
  ]);
  await open('op-titel/');
  const whole = await shown(page);
  check('the whole list by title', differ('order', whole, { cards: [...whole.cards].sort(new Intl.Collator('nl', { ignorePunctuation: true }).compare) }, ['cards']));

  await open('');
  const tab = context.waitForEvent('page');
  await page.locator('.keuze-groep:has(a[data-keuze^="bewijs/"]) a').first().click({ modifiers: ['ControlOrMeta'] });
  await (await tab).close();
  check('another tab leaves the list', differ('new tab', await shown(page), start));

  check('by keyboard', await byKeyboard(page, open, thema, doelgroep));
  check('no errors', watched.take());

  await longList(page, open, pair, check);
  watched.take();
  await accessible(browser, origin + root, pair, check);
  await withoutScript(browser, origin + root, pair, check);
  await plain.close();
  await context.close();
  return 'in place, back and forward, empty, order, keyboard, a long list, axe, print, without JavaScript';
}

/** A theme and a target group, a third value that narrows them, and two values that no practice has both. */
async function somePair(open, page) {
  await open('');
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('[data-keuzes]')].map((card) => card.dataset.keuzes.split(' '));
    const having = (...keys) => cards.filter((card) => keys.every((key) => card.includes(key)));
    const all = (kind) => [...new Set(cards.flat().filter((key) => key.startsWith(`${kind}/`)))];
    const found = all('thema').flatMap((thema) => all('doelgroep').flatMap((doelgroep) => all('mijlpaal').map((third) => {
      const count = having(thema, doelgroep, third).length;
      return { keys: [thema, doelgroep, third], count, whole: having(thema, doelgroep).length, telling: count === 1 ? '1 praktijk' : `${count} praktijken` };
    })));
    const pair = found.filter(({ count, whole }) => count > 0 && count < whole).sort((a, b) => b.whole - a.whole || b.count - a.count)[0];
    const empty = all('thema').flatMap((thema) => all('regio').map((regio) => [thema, regio])).find((keys) => having(...keys).length === 0);
    return { ...pair, empty };
  });
}

async function letGo(page, state, root, thema, doelgroep, third) {
  const chip = (key) => page.locator(`[data-gekozen] a[data-weg="${key}"]`);
  await chip(third).click();
  const two = await state(page);
  const focus = await page.evaluate(() => document.activeElement.id);
  await chip(thema).click();
  await page.waitForURL(`**${root}${doelgroep}/`);
  const one = await state(page);
  return [
    ...(two.path === `${root}${thema}/${doelgroep}/` ? [] : [`after the third: ${two.path}`]),
    ...(focus === '_alle' ? [] : [`the focus went to ${focus}`]),
    ...(one.chips.length === 1 ? [] : [`left ${one.chips}`]),
  ];
}

/** From the skip link to a choice in a folded group, and on to the list, with keys only. */
async function byKeyboard(page, open, thema, doelgroep) {
  await open('');
  const problems = [];
  const until = async (wanted, most = 150) => {
    for (let step = 0; step < most; step += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        return { key: element.dataset.keuze, group: element.querySelector('h3')?.textContent, href: element.getAttribute('href'), high: box.height, wide: box.width };
      });
      if (at.key && at.high < 44) problems.push(`${at.key} is ${at.high} pixels high`);
      if (wanted(at)) return at;
    }
    problems.push(`not reached: ${wanted}`);
    return null;
  };
  await until(({ group }) => group === 'Thema');
  if (!(await page.evaluate(() => document.activeElement.parentElement.open))) await page.keyboard.press('Enter');
  if (await until(({ key }) => key?.startsWith('thema/'))) {
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('[data-gekozen] li').length === 1);
    const at = await page.evaluate(() => document.activeElement.dataset.keuze);
    if (!at?.startsWith('thema/')) problems.push(`after Enter the focus is at ${at}`);
  }
  await open('');
  await until(({ href }) => href === '#_alle');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inList = await page.evaluate(() => document.activeElement.closest('.keuze-lijst') !== null);
  if (!inList) problems.push('the choices cannot be skipped');
  return problems;
}

/** A list over more pages: that of a pair, cut in pages of one card. */
async function longList(page, open, pair, check) {
  const [thema, doelgroep, third] = pair.keys;
  const cut = async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace(/pagina\/\d+\//, '') });
    const number = Number(/pagina\/(\d+)/.exec(route.request().url())?.[1] ?? 1);
    const html = await answer.text();
    const [before, ...cards] = html.split(/(?=<li class="kaart")/);
    const end = cards.at(-1).indexOf('</ul>');
    const after = cards.at(-1).slice(end);
    cards[cards.length - 1] = cards.at(-1).slice(0, end);
    const body = before.replace(/data-per="\d+"/, 'data-per="1"') + cards[number - 1] + after;
    await route.fulfill({ response: answer, body });
  };
  const pattern = new RegExp(`/praktijken/${thema}/${doelgroep}/(pagina/\\d+/)?(\\?.*)?$`);
  await page.route(pattern, cut);
  await open(`${thema}/${doelgroep}/`);
  const one = await shown(page);
  const fits = page.waitForFunction((count) => document.querySelector('[data-telling]').textContent === count, pair.telling);
  await page.evaluate((key) => document.querySelector(`a[data-keuze="${key}"]`).click(), third);
  await fits;
  const some = await shown(page);
  const titles = [...some.cards];
  while (await page.locator('[data-toon-meer] button').isVisible()) {
    await page.locator('[data-toon-meer] button').click();
    titles.splice(0, titles.length, ...(await shown(page)).cards);
  }
  check('a long list is narrowed over all its pages', [
    ...(one.cards.length === 1 && one.telling === `${pair.whole} praktijken` ? [] : [`at first ${one.cards.length} of ${one.telling}`]),
    ...(some.cards.length === 1 && titles.length === pair.count ? [] : [`shows ${some.cards.length}, then ${titles.length} of ${pair.count}`]),
  ]);
  await page.unroute(pattern);
  await page.route(new RegExp('/pagina/\\d+/$'), (route) => route.abort());
  await page.route(pattern, cut);
  await open(`${thema}/${doelgroep}/`);
  await page.evaluate((key) => document.querySelector(`a[data-keuze="${key}"]`).click(), third);
  await page.waitForTimeout(300);
  await page.unroute(pattern);
  const path = new URL(page.url()).pathname + new URL(page.url()).search;
  check('a list that cannot be loaded says so or shows all', path.includes('?') === ((await shown(page)).telling === pair.telling) ? [] : [`${path}, ${(await shown(page)).telling}`]);
  await page.unrouteAll();
}

async function accessible(browser, root, pair, check) {
  const source = axeSource();
  const [thema, doelgroep, third] = pair.keys;
  const query = `?${third.replace('/', '=')}`;
  const [none, nothing] = pair.empty;
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHTS[width] }, colorScheme, locale: 'nl-NL' });
      const page = await context.newPage();
      for (const address of ['', `${thema}/`, `${thema}/${doelgroep}/`, `${thema}/${doelgroep}/${query}`, `?${none.replace('/', '=')}&${nothing.replace('/', '=')}`]) {
        await page.goto(root + address);
        await page.evaluate(() => document.querySelectorAll('.praktijklijst details').forEach((details) => (details.open = true)));
        await page.evaluate(source);
        const { violations } = await page.evaluate(
          (values) => axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
          AXE_TAGS,
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(`choices at ${width} ${colorScheme}: ${address}`, [
          ...violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 100)).slice(0, 3).join(' ')}`),
          ...(wide > 0 ? [`scrolls sideways by ${wide}`] : []),
        ]);
      }
      if (width === 1280 && colorScheme === 'light') {
        await page.goto(`${root}${thema}/${doelgroep}/${query}`);
        await page.emulateMedia({ media: 'print' });
        const printed = await page.locator('main').innerText();
        const says = [!(await page.locator('.keuzes').isVisible()), /^Gekozen:/m.test(printed), !/haal weg/.test(printed)];
        check('print hides the choices and says what was chosen', says.every(Boolean) ? [] : [`${says}: ${printed.slice(0, 300)}`]);
      }
      await context.close();
    }
  }
}

async function withoutScript(browser, root, pair, check) {
  const [thema, doelgroep] = pair.keys;
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const count = () => page.locator('main .kaart').count();
  await page.goto(root);
  const all = await count();
  for (const key of [thema, doelgroep]) {
    await page.locator('.keuze-doos > summary').click();
    const link = page.locator(`a[data-keuze="${key}"]`);
    if (!(await link.isVisible())) await page.locator(`.keuze-groep:has(a[data-keuze="${key}"]) > summary`).click();
    await link.click();
  }
  const two = await count();
  await page.locator('.keuze-doos > summary').click();
  const told = await page.locator('[data-zonder-script]').isVisible();
  const dead = await page.locator('.keuze-groep a:not([href])').count();
  await page.locator('[data-gekozen] a').first().click();
  check('without JavaScript the choices are links', [
    ...(all > two && two === pair.whole ? [] : [`${all} practices, then ${two} of ${pair.whole}`]),
    ...(page.url() === `${root}${doelgroep}/` ? [] : [`letting go leads to ${page.url()}`]),
    ...(told && dead > 0 ? [] : ['a third choice is not explained']),
  ]);
  await context.close();
}
