import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../../core/bytes/concat.ts';
import { toHex } from '../../../../core/bytes/hex.ts';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import { air } from '../../../support/air.ts';

/**
 * Random walks: a card of random frame size, waiting time and habits, commands of random length, and a fate for
 * every frame in the air. What must hold: a command ends with the right bytes or with a KazasuError that says the
 * truth; the card never runs a command twice; nothing runs that was not sent.
 */
type Fate = 'arrives' | 'lost' | 'garbled' | 'cut';

const fates = (share: number): fc.Arbitrary<Fate> =>
  fc.oneof(
    { weight: 100 - share, arbitrary: fc.constant<Fate>('arrives') },
    { weight: share, arbitrary: fc.constantFrom<Fate>('lost', 'garbled', 'cut') },
  );

const card = fc.record({
  protocolInfo: fc
    .tuple(fc.constantFrom('00', 'B3', '91'), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 4, max: 13 }))
    .map(([rates, fsci, fwi]) => `${rates}${fsci.toString(16)}1${fwi.toString(16)}1`),
  filler: fc.constantFrom(0, 10, 250, 254, 600),
  wtxTimes: fc.nat(2),
  ms: fc.constantFrom(0, 0, 3, 1500),
});

const walk = fc.record({
  card,
  lengths: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 4 }),
  fates: fc.integer({ min: 0, max: 60 }).chain((share) => fc.array(fates(share), { maxLength: 80 })),
  tornAfter: fc.option(fc.nat(400), { nil: undefined, freq: 4 }),
});

function damage(bytes: Uint8Array, fate: Fate): Uint8Array | undefined {
  if (fate === 'lost') return undefined;
  if (fate === 'cut') return bytes.subarray(0, Math.ceil(bytes.length / 2));
  if (fate === 'garbled')
    return Uint8Array.from(bytes, (byte, i) => (i === bytes.length >> 1 ? byte ^ 0x10 : byte));
  return bytes;
}

async function stroll(
  plan: typeof walk extends fc.Arbitrary<infer T> ? T : never,
): Promise<'done' | 'failed'> {
  const made = air({ ...plan.card, cardMs: () => plan.card.ms });
  const { isoDep } = await made.activate();
  let next = 0;
  made.field.disturb = ({ bytes }) => damage(bytes, plan.fates[next++] ?? 'arrives');
  if (plan.tornAfter !== undefined) made.field.tearOutAfter(plan.tornAfter);
  for (const [index, length] of plan.lengths.entries()) {
    // every command is unlike any other, so that a command run twice or mixed up shows
    const apdu = Uint8Array.from({ length }, (_, i) => (index * 64 + i) & 0xff);
    const sent = toHex(apdu);
    try {
      const answer = await isoDep.exchange(apdu);
      expect(toHex(answer)).toBe(toHex(made.chip.answerTo(index + 1, apdu)));
      expect(made.chip.ran).toHaveLength(index + 1);
      expect(made.chip.ran.at(-1)).toBe(sent);
    } catch (error) {
      if (!(error instanceof KazasuError)) throw error;
      expect(['card.lost', 'card.silent']).toContain(error.code);
      const ran = made.chip.ran.length - index;
      expect([0, 1]).toContain(ran);
      if (error.detail.sent === 'no') expect(ran).toBe(0);
      if (error.detail.sent === 'yes') expect(ran).toBe(1);
      expect(made.chip.ran.slice(0, index + ran).at(-1) ?? '').toBe(
        ran === 1 ? sent : (made.chip.ran.at(-1) ?? ''),
      );
      return 'failed';
    }
  }
  return 'done';
}

describe('ISO-DEP, random walks', () => {
  it('ends every command rightly or says the truth about it', { timeout: 60_000 }, async () => {
    const ends = { done: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(walk, async (plan) => {
        ends[await stroll(plan)] += 1;
      }),
      { numRuns: 20_000, endOnFailure: true },
    );
    // the walks reach both ends often enough to mean something
    expect(ends.done).toBeGreaterThan(4000);
    expect(ends.failed).toBeGreaterThan(2000);
  });

  it('loses nothing while at most one frame of each exchange is hurt', async () => {
    await fc.assert(
      fc.asyncProperty(
        card,
        fc.integer({ min: 5, max: 60 }),
        fc.nat(40),
        fc.constantFrom<Fate>('lost', 'garbled', 'cut'),
        async (options, length, hurt, fate) => {
          const made = air({ ...options, cardMs: () => 0 });
          const { isoDep } = await made.activate();
          let next = 0;
          made.field.disturb = ({ bytes }) => damage(bytes, next++ === hurt ? fate : 'arrives');
          const apdu = new Uint8Array(length).fill(7);
          expect(toHex(await isoDep.exchange(apdu))).toBe(toHex(made.chip.answerTo(1, apdu)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a card torn out between any two bytes', () => {
  it('never runs a command twice, and what is said of it is true', async () => {
    const apdu = Uint8Array.from({ length: 40 }, (_, i) => i);
    const whole = air({ protocolInfo: '0021A1', filler: 300 });
    const { isoDep } = await whole.activate();
    let total = 0;
    whole.field.listen = ({ bytes }) => (total += bytes.length);
    await isoDep.exchange(apdu);
    expect(total).toBeGreaterThan(350);
    const said = new Set<string>();
    for (let at = 0; at < total; at++) {
      const made = air({ protocolInfo: '0021A1', filler: 300 });
      const active = await made.activate();
      made.field.tearOutAfter(at);
      const error: unknown = await active.isoDep.exchange(apdu).catch((reason: unknown) => reason);
      if (!(error instanceof KazasuError)) throw new Error(`torn at ${at}: no error`);
      const ran = made.chip.ran.length;
      expect(ran).toBeLessThanOrEqual(1);
      if (error.detail.sent === 'no') expect(ran).toBe(0);
      if (error.detail.sent === 'yes') expect(ran).toBe(1);
      said.add(`${String(error.detail.sent)} ${ran}`);
      // put back, it is another activation: the command is not repeated by itself
      made.field.place(made.card);
      await expect(active.isoDep.exchange(concat(apdu))).rejects.toMatchObject({ code: 'card.lost' });
      expect(made.chip.ran).toHaveLength(ran);
    }
    expect([...said].toSorted()).toEqual(['no 0', 'unknown 0', 'unknown 1', 'yes 1']);
  });
});
