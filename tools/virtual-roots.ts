/**
 * Writes the six test roots: core/virtual/data/roots.ts, and test/fixtures/test-roots/ for who pins them as test anchors.
 * They are issued once and committed: `npx tsx tools/virtual-roots.ts`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { toBase64url } from '../core/bytes/base64url.ts';
import { KEYS } from '../core/virtual/data/keys.ts';
import { PrivateKey } from '../core/virtual/rsa/private-key.ts';
import { rootCertificate } from '../core/virtual/test-ca/root.ts';

const top = new URL('../', import.meta.url);
const fixtures = new URL('test/fixtures/test-roots/', top);
mkdirSync(fixtures, { recursive: true });

const lines: string[] = [];
const sums: string[] = [];
for (const use of ['auth', 'sign'] as const) {
  for (const generation of [1, 2, 3] as const) {
    const der = await rootCertificate(use, generation, new PrivateKey(KEYS[`root-${use}-${generation}`]));
    const sha256 = createHash('sha256').update(der).digest('hex');
    const name = `${use}-${generation}`;
    writeFileSync(new URL(`test-${name}.cer`, fixtures), der);
    sums.push(`${sha256}  test-${name}.cer`);
    lines.push(`  // SHA-256 ${sha256}`, `  '${name}':`, `    '${toBase64url(der)}',`);
  }
}
writeFileSync(new URL('SHA256SUMS', fixtures), `${sums.join('\n')}\n`);
writeFileSync(
  new URL('core/virtual/data/roots.ts', top),
  `// Made by tools/virtual-roots.ts: certificates of the fictional authorities, DER in base64url.

/** By use and generation. */
export const ROOTS = {
${lines.join('\n')}
} as const;
`,
);
