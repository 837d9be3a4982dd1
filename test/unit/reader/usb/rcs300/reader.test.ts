import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { KazasuError } from '../../../../../core/error/kazasu-error.ts';
import { concat } from '../../../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../../../core/bytes/hex.ts';
import type { CommandApdu } from '../../../../../core/apdu/command.ts';
import type { FieldState, Reader } from '../../../../../core/reader/reader.ts';
import { FelicaCard, TypeACard, TypeBCard } from '../../../../../core/virtual/readers/readers.ts';
import type { Rcs300Options } from '../../../../../core/virtual/readers/rcs300/options.ts';
import { SelectableChip } from '../../../../support/air.ts';
import { plugIn, type Plugged, type PlugOptions } from '../../../../support/usb.ts';

/** a signal of its own for each use: nobody aborts it */
const never = (): AbortSignal => new AbortController().signal;
const READ: CommandApdu = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 4, repeatable: true, name: 'READ BINARY' };
const VERIFY: CommandApdu = {
  cla: 0,
  ins: 0x20,
  p1: 0,
  p2: 0x80,
  data: fromHex('31323334'),
  repeatable: false,
  secret: true,
  name: 'VERIFY',
};

interface Made extends Plugged {
  readonly reader: Reader;
  readonly chip: SelectableChip;
  readonly told: FieldState[];
  until(state: FieldState): Promise<number>;
}

const clocks: Plugged['clock'][] = [];
afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

async function made(
  reader: Partial<Rcs300Options> = {},
  options: Omit<PlugOptions<'rcs300'>, 'reader'> & { watch?: boolean } = {},
): Promise<Made> {
  const chip = new SelectableChip();
  const plugged = plugIn<'rcs300'>({ card: chip, ...options, model: 'rcs300', reader });
  clocks.push(plugged.clock);
  const opened = await plugged.open();
  const told: FieldState[] = [];
  const watch = async (): Promise<void> => {
    for await (const state of opened.watch(never())) told.push(state);
  };
  if (options.watch !== false) void watch();
  return {
    ...plugged,
    reader: opened,
    chip,
    told,
    until: async (state) => {
      const since = plugged.clock.now();
      for (let i = 0; i < 10_000 && told.at(-1) !== state; i++) await plugged.clock.sleep(1);
      expect(told.at(-1)).toBe(state);
      return plugged.clock.now() - since;
    },
  };
}

/** every mode there is, by what the reader's firmware does; `asked`: it can be asked whether the card is there */
const MODES: readonly [string, Partial<Rcs300Options>, { host: boolean; asked: boolean }][] = [
  ['no flags', { flagsPersist: false }, { host: false, asked: true }],
  ['flags that persist', {}, { host: false, asked: true }],
  ['only with flags', { managed: 'flags' }, { host: false, asked: true }],
  ['without an ATR', { layer4: 'bare' }, { host: false, asked: true }],
  ['no blocks of its own', { managed: 'never' }, { host: true, asked: true }],
  ['no layer 4', { layer4: 'refused' }, { host: true, asked: true }],
  ['layer 3 without protocol info', { layer4: 'refused', layer3: 'bare' }, { host: true, asked: true }],
  ['ATTRIB sent by the reader', { layer4: 'refused', layer3: 'selected' }, { host: true, asked: true }],
];

describe.each(MODES)('an RC-S300 with %s', (_, options, { host }) => {
  it('finds its mode by SELECT alone, once', async () => {
    const one = await made(options, { watch: false });
    const ran: string[] = [];
    const transmit = one.chip.transmit.bind(one.chip);
    one.chip.transmit = (apdu) => {
      ran.push(toHex(apdu));
      return transmit(apdu);
    };
    const connection = await one.reader.connect(never());
    expect(ran.length).toBeGreaterThan(0);
    expect(new Set(ran)).toEqual(new Set(['00A4040C0AD392F000260100000001']));
    expect(connection.link.maxCommandData).toBe(host ? 65535 : 255);
    expect((await connection.transmit(VERIFY)).sw).toBe(0x9000);
    await connection.release();
    ran.length = 0;
    const again = await one.reader.connect(never());
    expect(ran).toEqual([]);
    expect((await again.transmit(READ)).sw).toBe(0x9000);
    await one.reader.pause();
    await one.reader.connect(never());
    expect(ran).toHaveLength(1);
  });

  it('tells what lies there within 350 ms, also after a rest, and FeliCa within 700', async () => {
    const one = await made(options);
    await one.until('one');
    const felica = new FelicaCard();
    for (let phase = 0; phase < 330; phase += 47) {
      await one.clock.sleep(phase % 2 === 0 ? 3000 + phase : phase);
      one.virtual.placeCard(false);
      expect(await one.until('empty')).toBeLessThanOrEqual(350);
      await one.clock.sleep(500 + phase);
      one.virtual.placeCard(true);
      expect(await one.until('one')).toBeLessThanOrEqual(350);
      one.virtual.placeCard(false);
      await one.until('empty');
      await one.clock.sleep(500 + phase);
      const typeA = new TypeACard();
      one.virtual.field.place(typeA);
      expect(await one.until('foreign')).toBeLessThanOrEqual(350);
      await one.clock.sleep(1000);
      one.virtual.field.remove(typeA);
      expect(await one.until('empty')).toBeLessThanOrEqual(400);
      one.virtual.field.place(felica);
      expect(await one.until('foreign')).toBeLessThanOrEqual(700);
      await one.clock.sleep(1000);
      one.virtual.field.remove(felica);
      await one.until('empty');
      one.virtual.placeCard(true);
      await one.until('one');
    }
    expect(one.told.filter((state) => state === 'foreign')).toHaveLength(16);
  });

  it('notices a removal while it idles, and never breaks a rule', async () => {
    const one = await made(options);
    const connection = await one.reader.connect(never());
    await connection.transmit(READ);
    await one.clock.sleep(3000);
    const before = one.device.transfers;
    await one.clock.sleep(10_000);
    expect((one.device.transfers - before) / 10).toBeLessThanOrEqual(6);
    one.virtual.placeCard(false);
    // the waiting time of a card is unknown when the reader names none, and taken for the longest
    expect(await one.until('empty')).toBeLessThanOrEqual(350 + (options.layer4 === 'bare' ? 2475 : 310));
    expect(await connection.removed).toBe('taken-away');
    const allowed = options.layer4 === 'refused' ? ['switch: value'] : [];
    expect(one.virtual.violations.filter((what) => !allowed.includes(what))).toEqual([]);
  });
});

describe('an RC-S300', () => {
  it.each<[number, string, Omit<PlugOptions<'rcs300'>, 'reader'>, (TypeACard | FelicaCard)?]>([
    [20, 'nothing', { card: false }],
    [6, 'a card that rests', {}],
    [20, 'a type A card', { card: false }, new TypeACard()],
    [20, 'a FeliCa card', { card: false }, new FelicaCard()],
  ])('needs at most %i transfers a second while there is %s', async (limit, _, options, other) => {
    const one = await made({}, options);
    if (other) one.virtual.field.place(other);
    await one.clock.sleep(6000);
    const before = one.device.transfers;
    await one.clock.sleep(30_000);
    expect((one.device.transfers - before) / 30).toBeLessThanOrEqual(limit);
  });

  it('that finds a card again only after a power cycle: told rightly all the same', async () => {
    const one = await made({ finds: 'after-rf-off' });
    await one.until('one');
    await one.clock.sleep(5000);
    expect(one.told).toEqual(['one']);
    one.virtual.placeCard(false);
    expect(await one.until('empty')).toBeLessThanOrEqual(450);
    one.virtual.placeCard(true);
    await one.until('one');
    expect((await (await one.reader.connect(never())).transmit(READ)).sw).toBe(0x9000);
  });

  it('that cannot be asked whether the card is there is kept awake every two seconds', async () => {
    const one = await made({ managed: 'plain' });
    // its R(NAK) never reaches the card
    one.virtual.field.disturb = ({ bytes, direction }) =>
      direction === 'to-card' && (bytes[0]! & 0xfe) === 0xb2 ? undefined : bytes;
    const connection = await one.reader.connect(never());
    expect((await connection.transmit(READ)).sw).toBe(0x9000);
    one.device.log.length = 0;
    await one.clock.sleep(10_100);
    const pings = one.device.log.filter((line) => line.startsWith('>') && line.endsWith('FF560000'));
    expect(pings).toHaveLength(5);
    expect(one.device.log).toHaveLength(10);
    one.virtual.placeCard(false);
    await expect(connection.transmit(READ)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'unknown' },
    });
    await one.until('empty');
  });

  it('says who it is, ends the session of a crashed host, and its own', async () => {
    const one = await made(
      { sessionLeft: true, busy: 3, stale: ['830200000000630200006F00'] },
      { watch: false },
    );
    expect(one.reader.info.firmware).toBe('000001000100FFFF0401FFFF0100FFFF0000');
    const connection = await one.reader.connect(never());
    await connection.release();
    expect(one.virtual.field.on).toBe(false);
    await one.reader.close();
    expect(one.device.log.at(-2)).toMatch(/FF50000002820000$/);
    expect(one.device.opened).toBe(false);
    expect(one.virtual.violations).toEqual([]);
  });

  it('fails before anything is sent without a card, with a foreign one, and with one it understands in no mode', async () => {
    const none = await made({}, { card: false, watch: false });
    await expect(none.reader.connect(never())).rejects.toMatchObject({
      code: 'card.none',
      detail: { sent: 'no' },
    });
    none.virtual.field.place(new FelicaCard());
    await expect(none.reader.connect(never())).rejects.toMatchObject({
      code: 'card.foreign',
      detail: { sent: 'no' },
    });
    const odd = await made({}, { watch: false });
    odd.chip.transmit = () => Promise.resolve(fromHex('00'));
    await expect(odd.reader.connect(never())).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { what: 'mode' },
    });
    expect(odd.virtual.field.on).toBe(false);
  });

  it('with two cards none is chosen', async () => {
    const two = await made({}, { watch: false });
    two.virtual.field.place(new TypeBCard(new SelectableChip()));
    await expect(two.reader.connect(never())).rejects.toMatchObject({ code: 'card.none' });
  });

  it.each(['plain', 'never'] as const)('slow cards and time extensions: %s', async (managed) => {
    const front = { cardMs: (apdu: Uint8Array) => (apdu[1] === 0xa4 ? 20 : 2600) };
    const one = await made({ managed, extensionMs: 400 }, { front, watch: false });
    const connection = await one.reader.connect(never());
    const start = one.clock.now();
    expect((await connection.transmit(VERIFY)).sw).toBe(0x9000);
    expect(one.clock.now() - start).toBeGreaterThan(2600);
    expect(one.chip.ran).toHaveLength(1);
  });

  it('sends no command that is longer than a short APDU while the reader speaks with the card', async () => {
    const one = await made({}, { watch: false });
    const connection = await one.reader.connect(never());
    await expect(connection.transmit({ ...READ, data: new Uint8Array(256) })).rejects.toMatchObject({
      code: 'card.too-large',
      detail: { sent: 'no' },
    });
    await expect(connection.transmit({ ...READ, le: 65536 })).rejects.toMatchObject({
      code: 'card.too-large',
    });
    expect((await connection.transmit({ ...READ, le: 256 })).sw).toBe(0x9000);
  });

  it('a VERIFY that the reader refuses as busy is not sent again', async () => {
    const one = await made({}, { watch: false });
    const connection = await one.reader.connect(never());
    const out = one.device.transferOut.bind(one.device);
    one.device.transferOut = (endpoint, data) => {
      const busy = Buffer.from(data).includes(Buffer.from('31323334', 'hex'));
      if (!busy) return out(endpoint, data);
      one.virtual.babble(Uint8Array.of(0x83, 0, 0, 0, 0, 0, data[6]!, 0x42, 0xe0, 0));
      return Promise.resolve({ status: 'ok', bytesWritten: data.length });
    };
    await expect(connection.transmit(VERIFY)).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { sent: 'no' },
    });
    expect(one.chip.ran).toEqual([]);
  });

  it('unplugged in the middle of a command; leaves no PIN behind in anything that was sent', async () => {
    const one = await made({}, { front: { cardMs: () => 250 }, watch: false });
    const connection = await one.reader.connect(never());
    const refused = expect(connection.transmit(VERIFY)).rejects.toMatchObject({
      code: 'reader.lost',
      detail: { sent: 'unknown' },
    });
    await one.clock.sleep(50);
    one.unplug();
    await refused;
    expect(await connection.removed).toBe('unplugged');
    expect(one.device.log.some((line) => line.includes('31323334'))).toBe(true);
    expect(
      one.device.outs.filter((out) => Buffer.from(out).includes(Buffer.from('31323334', 'hex'))),
    ).toEqual([]);
  });

  it('given up in the middle of a command: the answer is waited for, nothing more is sent', async () => {
    const one = await made({}, { front: { cardMs: () => 250 }, watch: false });
    const connection = await one.reader.connect(never());
    const [verify, read] = [connection.transmit(VERIFY), connection.transmit(READ)];
    const outcomes = Promise.allSettled([verify, read]);
    await one.clock.sleep(50);
    await connection.release();
    const [first, second] = await outcomes;
    expect(first).toMatchObject({ status: 'fulfilled', value: { sw: 0x9000 } });
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: 'card.lost', detail: { sent: 'no' } },
    });
    expect(one.chip.ran).toHaveLength(1);
    expect(one.chip.power.at(-1)).toBe('off');
    expect(one.virtual.violations).toEqual([]);
    expect((await (await one.reader.connect(never())).transmit(READ)).sw).toBe(0x9000);
  });
});

describe('losses', () => {
  const plan = fc.record({
    managed: fc.constantFrom<Rcs300Options['managed']>('plain', 'flags', 'never'),
    flagsPersist: fc.boolean(),
    damaged: fc.constantFrom<Rcs300Options['damaged']>('status', 'silence'),
    lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 3 }),
    fates: fc.integer({ min: 0, max: 50 }).chain((share) =>
      fc.array(
        fc.integer({ min: 0, max: 99 }).map((n) => n < share),
        { maxLength: 60 },
      ),
    ),
    garbles: fc.boolean(),
    tornAfter: fc.option(fc.nat(500), { nil: undefined, freq: 4 }),
  });

  it(
    'every command ends rightly or with the truth about it, and runs at most once',
    { timeout: 120_000 },
    async () => {
      const ends = { done: 0, failed: 0 };
      await fc.assert(
        fc.asyncProperty(plan, async ({ lengths, fates, garbles, tornAfter, ...options }) => {
          const one = await made(options, { watch: false });
          const connection = await one.reader.connect(never());
          let next = 0;
          one.virtual.field.disturb = ({ bytes }) => {
            if (!fates[next++]) return bytes;
            return garbles ? Uint8Array.from(bytes, (byte, i) => (i === 0 ? byte ^ 0x10 : byte)) : undefined;
          };
          if (tornAfter !== undefined) one.virtual.field.tearOutAfter(tornAfter);
          for (const [index, length] of lengths.entries()) {
            const data = new Uint8Array(length).fill(index);
            const command = { ...VERIFY, data, secret: false };
            try {
              const { data: answer } = await connection.transmit(command);
              const apdu = concat(fromHex('00200080'), Uint8Array.of(length), data);
              expect(toHex(answer)).toBe(toHex(concat(Uint8Array.of(index + 1), apdu)));
              expect(one.chip.ran).toHaveLength(index + 1);
            } catch (error) {
              if (!(error instanceof KazasuError)) throw error;
              expect(['card.lost', 'card.silent']).toContain(error.code);
              const ran = one.chip.ran.length - index;
              expect([0, 1]).toContain(ran);
              if (error.detail.sent === 'no') expect(ran).toBe(0);
              if (error.detail.sent === 'yes') expect(ran).toBe(1);
              ends.failed += 1;
              one.clock.stop();
              return;
            }
          }
          ends.done += 1;
          expect(one.virtual.violations).toEqual([]);
          one.clock.stop();
        }),
        { numRuns: 2000, endOnFailure: true },
      );
      expect(ends.done).toBeGreaterThan(300);
      expect(ends.failed).toBeGreaterThan(200);
    },
  );
});
