import { fromHex } from '../../core/bytes/hex.ts';
import { UsbPipe } from '../../core/reader/usb/pipe.ts';
import { FrameAssembler } from '../../core/reader/usb/rcs380/frame.ts';
import { Rcs380Link } from '../../core/reader/usb/rcs380/link.ts';
import { Rcs380Radio } from '../../core/reader/usb/rcs380/radio.ts';
import { IsoDep } from '../../core/reader/contactless/iso-dep.ts';
import { systemClock } from '../../core/reader/clock.ts';
import type { UsbDevice } from '../../core/reader/usb/usb-device.ts';
import type { AirFrame } from '../../core/virtual/readers/air/field.ts';
import { FelicaCard, TypeACard } from '../../core/virtual/readers/readers.ts';
import type { CardTaskName } from '../../core/worker/protocol.ts';
import { airtimes } from '../support/airtimes.ts';
import { NAMES, runTask, SUBJECTS } from '../support/card-tasks.ts';
import { usbHost } from '../support/usb-host.ts';
import { noticed, noticedForeign, noticedIdle, watching } from './live-state.ts';
import type { Figures } from './main.ts';

type Rate = 106 | 212 | 424;
/** protocol info of a card that offers this rate as its best */
const OFFERS: Readonly<Record<Rate, string>> = { 106: '0081A1', 212: '9181A1', 424: 'B381A1' };
/** frame of 256 bytes: PCB and CRC beside 253 of content */
const CONTENT = 253;
const R_BLOCK = 3;

interface Air {
  frames: number;
  ms: number;
}

/** The fewest frames that carry these APDUs: WUPB and ATTRIB at 106, then every block once, at the best rate. */
function ideal(apdus: readonly { command: number; answer: number }[], rate: Rate): Air {
  const air = { frames: 4, ms: airtimes([5, 14], 106) + airtimes([11, 3], 106) };
  const turn = (question: number, answer: number): void => {
    air.frames += 2;
    air.ms += airtimes([question, answer], rate);
  };
  const parts = (length: number): number[] =>
    Array.from(
      { length: Math.max(1, Math.ceil(length / CONTENT)) },
      (_, i) => Math.min(CONTENT, length - i * CONTENT) + 3,
    );
  for (const { command, answer } of apdus) {
    const [last = 0, ...before] = parts(command).reverse();
    const [first = 0, ...rest] = parts(answer);
    for (const part of before.reverse()) turn(part, R_BLOCK);
    turn(last, first);
    for (const part of rest) turn(R_BLOCK, part);
  }
  return air;
}

/** Without the checks of a card that idles: R(NAK) and its answer. */
function withoutChecks(frames: readonly AirFrame[]): AirFrame[] {
  const asks = (frame?: AirFrame): boolean =>
    frame?.direction === 'to-card' && (frame.bytes[0]! & 0xfe) === 0xb2;
  return frames.filter((frame, i) => !asks(frame) && !asks(frames[i - 1]));
}

/** the frames there were, by the same formula */
function spent(frames: readonly AirFrame[]): Air {
  const air = { frames: frames.length, ms: 0 };
  for (const [i, { direction, bytes, rate }] of frames.entries()) {
    const before = frames[i - 1];
    if (direction === 'to-reader' && before)
      air.ms += airtimes([before.bytes.length, bytes.length], rate as Rate);
    // a question nobody answered
    else if (frames[i + 1]?.direction !== 'to-reader') air.ms += airtimes([bytes.length, 0], rate as Rate);
  }
  return air;
}

async function measure(
  name: CardTaskName,
  rate: Rate,
): Promise<{ own: Air; best: Air; transfers: number; connectMs: number }> {
  const host = await usbHost({ front: { protocolInfo: OFFERS[rate] } });
  const { device, virtual } = host.plugged();
  const frames: AirFrame[] = [];
  const [start, before] = [host.clock.now(), device.transfers];
  let connectMs = 0;
  virtual.field.listen = (frame) => {
    frames.push(frame);
    if (host.exchanged.length === 0) connectMs = host.clock.now() - start;
  };
  const reply = await runTask(host, name, SUBJECTS[name].pins?.[0] ?? '');
  if (!reply.ok) throw new Error(reply.code);
  // simulated time passes while a task waits for the browser's cryptography, so that an idle card is checked meanwhile
  const own = withoutChecks(frames);
  const transfers = device.transfers - before - (3 * (frames.length - own.length)) / 2;
  host.end();
  return { own: spent(own), best: ideal(host.exchanged, rate), transfers, connectMs };
}

/** Answers every exchange at once with the same 256 bytes: what is left is the time of the driver. */
function instantDevice(): UsbDevice {
  const ack = fromHex('0000FF00FF00');
  const waiting: Uint8Array[] = [];
  let reading: ((piece: Uint8Array) => void) | undefined;
  let number = 0;
  const push = (piece: Uint8Array): void => {
    if (reading) reading(piece);
    else waiting.push(piece);
    reading = undefined;
  };
  const done = (): Promise<void> => Promise.resolve();
  return {
    vendorId: 0,
    productId: 0,
    configuration: { configurationValue: 1, interfaces: [] },
    open: done,
    close: done,
    selectConfiguration: done,
    claimInterface: done,
    releaseInterface: done,
    clearHalt: done,
    controlTransferIn: () => Promise.resolve({ status: 'stall' }),
    controlTransferOut: () => Promise.resolve({ status: 'stall' }),
    transferOut: (_, data) => {
      if (data.length > 6) {
        push(ack);
        const code = data[9] ?? 0;
        const answer = code === 4 ? [0, 0, 0, 0, 8, 0x02 | number, ...new Uint8Array(250), 0x90, 0] : [0];
        if (code === 4) number ^= 1;
        push(deviceFrame(Uint8Array.from([0xd7, code + 1, ...answer])));
      }
      return Promise.resolve({ status: 'ok' });
    },
    transferIn: async () => {
      const piece = waiting.shift() ?? (await new Promise<Uint8Array>((resolve) => (reading = resolve)));
      return { status: 'ok', data: new DataView(piece.buffer, piece.byteOffset, piece.byteLength) };
    },
  };
}

function deviceFrame(data: Uint8Array): Uint8Array {
  const sum = data.reduce((a, b) => a + b, 0);
  const [low, high] = [data.length & 0xff, data.length >> 8];
  return Uint8Array.from([0, 0, 0xff, 0xff, 0xff, low, high, -(low + high) & 0xff, ...data, -sum & 0xff, 0]);
}

/** CPU time of one READ BINARY of 252 bytes from APDU to USB frame and back, µs */
async function cpuPerApdu(): Promise<number> {
  const deps = { clock: systemClock, lock: () => Promise.resolve(() => undefined) };
  const address = { configuration: 1, interface: 0, in: 1, out: 2 };
  const pipe = await UsbPipe.open(instantDevice(), address, new FrameAssembler(), deps);
  const radio = new Rcs380Radio(new Rcs380Link(pipe, systemClock), pipe);
  const isoDep = new IsoDep(radio, { fsc: 256, fwt: 300, clock: systemClock, answersIn: 1 });
  const apdu = fromHex('00B00000FC');
  const run = async (count: number): Promise<number> => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) await isoDep.exchange(apdu);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  await run(2000);
  return run(5000);
}

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  for (const name of NAMES) {
    for (const rate of [106, 212, 424] as const) {
      const { own, best, transfers, connectMs } = await measure(name, rate);
      const prefix = `readers.${name}.${rate}`;
      figures[`${prefix}.frames`] = own.frames;
      figures[`${prefix}.frames.ideal`] = best.frames;
      figures[`${prefix}.air.ms`] = own.ms;
      figures[`${prefix}.air.ratio`] = own.ms / best.ms;
      if (rate !== 424) continue;
      figures[`readers.${name}.transfers`] = transfers;
      if (name === 'my-card') figures['readers.connect.ms'] = connectMs;
    }
  }
  figures['readers.watch.nothing.transfersPerSecond'] = await watching({ card: false });
  figures['readers.watch.rest.transfersPerSecond'] = await watching({});
  figures['readers.watch.several.transfersPerSecond'] = await watching({}, 'B');
  figures['readers.watch.typeA.transfersPerSecond'] = await watching({ card: false }, 'A');
  figures['readers.watch.felica.transfersPerSecond'] = await watching({ card: false }, 'F');
  const { arrival, removal, removalAtRest } = await noticed({});
  figures['readers.watch.arrival.worstMs'] = arrival;
  figures['readers.watch.removal.worstMs'] = removal;
  figures['readers.watch.removalAtRest.worstMs'] = removalAtRest;
  figures['readers.watch.foreign.worstMs'] = Math.max(
    await noticedForeign(new TypeACard(), {}),
    await noticedForeign(new FelicaCard(), {}),
  );
  figures['readers.idle.removal.fwi10.worstMs'] = await noticedIdle('A', {});
  figures['readers.idle.removal.fwi13.worstMs'] = await noticedIdle('D', {});
  figures['readers.apdu.cpuUs'] = await cpuPerApdu();
  return figures;
}
