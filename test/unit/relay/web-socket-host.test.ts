import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { RELAY_SUBPROTOCOL } from '../../../core/reader/relay/protocol.ts';
import { decodeWire, encodeWire } from '../../../core/reader/relay/wire.ts';
import { create } from '../../../core/virtual/card.ts';
import { Pairing } from '../../../relay/pairing.ts';
import { Readers } from '../../../relay/readers.ts';
import { startWebSocketHost, type WebSocketHost } from '../../../relay/web-socket-host.ts';
import { FakePcsc } from '../../support/fake-pcsc.ts';

const ORIGIN = 'https://kazasu.example';
let host: WebSocketHost;
let readers: Readers;
const pcsc = new FakePcsc(create());
const shown = new Map<string, string>();
const digests = new Map<string, string>();

beforeAll(async () => {
  readers = new Readers(pcsc.library);
  const paired = {
    digestOf: (origin: string) => digests.get(origin),
    add: (origin: string, digest: string) => void digests.set(origin, digest),
  };
  const pairing = new Pairing({ paired, show: (origin, code) => shown.set(origin, code), now: () => 0 });
  host = await startWebSocketHost({ readers, pairing, host: 'test', port: 0 });
});
afterAll(async () => {
  await host.close();
  readers.stop();
});

interface Opened {
  ask(message: object): Promise<Record<string, unknown>>;
  closed: Promise<number>;
  close(): void;
}

/** @returns the status of the refusal, or the open socket */
function open({
  origin = ORIGIN,
  name = `127.0.0.1:${host.port}`,
  path = '/',
  protocol = RELAY_SUBPROTOCOL,
} = {}): Promise<Opened | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocol === '' ? [] : [protocol], {
    headers: { Host: name, ...(origin !== '' && { Origin: origin }) },
  });
  const answers: ((message: Record<string, unknown>) => void)[] = [];
  socket.on('message', (data: Buffer) =>
    answers.shift()?.(decodeWire(data)?.message as Record<string, unknown>),
  );
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', (error) => reject(error));
    socket.on('open', () =>
      resolve({
        ask: (message) =>
          new Promise((answer) => {
            answers.push(answer);
            socket.send(encodeWire({ message }));
          }),
        closed: new Promise((done) => socket.on('close', (code) => done(code))),
        close: () => socket.close(),
      }),
    );
  });
}

async function opened(...options: Parameters<typeof open>): Promise<Opened> {
  const one = await open(...options);
  if (typeof one === 'number') throw new Error(String(one));
  return one;
}

const hello = (more: object = {}): object => ({ id: 1, do: 'hello', versions: [1], client: 'test', ...more });

describe('the door for pages', () => {
  it.each([
    ['no origin', { origin: '' }],
    ['an opaque origin', { origin: 'null' }],
    ['a page without https', { origin: 'http://kazasu.example' }],
    ['an origin with more behind it', { origin: `${ORIGIN}/` }],
    ['an extension', { origin: 'chrome-extension://kfgkjdgchigenhjmhhnkhfngbkinkooj' }],
    ['a file', { origin: 'file://' }],
    ['a name that was bent to this machine', { name: 'kazasu.example' }],
    ['another port in the name', { name: '127.0.0.1:1' }],
    ['another path', { path: '/x' }],
    ['another protocol', { protocol: '' }],
  ])('stays shut for %s', async (_name, options) => {
    expect(await open(options)).toBe(403);
  });

  it('answers nothing else', async () => {
    const status = await new Promise((resolve) =>
      request({ host: '127.0.0.1', port: host.port, path: '/' }, (response) =>
        resolve([response.statusCode, response.headers['access-control-allow-origin']]),
      ).end(),
    );
    expect(status).toEqual([404, undefined]);
  });

  it('listens on this machine alone', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4');
    for (const { address } of others as { address: string }[]) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ host: address, port: host.port }, () => resolve(true));
        socket.on('error', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
  });

  it('wants pairing, refuses a wrong number, and knows a paired page again', async () => {
    const first = await opened();
    expect(await first.ask(hello())).toMatchObject({ error: 'not-paired' });
    expect(await first.ask({ id: 2, do: 'readers' })).toMatchObject({ error: 'not-paired' });
    const code = shown.get(ORIGIN)!;
    const bad = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await first.ask(hello({ code: bad }))).toMatchObject({ error: 'wrong-code' });
    const welcome = (await first.ask(hello({ code }))) as { ok: { token: string } };
    expect(welcome.ok.token).toMatch(/^[\w-]{43}$/);
    first.close();
    const second = await opened();
    expect(await second.ask(hello({ token: welcome.ok.token }))).toEqual({
      id: 1,
      ok: { version: 1, host: 'test' },
    });
    expect(await second.ask({ id: 2, do: 'readers' })).toMatchObject({ ok: { readers: [{ state: 'one' }] } });
    const other = await opened({ origin: 'https://evil.example' });
    expect(await other.ask(hello({ token: welcome.ok.token }))).toMatchObject({ error: 'not-paired' });
    other.close();
    second.close();
    await second.closed;
  });

  it('hangs up on nonsense', async () => {
    const one = await opened();
    void one.ask({ do: 'what?' });
    expect(await one.closed).toBe(1006);
  });
});
