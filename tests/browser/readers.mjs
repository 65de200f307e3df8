// The portal as readers use it: with only a keyboard, without a script, with wider text, and on paper.

import { watch } from './pages.mjs';
import { some } from './report.mjs';

/** What readers come for, as the links they follow from the home page, and what they find at the end. */
const JOURNEYS = [
  ['a practice for 45+ in Twente', ["Regio's", 'Twente', 'Netwerkgroep voor 45-plussers'], /45 jaar/],
  ['the milestones of Tiel', ['Werkpleinen', 'Tiel'], /Stand op de landkaart[\s\S]*Eén aanspreekpunt werkgevers\s+33%/],
  ['the unemployment of Zeeland in July 2009', ["Regio's", 'Zeeland'], /juli\s+2009[\s\S]*Niet-werkende werkzoekenden\s+[\d.]+/],
  ['what Nugger means', ['A–Z', 'nugger (niet-uitkeringsgerechtigde)'], /nugger[\s\S]*uitkering/],
];

const plain = (text) => text.replaceAll('\u00ad', '');

/** Follows links by their text, by click or by keyboard, and gives the text of the page at the end. */
async function travel(page, names, go) {
  for (const name of names) {
    const links = page.locator('a:visible');
    const texts = (await links.allTextContents()).map((text) => plain(text).trim());
    const at = texts.indexOf(name);
    if (at < 0) return { missing: `no link "${name}" on ${page.url()}` };
    const href = await links.nth(at).evaluate((link) => link.href);
    await go(links.nth(at), href);
    await page.waitForURL(href).catch(() => {});
    if (page.url() !== href) return { missing: `"${name}" does not lead to ${href} but to ${page.url()}` };
  }
  return { text: plain(await page.locator('main').innerText()) };
}

export async function journeys(site, browser, origin, check) {
  const home = origin + site.base.pathname;
  for (const [how, options] of [['by mouse without JavaScript', { javaScriptEnabled: false }], ['by keyboard', {}]]) {
    const context = await browser.newContext({ ...options, viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
    const page = await context.newPage();
    const go = options.javaScriptEnabled === false ? (link) => link.click() : (link) => tabTo(page, link).then(() => page.keyboard.press('Enter'));
    for (const [what, names, found] of JOURNEYS) {
      await page.goto(home);
      const { missing, text } = await travel(page, names, go);
      check(`${how}: ${what}`, missing ? [missing] : found.test(text) ? [] : [`${found} is not on ${page.url()}`]);
    }
    await context.close();
  }
  return `${JOURNEYS.length} questions, two ways`;
}

/** Presses Tab until an element has the focus; a disclosure on the way is opened when it holds the element. */
async function tabTo(page, target) {
  const handle = await target.elementHandle();
  for (let steps = 0; steps < 800; steps += 1) {
    await page.keyboard.press('Tab');
    if (await handle.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${await handle.evaluate((element) => element.outerHTML.slice(0, 100))}`);
}

/** What is behind the last stop: the browser's own bar, and then the first stop again. */
const END = 'end';

/** In the page: why the focus cannot be seen, if so; or that the stops came to their end. */
function focusProblem({ step, END }) {
  const element = document.activeElement;
  if (step > 0 && (element === document.body || element.matches('a.overslaan[href="#_inhoud"]'))) return END;
  if (!element || element === document.body) return null;
  const name = `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
  const style = getComputedStyle(element);
  // In a drawing the shape inside the link shows the focus.
  const shows = style.outlineStyle !== 'none' || (element.closest('svg') && element.querySelector('path'));
  if (!shows) return `${name} shows no focus`;
  // The middle of what can be seen of it; of a link over several lines, of its first line.
  const box = element.getClientRects()[0];
  const inside = (from, to, end) => [Math.max(from, 0), Math.min(to, end)];
  const [left, right] = inside(box.left, box.right, innerWidth);
  const [above, below] = inside(box.top, box.bottom, innerHeight);
  if (left >= right || above >= below) return `${name} has the focus outside the window`;
  const top = document.elementFromPoint((left + right) / 2, (above + below) / 2);
  const own = top && (element.contains(top) || top.contains(element));
  return own || element.closest('svg') ? null : `${name} has the focus behind ${top?.localName}.${top?.className}`;
}

/** Every stop of the keyboard on a page of every kind: seen, in the window, and no trap. */
export async function keyboard(site, browser, origin, check) {
  let stops = 0;
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'nl-NL', reducedMotion: 'reduce' });
    const page = await context.newPage();
    const watched = await watch(page, origin);
    for (const sample of site.samples()) {
      await page.goto(origin + site.address(sample.file));
      const problems = [];
      const seen = await page.evaluate(() => document.querySelectorAll('a[href], button, input, summary, [tabindex]').length);
      let ended = false;
      // Long lists are all alike: the first stops hold the header and one of everything.
      const most = Math.min(seen + 5, 80);
      for (let step = 0; step < most && !ended; step += 1) {
        await page.keyboard.press('Tab');
        stops += 1;
        const problem = await page.evaluate(focusProblem, { step, END });
        ended = problem === END;
        if (problem && !ended) problems.push(problem);
      }
      if (!ended && seen + 5 < 80) problems.push(`Tab does not come to the end of ${seen} elements`);
      check(`keyboard: ${sample.kind} /${sample.file} ${width}`, [...some([...new Set(problems)], 4), ...some(watched.take(), 2)]);
    }
    await page.goto(`${origin + site.base.pathname}regios/`);
    check(`keyboard: back through the heads of a wide table ${width}`, await page.evaluate(hiddenHeads));
    await page.goto(`${origin + site.base.pathname}landkaart/`);
    const skip = page.locator('main .overslaan').first();
    const place = await skip.evaluate((link) => Math.round(link.parentElement.getBoundingClientRect().top + scrollY));
    await skip.focus();
    const shown = await skip.evaluate((link) => Math.round(link.getBoundingClientRect().top + scrollY));
    check(`keyboard: a skip link shows where it stands ${width}`, Math.abs(shown - place) <= 2 ? [] : [`${shown}, not ${place}`]);
    await context.close();
  }
  return `${stops} stops`;
}

/** In the page: the heads of a table that are behind its first column when the focus comes to them from behind. */
async function hiddenHeads() {
  const heads = [...document.querySelectorAll('table.naast-elkaar thead a')];
  const [fixed] = document.querySelectorAll('table.naast-elkaar thead th');
  const hidden = [];
  for (const head of heads.slice(1).reverse()) {
    head.focus();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (head.getBoundingClientRect().right <= fixed.getBoundingClientRect().right + 8) hidden.push(head.textContent);
  }
  return hidden;
}

/** Links within a page lead to their place, also past what is only laid out on the way there. */
export async function anchors(site, browser, origin, check) {
  let followed = 0;
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 640 }, locale: 'nl-NL', reducedMotion: 'no-preference' });
    const page = await context.newPage();
    for (const sample of site.samples()) {
      const address = origin + site.address(sample.file);
      await page.goto(address);
      // Those in sight: a note that is folded away is opened by other means.
      const ids = await page.evaluate(() => {
        const links = [...document.querySelectorAll('main a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1)));
        return [...new Set(links)].filter((id) => document.getElementById(id)?.checkVisibility());
      });
      const some = new Set([ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)].filter(Boolean));
      const wrong = [];
      for (const id of some) {
        followed += 1;
        await page.goto('about:blank');
        await page.goto(address);
        const top = await page.evaluate(async (id) => {
          location.hash = id;
          // At rest when ten pictures of the screen on end are the same.
          for (let [still, before] = [0, NaN]; still < 10; before = scrollY) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            still = scrollY === before ? still + 1 : 0;
          }
          const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
          const { top } = document.getElementById(id).getBoundingClientRect();
          return isAtEnd && top >= 0 && top < innerHeight ? 0 : Math.round(top);
        }, id);
        if (top < -2 || top > 200) wrong.push(`#${id} comes to stand at ${top} pixels`);
      }
      check(`links within ${sample.kind} /${sample.file} ${width}`, wrong);
    }
    await context.close();
  }
  return `${followed} links`;
}

/** The header by keyboard: the skip link first, the menu on a phone opens and closes, and gives the focus back. */
export async function header(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'nl-NL' });
  const page = await context.newPage();
  await page.goto(`${origin + site.base.pathname}themas/`);
  const wrong = [];
  const active = () => page.evaluate(() => document.activeElement.textContent.trim());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  if ((await page.evaluate(() => document.activeElement.id)) !== '_inhoud') wrong.push('the skip link does not lead to the text');
  await page.reload();
  const menu = page.locator('#_menu');
  if (await menu.isVisible()) wrong.push('the menu is open before it was asked for');
  const button = page.locator('.kop-boven .menu-knop');
  await button.focus();
  await page.keyboard.press('Enter');
  if (!(await menu.isVisible())) wrong.push('Enter does not open the menu');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const first = await active();
  if (!(await menu.locator('a').allTextContents()).includes(first)) wrong.push(`after opening, Tab comes to "${first}"`);
  await page.keyboard.press('Escape');
  if (await menu.isVisible()) wrong.push('Escape does not close the menu');
  if ((await active()) !== (await button.textContent()).trim()) wrong.push(`after closing, the focus is on "${await active()}"`);
  await button.click();
  await menu.locator('.menu-sluit').click();
  if (await menu.isVisible()) wrong.push('its own button does not close the menu');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  if (await menu.isVisible()) wrong.push('the menu lies over what the keyboard went back to');
  await page.setViewportSize({ width: 1280, height: 900 });
  if (!(await menu.isVisible())) wrong.push('on a wide screen the menu is not there');
  check('header by keyboard', wrong);
  await context.close();
}

/** WCAG 1.4.12: with wider spacing no text is cut off. */
export async function spacing(site, browser, origin, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL', bypassCSP: true });
  const page = await context.newPage();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const sample of site.samples()) {
      await page.goto(origin + site.address(sample.file));
      await page.addStyleTag({
        content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
      });
      const cut = await page.evaluate(() => {
        const texts = [...document.querySelectorAll('body *')].filter(
          (element) => !element.closest('svg, .onzichtbaar, .overslaan, .tabelvak, pre') && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
        );
        const clips = (element) => {
          const style = getComputedStyle(element);
          if (style.display === 'none' || style.display === 'inline') return false;
          const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
          const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
          return hides && !scrolls && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        };
        const root = document.documentElement;
        const wide = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} wide in a window of ${root.clientWidth}`] : [];
        return [...wide, ...texts.filter(clips).map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)];
      });
      check(`text spacing: ${sample.kind} /${sample.file} ${width}`, some(cut, 3));
    }
  }
  await context.close();
  return `${site.samples().length} kinds, two widths`;
}

/** On paper a werkplein is one sheet for the team, and no page loses its text. */
export async function paper(site, browser, origin, check) {
  const context = await browser.newContext({ locale: 'nl-NL' });
  const page = await context.newPage();
  const sheets = async (address) => {
    await page.goto(origin + site.base.pathname + address);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    return (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  };
  const centres = [...site.pages.keys()].filter((file) => /^werkpleinen\/[^/]+\/index\.html$/.test(file));
  for (const file of centres) {
    const count = await sheets(file.replace('index.html', ''));
    check(`one sheet: /${file}`, count === 1 ? [] : [`${count} sheets`]);
  }
  await page.emulateMedia({ media: 'print' });
  for (const sample of site.samples()) {
    await page.goto(origin + site.address(sample.file));
    const wrong = [];
    if (!(await page.locator('main h1').first().isVisible())) wrong.push('no title on paper');
    if (await page.locator('.menu').isVisible()) wrong.push('the menu is printed');
    // A mail is no page of the site: it has no address of its own to print.
    if (sample.kind !== 'mail' && !(await page.locator('.afdruk').isVisible())) wrong.push('the address is not printed');
    check(`on paper: ${sample.kind} /${sample.file}`, wrong);
  }
  await context.close();
  return `${centres.length} werkpleinen on one sheet`;
}
