import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { RELAY_SUBPROTOCOL } from '../../core/reader/relay/protocol.ts';
import { decodeWire, encodeWire } from '../../core/reader/relay/wire.ts';
import type { RelayPipe } from '../../core/reader/relay/pipe.ts';
import { WorkerHost } from '../../core/worker/worker-host.ts';
import { NAMES, runTask, SUBJECTS } from '../support/card-tasks.ts';
import { countedLocks, type TestHost } from '../support/host.ts';
import { run, startPcsc, type CardProcess, type Pcsc } from './pcsc.ts';
import { startRelay, type RelayProcess } from './relay-host.ts';

const ORIGIN = 'https://kazasu.example';
const SELECT_JPKI = '00A4040C0AD392F000260100000001';

let pcsc: Pcsc;
let card: CardProcess;
let relay: RelayProcess;

beforeAll(async () => {
  for (const mode of ['virtual', 'relay'])
    await run('npx', ['vite', 'build', '--mode', mode, '--logLevel', 'warn']);
  pcsc = await startPcsc();
  card = await pcsc.insert();
});
afterAll(() => (pcsc as Pcsc | undefined)?.stop());

const clients: Client[] = [];
/** of the relay running now */
let token: string | undefined;
afterEach(async () => {
  for (const one of clients.splice(0)) await one.host.close();
  await relay.stop();
  token = undefined;
});

/** A frame pipe over a WebSocket of Node, which says the origin a browser would. */
function socketTo(port: number): Promise<RelayPipe> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, RELAY_SUBPROTOCOL, { origin: ORIGIN });
  const pipe: RelayPipe = {
    send: (frame) => socket.send(frame.slice()),
    onFrame: () => undefined,
    closed: new Promise((done) => socket.once('close', () => done())),
    close: () => socket.close(),
  };
  socket.on('message', (data: Buffer) => pipe.onFrame(new Uint8Array(data)));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(pipe));
    socket.once('error', reject);
  });
}

interface Client extends TestHost {
  readonly host: WorkerHost;
  readonly reader: string;
}

/** The worker's inside, paired with the running relay and with the reader open. */
async function paired(): Promise<Client> {
  const host = new WorkerHost({
    now: () => new Date(),
    locks: countedLocks(),
    idleMs: 60_000,
    answerTimeoutMs: 20_000,
    surprise: (error) => {
      throw error;
    },
    relaySocket: () => socketTo(relay.port),
  });
  const first = await host.greetRelay({ ...(token !== undefined && { token }) });
  if (!first.ok) throw new Error(first.code);
  const greeted =
    first.value.outcome === 'welcome' ? first : await host.greetRelay({ code: await relay.code(ORIGIN) });
  if (!greeted.ok || greeted.value.outcome !== 'welcome') throw new Error(JSON.stringify(greeted));
  token = greeted.value.token ?? token;
  const slot = greeted.value.readers.find(({ state }) => state === 'one');
  if (!slot) throw new Error('no card');
  expect(slot.simulated).toBe(true);
  const opened = await host.openRelayReader(slot.name);
  if (!opened.ok) throw new Error(opened.code);
  const client: Client = {
    host,
    reader: slot.name,
    card: undefined as never,
    surprises: [],
    locked: () => 0,
    trace: () => Promise.resolve([]),
    run: (name, input, onProgress = () => undefined, id = 'task') => {
      const port = { postMessage: onProgress, close: () => undefined } as unknown as MessagePort;
      return host.run({ id, name, input, port });
    },
  };
  clients.push(client);
  return client;
}

const opensc = (program: string, ...args: readonly string[]): Promise<{ ok: boolean; output: string }> =>
  run(program, args, { env: pcsc.env }).then(
    ({ stdout, stderr }) => ({ ok: true, output: stdout + stderr }),
    (error: unknown) => {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { ok: false, output: stdout + stderr };
    },
  );

describe('the local host, pcscd and the software card', () => {
  test('every task ends as it should, and nothing of it is said on the terminal', async () => {
    relay = await startRelay();
    const client = await paired();
    for (const name of NAMES) {
      const reply = await runTask(client, name, SUBJECTS[name].pins?.[0] ?? '');
      expect(reply, name).toMatchObject({ ok: true });
      if (SUBJECTS[name].pins) expect(reply, name).toMatchObject({ value: { outcome: 'done' } });
    }
    expect(relay.output().split('\n').length).toBeLessThan(8);
    expect(relay.output()).not.toMatch(/1234|ABC123|0020/);
  });

  test('OpenSC beside it waits, and nobody’s commands stand between ours', async () => {
    relay = await startRelay();
    const client = await paired();
    const before = card.exchanges().length;
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: true });
    let done = false;
    const theirs = opensc('opensc-tool', '--name').finally(() => (done = true));
    await new Promise((wake) => setTimeout(wake, 1500));
    expect(done).toBe(false); // our transaction holds the card between tasks
    expect(await runTask(client, 'my-data', '1234')).toMatchObject({ ok: true, value: { outcome: 'done' } });
    expect(done).toBe(false);
    const ours = card.exchanges().slice(before);
    await client.host.release();
    expect(await theirs).toMatchObject({ ok: true });
    expect((await theirs).output).toContain('jpki');
    // OpenSC's first probe comes behind the last of ours
    expect(card.exchanges().slice(before, before + ours.length)).toEqual(ours);
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: true });
  });

  test('what we verified is verified for nobody else afterwards', async () => {
    relay = await startRelay();
    const client = await paired();
    const challenge = { origin: ORIGIN, purpose: 'self-check', nonce: new Uint8Array(32) } as const;
    const pin = new TextEncoder().encode('1234');
    expect(await client.run('prove', { pin, lastTryConfirmed: false, challenge })).toMatchObject({
      ok: true,
    });
    await client.host.release();
    const sign = '802A008033' + '30'.repeat(0x33) + '00';
    const { output } = await opensc('opensc-tool', '-s', SELECT_JPKI, '-s', '00A4020C020017', '-s', sign);
    expect(output).toMatch(/SW1=0x69, SW2=0x82/);
  });

  test('killed with a verified PIN, it leaves nothing verified behind, and a page is told the truth', async () => {
    relay = await startRelay();
    const client = await paired();
    const before = card.exchanges().length;
    const task = runTask(client, 'my-data', '1234');
    const verified = (): boolean =>
      card
        .exchanges()
        .slice(before)
        .some(({ command }) => command.startsWith('002000') && command.length > 10);
    while (!verified()) await new Promise((wake) => setTimeout(wake, 2));
    await relay.kill();
    token = undefined;
    const reply = await task;
    expect(reply).toMatchObject({ ok: false, code: 'reader.lost' });
    const read = await opensc(
      'opensc-tool',
      '-s',
      '00A4040C0AD3921000310001010408',
      '-s',
      '00A4020C020002',
      '-s',
      '00B0000004',
    );
    expect(read.output).toMatch(/SW1=0x69, SW2=0x82/);
    relay = await startRelay();
    expect(await runTask(await paired(), 'my-data', '1234')).toMatchObject({ value: { outcome: 'done' } });
  });

  test('two windows: one has the card, the other is told so', async () => {
    relay = await startRelay();
    const one = await paired();
    const other = await paired();
    expect(await runTask(one, 'my-card', '')).toMatchObject({ ok: true });
    expect(await runTask(other, 'my-card', '')).toMatchObject({ ok: false, code: 'reader.busy' });
    await one.host.release();
    expect(await runTask(other, 'my-card', '')).toMatchObject({ ok: true });
  });

  test('another program’s transaction that does not end makes the reader busy', async () => {
    relay = await startRelay();
    const client = await paired();
    const holder = await startRelay();
    try {
      const pipe = await socketTo(holder.port);
      const said: object[] = [];
      pipe.onFrame = (frame) => void said.push(decodeWire(frame)?.message ?? {});
      const ask = async (message: object): Promise<void> => {
        const had = said.length;
        pipe.send(encodeWire({ message }));
        while (said.length === had) await new Promise((wake) => setTimeout(wake, 10));
      };
      const hello = { id: 1, do: 'hello', versions: [1], client: 'other' };
      await ask(hello);
      await ask({ ...hello, code: await holder.code(ORIGIN) });
      await ask({ id: 2, do: 'readers' });
      await ask({ id: 3, do: 'connect', reader: client.reader });
      expect(said.at(-1)).toMatchObject({ ok: { connection: 1 } });
      expect(await runTask(client, 'my-card', '')).toMatchObject({
        ok: false,
        code: 'reader.busy',
        detail: { what: 'claim', sent: 'no' },
      });
      await ask({ id: 4, do: 'disconnect', connection: 1 });
      expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: true });
      pipe.close();
    } finally {
      await holder.stop();
    }
  });

  test('a card taken off and put back', async () => {
    relay = await startRelay();
    const client = await paired();
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: true });
    await card.remove();
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: false });
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: false, code: 'card.none' });
    card = await pcsc.insert();
    expect(await runTask(client, 'my-card', '')).toMatchObject({ ok: true });
  });
});
