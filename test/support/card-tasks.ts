import type { SoftwareCard } from '../../core/reader/software-reader.ts';
import { credentialsOf } from '../../core/virtual/card.ts';
import type { CardTaskName, Reply, TaskTypes } from '../../core/worker/protocol.ts';
import { pinBytes, type TestHost } from './host.ts';

const challenge = {
  origin: 'https://kazasu.example',
  purpose: 'self-check',
  nonce: new Uint8Array(32),
} as const;

const TEXT = new Blob(['入山届\n'], { type: 'text/plain' });
const NUMBER_B = (await credentialsOf('adult')).referenceNumberB;

export interface Subject<Name extends CardTaskName = CardTaskName> {
  /** the right PIN and a wrong one; absent: the task takes none */
  readonly pins?: readonly [string, string];
  /** application, EF and full number of tries of that PIN */
  readonly at?: readonly [string, number, number];
  readonly input: (
    pin: string,
    host: TestHost,
  ) => TaskTypes[Name]['input'] | Promise<TaskTypes[Name]['input']>;
}

const gate = (pin: string): { pin: Uint8Array; lastTryConfirmed: boolean } => ({
  pin: pinBytes(pin),
  lastTryConfirmed: false,
});

/** Every task with a card, and what it is started with. */
export const SUBJECTS: { readonly [Name in CardTaskName]: Subject<Name> } = {
  'my-card': { input: () => undefined },
  'my-data': {
    pins: ['1234', '9876'],
    at: ['D3921000310001010408', 0x11, 3],
    input: (pin) => ({ ...gate(pin), by: 'textInput' }),
  },
  prove: {
    pins: ['1234', '9876'],
    at: ['D392F000260100000001', 0x18, 3],
    input: (pin) => ({ ...gate(pin), challenge }),
  },
  tries: { input: () => ({ name: 'authentication' }) },
  'sign-files': {
    pins: ['ABC123', 'XYZ987'],
    at: ['D392F000260100000001', 0x1b, 5],
    input: async (pin, host) => {
      const files = [];
      for (const attached of [false, true]) {
        const hashed = await host.run('hash-file', { name: '入山届.txt', file: TEXT });
        if (!hashed.ok) throw new Error(hashed.code);
        files.push({ ticket: hashed.value.ticket, attached });
      }
      return { ...gate(pin), files };
    },
  },
  'card-face': {
    pins: [NUMBER_B, '00000000000000'],
    at: ['D3921000310001010402', 0x12, 10],
    input: gate,
  },
};
export const NAMES = Object.keys(SUBJECTS) as CardTaskName[];
/** Starts a task as a page would. */
export async function runTask(
  host: TestHost,
  name: CardTaskName,
  pin: string,
  id?: string,
): Promise<Reply<unknown>> {
  const input = await SUBJECTS[name].input(pin, host);
  return host.run(name, input, undefined, id);
}

/** how a task may end as a value */
export const KNOWN_OUTCOMES = [
  'done',
  'wrong-pin',
  'blocked',
  'last-try',
  'other-card',
  'not-on-card',
  'no-certificate',
  undefined,
];

/** Tries left, read from the card itself after a power cycle. */
export async function triesOf(card: SoftwareCard, application: string, file: number): Promise<number> {
  card.powerOff();
  card.powerOn();
  const send = (hex: string): Promise<Uint8Array> => card.transmit(Uint8Array.from(Buffer.from(hex, 'hex')));
  await send(`00A4040C0A${application}`);
  await send(`00A4020C0200${file.toString(16).padStart(2, '0')}`);
  return (await send('00200080'))[1]! & 0x0f;
}
