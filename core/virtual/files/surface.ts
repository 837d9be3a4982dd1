import { concat } from '../../bytes/concat.ts';
import { fromHex } from '../../bytes/hex.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { lazy } from '../lazy.ts';
import { Pin } from '../pin.ts';
import { pkcs1Block } from '../rsa/pkcs1.ts';
import { tlv, withOffsets } from '../tlv.ts';
import { cardVerifiable, keyId, publicKeyObject, signed } from './card-verifiable.ts';
import type { Access, Application, ElementaryFile } from './file.ts';
import { filled } from './filled.ts';
import type { Material } from './material.ts';

/** The surface application, 券面事項確認 (card.md 2.4). */
export function surfaceApplication(material: Material): Application {
  const { holder, quirks } = material;
  const { a, b } = material.references.surface;
  const birthDate = new Pin(toUtf8(holder.birthDigits), quirks.birthDateTries);
  const file = (access: Access, make: () => Promise<Uint8Array>): ElementaryFile => ({
    kind: 'transparent',
    access,
    content: lazy(make),
  });

  return {
    aid: fromHex('D3921000310001010402'),
    files: new Map<number, ElementaryFile>([
      [0x0001, file([birthDate], () => birthRecord(material))],
      [0x0002, file([a, b], async () => filled(await cardFace(material), quirks))],
      [0x0003, file('free', () => basicInformation(material))],
      [0x0004, file('free', () => certificateFile(material))],
      [0x0005, file([a], () => myNumberImage(material))],
      [0x0006, file([a, b], () => Promise.resolve(new Uint8Array(16).fill(0xff)))],
      [0x0011, { kind: 'pin', pin: birthDate }],
      [0x0012, { kind: 'pin', pin: b }],
      [0x0013, { kind: 'pin', pin: a }],
      // number of this key file: ours
      [0x0014, { kind: 'key', access: 'free', use: 'sign', key: () => material.sharedKey('card-surface') }],
    ]),
    objects: new Map(),
    defaultKey: 0x0014,
    changesPinBy: 'reference-data',
    sessionKeyWord: 0x66f1,
  };
}

/** EF 0001: birth date and key of the card, signed by the issuer. */
async function birthRecord(material: Material): Promise<Uint8Array> {
  const record = concat(
    tlv(0xdf11, toUtf8(material.holder.birth)),
    tlv(0xdf12, publicKeyObject(await material.sharedKey('card-surface'))),
  );
  return tlv(0xff10, concat(record, tlv(0xdf13, await signed(await material.sharedKey('issuer'), record))));
}

/** DigestInfo of SHA-256 whose digest is three hashes in a row, 96 bytes: `30 71 … 04 60`. */
const TRIPLE_DIGEST_INFO = fromHex('3071300D060960864801650304020105000460');

/** EF 0002: what is printed on the front; the signature covers DF22 to DF27, not expiry and security code. */
async function cardFace(material: Material): Promise<Uint8Array> {
  const { holder } = material;
  const face = await material.face();
  const who = [
    tlv(0xdf22, toUtf8(holder.birth)),
    tlv(0xdf23, toUtf8(holder.persona.sex)),
    tlv(0xdf24, publicKeyObject(await material.sharedKey('card-surface'))),
  ];
  const printed = [tlv(0xdf25, face.name), tlv(0xdf26, face.address)];
  const photo = tlv(0xdf27, face.photo);
  const digests = [concat(...who), concat(...printed), photo].map(sha256);
  const digestInfo = concat(TRIPLE_DIGEST_INFO, ...(await Promise.all(digests)));
  const signature = (await material.sharedKey('issuer')).apply(pkcs1Block(digestInfo));
  const objects = [
    ...who,
    ...printed,
    photo,
    tlv(0xdf28, signature),
    tlv(0xdf29, toUtf8(holder.cardEnds)),
    tlv(0xdf2a, face.securityCode),
  ];
  return withOffsets(0xff20, 0xdf21, objects, []);
}

/** EF 0003: DF35 is a key's name and 256 bytes of unknown use, here FF. */
function basicInformation({ holder, quirks }: Material): Promise<Uint8Array> {
  const objects = concat(
    tlv(0xdf31, Uint8Array.of(0x06, quirks.extendedLength ? 0x03 : 0x00, 0x0e, 0x01)),
    tlv(0xdf32, keyId('9000024', '001')),
    tlv(0xdf33, Uint8Array.of(1)),
    tlv(0xdf34, toUtf8(holder.persona.municipality)),
    tlv(0xdf35, concat(keyId('9000025', '001'), new Uint8Array(256).fill(0xff))),
  );
  return Promise.resolve(tlv(0xff30, objects));
}

async function certificateFile(material: Material): Promise<Uint8Array> {
  return cardVerifiable(
    { key: await material.sharedKey('cv-root'), id: keyId('9000023', '001') },
    { key: await material.sharedKey('issuer'), id: keyId('9', material.holder.persona.municipality) },
  );
}

/** EF 0005: the Individual Number as printed, for 照合番号A only. */
async function myNumberImage(material: Material): Promise<Uint8Array> {
  const record = concat(
    tlv(0xdf41, (await material.face()).individualNumber),
    tlv(0xdf42, publicKeyObject(await material.sharedKey('card-surface'))),
  );
  return tlv(0xff40, concat(record, tlv(0xdf43, await signed(await material.sharedKey('issuer'), record))));
}
