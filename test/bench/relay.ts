import { fromHex } from '../../core/bytes/hex.ts';
import { systemClock } from '../../core/reader/clock.ts';
import { openRelay } from '../../core/reader/relay/open-relay.ts';
import { RelayReader } from '../../core/reader/relay/relay-reader.ts';
import { Rcs380Mask } from '../../core/reader/trace/rcs380-mask.ts';
import { encodeFrame } from '../../core/reader/usb/rcs380/frame.ts';
import { Readers } from '../../relay/readers.ts';
import { NAMES, runTask, SUBJECTS } from '../support/card-tasks.ts';
import { FakePcsc } from '../support/fake-pcsc.ts';
import { pipeTo, relayHost } from '../support/relay-host.ts';
import type { Figures } from './main.ts';

const READ = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 252, repeatable: true, name: 'READ BINARY' } as const;
const ANSWER = new Uint8Array(254).fill(0x5a);
ANSWER.set([0x90, 0x00], 252);

/** µs of processor time for each of many runs */
async function cpuUs(work: () => unknown): Promise<number> {
  const run = async (count: number): Promise<number> => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  await run(500);
  return run(3000);
}

/** One READ BINARY of 252 bytes through both ends of the relay, with a card that answers at once. */
async function perApdu(): Promise<number> {
  const card = {
    atr: fromHex('3B00'),
    powerOn: () => undefined,
    powerOff: () => undefined,
    reset: () => undefined,
    transmit: () => Promise.resolve(ANSWER),
  };
  const pcsc = new FakePcsc(card);
  const readers = new Readers(pcsc.library);
  const welcome = await openRelay(pipeTo(readers).pipe, systemClock, 'bench');
  if (welcome.outcome !== 'welcome') throw new Error(welcome.why);
  const [slot] = welcome.client.slots;
  if (!slot) throw new Error('no reader');
  const reader = new RelayReader(welcome.client, slot, systemClock);
  const connection = await reader.connect();
  const us = await cpuUs(async () => {
    await connection.transmit(READ);
    pcsc.given.length = 0;
  });
  await reader.close();
  readers.stop();
  return us;
}

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  for (const name of NAMES) {
    const host = await relayHost();
    const reply = await runTask(host, name, SUBJECTS[name].pins?.[0] ?? '');
    if (!reply.ok) throw new Error(reply.code);
    figures[`relay.${name}.apdus`] = host.heard.commands.length;
    await host.end();
  }
  figures['relay.apdu.cpuUs'] = await perApdu();
  const mask = new Rcs380Mask();
  const frame = encodeFrame(new Uint8Array(254).fill(0x5a));
  figures['trace.transfer.cpuUs'] = await cpuUs(() => mask.in(frame));
  return figures;
}
