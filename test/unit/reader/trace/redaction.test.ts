import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { CcidMask } from '../../../../core/reader/trace/ccid-mask.ts';
import { Rcs300Mask } from '../../../../core/reader/trace/rcs300-mask.ts';
import { Rcs380Mask } from '../../../../core/reader/trace/rcs380-mask.ts';
import { redactCommand, redactResponse } from '../../../../core/reader/trace/redact-apdu.ts';
import type { RecordedTrace } from '../../../../core/reader/trace/recorder.ts';
import { encodeCcid } from '../../../../core/reader/usb/ccid/message.ts';
import { transceive } from '../../../../core/reader/usb/rcs300/objects.ts';
import { adult } from '../../../../core/virtual/personas/adult.ts';
import type { Persona } from '../../../../core/virtual/personas/persona.ts';
import { NAMES, SUBJECTS } from '../../../support/card-tasks.ts';
import { pinBytes, testHost, type TestHost } from '../../../support/host.ts';
import { traces } from '../../../support/reader-traces.ts';
import { relayHost } from '../../../support/relay-host.ts';
import { usbHost } from '../../../support/usb-host.ts';

/** A holder like another in everything that is not personal. */
const holder = (own: Partial<Persona>, pin = '1234', password = 'ABC123'): Persona => ({
  ...adult,
  ...own,
  pins: {
    authentication: { value: pin },
    signing: { value: password },
    textInput: { value: pin },
    juki: { value: pin },
    common: { value: pin },
  },
});

const ROUTES = {
  'RC-S380': (persona: Persona) => usbHost({ persona }),
  'local host': (persona: Persona) => relayHost({ persona }),
  'software card': (persona: Persona) => testHost({ persona }),
} as const;
type Route = keyof typeof ROUTES;

async function recordingOf(host: TestHost): Promise<RecordedTrace> {
  const reply = await host.host.recording();
  if (!reply.ok || !reply.value) throw new Error('nothing recorded');
  return reply.value;
}

/** What is recorded while everything is done with a card: read, proved, signed. */
async function record(
  route: Route,
  persona: Persona,
  pins: { pin?: string; password?: string } = {},
): Promise<RecordedTrace> {
  const { pin = persona.pins.textInput.value, password = persona.pins.signing!.value } = pins;
  const host = await ROUTES[route](persona);
  await host.run('my-card', undefined);
  await host.run('my-data', { pin: pinBytes(pin), lastTryConfirmed: false, by: 'textInput' });
  const hashed = await host.run('hash-file', { name: 'a', file: new Blob(['a']) });
  if (!hashed.ok) throw new Error(hashed.code);
  const files = [{ ticket: hashed.value.ticket, attached: false }];
  await host.run('sign-files', { pin: pinBytes(password), lastTryConfirmed: false, files });
  const recorded = await recordingOf(host);
  await host.host.close();
  if ('end' in host) await (host.end as () => unknown)();
  return { ...recorded, device: '' };
}

describe('nothing of a PIN can be got back out of a trace', () => {
  const first = Object.fromEntries(
    Object.keys(ROUTES).map((route) => [route, record(route as Route, holder({}))]),
  ) as Record<Route, Promise<RecordedTrace>>;

  it.each(Object.keys(ROUTES) as Route[])('%s: every right PIN leaves the same trace', async (route) => {
    const expected = await first[route];
    expect(expected.steps.length).toBeGreaterThan(20);
    // digits of every sum and each extreme, and passwords of every length
    const pins = ['0000', '9999', '0001', '9000', '4321', '5555'];
    const passwords = ['ABCDEF', 'ABCDEFGHIJ123456', 'ZZZZZZZ', '00000000', 'A1B2C3D4E'];
    for (const [at, pin] of pins.entries()) {
      const password = passwords[at % passwords.length];
      expect(await record(route, holder({}, pin, password)), `${pin} ${password ?? ''}`).toEqual(expected);
    }
  });

  it.each(Object.keys(ROUTES) as Route[])('%s: every wrong PIN too', async (route) => {
    const wrong = (pin: string, password: string): Promise<RecordedTrace> =>
      record(route, holder({}), { pin, password });
    const expected = await wrong('0000', 'AAAAAA');
    expect(expected).not.toEqual(await first[route]); // a wrong PIN is seen to be wrong: by the status word alone
    expect(await wrong('9998', 'ABCDEFGHIJ123456')).toEqual(expected);
    expect(await wrong('7777', 'B00000000')).toEqual(expected);
  });

  it.each(Object.keys(ROUTES) as Route[])(
    '%s: names, addresses and numbers of any length neither',
    async (route) => {
      const expected = await first[route];
      const long = '超長名前'.repeat(4);
      const other = holder({
        name: `${long}\u3000${long}`,
        address: `東京都千代田区模擬町${'１'.repeat(60)}`,
        individualNumber: '999999999991',
        securityCode: '0000',
        birth: '19990909',
      });
      const recorded = await record(route, other);
      expect(recorded.steps).toEqual(expected.steps);
    },
  );
});

describe('what is in a trace', () => {
  it.each(['RC-S380', 'local host'] as const)(
    '%s: the form of the published traces, and no secret in any form',
    async (route) => {
      const { steps, kind, level } = await record(route, holder({}));
      expect(kind).toBe('recorded by Kazasu, redacted');
      expect(level).toBe(route === 'RC-S380' ? 'USB transfers' : 'APDUs');
      for (const { dir, hex } of steps) {
        expect(['out', 'in']).toContain(dir);
        expect(hex).toMatch(/^(?:[0-9A-F]{2})*$/);
      }
      const all = steps.map(({ hex }) => hex).join(' ');
      const never = [
        '31323334',
        '414243313233',
        toHex(new TextEncoder().encode('架空')),
        toHex(new TextEncoder().encode('東京都')),
        '3082',
      ];
      for (const secret of never) expect(all).not.toContain(secret);
      expect(all).toContain('D392F000260100000001'); // what was asked is there
      if (route === 'local host') expect(all).toContain(`0020008010${'00'.repeat(16)}`);
    },
  );

  it('every task of a card fits the bounded record', async () => {
    const host = await usbHost({});
    for (let round = 0; round < 3; round++) {
      for (const name of NAMES)
        await host.run(name, await SUBJECTS[name].input(SUBJECTS[name].pins?.[0] ?? '', host));
    }
    expect((await recordingOf(host)).steps.length).toBeLessThanOrEqual(700);
    await host.host.close();
    host.end();
  });

  it('masks the names PC/SC makes up', async () => {
    const host = await relayHost({});
    const { device } = await recordingOf(host);
    expect(device).toBe('Test Reader 00 00');
    await host.end();
  });
});

describe('frames of the RC-S380', () => {
  it('are frames again, with right lengths and checksums, whatever was in them', () => {
    const mask = new Rcs380Mask();
    const [trace] = traces('rcs380-typeb-mynumber.computed');
    const masked = trace!.steps.map(({ dir, hex }) => toHex(mask[dir](fromHex(hex))));
    expect(masked).toHaveLength(trace!.steps.length);
    for (const hex of masked) {
      const bytes = fromHex(hex);
      if (bytes.length === 6 || bytes.length === 0) continue;
      const sum = (from: number, to: number): number =>
        bytes.subarray(from, to).reduce((a, b) => a + b, 0) & 0xff;
      expect(bytes.length).toBe(10 + bytes[5]! + (bytes[6]! << 8));
      expect(sum(5, 8)).toBe(0);
      expect(sum(8, bytes.length - 1)).toBe(0);
    }
    // settings and questions stay, PUPI and PIN go
    expect(masked[13]).toBe(trace!.steps[13]!.hex);
    expect(masked[34]).toBe(trace!.steps[34]!.hex);
    expect(masked.join(' ')).not.toMatch(/11223344|31323334/);
    expect(masked.join(' ')).toContain('B381A1');
  });

  it('never give back what was in them: any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('out', 'in'), (bytes, dir) => {
        const masked = new Rcs380Mask()[dir](Uint8Array.from(bytes));
        expect(masked.length).toBeLessThan(400);
      }),
    );
  });
});

describe('messages of the RC-S300', () => {
  const cases = traces('rcs300-typeb-mynumber.computed');

  it('keep envelope, status and questions, and nothing of the card but its kind', () => {
    for (const { steps } of cases) {
      const mask = new Rcs300Mask();
      const masked = steps.map(({ dir, hex }) => toHex(mask[dir](fromHex(hex))));
      const all = masked.join(' ');
      expect(all).not.toMatch(/11223344|31323334|AAAAAA/);
      expect(all).toContain('A4040C0AD392F000260100000001');
      for (const hex of masked.filter((one) => one !== '')) {
        const bytes = fromHex(hex);
        expect(bytes.length).toBe(10 + new DataView(bytes.buffer).getUint32(1, true));
      }
    }
    expect(new Rcs300Mask().in(fromHex(cases[0]!.steps[13]!.hex))).toEqual(
      // the answer to reset, its message without number
      fromHex(cases[0]!.steps[13]!.hex.replace(/^(831700000000)06/, '$100')),
    );
  });

  it('look the same for every PIN, in both modes', () => {
    const verify = (pin: string, flags: number, block: boolean): string => {
      const data = concat(
        ...(block ? [Uint8Array.of(2)] : []),
        fromHex('00200080'),
        Uint8Array.of(pin.length),
        new TextEncoder().encode(pin),
      );
      return toHex(new Rcs300Mask().out(encodeCcid('Escape', 0, 9, [0, 0, 0], transceive(data, 500, flags))));
    };
    const pin = fc.stringMatching(/^[0-9A-Z]{4,16}$/);
    fc.assert(
      fc.property(pin, pin, (one, other) => {
        expect(verify(one, 0x000c, false)).toBe(verify(other, 0x000c, false));
        expect(verify(one, 0x001c, true)).toBe(verify(other, 0x001c, true));
      }),
    );
    expect(verify('1234', 0x000c, false)).toContain(`0020008010${'00'.repeat(16)}`);
  });

  it('are masked whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('out', 'in'), (bytes, dir) => {
        new Rcs300Mask()[dir](Uint8Array.from(bytes));
      }),
    );
  });
});

describe('messages of CCID readers', () => {
  it('keep their headers and the answer to reset, and nothing they carried', () => {
    for (const file of ['ccid-typeb-mynumber.computed', 'ccid-t1-contact.computed']) {
      for (const { steps } of traces(file)) {
        const mask = new CcidMask();
        const all = steps.map(({ dir, hex }) => toHex(mask[dir](fromHex(hex)))).join(' ');
        expect(all).not.toMatch(/31323334|3082/);
        expect(all).toMatch(/6F0001000000/); // a carried block has one length: 256
      }
    }
  });

  it('look the same whatever is carried, whatever its length', () => {
    const message = (data: Uint8Array): Uint8Array =>
      Uint8Array.of(0x6f, data.length, 0, 0, 0, 0, 7, 0, 0, 0, ...data);
    const content = fc.uint8Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(content, content, (one, other) => {
        expect(new CcidMask().out(message(one))).toEqual(new CcidMask().out(message(other)));
      }),
    );
  });
});

describe('APDUs', () => {
  it.each([
    ['SELECT by name', '00A4040C0AD392F000260100000001', '00A4040C0AD392F000260100000001'],
    ['READ at a place', '00B0012E4F', '00B0000000'],
    ['READ with short identifier', '00B0820010', '00B0820000'],
    ['asking for tries', '00200080', '00200080'],
    ['VERIFY', '002000800431323334', `0020008010${'00'.repeat(16)}`],
    ['VERIFY of a password', '002000800C414243444546313233343536', `0020008010${'00'.repeat(16)}`],
    ['VERIFY in extended form', '0020008000000431323334', `0020008010${'00'.repeat(16)}`],
    ['signing', `802A008033${'30'.repeat(0x33)}00`, `802A008040${'00'.repeat(64)}`],
    ['something unknown', '00DA000003010203', `00DA000040${'00'.repeat(64)}`],
    ['SELECT with too much', `00A4040C20${'31'.repeat(32)}`, `00A4040C40${'00'.repeat(64)}`],
  ])('%s', (_name, apdu, masked) => {
    expect(toHex(redactCommand(fromHex(apdu)))).toBe(masked);
  });

  it('answers are their status word, and zeros where there was data', () => {
    expect(toHex(redactResponse(fromHex('63C2')))).toBe('63C2');
    expect(toHex(redactResponse(fromHex('AABBCC9000')))).toBe(`${'00'.repeat(256)}9000`);
  });
});
