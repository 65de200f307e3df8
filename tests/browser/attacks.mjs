// The preview under attack: it goes on answering quickly, and what it holds does not grow.

import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { startPreview } from './preview.mjs';
import { root } from './tools.mjs';

/** How long an answer may take, in ms: half of the answers while an attack goes on, as the machine has more to do. */
const LIMIT = 100;
/** How much memory an attack may cost, in MiB. */
const MEMORY = 64;
const IDLE = 300;
const REQUESTS = 25;

const NORMAL = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;

/** Texts that are sent, and what the first line of the answer must be. */
const REQUESTS_AND_ANSWERS = [
  [NORMAL('/'), 200],
  [NORMAL('/', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'), 200],
  [NORMAL('/', 'Range: bytes=0-1\r\n'), 200],
  [NORMAL('/', 'If-None-Match: *\r\n'), 200],
  [NORMAL('/', 'Origin: http://evil.example\r\n'), 403],
  [NORMAL('/', 'Host: evil.example\r\n'), 403],
  [NORMAL('/__voorvertoning/gebeurtenissen', 'Sec-Fetch-Site: cross-site\r\n'), 403],
  ['GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403],
  ['GET / HTTP/1.1\r\n\r\n', 403],
  [NORMAL('/', 'Transfer-Encoding: xchunked\r\n'), 400],
  [NORMAL('/', 'Content-Length: 5\r\n'), 400],
  [NORMAL('/', 'A: b\r\n c\r\n'), 400],
  [NORMAL('/', 'A: b\nC: d\r\n'), 400],
  ['POST / HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
  ...[
    '/../Cargo.toml',
    '/%2e%2e/Cargo.toml',
    '/..%2fCargo.toml',
    '/%2e%2e%2fCargo.toml',
    '/..\\Cargo.toml',
    '/%5c..%5cCargo.toml',
    '//etc/passwd',
    '/a%00',
    '/a%0d%0aX-Evil:1',
    'http://localhost/',
    'file:///etc/passwd',
  ].map((path) => [NORMAL(path), 400]),
  [NORMAL('/%252e%252e/Cargo.toml'), 404],
  [NORMAL('/etc/passwd'), 404],
  [NORMAL('/content/_index.md'), 404],
];

/** Opens connections that send `text`, and then `again` every so many ms. */
function hold(port, count, text, again, every) {
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => {}).on('connect', () => text && socket.write(text));
    return socket;
  });
  const timer = again && setInterval(() => sockets.forEach((socket) => socket.writable && socket.write(again)), every);
  return () => {
    clearInterval(timer);
    sockets.forEach((socket) => socket.destroy());
  };
}

/** The whole answer to a text, or what came within two seconds. */
function answer(port, text) {
  return new Promise((resolve) => {
    let got = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.end(text));
    socket.setEncoding('latin1').setTimeout(2000, () => socket.destroy());
    socket.on('data', (data) => (got += data)).on('error', () => {}).on('close', () => resolve(got));
  });
}

const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

export async function attacks(program, check) {
  const { origin, port, server, stop } = await startPreview(program, root);
  let slowest = 0;
  let sent = 0;
  try {
    const page = `${origin}/themas/`;
    const wrong = [];
    for (const [text, status] of REQUESTS_AND_ANSWERS) {
      const got = await answer(port, text);
      if (!got.startsWith(`HTTP/1.1 ${status} `)) wrong.push(`${JSON.stringify(text)}: ${got.split('\r\n')[0] || 'nothing'}, not ${status}`);
      if (/root:|\[package\]/.test(got)) wrong.push(`${JSON.stringify(text)}: a file of this computer`);
    }
    sent += REQUESTS_AND_ANSWERS.length;
    const two = await answer(port, NORMAL('/themas/') + NORMAL('/'));
    if ((two.match(/^HTTP\/1\.1 /gm) ?? []).length !== 1) wrong.push('two requests in one were not one answer');
    check('each request gets the answer it should', wrong);

    const start = memory(server.pid);
    const kinds = {
      'idle connections': () => hold(port, IDLE, ''),
      'one byte a second': () => hold(port, 100, 'GET / HTTP/1.1\r\nX: ', 'x', 1000),
      'headers without an end': () => hold(port, 20, 'GET / HTTP/1.1\r\n', `X: ${'y'.repeat(60000)}\r\n`, 20),
      'answers nobody reads': () => hold(port, 150, NORMAL('/open-data/werkpleinen.csv')),
      'streams of events': () => hold(port, 100, NORMAL('/__voorvertoning/gebeurtenissen')),
      'many requests in one': () => hold(port, 20, NORMAL('/').repeat(1000)),
    };
    const all = [...Object.entries(kinds), ['all of it at once', () => Object.values(kinds).map((open) => open())]];
    for (const [what, open] of all) {
      const end = [open()].flat();
      await sleep(300);
      const times = [];
      const failed = [];
      for (let asked = 0; asked < REQUESTS; asked += 1) {
        const before = performance.now();
        await fetch(page, { signal: AbortSignal.timeout(5000) })
          .then(async (response) => (response.ok ? response.text() : failed.push(response.status)))
          .catch((error) => failed.push(error.message));
        times.push(performance.now() - before);
      }
      end.forEach((close) => close());
      sent += REQUESTS;
      times.sort((one, other) => one - other);
      const middle = times[Math.floor(REQUESTS / 2)];
      slowest = Math.max(slowest, middle);
      check(`pages come during: ${what}`, [
        ...failed.map(String),
        ...(middle <= LIMIT ? [] : [`half of the answers take more than ${middle.toFixed(0)} ms`]),
      ]);
    }
    const grown = memory(server.pid) - start;
    check('memory stays as it was', grown <= MEMORY ? [] : [`${grown.toFixed(0)} MiB more`]);
    return `${sent} requests, slowest middle answer ${slowest.toFixed(0)} ms, ${grown.toFixed(0)} MiB more memory`;
  } finally {
    await stop();
  }
}
