import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { FileShelf } from '../../../core/task/file-shelf.ts';
import { openPinGate, type PinInput } from '../../../core/task/pin-gate.ts';
import type { Progress, TaskContext } from '../../../core/task/task.ts';
import { withVerifiedPin } from '../../../core/task/with-verified-pin.ts';
import { guardPin } from '../../../core/worker/guard-pin.ts';
import { pinBytes } from '../../support/host.ts';
import { scriptedCard } from '../../support/scripted-card.ts';

const SELECT = '> 00A4040C0AD392F000260100000001\n< 9000\n';
const FILE = '> 00A4020C020018\n< 9000\n';
const EMPTY = '> 00200080\n< ';
const VERIFY = '> 002000800431323334\n< ';

function gate(
  conversation: string,
  more: Partial<PinInput> = {},
): { context: TaskContext; input: PinInput; steps: Progress[]; done: () => void } {
  const { card, done } = scriptedCard(conversation);
  const steps: Progress[] = [];
  const progress = (step: Progress): void => void steps.push(step);
  const context = { card, progress, now: () => new Date(), shelf: new FileShelf() };
  return { context, steps, done, input: { pin: pinBytes('1234'), lastTryConfirmed: false, ...more } };
}

describe('openPinGate', () => {
  it('selects, asks, verifies, in this order, and says where it is', async () => {
    const { context, input, steps, done } = gate(`${SELECT}${FILE}${EMPTY}63C3\n${VERIFY}9000`);
    expect(await openPinGate(context, 'authentication', input)).toBeUndefined();
    expect(steps).toEqual([{ step: 'read-tries' }, { step: 'verify-pin' }]);
    done();
  });

  it('does not select what is selected', async () => {
    const { context, input, done } = gate(`${FILE}${EMPTY}63C3\n${VERIFY}9000`);
    context.card.memory.selected = 'jpki';
    expect(await openPinGate(context, 'authentication', input)).toBeUndefined();
    done();
  });

  it.each([
    ['no such application', '> 00A4040C0AD392F000260100000001\n< 6A82', { outcome: 'not-on-card' }],
    ['no such PIN', `${SELECT}> 00A4020C020018\n< 6A82`, { outcome: 'not-on-card' }],
    ['blocked', `${SELECT}${FILE}${EMPTY}63C0`, { outcome: 'blocked', justNow: false }],
    ['one try left', `${SELECT}${FILE}${EMPTY}63C1`, { outcome: 'last-try' }],
    ['a wrong PIN', `${SELECT}${FILE}${EMPTY}63C3\n${VERIFY}63C2`, { outcome: 'wrong-pin', left: 2 }],
    [
      'a wrong PIN without a counter',
      `${SELECT}${FILE}${EMPTY}6300\n${VERIFY}6300`,
      { outcome: 'wrong-pin', left: undefined },
    ],
    [
      'the last wrong PIN',
      `${SELECT}${FILE}${EMPTY}63C2\n${VERIFY}63C0`,
      { outcome: 'blocked', justNow: true },
    ],
    [
      'blocked in between',
      `${SELECT}${FILE}${EMPTY}63C2\n${VERIFY}6984`,
      { outcome: 'blocked', justNow: false },
    ],
  ])('stays shut for %s', async (_, conversation, refusal) => {
    const { context, input, done } = gate(conversation);
    expect(await openPinGate(context, 'authentication', input)).toEqual(refusal);
    done();
  });

  it('tries the last one when that was confirmed', async () => {
    const { context, input, done } = gate(`${SELECT}${FILE}${EMPTY}63C1\n${VERIFY}9000`, {
      lastTryConfirmed: true,
    });
    expect(await openPinGate(context, 'authentication', input)).toBeUndefined();
    done();
  });

  it('inherits no verified PIN: it is cleared and asked again', async () => {
    const { context, input, done } = gate(
      `${SELECT}${FILE}${EMPTY}9000\n${SELECT}${FILE}${EMPTY}63C3\n${VERIFY}9000`,
    );
    expect(await openPinGate(context, 'authentication', input)).toBeUndefined();
    done();
    const twice = gate(`${SELECT}${FILE}${EMPTY}9000\n${SELECT}${FILE}${EMPTY}9000`);
    await expect(openPinGate(twice.context, 'authentication', twice.input)).rejects.toMatchObject({
      code: 'card.refused',
      detail: { what: 'VERIFY (empty)', sw: 0x9000 },
    });
    twice.done();
  });

  it('compares the card before anything else', async () => {
    const { context, input, steps, done } = gate('', { expectedCard: 'certificate:AA' });
    context.card.memory.identity = 'certificate:BB';
    expect(await openPinGate(context, 'authentication', input)).toEqual({ outcome: 'other-card' });
    expect(steps).toEqual([{ step: 'identify' }]);
    done();
    const same = gate(`${SELECT}${FILE}${EMPTY}63C3\n${VERIFY}9000`, { expectedCard: 'certificate:AA' });
    same.context.card.memory.identity = 'certificate:AA';
    expect(await openPinGate(same.context, 'authentication', same.input)).toBeUndefined();
    same.done();
  });
});

describe('withVerifiedPin', () => {
  it('works behind the gate only, and clears at the end', async () => {
    const { context, input, steps, done } = gate(`${SELECT}${FILE}${EMPTY}63C3\n${VERIFY}9000\n${SELECT}`);
    expect(await withVerifiedPin(context, 'authentication', input, () => Promise.resolve(7))).toBe(7);
    expect(steps.at(-1)).toEqual({ step: 'clear' });
    done();
    const shut = gate(`${SELECT}${FILE}${EMPTY}63C0`);
    const work = (): Promise<never> => Promise.reject(new Error('worked'));
    expect(await withVerifiedPin(shut.context, 'authentication', shut.input, work)).toMatchObject({
      outcome: 'blocked',
    });
  });
});

describe('guardPin', () => {
  const fail = (error: Error) => (): Promise<never> => Promise.reject(error);
  it('overwrites the PIN however it ends, and gives the result on', async () => {
    const pin = pinBytes('1234');
    expect(await guardPin({ pin }, () => Promise.resolve(pin.slice()))).toEqual(pinBytes('1234'));
    expect([...pin]).toEqual([0, 0, 0, 0]);
    const other = pinBytes('1234');
    await expect(guardPin({ pin: other }, fail(new TypeError('x')))).rejects.toThrow(new TypeError('x'));
    expect([...other]).toEqual([0, 0, 0, 0]);
  });
  it('says not-used where nothing else was said, and keeps everything that was', async () => {
    const pin = pinBytes('1234');
    const lost = new KazasuError('card.lost', { sent: 'no' });
    await expect(guardPin({ pin }, fail(lost))).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'no', pinTry: 'not-used' },
      cause: lost,
    });
    const known = new KazasuError('card.lost', { pinTry: 'unknown' });
    await expect(guardPin({ pin }, fail(known))).rejects.toBe(known);
  });
  it.each([undefined, null, 'pin', {}, { pin: '1234' }, { pin: undefined }])(
    'leaves %j alone',
    async (input) => {
      const lost = new KazasuError('card.lost');
      await expect(guardPin(input, fail(lost))).rejects.toBe(lost);
    },
  );
});
