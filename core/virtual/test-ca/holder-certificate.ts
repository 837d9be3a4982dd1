import { fromHex } from '../../bytes/hex.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { era } from '../calendar.ts';
import type { Holder } from '../holder.ts';
import type { ExtensionName, Quirks } from '../quirks.ts';
import type { PrivateKey } from '../rsa/private-key.ts';
import { authority, distributionPoint, type Use } from './authority.ts';
import { certificate, keyIdentifier } from './certificate.ts';
import * as write from './extensions.ts';
import type { Attribute } from './name.ts';

/** The test environment's policy is known for the signing certificate only (card.md 4.2). */
const POLICY = {
  production: { auth: '1.2.392.200149.8.5.1.3.30', sign: '1.2.392.200149.8.5.1.1.20' },
  test: { auth: '1.2.392.200149.8.5.1.3.30', sign: '1.2.392.200149.8.5.1.0.20' },
} as const;
const PRACTICE_STATEMENT = 'http://www.jpki.go.jp/cps.html';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
/** the real address, if there is one, is not known; this name can belong to nobody (RFC 6761) */
const OCSP = 'http://ocsp.kazasu.invalid/';

const PERSONAL = '1.2.392.200149.8.5.5';

interface Keys {
  readonly subject: PrivateKey;
  readonly issuer: PrivateKey;
}

/** A holder's certificate with the JPKI profile as far as it is known (card.md 4.2, 4.3). */
export async function holderCertificate(
  use: Use,
  holder: Holder,
  keys: Keys,
  quirks: Quirks,
): Promise<Uint8Array> {
  const { name, alternativeName, serial } = authority(use, holder.persona.certificates.generation);
  const [subjectKeyId, issuerKeyId] = await Promise.all([
    keyIdentifier(keys.subject),
    keyIdentifier(keys.issuer),
  ]);
  const seed = await sha256(toUtf8(`${use} ${holder.persona.id} ${holder.certificates.issued}`));
  const [prefecture, municipality] = holder.persona.locality;

  const extension = (which: ExtensionName): Uint8Array => {
    switch (which) {
      case 'keyUsage':
        return use === 'auth'
          ? write.keyUsage('digitalSignature')
          : write.keyUsage('digitalSignature', 'nonRepudiation');
      case 'extKeyUsage':
        return write.extKeyUsage(CLIENT_AUTH);
      case 'subjectAltName':
        return write.subjectOtherNames(personalData(holder, quirks));
      case 'certificatePolicies':
        return write.certificatePolicies(POLICY[quirks.policies][use], PRACTICE_STATEMENT);
      case 'issuerAltName':
        return write.issuerDirectoryName(alternativeName);
      case 'cRLDistributionPoints':
        return write.crlDistributionPoints([
          ...distributionPoint(use),
          ['OU', prefecture],
          ['CN', `${municipality} CRLDP`],
        ]);
      case 'authorityInfoAccess':
        return write.authorityInfoAccess(OCSP);
      case 'authorityKeyIdentifier':
        return write.authorityKeyIdentifier(
          issuerKeyId,
          quirks.authorityKeyIdentifier === 'full' ? { name, serial: fromHex(serial) } : undefined,
        );
      case 'subjectKeyIdentifier':
        return write.subjectKeyIdentifier(subjectKeyId);
    }
  };

  const names = use === 'auth' ? quirks.authExtensions : quirks.signExtensions;
  return certificate(
    {
      serial: Uint8Array.of((seed[0] ?? 0) & 0x0f, ...seed.slice(1, 4)),
      issuer: name,
      notBefore: issuedAt(holder.certificates.issued, seed),
      notAfter: holder.certificates.notAfter,
      subject: subjectOf(use, holder, seed),
      subjectKey: keys.subject,
      extensions: names.map(extension),
    },
    keys.issuer,
  );
}

/** A moment of the issue day's office hours in Japan, the same one each time. */
function issuedAt(day: string, seed: Uint8Array): Date {
  const minute = (seed[4] ?? 0) + (seed[5] ?? 0);
  return new Date(
    Date.UTC(
      Number(day.slice(0, 4)),
      Number(day.slice(4, 6)) - 1,
      Number(day.slice(6)),
      0,
      minute,
      seed[6] ?? 0,
    ),
  );
}

/** Reception desk: municipality and four more characters (card.md 4.2). */
const DESK = '003A';
const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function subjectOf(use: Use, { persona, certificates }: Holder, seed: Uint8Array): readonly Attribute[] {
  const desk = `${persona.municipality}${DESK}`;
  if (use === 'auth') {
    const random = Array.from(seed.slice(8, 22), (byte) => SYMBOLS[byte % SYMBOLS.length] ?? '');
    return [
      ['C', 'JP'],
      ['CN', `${random.join('')}${desk}`],
    ];
  }
  const requested = `${certificates.issued}093000`;
  const sequence = String(((seed[8] ?? 0) << 8) | (seed[9] ?? 0)).padStart(5, '0');
  const [prefecture, municipality] = persona.locality;
  return [
    ['C', 'JP'],
    ['L', prefecture],
    ['L', municipality],
    ['CN', `${requested}${sequence}${desk}`],
  ];
}

/** The otherName entries in their order: .1 .4 .3 .5 .2 .6 (card.md 4.3). */
function personalData({ persona, birth }: Holder, quirks: Quirks): (readonly [oid: string, text: string])[] {
  const [name, nameMarks] = persona.certificateText?.name ?? [persona.name, zeros(persona.name)];
  const [address, addressMarks] = persona.certificateText?.address ?? [
    persona.address,
    zeros(persona.address),
  ];
  const entries: [number, string][] = [
    [1, name],
    [4, `${era(birth).digit}${birth}`],
    [3, persona.sex],
    [5, address],
    [2, nameMarks],
    [6, addressMarks],
  ];
  if (quirks.furiganaInCertificate && persona.furigana !== undefined) entries.push([7, persona.furigana]);
  return entries.map(([suffix, text]) => [`${PERSONAL}.${suffix}`, text] as const);
}

/** One 0 per character: nothing was replaced. */
function zeros(text: string): string {
  return '0'.repeat(Array.from(text).length);
}
