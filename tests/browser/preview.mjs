// The preview: an editor saves a file, and the open page follows by itself.

import { spawn } from 'node:child_process';
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
      return (await page.locator('[class^="voorvertoning-"]:visible, [class*=" voorvertoning-"]:visible').allInnerTexts()).join('\n');
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
    check('the text is still there', (await main()).includes(marker) ? [] : [(await main()).slice(0, 300)]);
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
