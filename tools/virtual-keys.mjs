/**
 * Makes the software card's fictional RSA keys and writes core/virtual/data/keys.ts. A key that is there stays as it is,
 * so that a new persona changes no certificate of another one: `node tools/virtual-keys.mjs`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../core/virtual/data/keys.ts', import.meta.url);

const PERSONAS = [
  'adult',
  'child',
  'foreign',
  'substitutes',
  'rare-kanji',
  'expired',
  'expiring',
  'blocked',
  'last-try',
  'furigana',
  'generation-1',
  'generation-2',
  'generation-3',
];

const NAMES = [
  ...[1, 2, 3].flatMap((generation) => [`root-auth-${generation}`, `root-sign-${generation}`]),
  'cv-root',
  'issuer',
  'card-text',
  'card-surface',
  'session',
  'internal',
  ...PERSONAS.flatMap((id) => [`${id}.auth`, `${id}.sign`]),
];

/** @returns {Map<string, string>} name → line as it stands in the file */
function present() {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const lines = [
    ...text.matchAll(/^ {2}'?([\w.-]+)'?: \{\n {4}p: '([\w-]+)',\n {4}q: '([\w-]+)',\n {2}\},$/gm),
  ];
  return new Map(lines.map(([line, name]) => [String(name), line]));
}

/** @param {string} name */
function made(name) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65537 });
  const { p, q } = privateKey.export({ format: 'jwk' });
  const quoted = /^\w+$/.test(name) ? name : `'${name}'`;
  return `  ${quoted}: {\n    p: '${p}',\n    q: '${q}',\n  },`;
}

const there = present();
const lines = NAMES.map((name) => there.get(name) ?? made(name));
writeFileSync(
  FILE,
  `// Made by tools/virtual-keys.mjs. These keys are public on purpose: they protect nothing and nobody.
import type { Primes } from '../rsa/private-key.ts';

export const KEYS = {
${lines.join('\n')}
} as const satisfies Readonly<Record<string, Primes>>;
`,
);
