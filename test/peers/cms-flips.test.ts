import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE, flip, makeParties, type Parties } from './cms-parties.ts';

/** One turned bit anywhere in file, certificate, signed attributes or signature is seen here and by openssl. */

let parties: Parties;
let cms: Uint8Array;

beforeAll(async () => {
  parties = await makeParties();
  cms = await parties.sign();
});

afterAll(() => parties.openssl.close());

/** byte ranges of a CMS made here: the certificate, then at the end SHA-256, attributes, algorithm, signature */
function region(name: 'certificate' | 'attributes' | 'signature'): readonly [start: number, end: number] {
  const certificate = Buffer.from(cms).indexOf(parties.leaf.der);
  if (name === 'certificate') return [certificate, certificate + parties.leaf.der.length];
  if (name === 'signature') return [cms.length - 256, cms.length];
  // before them the SET OF is [0] with two octets of length; after them 15 octets of algorithm and 4 of header
  const end = cms.length - 256 - 4 - 15;
  const start = cms.lastIndexOf(0xa0, end - 160);
  expect(end - start).toBe(3 + (cms[start + 2] ?? 0));
  return [start, end];
}

describe.each(['certificate', 'attributes', 'signature'] as const)('in the %s', (name) => {
  it('every bit is seen here', async () => {
    const [start, end] = region(name);
    const missed: number[] = [];
    for (let bit = start * 8; bit < end * 8; bit++)
      if ((await parties.refusal(flip(cms, bit))) === undefined) missed.push(bit);
    expect(missed).toEqual([]);
  });

  // a process for each: of the long certificate every third byte
  const step = name === 'certificate' ? 3 : 1;

  it('a bit of bytes all along it is seen by openssl', () => {
    const [start, end] = region(name);
    const missed: number[] = [];
    for (let at = start; at < end; at += step) {
      // bit 20 of a tag is one that openssl makes good before it hashes (cms-tolerated.test.ts)
      const bit = at * 8 + (at % 8 === 2 ? 7 : at % 8);
      if (parties.accepts(flip(cms, bit), 'cades')) missed.push(bit);
    }
    expect(missed).toEqual([]);
  });
});

describe('in the file', () => {
  it('every bit is seen here, and one of every byte by openssl', async () => {
    const missed: number[] = [];
    for (let bit = 0; bit < FILE.length * 8; bit++) {
      const file = flip(FILE, bit);
      if ((await parties.refusal(cms, file)) !== 'content-changed') missed.push(bit);
      if (bit % 9 === 0 && parties.accepts(cms, 'cades', file)) missed.push(bit);
    }
    expect(missed).toEqual([]);
  });
});
