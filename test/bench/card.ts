import { credentialsOf } from '../../core/virtual/card.ts';
import { testHost, pinBytes, type TestHost } from '../support/host.ts';
import type { TaskName, TaskTypes } from '../../core/worker/protocol.ts';
import type { Figures } from './main.ts';

const challenge = {
  origin: 'https://kazasu.example',
  purpose: 'self-check',
  nonce: new Uint8Array(32),
} as const;
const RUNS = 15;

/** What a task costs on the default persona with short APDUs, on a fresh connection. */
interface Cost {
  apdus: number;
  /** command and response bytes together */
  bytes: number;
  /** ms of the task beyond the card's own time */
  overhead: number;
}

const TASKS = {
  'my-card': () => undefined,
  'my-data': () => ({ pin: pinBytes('1234'), lastTryConfirmed: false, by: 'textInput' as const }),
  prove: () => ({ pin: pinBytes('1234'), lastTryConfirmed: false, challenge }),
  tries: () => ({ name: 'authentication' as const }),
} satisfies { [Name in TaskName]?: () => TaskTypes[Name]['input'] };

/** input of `sign-files` for one small file beside its signature; hashing it is not measured */
async function signInput(host: TestHost): Promise<TaskTypes['sign-files']['input']> {
  const hashed = await host.run('hash-file', { name: 'pledge.txt', file: new Blob(['pledge']) });
  if (!hashed.ok) throw new Error(hashed.code);
  const files = [{ ticket: hashed.value.ticket, attached: false }];
  return { pin: pinBytes('ABC123'), lastTryConfirmed: false, files };
}

async function faceInput(): Promise<TaskTypes['card-face']['input']> {
  const { referenceNumberB } = await credentialsOf('adult');
  return { pin: pinBytes(referenceNumberB), lastTryConfirmed: false };
}

interface Counted extends TestHost {
  cost: { apdus: number; bytes: number; cardMs: number };
}

async function counted(): Promise<Counted> {
  const cost = { apdus: 0, bytes: 0, cardMs: 0 };
  const host = await testHost({
    wrap: (card) => ({
      atr: card.atr,
      powerOn: () => card.powerOn(),
      powerOff: () => card.powerOff(),
      reset: () => card.reset(),
      transmit: async (bytes) => {
        const length = bytes.length;
        const start = performance.now();
        const answer = await card.transmit(bytes);
        cost.cardMs += performance.now() - start;
        cost.apdus += 1;
        cost.bytes += length + answer.length;
        return answer;
      },
    }),
  });
  return { ...host, cost };
}

async function measure<Name extends TaskName>(
  host: Counted,
  name: Name,
  input: TaskTypes[Name]['input'],
): Promise<Cost> {
  Object.assign(host.cost, { apdus: 0, bytes: 0, cardMs: 0 });
  const start = performance.now();
  const reply = await host.run(name, input);
  const ms = performance.now() - start;
  if (!reply.ok) throw new Error(`${name}: ${reply.code}`);
  return { apdus: host.cost.apdus, bytes: host.cost.bytes, overhead: ms - host.cost.cardMs };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  const host = await counted();
  const note = async (key: string, once: () => Promise<Cost>): Promise<void> => {
    const costs: Cost[] = [];
    for (let i = 0; i < RUNS; i++) {
      await host.host.release(); // each on a fresh connection
      costs.push(await once());
    }
    figures[`card.${key}.apdus`] = costs[0]!.apdus;
    figures[`card.${key}.bytes`] = costs[0]!.bytes;
    figures[`card.${key}.overhead.ms`] = median(costs.map(({ overhead }) => overhead));
  };
  for (const name of Object.keys(TASKS) as (keyof typeof TASKS)[]) {
    await note(name, () => measure(host, name, TASKS[name]()));
  }
  await note('sign', async () => measure(host, 'sign-files', await signInput(host)));
  await note('face', async () => measure(host, 'card-face', await faceInput()));

  // again on the same connection, with the certificate known: what a second login costs
  await measure(host, 'prove', TASKS.prove());
  figures['card.prove.again.apdus'] = (await measure(host, 'prove', TASKS.prove())).apdus;
  figures['card.prove.others.cli.apdus'] = 14; // an independent command-line client: certificate and signature
  figures['card.prove.others.opensc.apdus'] = 38; // OpenSC: an authentication signature (docs/software-card.md)

  const fresh = await counted();
  const start = performance.now();
  await fresh.run('tries', { name: 'authentication' });
  figures['card.start.ms'] = performance.now() - start;
  return figures;
}
