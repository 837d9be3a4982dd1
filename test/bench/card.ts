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

async function measure(host: Counted, name: keyof typeof TASKS): Promise<Cost> {
  Object.assign(host.cost, { apdus: 0, bytes: 0, cardMs: 0 });
  const start = performance.now();
  const reply = await host.run(name, TASKS[name]());
  const ms = performance.now() - start;
  if (!reply.ok) throw new Error(`${name}: ${reply.code}`);
  return { apdus: host.cost.apdus, bytes: host.cost.bytes, overhead: ms - host.cost.cardMs };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

export async function bench(): Promise<Figures> {
  const figures: Figures = {};
  const host = await counted();
  for (const name of Object.keys(TASKS) as (keyof typeof TASKS)[]) {
    const costs: Cost[] = [];
    for (let i = 0; i < RUNS; i++) {
      await host.host.release(); // each on a fresh connection
      costs.push(await measure(host, name));
    }
    const key = `card.${name}`;
    figures[`${key}.apdus`] = costs[0]!.apdus;
    figures[`${key}.bytes`] = costs[0]!.bytes;
    figures[`${key}.overhead.ms`] = median(costs.map(({ overhead }) => overhead));
  }
  // again on the same connection, with the certificate known: what a second login costs
  figures['card.prove.again.apdus'] = (await measure(host, 'prove').then(() => measure(host, 'prove'))).apdus;
  figures['card.prove.others.cli.apdus'] = 14; // an independent command-line client: certificate and signature
  figures['card.prove.others.opensc.apdus'] = 38; // OpenSC: an authentication signature (docs/software-card.md)

  const fresh = await counted();
  const start = performance.now();
  await fresh.run('tries', { name: 'authentication' });
  figures['card.start.ms'] = performance.now() - start;
  return figures;
}
