// Pictures to look at: one page of every kind, narrow to wide, light and dark, and as printed.

import fs from 'node:fs';
import path from 'node:path';

import { HEIGHTS, layAll } from './pages.mjs';

export async function screenshots(site, browser, origin, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const samples = site.samples();
  for (const width of [320, 768, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHTS[width] }, colorScheme, locale: 'nl-NL' });
      await layAll(context);
      const page = await context.newPage();
      for (const sample of samples) {
        await page.goto(origin + site.address(sample.file));
        await page.screenshot({ path: path.join(folder, `${sample.kind}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
  const context = await browser.newContext({ locale: 'nl-NL' });
  const page = await context.newPage();
  for (const sample of samples) {
    await page.goto(origin + site.address(sample.file));
    await page.pdf({ path: path.join(folder, `${sample.kind}.pdf`), format: 'A4' });
  }
  await context.close();
  console.log(`${samples.length} kinds of page in ${folder}: ${samples.length * 6} pictures and ${samples.length} prints`);
}
