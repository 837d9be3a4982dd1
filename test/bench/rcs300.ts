import type { Rcs300Options } from '../../core/virtual/readers/rcs300/options.ts';
import { FelicaCard, TypeACard } from '../../core/virtual/readers/readers.ts';
import { SelectableChip } from '../support/air.ts';
import { NAMES, runTask, SUBJECTS } from '../support/card-tasks.ts';
import { usbHostWith } from '../support/usb-host.ts';
import { plugIn } from '../support/usb.ts';
import { noticed, noticedForeign, noticedIdle, watching } from './live-state.ts';
import type { Figures } from './main.ts';

/** the reader speaks ISO-DEP itself, or we do */
const MODES: Readonly<Record<string, Partial<Rcs300Options>>> = {
  managed: {},
  host: { managed: 'never' },
};

/** Transfers that are no question whether an idle card is still there: time passes while a task computes. */
function withoutChecks(log: readonly string[]): number {
  let checks = false;
  return log.filter((line) => {
    if (line.startsWith('>')) checks = /95820001B[23]000000$/.test(line);
    return !checks;
  }).length;
}

/** USB transfers of each task, connecting included, in the mode that was found before */
async function transfers(reader: Partial<Rcs300Options>): Promise<Figures> {
  const figures: Figures = {};
  for (const name of NAMES) {
    const host = await usbHostWith((card, clock) => plugIn({ model: 'rcs300', card, clock, reader }));
    const { device } = host.plugged();
    await runTask(host, 'tries', SUBJECTS.tries.pins?.[0] ?? ''); // finds the mode
    await host.host.release();
    device.log.length = 0;
    const reply = await runTask(host, name, SUBJECTS[name].pins?.[0] ?? '');
    if (!reply.ok) throw new Error(reply.code);
    figures[`${name}.transfers`] = withoutChecks(device.log);
    host.end();
  }
  return figures;
}

/** ms from the wish for a connection until it is there: the first time, which finds the mode, and again */
async function connecting(options: Partial<Rcs300Options>): Promise<Figures> {
  const { clock, open } = plugIn({ model: 'rcs300', card: new SelectableChip(), reader: options });
  const reader = await open();
  const took: number[] = [];
  for (let i = 0; i < 2; i++) {
    const start = clock.now();
    const connection = await reader.connect(new AbortController().signal);
    took.push(clock.now() - start);
    await connection.release();
  }
  clock.stop();
  return { 'connect.first.ms': took[0] ?? NaN, 'connect.ms': took[1] ?? NaN };
}

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  for (const [mode, reader] of Object.entries(MODES)) {
    const subject = { model: 'rcs300', reader, card: new SelectableChip() } as const;
    const { arrival, removal, removalAtRest } = await noticed(subject);
    const all: Figures = {
      ...(await connecting(reader)),
      ...(await transfers(reader)),
      'watch.nothing.transfersPerSecond': await watching({ ...subject, card: false }),
      'watch.rest.transfersPerSecond': await watching(subject),
      'watch.typeA.transfersPerSecond': await watching({ ...subject, card: false }, 'A'),
      'watch.felica.transfersPerSecond': await watching({ ...subject, card: false }, 'F'),
      'watch.arrival.worstMs': arrival,
      'watch.removal.worstMs': removal,
      'watch.removalAtRest.worstMs': removalAtRest,
      'watch.typeA.worstMs': await noticedForeign(new TypeACard(), subject),
      'watch.felica.worstMs': await noticedForeign(new FelicaCard(), subject),
      'idle.removal.fwi10.worstMs': await noticedIdle('A', subject),
      'idle.removal.fwi13.worstMs': await noticedIdle('D', subject),
    };
    for (const [name, value] of Object.entries(all)) figures[`rcs300.${mode}.${name}`] = value;
  }
  return figures;
}
