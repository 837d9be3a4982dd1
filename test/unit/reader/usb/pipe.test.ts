import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import { UsbPipe, type Assembler } from '../../../../core/reader/usb/pipe.ts';
import type { UsbDevice } from '../../../../core/reader/usb/usb-device.ts';
import { usbError } from '../../../../core/reader/usb/usb-error.ts';
import { AutoClock } from '../../../support/auto-clock.ts';

/** every piece is a message */
class Pieces implements Assembler<Uint8Array> {
  missing = 0;
  push(piece: Uint8Array): readonly Uint8Array[] {
    return [piece.slice()];
  }
  reset(): void {
    this.missing = 0;
  }
}

type InResult = { status?: string; data?: DataView } | Error;
const bytes = (hex: string): InResult => ({ status: 'ok', data: new DataView(fromHex(hex).buffer) });
const never = (): Promise<never> => new Promise(() => undefined);

interface Fake extends UsbDevice {
  readonly calls: string[];
  readonly lengths: number[];
}

function fake(ins: InResult[], over: Partial<UsbDevice> = {}): Fake {
  const calls: string[] = [];
  const lengths: number[] = [];
  const call = (name: string): Promise<void> => Promise.resolve(void calls.push(name));
  return {
    calls,
    lengths,
    vendorId: 1,
    productId: 2,
    configuration: { configurationValue: 1, interfaces: [] },
    open: () => call('open'),
    close: () => call('close'),
    selectConfiguration: (value) => call(`select ${value}`),
    claimInterface: (number) => call(`claim ${number}`),
    releaseInterface: (number) => call(`release ${number}`),
    clearHalt: (direction, endpoint) => call(`clear ${direction} ${endpoint}`),
    controlTransferIn: () => Promise.resolve({ status: 'stall' }),
    controlTransferOut: () => Promise.resolve({ status: 'stall' }),
    transferIn: (_, length) => {
      lengths.push(length);
      const next = ins.shift();
      if (next === undefined) return never();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    transferOut: (_, data) => {
      calls.push(`out ${data.length}`);
      return Promise.resolve({ status: 'ok' });
    },
    ...over,
  };
}

const ADDRESS = { configuration: 1, interface: 3, in: 5, out: 6 };
const clock = new AutoClock();

async function open(
  device: UsbDevice,
  assembler = new Pieces(),
): Promise<{ pipe: UsbPipe<Uint8Array>; locks: number[] }> {
  const locks: number[] = [];
  const lock = (): Promise<() => void> => {
    locks.push(1);
    return Promise.resolve(() => void locks.push(-1));
  };
  return { pipe: await UsbPipe.open(device, ADDRESS, assembler, { clock, lock }), locks };
}

const chrome = (name: string, message: string): DOMException => new DOMException(message, name);

describe('UsbPipe', () => {
  it('locks, opens, configures if needed, claims; and gives all back', async () => {
    const device = fake([], { configuration: null });
    const { pipe, locks } = await open(device);
    expect(locks).toEqual([1]);
    await pipe.close();
    await pipe.close();
    expect(device.calls).toEqual(['open', 'select 1', 'claim 3', 'release 3', 'close', 'release 3', 'close']);
    await pipe.lost;
    expect(locks).toEqual([1, -1]);
    const configured = fake([]);
    await open(configured);
    expect(configured.calls).toEqual(['open', 'claim 3']);
  });

  it('gives the lock back when it cannot be opened', async () => {
    const locks: number[] = [];
    const device = fake([], {
      claimInterface: () => Promise.reject(chrome('NetworkError', 'Unable to claim interface.')),
    });
    const lock = (): Promise<() => void> => Promise.resolve(() => void locks.push(-1));
    await expect(UsbPipe.open(device, ADDRESS, new Pieces(), { clock, lock })).rejects.toMatchObject({
      code: 'reader.busy',
      detail: { what: 'claim' },
    });
    expect(locks).toEqual([-1]);
    expect(device.calls.at(-1)).toBe('close');
  });

  it('keeps one transfer waiting, one packet long, then as long as what is missing', async () => {
    const assembler = new Pieces();
    const device = fake([bytes('01'), bytes('02')]);
    assembler.push = (piece) => {
      assembler.missing = piece[0] === 1 ? 65 : 0;
      return [piece];
    };
    const { pipe } = await open(device, assembler);
    expect(await pipe.next(10)).toEqual(fromHex('01'));
    expect(await pipe.next(10)).toEqual(fromHex('02'));
    expect(await pipe.next(10)).toBeUndefined();
    expect(device.lengths).toEqual([64, 128, 64]);
  });

  it('closes a message of whole packets by an empty one', async () => {
    const device = fake([]);
    const { pipe } = await open(device);
    await pipe.send(new Uint8Array(63));
    await pipe.send(new Uint8Array(128));
    expect(device.calls.slice(2)).toEqual(['out 63', 'out 128', 'out 0']);
  });

  it('reads the packet size from the descriptors', async () => {
    const endpoint = { endpointNumber: 5, direction: 'in', packetSize: 8 } as const;
    const configuration = {
      configurationValue: 1,
      interfaces: [{ interfaceNumber: 3, alternate: { endpoints: [endpoint] } }],
    };
    const device = fake([], { configuration });
    const { pipe } = await open(device);
    await pipe.send(new Uint8Array(16));
    expect(device.calls.slice(2)).toEqual(['out 16', 'out 0']);
    expect(device.lengths).toEqual([8]);
  });

  it('clears a stall and goes on; survives babble and empty packets', async () => {
    const device = fake([
      { status: 'stall' },
      { status: 'babble' },
      bytes(''),
      { status: 'ok' },
      bytes('01'),
    ]);
    const { pipe } = await open(device);
    expect(await pipe.next(10)).toEqual(fromHex('01'));
    expect(device.calls).toContain('clear in 5');
  });

  it('gives up a device that brings nothing but that, or more than anybody asked for', async () => {
    const mute = fake([], { transferIn: () => Promise.resolve({ status: 'babble' }) });
    const { pipe } = await open(mute);
    await expect(pipe.next(10)).rejects.toMatchObject({ code: 'reader.failed' });
    const flood = fake([], {
      transferIn: () => Promise.resolve({ status: 'ok', data: new DataView(new ArrayBuffer(1)) }),
    });
    const { pipe: flooded } = await open(flood);
    await flooded.lost;
    await expect(flooded.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'reader.failed' });
  });

  it('ends when the cable is pulled: the call under way, and every later one', async () => {
    const { pipe, locks } = await open(
      fake([bytes('01'), chrome('AbortError', 'The transfer was cancelled.')]),
    );
    const { pipe: second } = await open(
      fake([], {
        transferOut: () => Promise.reject(chrome('NotFoundError', 'The device was disconnected.')),
      }),
    );
    await expect(second.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'reader.lost' });
    await second.lost;
    expect(await pipe.next(10)).toEqual(fromHex('01'));
    await expect(pipe.next(10)).rejects.toMatchObject({ code: 'reader.lost' });
    await expect(pipe.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'reader.lost' });
    await pipe.lost;
    expect(locks).toEqual([1, -1]);
  });

  it('clears a stall of the OUT endpoint, but does not send again', async () => {
    const device = fake([], { transferOut: () => Promise.resolve({ status: 'stall' }) });
    const { pipe } = await open(device);
    await expect(pipe.send(new Uint8Array(1))).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { what: 'stall' },
    });
    expect(device.calls).toContain('clear out 6');
  });

  it('keeps a message that comes late for the next call, and forgets it when told', async () => {
    let arrive: (result: InResult) => void = () => undefined;
    let count = 0;
    const device = fake([], {
      transferIn: () =>
        count++ < 2 ? new Promise((resolve) => (arrive = (result) => resolve(result as never))) : never(),
    });
    const { pipe } = await open(device);
    expect(await pipe.next(5)).toBeUndefined();
    arrive(bytes('07'));
    expect(await pipe.next(5)).toEqual(fromHex('07'));
    const waiting = pipe.next(1000);
    pipe.interrupt();
    expect(await waiting).toBeUndefined();
    arrive(bytes('08'));
    await new Promise((resolve) => setTimeout(resolve, 0));
    pipe.discard();
    expect(await pipe.next(5)).toBeUndefined();
  });
});

describe('what an error of Chrome means', () => {
  it.each([
    ['open', chrome('SecurityError', 'Access denied.'), 'reader.no-access'],
    ['open', chrome('NotFoundError', 'The device was disconnected.'), 'reader.lost'],
    [
      'open',
      chrome('InvalidStateError', 'An operation that changes the device state is in progress.'),
      'reader.failed',
    ],
    ['claim', chrome('NetworkError', 'Unable to claim interface.'), 'reader.busy'],
    [
      'claim',
      chrome('SecurityError', 'The requested interface implements a protected class.'),
      'reader.unsupported',
    ],
    [
      'claim',
      chrome(
        'NotFoundError',
        'The interface number provided is not supported by the device in its current configuration.',
      ),
      'reader.unsupported',
    ],
    ['claim', chrome('NotFoundError', 'The device was disconnected.'), 'reader.lost'],
    ['claim', chrome('InvalidStateError', 'The device must be opened first.'), 'reader.failed'],
    ['transfer', chrome('AbortError', 'The transfer was cancelled.'), 'reader.lost'],
    ['transfer', chrome('NetworkError', 'A transfer error has occurred.'), 'reader.lost'],
    ['transfer', chrome('NotFoundError', 'The device was disconnected.'), 'reader.lost'],
    ['transfer', chrome('InvalidStateError', 'The device must be opened first.'), 'reader.failed'],
    ['transfer', 'no error at all', 'reader.failed'],
  ] as const)('%s: %s', (step, error, code) => {
    expect(usbError(step, error)).toMatchObject({ code, detail: { what: step } });
  });
});
