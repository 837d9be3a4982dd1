import { afterEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import type { CommandApdu } from '../../../../core/apdu/command.ts';
import type { FieldState, Reader } from '../../../../core/reader/reader.ts';
import {
  FelicaCard,
  TypeACard,
  TypeBCard,
  type VirtualReaderOptions,
} from '../../../../core/virtual/readers/readers.ts';
import type { Picc } from '../../../../core/virtual/readers/air/picc.ts';
import { CountingChip } from '../../../support/air.ts';
import { plugIn, type Plugged } from '../../../support/usb.ts';

const never = new AbortController().signal;
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

interface Watched extends Plugged {
  readonly reader: Reader;
  readonly chip: CountingChip;
  /** states in order, each with the ms at which it was told */
  readonly told: { state: FieldState; at: number }[];
  readonly stop: AbortController;
  /** lets so many ms go by */
  pass(ms: number): Promise<void>;
  /** waits for a state; the ms since `since` */
  until(state: FieldState, since: number): Promise<number>;
}

const clocks: Plugged['clock'][] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

async function watched(
  options: Omit<VirtualReaderOptions, 'clock'> & { watch?: boolean } = {},
): Promise<Watched> {
  const chip = new CountingChip();
  const plugged = plugIn({ card: chip, ...options });
  clocks.push(plugged.clock);
  const reader = await plugged.open();
  const told: Watched['told'] = [];
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    for await (const state of reader.watch(stop.signal)) told.push({ state, at: plugged.clock.now() });
  };
  if (options.watch !== false) void watch();
  const pass = (ms: number): Promise<void> => plugged.clock.sleep(ms);
  return {
    ...plugged,
    reader,
    chip,
    told,
    stop,
    pass,
    until: async (state, since) => {
      for (let i = 0; i < 10_000 && told.at(-1)?.state !== state; i++) await pass(1);
      expect(told.at(-1)?.state).toBe(state);
      return told.at(-1)!.at - since;
    },
  };
}

const states = ({ told }: Watched): FieldState[] => told.map(({ state }) => state);

describe('ContactlessReader, watching', () => {
  it('tells what lies there now, and each change once', async () => {
    const made = await watched();
    await made.until('one', 0);
    made.virtual.placeCard(false);
    await made.until('empty', 0);
    made.virtual.placeCard(true);
    await made.until('one', 0);
    made.unplug();
    await made.until('lost', 0);
    expect(states(made)).toEqual(['one', 'empty', 'one', 'lost']);
    expect(made.virtual.violations).toEqual([]);
  });

  it('within 350 ms, at whatever moment it happens', async () => {
    // two cards that choose the same time slot are asked once more, up to 25 ms later
    const inSlot = (slot: number) => (length: number) => new Uint8Array(length).fill(slot - 1);
    const made = await watched({ front: { random: inSlot(1) } });
    await made.until('one', 0);
    const second: Picc = new TypeBCard(new CountingChip(), { random: inSlot(3) });
    const worst = { empty: 0, one: 0, several: 0 };
    const change = async (state: keyof typeof worst, how: () => void): Promise<void> => {
      how();
      worst[state] = Math.max(worst[state], await made.until(state, made.clock.now()));
    };
    for (let phase = 0; phase < 300; phase += 23) {
      await change('empty', () => made.virtual.placeCard(false));
      await made.pass(3300 + phase); // among them moments at which it looks for foreign cards
      await change('one', () => made.virtual.placeCard(true));
      await made.pass(310 + phase);
      await change('several', () => made.virtual.field.place(second));
      await made.pass(700 + phase);
      await change('one', () => made.virtual.field.remove(second));
      await made.pass(700 + phase);
    }
    expect(
      Object.values(worst).every((ms) => ms > 250 && ms <= 350),
      JSON.stringify(worst),
    ).toBe(true);
  });

  it('a card that has rested for long is missed within 520 ms', async () => {
    const made = await watched();
    await made.until('one', 0);
    for (let phase = 0; phase < 510; phase += 60) {
      await made.pass(3000 + phase);
      made.virtual.placeCard(false);
      expect(await made.until('empty', made.clock.now())).toBeLessThanOrEqual(520);
      made.virtual.placeCard(true);
      await made.until('one', 0);
    }
  });

  it.each<[number, string, VirtualReaderOptions, Picc?]>([
    [20, 'nothing', { card: false }],
    [6, 'a card that rests', {}],
    [20, 'two cards', {}, new TypeBCard(new CountingChip())],
    [20, 'a type A card', { card: false }, new TypeACard()],
    [20, 'a FeliCa card', { card: false }, new FelicaCard()],
  ])('with at most %i transfers a second while there is %s', async (limit, _, options, other) => {
    const made = await watched(options);
    if (other) made.virtual.field.place(other);
    await made.pass(6000);
    const before = made.device.transfers;
    await made.pass(30_000);
    const rate = (made.device.transfers - before) / 30;
    expect(rate).toBeLessThanOrEqual(limit);
    expect(rate).toBeGreaterThan(3);
    expect(made.virtual.violations).toEqual([]);
  });

  it.each([
    ['type A', new TypeACard()],
    ['FeliCa', new FelicaCard()],
    ['type B without ISO 14443-4', new TypeBCard(new CountingChip(), { protocolInfo: '0080A1' })],
  ])('tells a foreign card, and that it has gone: %s', async (name, card) => {
    const made = await watched({ card: false });
    await made.until('empty', 0);
    made.virtual.field.place(card);
    expect(await made.until('foreign', made.clock.now())).toBeLessThan(
      name === 'type B without ISO 14443-4' ? 350 : 2900,
    );
    await made.pass(5000);
    expect(states(made)).toEqual(['empty', 'foreign']);
    made.virtual.field.remove(card);
    expect(await made.until('empty', made.clock.now())).toBeLessThan(350);
  });

  it('sees our card when it replaces a foreign one, or is put beside it', async () => {
    const made = await watched({ card: false });
    const [felica, own] = [new FelicaCard(), new TypeBCard(new CountingChip())];
    made.virtual.field.place(felica);
    await made.until('foreign', 0);
    made.virtual.field.remove(felica);
    made.virtual.field.place(own);
    expect(await made.until('one', made.clock.now())).toBeLessThan(350);
  });

  it('one lost or damaged frame is no change', async () => {
    const made = await watched();
    await made.until('one', 0);
    for (const hurt of [undefined, (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ 1)]) {
      let once = true;
      made.virtual.field.disturb = ({ bytes, direction }) => {
        if (!once || direction === 'to-card') return bytes;
        once = false;
        return hurt?.(bytes);
      };
      await made.pass(2000);
      expect(once).toBe(false);
    }
    expect(states(made)).toEqual(['one']);
  });

  it('stops when asked to, and switches the field off when nobody watches', async () => {
    const made = await watched();
    await made.until('one', 0);
    expect(made.virtual.field.on).toBe(true);
    made.stop.abort();
    await made.pass(1000);
    expect(made.virtual.field.on).toBe(false);
    const before = made.device.transfers;
    await made.pass(5000);
    expect(made.device.transfers).toBe(before);
  });

  it('several watchers see the same, and share the looking', async () => {
    const made = await watched();
    await made.until('one', 0);
    const seen: FieldState[] = [];
    const abort = new AbortController();
    void (async () => {
      for await (const state of made.reader.watch(abort.signal)) seen.push(state);
    })();
    made.virtual.placeCard(false);
    await made.until('empty', 0);
    expect(seen).toEqual(['one', 'empty']);
    abort.abort();
    made.virtual.placeCard(true);
    await made.until('one', 0);
    expect(seen).toEqual(['one', 'empty']);
  });

  it('gives up a reader that answers nothing sensible any more', async () => {
    const made = await watched();
    await made.until('one', 0);
    made.device.transferOut = () => Promise.resolve({ status: 'ok', bytesWritten: 0 });
    await made.until('lost', 0);
    await expect(made.reader.connect(never)).rejects.toMatchObject({
      code: 'reader.lost',
      detail: { sent: 'no' },
    });
  });
});

describe('ContactlessReader, connected', () => {
  it('starts from a power cycle and says what the link can do', async () => {
    const made = await watched();
    await made.until('one', 0);
    const connection = await made.reader.connect(never);
    expect(made.chip.power.slice(-2)).toEqual(['off', 'on']);
    expect(connection.link).toEqual({
      route: 'webusb',
      simulated: false,
      maxCommandData: 65535,
      maxResponseData: 65536,
      technology: 'B',
      bitRate: 424,
      fsc: 256,
      fsd: 256,
      fwt: expect.closeTo(309.3, 1) as number,
    });
    expect((await connection.transmit(READ)).sw).toBe(0x9000);
    await connection.reset();
    expect(made.chip.power.slice(-2)).toEqual(['off', 'on']);
    expect((await connection.transmit(READ)).sw).toBe(0x9000);
  });

  it.each([
    ['8', 77.3, 12],
    ['9', 154.7, 8],
    ['A', 309.3, 6],
    ['D', 2474.5, 6],
  ])(
    'with FWI %s: while it idles, a removal is told within 350 ms and its waiting time',
    async (fwi, fwt, transfers) => {
      const made = await watched({ front: { protocolInfo: `B381${fwi}1` } });
      for (let phase = 0; phase < 500; phase += 41) {
        const connection = await made.reader.connect(never);
        await made.pass(phase);
        if (phase % 2 === 0) await connection.transmit(READ);
        await made.pass(phase * 3);
        made.virtual.placeCard(false);
        expect(await made.until('empty', made.clock.now())).toBeLessThanOrEqual(350 + fwt);
        expect(await connection.removed).toBe('taken-away');
        made.virtual.placeCard(true);
        await made.until('one', 0);
      }
      await made.reader.connect(never);
      const before = made.device.transfers;
      await made.pass(20_000);
      expect((made.device.transfers - before) / 20).toBeLessThanOrEqual(transfers);
      expect(states(made).at(-1)).toBe('one');
    },
  );

  it('is taken for gone when it left while it idled', async () => {
    const made = await watched();
    const connection = await made.reader.connect(never);
    await connection.transmit(READ);
    await made.pass(3000);
    made.virtual.placeCard(false);
    await made.until('empty', 0);
    expect(await connection.removed).toBe('taken-away');
    await expect(connection.transmit(READ)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'no' },
    });
    await expect(connection.reset()).rejects.toMatchObject({ code: 'card.lost' });
    await made.pass(1000);
    made.virtual.placeCard(true);
    await made.until('one', 0);
    expect((await (await made.reader.connect(never)).transmit(READ)).sw).toBe(0x9000);
  });

  it('is the only one, until it is released', async () => {
    const made = await watched();
    const first = await made.reader.connect(never);
    await expect(made.reader.connect(never)).rejects.toMatchObject({
      code: 'reader.busy',
      detail: { sent: 'no' },
    });
    await first.release();
    await first.release();
    expect(await first.removed).toBe('released');
    expect(made.chip.power.at(-1)).toBe('off');
    await made.reader.connect(never);
  });

  it('fails before anything is sent without a card, with two, with a foreign one, and when it was cancelled', async () => {
    const none = await watched({ card: false, watch: false });
    await expect(none.reader.connect(never)).rejects.toMatchObject({
      code: 'card.none',
      detail: { sent: 'no' },
    });
    expect(none.virtual.field.on).toBe(false);
    none.virtual.field.place(new FelicaCard());
    await expect(none.reader.connect(never)).rejects.toMatchObject({
      code: 'card.foreign',
      detail: { sent: 'no' },
    });
    await expect(none.reader.connect(AbortSignal.abort())).rejects.toMatchObject({ code: 'task.cancelled' });
    const two = await watched();
    two.virtual.field.place(new TypeBCard(new CountingChip()));
    await expect(two.reader.connect(never)).rejects.toMatchObject({
      code: 'card.several',
      detail: { sent: 'no' },
    });
    await two.until('several', 0);
  });

  it('sends no command that the card takes in no chain', async () => {
    const made = await watched({ front: { mbli: 1 }, watch: false });
    const connection = await made.reader.connect(never);
    expect(connection.link.maxCommandData).toBe(244);
    await expect(connection.transmit({ ...READ, data: new Uint8Array(250) })).rejects.toMatchObject({
      code: 'card.too-large',
      detail: { sent: 'no' },
    });
    expect((await connection.transmit(READ)).sw).toBe(0x9000);
  });

  it('ends after an answer that is none, and the card loses its power', async () => {
    const made = await watched({ watch: false });
    const connection = await made.reader.connect(never);
    made.chip.transmit = () => Promise.resolve(fromHex('90'));
    await expect(connection.transmit(READ)).rejects.toMatchObject({ code: 'card.malformed' });
    expect(await connection.removed).toBe('released');
    await made.pass(10);
    expect(made.chip.power.at(-1)).toBe('off');
  });

  it('given up in the middle of a command: at once, and what is said is true', async () => {
    const made = await watched({ front: { cardMs: () => 250 }, watch: false });
    const connection = await made.reader.connect(never);
    const pending = connection.transmit(VERIFY);
    const refused = expect(pending).rejects.toMatchObject({ code: 'card.lost', detail: { sent: 'unknown' } });
    await made.pass(50);
    const start = made.clock.now();
    await connection.release();
    await refused;
    expect(made.clock.now() - start).toBeLessThan(100);
    expect(made.chip.power.at(-1)).toBe('off');
    expect(made.chip.ran).toHaveLength(1);
    expect((await (await made.reader.connect(never)).transmit(READ)).sw).toBe(0x9000);
    expect(made.virtual.violations).toEqual([]);
  });

  it('given up while a command waits for its turn: it is not sent', async () => {
    const made = await watched({ watch: false });
    const connection = await made.reader.connect(never);
    const [first, second] = [connection.transmit(READ), connection.transmit(VERIFY)];
    const outcomes = Promise.allSettled([first, second]);
    await connection.release();
    const [, late] = await outcomes;
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'card.lost', detail: { sent: 'no' } } });
    expect(made.chip.ran.filter((apdu) => apdu.startsWith('0020'))).toEqual([]);
  });

  it('unplugged in the middle of a command', async () => {
    const made = await watched({ front: { cardMs: () => 250 } });
    const connection = await made.reader.connect(never);
    const refused = expect(connection.transmit(VERIFY)).rejects.toMatchObject({
      code: 'reader.lost',
      detail: { sent: 'unknown' },
    });
    await made.pass(50);
    made.unplug();
    await refused;
    expect(await connection.removed).toBe('unplugged');
    await made.until('lost', 0);
    await expect(connection.transmit(READ)).rejects.toMatchObject({
      code: 'reader.lost',
      detail: { sent: 'no' },
    });
    await connection.release();
    await made.reader.close();
  });

  it('leaves no PIN behind in anything that was sent', async () => {
    const made = await watched({ watch: false, front: { protocolInfo: '0001A1' } });
    const connection = await made.reader.connect(never);
    const data = fromHex('3132333435363738393A3B3C3D3E3F');
    await connection.transmit({ ...VERIFY, data });
    const held = made.device.outs.filter((out) => Buffer.from(out).includes(Buffer.from('3132', 'hex')));
    expect(held).toEqual([]);
    expect(made.device.log.some((line) => line.includes('31323334'))).toBe(true);
    expect(data[0]).toBe(0x31); // the caller's own array is the caller's to overwrite
  });
});

describe('ContactlessReader, paused', () => {
  it('lets others have the reader, and takes it again', async () => {
    const made = await watched();
    await made.until('one', 0);
    const connection = await made.reader.connect(never);
    await made.reader.pause();
    expect(await connection.removed).toBe('released');
    expect(made.device.opened).toBe(false);
    expect(made.virtual.field.on).toBe(false);
    const before = made.device.transfers;
    await made.pass(3000);
    expect(made.device.transfers).toBe(before);
    made.virtual.placeCard(false);
    await made.reader.resume();
    await made.until('empty', 0);
    await made.reader.resume();
    expect(states(made)).toEqual(['one', 'empty']);
  });

  it('is taken again by connect too', async () => {
    const made = await watched({ watch: false });
    await made.reader.pause();
    await made.reader.pause();
    expect((await (await made.reader.connect(never)).transmit(READ)).sw).toBe(0x9000);
    await made.reader.close();
    await made.reader.close();
    expect(made.device.opened).toBe(false);
    await expect(made.reader.resume()).rejects.toMatchObject({ code: 'reader.lost' });
  });

  it('says busy when somebody else took it meanwhile, and can try again', async () => {
    const made = await watched({ watch: false });
    await made.reader.pause();
    const claim = made.device.claimInterface.bind(made.device);
    made.device.claimInterface = () =>
      Promise.reject(new DOMException('Unable to claim interface.', 'NetworkError'));
    await expect(made.reader.resume()).rejects.toMatchObject({ code: 'reader.busy' });
    await expect(made.reader.connect(never)).rejects.toMatchObject({ code: 'reader.busy' });
    made.device.claimInterface = claim;
    await made.reader.resume();
    expect((await (await made.reader.connect(never)).transmit(READ)).sw).toBe(0x9000);
  });
});
