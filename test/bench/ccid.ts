import { fromHex } from '../../core/bytes/hex.ts';
import { concat } from '../../core/bytes/concat.ts';
import { systemClock } from '../../core/reader/clock.ts';
import type { FieldState } from '../../core/reader/reader.ts';
import { exchangeApdu } from '../../core/reader/usb/ccid/apdu-level.ts';
import { CcidDevice } from '../../core/reader/usb/ccid/device.ts';
import type { UsbDevice } from '../../core/reader/usb/usb-device.ts';
import { create, type CcidModelName } from '../../core/virtual/readers/readers.ts';
import type { CardTaskName } from '../../core/worker/protocol.ts';
import { NAMES, runTask, SUBJECTS } from '../support/card-tasks.ts';
import { usbHostWith } from '../support/usb-host.ts';
import { plugInCcid } from '../support/usb.ts';
import type { Figures } from './main.ts';

const MODELS: readonly CcidModelName[] = ['ccid-short', 'ccid-extended', 'ccid-tpdu'];
/** content of a T=1 block: what our reader's firmware takes, and what the card takes */
const IFSD = 252;
const IFSC = 254;

interface Run {
  readonly transfers: number;
  /** blocks or APDUs between reader and card, both ways */
  readonly frames: number;
  readonly exchanged: readonly { readonly command: number; readonly answer: number }[];
}

async function measure(model: CcidModelName, name: CardTaskName): Promise<Run> {
  const host = await usbHostWith((card, clock) => plugInCcid(model, { card, clock }));
  const { device, virtual } = host.plugged();
  await host.clock.sleep(1);
  const before = device.transfers;
  let frames = 0;
  virtual.lines[0]!.listen = () => frames++;
  const { length } = device.log;
  const reply = await runTask(host, name, SUBJECTS[name].pins?.[0] ?? '');
  if (!reply.ok) throw new Error(reply.code);
  // simulated time passes while a task waits for the browser's cryptography: looks of an idle connection are no part of it
  const log = device.log.slice(length);
  const looks = log.filter((line, i) => line.startsWith('>65') && i > 2 && !isBeforePower(log, i)).length;
  host.end();
  return { transfers: device.transfers - before - 2 * looks, frames, exchanged: host.exchanged };
}

/** the question for the state that every connection begins with */
function isBeforePower(log: readonly string[], at: number): boolean {
  return log.slice(at + 1, at + 4).some((line) => line.startsWith('>62'));
}

/** The fewest blocks that carry these APDUs, and S(IFS) with its answer. */
function idealBlocks(exchanged: Run['exchanged']): number {
  const parts = (length: number, size: number): number => Math.max(1, Math.ceil(length / size));
  return exchanged.reduce(
    (sum, { command, answer }) => sum + 2 * (parts(command, IFSC) + parts(answer, IFSD)) - 2,
    2,
  );
}

/** USB transfers a second while a page watches, after it has settled */
async function watching(interrupt: boolean): Promise<number> {
  const { clock, device, open } = plugInCcid('ccid-tpdu', { reader: { interrupt } });
  const reader = await open();
  void (async () => {
    for await (const state of reader.watch(new AbortController().signal)) if (state === 'lost') return;
  })();
  await clock.sleep(6000);
  const before = device.transfers;
  await clock.sleep(60_000);
  clock.stop();
  return (device.transfers - before) / 60;
}

/** ms until a card that is put in or taken out is told, the longest of many moments */
async function noticed(interrupt: boolean): Promise<number> {
  const { clock, virtual, open } = plugInCcid('ccid-tpdu', { reader: { interrupt } });
  let state: FieldState | undefined;
  const reader = await open();
  void (async () => {
    for await (const told of reader.watch(new AbortController().signal)) state = told;
  })();
  let worst = 0;
  for (let phase = 0; phase < 600; phase += 17) {
    await clock.sleep(2 * phase);
    const there = phase % 2 === 0;
    virtual.placeCard(!there);
    await clock.sleep(600);
    virtual.placeCard(there);
    const start = clock.now();
    while (state !== (there ? 'one' : 'empty')) await clock.sleep(1);
    worst = Math.max(worst, clock.now() - start);
  }
  clock.stop();
  return worst;
}

/** Answers every XfrBlock at once with 254 bytes: what is left is the time of the driver. */
function instantDevice(): UsbDevice {
  const { descriptors } = create('ccid-short', { card: false, reader: { interrupt: false } });
  const answer = concat(fromHex('80FE0000000000000000'), new Uint8Array(252), fromHex('9000'));
  const waiting: Uint8Array[] = [];
  let reading: ((piece: Uint8Array) => void) | undefined;
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
    controlTransferIn: () =>
      Promise.resolve({ status: 'ok', data: new DataView(new Uint8Array(descriptors.configuration).buffer) }),
    controlTransferOut: () => Promise.resolve({ status: 'stall' }),
    transferOut: (_, data) => {
      const piece = answer.with(6, data[6] ?? 0);
      if (reading) reading(piece);
      else waiting.push(piece);
      reading = undefined;
      return Promise.resolve({ status: 'ok' });
    },
    transferIn: async () => {
      const piece = waiting.shift() ?? (await new Promise<Uint8Array>((resolve) => (reading = resolve)));
      return { status: 'ok', data: new DataView(piece.buffer, piece.byteOffset, piece.byteLength) };
    },
  };
}

/** CPU time of one READ BINARY of 252 bytes from APDU to USB message and back, µs */
async function cpuPerApdu(): Promise<number> {
  const device = new CcidDevice(instantDevice(), {
    clock: systemClock,
    lock: () => Promise.resolve(() => undefined),
  });
  const [slot] = await device.take({});
  const apdu = fromHex('00B00000FC');
  const run = async (count: number): Promise<number> => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) await exchangeApdu(slot!, apdu);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  await run(2000);
  return run(5000);
}

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  for (const model of MODELS) {
    for (const name of NAMES) {
      const { transfers, frames, exchanged } = await measure(model, name);
      figures[`${model}.${name}.transfers`] = transfers;
      if (model !== 'ccid-tpdu') continue;
      figures[`${model}.${name}.blocks`] = frames;
      figures[`${model}.${name}.blocks.ideal`] = idealBlocks(exchanged);
    }
  }
  for (const [name, interrupt] of [
    ['reported', true],
    ['asked', false],
  ] as const) {
    figures[`ccid.watch.${name}.transfersPerSecond`] = await watching(interrupt);
    figures[`ccid.watch.${name}.worstMs`] = await noticed(interrupt);
  }
  figures['ccid.apdu.cpuUs'] = await cpuPerApdu();
  return figures;
}
