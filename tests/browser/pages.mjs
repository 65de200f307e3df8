// One page of every kind in the browser: accessibility, errors, reflow, and without JavaScript.

import { some } from './report.mjs';
import { axeSource } from './tools.mjs';

export const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const HEIGHTS = { 320: 640, 768: 1024, 1280: 900 };

/**
 * Collects what goes wrong on a page: errors, failed requests, requests to elsewhere, and blocked content. Who wants to have seen all
 * that a page does, waits until all is `settled`.
 */
export async function watch(page, origin) {
  const problems = [];
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} blocks ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`request to elsewhere: ${request.url()}`);
  });
  // A browser that goes on to another page lets go of what it is still fetching: the icon, a file of search. That hides no fault, for a
  // file that is not there is answered with a status, and what the policy or the network refuses has a name of its own.
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    const isLetGo = reason === 'net::ERR_ABORTED' && new URL(request.url()).origin === origin;
    if (!isLetGo) problems.push(`request failed: ${request.url()} ${reason}`);
  });
  const open = new Set();
  // The preview's stream of events has no end.
  page.on('request', (request) => request.resourceType() !== 'eventsource' && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  const settled = async () => {
    while (open.size > 0) await page.waitForTimeout(5);
  };
  page.on('response', (response) => response.status() >= 400 && problems.push(`${response.status()} for ${response.url()}`));
  return { take: () => problems.splice(0), settled };
}

/** On a phone the style leaves what is far below to be laid out later: here all of it is, so that all of it is looked at. */
export async function layAll(context) {
  await context.addInitScript(() => {
    const style = new CSSStyleSheet();
    style.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [style];
  });
}

/** As readers get it; on a phone also with all of it laid out, for a program that looks passes over what is not. */
export async function accessibility(site, browser, origin, check) {
  const source = axeSource();
  const samples = site.samples();
  for (const [width, isWhole] of [[320, false], [320, true], [1280, false]]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHTS[width] }, colorScheme, locale: 'nl-NL' });
      if (isWhole) await layAll(context);
      const page = await context.newPage();
      const watched = await watch(page, origin);
      for (const sample of samples) {
        await page.goto(origin + site.address(sample.file));
        await page.evaluate(source);
        const violations = await page.evaluate(
          async (values) => (await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations,
          AXE_TAGS,
        );
        const where = `${sample.kind} /${sample.file} ${width} ${colorScheme}${isWhole ? ', laid out whole' : ''}`;
        check(
          `axe: ${where}`,
          violations.flatMap(({ id, impact, help, nodes }) => [
            `${id} (${impact}): ${help}; ${nodes.length} elements`,
            ...some(nodes.map((node) => `  ${node.target.flat().join(' ')}  ${summary(node)}`), 3),
          ]),
        );
        check(`errors: ${where}`, some(watched.take()));
      }
      await context.close();
    }
  }
  return `${samples.length} kinds`;
}

/** Why an element fails, in one line. */
function summary(node) {
  const check = [...node.any, ...node.all, ...node.none][0];
  const related = check?.relatedNodes?.map(({ target }) => target.flat().join(' ')) ?? [];
  return `${node.html.replace(/\s+/g, ' ').slice(0, 120)}  ${check?.message ?? ''}${related.length ? ` (with ${some(related, 3).join(', ')})` : ''}`;
}

/** An address that does not exist gives the site's own page, with its style. */
export async function notFound(site, browser, origin, check) {
  const page = await browser.newPage();
  const watched = await watch(page, origin);
  const response = await page.goto(`${origin + site.base.pathname}bestaat/niet/`);
  const wrong = watched.take().filter((problem) => !/bestaat\/niet|Failed to load resource.* 404/.test(problem));
  if (response.status() !== 404) wrong.push(`status ${response.status()}`);
  if ((await page.locator('body').getAttribute('data-kind')) !== '404') wrong.push('not the page of kind 404');
  check('the page for an address that does not exist', wrong);
  await page.close();
}

/**
 * Every page with text of the usual size, for a long word can stand anywhere; one page of every kind with text of 200%, and as
 * readers get it before all is laid out.
 */
export async function reflow(site, browser, origin, check) {
  const window = { viewport: { width: 320, height: 640 }, locale: 'nl-NL' };
  const [whole, plain] = [await browser.newContext(window), await browser.newContext(window)];
  await layAll(whole);
  const [page, asIs] = [await whole.newPage(), await plain.newPage()];
  const samples = site.samples();
  for (const any of site.pages.values()) {
    if (!any.kind) continue;
    await page.goto(origin + site.address(any.file));
    check(`scrolls sideways at 320: ${any.kind} /${any.file}`, await page.evaluate(sideways));
    if (!samples.includes(any)) continue;
    await page.evaluate(() => {
      const root = document.documentElement;
      root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
    });
    check(`scrolls sideways at 320 with text of 200%: ${any.kind} /${any.file}`, await page.evaluate(sideways));
    await asIs.goto(origin + site.address(any.file));
    check(`scrolls sideways at 320 before all is laid out: ${any.kind} /${any.file}`, await asIs.evaluate(sideways));
  }
  await whole.close();
  await plain.close();
  return `all pages, ${samples.length} kinds with text of 200%`;
}

/** In the page: what makes the document wider than the window. */
function sideways() {
  const root = document.documentElement;
  const wide = root.clientWidth;
  const hides = (element) => getComputedStyle(element).overflowX !== 'visible';
  const problems = [root, document.body].filter(hides).map((element) => `overflow-x on <${element.localName}> hides what sticks out`);
  if (root.scrollWidth <= wide) return problems;
  problems.push(`${root.scrollWidth} pixels wide in a window of ${wide}`);
  const clipped = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (hides(up)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > wide + 0.5 && !clipped(element),
  );
  // The outermost say which part it is, the innermost what pushes it out.
  const ends = out.filter((element) => ![...element.children].some((child) => out.includes(child)));
  for (const element of ends.slice(0, 5)) {
    const path = [];
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      path.unshift(up.localName + [...up.classList].map((name) => `.${name}`).join(''));
    }
    const right = Math.round(element.getBoundingClientRect().right);
    problems.push(`${path.join(' > ')} to ${right}: ${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60)}`);
  }
  if (ends.length > 5) problems.push(`… and ${ends.length - 5} more elements`);
  return problems;
}

export async function withoutScript(site, browser, origin, check) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  const page = await context.newPage();
  const samples = site.samples();
  for (const sample of samples) {
    await page.goto(origin + site.address(sample.file));
    const wrong = [];
    if (!(await page.locator('main h1').first().isVisible())) wrong.push('no visible main h1');
    const text = (await page.locator('main').innerText()).trim();
    if (text.length < 80) wrong.push(`main holds only: ${text}`);
    check(`without JavaScript: ${sample.kind} /${sample.file}`, wrong);
  }
  await context.close();
  return `${samples.length} kinds`;
}
