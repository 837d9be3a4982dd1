import { concat } from '../bytes/concat.ts';

/** `two-byte` writes lengths below 256 as 82 00 xx too, as some cards do (card.md 0, fact 9). */
export type LengthForm = 'minimal' | 'two-byte';

/** A BER-TLV object; `tag` is one byte (A1) or two (DF22, 7F21, 5F4E). */
export function tlv(tag: number, value: Uint8Array, form: LengthForm = 'minimal'): Uint8Array {
  const name = tag > 0xff ? Uint8Array.of(tag >> 8, tag & 0xff) : Uint8Array.of(tag);
  return concat(name, lengthBytes(value.length, form), value);
}

function lengthBytes(length: number, form: LengthForm): Uint8Array {
  if (form === 'minimal' && length < 0x80) return Uint8Array.of(length);
  // the card writes 82 wherever one byte does not do: DF43 82 0080 (card.md 2.3)
  return Uint8Array.of(0x82, length >> 8, length & 0xff);
}

/** `objects` behind an offset table: the place of each, two bytes, counted from the start of the file. */
export function withOffsets(
  wrapper: number,
  table: number,
  objects: readonly Uint8Array[],
  more: readonly Uint8Array[],
  forms: { readonly wrapper: LengthForm; readonly inside: LengthForm } = {
    wrapper: 'minimal',
    inside: 'minimal',
  },
): Uint8Array {
  const build = (offsets: readonly number[]): Uint8Array => {
    const places = Uint8Array.from(offsets.flatMap((offset) => [offset >> 8, offset & 0xff]));
    return tlv(wrapper, concat(tlv(table, places, forms.inside), ...objects, ...more), forms.wrapper);
  };
  const rest = [...objects, ...more].reduce((sum, object) => sum + object.length, 0);
  let place = build(objects.map(() => 0)).length - rest;
  return build(
    objects.map((object) => {
      place += object.length;
      return place - object.length;
    }),
  );
}
