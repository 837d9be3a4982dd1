import { describe, expect, it } from 'vitest';
import { decodeWire, encodeWire } from '../../../core/worker/relay-wire.ts';
import { nativeDoor, type NativeChrome } from '../../../extension/connect/native-door.ts';

interface Fake {
  readonly chrome: NativeChrome;
  /** what was handed to Chrome, as it was at that moment, and the objects themselves */
  readonly posted: string[];
  readonly objects: { apdu?: number[] }[];
  readonly asked: () => number;
  readonly disconnected: () => boolean;
  say: (message: object) => void;
  end: (error?: object) => void;
}

function fake({ granted = false, answer = true } = {}): Fake {
  const posted: string[] = [];
  const objects: { apdu?: number[] }[] = [];
  let asked = 0;
  let disconnected = false;
  let lastError: unknown;
  let hear: (message: object) => void = () => undefined;
  let gone: () => void = () => undefined;
  const port = {
    onMessage: { addListener: (listener: typeof hear) => (hear = listener) },
    onDisconnect: { addListener: (listener: typeof gone) => (gone = listener) },
    postMessage: (message: { apdu?: number[] }) => {
      posted.push(JSON.stringify(message));
      objects.push(message);
    },
    disconnect: () => (disconnected = true),
  };
  return {
    posted,
    objects,
    asked: () => asked,
    disconnected: () => disconnected,
    say: (message) => hear(message),
    end: (error) => {
      lastError = error;
      gone();
    },
    chrome: {
      permissions: {
        contains: () => Promise.resolve(granted),
        request: (wanted) => {
          asked += 1;
          expect(wanted).toEqual({ permissions: ['nativeMessaging'] });
          return Promise.resolve(answer);
        },
      },
      runtime: {
        connectNative: (name) => {
          expect(name).toBe('kazasu.relay');
          return port as unknown as chrome.runtime.Port;
        },
        get lastError() {
          return lastError;
        },
      },
    },
  };
}

async function opened(one: Fake): Promise<{ port: MessagePort; next: () => Promise<unknown> }> {
  const way = await nativeDoor(one.chrome).open();
  if (way === 'refused' || !way.port) throw new Error('refused');
  const { port } = way;
  const came: unknown[] = [];
  port.onmessage = ({ data }) => came.push(data);
  return {
    port,
    next: async () => {
      while (came.length === 0) await new Promise((wake) => setTimeout(wake, 1));
      return came.shift();
    },
  };
}

describe('the way of the extension to the local host', () => {
  it('asks for the permission when it is needed, once, and takes no for an answer', async () => {
    const refused = fake({ answer: false });
    expect(await nativeDoor(refused.chrome).open()).toBe('refused');
    expect(refused.asked()).toBe(1);
    const had = fake({ granted: true });
    const { port } = await opened(had);
    expect(had.asked()).toBe(0);
    port.close();
  });

  it('carries frames both ways, and overwrites what carried a PIN', async () => {
    const one = fake();
    const { port, next } = await opened(one);
    const apdu = Uint8Array.from('1234', (letter) => letter.charCodeAt(0));
    const frame = encodeWire({ message: { id: 1, do: 'transmit', connection: 1 }, apdu });
    port.postMessage(frame, [frame.buffer]);
    while (one.posted.length === 0) await new Promise((wake) => setTimeout(wake, 1));
    expect(JSON.parse(one.posted[0]!)).toEqual({
      id: 1,
      do: 'transmit',
      connection: 1,
      apdu: [49, 50, 51, 52],
    });
    expect(one.objects[0]?.apdu).toEqual([0, 0, 0, 0]);
    one.say({ id: 1, ok: {}, apdu: [0x90, 0x00] });
    expect(decodeWire((await next()) as Uint8Array)).toEqual({
      message: { id: 1, ok: {} },
      apdu: Uint8Array.of(0x90, 0x00),
    });
    port.postMessage(null);
    while (!one.disconnected()) await new Promise((wake) => setTimeout(wake, 1));
    port.close();
  });

  it('tells the worker that the host is gone', async () => {
    for (const error of [undefined, { message: 'Specified native messaging host not found.' }]) {
      const one = fake();
      const { port, next } = await opened(one);
      one.end(error);
      expect(typeof (await next())).toBe('string');
      port.close();
    }
  });
});
