import { readTlv, readTlvs } from '../bytes/tlv.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import { KazasuError } from '../error/kazasu-error.ts';

/** The card face as the surface application holds it (card.md 2.4), nothing interpreted. */
export interface CardFace {
  /** `YYYYMMDD` */
  readonly birthDate: string;
  readonly sex: string;
  /** name and address as printed: 1-bit PNG */
  readonly name: Uint8Array;
  readonly address: Uint8Array;
  /** JPEG 2000 */
  readonly photo: Uint8Array;
  /** `YYYYMMDD` the card expires; not covered by the card's signature */
  readonly expiry: string;
}

const TAG = {
  wrapper: 0xff20,
  birthDate: 0xdf22,
  sex: 0xdf23,
  name: 0xdf25,
  address: 0xdf26,
  photo: 0xdf27,
  expiry: 0xdf29,
} as const;

/**
 * Reads the content of surface EF 0002. The security code's picture (DF2A) is passed over: it opens the card.
 * @throws KazasuError `card.malformed` when an item is missing, doubled or cut off
 */
export function parseFace(file: Uint8Array): CardFace {
  try {
    const wrapper = readTlv(file);
    if (wrapper.tag !== TAG.wrapper) throw new KazasuError('card.malformed', { what: 'face', offset: 0 });
    const objects = readTlvs(wrapper.value);
    const item = (tag: number): Uint8Array => {
      const [found, ...more] = objects.filter((object) => object.tag === tag);
      if (found && more.length === 0) return found.value;
      throw new KazasuError('card.malformed', { what: `face ${tag.toString(16)}` });
    };
    return {
      birthDate: fromUtf8(item(TAG.birthDate)),
      sex: fromUtf8(item(TAG.sex)),
      name: item(TAG.name),
      address: item(TAG.address),
      photo: item(TAG.photo),
      expiry: fromUtf8(item(TAG.expiry)),
    };
  } catch (cause) {
    if (cause instanceof KazasuError && cause.code === 'card.malformed') throw cause;
    throw new KazasuError('card.malformed', { what: 'face' }, { cause });
  }
}
