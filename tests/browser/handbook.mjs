// Pictures of the preview for the handbook (content/over/redactie), made of the preview as it is: tests/run handbook.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startPreview, until } from './preview.mjs';
import { root } from './tools.mjs';

const PAGE = 'content/praktijken/een-vaste-contactpersoon.md';
const ADDRESS = '/praktijken/een-vaste-contactpersoon/';
const LIMIT = 20000;

export async function handbook(program, browser, folder) {
  const portal = fs.mkdtempSync(path.join(os.tmpdir(), 'ketenportaal-handboek-'));
  for (const part of ['content', 'data', 'themes']) fs.cpSync(path.join(root, part), path.join(portal, part), { recursive: true });
  const file = path.join(portal, PAGE);
  const original = fs.readFileSync(file, 'utf8');
  const { origin, stop } = await startPreview(program, portal);
  const context = await browser.newContext({ viewport: { width: 720, height: 540 }, deviceScaleFactor: 2, colorScheme: 'light', locale: 'nl-NL', reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.goto(origin + ADDRESS);
    const wait = async (what, ask) => {
      if ((await until(ask, LIMIT)) === null) throw new Error(`not within ${LIMIT} ms: ${what}`);
    };
    const shown = async () => (await page.locator('.voorvertoning-lijst').allInnerTexts()).join('\n');
    const picture = (name) => page.screenshot({ path: path.join(folder, `voorvertoning-${name}.png`) });

    const sentence = 'Elke klant houdt één naam en één telefoonnummer.';
    fs.writeFileSync(file, original.replace(/(\n## Aanpak\n\n)/, `$1${sentence} `));
    await wait('the marked paragraph', () => page.locator('.voorvertoning-gewijzigd').count());
    await picture('gewijzigd');

    fs.writeFileSync(file, original.replace(/^status: .*$/m, 'status: lopent'));
    await wait('the message', async () => (await shown()).includes('lopent'));
    await picture('melding');

    fs.writeFileSync(file, original);
    await wait('no message', async () => !(await shown()).includes('lopent'));
    await page.goto(origin + ADDRESS);
    const summary = page.locator('summary.voorvertoning-telling');
    await summary.waitFor();
    if (!(await page.locator('.voorvertoning-feiten').first().isVisible())) await summary.click();
    await page.locator('.voorvertoning-feiten').first().waitFor();
    await picture('deze-pagina');
    console.log(`3 pictures in ${folder}`);
  } finally {
    await context.close();
    await stop();
    fs.rmSync(portal, { recursive: true, force: true });
  }
}
