import type { FieldState } from '../reader.ts';
import {
  RELAY_FAULTS,
  type RelayAnswer,
  type RelayConnected,
  type RelayHello,
  type RelaySent,
  type RelaySlot,
} from './protocol.ts';

/** no machine has so many */
const MAX_READERS = 64;
const MAX_TEXT = 256;
const STATES: readonly FieldState[] = ['empty', 'one', 'several', 'foreign', 'lost'];
const SENT: readonly RelaySent[] = ['no', 'yes', 'unknown'];

type Fields = Readonly<Record<string, unknown>>;

/** What a host said, or undefined when it is none of the forms of the protocol. Members it does not know are passed over. */
export function readAnswer(message: object): RelayAnswer | undefined {
  const { id, ok, error, sent, event, readers, connection, reason } = message as Fields;
  if (event === 'readers') {
    const slots = readSlots(readers);
    return slots && { event, readers: slots };
  }
  if (event === 'removed') {
    const known = reason === 'taken-away' || reason === 'unplugged';
    return known && isCount(connection) ? { event, connection, reason } : undefined;
  }
  if (event !== undefined || !isCount(id)) return undefined;
  if (isObject(ok)) return { id, ok };
  if (!isOneOf(RELAY_FAULTS, error)) return undefined;
  // a later version may know more about it
  return { id, error, ...(isOneOf(SENT, sent) && { sent }) };
}

/** of the answer to `hello` */
export function readHello(ok: object): RelayHello | undefined {
  const { version, host, token } = ok as Fields;
  if (!isCount(version) || !isText(host)) return undefined;
  if (token !== undefined && !isText(token)) return undefined;
  return { version, host, ...(token !== undefined && { token }) };
}

/** of the answer to `readers` */
export function readSlots(listed: unknown): readonly RelaySlot[] | undefined {
  if (!Array.isArray(listed) || listed.length > MAX_READERS) return undefined;
  const slots = listed.flatMap((one: unknown) => {
    if (!isObject(one)) return [];
    const { name, state, simulated } = one as Fields;
    if (!isText(name) || !isOneOf(STATES, state) || typeof simulated !== 'boolean') return [];
    return [{ name, state, simulated }];
  });
  return slots.length === listed.length ? slots : undefined;
}

/** of the answer to `connect` */
export function readConnected(ok: object): RelayConnected | undefined {
  const { connection, atr, maxCommand, maxResponse } = ok as Fields;
  if (!isCount(connection) || !isCount(maxCommand) || !isCount(maxResponse)) return undefined;
  // an answer to reset has at most 33 bytes (ISO 7816-3 8.2)
  if (typeof atr !== 'string' || !/^(?:[0-9A-F]{2}){0,33}$/.test(atr)) return undefined;
  return { connection, atr, maxCommand, maxResponse };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isOneOf<Known extends string>(known: readonly Known[], value: unknown): value is Known {
  return (known as readonly unknown[]).includes(value);
}
