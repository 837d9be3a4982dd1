import { describe, expect, it } from 'vitest';
import { hasPinFormat, type PinName } from '../../../core/card/pin.ts';
import { readTries } from '../../../core/card/read-tries.ts';
import { verifyPin } from '../../../core/card/verify-pin.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { Card } from '../../../core/card/card.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { scriptedCard } from '../../support/scripted-card.ts';

describe('hasPinFormat', () => {
  it.each<[PinName, string, boolean]>([
    ['authentication', '1234', true],
    ['authentication', '123', false],
    ['authentication', '12345', false],
    ['authentication', '12a4', false],
    ['authentication', '１２', false],
    ['signing', 'ABC123', true],
    ['signing', 'ABC12', false],
    ['signing', 'ABCDEFGH12345678', true],
    ['signing', 'ABCDEFGH123456789', false],
    ['signing', 'abc123', false],
    ['referenceNumberB', '55021720352285', true],
    ['referenceNumberB', '5502172035228', false],
  ])('%s %s: %s', (name, text, expected) => expect(hasPinFormat(name, toUtf8(text))).toBe(expected));
});

const SELECT = '> 00A4020C020018\n< 9000\n';

describe('readTries', () => {
  it.each([
    ['63C3', { state: 'tries', left: 3 }],
    ['63CA', { state: 'tries', left: 10 }],
    ['63C0', { state: 'blocked' }],
    ['6983', { state: 'blocked' }],
    ['6984', { state: 'blocked' }],
    ['9000', { state: 'verified' }],
    ['6300', { state: 'uncounted' }],
    ['6A88', { state: 'missing' }],
  ])('reads %s', async (sw, state) => {
    const { card, done } = scriptedCard(`${SELECT}> 00200080\n< ${sw}`);
    expect(await readTries(card, 'authentication')).toEqual(state);
    done();
  });
  it('says missing when the file is not there', async () => {
    const { card } = scriptedCard('> 00A4020C020018\n< 6A82');
    expect(await readTries(card, 'authentication')).toEqual({ state: 'missing' });
  });
  it('takes five bytes where four are refused', async () => {
    const { card, done } = scriptedCard(`${SELECT}> 00200080\n< 6700\n> 0020008000\n< 63C2`);
    expect(await readTries(card, 'authentication')).toEqual({ state: 'tries', left: 2 });
    done();
  });
  it('throws for any other word and says that no try was used', async () => {
    const { card } = scriptedCard(`${SELECT}> 00200080\n< 6F00`);
    await expect(readTries(card, 'authentication')).rejects.toMatchObject({
      code: 'card.refused',
      detail: { sw: 0x6f00, pinTry: 'not-used' },
    });
  });
  it('finds out about short EF identifiers only when told to, and then keeps to it', async () => {
    const takes = scriptedCard('> 00200098\n< 63C3\n> 0020009B\n< 63C5\n> 0020009B\n< 6F00');
    expect(await readTries(takes.card, 'authentication', true)).toEqual({ state: 'tries', left: 3 });
    expect(await readTries(takes.card, 'signing')).toEqual({ state: 'tries', left: 5 });
    await expect(readTries(takes.card, 'signing')).rejects.toMatchObject({ code: 'card.refused' });
    takes.done();
    const refuses = scriptedCard(
      `> 00200098\n< 6A86\n${SELECT}> 00200080\n< 63C3\n${SELECT}> 00200080\n< 63C3`,
    );
    expect(await readTries(refuses.card, 'authentication', true)).toEqual({ state: 'tries', left: 3 });
    expect(await readTries(refuses.card, 'authentication', true)).toEqual({ state: 'tries', left: 3 });
    expect(refuses.card.memory.shortEf.verify).toBe(false);
    refuses.done();
  });
});

describe('verifyPin', () => {
  const VERIFY = '> 002000800431323334\n< ';
  it.each([
    ['9000', { outcome: 'verified' }],
    ['63C2', { outcome: 'wrong', left: 2 }],
    ['6300', { outcome: 'wrong', left: undefined }],
    ['63C0', { outcome: 'blocked', usedTry: true }],
    ['6984', { outcome: 'blocked', usedTry: false }],
    ['6983', { outcome: 'blocked', usedTry: false }],
  ])('reads %s and wipes the value', async (sw, outcome) => {
    const { card, done } = scriptedCard(VERIFY + sw);
    const pin = toUtf8('1234');
    expect(await verifyPin(card, 'authentication', pin)).toEqual(outcome);
    expect([...pin]).toEqual([0, 0, 0, 0]);
    done();
  });
  it.each([
    ['6700', 'not-used'],
    ['6881', 'not-used'],
    ['6A80', 'not-used'],
    ['6D00', 'not-used'],
    ['6E00', 'not-used'],
    ['6B00', 'not-used'],
    ['6F00', 'unknown'],
    ['6581', 'unknown'],
    ['6982', 'unknown'],
    ['6C04', 'unknown'],
  ])('throws for %s and says of the try: %s', async (sw, pinTry) => {
    const { card, done } = scriptedCard(VERIFY + sw);
    const pin = toUtf8('1234');
    await expect(verifyPin(card, 'authentication', pin)).rejects.toMatchObject({
      code: 'card.refused',
      detail: { pinTry, sw: Number.parseInt(sw, 16), sent: 'yes', what: 'VERIFY' },
    });
    expect([...pin]).toEqual([0, 0, 0, 0]);
    done(); // and never a second VERIFY
  });
  it('sends nothing when the format is wrong', async () => {
    const { card } = scriptedCard('');
    const pin = toUtf8('12345');
    await expect(verifyPin(card, 'authentication', pin)).rejects.toMatchObject({
      code: 'pin.format',
      detail: { sent: 'no', pinTry: 'not-used' },
    });
    expect(pin.every((byte) => byte === 0)).toBe(true);
  });
  it('names the file in P2 where VERIFY is known to take it', async () => {
    const { card, done } = scriptedCard('> 002000980431323334\n< 9000');
    card.memory.shortEf.verify = true;
    expect(await verifyPin(card, 'authentication', toUtf8('1234'))).toEqual({ outcome: 'verified' });
    done();
  });

  it.each([
    ['no', 'not-used'],
    ['yes', 'unknown'],
    ['unknown', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('says of the try, when the command was lost (sent: %s): %s', async (sent, pinTry) => {
    const lost = new KazasuError('card.lost', { ...(sent && { sent }), what: 'x' });
    const pin = toUtf8('1234');
    await expect(verifyPin(losing(lost), 'authentication', pin)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { what: 'x', pinTry },
      cause: lost,
    });
    expect([...pin]).toEqual([0, 0, 0, 0]);
  });
  it('gives on what is no error of ours as it is', async () => {
    const surprise = new TypeError('x');
    await expect(verifyPin(losing(surprise), 'authentication', toUtf8('1234'))).rejects.toBe(surprise);
  });
});

/** a card whose connection breaks at the first command */
function losing(error: Error): Card {
  return new Card({
    link: { route: 'software', simulated: true, maxCommandData: 255, maxResponseData: 256 },
    removed: new Promise(() => undefined),
    reset: () => Promise.resolve(),
    release: () => Promise.resolve(),
    transmit: () => Promise.reject(error),
  });
}
