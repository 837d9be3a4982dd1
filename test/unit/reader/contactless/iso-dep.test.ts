import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import type { IsoDep } from '../../../../core/reader/contactless/iso-dep.ts';
import type { AirFrame } from '../../../../core/virtual/readers/air/field.ts';
import type { TypeBOptions } from '../../../../core/virtual/readers/air/type-b-card.ts';
import { air, type Air } from '../../../support/air.ts';

const APDU = fromHex('00B0000004');
/** FSC 16: 13 bytes a block */
const SMALL = { protocolInfo: '0001A1' };

interface Talk extends Air {
  readonly isoDep: IsoDep;
}

/** An activated card whose frames from now on are counted from 0; those in `lost` do not arrive. */
async function talk(options: TypeBOptions & { filler?: number; lost?: number[] } = {}): Promise<Talk> {
  const made = air(options);
  const { isoDep } = await made.activate();
  made.frames.length = 0;
  let count = 0;
  made.field.disturb = ({ bytes }: AirFrame) => (options.lost?.includes(count++) ? undefined : bytes);
  return { ...made, isoDep };
}

/** first two digits of each frame: the PCBs, a lost one marked */
function pcbs({ frames }: Talk, lost: readonly number[] = []): string {
  return frames.map((frame, i) => frame.slice(0, 3) + (lost.includes(i) ? 'x' : '')).join(' ');
}

describe('ISO-DEP, the scenarios of readers.md 5.4', () => {
  it.each<[string, TypeBOptions & { filler?: number }, number[], string]>([
    ['normal', {}, [], '>02 <02 >03 <03'],
    ['WTX', { wtxTimes: 1 }, [], '>02 <F2 >F2 <02 >03 <F2 >F2 <03'],
    ['first I lost', {}, [0], '>02x >B2 <A3 >02 <02 >03 <03'],
    ['answer lost', {}, [1], '>02 <02x >B2 <02 >03 <03'],
    ['R(NAK) lost', {}, [1, 2], '>02 <02x >B2x >B2 <02 >03 <03'],
    ['S(WTX) answer lost', { wtxTimes: 1 }, [2], '>02 <F2 >F2x >B2 <F2 >F2 <02 >03 <F2 >F2 <03'],
    ['S(WTX) lost', { wtxTimes: 1 }, [1], '>02 <F2x >B2 <F2 >F2 <02 >03 <F2 >F2 <03'],
    ['answer after S(WTX) lost', { wtxTimes: 1 }, [3], '>02 <F2 >F2 <02x >B2 <02 >03 <F2 >F2 <03'],
  ])('%s', async (_, options, lost, expected) => {
    const made = await talk({ ...options, lost });
    expect(toHex(await made.isoDep.exchange(APDU))).toBe('0100B00000049000');
    expect(toHex(await made.isoDep.exchange(APDU))).toBe('0200B00000049000');
    expect(pcbs(made, lost)).toBe(expected);
    expect(made.chip.ran.length).toBe(2);
  });

  it.each<[string, number[], string]>([
    ['PCD chaining', [], '>12 <A2 >13 <A3 >02 <02'],
    ['chained I lost', [0], '>12x >B2 <A3 >12 <A2 >13 <A3 >02 <02'],
    ['R(ACK) of PICC lost', [1], '>12 <A2x >B2 <A2 >13 <A3 >02 <02'],
    ['last I of the chain lost', [4], '>12 <A2 >13 <A3 >02x >B2 <A3 >02 <02'],
  ])('%s', async (_, lost, expected) => {
    const made = await talk({ ...SMALL, lost });
    const apdu = Uint8Array.from({ length: 30 }, (__, i) => i);
    const answer = await made.isoDep.exchange(apdu);
    expect(answer).toEqual(Uint8Array.from([1, ...apdu, 0x90, 0x00]));
    expect(pcbs(made, lost)).toBe(expected);
    expect(made.chip.ran).toEqual([toHex(apdu)]);
  });

  it.each<[string, number[], string]>([
    ['PICC chaining', [], '>02 <12 >A3 <13 >A2 <02'],
    ['PICC chained block lost', [3], '>02 <12 >A3 <13x >A3 <13 >A2 <02'],
    ['PCD R(ACK) lost', [2], '>02 <12 >A3x >A3 <13 >A2 <02'],
    ['first chained block lost', [1], '>02 <12x >B2 <12 >A3 <13 >A2 <02'],
    ['last chained block lost', [5], '>02 <12 >A3 <13 >A2 <02x >A2 <02'],
  ])('%s', async (_, lost, expected) => {
    const made = await talk({ filler: 600, lost });
    const answer = await made.isoDep.exchange(APDU);
    expect(answer.length).toBe(1 + 5 + 600 + 2);
    expect(pcbs(made, lost)).toBe(expected);
    expect(made.chip.ran.length).toBe(1);
  });

  it('deselect: then only WUPB wakes it', async () => {
    const made = await talk();
    expect(await made.isoDep.deselect()).toBe(true);
    expect(made.card.state).toBe('halt');
    expect(await made.radio.exchange(fromHex('050010'), 30)).toEqual({ kind: 'silence' });
    expect(await made.radio.exchange(fromHex('050018'), 30)).toMatchObject({ kind: 'frame' });
    const deaf = await talk({ lost: [0] });
    expect(await deaf.isoDep.deselect()).toBe(false);
  });

  it('presence check: before the first command and between commands, without effect', async () => {
    const made = await talk();
    expect(await made.isoDep.present()).toBe(true);
    await made.isoDep.exchange(APDU);
    expect(await made.isoDep.present()).toBe(true);
    await made.isoDep.exchange(APDU);
    expect(pcbs(made)).toBe('>B2 <A3 >02 <02 >B3 <A2 >03 <03');
    made.field.remove(made.card);
    expect(await made.isoDep.present()).toBe(false);
  });

  it('presence check: one lost frame is no removal', async () => {
    const made = await talk({ lost: [0] });
    expect(await made.isoDep.present()).toBe(true);
    expect(pcbs(made, [0])).toBe('>B2x >B2 <A3');
  });
});

describe('ISO-DEP, time', () => {
  it('waits as long as S(WTX) says and no longer', async () => {
    const made = await talk({ cardMs: () => 5000 }); // FWI 10: 309 ms
    const start = made.clock.now();
    expect(toHex(await made.isoDep.exchange(APDU))).toBe('0100B00000049000');
    const spent = made.clock.now() - start;
    expect(spent).toBeGreaterThan(5000);
    expect(spent).toBeLessThan(5100);
    // after 0.9 × 309 ms it asks for the other 4.7 s, which is 16 × 309 ms
    expect(pcbs(made)).toBe('>02 <F2 >F2 <02');
    expect(made.frames[1]).toBe('<F210');
  });

  it('fails typed when the card draws it out', async () => {
    const made = await talk({ cardMs: () => 60_000 });
    await expect(made.isoDep.exchange(APDU)).rejects.toMatchObject({
      code: 'card.silent',
      detail: { sent: 'yes' },
    });
    expect(made.clock.now()).toBeLessThan(30_000);
  });

  it.each([
    ['A1', 4 * 312.9],
    ['D1', 3 * 2478.2],
  ])('gives up a silent card after its stated attempts: %s', async (fwi, ms) => {
    const made = await talk({ protocolInfo: `0081${fwi}` });
    made.field.remove(made.card);
    const start = made.clock.now();
    await expect(made.isoDep.exchange(APDU)).rejects.toMatchObject({ code: 'card.lost' });
    expect(Math.abs(made.clock.now() - start - ms)).toBeLessThan(20);
  });
});

describe('ISO-DEP, what is said of a command that failed', () => {
  it.each<[string, TypeBOptions & { filler?: number }, (n: number) => boolean, string]>([
    ['nothing arrives', {}, () => true, 'unknown'],
    ['the card always says it got nothing', {}, () => false, 'unknown'],
    ['the chain stops in the middle', SMALL, (n) => n >= 2, 'no'],
    ['the answer stops in the middle', { filler: 600 }, (n) => n >= 2, 'yes'],
    ['after S(WTX)', { wtxTimes: 1 }, (n) => n >= 2, 'yes'],
  ])('%s', async (name, options, isLost, sent) => {
    const made = await talk(options);
    let count = 0;
    made.field.disturb = ({ bytes, direction }) => {
      const lost = isLost(count++);
      if (name === 'the card always says it got nothing') {
        return direction === 'to-card' && bytes[0] === 0x02 ? undefined : bytes;
      }
      return lost ? undefined : bytes;
    };
    const expected = name === 'the card always says it got nothing' ? 'no' : sent;
    await expect(made.isoDep.exchange(new Uint8Array(30))).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: expected },
    });
    if (expected === 'no') expect(made.chip.ran).toEqual([]);
    else expect(made.chip.ran.length).toBeLessThanOrEqual(1);
  });

  it('what the radio throws keeps its code', async () => {
    const made = await talk();
    const { KazasuError } = await import('../../../../core/error/kazasu-error.ts');
    made.radio.exchange = () => Promise.reject(new KazasuError('reader.lost'));
    await expect(made.isoDep.exchange(APDU)).rejects.toMatchObject({
      code: 'reader.lost',
      detail: { sent: 'unknown' },
    });
    await expect(made.isoDep.present()).rejects.toMatchObject({ code: 'reader.lost' });
  });
});

describe('ISO-DEP, a card against the rules', () => {
  const answers = async (blocks: string[]): Promise<{ isoDep: IsoDep; sent: string[] }> => {
    const made = await talk();
    const sent: string[] = [];
    made.radio.exchange = (frame) => {
      sent.push(toHex(frame));
      made.clock.spend(1);
      const next = blocks.length > 1 ? blocks.shift() : blocks[0];
      return Promise.resolve(next ? { kind: 'frame', bytes: fromHex(next) } : { kind: 'garbled' });
    };
    return { isoDep: made.isoDep, sent };
  };

  it.each([
    ['wrong number', ['03 9000', '02 9000']],
    ['R(NAK)', ['B2', '02 9000']],
    ['S(DESELECT)', ['C2', '02 9000']],
    ['R(ACK) of our number to the last block', ['A2', '02 9000']],
    ['multiplier 0', ['F200', '02 9000']],
    ['a frame longer than FSD', [`02${'00'.repeat(254)}`, '02 9000']],
    ['empty', ['', '02 9000']],
  ])('is asked again by R(NAK): %s', async (_, blocks) => {
    const { isoDep, sent } = await answers(blocks);
    expect(toHex(await isoDep.exchange(APDU))).toBe('9000');
    expect(sent).toEqual(['0200B0000004', 'B2']);
  });

  it('cannot make a command run again after it asked for time', async () => {
    const { isoDep, sent } = await answers(['F201', 'A3']);
    await expect(isoDep.exchange(APDU)).rejects.toMatchObject({ code: 'card.lost', detail: { sent: 'yes' } });
    expect(sent.filter((block) => block.startsWith('02'))).toHaveLength(1);
  });

  it('cannot keep us busy for ever', async () => {
    for (const block of ['F201', 'A3', '03', '12 00', 'A2', 'C2']) {
      const { isoDep, sent } = await answers([block]);
      await expect(isoDep.exchange(APDU)).rejects.toMatchObject({
        detail: { sent: expect.any(String) as string },
      });
      expect(sent.length).toBeLessThan(20_010);
    }
    let number = 1;
    const made = await talk();
    made.radio.exchange = () => {
      number ^= 1;
      return Promise.resolve({
        kind: 'frame',
        bytes: Uint8Array.from([0x12 | number, ...new Uint8Array(253)]),
      });
    };
    await expect(made.isoDep.exchange(APDU)).rejects.toMatchObject({ code: 'card.malformed' });
  });

  it('overwrites every block that carried the command, once it is over', async () => {
    const made = await talk(SMALL);
    const kept: Uint8Array[] = [];
    const exchange = made.radio.exchange.bind(made.radio);
    made.radio.exchange = (frame, ms) => {
      kept.push(frame);
      return exchange(frame, ms);
    };
    await made.isoDep.exchange(fromHex('0020008006313233343536 313233343536313233343536'));
    const blocks = kept.filter(({ length }) => length > 2);
    expect(blocks).toHaveLength(2);
    expect(blocks.every((block) => block.every((byte) => byte === 0))).toBe(true);
    made.field.remove(made.card);
    await expect(made.isoDep.exchange(fromHex('0020008004 31323334'))).rejects.toMatchObject({});
    expect(kept.at(-1)).toEqual(fromHex('B2'));
    expect(kept.filter(({ length }) => length > 2).every((block) => block.every((byte) => byte === 0))).toBe(
      true,
    );
  });
});
