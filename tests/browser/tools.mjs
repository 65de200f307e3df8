// The packages and programs that tests/run put in place.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');
const tools = path.join(root, 'tests/.tools');
const require = createRequire(path.join(tools, 'package.json'));

export const vnuJar = path.join(tools, 'node_modules/vnu-jar/build/dist/vnu.jar');
export const axeSource = () => require('axe-core').source;

/** Starts Chromium with an empty profile of its own, which playwright makes and removes. */
export function launch() {
  return require('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
