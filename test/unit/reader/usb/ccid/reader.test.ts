import { afterEach, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../../core/bytes/hex.ts';
import type { CommandApdu } from '../../../../../core/apdu/command.ts';
import type { FieldState, Reader } from '../../../../../core/reader/reader.ts';
import type {
  CcidModelName,
  VirtualCcid,
  VirtualCcidOptions,
} from '../../../../../core/virtual/readers/readers.ts';
import { CountingChip } from '../../../../support/air.ts';
import { plugInCcid, type Plugged } from '../../../../support/usb.ts';

const { signal } = new AbortController();
const MODELS = ['ccid-short', 'ccid-extended', 'ccid-tpdu'] as const satisfies readonly CcidModelName[];
const TWO_SLOTS = { product: 'SCR331-DI USB Smart Card Reader' } as const;

const plugged: Plugged<VirtualCcid>[] = [];
afterEach(() => plugged.splice(0).forEach(({ clock }) => clock.stop()));

function plug(
  model: CcidModelName,
  options: VirtualCcidOptions & { around?: { unrestricted: boolean }; openSlot?: number; clock?: never } = {},
): Plugged<VirtualCcid> {
  const one = plugInCcid(model, options);
  plugged.push(one);
  return one;
}

const apdu = (over: Partial<CommandApdu> = {}): CommandApdu => ({
  cla: 0,
  ins: 0xb0,
  p1: 0,
  p2: 0,
  le: 256,
  repeatable: false,
  name: 'TEST',
  ...over,
});

/** what is told from now on */
function watching(reader: Reader): FieldState[] {
  const states: FieldState[] = [];
  void (async () => {
    for await (const state of reader.watch(new AbortController().signal)) states.push(state);
  })();
  return states;
}

describe.each(MODELS)('%s', (model) => {
  it('gives the card power, exchanges an APDU, and takes the power away', async () => {
    const chip = new CountingChip();
    const { virtual, open } = plug(model, { card: chip });
    const reader = await open();
    expect(reader.info).toMatchObject({ slots: 1, route: 'webusb', simulated: false });
    const connection = await reader.connect(signal);
    const { data, sw } = await connection.transmit(apdu());
    expect([toHex(data), sw]).toEqual(['0100B0000000', 0x9000]);
    expect(toHex(connection.link.atr!)).toBe(
      model === 'ccid-tpdu' ? '3BE000FF8131FE4514' : '3B888001000005E0B381A1007F',
    );
    await connection.release();
    expect(chip.power.slice(-2)).toEqual(['on', 'off']);
    await reader.close();
    expect(virtual.violations).toEqual([]);
  });

  it('tells a card that comes and goes, and a slot that is empty', async () => {
    for (const interrupt of [true, false]) {
      const { clock, virtual, open } = plug(model, { reader: { interrupt } });
      const reader = await open();
      const states = watching(reader);
      await clock.sleep(3000);
      virtual.placeCard(false);
      await clock.sleep(interrupt ? 10 : 350 + 210);
      expect(states).toEqual(['one', 'empty']);
      await expect(reader.connect(signal)).rejects.toMatchObject({ code: 'card.none' });
      virtual.placeCard(true);
      await clock.sleep(interrupt ? 10 : 350);
      expect(states).toEqual(['one', 'empty', 'one']);
      await reader.close();
      await clock.sleep(10);
      expect(states.at(-1)).toBe('lost');
      expect(virtual.violations).toEqual([]);
    }
  });

  it('ends the connection when the card is taken away, even if another comes at once', async () => {
    const { clock, virtual, open } = plug(model);
    const reader = await open();
    const connection = await reader.connect(signal);
    virtual.placeCard(false);
    virtual.placeCard(true);
    await clock.sleep(1);
    expect(await connection.removed).toBe('taken-away');
    await expect(connection.transmit(apdu())).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'no' },
    });
    expect(await (await reader.connect(signal)).transmit(apdu({ ins: 0xa4, p1: 4, p2: 0 }))).toBeDefined();
  });

  it('waits for a card that takes long', async () => {
    const { virtual, open } = plug(model, { card: new CountingChip(), front: { cardMs: () => 12_000 } });
    const connection = await (await open()).connect(signal);
    expect(await connection.transmit(apdu())).toMatchObject({ sw: 0x9000 });
    expect(virtual.violations).toEqual([]);
  });

  it('takes answers however they are cut, and throws away what a host before it left', async () => {
    for (const reader of [
      { pieces: 1 },
      { pieces: 7 },
      { sendsZlp: false },
      { stale: ['80020000000000000000', '9000', '81000000000000010000', '80FF'] },
      { busy: 3 },
      { failsWhenEmpty: true },
      { interfaceClass: 0x0b },
    ]) {
      const filler = 64 - 10 - 8; // whole packets
      const { virtual, open } = plug(model, {
        card: new CountingChip(filler),
        reader,
        around: { unrestricted: true },
      });
      const connection = await (await open()).connect(signal);
      expect(await connection.transmit(apdu({ le: undefined as never }))).toMatchObject({ sw: 0x9000 });
      expect(virtual.violations).toEqual([]);
    }
  });

  it('can be given to others and taken again', async () => {
    const { device, open } = plug(model);
    const reader = await open();
    await reader.connect(signal);
    await reader.pause();
    expect(device.opened).toBe(false);
    await reader.resume();
    expect(device.opened).toBe(true);
    await (await reader.connect(signal)).release();
    await reader.close();
    expect(device.opened).toBe(false);
    await expect(reader.connect(signal)).rejects.toMatchObject({ code: 'reader.lost' });
  });

  it('is lost when the cable is pulled', async () => {
    const { clock, open, unplug } = plug(model);
    const reader = await open();
    const states = watching(reader);
    const connection = await reader.connect(signal);
    unplug();
    expect(await connection.removed).toBe('unplugged');
    await clock.sleep(1);
    expect(states.at(-1)).toBe('lost');
    await expect(connection.transmit(apdu())).rejects.toMatchObject({ code: 'reader.lost' });
  });

  it('says what cannot be used', async () => {
    const mute = plug(model, { front: { mute: true } });
    const reader = await mute.open();
    await expect(reader.connect(signal)).rejects.toMatchObject({
      code: 'card.silent',
      detail: { sent: 'no', what: 'IccPowerOn' },
    });
    const protectedClass = plug(model, { reader: { interfaceClass: 0x0b } });
    await expect(protectedClass.open()).rejects.toMatchObject({ code: 'reader.unsupported' });
    expect(protectedClass.device.opened).toBe(false);
    await expect(plug(model, { openSlot: 1 }).open()).rejects.toMatchObject({ code: 'reader.unsupported' });
  });

  it('gives up a command when the connection is released, and the next one works', async () => {
    for (const abort of ['done', 'stall'] as const) {
      const { clock, virtual, open } = plug(model, {
        card: new CountingChip(),
        front: { cardMs: () => 8000 },
        reader: { abort },
      });
      const reader = await open();
      const connection = await reader.connect(signal);
      const began = clock.now();
      const answer = connection.transmit(apdu());
      answer.catch(() => undefined);
      await clock.sleep(500);
      await connection.release();
      const sent = expect.any(String) as string;
      // a reader without abort says what the card said, however late
      if (abort === 'stall' && model !== 'ccid-tpdu') expect(await answer).toMatchObject({ sw: 0x9000 });
      else await expect(answer).rejects.toMatchObject({ code: 'card.lost', detail: { sent } });
      // T=1 asks after each waiting time, so that even a reader without abort is soon free
      if (abort === 'done' || model === 'ccid-tpdu') expect(clock.now() - began).toBeLessThan(3000);
      expect(await (await reader.connect(signal)).transmit(apdu())).toMatchObject({ sw: 0x9000 });
      expect(virtual.violations).toEqual([]);
    }
  });
});

describe('levels', () => {
  it('short: refuses what does not fit, before anything is sent', async () => {
    const chip = new (class extends CountingChip {
      override answerTo = (): Uint8Array => fromHex('9000');
    })();
    const connection = await (await plug('ccid-short', { card: chip }).open()).connect(signal);
    expect(connection.link).toMatchObject({ maxCommandData: 255, maxResponseData: 256 });
    for (const command of [apdu({ le: 300 }), apdu({ data: new Uint8Array(256) })]) {
      await expect(connection.transmit(command)).rejects.toMatchObject({
        code: 'card.too-large',
        detail: { sent: 'no' },
      });
    }
    expect(await connection.transmit(apdu({ data: new Uint8Array(255) }))).toMatchObject({ sw: 0x9000 });
    expect(chip.ran).toHaveLength(1);
  });

  it.each(['ccid-extended', 'ccid-tpdu'] as const)('%s: splits what is long, both ways', async (model) => {
    for (const length of [1, 255, 256, 994, 995, 996, 997, 998, 2000, 30_000, 65_000]) {
      const chip = new CountingChip();
      const { virtual, open } = plug(model, { card: chip });
      const connection = await (await open()).connect(signal);
      const data = Uint8Array.from({ length }, (_, i) => i & 0xff);
      const answer = await connection.transmit(apdu({ data, le: 65536 }));
      expect(toHex(answer.data)).toContain(toHex(data));
      expect(chip.ran).toHaveLength(1);
      expect(virtual.violations).toEqual([]);
    }
  });
});

describe('a reader that leaves protocol and rate to us', () => {
  // neither parameters nor PPS are its own: dwFeatures 00010230
  const reader = { product: 'USB SmartCard Reader', interfaceClass: 0xff } as const;
  const log = async (atr: string): Promise<string> => {
    const { device, virtual, open } = plug('ccid-tpdu', { reader, front: { atr }, card: new CountingChip() });
    const connection = await (await open()).connect(signal);
    expect(await connection.transmit(apdu())).toMatchObject({ sw: 0x9000 });
    expect(virtual.violations).toEqual([]);
    return device.log.join(' ');
  };

  it('asks a faster card for its rate by PPS, and sets it', async () => {
    const said = await log('3BDA13FF8131FB468012392F31C173C601C03B');
    expect(said).toMatch(/>6F0400000000..000000FF1113FD .*>610700000000..0100001310FF4600FB00/);
    expect(said).toMatch(/>620000000000..010000/); // 5 V first: it does not choose by itself
  });

  it('tells a card that offers T=0 first that it is T=1', async () => {
    expect(await log('3B888001000005E0B381A1007F')).toContain('000000FF1111FF');
  });

  it('sends no PPS to a card that needs none', async () => {
    expect(await log('3BE000FF8131FE4514')).not.toContain('000000FF11');
  });

  it('says when the card does not agree', async () => {
    const { virtual, open } = plug('ccid-tpdu', { reader, front: { atr: '3B888001000005E0B381A1007F' } });
    virtual.lines[0]!.disturb = () => undefined;
    await expect((await open()).connect(signal)).rejects.toMatchObject({
      code: 'card.silent',
      detail: { what: 'PPS', sent: 'no' },
    });
  });

  it('says that a card without T=1 is none of ours', async () => {
    const { clock, open } = plug('ccid-tpdu', { front: { atr: '3B00' } });
    const opened = await open();
    const states = watching(opened);
    await expect(opened.connect(signal)).rejects.toMatchObject({ code: 'card.foreign' });
    await clock.sleep(3000);
    expect(states.at(-1)).toBe('foreign');
  });
});

describe('a reader with two slots', () => {
  const two = (
    options: VirtualCcidOptions & { openSlot?: number; clock?: never } = {},
  ): Plugged<VirtualCcid> => plug('ccid-tpdu', { ...options, reader: { ...TWO_SLOTS, ...options.reader } });

  it('finds the card in whichever slot it is', async () => {
    for (const slot of [0, 1]) {
      const { virtual, open } = two({ slot });
      const reader = await open();
      expect(reader.info.slots).toBe(2);
      const connection = await reader.connect(signal);
      expect(await connection.transmit(apdu({ ins: 0xa4, p1: 4, p2: 0 }))).toBeDefined();
      expect(toHex(connection.link.atr!).slice(0, 6)).toBe(slot === 0 ? '3BE000' : '3B8880');
      await reader.close();
      expect(virtual.violations).toEqual([]);
    }
  });

  it('tells two cards from one, and a card that moves from slot to slot', async () => {
    const { clock, virtual, open } = two();
    const reader = await open();
    const states = watching(reader);
    await clock.sleep(10);
    virtual.insert(1, new CountingChip());
    await clock.sleep(10);
    await expect(reader.connect(signal)).rejects.toMatchObject({ code: 'card.several' });
    virtual.insert(1, undefined);
    await clock.sleep(10);
    virtual.placeCard(false);
    await clock.sleep(10);
    await expect(reader.connect(signal)).rejects.toMatchObject({ code: 'card.none' });
    virtual.placeCard(true, 1);
    await clock.sleep(10);
    expect(states).toEqual(['one', 'several', 'one', 'empty', 'one']);
    await reader.pause();
    await reader.resume();
    expect(await reader.connect(signal)).toBeDefined();
    await reader.close();
    await clock.sleep(10);
    expect(states.at(-1)).toBe('lost');
  });

  it('gives one slot alone when told which', async () => {
    const { clock, virtual, open } = two({ slot: 0, openSlot: 1 });
    const reader = await open();
    expect(reader.info.id).toBe('usb:1');
    const states = watching(reader);
    await expect(reader.connect(signal)).rejects.toMatchObject({ code: 'card.none' });
    virtual.insert(1, new CountingChip());
    await clock.sleep(10);
    expect(states).toEqual(['empty', 'one']);
    expect(await (await reader.connect(signal)).transmit(apdu())).toMatchObject({ sw: 0x9000 });
  });

  it('has the bytes of a PIN in no buffer once they are sent', async () => {
    for (const model of MODELS) {
      const { device, open } = plug(model, { card: new CountingChip() });
      const connection = await (await open()).connect(signal);
      const data = fromHex('31323334');
      await connection.transmit(apdu({ ins: 0x20, data, secret: true, le: undefined as never }));
      for (const sent of device.outs) expect(toHex(sent)).not.toContain('31323334');
      expect(device.log.some((line) => line.includes('31323334'))).toBe(true);
    }
  });
});
