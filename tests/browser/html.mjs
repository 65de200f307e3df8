// The Nu HTML checker over the whole site, in one run.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { vnuJar } from './tools.mjs';

export async function html(site, check) {
  const child = spawn('java', ['-jar', vnuJar, '--format', 'json', '--exit-zero-always', '--skip-non-html', site.folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [output] = await Promise.all([text(child.stderr), ended]);
  let messages;
  try {
    ({ messages } = JSON.parse(output));
  } catch {
    throw new Error(`the HTML checker gave no JSON:\n${output.slice(0, 4000)}`);
  }

  const found = new Map();
  const faulty = new Set();
  for (const message of messages) {
    const sort = message.type === 'info' ? message.subType : message.type;
    if (!sort) continue;
    const file = message.url ? path.relative(site.folder, fileURLToPath(message.url)) : '';
    faulty.add(file);
    const key = `${sort}: ${message.message}`;
    const kind = site.pages.get(file)?.kind;
    const entry = found.get(key) ?? { count: 0, kinds: new Set(), example: `${file}:${message.lastLine ?? 1}  ${extract(message)}` };
    entry.count += 1;
    entry.kinds.add(kind);
    found.set(key, entry);
  }
  for (const file of site.pages.keys()) if (!faulty.has(file)) check(file, []);
  // The same mistake of a template comes back on many pages: one failure for each message.
  for (const [key, { count, kinds, example }] of [...found].sort(([, one], [, other]) => other.count - one.count)) {
    check(`${count}× ${key}`, [`kinds: ${[...kinds].join(', ')}; for example ${example}`]);
  }
  return `${site.pages.size} pages`;
}

const extract = (message) => (message.extract ?? '').trim().replace(/\s+/g, ' ').slice(0, 140);
