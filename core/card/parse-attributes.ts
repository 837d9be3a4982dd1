import { readTlv, readTlvs, type Tlv } from '../bytes/tlv.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import { toHex } from '../bytes/hex.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/** The basic attributes as the text-input application holds them (card.md 2.3), nothing interpreted. */
export interface CardAttributes {
  /** family name, U+3000, given name */
  readonly name: string;
  readonly address: string;
  /** `YYYYMMDD`, Gregorian */
  readonly birthDate: string;
  /** one character: 1 male, 2 female, anything else as the card gives it */
  readonly sex: string;
  /** data objects whose meaning is not public (since 2026-05-26 perhaps the furigana): shown, never dropped */
  readonly unknown: readonly UnknownObject[];
  /** false when the offset table DF21 does not point at the objects; the objects themselves are what counts */
  readonly offsetsAgree: boolean;
}

export interface UnknownObject {
  /** hexadecimal */
  readonly tag: string;
  readonly bytes: string;
  /** when the bytes are readable UTF-8 text */
  readonly text?: string;
}

const TAG = {
  wrapper: 0xff20,
  offsets: 0xdf21,
  name: 0xdf22,
  address: 0xdf23,
  birthDate: 0xdf24,
  sex: 0xdf25,
} as const;
const KNOWN: readonly number[] = Object.values(TAG);

/**
 * Reads the content of EF 0002: `FF 20 len { DF21 DF22 DF23 DF24 DF25 … }`. Lengths may be non-minimal, filler may
 * follow, extra objects may stand anywhere.
 * @throws KazasuError `card.malformed` when an attribute is missing, doubled, cut off or no UTF-8
 */
export function parseAttributes(file: Uint8Array): CardAttributes {
  try {
    const wrapper = readTlv(file);
    if (wrapper.tag !== TAG.wrapper)
      throw new KazasuError('card.malformed', { what: 'attributes', offset: 0 });
    const objects = readTlvs(wrapper.value);
    const text = (tag: number): string => fromUtf8(single(objects, tag).value);
    return {
      name: text(TAG.name),
      address: text(TAG.address),
      birthDate: text(TAG.birthDate),
      sex: text(TAG.sex),
      unknown: objects.filter(({ tag }) => !KNOWN.includes(tag)).map(describe),
      offsetsAgree: offsetsAgree(objects, wrapper.valueStart),
    };
  } catch (cause) {
    if (cause instanceof KazasuError && cause.code === 'card.malformed') throw cause;
    throw new KazasuError('card.malformed', { what: 'attributes' }, { cause });
  }
}

function single(objects: readonly Tlv[], wanted: number): Tlv {
  const [found, ...more] = objects.filter(({ tag }) => tag === wanted);
  if (!found || more.length > 0)
    throw new KazasuError('card.malformed', { what: `attributes ${wanted.toString(16)}` });
  return found;
}

function describe({ tag, value }: Tlv): UnknownObject {
  const raw = { tag: tag.toString(16).toUpperCase(), bytes: toHex(value) };
  try {
    const text = fromUtf8(value);
    const readable = text !== '' && !/\p{Cc}/u.test(text);
    return readable ? { ...raw, text } : raw;
  } catch {
    return raw;
  }
}

/** DF21 holds four 16-bit places, counted from the start of the file (card.md 2.3). */
function offsetsAgree(objects: readonly Tlv[], base: number): boolean {
  const table = objects.find(({ tag }) => tag === TAG.offsets)?.value;
  if (table?.length !== 8) return false;
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  return [TAG.name, TAG.address, TAG.birthDate, TAG.sex].every(
    (tag, i) => objects.find((object) => object.tag === tag)?.start === view.getUint16(2 * i) - base,
  );
}
