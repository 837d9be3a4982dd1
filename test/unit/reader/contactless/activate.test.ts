import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import { wake } from '../../../../core/reader/contactless/wake.ts';
import { ATQB_VARIANTS, TypeBCard } from '../../../../core/virtual/readers/air/type-b-card.ts';
import { air, CountingChip } from '../../../support/air.ts';

const APDU = fromHex('00B0000004');
/** random bytes that put a card into the time slots given, in turn */
function inSlots(...slots: number[]): (length: number) => Uint8Array {
  let next = 0;
  return (length) =>
    length === 1 ? Uint8Array.of((slots[next++ % slots.length] ?? 1) - 1) : new Uint8Array(4);
}

describe('activation', () => {
  it.each([
    ['my-number-a', 424, 256, 309.3],
    ['my-number-b', 424, 256, 309.3],
    ['my-number-c', 424, 256, 2474.5],
    ['my-number-106', 106, 256, 2474.5],
    ['juki', 424, 256, 154.7],
    ['driving-licence', 212, 256, 1237],
  ] as const)('of %s at %i kbit/s', async (name, rate, fsc, fwt) => {
    const made = air(ATQB_VARIANTS[name]);
    const card = await made.activate();
    expect(card).toMatchObject({ bitRate: rate, fsc, chainLimit: Infinity });
    expect(card.fwt).toBeCloseTo(fwt, 0);
    expect((await card.isoDep.exchange(APDU)).length).toBe(8);
    expect(made.chip.power).toEqual(['on']);
    expect(made.frames[0]).toBe('>050018');
  });

  it('takes the extended ATQB and limits chains by MBLI', async () => {
    const made = air({ protocolInfo: 'B381A140', mbli: 1 });
    expect(await made.activate()).toMatchObject({ bitRate: 424, chainLimit: 253 });
    expect(made.frames[1]).toMatch(/B381A140$/);
  });

  it('starts with a power cycle, also when a card is awake', async () => {
    const made = air();
    await made.activate();
    const { isoDep } = await made.activate();
    expect(made.chip.power).toEqual(['on', 'off', 'on']);
    await isoDep.exchange(APDU);
  });

  it('takes the best rate the reader offers too', async () => {
    const made = air();
    Object.assign(made.radio, { rates: [106, 212] });
    expect(await made.activate()).toMatchObject({ bitRate: 212 });
  });

  it('waits for a card that starts slowly', async () => {
    const made = air({ missesFirst: 1 });
    expect(await made.activate()).toMatchObject({ bitRate: 424 });
  });

  it.each(['ATQB', 'ATTRIB', 'its answer'])('survives one lost frame: %s', async (what) => {
    const made = air();
    let count = 0;
    const index = ['ATQB', 'ATTRIB', 'its answer'].indexOf(what) + 1;
    made.field.disturb = ({ bytes }) => (count++ === index ? undefined : bytes);
    expect((await (await made.activate()).isoDep.exchange(APDU)).length).toBe(8);
  });

  it('fails typed without a card, with a foreign one, and with one that does not answer to ATTRIB', async () => {
    const none = air();
    none.field.remove(none.card);
    await expect(none.activate()).rejects.toMatchObject({ code: 'card.none', detail: { sent: 'no' } });
    await expect(air({ protocolInfo: '0080A1' }).activate()).rejects.toMatchObject({ code: 'card.foreign' });
    const mute = air();
    mute.field.disturb = ({ bytes }) => (bytes[0] === 0x1d ? undefined : bytes);
    await expect(mute.activate()).rejects.toMatchObject({ code: 'card.lost', detail: { sent: 'no' } });
    const odd = air();
    odd.field.disturb = ({ bytes, direction }) =>
      direction === 'to-reader' && bytes.length === 3 ? fromHex('01F0F0') : bytes;
    await expect(odd.activate()).rejects.toMatchObject({ code: 'card.lost' });
  });
});

describe('several cards', () => {
  const pair = (first: number[], second: number[]): ReturnType<typeof air> => {
    const made = air({ random: inSlots(...first) });
    made.field.place(new TypeBCard(new CountingChip(), { random: inSlots(...second) }));
    return made;
  };
  it.each([
    ['in different slots', [1, 1], [1, 3]],
    ['in one slot at first', [1, 2, 1], [1, 2, 4]],
    ['in one slot always', [1], [1]],
  ])('are found %s', async (_, first, second) => {
    const made = pair(first, second);
    await made.radio.tune('B');
    expect(await wake(made.radio)).toEqual({ kind: 'several' });
    await expect(made.activate()).rejects.toMatchObject({ code: 'card.several', detail: { sent: 'no' } });
  });

  it('are told from one whose answer was damaged', async () => {
    for (const slot of [1, 2, 3, 4]) {
      const made = air({ random: inSlots(1, slot) });
      let damaged = false;
      made.field.disturb = ({ bytes, direction }) => {
        if (direction === 'to-card' || damaged) return bytes;
        damaged = true;
        return Uint8Array.from(bytes, (byte) => byte ^ 1);
      };
      expect((await (await made.activate()).isoDep.exchange(APDU)).length).toBe(8);
      expect(made.frames.filter((frame) => frame.startsWith('>05001A'))).toHaveLength(1);
    }
  });

  it('and none when the one taken for several has gone', async () => {
    const made = air();
    made.field.disturb = ({ bytes, direction }) => {
      if (direction === 'to-card') return bytes;
      made.field.remove(made.card);
      return Uint8Array.from(bytes, (byte) => byte ^ 1);
    };
    await made.radio.tune('B');
    expect(await wake(made.radio)).toEqual({ kind: 'none' });
  });
});
