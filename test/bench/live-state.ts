import type { FieldState } from '../../core/reader/reader.ts';
import type { Picc } from '../../core/virtual/readers/air/picc.ts';
import { FelicaCard, TypeACard, TypeBCard } from '../../core/virtual/readers/readers.ts';
import { CountingChip } from '../support/air.ts';
import { plugIn, type FieldModel, type PlugOptions } from '../support/usb.ts';

/** Which reader is measured, and how it behaves. */
export type Subject = PlugOptions<FieldModel>;

/** USB transfers a second while a page watches, after it has settled */
export async function watching(options: Subject, more?: 'A' | 'F' | 'B'): Promise<number> {
  const plugged = plugIn(options);
  if (more === 'A') plugged.virtual.field.place(new TypeACard());
  if (more === 'F') plugged.virtual.field.place(new FelicaCard());
  if (more === 'B') plugged.virtual.field.place(new TypeBCard(new CountingChip()));
  const reader = await plugged.open();
  void (async () => {
    for await (const state of reader.watch(new AbortController().signal)) if (state === 'lost') return;
  })();
  await plugged.clock.sleep(6000);
  const before = plugged.device.transfers;
  await plugged.clock.sleep(60_000);
  plugged.clock.stop();
  return (plugged.device.transfers - before) / 60;
}

/** ms until a card that is put down or taken away is told, the longest of many moments */
export async function noticed(
  options: Subject,
): Promise<{ arrival: number; removal: number; removalAtRest: number }> {
  const { clock, virtual, open } = plugIn(options);
  let state: FieldState | undefined;
  const reader = await open();
  void (async () => {
    for await (const told of reader.watch(new AbortController().signal)) state = told;
  })();
  const until = async (wanted: FieldState): Promise<number> => {
    const start = clock.now();
    while (state !== wanted) await clock.sleep(1);
    return clock.now() - start;
  };
  const worst = { arrival: 0, removal: 0, removalAtRest: 0 };
  const note = (name: keyof typeof worst, ms: number): void => void (worst[name] = Math.max(worst[name], ms));
  await until('one');
  for (let phase = 0; phase < 600; phase += 17) {
    await clock.sleep(phase % 2 === 0 ? phase : 3000 + phase);
    const name = phase % 2 === 0 ? 'removal' : 'removalAtRest';
    virtual.placeCard(false);
    note(name, await until('empty'));
    await clock.sleep(3300 + phase);
    virtual.placeCard(true);
    note('arrival', await until('one'));
  }
  clock.stop();
  return worst;
}

/** ms until a foreign card is told, the longest of many moments */
export async function noticedForeign(card: Picc, options: Subject): Promise<number> {
  const { clock, virtual, open } = plugIn({ ...options, card: false });
  let state: FieldState | undefined;
  const reader = await open();
  void (async () => {
    for await (const told of reader.watch(new AbortController().signal)) state = told;
  })();
  let worst = 0;
  for (let phase = 0; phase < 2600; phase += 97) {
    await clock.sleep(5000 + phase);
    const start = clock.now();
    virtual.field.place(card);
    while (state !== 'foreign') await clock.sleep(1);
    worst = Math.max(worst, clock.now() - start);
    virtual.field.remove(card);
  }
  clock.stop();
  return worst;
}

/** ms until a connected card's removal is told while no command is under way, the longest of many moments */
export async function noticedIdle(fwi: string, options: Subject): Promise<number> {
  const { clock, virtual, open } = plugIn({ ...options, front: { protocolInfo: `B381${fwi}1` } });
  const reader = await open();
  let worst = 0;
  for (let phase = 0; phase < 600; phase += 17) {
    const connection = await reader.connect(new AbortController().signal);
    await clock.sleep(1000 + phase);
    const start = clock.now();
    virtual.placeCard(false);
    await connection.removed;
    worst = Math.max(worst, clock.now() - start);
    virtual.placeCard(true);
  }
  clock.stop();
  return worst;
}
