import { describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../core/virtual/card.ts';
import type { MyCard } from '../../../core/task/my-card.ts';
import type { MyDataInput } from '../../../core/task/my-data.ts';
import type { ProveInput } from '../../../core/task/prove.ts';
import type { Reply } from '../../../core/worker/protocol.ts';
import { pinBytes, testHost, type TestHost } from '../../support/host.ts';

const challenge = {
  origin: 'https://kazasu.example',
  purpose: 'self-check',
  nonce: new Uint8Array(32).fill(7),
} as const;
const proveInput = (pin: string, more: Partial<ProveInput> = {}): ProveInput => ({
  pin: pinBytes(pin),
  lastTryConfirmed: false,
  challenge,
  ...more,
});
const dataInput = (pin: string, more: Partial<MyDataInput> = {}): MyDataInput => ({
  pin: pinBytes(pin),
  lastTryConfirmed: false,
  by: 'textInput',
  ...more,
});

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.code} ${JSON.stringify(reply.detail)}`);
  return reply.value;
}

/** names of the commands since the last call */
function counter(host: TestHost): () => Promise<string[]> {
  let seen = 0;
  return async () => {
    const trace = await host.trace();
    const fresh = trace.slice(seen).map(({ name }) => name);
    seen = trace.length;
    return fresh;
  };
}

describe('my card', () => {
  it('tells what needs no PIN, and the tries without using one', async () => {
    const host = await testHost();
    const card = value(await host.run('my-card', undefined));
    expect(card).toMatchObject({
      token: { kind: 'my-number-card', label: 'JPKIAPICCTOKEN2' },
      availability: { signing: 'present', authentication: 'present' },
      authentication: { state: 'ok' },
      pins: {
        authentication: { state: 'tries', left: 3 },
        signing: { state: 'tries', left: 5 },
        textInput: { state: 'tries', left: 3 },
        referenceNumberB: { state: 'tries', left: 10 },
        resident: { state: 'tries', left: 3 },
      },
    });
    expect(card.authentication!.notAfter.getUTCHours()).toBe(14); // ends at midnight in Japan
    expect(card.expiry?.year).toBeGreaterThan(2026);
    expect(value(await host.run('my-card', undefined)).pins).toEqual(card.pins);
  });

  it.each<[string, (card: MyCard) => unknown, unknown]>([
    ['child', (card) => card.availability.signing, 'unclear'],
    ['expired', (card) => card.authentication?.state, 'expired'],
    ['expiring', (card) => card.authentication?.state, 'expiring'],
    ['blocked', (card) => card.pins.authentication.state, 'blocked'],
  ])('persona %s', async (persona, of, expected) => {
    const host = await testHost({ persona });
    expect(of(value(await host.run('my-card', undefined)))).toBe(expected);
  });

  it('says what it is not', async () => {
    const host = await testHost({
      wrap: (card) => ({
        ...card,
        transmit: (bytes) =>
          bytes[1] === 0xa4 ? Promise.resolve(Uint8Array.of(0x6a, 0x82)) : card.transmit(bytes),
      }),
    });
    expect(await host.run('my-card', undefined)).toMatchObject({ ok: false, code: 'card.not-my-number' });
  });
});

describe('my data', () => {
  it('gives the four attributes by PIN and by 照合番号B', async () => {
    const host = await testHost();
    const byPin = value(await host.run('my-data', dataInput('1234')));
    expect(byPin).toMatchObject({ outcome: 'done', sex: { code: '2' }, offsetsAgree: true, unknown: [] });
    const { referenceNumberB } = await credentialsOf('adult');
    const byNumber = await host.run('my-data', dataInput(referenceNumberB, { by: 'referenceNumberB' }));
    expect(value(byNumber)).toEqual(byPin);
  });

  it('counts wrong PINs, stops before the last one, and goes on when that is confirmed', async () => {
    const host = await testHost();
    expect(value(await host.run('my-data', dataInput('9999')))).toEqual({ outcome: 'wrong-pin', left: 2 });
    expect(value(await host.run('my-data', dataInput('9999')))).toEqual({ outcome: 'wrong-pin', left: 1 });
    expect(value(await host.run('my-data', dataInput('1234')))).toEqual({ outcome: 'last-try' });
    const last = await host.run('my-data', dataInput('1234', { lastTryConfirmed: true }));
    expect(value(last)).toMatchObject({ outcome: 'done' });
    expect(value(await host.run('my-data', dataInput('9999')))).toEqual({ outcome: 'wrong-pin', left: 2 });
  });

  it('says blocked: just now, and from before', async () => {
    const host = await testHost();
    for (let i = 0; i < 2; i++) await host.run('my-data', dataInput('9999'));
    const last = await host.run('my-data', dataInput('9999', { lastTryConfirmed: true }));
    expect(value(last)).toEqual({ outcome: 'blocked', justNow: true });
    expect(value(await host.run('my-data', dataInput('1234')))).toEqual({
      outcome: 'blocked',
      justNow: false,
    });
  });

  it('refuses a PIN of the wrong form before anything is sent', async () => {
    const host = await testHost();
    const commands = counter(host);
    const reply = await host.run('my-data', dataInput('12'));
    expect(reply).toMatchObject({ ok: false, code: 'pin.format', detail: { pinTry: 'not-used' } });
    expect(await commands()).not.toContain('VERIFY');
  });

  it('shows what the card says beyond its known tags', async () => {
    const host = await testHost({ persona: 'furigana' });
    const data = value(await host.run('my-data', dataInput('1234')));
    expect(data).toMatchObject({
      outcome: 'done',
      unknown: [{ tag: expect.stringMatching(/^DF2/) as unknown }],
    });
  });
});

describe('prove', () => {
  it('signs the statement it shows, and the report says test, not-checked and device', async () => {
    const now = new Date('2026-11-23T03:04:05Z');
    const host = await testHost({ now: () => now });
    const proof = value(await host.run('prove', proveInput('1234')));
    if (proof.outcome !== 'done') throw new Error(proof.outcome);
    expect(proof.statement).toBe(
      'Kazasu login proof, version 1\norigin: https://kazasu.example\npurpose: self-check\n' +
        'nonce: BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\ntime: 2026-11-23T03:04:05.000Z\n',
    );
    expect(Buffer.from(proof.signed).toString('utf8')).toBe(proof.statement);
    expect(proof.report).toMatchObject({
      cryptographic: 'ok',
      chain: { outcome: 'test' },
      period: 'ok',
      purpose: 'ok',
      revocation: 'not-checked',
      time: 'device',
    });
  });

  it.each(['expired', 'generation-1'])(
    'tells of dates that are over (%s) and signs all the same',
    async (persona) => {
      const host = await testHost({ persona });
      const proof = value(await host.run('prove', proveInput('1234')));
      expect(proof).toMatchObject({ outcome: 'done', report: { cryptographic: 'ok', period: 'expired' } });
    },
  );

  it.each([
    ['an opaque origin', { origin: 'null' }],
    ['a path', { origin: 'https://a.example/x' }],
    ['a line break', { origin: 'https://a.example\npurpose: x' }],
    ['a short nonce', { nonce: new Uint8Array(15) }],
  ])('signs nothing for %s', async (_, bad) => {
    const host = await testHost();
    const commands = counter(host);
    const reply = await host.run('prove', proveInput('1234', { challenge: { ...challenge, ...bad } }));
    expect(reply).toMatchObject({ ok: false, code: 'bytes.malformed' });
    expect(await commands()).toEqual([]);
  });
});

describe('another card', () => {
  it.each(['my-data', 'prove'] as const)('is noticed before VERIFY: %s', async (name) => {
    const first = await testHost();
    const { identity } = value(await first.run('my-card', undefined));
    const second = await testHost({ persona: 'expiring' });
    const commands = counter(second);
    const input = { ...(name === 'prove' ? proveInput('1234') : dataInput('1234')), expectedCard: identity! };
    expect(value(await second.run(name, input as never))).toEqual({ outcome: 'other-card' });
    expect(await commands()).not.toContain('VERIFY');
  });
  it('is noticed when asking for tries', async () => {
    const host = await testHost();
    expect(value(await host.run('tries', { name: 'textInput', expectedCard: 'certificate:00' }))).toEqual({
      outcome: 'other-card',
    });
    expect(value(await host.run('tries', { name: 'textInput' }))).toEqual({
      outcome: 'done',
      state: { state: 'tries', left: 3 },
    });
  });
});

describe('the smallest list of commands (docs/tasks.md)', () => {
  const reads = (bytes: number): string[] => Array<string>(Math.ceil(bytes / 256)).fill('READ BINARY');

  it('prove: six and the certificate; six when it was read before', async () => {
    const host = await testHost();
    const commands = counter(host);
    const proof = value(await host.run('prove', proveInput('1234')));
    if (proof.outcome !== 'done') throw new Error(proof.outcome);
    expect(await commands()).toEqual([
      'SELECT jpki',
      ...reads(proof.certificate.length),
      'SELECT EF',
      'VERIFY (empty)',
      'VERIFY',
      'SIGN',
      'SELECT jpki',
    ]);
    value(await host.run('my-data', dataInput('1234')));
    await commands();
    value(await host.run('prove', proveInput('1234')));
    expect(await commands()).toEqual([
      'SELECT jpki',
      'SELECT EF',
      'VERIFY (empty)',
      'VERIFY',
      'SIGN',
      'SELECT jpki',
    ]);
  });

  it('my data: six; two more when the card must be recognised on a new connection', async () => {
    const host = await testHost();
    const commands = counter(host);
    const six = [
      'SELECT textInput',
      'SELECT EF',
      'VERIFY (empty)',
      'VERIFY',
      'READ BINARY',
      'SELECT textInput',
    ];
    value(await host.run('my-data', dataInput('1234')));
    expect(await commands()).toEqual(six);
    const { identity } = value(await host.run('my-card', undefined));
    await host.host.release();
    await commands();
    value(await host.run('my-data', dataInput('1234', { expectedCard: identity! })));
    expect(await commands()).toEqual(['SELECT jpki', 'READ BINARY', ...six]);
  });

  it('my card: 17 and the certificate, and one each to find out about VERIFY and extended length', async () => {
    const host = await testHost();
    const commands = counter(host);
    value(await host.run('my-card', undefined));
    const list = await commands();
    const proof = value(await host.run('prove', proveInput('1234')));
    if (proof.outcome !== 'done') throw new Error(proof.outcome);
    expect(list).not.toContain('VERIFY');
    expect(list.length).toBe(17 + reads(proof.certificate.length).length + 2);
  });

  it('a card that takes short EF identifiers in VERIFY and extended length saves more', async () => {
    const host = await testHost({ quirks: { shortEfVerify: true, extendedLength: true } });
    const commands = counter(host);
    value(await host.run('my-card', undefined));
    expect((await commands()).length).toBe(13);
    value(await host.run('prove', proveInput('1234')));
    expect(await commands()).toEqual(['SELECT jpki', 'VERIFY (empty)', 'VERIFY', 'SIGN', 'SELECT jpki']);
  });

  it('a card that takes none at all still works', async () => {
    const host = await testHost({ quirks: { shortEfRead: false, shortEfSign: false } });
    value(await host.run('my-card', undefined));
    expect(value(await host.run('prove', proveInput('1234')))).toMatchObject({ outcome: 'done' });
    expect(value(await host.run('my-data', dataInput('1234')))).toMatchObject({ outcome: 'done' });
  });
});
