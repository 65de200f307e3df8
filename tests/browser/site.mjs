// The built site as it lies on disk: pages, their links, ids and requests. Everything is read once, without a browser.

import fs from 'node:fs';
import path from 'node:path';

const TAG =
  /<!--[\s\S]*?-->|<(script|style|textarea|title)\b((?:[^>"']|"[^"]*"|'[^']*')*)>[\s\S]*?<\/\1\s*>|<([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `link` elements with one of these relations are fetched by the browser; the others only name an address. */
const FETCHED = new Set(
  'stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload prefetch preconnect dns-prefetch'.split(' '),
);

/** Script blocks of these types hold data and do not run, so the policy lets them be. */
const DATA_SCRIPT = /^application\/(ld\+)?json$/;

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(parseInt(decimal, 10));
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}

function* tags(html) {
  for (const match of html.matchAll(TAG)) {
    const name = (match[1] ?? match[3])?.toLowerCase();
    if (!name) continue;
    const attributes = {};
    for (const [, key, double, single, bare] of (match[2] ?? match[4]).matchAll(ATTRIBUTE)) {
      attributes[key.toLowerCase()] ??= decode(double ?? single ?? bare ?? '');
    }
    yield { name, attributes };
  }
}

const srcset = (value) => value.split(',').map((part) => part.trim().split(/\s+/)[0]).filter(Boolean);

/** Reads one HTML or SVG text: `links` a reader can follow, `requests` the browser makes by itself, `ids`, and what the policy forbids. */
export function read(html) {
  const page = { kind: null, redirect: null, canonical: null, links: [], requests: [], ids: new Set(), inline: [] };
  for (const { name, attributes: a } of tags(html)) {
    if (a.id !== undefined) page.ids.add(a.id);
    if (name === 'a' && a.name !== undefined) page.ids.add(a.name);
    if (name === 'body') page.kind = a['data-kind'] ?? null;
    if (name === 'base') page.inline.push('<base>');
    if (name === 'style') page.inline.push('<style>');
    if (name === 'script' && a.src === undefined && !DATA_SCRIPT.test(a.type ?? '')) page.inline.push('<script> without src');
    for (const key of Object.keys(a)) {
      if (key === 'style' || key.startsWith('on')) page.inline.push(`<${name} ${key}="${a[key]}">`);
    }
    const link = (value) => value !== undefined && page.links.push(value.trim());
    const request = (value) => value !== undefined && page.requests.push(value.trim());
    switch (name) {
      case 'a':
      case 'area':
        link(a.href ?? a['xlink:href']);
        break;
      case 'link': {
        const relations = (a.rel ?? '').toLowerCase().split(/\s+/);
        if (relations.includes('canonical')) page.canonical = a.href;
        (relations.some((relation) => FETCHED.has(relation)) ? request : link)(a.href);
        break;
      }
      case 'meta':
        if ((a['http-equiv'] ?? '').toLowerCase() === 'refresh') {
          page.redirect = /url\s*=\s*['"]?([^'"]+)/i.exec(a.content ?? '')?.[1].trim() ?? '';
          link(page.redirect);
        }
        break;
      case 'form':
        request(a.action);
        break;
      case 'object':
        request(a.data);
        break;
      case 'image':
      case 'use':
      case 'feimage':
        request(a.href ?? a['xlink:href']);
        break;
      default:
        request(a.src);
        request(a.poster);
        request(a.formaction);
        if (a.srcset !== undefined) page.requests.push(...srcset(a.srcset));
    }
  }
  return page;
}

/** Addresses that a style sheet asks for. */
function stylesheet(css) {
  const found = [];
  for (const match of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/@import\s+(?:url\()?\s*["']?([^"')\s;]+)|url\(\s*["']?([^"')]+)/gi)) {
    found.push((match[1] ?? match[2]).trim());
  }
  return found;
}

function walk(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(folder, name) : [name];
  });
}

/** The site in a folder. */
export class Site {
  constructor(folder) {
    this.folder = path.resolve(folder);
    if (!fs.existsSync(path.join(this.folder, 'index.html'))) {
      throw new Error(`${this.folder} holds no site (index.html is missing): build it first`);
    }
    this.files = new Set(walk(this.folder).sort());
    /** file name → what `read` found, with its size; every HTML file */
    this.pages = new Map();
    /** file name → addresses it asks for; style sheets and SVG files */
    this.assets = new Map();
    this.svgIds = new Map();
    for (const file of this.files) {
      if (/\.html$/.test(file)) {
        const html = this.text(file);
        this.pages.set(file, { file, size: html.length, ...read(html) });
      } else if (/\.css$/.test(file)) {
        this.assets.set(file, stylesheet(this.text(file)));
      } else if (/\.svg$/.test(file)) {
        const svg = read(this.text(file));
        this.assets.set(file, svg.requests);
        this.svgIds.set(file, svg.ids);
      }
    }
    /** The address the site is built for, from the home page: links to it are links inside the site. */
    this.base = new URL(this.pages.get('index.html').canonical ?? 'https://site.invalid/');
  }

  text(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Path of a file below the site's root, as a browser asks for it. */
  address(file) {
    return this.base.pathname + file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/');
  }

  /**
   * Where an address on a page leads: `{ outside: true }`, `{ other: true }` (mail and the like) or `{ file, fragment }`.
   * `file` is null when nothing is there.
   */
  resolve(from, address) {
    let url;
    try {
      url = new URL(address, new URL(this.address(from), this.base));
    } catch {
      return { file: null, fragment: '' };
    }
    if (!/^https?:$/.test(url.protocol)) return { other: true, protocol: url.protocol };
    if (url.host !== this.base.host || !url.pathname.startsWith(this.base.pathname)) return { outside: true };
    let name;
    let fragment;
    try {
      name = decodeURIComponent(url.pathname.slice(this.base.pathname.length));
      fragment = decodeURIComponent(url.hash.slice(1));
    } catch {
      return { file: null, fragment: '' };
    }
    if (name === '' || name.endsWith('/')) name += 'index.html';
    return { file: this.files.has(name) ? name : null, fragment };
  }

  /** The largest page of every kind: the one with most to go wrong. In order of kind. */
  samples() {
    const found = new Map();
    for (const page of this.pages.values()) {
      if (page.kind && !(found.get(page.kind)?.size >= page.size)) found.set(page.kind, page);
    }
    return [...found.values()].sort((one, other) => (one.kind < other.kind ? -1 : 1));
  }
}
