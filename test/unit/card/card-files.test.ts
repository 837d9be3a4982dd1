import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { parseCardRecord, readCardRecord } from '../../../core/card/card-record.ts';
import { declaresExtendedLength } from '../../../core/card/declares-extended-length.ts';
import { readAvailability } from '../../../core/card/jpki-availability.ts';
import { readToken, tokenOf } from '../../../core/card/jpki-token.ts';
import { parseAttributes } from '../../../core/card/parse-attributes.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { scriptedCard } from '../../support/scripted-card.ts';

const tlv = (tag: string, value: Uint8Array, length = toHex(Uint8Array.of(value.length))): Uint8Array =>
  concat(fromHex(tag + length), value);
const u16 = (...values: number[]): Uint8Array => Uint8Array.from(values.flatMap((v) => [v >> 8, v & 0xff]));

/** EF 0002 of an invented person; `long` writes the wrapper's length as 82 00 xx, which moves every offset by two */
function attributesFile({ long = false, extra = new Uint8Array(), shift = 0 } = {}): Uint8Array {
  const name = tlv('DF22', toUtf8('空木　みどり'));
  const address = tlv('DF23', toUtf8('架空県見本市例町１－２－３'));
  const rest = concat(tlv('DF24', toUtf8('19800229')), tlv('DF25', toUtf8('2')));
  const start = (long ? 5 : 3) + 11 + shift;
  const offsets = u16(
    start,
    start + name.length,
    start + name.length + address.length,
    start + name.length + address.length + 11,
  );
  const content = concat(tlv('DF21', offsets), name, address, rest, extra);
  const length = long ? `82${toHex(u16(content.length))}` : toHex(Uint8Array.of(content.length));
  return tlv('FF20', content, length);
}

describe('parseAttributes', () => {
  const expected = {
    name: '空木　みどり',
    address: '架空県見本市例町１－２－３',
    birthDate: '19800229',
    sex: '2',
    unknown: [],
    offsetsAgree: true,
  };
  it('reads the short and the long form of the wrapper, filler behind it or not', () => {
    expect(parseAttributes(attributesFile())).toEqual(expected);
    expect(parseAttributes(attributesFile({ long: true }))).toEqual(expected);
    expect(parseAttributes(concat(attributesFile(), fromHex('FFFFFF')))).toEqual(expected);
  });
  it('keeps what it does not know, as bytes and as text where it is text', () => {
    const extra = concat(
      tlv('DF26', toUtf8('ウツギ　ミドリ')),
      tlv('DF27', fromHex('FFFE00')),
      tlv('DF28', fromHex('07')),
    );
    expect(parseAttributes(attributesFile({ extra })).unknown).toEqual([
      { tag: 'DF26', bytes: toHex(toUtf8('ウツギ　ミドリ')), text: 'ウツギ　ミドリ' },
      { tag: 'DF27', bytes: 'FFFE00' },
      { tag: 'DF28', bytes: '07' },
    ]);
  });
  it('says when the offset table lies and believes the objects', () => {
    expect(parseAttributes(attributesFile({ shift: 1 }))).toEqual({ ...expected, offsetsAgree: false });
    const noTable = tlv(
      'FF20',
      concat(...['DF22', 'DF23', 'DF24', 'DF25'].map((tag) => tlv(tag, toUtf8('1')))),
    );
    expect(parseAttributes(noTable)).toMatchObject({ name: '1', offsetsAgree: false });
  });
  it.each([
    ['nothing', ''],
    ['another wrapper', 'FF1000'],
    ['a missing object', 'FF20 04 DF220141'],
    ['a doubled object', 'FF20 14 DF220141 DF220142 DF230141 DF240141 DF250141'],
    ['no UTF-8', 'FF20 10 DF2201C0 DF230141 DF240141 DF250131'],
    ['a cut', 'FF20 10 DF220141 DF230141'],
  ])('throws for %s', (_, hex) => {
    expect(() => parseAttributes(fromHex(hex))).toThrow(expect.objectContaining({ code: 'card.malformed' }));
  });
  it('is total under any bytes, cuts and flips', () => {
    const good = attributesFile({ long: true });
    const mangled = fc
      .tuple(fc.nat(good.length), fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }))
      .map(([cut, flips]) => {
        const bytes = good.slice();
        for (const [at, value] of flips) bytes[at] = value;
        return bytes.subarray(0, cut);
      });
    fc.assert(
      fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          parseAttributes(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(KazasuError);
          expect((error as KazasuError).code).toBe('card.malformed');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('tokens and availability', () => {
  it.each([
    ['JPKIAPICCTOKEN2', 'my-number-card'],
    ['JPKIAPICCTOKEN', 'resident-card'],
    ['JPKIAPGPSETOKEN', 'android'],
    ['JPKIAPIOSTOKEN', 'iphone'],
    ['SOMETHINGELSE', 'unknown'],
  ])('%s is %s, padded with spaces or NULs', (label, kind) => {
    expect(tokenOf(toUtf8(label.padEnd(32)))).toEqual({ kind, label });
    expect(tokenOf(toUtf8(label.padEnd(32, '\0')))).toEqual({ kind, label });
  });
  it('shows no control characters and no more than the label', () => {
    expect(tokenOf(fromHex('0741 80'))).toEqual({ kind: 'unknown', label: '?A?' });
    expect(tokenOf(new Uint8Array(99).fill(0x41)).label).toBe('A'.repeat(32));
    expect(tokenOf(new Uint8Array())).toEqual({ kind: 'unknown', label: '' });
  });
  it('reads 32 bytes of EF 0006', async () => {
    const { card, done } = scriptedCard(
      `> 00B0860020\n< ${toHex(toUtf8('JPKIAPICCTOKEN2'.padEnd(32)))} 9000`,
    );
    expect((await readToken(card)).kind).toBe('my-number-card');
    done();
  });
  it.each([
    ['8F8F00', { signing: 'present', authentication: 'present', raw: '8F8F00' }],
    ['008F00', { signing: 'unclear', authentication: 'present', raw: '008F00' }],
    ['8F', { signing: 'present', authentication: 'unclear', raw: '8F' }],
  ])('reads EF 0008 %s', async (bytes, expected) => {
    const { card } = scriptedCard(`> 00B0880003\n< ${bytes} 9000`);
    expect(await readAvailability(card)).toEqual(expected);
  });
  it('says unclear for a card without EF 0008', async () => {
    const { card } = scriptedCard('> 00B0880003\n< 6A82\n> 00A4020C020008\n< 6A82');
    expect(await readAvailability(card)).toEqual({ signing: 'unclear', authentication: 'unclear', raw: '' });
  });
});

describe('card record', () => {
  const record = `011C${toHex(toUtf8('4000000000000019999920350217'))}`;
  it('gives the expiry and a digest', async () => {
    const { card } = scriptedCard(`> 00B2010C00\n< ${record} 9000`);
    const read = await readCardRecord(card);
    expect(read?.expiry).toBe('20350217');
    expect(read?.digest).toMatch(/^[0-9A-F]{64}$/);
  });
  it.each(['6A83', '6A82'])('says undefined for %s', async (sw) => {
    const { card } = scriptedCard(`> 00B2010C00\n< ${sw}`);
    expect(await readCardRecord(card)).toBeUndefined();
  });
  it('throws for other words', async () => {
    const { card } = scriptedCard('> 00B2010C00\n< 6982');
    await expect(readCardRecord(card)).rejects.toMatchObject({ code: 'card.refused' });
  });
  it('is total', () => {
    expect(() => parseCardRecord(fromHex('021C'))).toThrow(KazasuError);
    expect(() => parseCardRecord(fromHex(`021C${record.slice(4)}`))).toThrow(KazasuError);
    expect(() => parseCardRecord(fromHex(record.replace('3230333530323137', '3230333530323158')))).toThrow(
      KazasuError,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          parseCardRecord(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(KazasuError);
        }
      }),
    );
  });
});

describe('declaresExtendedLength', () => {
  it.each([
    ['3BE000FF8131FE4514', false],
    ['3BDA13FF8131FB468012392F31C173C601C03B', true],
    ['3BC5FF8131FB458073C6010000', false],
    ['3B8880010000 05E0B381A1007F', false],
    ['3B 88 80 01 00 4B 51 FF 00 81 D1 00 BC', false],
    ['', false],
  ])('ATR %s: %s', (atr, expected) => expect(declaresExtendedLength(fromHex(atr))).toBe(expected));
  it('is total', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        (atr) => typeof declaresExtendedLength(atr) === 'boolean',
      ),
    );
  });
});
