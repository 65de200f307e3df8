// Pictures to look at: one page of every kind, narrow to wide, light and dark, and as printed.

import fs from 'node:fs';
import path from 'node:path';

import { HEIGHTS } from './pages.mjs';

export async function screenshots(site, browser, origin, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const samples = site.samples();
  for (const width of [320, 768, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHTS[width] }, colorScheme, locale: 'nl-NL' });
      const page = await context.newPage();
      for (const sample of samples) {
        await page.setViewportSize({ width, height: HEIGHTS[width] });
        await page.goto(origin + site.address(sample.file));
        // What is far below the window is not painted, so the window is made as high as the page.
        for (let times = 0; times < 2; times += 1) {
          await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
        }
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
