import { describe, expect, it } from 'vitest';
import { toHex } from '../../../core/bytes/hex.ts';
import { readFile, type ReadOptions } from '../../../core/card/read-file.ts';
import { scriptedCard } from '../../support/scripted-card.ts';

const whole: ReadOptions = { length: 'first-object', max: 0x2000 };
/** a data object of 600 bytes: 30 82 0254 and 596 of AA */
const OBJECT = `30820254${'AA'.repeat(596)}`;
const piece = (from: number, to: number): string => OBJECT.slice(2 * from, 2 * to);

describe('readFile', () => {
  it('reads by short EF identifier in pieces of 256, the last one exact, and remembers that it works', async () => {
    const { card, done } = scriptedCard(`
      > 00B08A0000
      < ${piece(0, 256)} 9000
      > 00B0010000
      < ${piece(256, 512)} 9000
      > 00B0020058
      < ${piece(512, 600)} 9000
      > 00B0860020   # the next file: no probing any more
      < 6A82`);
    const steps: number[] = [];
    const file = await readFile(card, 0x0a, { ...whole, onProgress: (at, of) => steps.push(at, of) });
    expect(toHex(file!)).toBe(OBJECT);
    expect(steps).toEqual([256, 600, 512, 600, 600, 600]);
    expect(card.memory.shortEf.read).toBe(true);
    expect(await readFile(card, 0x06, { length: 32, max: 32 })).toBeUndefined();
    done();
  });

  it.each(['6A86', '6A82', '6A81', '6981', '6986', '6B00'])(
    'selects the file when %s refuses the short way',
    async (sw) => {
      const { card, done } = scriptedCard(`
      > 00B08B0000
      < ${sw}
      > 00A4020C02000B
      < 9000
      > 00B0000000
      < 5A02BEEFFFFF 9000
      > 00A4020C02000A   # known now: selected at once
      < 9000
      > 00B0000000
      < 5A02CAFEFF 6282`);
      expect(toHex((await readFile(card, 0x0b, whole))!)).toBe('5A02BEEF');
      expect(card.memory.shortEf.read).toBe(false);
      expect(toHex((await readFile(card, 0x0a, whole))!)).toBe('5A02CAFE');
      done();
    },
  );

  it('says undefined for a file that is not there, however it is addressed', async () => {
    const { card, done } = scriptedCard('> 00B0810000\n< 6A82\n> 00A4020C020001\n< 6A82');
    expect(await readFile(card, 0x01, whole)).toBeUndefined();
    expect(card.memory.shortEf.read).toBeUndefined(); // nothing was learnt
    done();
  });

  it.each(['FFFFFFFF 9000', '0000 9000', '9000', '6B00', '6282'])(
    'says undefined for a file of nothing (%s)',
    async (answer) => {
      const { card } = scriptedCard(
        `> 00B0810000\n< ${answer}\n> 00A4020C020001\n< 9000\n> 00B0000000\n< ${answer}`,
      );
      expect(await readFile(card, 0x01, whole)).toBeUndefined();
    },
  );

  it('uses extended length where the card declared it, and falls back when that was not so', async () => {
    const declared = { atr: Uint8Array.of(0x3b, 0x85, 0x80, 0x01, 0x80, 0x73, 0x00, 0x00, 0x40) };
    const good = scriptedCard(`> 00B08A0000 2000\n< ${OBJECT}FFFF 9000`, declared);
    expect(toHex((await readFile(good.card, 0x0a, whole))!)).toBe(OBJECT);
    good.done();
    const liar = scriptedCard(`> 00B08A00002000\n< 6700\n> 00B08A0000\n< 5A01AA 9000`, declared);
    expect(toHex((await readFile(liar.card, 0x0a, whole))!)).toBe('5A01AA');
    expect(liar.card.memory.extended).toBe(false);
    liar.done();
  });

  it('falls back from extended length behind SELECT too', async () => {
    const declared = { atr: Uint8Array.of(0x3b, 0x85, 0x80, 0x01, 0x80, 0x73, 0x00, 0x00, 0x40) };
    const { card, done } = scriptedCard(
      `> 00B08A00002000\n< 6A86\n> 00A4020C02000A\n< 9000\n> 00B00000002000\n< 6700\n> 00B0000000\n< 5A01AA 9000`,
      declared,
    );
    expect(toHex((await readFile(card, 0x0a, whole))!)).toBe('5A01AA');
    done();
  });

  it('spends one command on finding out about extended length only when told to', async () => {
    const taken = scriptedCard(
      `> 00B08A0000\n< ${piece(0, 256)} 9000\n> 00B00100000158\n< ${piece(256, 600)} 9000`,
    );
    expect(toHex((await readFile(taken.card, 0x0a, { ...whole, probeExtended: true }))!)).toBe(OBJECT);
    expect(taken.card.memory.extended).toBe(true);
    taken.done();
    const refused = scriptedCard(`
      > 00B08A0000
      < ${piece(0, 256)} 9000
      > 00B00100000158
      < 6700
      > 00B0010000
      < ${piece(256, 512)} 9000
      > 00B0020058
      < ${piece(512, 600)} 9000`);
    expect(toHex((await readFile(refused.card, 0x0a, { ...whole, probeExtended: true }))!)).toBe(OBJECT);
    expect(refused.card.memory.extended).toBe(false);
    refused.done();
  });

  it('never asks a short-APDU reader for extended length', async () => {
    const { card, done } = scriptedCard(
      `> 00B08A0000\n< ${piece(0, 256)} 9000\n> 00B0010000\n< ${piece(256, 512)} 9000\n> 00B0020058\n< ${piece(512, 600)} 9000`,
      { maxResponseData: 256 },
    );
    expect(toHex((await readFile(card, 0x0a, { ...whole, probeExtended: true }))!)).toBe(OBJECT);
    done();
  });

  it('asks once more with the length the card names (6Cxx)', async () => {
    const { card, done } = scriptedCard('> 00B08A0000\n< 6C04\n> 00B08A0004\n< 5A02BEEF 9000');
    expect(toHex((await readFile(card, 0x0a, whole))!)).toBe('5A02BEEF');
    done();
  });

  it('collects an answer in pieces (61xx)', async () => {
    const { card, done } = scriptedCard('> 00B08A0000\n< 5A02 6102\n> 00C0000002\n< BEEF 9000');
    expect(toHex((await readFile(card, 0x0a, whole))!)).toBe('5A02BEEF');
    done();
  });

  it.each([
    ['6982', 'card.refused', '> 00B0810000\n< 6982'],
    ['a piece of nothing', 'card.malformed', `> 00B0810000\n< ${piece(0, 256)}9000\n> 00B0010000\n< 9000`],
    ['an end before its end', 'card.malformed', `> 00B0810000\n< ${piece(0, 256)}9000\n> 00B0010000\n< 6B00`],
    ['a length that is none', 'card.malformed', '> 00B0810000\n< 3080AABB 9000'],
    ['too long a file', 'card.too-large', '> 00B0810000\n< 30824000 9000'],
    ['pieces without end', 'card.malformed', '> 00B0810000\n< 6100\n> 00C0000000\n< 6100'],
  ])('throws for %s', async (_, code, conversation) => {
    const { card, done } = scriptedCard(conversation);
    await expect(readFile(card, 0x01, whole)).rejects.toMatchObject({ code });
    done();
  });
});
