import { concat } from '../../bytes/concat.ts';
import { fromHex } from '../../bytes/hex.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { lazy } from '../lazy.ts';
import { Pin } from '../pin.ts';
import { tlv } from '../tlv.ts';
import { cardVerifiable, keyId } from './card-verifiable.ts';
import type { Application, ElementaryFile } from './file.ts';
import type { Material } from './material.ts';

/** EF 0002 of common and juki application, the same in both: a record naming a key (card.md 2.5). */
const KEY_REFERENCE: ElementaryFile = {
  kind: 'records',
  access: 'free',
  records: [tlv(0x01, keyId('9000020', '001'))],
};

/** The common application, 共通カード (card.md 2.5). */
export function commonApplication({ holder, quirks, sharedKey }: Material): Application {
  const { pins } = holder.persona;
  const pin = new Pin(toUtf8(pins.common.value), quirks.commonPinTries, pins.common.triesLeft);
  return {
    aid: fromHex('D3921000310001010100'),
    files: new Map<number, ElementaryFile>([
      [0x0001, { kind: 'records', access: 'free', records: [cardRecord(holder)] }],
      [0x0002, KEY_REFERENCE],
      [0x0019, { kind: 'key', access: 'free', use: 'authenticate', key: () => sharedKey('internal') }],
      [0x001c, { kind: 'pin', pin }],
    ]),
    objects: new Map(),
    defaultKey: undefined,
    changesPinBy: 'jicsap',
    sessionKeyWord: 0x66f1,
  };
}

/** Record 1: 01 1C, then 28 digits: serial number 15, municipality 5, last day 8. */
function cardRecord(holder: Material['holder']): Uint8Array {
  return tlv(0x01, toUtf8(`${serialNumber(holder)}${holder.persona.municipality}${holder.cardEnds}`));
}

/** Fifteen digits, another one for each persona; 900000 at the front is ours. */
function serialNumber({ persona }: Material['holder']): string {
  return `900000${persona.municipality}${persona.securityCode}`;
}

/** The juki application, 住基 (card.md 2.5). */
export function jukiApplication({ holder }: Material): Application {
  const { value, triesLeft } = holder.persona.pins.juki;
  return {
    aid: fromHex('D3921000310001010401'),
    files: new Map<number, ElementaryFile>([
      [0x0002, KEY_REFERENCE],
      [0x001c, { kind: 'pin', pin: new Pin(toUtf8(value), 3, triesLeft) }],
    ]),
    objects: new Map(),
    defaultKey: undefined,
    changesPinBy: 'jicsap',
    sessionKeyWord: 0x6982,
  };
}

/**
 * The card manager, selected at power-on: the master file's data objects are reached here (card.md 2.5). Contents
 * beyond municipality and last day are placeholders of the right shape.
 */
export function cardManager(material: Material): Application {
  const { holder, atrBody, sharedKey } = material;
  const root = async () => ({ key: await sharedKey('cv-root'), id: keyId('9000020', '001') });
  const issuer = async () => ({
    key: await sharedKey('issuer'),
    id: keyId('9', holder.persona.municipality),
  });
  const text = (value: string) => () => Promise.resolve(toUtf8(value));
  return {
    aid: fromHex('A0000001510000'),
    files: new Map(),
    objects: new Map([
      [0x0042, () => Promise.resolve(keyId('9000020', '001'))],
      [0x0045, text(serialNumber(holder))],
      [0x0066, () => Promise.resolve(CARD_RECOGNITION)],
      [0x00f0, text(holder.persona.municipality)],
      [0x00f2, text(holder.cardEnds)],
      [0x00f7, () => Promise.resolve(keyId('9000020', '001'))],
      [0x00f8, lazy(async () => cardVerifiable(await root(), await root()))],
      [0x7f21, lazy(async () => cardVerifiable(await root(), await issuer()))],
      [0x5f51, () => Promise.resolve(atrBody)],
    ]),
    defaultKey: undefined,
    changesPinBy: 'jicsap',
    sessionKeyWord: 0x6982,
  };
}

/** GlobalPlatform card recognition data: the arc 1.2.840.114283.1 and nothing else. */
const CARD_RECOGNITION = concat(tlv(0x73, fromHex('06072A864886FC6B01')));
