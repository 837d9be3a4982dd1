import { RELAY_MAX_FRAME } from './protocol.ts';

/** A message with the APDU that goes beside it, if any. */
export interface WireMessage {
  readonly message: object;
  readonly apdu?: Uint8Array<ArrayBuffer>;
}

const MARK = ascii('"apdu":[');
const [QUOTE_BEFORE, CLOSE, COMMA, ZERO] = ascii('\\],0') as unknown as [number, number, number, number];
/** an extended APDU with its header, or its answer */
const MAX_APDU = 65_544;

/**
 * A frame: JSON in UTF-8, the APDU as a list of numbers under `apdu`. The numbers are written into the buffer and never
 * become a string, so that whoever sends a PIN can overwrite every copy: the caller wipes the frame after sending it.
 */
export function encodeWire({ message, apdu }: WireMessage): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(message));
  if (!apdu) return head;
  const frame = new Uint8Array(head.length + MARK.length + 4 * apdu.length + 3);
  let at = head.length - 1; // without the closing brace
  frame.set(head.subarray(0, at));
  const put = (...bytes: readonly number[]): void => {
    for (const byte of bytes) frame[at++] = byte;
  };
  if (at > 1) put(COMMA);
  put(...MARK);
  apdu.forEach((byte, index) => {
    if (index > 0) put(COMMA);
    if (byte > 99) put(ZERO + Math.floor(byte / 100));
    if (byte > 9) put(ZERO + (Math.floor(byte / 10) % 10));
    put(ZERO + (byte % 10));
  });
  put(CLOSE, ...ascii('}'));
  const whole = frame.slice(0, at);
  frame.fill(0);
  return whole;
}

/**
 * Total: undefined for what is no frame. The APDU is taken out of the buffer before the rest becomes a string, and its
 * digits there are overwritten. A frame that writes `apdu` with spaces is read too, but leaves a string behind.
 */
export function decodeWire(frame: Uint8Array): WireMessage | undefined {
  if (frame.length > RELAY_MAX_FRAME) return undefined;
  const inside = takeApdu(frame);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { apdu: listed, ...message } = value as { apdu?: unknown };
    if (listed === undefined) return { message };
    const apdu = inside ?? fromList(listed);
    return apdu && { message, apdu };
  } catch {
    return undefined;
  }
}

/** The numbers behind the mark, if they are written as {@link encodeWire} does; they become zeros in the frame. */
function takeApdu(frame: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const mark = find(frame);
  if (mark < 0) return undefined;
  const end = frame.indexOf(CLOSE, mark);
  if (end < 0) return undefined;
  const bytes = new Uint8Array(Math.min(MAX_APDU, end - mark));
  let count = 0;
  let value = 0;
  let digits = 0;
  for (let at = mark; at <= end; at++) {
    const digit = (frame[at] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9 && digits < 3) {
      value = value * 10 + digit;
      digits += 1;
    } else if ((at === end || frame[at] === COMMA) && digits > 0 && value < 256 && count < bytes.length) {
      bytes[count++] = value;
      value = 0;
      digits = 0;
    } else {
      bytes.fill(0);
      return undefined;
    }
  }
  // a JSON number has no leading zeros: one 0 for each, spaces for the rest
  for (let at = mark, first = true; at < end; at++) {
    const comma = frame[at] === COMMA;
    if (!comma) frame[at] = first ? ZERO : 0x20;
    first = comma;
  }
  const apdu = bytes.slice(0, count);
  bytes.fill(0);
  return apdu;
}

/** place behind the mark, or -1 */
function find(frame: Uint8Array): number {
  const [first = 0] = MARK;
  for (let at = frame.indexOf(first); at >= 0; at = frame.indexOf(first, at + 1)) {
    if (frame[at - 1] !== QUOTE_BEFORE && MARK.every((byte, index) => frame[at + index] === byte))
      return at + MARK.length;
  }
  return -1;
}

function fromList(listed: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > MAX_APDU) return undefined;
  const isByte = (one: unknown): boolean => Number.isInteger(one) && Number(one) >= 0 && Number(one) <= 255;
  return listed.every(isByte) ? Uint8Array.from(listed as number[]) : undefined;
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
