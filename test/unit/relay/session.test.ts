import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWire, encodeWire } from '../../../core/reader/relay/wire.ts';
import { create } from '../../../core/virtual/card.ts';
import { Fault, pcscFault } from '../../../relay/fault.ts';
import { Readers } from '../../../relay/readers.ts';
import { Session } from '../../../relay/session.ts';
import { FakePcsc } from '../../support/fake-pcsc.ts';

interface Client {
  readonly session: Session;
  readonly pcsc: FakePcsc;
  readonly readers: Readers;
  readonly said: { message: Record<string, unknown>; apdu?: Uint8Array }[];
  readonly hungUp: () => boolean;
  ask(message: object, apdu?: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown> | undefined>;
}

async function client({ admit = (): undefined => undefined, service = true } = {}): Promise<Client> {
  const pcsc = new FakePcsc(create());
  pcsc.service = service;
  const readers = new Readers(pcsc.library);
  await Promise.resolve();
  const said: Client['said'] = [];
  let hungUp = false;
  const session = new Session({
    readers,
    host: 'host 1',
    admit,
    send: (frame) => said.push(decodeWire(frame) as Client['said'][number]),
    hangUp: () => (hungUp = true),
  });
  return {
    session,
    pcsc,
    readers,
    said,
    hungUp: () => hungUp,
    async ask(message, apdu) {
      await session.hear(encodeWire({ message, ...(apdu && { apdu }) }));
      const { id } = message as { id?: number };
      return said.findLast((one) => one.message['id'] === id)?.message;
    },
  };
}

const hello = { id: 1, do: 'hello', versions: [1], client: 'test' };

describe('a client of the local host', () => {
  it('is told the version both have, and readers, state and simulation', async () => {
    const one = await client();
    expect(await one.ask(hello)).toEqual({ id: 1, ok: { version: 1, host: 'host 1' } });
    expect(await one.ask({ id: 2, do: 'readers' })).toEqual({
      id: 2,
      ok: { readers: [{ name: 'Test Reader 00 00', state: 'one', simulated: false }] },
    });
    one.readers.stop();
  });

  it('gets no further without hello, or with a version we do not have', async () => {
    const one = await client();
    expect(await one.ask({ id: 1, do: 'readers' })).toMatchObject({ error: 'not-paired' });
    expect(await one.ask({ ...hello, versions: [2, 3] })).toMatchObject({ error: 'version' });
    expect(await one.ask({ id: 3, do: 'connect', reader: 'Test Reader 00 00' })).toMatchObject({
      error: 'not-paired',
    });
    expect(one.pcsc.resets).toBe(0);
    const refused = await client({
      admit: () => {
        throw new Fault('not-paired');
      },
    });
    expect(await refused.ask(hello)).toMatchObject({ error: 'not-paired', sent: 'no' });
    expect(await refused.ask({ id: 2, do: 'readers' })).toMatchObject({ error: 'not-paired' });
    one.readers.stop();
    refused.readers.stop();
  });

  it.each([
    ['no message', []],
    ['no id', { do: 'readers' }],
    ['an id that is no number', { id: '1', do: 'readers' }],
    ['an unknown word', { id: 1, do: 'control' }],
    ['hello without versions', { id: 1, do: 'hello', client: 'x' }],
    ['a code that is no text', { ...hello, code: 123456 }],
    ['a reader that is no text', { id: 1, do: 'connect', reader: 1 }],
    ['a name without end', { id: 1, do: 'connect', reader: 'x'.repeat(300) }],
    ['transmit without an APDU', { id: 1, do: 'transmit', connection: 1 }],
    ['an APDU where none belongs', { id: 1, do: 'reset', connection: 1, apdu: [1] }],
  ])('is hung up on when it says %s', async (_name, message) => {
    const one = await client();
    await one.session.hear(new TextEncoder().encode(JSON.stringify(message)));
    expect(one.hungUp()).toBe(true);
    expect(one.said).toEqual([]);
    one.readers.stop();
  });

  it('survives any noise, and any message with the right words in it', async () => {
    const one = await client();
    await one.ask(hello);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc
            .record({
              id: fc.oneof(fc.nat(), fc.jsonValue()),
              do: fc.oneof(
                fc.constantFrom('hello', 'readers', 'reset', 'disconnect', 'transmit'),
                fc.string(),
              ),
              connection: fc.oneof(fc.nat(3), fc.jsonValue()),
              apdu: fc.oneof(fc.array(fc.nat(255)), fc.jsonValue()),
            })
            .map((message) => new TextEncoder().encode(JSON.stringify(message))),
        ),
        (frame) => one.session.hear(Uint8Array.from(frame)),
      ),
    );
    one.readers.stop();
  });

  it('uses its own connections only, and none that ended', async () => {
    const one = await client();
    await one.ask(hello);
    expect(await one.ask({ id: 2, do: 'transmit', connection: 1 }, Uint8Array.of(0))).toMatchObject({
      error: 'no-connection',
      sent: 'no',
    });
    expect(await one.ask({ id: 3, do: 'connect', reader: 'nobody' })).toMatchObject({ error: 'no-reader' });
    const connected = await one.ask({ id: 4, do: 'connect', reader: 'Test Reader 00 00' });
    expect(connected).toMatchObject({
      ok: { connection: 1, atr: '3BE000FF8131FE4514', maxCommand: 255, maxResponse: 256 },
    });
    const select = Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'));
    expect(await one.ask({ id: 5, do: 'transmit', connection: 1 }, select)).toEqual({ id: 5, ok: {} });
    expect(one.said.at(-1)?.apdu).toEqual(Uint8Array.of(0x90, 0));
    expect(await one.ask({ id: 6, do: 'disconnect', connection: 1 })).toEqual({ id: 6, ok: {} });
    expect(await one.ask({ id: 7, do: 'reset', connection: 1 })).toMatchObject({ error: 'no-connection' });
    expect(one.pcsc.owner).toBeUndefined();
    one.readers.stop();
  });

  it('lets its card go when it vanishes, after the command under way', async () => {
    const one = await client();
    await one.ask(hello);
    await one.ask({ id: 2, do: 'connect', reader: 'Test Reader 00 00' });
    const select = Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'));
    const under = one.ask({ id: 3, do: 'transmit', connection: 1 }, select);
    await one.session.end();
    await under;
    expect(one.said.some(({ message }) => message['id'] === 3)).toBe(false);
    expect(one.pcsc.given).toHaveLength(1);
    expect(one.pcsc.log).toEqual(['end 2', 'disconnect 2']);
    expect(one.pcsc.owner).toBeUndefined();
    one.readers.stop();
  });

  it('is told that there is no service, no card, and when the card goes', async () => {
    const without = await client({ service: false });
    await without.ask(hello);
    expect(await without.ask({ id: 2, do: 'readers' })).toMatchObject({ error: 'no-service' });
    without.readers.stop();
    const one = await client();
    await one.ask(hello);
    await one.ask({ id: 2, do: 'readers' });
    await one.ask({ id: 3, do: 'connect', reader: 'Test Reader 00 00' });
    one.pcsc.place(undefined);
    expect(one.said.slice(-2).map(({ message }) => message)).toEqual([
      { event: 'readers', readers: [{ name: 'Test Reader 00 00', state: 'empty', simulated: false }] },
      { event: 'removed', connection: 1, reason: 'taken-away' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await one.ask({ id: 4, do: 'connect', reader: 'Test Reader 00 00' })).toMatchObject({
      error: 'no-card',
    });
    one.pcsc.unplug();
    expect(one.said.at(-1)?.message).toMatchObject({ event: 'readers', readers: [] });
    one.readers.stop();
  });
});

describe('what PC/SC says', () => {
  it.each([
    ['NoSmartCard', true, 'no-card', 'no'],
    ['RemovedCard', true, 'removed', 'unknown'],
    ['RemovedCard', false, 'removed', 'no'],
    ['ResetCard', true, 'reset', 'no'],
    ['SharingViolation', true, 'busy', 'no'],
    ['UnresponsiveCard', false, 'foreign', 'no'],
    ['CommDataLost', true, 'failed', 'unknown'],
    ['somethingNew', true, 'failed', 'unknown'],
  ] as const)('%s (command: %s) is %s, sent: %s', (code, command, fault, sent) => {
    expect(pcscFault(Object.assign(new Error(), { code }), command)).toMatchObject({ fault, sent });
  });
});
