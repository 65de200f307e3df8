// The preview: an editor saves a file, and the open page follows by itself. First as somebody who changes a page that is there,
// then as somebody who begins one: `new praktijk`, three mistakes with their three messages, and the page at the right paragraph.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { root } from './tools.mjs';

const LIMIT = 5000;
const START_LIMIT = 60000;

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks until the answer is yes; the milliseconds that took, or null when the time is over. */
export async function until(ask, limit) {
  const start = performance.now();
  do {
    try {
      if (await ask()) return performance.now() - start;
    } catch (error) {
      // The page may be loading itself again at this moment.
      if (!/context was destroyed|navigat|ECONNREFUSED|fetch failed/i.test(String(error))) throw error;
    }
    await sleep(50);
  } while (performance.now() - start < limit);
  return null;
}

/** A preview of the portal in a folder, for who does not ask what it prints: its port and process, and how to end it. */
export async function startPreview(program, portal) {
  const port = await freePort();
  const server = spawn(program, ['--root', portal, 'serve', '--port', String(port)], { stdio: 'ignore' });
  const gone = new Promise((resolve) => server.once('close', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    await gone;
  };
  const origin = `http://127.0.0.1:${port}`;
  if ((await until(async () => (await fetch(origin)).ok, START_LIMIT)) === null) {
    await stop();
    throw new Error('the preview does not start');
  }
  return { origin, port, server, stop };
}

export async function preview(program, browser, check) {
  const portal = fs.mkdtempSync(path.join(os.tmpdir(), 'ketenportaal-preview-'));
  let server;
  let context;
  try {
    for (const folder of ['content', 'data', 'themes']) {
      fs.cpSync(path.join(root, folder), path.join(portal, folder), { recursive: true });
    }
    const folder = path.join(portal, 'content/praktijken');
    const name = fs.readdirSync(folder).filter((file) => /^[a-z0-9-]+\.md$/.test(file)).sort()[0];
    const file = path.join(folder, name);
    const original = fs.readFileSync(file, 'utf8');

    const port = await freePort();
    const address = `http://127.0.0.1:${port}/praktijken/${name.replace(/\.md$/, '')}/`;
    server = spawn(program, ['--root', portal, 'serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let ended = false;
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (output += data));
    server.once('error', (error) => (output += error.message)).once('close', () => (ended = true));
    const up = await until(async () => ended || (await fetch(address)).ok, START_LIMIT);
    if (ended || up === null) {
      check('the preview starts', [ended ? 'the server ended' : `no page within ${START_LIMIT} ms`, ...output.split('\n').slice(-20)]);
      return 'not run';
    }
    check('the preview starts', []);

    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
    const page = await context.newPage();
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
    await page.goto(address);
    const main = async () => page.locator('main').innerText();
    // The panel may be closed, with only a count: an editor opens it.
    const problems = async () => {
      const closed = page.locator('details[class^="voorvertoning-"]:not([open]) > summary:visible');
      if (await closed.count()) await closed.first().click({ timeout: 1000 }).catch(() => {});
      return (await page.locator('.voorvertoning-lijst:visible').allInnerTexts()).join('\n');
    };
    const took = [];
    const within = async (what, ask, details) => {
      const time = await until(ask, LIMIT);
      if (time !== null) took.push(Math.round(time));
      check(what, time === null ? [`not within ${LIMIT} ms`, ...(await details())] : []);
    };

    const marker = 'Deze zin is zojuist opgeslagen.';
    const edited = original.replace(/(\n## [^\n]+\n\n)/, `$1${marker} `);
    if (edited === original) throw new Error(`${name} has no section to edit`);
    fs.writeFileSync(file, edited);
    await within('a saved text shows in the open page', async () => (await main()).includes(marker), async () => [
      (await main()).slice(0, 300),
    ]);

    const line = edited.slice(0, edited.indexOf('\ntitle:') + 1).split('\n').length;
    const place = new RegExp(`${name.replaceAll('.', '\\.')}\\S*?\\D${line}\\b|${name.replaceAll('.', '\\.')}[^\\n]*regel ${line}\\b`);
    fs.writeFileSync(file, edited.replace(/\ntitle:[^\n]*/, '\ntitle: a: b'));
    await within(`a mistake shows with ${name} and line ${line}`, async () => place.test(await problems()), async () => [
      `shown: ${(await problems()) || 'nothing'}`,
    ]);
    check('the last good text stays', (await main()).includes(marker) ? [] : [(await main()).slice(0, 300)]);

    fs.writeFileSync(file, edited);
    await within('the message goes when the mistake is repaired', async () => !(await problems()).includes(name), async () => [
      `shown: ${await problems()}`,
    ]);
    const facts = async () => (await page.locator('.voorvertoning-feiten').allTextContents()).join('\n');
    await within('the panel tells how hard the text is to read', async () => /woorden per zin.*Leesbaarheid: [a-z ]+\. Score \d/s.test(await facts()), async () => [
      await facts(),
    ]);
    check('the text is still there', (await main()).includes(marker) ? [] : [(await main()).slice(0, 300)]);
    await desk({ program, portal, port, context, page, within, check });
    check('no errors in the page', errors);
    return `shown after ${took.join(', ')} ms`;
  } finally {
    await context?.close();
    if (server && server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGTERM');
      const hard = setTimeout(() => server.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(hard);
    }
    fs.rmSync(portal, { recursive: true, force: true });
  }
}

/** Whether an element is marked as changed, and in sight. */
function isMarked(page, selector, text) {
  return page.evaluate(
    ([selector, text]) => {
      const found = [...document.querySelectorAll(selector)].find((element) => element.textContent.includes(text));
      if (found === undefined || found.closest('.voorvertoning-gewijzigd') === null) return false;
      const { top, bottom } = found.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    },
    [selector, text],
  );
}

/** Runs a command on a terminal and answers each question when it shows: its exit code, and what was on the screen. */
async function onTerminal(command, answers) {
  const words = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qec', words, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let screen = '';
  child.stdout.on('data', (data) => (screen += data));
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  let from = 0;
  for (const [question, keys] of answers) {
    if ((await until(() => screen.indexOf(question, from) >= 0, LIMIT)) === null) break;
    from = screen.indexOf(question, from) + question.length;
    // Keys come one by one: the program reads the terminal anew for each, as it does with a person.
    for (const key of keys.match(/\u001b\[.|[^\n\r]+(?=\n)|[^]/gu)) {
      await sleep(100);
      child.stdin.write(key);
    }
  }
  const over = setTimeout(() => child.kill(), LIMIT);
  const status = await ended;
  clearTimeout(over);
  return { status, screen };
}

/** A first-time editor, from the command to the paragraph in the browser. */
async function desk({ program, portal, port, context, page, within, check }) {
  const origin = `http://127.0.0.1:${port}`;
  const summary = () => page.locator('summary.voorvertoning-telling').innerText();
  const list = async () => (await page.locator('.voorvertoning-lijst').allInnerTexts()).join('\n');
  const where = () => new URL(page.url()).pathname;

  const file = path.join(portal, 'content/praktijken/samen-aan-de-balie.md');
  const asked = spawnSync(program, ['--root', portal, 'new', 'praktijk', 'Samen aan de balie'], { encoding: 'utf8', input: '' });
  check('without a terminal new asks nothing, and says what is missing', asked.status === 2 && asked.stderr.includes('--veld themas=') && !fs.existsSync(file) ? [] : [asked.stdout, asked.stderr]);
  // Keys as an editor presses them, each when its question is there.
  const down = '\u001b[B';
  const { status, screen } = await onTerminal([program, '--root', portal, 'new', 'praktijk'], [
    ['Wat is de titel?', 'Samen aan de balie\n'],
    ['Waar gaat de pagina over?', 'Twee medewerkers helpen samen klanten aan één balie.\n'],
    ['Wie zorgt voor de pagina?', '\n'],
    ['Bij welke thema', `${down} \r`],
    ['Voor welke doelgroepen', ` ${down} \r`],
    ['Waar wordt het gedaan?', 'tie\r'],
    ['Hoe ver is het?', `${down}${down}\r`],
    ['Hoe goed staat vast', '\r'],
    ['Wie weet er meer van?', 'Balieteam\n'],
    ['Bij welke organisatie', 'Werkplein Tiel\n'],
  ]);
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const chosen = ['werkplein: tiel', 'status: lopend', 'bewijs: beschreven', 'rol: "Balieteam"'];
  check('new praktijk asks, and writes a page with the answers', status === 0 && chosen.every((line) => text.includes(line)) ? [] : [String(status), screen, text]);
  const checked = spawnSync(program, ['--root', portal, '--format', 'json', 'check', '--drafts'], { encoding: 'utf8' });
  const own = JSON.parse(checked.stdout).diagnostics.filter((problem) => problem.file === 'content/praktijken/samen-aan-de-balie.md');
  check('of the new page only the six empty parts are to be filled', own.length === 6 && own.every(({ code }) => code === 'KP823') ? [] : [JSON.stringify(own)]);
  const address = '/praktijken/samen-aan-de-balie/';
  await within('the browser goes to the new page', async () => where() === address, async () => [where()]);
  await within('the panel says that it is a draft', async () => (await summary()).includes('Concept'), async () => [await summary()]);

  // Far down, so that going there is seen.
  const sentence = 'Aan één balie staan elke ochtend twee medewerkers.';
  const good = fs.readFileSync(file, 'utf8').replace(/(## Lessen\n\n)[^\n]*/, `$1${sentence}`);
  const wrong = good
    .replace(/^status: .*$/m, 'status: lopent')
    .replace(/^bewijs: .*$/m, 'bewijzen: beschreven')
    .replace(sentence, `${sentence} Lees [de uitleg](themas/bestaat-niet.md).`);
  const lineOf = (text) => wrong.slice(0, wrong.indexOf(text)).split('\n').length;
  const mistakes = [
    ['a value that does not exist', lineOf('status: lopent'), 'lopend'],
    ['a name of a field that does not exist', lineOf('bewijzen:'), 'bewijs'],
    ['a link to a page that does not exist', lineOf('Lees [de uitleg]'), 'bestaat-niet'],
  ];
  fs.writeFileSync(file, wrong);
  await within('the last good version stays, and the banner says so', async () => (await summary()).includes('laatste goede versie'), async () => [
    await summary(),
  ]);
  for (const [what, line, word] of mistakes) {
    const shown = await list();
    const place = `samen-aan-de-balie.md:${line}:`;
    check(`${what}: the message names line ${line} and what to write`, shown.includes(place) && shown.includes(word) ? [] : [shown]);
  }
  const link = page.locator('.voorvertoning-lijst a').first();
  const href = decodeURIComponent((await link.getAttribute('href')) ?? '');
  check('a place is a link that opens the editor there', /^vscode:\/\/file\/.*content\/praktijken\/samen-aan-de-balie\.md:\d+:\d+$/.test(href) ? [] : [href]);

  fs.writeFileSync(file, good.replace(sentence, `${sentence} Lees [de uitleg](themas/bestaat-niet.md).`));
  await within('the messages of the fields go when those are right, that of the link stays', async () => (await list()).includes('bestaat-niet') && !(await list()).includes('lopent'), async () => [
    await list(),
  ]);

  // From another page, so that the browser has to find the way.
  await page.goto(`${origin}/`);
  fs.writeFileSync(file, good);
  await within('from another page the browser goes to the corrected page', async () => where() === address, async () => [where()]);
  await within('the changed paragraph is marked and in sight', async () => isMarked(page, 'main p', sentence), async () => [
    await page.locator('main').innerText().catch(String),
  ]);
  await within('no message is left for the page', async () => !(await list()).includes('samen-aan-de-balie'), async () => [await list()]);

  // Two tabs in sight: the one last looked at goes, unless the other shows the page.
  const other = await context.newPage();
  await other.goto(`${origin}/themas/`);
  await page.goto(`${origin}/`);
  await page.bringToFront();
  await page.locator('body').press('Shift');
  fs.writeFileSync(file, good.replace(sentence, `${sentence} Dat scheelt lopen.`));
  await within('of two tabs the one last looked at goes', async () => where() === address, async () => [where()]);
  check('the other tab stays', new URL(other.url()).pathname === '/themas/' ? [] : [other.url()]);
  await page.goto(`${origin}/`);
  await other.goto(`${origin}${address}`);
  await page.bringToFront();
  await page.locator('body').press('Shift');
  fs.writeFileSync(file, good.replace(sentence, `${sentence} Dat scheelt wachten.`));
  await within('a tab that shows the page follows it in place', async () => (await other.locator('main').innerText()).includes('scheelt wachten'), async () => [
    await other.locator('main').innerText(),
  ]);
  check('and then no tab goes there', where() === '/' ? [] : [where()]);
  await other.close();
}
