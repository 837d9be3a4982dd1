import { afterEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../core/bytes/hex.ts';
import { loadPersona } from '../../../core/virtual/personas/index.ts';
import type { Persona } from '../../../core/virtual/personas/persona.ts';
import { pinBytes, testHost, type TestHost } from '../../support/host.ts';

/** Values that stand nowhere else, so that finding one means a leak. */
const CANARY = '7391';
const WRONG = '8264';
const challenge = {
  origin: 'https://kazasu.example',
  purpose: 'self-check',
  nonce: new Uint8Array(32),
} as const;

async function canaryPersona(): Promise<Persona> {
  const adult = await loadPersona('adult');
  const pins = { ...adult.pins, authentication: { value: CANARY }, textInput: { value: CANARY } };
  return { ...adult, securityCode: '5937', pins };
}

/** every form in which a PIN could lie in a text */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'latin1');
  const utf16 = Buffer.from(secret, 'utf16le');
  return [
    secret,
    bytes.toString('hex'),
    toHex(bytes),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    utf16.toString('hex'),
    [...bytes].join(','),
  ];
}

/** Everything the worker says while it runs all tasks rightly, wrongly, cancelled and cut. */
async function everythingSaid(persona: Persona): Promise<{ text: string; hosts: TestHost[] }> {
  const said: unknown[] = [];
  const hosts: TestHost[] = [];
  const fresh = async (cutAt = -1): Promise<TestHost> => {
    let at = 0;
    const host = await testHost({
      persona,
      answerTimeoutMs: 5_000,
      wrap: (card, host) => ({
        atr: card.atr,
        powerOn: () => card.powerOn(),
        powerOff: () => card.powerOff(),
        reset: () => card.reset(),
        transmit: async (bytes) => {
          const answer = await card.transmit(bytes);
          if (at++ === cutAt) await host().placeSoftwareCard(false);
          return answer;
        },
      }),
    });
    hosts.push(host);
    return host;
  };
  const note = (what: unknown): void => void said.push(what);
  for (const pin of [CANARY, WRONG, `${CANARY}5`]) {
    for (const cutAt of [-1, 3, 9, 10]) {
      const host = await fresh(cutAt);
      const gate = { lastTryConfirmed: false };
      note(await host.run('my-card', undefined, note));
      note(await host.run('my-data', { ...gate, pin: pinBytes(pin), by: 'textInput' }, note));
      note(await host.run('prove', { ...gate, pin: pinBytes(pin), challenge }, note));
      note(await host.run('no-such-task' as 'prove', { ...gate, pin: pinBytes(pin), challenge }, note));
      note(await host.trace());
      note(host.surprises);
    }
  }
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Uint8Array ? [toHex(value), Buffer.from(value).toString('latin1')] : value;
  return { text: JSON.stringify(said, plain), hosts };
}

describe('a PIN', () => {
  const original = globalThis.Uint8Array;
  afterEach(() => {
    globalThis.Uint8Array = original;
  });

  it('is in no reply, error, progress message or trace, in no form', async () => {
    const { text } = await everythingSaid(await canaryPersona());
    expect(text).toContain('"outcome":"done"'); // the run was a real one
    expect(text).toContain('wrong-pin');
    for (const secret of [CANARY, WRONG])
      for (const form of formsOf(secret)) expect(text).not.toContain(form);
  });

  it('is in no array that was made while the tasks ran: every one that held it was overwritten', async () => {
    const persona = await canaryPersona();
    await everythingSaid(persona); // loads everything lazily loaded, and the card's own copy of its PINs
    const made: Uint8Array[] = [];
    class Watched extends original<ArrayBuffer> {
      constructor(...args: [ArrayBuffer]) {
        super(...args);
        made.push(this);
      }
    }
    globalThis.Uint8Array = Watched as unknown as typeof original;
    await everythingSaid(persona);
    globalThis.Uint8Array = original;

    expect(made.length).toBeGreaterThan(500);
    for (const secret of [CANARY, WRONG]) {
      const holding = made.filter((bytes) => Buffer.from(bytes).includes(secret, 0, 'latin1'));
      expect(holding.map((bytes) => toHex(bytes).slice(0, 60))).toEqual([]);
    }
  });

  it('is overwritten in the array that came in, for each way a task can end', async () => {
    for (const [text, host] of [
      [CANARY, await testHost({ persona: await canaryPersona() })], // right
      [WRONG, await testHost({ persona: await canaryPersona() })], // wrong
      ['12', await testHost()], // no PIN at all
    ] as const) {
      const pin = pinBytes(text);
      await host.run('my-data', { pin, lastTryConfirmed: false, by: 'textInput' });
      expect([...pin].every((byte) => byte === 0)).toBe(true);
    }
    const away = await testHost();
    await away.host.placeSoftwareCard(false);
    const pin = pinBytes(CANARY);
    const reply = await away.run('my-data', { pin, lastTryConfirmed: false, by: 'textInput' });
    expect(reply).toMatchObject({ ok: false, code: 'card.none', detail: { pinTry: 'not-used' } });
    expect([...pin]).toEqual([0, 0, 0, 0]);
  });
});

describe('the Individual Number', () => {
  /** files that hold the number or lead to it, by application (architecture.md 3) */
  const FORBIDDEN: Readonly<Record<string, readonly number[]>> = {
    D3921000310001010408: [0x01, 0x03],
    D3921000310001010402: [0x05],
  };

  it('is out of reach: no task selects its files or addresses them by short EF identifier', async () => {
    const persona = await canaryPersona();
    let selected = '';
    let looked = 0;
    const check = (bytes: Uint8Array): void => {
      const hex = toHex(bytes);
      looked += 1;
      if (hex.startsWith('00A4040C')) selected = hex.slice(10, 30);
      const forbidden = FORBIDDEN[selected] ?? [];
      if (hex.startsWith('00A4020C02'))
        expect(forbidden).not.toContain(Number.parseInt(hex.slice(10, 14), 16));
      const [, ins = 0, p1 = 0, p2 = 0] = bytes;
      if (ins === 0xb0 && (p1 & 0x80) !== 0) expect(forbidden).not.toContain(p1 & 0x1f);
      if (ins === 0xb2 && selected !== 'D3921000310001010100') expect(forbidden).not.toContain(p2 >> 3);
      if (ins === 0x20 && bytes.length > 5) expect([0x80, 0x98, 0x91, 0x95]).toContain(p2); // never 照合番号A
    };
    for (const quirks of [{}, { shortEfRead: false }, { shortEfVerify: true, extendedLength: true }]) {
      const host = await testHost({
        persona,
        quirks,
        wrap: (card) => ({
          atr: card.atr,
          powerOn: () => ((selected = ''), card.powerOn()),
          powerOff: () => card.powerOff(),
          reset: () => card.reset(),
          transmit: (bytes) => {
            check(bytes);
            return card.transmit(bytes);
          },
        }),
      });
      await host.run('my-card', undefined);
      const gate = { lastTryConfirmed: false };
      await host.run('my-data', { ...gate, pin: pinBytes(CANARY), by: 'textInput' });
      await host.run('prove', { ...gate, pin: pinBytes(CANARY), challenge });
      await host.run('tries', { name: 'textInput' });
    }
    expect(looked).toBeGreaterThan(80);
  });
});
