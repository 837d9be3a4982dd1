import { fromHex } from '../../bytes/hex.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { concat } from '../../bytes/concat.ts';
import { lazy } from '../lazy.ts';
import { Pin } from '../pin.ts';
import type { PersonaPin } from '../personas/persona.ts';
import type { Quirks } from '../quirks.ts';
import type { Access, Application, ElementaryFile } from './file.ts';
import { filled } from './filled.ts';
import type { Material } from './material.ts';

const digits4 = (value: Uint8Array): boolean =>
  value.length === 4 && value.every((c) => c >= 0x30 && c <= 0x39);

const password = (value: Uint8Array): boolean =>
  value.length >= 6 && value.every((c) => (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a));

/** The JPKI application (card.md 2.1). */
export function jpkiApplication(material: Material): Application {
  const { holder, quirks } = material;
  const { pins, certificates } = holder.persona;
  const authPin = new Pin(toUtf8(pins.authentication.value), 3, pins.authentication.triesLeft, digits4);
  const signPin = signingPin(certificates.signing ? pins.signing : undefined, material);
  const signing: Access = signPin === undefined ? 'never' : [signPin];

  const file = (access: Access, make: () => Promise<Uint8Array>): ElementaryFile => ({
    kind: 'transparent',
    access,
    content: lazy(make),
  });
  const certificate = (access: Access, make: () => Promise<Uint8Array>): ElementaryFile =>
    file(access, async () => filled(await make(), quirks));
  const fixed = (access: Access, content: Uint8Array): ElementaryFile =>
    file(access, () => Promise.resolve(content));

  const files = new Map<number, ElementaryFile>([
    [0x0002, certificate('free', () => material.root('sign'))],
    [0x0005, { kind: 'opaque' }],
    [0x0006, fixed('free', token(quirks))],
    [0x0008, fixed('free', availability(material))],
    [0x0009, fixed('never', new Uint8Array())],
    [
      0x000a,
      certificate(quirks.authCertificateNeedsPin ? [authPin] : 'free', () => material.certificate('auth')),
    ],
    [0x000b, certificate('free', () => material.root('auth'))],
    [0x0010, { kind: 'opaque' }],
    [0x0016, { kind: 'opaque' }],
    [0x0017, { kind: 'key', access: [authPin], use: 'sign', key: lazy(() => material.holderKey('auth')) }],
    [0x0018, { kind: 'pin', pin: authPin }],
    [0x0019, { kind: 'opaque' }],
    [0x001a, { kind: 'key', access: signing, use: 'sign', key: lazy(() => material.holderKey('sign')) }],
    [0x001c, { kind: 'opaque' }],
    [0x001e, { kind: 'opaque' }],
  ]);
  if (certificates.signing)
    files.set(
      0x0001,
      certificate(signing, () => material.certificate('sign')),
    );
  else if (quirks.missingCertificate === 'empty') {
    files.set(0x0001, fixed(signing, filled(Uint8Array.of(Number.parseInt(quirks.filler, 16)), quirks)));
  }
  if (signPin !== undefined) files.set(0x001b, { kind: 'pin', pin: signPin });

  return {
    aid: fromHex('D392F000260100000001'),
    files,
    objects: new Map(),
    defaultKey: undefined,
    changesPinBy: 'reference-data',
    sessionKeyWord: 0x6982,
  };
}

/** EF 001B; what it is for a holder who has nothing to sign with is not known (quirk `missingPassword`). */
function signingPin(pin: PersonaPin | undefined, { quirks }: Material): Pin | undefined {
  if (pin !== undefined) return new Pin(toUtf8(pin.value), 5, pin.triesLeft, password);
  if (quirks.missingPassword === '6A82') return undefined;
  // no data of 1..16 bytes equals an empty value
  return new Pin(new Uint8Array(), 5, quirks.missingPassword === 'blocked' ? 0 : 5, password);
}

/** EF 0008: signing, authentication, unknown. */
function availability({ holder, quirks }: Material): Uint8Array {
  const signing = holder.persona.certificates.signing
    ? 0x8f
    : Number.parseInt(quirks.missingCertificateMark, 16);
  return Uint8Array.of(signing, 0x8f, 0x00);
}

/** EF 0006, 160 bytes: a PKCS #11 token record. Manufacturer and serial say that nobody made this card. */
function token({ tokenLabel, tokenPadding }: Quirks): Uint8Array {
  return concat(
    toUtf8(tokenLabel.padEnd(32, tokenPadding === 'NUL' ? '\0' : ' ')),
    toUtf8('0'.repeat(32)),
    toUtf8('KAZASU0000000001'),
    toUtf8('0000000000000000'),
    fromHex('0000040D'),
    fromHex('00000001 00000000 00000001 00000000'), // sessions
    fromHex('00000010 00000006'), // longest and shortest PIN
    fromHex('FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF'), // memory: not said
    toUtf8('0301'),
    toUtf8('9'.repeat(16)),
  );
}
