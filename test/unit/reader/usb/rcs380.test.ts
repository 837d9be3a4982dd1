import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import type { UsbDevice } from '../../../../core/reader/usb/usb-device.ts';
import { UsbPipe } from '../../../../core/reader/usb/pipe.ts';
import { FrameAssembler } from '../../../../core/reader/usb/rcs380/frame.ts';
import { COMMAND, Rcs380Link, type CommandName } from '../../../../core/reader/usb/rcs380/link.ts';
import { Rcs380Radio } from '../../../../core/reader/usb/rcs380/radio.ts';
import { WebUsbDevice } from '../../../../core/virtual/readers/usb/web-usb-device.ts';
import { AutoClock } from '../../../support/auto-clock.ts';
import { commandOf, traces, type Step, type Trace } from '../../../support/reader-traces.ts';
import { TracedDevice } from '../../../support/traced-device.ts';

const ADDRESS = { configuration: 1, interface: 0, in: 1, out: 2 };

async function linkTo(
  device: UsbDevice,
): Promise<{ link: Rcs380Link; radio: Rcs380Radio; pipe: { close(): Promise<void> } }> {
  const clock = new AutoClock();
  const lock = (): Promise<() => void> => Promise.resolve(() => undefined);
  const pipe = await UsbPipe.open(device, ADDRESS, new FrameAssembler(), { clock, lock });
  const link = new Rcs380Link(pipe, clock);
  return { link, radio: new Rcs380Radio(link, pipe), pipe };
}

/** one more than the last code used: commands our driver has no use for are named here */
const NAMES = new Map<number, string>(Object.entries(COMMAND).map(([name, code]) => [code, name]));

/**
 * Commands of the traces our driver does not send, so that a replay passes over them: it reads no PD data version
 * (nobody uses it). Everything else is sent and read by the driver.
 */
const PASSED_OVER = new Set([0x22]);

/** the traces of the unit tests begin without the ACK and SetCommandType that our link always begins with */
const BEGINNING: readonly Step[] = [
  { dir: 'out', hex: '0000FF00FF00', note: 'ACK' },
  { dir: 'out', hex: '0000FFFFFF0300FDD62A01FF00', note: 'SetCommandType' },
  { dir: 'in', hex: '0000FF00FF00', note: 'ACK' },
  { dir: 'in', hex: '0000FFFFFF0300FDD72B00FE00', note: 'answer' },
];

function played({ steps }: Trace): readonly Step[] {
  const kept = steps.filter((_, i) => {
    const owner = steps.slice(0, i + 1).findLast(({ dir }) => dir === 'out');
    return !owner || !PASSED_OVER.has(commandOf(owner)?.code ?? -1);
  });
  const begun = commandOf(kept[0]!) === undefined;
  const body = begun ? kept.slice(4) : kept;
  return [...BEGINNING, ...body.filter((step) => step.dir === 'in' || commandOf(step) !== undefined)];
}

const files = [
  'rcs380-nfcpy-felica-typea.capture',
  'rcs380-nfcpy-typeb.unit-vectors',
  'rcs380-typeb-mynumber.computed',
];

describe('the RC-S380 driver, played the device side of each trace', () => {
  it.each(files.flatMap(traces))('$name', async (trace) => {
    const steps = played(trace);
    const device = new TracedDevice(steps);
    const { link, radio, pipe } = await linkTo(new WebUsbDevice(device));
    for (const [index, step] of steps.entries()) {
      const command = step.dir === 'out' && index >= BEGINNING.length ? commandOf(step) : undefined;
      if (!command) continue;
      const name = NAMES.get(command.code) as CommandName;
      expect(name, step.note).toBeDefined();
      const expected = fromHex(steps[index + 2]!.hex);
      if (name !== 'InCommRF') {
        expect(await link.command(name, command.payload)).toEqual(expected.slice(10, -2));
        continue;
      }
      const field = command.payload[0]! | (command.payload[1]! << 8);
      // what our radio never asks for: no waiting at all, or a failure of the radio as such
      if (field === 0) {
        expect(await link.command(name, command.payload)).toEqual(expected.slice(10, -2));
        continue;
      }
      const answer = radio.exchange(command.payload.subarray(2), field / 10 - 1);
      const status = expected[10];
      if (status === 0x40)
        await expect(answer).rejects.toMatchObject({
          code: 'reader.failed',
          detail: { what: 'InCommRF 40' },
        });
      else if (status === 0x80) expect(await answer).toEqual({ kind: 'silence' });
      else if (status === 0x04) expect(await answer).toEqual({ kind: 'garbled' });
      else expect(await answer).toEqual({ kind: 'frame', bytes: expected.slice(15, -2) });
    }
    expect(device.left).toBe(0);
    await pipe.close();
  });

  it('writes waiting times as nfcpy does, and never more than the field holds', async () => {
    const sent: number[] = [];
    const radio = new Rcs380Radio(
      {
        command: (_: CommandName, payload: Uint8Array) => {
          sent.push(payload[0]! | (payload[1]! << 8));
          return Promise.resolve(fromHex('80000000'));
        },
      } as unknown as Rcs380Link,
      { lost: new Promise(() => undefined) } as unknown as UsbPipe<never>,
    );
    for (const ms of [1, 10, 30, 100, 312.9, 500, 1000, 2478.1, 4949 + 3.62, 100_000])
      await radio.exchange(new Uint8Array(1), ms);
    expect(sent.map((value) => value.toString(16))).toEqual([
      '14',
      '6e',
      '136',
      '3f2',
      'c3a',
      '1392',
      '271a',
      '60d6',
      'c17a',
      'ffff',
    ]);
  });
});

describe('what the radio makes of a status', () => {
  const answering = (hex: string): Rcs380Radio =>
    new Rcs380Radio(
      { command: () => Promise.resolve(fromHex(hex)) } as unknown as Rcs380Link,
      { lost: new Promise(() => undefined) } as unknown as UsbPipe<never>,
    );
  it.each([
    ['00000000 08 9000', { kind: 'frame', bytes: fromHex('9000') }],
    ['00000000 08', { kind: 'frame', bytes: new Uint8Array() }],
    ['00000000 07 9000', { kind: 'garbled' }],
    ['00000000', { kind: 'garbled' }],
    ['80000000', { kind: 'silence' }],
    ['01000000', { kind: 'garbled' }],
    ['02000000', { kind: 'garbled' }],
    ['04000000', { kind: 'garbled' }],
    ['08000000', { kind: 'garbled' }],
    ['10000000', { kind: 'garbled' }],
    ['00000080', { kind: 'garbled' }],
    ['84000000', { kind: 'garbled' }],
  ])('%s', async (hex, expected) => {
    expect(await answering(hex).exchange(new Uint8Array(1), 1)).toEqual(expected);
  });
  it.each(['40000000', '00010000', '00020000', '00040000', '00080000', '0000', ''])(
    '%s is a failure of the reader',
    async (hex) => {
      await expect(answering(hex).exchange(new Uint8Array(1), 1)).rejects.toMatchObject({
        code: 'reader.failed',
      });
    },
  );
  it.each(['01', 'FF', ''])('%s of a setting too', async (hex) => {
    await expect(answering(hex).off()).rejects.toMatchObject({ code: 'reader.failed' });
    await expect(answering(hex).tune('B')).rejects.toMatchObject({ code: 'reader.failed' });
  });
});
