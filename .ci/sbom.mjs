#!/usr/bin/env node
// Prints what the program is made of as CycloneDX 1.5 (JSON): every crate that is built in or runs while building, with its
// version, licence, hash and what it needs itself. From Cargo.lock and the crates' own words; no clock, so the same lock gives the same text.
//
//   .ci/sbom.mjs > ketenportaal.cdx.json

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const text = execFileSync('cargo', ['metadata', '--locked', '--format-version', '1'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const metadata = JSON.parse(text);
const lock = fs.readFileSync(path.join(root, 'Cargo.lock'), 'utf8');

/** name@version → SHA-256 of the file that crates.io gave. */
const checksums = new Map(
  lock.split('[[package]]').flatMap((part) => {
    const field = (name) => new RegExp(`^${name} = "([^"]+)"`, 'm').exec(part)?.[1];
    return field('checksum') ? [[`${field('name')}@${field('version')}`, field('checksum')]] : [];
  }),
);
const packages = new Map(metadata.packages.map((entry) => [entry.id, entry]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
/** What a crate needs outside its own tests. */
const needs = (id) =>
  nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind !== 'dev')).map(({ pkg }) => pkg);

const used = new Set([metadata.resolve.root]);
for (const id of used) for (const need of needs(id)) used.add(need);

const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const sorted = (values) => [...values].sort((one, other) => (one < other ? -1 : Number(one > other)));

function component(id) {
  const entry = packages.get(id);
  const checksum = checksums.get(`${entry.name}@${entry.version}`);
  return {
    type: id === metadata.resolve.root ? 'application' : 'library',
    'bom-ref': purl(entry),
    name: entry.name,
    version: entry.version,
    ...(entry.description ? { description: entry.description.trim() } : {}),
    ...(checksum ? { hashes: [{ alg: 'SHA-256', content: checksum }] } : {}),
    // A slash is how crates wrote "or" before they followed SPDX.
    licenses: [{ expression: entry.license.replaceAll('/', ' OR ') }],
    purl: purl(entry),
    ...(entry.repository ? { externalReferences: [{ type: 'vcs', url: entry.repository }] } : {}),
  };
}

const others = [...used].filter((id) => id !== metadata.resolve.root);
const components = others.map(component).sort((one, other) => (one.purl < other.purl ? -1 : 1));
const dependencies = [...used]
  .map((id) => ({ ref: purl(packages.get(id)), dependsOn: sorted(new Set(needs(id).map((need) => purl(packages.get(need))))) }))
  .sort((one, other) => (one.ref < other.ref ? -1 : 1));
const digest = createHash('sha256').update(JSON.stringify([components, dependencies])).digest('hex');
const uuid = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)];

console.log(
  JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      serialNumber: `urn:uuid:${uuid.join('-')}`,
      version: 1,
      metadata: { component: component(metadata.resolve.root) },
      components,
      dependencies,
    },
    null,
    2,
  ),
);
