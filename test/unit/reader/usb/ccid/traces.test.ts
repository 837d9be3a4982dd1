import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../../core/bytes/hex.ts';
import { exchangeApdu } from '../../../../../core/reader/usb/ccid/apdu-level.ts';
import { CcidDevice } from '../../../../../core/reader/usb/ccid/device.ts';
import type { CcidSlot } from '../../../../../core/reader/usb/ccid/slot.ts';
import { startT1 } from '../../../../../core/reader/usb/ccid/tpdu-level.ts';
import { create, type Chip, type VirtualCcid } from '../../../../../core/virtual/readers/readers.ts';
import { PRODUCTS } from '../../../../../core/virtual/readers/ccid/products.ts';
import { WebUsbDevice } from '../../../../../core/virtual/readers/usb/web-usb-device.ts';
import { AutoClock } from '../../../../support/auto-clock.ts';
import { traces, type Step, type Trace } from '../../../../support/reader-traces.ts';
import { TracedDevice } from '../../../../support/traced-device.ts';

const [session, chaining] = traces('ccid-typeb-mynumber.computed') as [Trace, Trace];
const [contact] = traces('ccid-t1-contact.computed') as [Trace];
const [observed] = traces('rcs300-ccid-interface0.observed') as [Trace];

const EXTENDED_522 = PRODUCTS['FeliCa Port/PaSoRi 4.0'].functional;
/** blocks of T=1, with the IFSD of the trace */
const TPDU_254 = PRODUCTS['SCR3310-NTTCom USB SmartCard Reader'].functional.replace(
  'FC00000000',
  'FE00000000',
);

/** data of the n-th message in one direction */
const dataOf = ({ steps }: Trace, dir: Step['dir'], nth: number): Uint8Array =>
  fromHex(steps.filter((step) => step.dir === dir && !step.endpoint)[nth]!.hex).slice(10);

interface Played {
  readonly slot: CcidSlot;
  readonly device: TracedDevice;
  readonly clock: AutoClock;
}

/** Our driver before a device that plays the trace; a trace that begins with number 1 gets a question before it. */
async function play(trace: Trace, functional: string): Promise<Played> {
  const steps = trace.steps.filter(({ endpoint }) => !endpoint);
  const numbered = steps[0]!.hex.slice(12, 14) === '01';
  const first = [
    { dir: 'out', hex: '65000000000000000000', note: '' },
    { dir: 'in', hex: '81000000000000000000', note: '' },
  ] as const;
  const device = new TracedDevice([...(numbered ? first : []), ...steps], fromHex(functional));
  const clock = new AutoClock();
  const lock = (): Promise<() => void> => Promise.resolve(() => undefined);
  const [slot] = await new CcidDevice(new WebUsbDevice(device), { clock, lock }).take({});
  if (numbered) await slot!.icc();
  return { slot: slot!, device, clock };
}

describe('the driver, played the device side of a trace', () => {
  it('APDUs: empty slot, power, time extension, mute card', async () => {
    const { slot, device } = await play(session, EXTENDED_522);
    expect(await slot.icc()).toBe('absent');
    const on = await slot.command('IccPowerOn');
    expect(on).toMatchObject({ ok: true, icc: 'active', data: dataOf(session, 'in', 1) });
    expect(await exchangeApdu(slot, dataOf(session, 'out', 2))).toEqual(fromHex('9000'));
    expect(await exchangeApdu(slot, dataOf(session, 'out', 3))).toEqual(dataOf(session, 'in', 4));
    await expect(exchangeApdu(slot, dataOf(session, 'out', 4))).rejects.toMatchObject({
      code: 'card.silent',
      detail: { sent: 'unknown' },
    });
    expect(await slot.command('IccPowerOff')).toMatchObject({ ok: true, icc: 'inactive' });
    expect(device.left).toBe(0);
  });

  it('APDUs longer than a message, both ways', async () => {
    const { slot, device } = await play(chaining, EXTENDED_522);
    const answer = await exchangeApdu(slot, dataOf(chaining, 'out', 0));
    expect(toHex(answer)).toBe(toHex(dataOf(chaining, 'in', 0)) + toHex(dataOf(chaining, 'in', 1)));
    const long = toHex(dataOf(chaining, 'out', 2)) + toHex(dataOf(chaining, 'out', 3));
    expect(await exchangeApdu(slot, fromHex(long))).toEqual(fromHex('9000'));
    expect(device.left).toBe(0);
  });

  it('what was observed at a real reader', async () => {
    const { slot, device } = await play(observed, EXTENDED_522);
    for (const [index, step] of observed.steps.filter(({ dir }) => dir === 'out').entries()) {
      const answer = step.hex.startsWith('62')
        ? (await slot.command('IccPowerOn')).data
        : await exchangeApdu(slot, dataOf(observed, 'out', index));
      expect(answer).toEqual(dataOf(observed, 'in', index));
    }
    expect(device.left).toBe(0);
  });

  it('T=1: parameters, S(IFS), S(WTX), chained answer, wrong check byte', async () => {
    const { slot, device, clock } = await play(contact, TPDU_254);
    const { data: atr } = await slot.command('IccPowerOn');
    const t1 = await startT1(slot, atr, clock);
    expect(await t1.exchange(fromHex('00A4040C0AD392F000260100000001'))).toEqual(fromHex('9000'));
    expect(await t1.exchange(fromHex('00B0000000'))).toEqual(fromHex('AA'.repeat(256) + '9000'));
    expect(await t1.exchange(fromHex('00B0000000'))).toEqual(fromHex('6A82'));
    await slot.powerOff();
    expect(device.left).toBe(0);
  });
});

/** answers in this order, whatever it is asked */
function answering(answers: readonly string[]): Chip {
  const left = [...answers];
  return {
    transmit: () => Promise.resolve(fromHex(left.shift() ?? '6F00')),
    powerOn: () => undefined,
    powerOff: () => undefined,
  };
}

/** The trace's host before our software reader: every message of the reader must be that of the trace. */
async function replay(
  virtual: VirtualCcid,
  { steps }: Trace,
  before: (index: number) => void = () => undefined,
): Promise<void> {
  for (const [index, { dir, hex, endpoint, note }] of steps.entries()) {
    before(index);
    if (dir === 'out') await virtual.transferOut(1, fromHex(hex));
    else expect(toHex(await virtual.transferIn(endpoint ? 3 : 2, 1024)), note).toBe(hex);
  }
  expect(virtual.violations).toEqual([]);
}

describe('the software reader, played the host side of a trace', () => {
  const product = 'FeliCa Port/PaSoRi 4.0';
  const clock = new AutoClock();

  it('APDUs: empty slot, power, time extension, mute card', async () => {
    const virtual = create('ccid-extended', {
      clock,
      card: false,
      reader: { product },
    });
    const chip = answering(['9000', toHex(dataOf(session, 'in', 4)), '9000']);
    await replay(virtual, session, (index) => {
      const { hex, endpoint } = session.steps[index]!;
      if (endpoint) virtual.insert(0, chip, { cardMs: (apdu) => (apdu[1] === 0xb0 ? 1500 : 0) });
      if (hex.startsWith('6F05000000000400')) virtual.lines[0]!.disturb = () => undefined;
    });
  });

  it('APDUs longer than a message, both ways', async () => {
    const long = toHex(dataOf(chaining, 'in', 0)) + toHex(dataOf(chaining, 'in', 1));
    const card = answering([long, '9000']);
    const virtual = create('ccid-extended', { clock, card, reader: { product } });
    // the trace begins with a card that has power
    await virtual.transferOut(1, fromHex('62000000000000000000'));
    await virtual.transferIn(2, 64);
    await replay(virtual, chaining);
  });

  it('what was observed at a real reader', async () => {
    const virtual = create('ccid-extended', { clock, card: false, reader: { product } });
    const ins = observed.steps.filter(({ dir }) => dir === 'in').map(({ hex }) => hex.slice(20));
    await replay(virtual, observed, (index) => {
      const { dir, hex } = observed.steps[index]!;
      if (dir !== 'out' || !hex.startsWith('62')) return;
      const nth = observed.steps.slice(0, index).filter((step) => step.dir === 'in').length;
      virtual.insert(0, answering([ins[nth + 1] ?? '']), { atr: ins[nth]! });
    });
  });

  it('T=1: parameters, S(IFS), S(WTX), chained answer, wrong check byte', async () => {
    const card = answering(['9000', 'AA'.repeat(256) + '9000', '6A82']);
    let reads = 0;
    const cardMs = (apdu: Uint8Array): number => (apdu[1] === 0xb0 && ++reads === 1 ? 1500 : 0);
    const virtual = create('ccid-tpdu', { clock, card, front: { cardMs } });
    let damaged = false;
    virtual.lines[0]!.disturb = ({ direction, bytes }) => {
      if (direction === 'to-card' || damaged || !toHex(bytes).startsWith('0040026A82')) return bytes;
      damaged = true;
      return fromHex('0040026A8200');
    };
    await replay(virtual, contact);
  });
});
