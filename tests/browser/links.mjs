// Links, anchors, reachability, and that the site stands alone: read from disk, over all pages.

import { some } from './report.mjs';

export function links(site, check) {
  const dead = [];
  const anchors = [];
  const outside = [];
  const inline = [];
  const strange = [];
  const next = new Map();
  let count = 0;

  const ids = (file) => site.pages.get(file)?.ids ?? site.svgIds.get(file);
  const follow = (file, address) => {
    const target = site.resolve(file, address);
    if (target.other) {
      if (!/^(mailto|tel|webcal):$/.test(target.protocol)) strange.push(`${file}: ${address}`);
      return null;
    }
    if (target.outside) return null;
    count += 1;
    if (!target.file) {
      dead.push(`${file}: ${address}`);
      return null;
    }
    const { fragment } = target;
    if (fragment && fragment !== 'top' && !fragment.startsWith(':~:') && ids(target.file) && !ids(target.file).has(fragment)) {
      anchors.push(`${file}: ${address}`);
    }
    return target.file;
  };
  const request = (file, address) => {
    const target = site.resolve(file, address);
    if (target.other || target.outside) outside.push(`${file}: ${address.slice(0, 100)}`);
    else follow(file, address);
  };

  for (const page of site.pages.values()) {
    next.set(page.file, new Set(page.links.map((address) => follow(page.file, address))));
    for (const address of page.requests) request(page.file, address);
    for (const what of page.inline) inline.push(`${page.file}: ${what}`);
    if (!page.kind && page.redirect === null) strange.push(`${page.file}: neither a page with a kind nor a redirect`);
  }
  for (const [file, addresses] of site.assets) {
    for (const address of addresses) request(file, address);
  }

  const seen = new Set(['index.html']);
  for (const file of seen) {
    for (const target of next.get(file) ?? []) if (target) seen.add(target);
  }
  const unreached = [...site.pages.values()].filter((page) => page.kind && page.kind !== '404' && !seen.has(page.file));

  const unlisted = [];
  if (site.files.has('sitemap.xml')) {
    for (const [, address] of site.text('sitemap.xml').matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)) {
      if (!site.resolve('index.html', address.replaceAll('&amp;', '&')).file) unlisted.push(`sitemap.xml: ${address}`);
    }
  }

  check('internal links that lead nowhere', some(dead));
  check('anchors without an id', some(anchors));
  check('pages that no link reaches from the home page', some(unreached.map((page) => page.file)));
  check('requests to anything outside the site', some(outside));
  check('inline style or script, which the policy blocks', some(inline));
  check('addresses in the site map that do not exist', some(unlisted));
  check('pages and links of an unknown sort', some(strange));
  return `${site.pages.size} pages, ${count} internal links`;
}
