import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { concat } from '../../../../../core/bytes/concat.ts';
import type { KazasuError } from '../../../../../core/error/kazasu-error.ts';
import { fromHex, toHex } from '../../../../../core/bytes/hex.ts';
import { CcidAssembler } from '../../../../../core/reader/usb/ccid/message.ts';
import { UsbPipe } from '../../../../../core/reader/usb/pipe.ts';
import { Rcs300Link } from '../../../../../core/reader/usb/rcs300/link.ts';
import { OBJECT, parseData, parseReply, valueOf } from '../../../../../core/reader/usb/rcs300/objects.ts';
import { Rcs300Session } from '../../../../../core/reader/usb/rcs300/session.ts';
import type { UsbDevice } from '../../../../../core/reader/usb/usb-device.ts';
import { BulkDevice } from '../../../../../core/virtual/readers/usb/bulk-device.ts';
import { bulkPair, describe as descriptorsOf } from '../../../../../core/virtual/readers/usb/descriptors.ts';
import { WebUsbDevice } from '../../../../../core/virtual/readers/usb/web-usb-device.ts';
import { AutoClock } from '../../../../support/auto-clock.ts';
import { traces, type Step } from '../../../../support/reader-traces.ts';

/** Plays the reader's side as written down: `answers` to each message, whatever its number; takes only what is expected. */
class WrittenReader extends BulkDevice {
  readonly heard: string[] = [];
  readonly #answer: (hex: string, index: number) => readonly string[];

  constructor(answer: (hex: string, index: number) => readonly string[]) {
    const pair = bulkPair(2, 2, 64);
    const descriptors = descriptorsOf({
      vendorId: 0x054c,
      productId: 0x0dc9,
      manufacturer: 'SONY',
      product: 'trace',
      interfaces: [
        { interfaceClass: 0x0b, endpoints: [] },
        { interfaceClass: 0xff, endpoints: pair },
      ],
    });
    super(descriptors, { out: 2, in: 2, packetSize: 64, sendsZlp: false, pieces: 0, stale: [] });
    this.#answer = answer;
  }

  protected override onData(data: Uint8Array): void {
    const hex = toHex(data);
    this.heard.push(hex);
    for (const answer of this.#answer(numbered(hex, '..'), this.heard.length - 1)) {
      this.send(fromHex(numbered(answer, hex.slice(12, 14))));
    }
  }

  protected override onUnplug(): void {
    // nothing runs in it
  }
}

/** a message with another number; `..` in an answer of a test stands for the number of the question */
function numbered(hex: string, seq: string): string {
  return hex.slice(0, 12) + seq + hex.slice(14);
}

const clocks: AutoClock[] = [];
afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

async function opened(answer: (hex: string, index: number) => readonly string[]): Promise<{
  session: Rcs300Session;
  link: Rcs300Link;
  reader: WrittenReader;
  clock: AutoClock;
}> {
  const clock = new AutoClock();
  clocks.push(clock);
  const reader = new WrittenReader(answer);
  const device: UsbDevice = new WebUsbDevice(reader);
  const address = { configuration: 1, interface: 1, in: 2, out: 2, selfDelimiting: true };
  const deps = { clock, lock: () => Promise.resolve(() => undefined) };
  const link = new Rcs300Link(await UsbPipe.open(device, address, new CcidAssembler(522), deps), clock);
  return { session: new Rcs300Session(link, clock), link, reader, clock };
}

/** our driver against the reader of a trace; each message must be the trace's but for its number */
async function against(
  steps: readonly Step[],
): Promise<{ session: Rcs300Session; reader: WrittenReader; left: () => number }> {
  const rest = [...steps];
  const { session, reader } = await opened((hex) => {
    const [out, answer] = rest.splice(0, 2);
    expect(hex, out?.note).toBe(out && numbered(out.hex, '..'));
    return answer ? [answer.hex] : [];
  });
  return { session, reader, left: () => rest.length };
}

describe('the driver, played the reader’s side of each trace', () => {
  it('FeliCa, observed', async () => {
    const { session, left } = await against(traces('rcs300-felica.observed')[0]!.steps);
    await session.on();
    expect(await session.switchTo(3, 0)).toMatchObject({ kind: 'done' });
    const poll = fromHex('0600FFFF0100');
    const heard = await session.exchange(poll, { waitMs: 100 });
    expect(heard).toEqual({
      kind: 'frame',
      bytes: fromHex('1401010203040506070805 3143454682B7FF0003'.replace(' ', '')),
    });
    expect(await session.exchange(poll, { waitMs: 100 })).toEqual({ kind: 'silence' });
    expect(left()).toBe(0);
  });

  it('type A, observed', async () => {
    const { session, left } = await against(traces('rcs300-typea-uid.observed')[0]!.steps);
    const found = await session.switchTo(0, 3);
    if (found.kind !== 'done') throw new Error(found.kind);
    expect(valueOf(found.reply, OBJECT.protocol)).toEqual(fromHex('08'));
    expect(await session.uid()).toEqual(fromHex('01020304'));
    expect(await session.switchTo(0, 3)).toEqual({ kind: 'silence' });
    expect(await session.uid()).toBeUndefined();
    expect(left()).toBe(0);
  });

  it('type B managed by the reader, computed', async () => {
    const { session, left } = await against(traces('rcs300-typeb-mynumber.computed')[0]!.steps);
    expect(await session.firmware()).toBe('000001000100FFFF0401FFFF0100FFFF0000');
    await session.on();
    expect(await session.switchTo(1, 4)).toEqual({ kind: 'silence' });
    const found = await session.switchTo(1, 4);
    if (found.kind !== 'done') throw new Error(found.kind);
    expect(toHex(valueOf(found.reply, OBJECT.atr)!)).toBe('3B888001000005E0B381A1007F');
    const select = fromHex('00A4040C0AD392F000260100000001');
    expect(await session.exchange(select, { waitMs: 500 })).toEqual({
      kind: 'frame',
      bytes: fromHex('9000'),
    });
    expect(await session.exchange(select, { waitMs: 500, flags: 0x000c })).toMatchObject({
      bytes: fromHex('6A82'),
    });
    const read = await session.exchange(fromHex('00B0000000'), { waitMs: 500 });
    expect(read.kind === 'frame' && read.bytes.length).toBe(258);
    await session.end();
    expect(left()).toBe(0);
  });

  it('type B managed by the host, computed', async () => {
    const { session, left } = await against(traces('rcs300-typeb-mynumber.computed')[1]!.steps);
    const found = await session.switchTo(1, 3);
    if (found.kind !== 'done') throw new Error(found.kind);
    expect(toHex(valueOf(found.reply, OBJECT.protocol)!)).toBe('B381A1');
    expect(await session.uid()).toEqual(fromHex('11223344'));
    const raw = async (hex: string, waitMs: number): Promise<string> => {
      const heard = await session.exchange(fromHex(hex), { waitMs, flags: 0x001c });
      return heard.kind === 'frame' ? toHex(heard.bytes) : heard.kind;
    };
    expect(await raw('1D1122334400080100', 30)).toBe('00');
    expect(await raw('0200A4040C0AD392F000260100000001', 500)).toBe('029000');
    expect(await raw('0300B0000000', 500)).toBe('silence');
    expect(await raw('B3', 500)).toBe('F202');
    expect(await raw('F202', 1000)).toBe('036A82');
    expect(await raw('C2', 30)).toBe('C2');
    expect(left()).toBe(0);
  });

  it('status objects, observed', () => {
    const url = new URL(
      '../../../../fixtures/reader-traces/rcs300-status-objects.observed.json',
      import.meta.url,
    );
    const { payloads } = JSON.parse(readFileSync(url, 'utf8')) as { payloads: { hex: string }[] };
    const objects = payloads.filter(({ hex }) => hex.startsWith('C0'));
    expect(objects.map(({ hex }) => parseReply(fromHex(hex), 'test').sw.toString(16))).toEqual([
      '6301',
      '6401',
      '6700',
      '6a81',
      '6401',
      '9000',
      '9000',
    ]);
    const reply = (hex: string): number => parseReply(fromHex(hex), 'test').sw;
    expect(reply('C0030163019000')).toBe(0x6301);
    expect(reply('C0030264019000')).toBe(0x6401);
    expect(reply('C003016A819000')).toBe(0x6a81);
    expect(reply('C0030090008F01089000')).toBe(0x9000);
    expect(parseData(fromHex('6F00'), 'test')).toBeUndefined();
    expect(() => parseData(fromHex('6F'), 'test')).toThrow('reader.failed');
    for (const odd of [
      '',
      '90',
      '6700',
      '9000',
      'C003019000',
      'C002019000',
      '8F010890 00',
      'C00301640197829000',
    ]) {
      expect(() => parseReply(fromHex(odd.replace(' ', '')), 'test'), odd).toThrow('reader.failed');
    }
  });
});

describe('replies of any bytes', () => {
  it('are read or refused, and nothing else happens', () => {
    const heads = fc.constantFrom('', 'C003009000', 'C0030264 01'.replace(' ', ''), 'C00300900097', '5F51');
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 40 }), fc.boolean(), (head, body, done) => {
        const bytes = concat(fromHex(head), body, fromHex(done ? '9000' : ''));
        for (const read of [parseReply, parseData]) {
          try {
            read(bytes, 'test');
          } catch (error) {
            expect(error).toMatchObject({ code: 'reader.failed' });
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('a reader that answers with anything is lost in bounded time, and typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 6 }),
        async (answers) => {
          const { session, clock } = await opened((_, index) => [
            toHex(answers[index % answers.length]!).padEnd(14, '0'),
          ]);
          const start = clock.now();
          const outcome = await session.on().then(
            () => 'on',
            (error: unknown) => (error as KazasuError).code,
          );
          expect(['on', 'reader.failed', 'reader.lost']).toContain(outcome);
          expect(clock.now() - start).toBeLessThan(120_000);
          clock.stop();
        },
      ),
      { numRuns: 300 },
    );
  });
});

const OK = '83070000000 0..020000C0030090009000'.replace(' ', '');
/** an envelope around a payload */
const envelope = (payload: string, status = '02', error = '00'): string =>
  `83${(payload.length / 2).toString(16).padStart(2, '0')}00000000..${status}${error}00${payload}`;

describe('envelopes', () => {
  const name = { name: 'test' };
  const PING = fromHex('FF560000');

  it('a slot that is busy is asked again after 50 ms, but never with what must not be sent twice', async () => {
    const { link, reader, clock } = await opened((_, index) => [
      envelope(index < 2 ? '' : '9000', index < 2 ? '42' : '02', index < 2 ? 'E0' : '00'),
    ]);
    const start = clock.now();
    expect(toHex(await link.command(PING, name))).toBe('9000');
    expect(clock.now() - start).toBe(100);
    expect(reader.heard.map((hex) => hex.slice(12, 14))).toEqual(['00', '01', '02']);
    const busy = await opened(() => [envelope('', '42', 'E0')]);
    await expect(busy.link.command(PING, { ...name, once: true })).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { what: 'test e0', sent: 'no' },
    });
    expect(busy.reader.heard).toHaveLength(1);
    await expect(busy.link.command(PING, name)).rejects.toMatchObject({ code: 'reader.failed' });
    expect(busy.reader.heard).toHaveLength(102);
  });

  it('another failure is told with its code', async () => {
    const { link } = await opened(() => [envelope('', '42', '01')]);
    await expect(link.command(PING, name)).rejects.toMatchObject({ detail: { what: 'test 1' } });
  });

  it('time extensions are waited for, but not for ever', async () => {
    const many = await opened(() => [
      ...Array.from({ length: 200 }, () => envelope('', '82', '01')),
      envelope('9000'),
    ]);
    expect(toHex(await many.link.command(PING, name))).toBe('9000');
    const { link, reader, clock } = await opened(() => [envelope('', '82', '01')]);
    const asking = (async () => {
      for (let i = 0; i < 100; i++) {
        await clock.sleep(900);
        reader.babble(fromHex(numbered(envelope('', '82', '01'), '00')));
      }
    })();
    const start = clock.now();
    await expect(link.command(PING, name)).rejects.toMatchObject({ code: 'reader.failed' });
    expect(clock.now() - start).toBeLessThanOrEqual(21_000);
    clock.stop();
    void asking;
  });

  it('what belongs to another command is passed over, and too much of it is madness', async () => {
    const stale = '8302000000 0063020000 6F00'.replaceAll(' ', '');
    const { link, reader } = await opened((_, index) =>
      index === 0 ? [envelope('6E00'), envelope('9000')] : [],
    );
    reader.babble(fromHex(stale));
    reader.babble(fromHex('00112233'));
    expect(toHex(await link.command(PING, name))).toBe('6E00');
    await expect(link.command(PING, name)).rejects.toMatchObject({ code: 'reader.failed' });
    const strangers = (count: number): Promise<Uint8Array> =>
      opened(() => []).then((made) => {
        const asked = made.link.command(PING, name);
        for (let i = 0; i < count; i++) made.reader.babble(fromHex(stale));
        made.reader.babble(fromHex(numbered(envelope('9000'), '00')));
        return asked;
      });
    expect(toHex(await strangers(60))).toBe('9000');
    await expect(strangers(64)).rejects.toMatchObject({ code: 'reader.failed' });
  });

  it('an answer that never comes', async () => {
    const { link, clock } = await opened(() => []);
    const start = clock.now();
    await expect(link.command(PING, { ...name, takesMs: 500 })).rejects.toMatchObject({
      code: 'reader.failed',
    });
    expect(clock.now() - start).toBeLessThan(1510);
  });
});

describe('the session', () => {
  const commands = (reader: WrittenReader): string[] => reader.heard.map((hex) => hex.slice(20));
  const [END, START, OFF, ON] = ['82', '81', '83', '84'].map((object) => `FF50000002${object}0000`);

  it('is ended before it begins, and waits between field off and on', async () => {
    const { session, reader, clock } = await opened(() => [OK]);
    const start = clock.now();
    await session.on();
    await session.on();
    expect(commands(reader)).toEqual([END, START, OFF, ON]);
    expect(clock.now() - start).toBeGreaterThanOrEqual(60);
    await session.powerCycle();
    await session.end();
    expect(commands(reader).slice(4)).toEqual([OFF, ON, OFF, END]);
  });

  it('that is open already is ended once more', async () => {
    const { session, reader } = await opened((hex, index) =>
      hex.includes(START!) && index < 2 ? [envelope('C00301698A9000')] : [OK],
    );
    await session.on();
    expect(commands(reader)).toEqual([END, START, END, START, OFF, ON]);
  });

  it('an END that is refused does not matter, a field that does not come on does', async () => {
    const { session, reader } = await opened((hex) =>
      hex.includes(END!) || hex.includes(ON!) ? [envelope('C0030163019000')] : [OK],
    );
    await expect(session.on()).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { what: 'rfOn 6301' },
    });
    await expect(session.on()).rejects.toMatchObject({ code: 'reader.failed' });
    expect(commands(reader)).toEqual([END, START, OFF, ON, END, START, OFF, ON]);
  });

  it.each([
    ['a check sum that is wrong', 'C00300900092010096020100970290009000', 'garbled'],
    ['half a byte', 'C00300900092010496020000970290009000', 'garbled'],
    ['no response object', 'C0030090009201009602000090 00'.replace(' ', ''), 'garbled'],
    ['objects it does not know', 'C003009000FF6D0301020392010096020000970290009000', 'frame'],
    ['6400', 'C0030264009000', 'silence'],
  ])('an exchange with %s', async (_, payload, kind) => {
    const { session } = await opened(() => [envelope(payload)]);
    expect((await session.exchange(fromHex('00'), { waitMs: 1 })).kind).toBe(kind);
  });

  it('an exchange that is refused says why, and a new session begins', async () => {
    const { session, reader } = await opened((hex) => [
      hex.includes('FF500001') ? envelope('C003026A819000') : OK,
    ]);
    await session.on();
    await expect(session.exchange(fromHex('00'), { waitMs: 1 })).rejects.toMatchObject({
      detail: { what: 'exchange 6a81' },
    });
    await session.on();
    expect(commands(reader).filter((hex) => hex === START)).toHaveLength(2);
  });

  it('overwrites what it sent', async () => {
    const held: Uint8Array[] = [];
    const clock = new AutoClock();
    clocks.push(clock);
    const reader = new WrittenReader(() => [envelope('C00300900092010096020000970290009000')]);
    const device = new WebUsbDevice(reader);
    const out = device.transferOut.bind(device);
    device.transferOut = (endpoint, data) => {
      held.push(data as Uint8Array);
      return out(endpoint, data);
    };
    const address = { configuration: 1, interface: 1, in: 2, out: 2, selfDelimiting: true };
    const deps = { clock, lock: () => Promise.resolve(() => undefined) };
    const link = new Rcs300Link(await UsbPipe.open(device, address, new CcidAssembler(522), deps), clock);
    await new Rcs300Session(link, clock).exchange(fromHex('0020008004 31323334'.replace(' ', '')), {
      waitMs: 1,
    });
    expect(reader.heard[0]).toContain('31323334');
    expect(held.map((bytes) => toHex(bytes)).join('')).toMatch(/^0+$/);
  });
});
