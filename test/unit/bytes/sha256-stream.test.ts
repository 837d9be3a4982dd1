import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../core/bytes/hex.ts';
import { sha256Stream } from '../../../core/bytes/sha256-stream.ts';

async function hashOf(...pieces: readonly Uint8Array[]): Promise<string> {
  const stream = await sha256Stream();
  for (const piece of pieces) stream.update(piece);
  return toHex(stream.digest());
}

describe('sha256Stream', () => {
  it('is the SHA-256 of FIPS 180-4', async () => {
    expect(await hashOf(new TextEncoder().encode('abc'))).toBe(
      'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
    );
    expect(await hashOf()).toBe('E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855');
  });

  it('does not depend on the pieces', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const expected = createHash('sha256').update(Buffer.concat(parts)).digest('hex').toUpperCase();
        expect(await hashOf(...parts)).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('takes large pieces and views into them', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, i) => i * 31);
    const expected = createHash('sha256').update(bytes).digest('hex').toUpperCase();
    expect(await hashOf(bytes)).toBe(expected);
    expect(await hashOf(bytes.subarray(0, 1_234_567), bytes.subarray(1_234_567))).toBe(expected);
  });

  it('does not mix two streams', async () => {
    const [one, two] = [await sha256Stream(), await sha256Stream()];
    one.update(Uint8Array.of(1));
    two.update(Uint8Array.of(2));
    one.update(Uint8Array.of(3));
    expect(toHex(one.digest())).toBe(await hashOf(Uint8Array.of(1, 3)));
    expect(toHex(two.digest())).toBe(await hashOf(Uint8Array.of(2)));
  });
});
