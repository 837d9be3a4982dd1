import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import {
  create,
  QUIRKS,
  resolveQuirks,
  type Quirks,
  type VirtualCardOptions,
} from '../../../core/virtual/card.ts';
import { NOW, played, SELECT, talk, verifyCommand, type Talk } from './talk.ts';

const JPKI = `> ${SELECT.jpki}
< 9000`;
const TEXT = `> ${SELECT.text}
< 9000`;
const AUTH_PIN = `${JPKI}
> 00A4020C020018
< 9000`;
const EXHAUSTED = `${AUTH_PIN}
> ${verifyCommand('0000')}
< 63C2
> ${verifyCommand('0000')}
< 63C1`;

/** What a setting changes, told as a conversation; what the default says is in conversations.test.ts. */
const CONVERSATIONS: readonly (readonly [Partial<Quirks>, string, VirtualCardOptions?])[] = [
  [{ shortEfRead: false }, `${JPKI}\n> 00B0880001\n< 6A86\n> ${SELECT.common}\n< 9000\n> 00B2010C00\n< 6A86`],
  [{ shortEfSign: false }, `${AUTH_PIN}\n> ${verifyCommand('1234')}\n< 9000\n> 802A009701AA00\n< 6A86`],
  [
    { shortEfVerify: true },
    `${JPKI}
     > 00200098
     < 63C3
     > ${verifyCommand('1234', '98')}
     < 9000
     > 00200080                                     # it is the current file now
     < 63C3
     > 00200083
     < 6A82
     > 00200097
     < 6981`,
  ],
  [{ partialAid: false }, '> 00A4040C05 D392F00026\n< 6A82'],
  [{ selectWithFci: '6A86' }, `> 00A404000A D392F000260100000001\n< 6A86\n${JPKI}`],
  [{ selectMf: '9000' }, '> 00A40000\n< 9000'],
  [{ selectMf: '6A82' }, '> 00A40000\n< 6A82'],
  [
    { extendedLength: true },
    `> 00A4040C00000AD392F000260100000001
     < 9000
     > 00B0880000FF
     < 6700
     > 00B08800000100
     < 8F8F009000
     > 00840000000008
     < 6985
     > ${SELECT.text}
     < 9000
     > 00B085000C
     < FF4082009FDF410401030E019000`,
  ],
  [{ endOfFile: '6282' }, `${JPKI}\n> 00B0880000\n< 8F8F006282\n> 00B0880003\n< 8F8F009000`],
  [{ endOfFile: '6Cxx' }, `${JPKI}\n> 00B0880000\n< 6C03\n> 00B0880003\n< 8F8F009000`],
  [{ pastEnd: '9000' }, `${JPKI}\n> 00B0880301\n< 9000`],
  [
    { blockedWord: '6983' },
    `${EXHAUSTED}\n> ${verifyCommand('0000')}\n< 63C0\n> ${verifyCommand('1234')}\n< 6983\n> 00200080\n< 63C0`,
  ],
  [{ exhaustingWord: 'blocked' }, `${EXHAUSTED}\n> ${verifyCommand('0000')}\n< 6984`],
  [{ blockedQuery: 'blocked' }, `${EXHAUSTED}\n> ${verifyCommand('0000')}\n< 63C0\n> 00200080\n< 6984`],
  [
    { verifiedQuery: '9000' },
    `${AUTH_PIN}\n> 00200080\n< 63C3\n> ${verifyCommand('1234')}\n< 9000\n> 00200080\n< 9000`,
  ],
  [{ fourByteQuery: false }, `${AUTH_PIN}\n> 00200080\n< 6700\n> 0020008000\n< 63C3`],
  [
    { wrongVerifyCloses: false },
    `${TEXT}
     > 00A4020C020011
     < 9000
     > ${verifyCommand('1234')}
     < 9000
     > ${verifyCommand('0000')}
     < 63C2
     > 00B0810002
     < FF109000
     > 00A4020C020011
     < 9000
     > ${verifyCommand('0000')}
     < 63C1
     > ${verifyCommand('0000')}
     < 63C0
     > 00B0810002                                   # blocked is closed in any case
     < 6982`,
  ],
  [
    { tokenLabel: 'JPKIAPICCTOKEN', tokenPadding: 'NUL' },
    `${JPKI}\n> 00B0860020\n< ${toHex(toUtf8('JPKIAPICCTOKEN'))}${'00'.repeat(18)}9000`,
  ],
  [
    { authCertificateNeedsPin: true },
    `${JPKI}\n> 00B08A0001\n< 6982\n> 00A4020C020018\n< 9000\n> ${verifyCommand('1234')}\n< 9000\n> 00B08A0001\n< 309000`,
  ],
  [{ numberATries: 3 }, `${TEXT}\n> 00A4020C020014\n< 9000\n> 00200080\n< 63C3`],
  [
    { numberATries: 0 },
    `${TEXT}\n> 00A4020C020014\n< 9000\n> 00200080\n< 6300\n> ${verifyCommand('0'.repeat(12))}\n< 6300
     > ${verifyCommand('123456789011')}\n< 9000`,
  ],
  [{ birthDateTries: 2 }, `> ${SELECT.surface}\n< 9000\n> 00A4020C020011\n< 9000\n> 00200080\n< 63C2`],
  [{ commonPinTries: 5 }, `> ${SELECT.common}\n< 9000\n> 00A4020C02001C\n< 9000\n> 00200080\n< 63C5`],
  [
    { sharedReferenceCounters: true },
    `${TEXT}\n> 00A4020C020014\n< 9000\n> ${verifyCommand('0'.repeat(12))}\n< 63C9
     > ${SELECT.surface}\n< 9000\n> 00A4020C020013\n< 9000\n> 00200080\n< 63C9`,
  ],
  [
    { sharedReferenceCounters: false },
    `${TEXT}\n> 00A4020C020014\n< 9000\n> ${verifyCommand('0'.repeat(12))}\n< 63C9
     > ${SELECT.surface}\n< 9000\n> 00A4020C020013\n< 9000\n> 00200080\n< 63CA`,
  ],
  [
    { textSignatureOpenedBy: 'pinOrA' },
    `${TEXT}\n> 00A4020C020015\n< 9000\n> ${verifyCommand('60041220344821')}\n< 9000\n> 00B0830001\n< 6982`,
  ],
  [
    { foreignBirthYear: 'era' },
    `${TEXT}\n> 00A4020C020015\n< 9000\n> ${verifyCommand('90110320349264')}\n< 63C9\n> ${verifyCommand('02110320349264')}\n< 9000`,
    { persona: 'foreign' },
  ],
  [
    { foreignBirthYear: 'gregorian' },
    `${TEXT}\n> 00A4020C020015\n< 9000\n> ${verifyCommand('90110320349264')}\n< 9000`,
    { persona: 'foreign' },
  ],
  [
    { checksNewPassword: true },
    `${AUTH_PIN}
     > ${verifyCommand('1234')}
     < 9000
     > 0024018004 41424344
     < 6A80
     > 0024018004 39383736
     < 9000
     > 00A4020C02001B
     < 9000
     > ${verifyCommand('ABC123')}
     < 9000
     > 0024018006 616263313233                      # lower case
     < 6A80
     > 0024018005 4142433132                        # five
     < 6A80
     > 0024018006 58595A373839
     < 9000`,
  ],
  [
    { missingCertificate: 'empty', missingPassword: 'open' },
    `${JPKI}\n> 00A4020C020001\n< 9000\n> 00B0000001\n< 6982`,
    { persona: 'child' },
  ],
  [{ missingCertificateMark: '0F' }, `${JPKI}\n> 00B0880000\n< 0F8F009000`, { persona: 'child' }],
  [
    { missingPassword: '6A82' },
    `${JPKI}\n> 00A4020C02001B\n< 6A82\n> 802A009A01AA00\n< 6982`,
    { persona: 'child' },
  ],
  [
    { missingPassword: 'open' },
    `${JPKI}\n> 00A4020C02001B\n< 9000\n> 00200080\n< 63C5\n> ${verifyCommand('ABC123')}\n< 63C4`,
    { persona: 'child' },
  ],
  [{ firstCommandFails: true }, `> ${SELECT.jpki}\n< 6F00\n> ${SELECT.jpki}\n< 9000`],
  [{ signLengthWord: '6700' }, `${AUTH_PIN}\n> ${verifyCommand('1234')}\n< 9000\n> 802A029701AA00\n< 6700`],
];

/** Settings that a conversation would not show, each with its own test below. */
const OTHERS = new Set<keyof Quirks>([
  'getResponse',
  'berLengths',
  'fileBlock',
  'filler',
  'warmReset',
  'signDelayMs',
  'atr',
  'furiganaTag',
  'furiganaInCertificate',
  'authExtensions',
  'signExtensions',
  'authorityKeyIdentifier',
  'policies',
  'keys',
]);

test.each(CONVERSATIONS.map(([quirks, conversation, options]) => ({ quirks, conversation, options })))(
  'quirk $quirks',
  async ({ quirks, conversation, options }) => {
    const [heard, expected] = await played(conversation, { ...options, quirks });
    expect(heard).toBe(expected);
  },
);

test('every quirk is tested', () => {
  const tested = new Set<string>([...CONVERSATIONS.flatMap(([quirks]) => Object.keys(quirks)), ...OTHERS]);
  expect([...tested].sort()).toEqual(Object.keys(QUIRKS).sort());
});

async function withPassword(options: VirtualCardOptions): Promise<Talk> {
  const talking = talk(options);
  await talking.say(SELECT.jpki);
  await talking.verify('0018', '1234');
  await talking.verify('001B', 'ABC123');
  return talking;
}

/** Extension identifiers of a certificate, in order: two bytes of 2.5.29.x, or the whole of others. */
function extensionOrder(der: Uint8Array): string[] {
  const known: Record<string, string> = {
    '551D0F': 'keyUsage',
    '551D25': 'extKeyUsage',
    '551D11': 'subjectAltName',
    '551D20': 'certificatePolicies',
    '551D12': 'issuerAltName',
    '551D1F': 'cRLDistributionPoints',
    '2B06010505070101': 'authorityInfoAccess',
    '551D23': 'authorityKeyIdentifier',
    '551D0E': 'subjectKeyIdentifier',
  };
  const hex = toHex(der);
  return Object.entries(known)
    .map(
      ([oid, name]) =>
        [hex.indexOf(`06${(oid.length / 2).toString(16).padStart(2, '0')}${oid}`), name] as const,
    )
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}

async function certificateOf(
  use: 'auth' | 'sign',
  quirks: Partial<Quirks>,
  persona = 'adult',
): Promise<X509Certificate> {
  const { read } = await withPassword({ persona, quirks });
  return new X509Certificate(await read(use === 'auth' ? '000A' : '0001'));
}

describe('quirks that change what is in a file', () => {
  test('berLengths: the same attributes, longer lengths, offsets that fit', async () => {
    const files: Record<string, Uint8Array> = {};
    for (const berLengths of ['minimal', 'wrapper', 'all'] as const) {
      const { say, verify, read } = talk({ quirks: { berLengths, fileBlock: 1 } });
      await say(SELECT.text);
      await verify('0011', '1234');
      files[berLengths] = await read('0002');
    }
    const { minimal, wrapper, all } = files as { minimal: Uint8Array; wrapper: Uint8Array; all: Uint8Array };
    expect(toHex(minimal.slice(0, 6))).toMatch(/^FF20..DF2108$/);
    expect(toHex(wrapper.slice(0, 8))).toMatch(/^FF208200..DF2108$/);
    expect(toHex(all.slice(0, 10))).toMatch(/^FF208200..DF21820008$/);
    expect(wrapper.length).toBe(minimal.length + 2);
    expect(all.length).toBe(wrapper.length + 2 * 5);
    for (const [file, at] of [
      [minimal, 6],
      [wrapper, 8],
      [all, 10],
    ] as const) {
      const places = [0, 2, 4, 6].map((i) => ((file[at + i] ?? 0) << 8) | (file[at + i + 1] ?? 0));
      const tags = places.map((place) => toHex(file.slice(place, place + 2)));
      expect(tags).toEqual(['DF22', 'DF23', 'DF24', 'DF25']);
    }
  });

  test('fileBlock and filler: size and tail of a certificate file', async () => {
    const { read } = await withPassword({ quirks: { fileBlock: 2000, filler: '00' } });
    const file = await read('000A');
    expect(file.length).toBe(2000);
    const end = 4 + ((file[2] ?? 0) << 8) + (file[3] ?? 0);
    expect(file.slice(end).every((byte) => byte === 0)).toBe(true);
  });

  test('furiganaTag: behind the four attributes, which stay where they were', async () => {
    const { say, verify, read } = talk({
      persona: 'furigana',
      quirks: { furiganaTag: 'DF2A', fileBlock: 1 },
    });
    await say(SELECT.text);
    await verify('0011', '1234');
    const hex = toHex(await read('0002'));
    const reading = toHex(toUtf8('カクウ　ヨミ'));
    expect(hex.endsWith(`DF250133DF2A${(reading.length / 2).toString(16)}${reading}`)).toBe(true);
  });

  test('furiganaInCertificate: a seventh otherName', async () => {
    const id = '1.2.392.200149.8.5.5.7';
    expect((await certificateOf('sign', {}, 'furigana')).subjectAltName).not.toContain(id);
    const { raw } = await certificateOf('sign', { furiganaInCertificate: true }, 'furigana');
    expect(toHex(raw)).toContain(toHex(toUtf8('カクウ　ヨミ')));
  });

  test.each(['auth', 'sign'] as const)('%sExtensions: these, in this order', async (use) => {
    const order = ['subjectKeyIdentifier', 'authorityInfoAccess', 'extKeyUsage', 'keyUsage'] as const;
    const certificate = await certificateOf(use, { authExtensions: order, signExtensions: order });
    expect(extensionOrder(certificate.raw)).toEqual(order);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']); // node gives the extended usages here
    expect(certificate.infoAccess).toContain('http://ocsp.kazasu.invalid/');
  });

  test('default extensions are those of the facts', async () => {
    const sign = extensionOrder((await certificateOf('sign', {})).raw);
    expect(sign).toHaveLength(7);
    expect([sign[0], sign[1], sign[4]]).toEqual(['keyUsage', 'subjectAltName', 'cRLDistributionPoints']);
    expect(extensionOrder((await certificateOf('auth', {})).raw)).toEqual(QUIRKS.authExtensions.default);
  });

  test('authorityKeyIdentifier: alone it is shorter', async () => {
    const full = (await certificateOf('auth', {})).raw.length;
    const alone = (await certificateOf('auth', { authorityKeyIdentifier: 'keyid' })).raw.length;
    expect(full - alone).toBeGreaterThan(100);
  });

  test('policies: of the test environment, or of the real service', async () => {
    const policies = async (quirks: Partial<Quirks>): Promise<string> =>
      toHex((await certificateOf('sign', quirks)).raw);
    const [testing, real] = ['060B2A83088C9B550805010014', '060B2A83088C9B550805010114'];
    expect(await policies({})).toContain(testing);
    expect(await policies({ policies: 'production' })).toContain(real);
  });

  test('keys: fresh ones are new for each card, given ones are not', async () => {
    const modulus = async (keys: 'given' | 'fresh'): Promise<string> =>
      String((await certificateOf('auth', { keys })).publicKey.export({ format: 'jwk' }).n);
    expect(await modulus('given')).toBe(await modulus('given'));
    expect(await modulus('fresh')).not.toBe(await modulus('fresh'));
  });
});

describe('quirks of a reset and of time', () => {
  test('warmReset: keeps or clears what was selected and verified', async () => {
    for (const [warmReset, word] of [
      ['keeps', '9000'],
      ['clears', '6986'],
    ] as const) {
      const { card, say } = await withPassword({ quirks: { warmReset } });
      await say('00A4020C020017');
      card.reset();
      expect((await say('802A008001AA00')).slice(-4)).toBe(word);
    }
  });

  test('signDelayMs: for private-key operations only', async () => {
    const { say } = await withPassword({ quirks: { signDelayMs: 80 } });
    const timed = async (command: string): Promise<number> => {
      const from = performance.now();
      await say(command);
      return performance.now() - from;
    };
    await say('802A009701AA00');
    expect(await timed('802A009701AA00')).toBeGreaterThanOrEqual(79);
    expect(await timed('00B0880001')).toBeLessThan(79);
  });

  test('atr: the contact one, the one that declares extended length, or any', () => {
    const atr = (quirks: Partial<Quirks>): string => toHex(create({ quirks }).atr);
    expect(atr({})).toBe('3BE000FF8131FE4514');
    expect(atr({ extendedLength: true })).toBe('3BDA13FF8131FB468012392F31C173C601C03B');
    expect(atr({ atr: '3b88800100004 1E0B381A1003B'.replace(' ', '') })).toBe('3B888001000041E0B381A1003B');
    for (const one of [atr({}), atr({ extendedLength: true })]) {
      expect(
        fromHex(one)
          .slice(1)
          .reduce((sum, byte) => sum ^ byte, 0),
        one,
      ).toBe(0);
    }
  });

  test('getResponse: the signature comes in a second step', async () => {
    const plain = await withPassword({});
    const whole = await plain.say('802A009701AA00');
    const { say } = await withPassword({ quirks: { getResponse: true } });
    expect(await say('00C0000000')).toBe('6985');
    expect(await say('802A009701AA00')).toBe('6100');
    expect(await say('00C0010000')).toBe('6A86');
    expect(await say('00C00000')).toBe('6700');
    expect(await say('00C0000000')).toBe(whole);
    expect(await say('802A009701AA00')).toBe('6100');
    const first = await say('00C00000F0');
    expect(first.slice(-4)).toBe('6110');
    expect(first.slice(0, -4) + (await say('00C0000010'))).toBe(whole);
    expect(await say('802A009701AA00')).toBe('6100');
    await say('00B0880001'); // another command in between
    expect(await say('00C0000000')).toBe('6985');
  });
});

describe('settings that do not exist', () => {
  test.each([
    [{ noSuchQuirk: true }, 'no quirk is named noSuchQuirk'],
    [{ toString: true }, 'no quirk is named toString'],
    [{ shortEfRead: 'yes' }, 'quirk shortEfRead is one of: true, false'],
    [{ blockedWord: '6985' }, 'quirk blockedWord is one of: 6984, 6983'],
    [{ fileBlock: 0 }, 'quirk fileBlock is one of: 1..4096'],
    [{ fileBlock: 1.5 }, 'quirk fileBlock is one of: 1..4096'],
    [{ atr: '3B0' }, 'quirk atr is one of: hexadecimal, or empty'],
    [{ authExtensions: ['keyUsage', 'keyUsage'] }, 'quirk authExtensions is one of: a list of'],
    [{ authExtensions: ['basicConstraints'] }, 'quirk authExtensions is one of: a list of'],
  ])('%o', (quirks, message) => {
    expect(() => create({ quirks: quirks as Partial<Quirks>, now: () => NOW })).toThrow(message);
  });

  test('what is not said is the default', () => {
    expect(resolveQuirks({})).toEqual(
      Object.fromEntries(Object.entries(QUIRKS).map(([name, quirk]) => [name, quirk.default])),
    );
  });
});
