// A static server for the built site, with the headers of its own _headers: the same file rules as hosts and the nginx snippet.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import { headersFor, rules } from './headers.mjs';

const TYPES = {
  '.atom': 'application/atom+xml',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Serves a site on a free port of this machine; `origin` is where it is. */
export async function serve(site) {
  const published = rules(site.text('_headers'));
  const send = (request, response, status, address, file, headers = {}) => {
    // A packed copy, of a site that has them.
    const isPacked = site.files.has(`${file}.gz`) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(status, {
      ...(isPacked ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
      'Cache-Control': 'public, max-age=0, must-revalidate',
      ...headersFor(published, address),
      ...(file ? { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' } : {}),
      ...headers,
    });
    if (file) fs.createReadStream(path.join(site.folder, isPacked ? `${file}.gz` : file)).pipe(response);
    else response.end();
  };
  const server = http.createServer((request, response) => {
    const address = new URL(request.url, 'http://127.0.0.1').pathname;
    const { file } = site.resolve('index.html', new URL(address, site.base).href);
    if (file) return send(request, response, 200, address, file);
    if (site.resolve('index.html', new URL(`${address}/`, site.base).href).file) {
      return send(request, response, 301, address, null, { Location: `${address}/` });
    }
    return send(request, response, 404, address, site.files.has('404.html') ? '404.html' : null);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
