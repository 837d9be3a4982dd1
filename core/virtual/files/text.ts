import { concat } from '../../bytes/concat.ts';
import { fromHex } from '../../bytes/hex.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { lazy } from '../lazy.ts';
import { Pin } from '../pin.ts';
import { tlv, withOffsets, type LengthForm } from '../tlv.ts';
import { cardVerifiable, keyId, publicKeyObject, signed } from './card-verifiable.ts';
import type { Access, Application, ElementaryFile } from './file.ts';
import { filled } from './filled.ts';
import type { Material } from './material.ts';

/** The text-input application, 券面事項入力補助 (card.md 2.3). */
export function textApplication(material: Material): Application {
  const { holder, quirks } = material;
  const { a, b } = material.references.text;
  const { value, triesLeft } = holder.persona.pins.textInput;
  const pin = new Pin(toUtf8(value), 3, triesLeft);
  const alwaysBlocked = new Pin(new Uint8Array(), 3, 0);
  const any: Access = [pin, a, b];

  const myNumber = concat(tlv(0xff10, toUtf8(holder.persona.individualNumber)), Uint8Array.of(0xff, 0xff));
  const attributes = attributeObjects(material);
  const file = (access: Access, make: () => Uint8Array | Promise<Uint8Array>): ElementaryFile => ({
    kind: 'transparent',
    access,
    content: lazy(async () => make()),
  });

  return {
    aid: fromHex('D3921000310001010408'),
    files: new Map<number, ElementaryFile>([
      [0x0001, file([pin, a], () => myNumber)],
      [0x0002, file([pin, b], () => filled(attributeFile(attributes, material), quirks))],
      [
        0x0003,
        file(quirks.textSignatureOpenedBy === 'any' ? any : [pin, a], () =>
          signatureFile(material, myNumber, concat(...attributes)),
        ),
      ],
      [0x0004, file('free', () => certificateFile(material))],
      [0x0005, file('free', () => basicInformation(material))],
      [0x0006, file(any, async () => tlv(0xa1, publicKeyObject(await material.sharedKey('session'))))],
      [0x0007, file(any, () => signedKeyFile(material))],
      [0x0008, file(any, () => new Uint8Array(16).fill(0xff))],
      [0x0010, { kind: 'opaque' }],
      [0x0011, { kind: 'pin', pin }],
      [0x0012, { kind: 'pin', pin: alwaysBlocked }],
      [0x0013, { kind: 'key', access: 'free', use: 'sign', key: () => material.sharedKey('card-text') }],
      [0x0014, { kind: 'pin', pin: a }],
      [0x0015, { kind: 'pin', pin: b }],
      [0x001c, { kind: 'opaque' }],
      [0x001e, { kind: 'opaque' }],
    ]),
    objects: new Map(),
    defaultKey: 0x0013,
    changesPinBy: 'reference-data',
    // secure messaging is not simulated: what SET SESSION KEY answers before a PIN was given
    sessionKeyWord: 0x6982,
  };
}

/** DF22 name … DF25 sex, and the furigana where a persona has one: its real place is not public. */
function attributeObjects({ holder, quirks }: Material): Uint8Array[] {
  const form: LengthForm = quirks.berLengths === 'all' ? 'two-byte' : 'minimal';
  const { persona, birth } = holder;
  const objects: [tag: number, text: string][] = [
    [0xdf22, persona.name],
    [0xdf23, persona.address],
    [0xdf24, birth],
    [0xdf25, persona.sex],
  ];
  if (persona.furigana !== undefined)
    objects.push([Number.parseInt(quirks.furiganaTag, 16), persona.furigana]);
  return objects.map(([tag, text]) => tlv(tag, toUtf8(text), form));
}

/** EF 0002: FF20 { DF21 offsets of the four, DF22 … }. */
function attributeFile(objects: readonly Uint8Array[], { quirks }: Material): Uint8Array {
  return withOffsets(0xff20, 0xdf21, objects.slice(0, 4), objects.slice(4), {
    wrapper: quirks.berLengths === 'minimal' ? 'minimal' : 'two-byte',
    inside: quirks.berLengths === 'all' ? 'two-byte' : 'minimal',
  });
}

/** EF 0003: hashes of EF 0001 as stored and of EF 0002 from DF22 on, signed by the issuer. */
async function signatureFile(
  material: Material,
  myNumber: Uint8Array,
  attributes: Uint8Array,
): Promise<Uint8Array> {
  const hashes = concat(tlv(0xdf31, await sha256(myNumber)), tlv(0xdf32, await sha256(attributes)));
  const signature = await signed(await material.sharedKey('issuer'), hashes);
  return tlv(0xff30, concat(hashes, tlv(0xdf33, signature)));
}

async function certificateFile(material: Material): Promise<Uint8Array> {
  return cardVerifiable(
    { key: await material.sharedKey('cv-root'), id: keyId('9000033', '001') },
    { key: await material.sharedKey('issuer'), id: keyId('9', material.holder.persona.municipality) },
  );
}

/** EF 0005: version, extended length, vendor; a key's name; 128 bytes of which 32 are used for nobody knows what. */
async function basicInformation({ holder, quirks }: Material): Promise<Uint8Array> {
  const used = await sha256(toUtf8(`text ${holder.persona.id}`));
  const objects = concat(
    tlv(0xdf41, Uint8Array.of(0x01, quirks.extendedLength ? 0x03 : 0x00, 0x0e, 0x01)),
    tlv(0xdf42, keyId('9000034', '001')),
    tlv(0xdf43, concat(used, new Uint8Array(96).fill(0xff))),
  );
  return tlv(0xff40, objects);
}

/** EF 0007: the public half of key 0013, signed by the issuer. */
async function signedKeyFile(material: Material): Promise<Uint8Array> {
  const key = tlv(0xdf51, publicKeyObject(await material.sharedKey('card-text')));
  return tlv(0xff50, concat(key, tlv(0xdf52, await signed(await material.sharedKey('issuer'), key))));
}
