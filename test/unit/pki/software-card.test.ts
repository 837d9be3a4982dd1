import { describe, expect, it } from 'vitest';
import { toHex, fromHex } from '../../../core/bytes/hex.ts';
import { sha256 } from '../../../core/bytes/sha256.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { JPKI_ANCHORS } from '../../../core/pki/anchors.ts';
import type { CertificatePurpose } from '../../../core/pki/certificate.ts';
import { sha256DigestInfo } from '../../../core/pki/digest-info.ts';
import { parseCertificate } from '../../../core/pki/parse-certificate.ts';
import { refusalOf } from '../../../core/pki/refusal.ts';
import { TEST_ANCHORS } from '../../../core/pki/test-anchors.ts';
import { verifySignature } from '../../../core/pki/verify-signature.ts';
import { PERSONAS, type VirtualCardOptions } from '../../../core/virtual/card.ts';
import { loadPersona } from '../../../core/virtual/personas/index.ts';
import { NOW, SELECT, talk } from '../virtual/talk.ts';

/** The certificates of the software card, which another hand wrote to the same facts, read and judged here. */

const PINS = { authentication: ['0018', '1234'], signing: ['001B', 'ABC123'] } as const;
const KEYS = { authentication: '0017', signing: '001A' } as const;
const FILES = { authentication: '000A', signing: '0001' } as const;
const TEXT = toUtf8('模擬の文です。');

async function signed(use: CertificatePurpose, options: VirtualCardOptions) {
  const { say, verify, read } = talk(options);
  await say(SELECT.jpki);
  const [pinFile, pin] = PINS[use];
  expect(await verify(pinFile, pin)).toBe('9000');
  const file = await read(FILES[use]);
  const certificate = file.slice(0, 4 + ((file[2] ?? 0) << 8) + (file[3] ?? 0));
  await say(`00A4020C02${KEYS[use]}`);
  const answer = await say(`802A008033${toHex(sha256DigestInfo(await sha256(TEXT)))}00`);
  expect(answer.slice(-4)).toBe('9000');
  return { certificate, signature: fromHex(answer.slice(0, -4)) };
}

async function usesOf(id: string): Promise<readonly CertificatePurpose[]> {
  const { certificates } = await loadPersona(id);
  return certificates.signing ? ['authentication', 'signing'] : ['authentication'];
}

/** the persona with PINs that were never tried */
async function openCard(id: string): Promise<VirtualCardOptions> {
  const persona = await loadPersona(id);
  const pins = { ...persona.pins, authentication: { value: '1234' }, signing: { value: 'ABC123' } };
  return { persona: { ...persona, pins } };
}

describe.each(PERSONAS.map(({ id }) => id))('the card of %s', (id) => {
  it('signs with certificates whose chain is `test` and whose purpose is their own', async () => {
    for (const expectedPurpose of await usesOf(id)) {
      const { certificate, signature } = await signed(expectedPurpose, await openCard(id));
      const { notBefore, notAfter, purpose } = await parseCertificate(certificate);
      expect(purpose).toBe(expectedPurpose);
      const isOver = notAfter < NOW;
      const now = isOver ? new Date(notBefore.getTime() + 1000) : NOW;
      const input = { certificate, signedBytes: TEXT, signature, expectedPurpose, now };
      const report = await verifySignature({ ...input, anchors: [...JPKI_ANCHORS, ...TEST_ANCHORS] });
      const { generation } = (await loadPersona(id)).certificates;
      const anchor = `Kazasu test ${expectedPurpose === 'signing' ? 'sign' : 'auth'}ca0${generation}`;
      expect(report).toMatchObject({
        cryptographic: 'ok',
        chain: { outcome: 'test', anchor },
        period: 'ok',
        purpose: 'ok',
      });
      expect(refusalOf(report, 'test')).toBeUndefined();
      expect(refusalOf(report, 'production')).toBe('test-root');
      const real = await verifySignature({ ...input, anchors: JPKI_ANCHORS });
      expect(real.chain).toEqual({ outcome: 'unknown-issuer' });
    }
  });

  it('names its holder in the signing certificate as the persona says', async () => {
    const persona = await loadPersona(id);
    if (!persona.certificates.signing) return;
    const { certificate } = await signed('signing', await openCard(id));
    const { holder, unknownOtherNames } = await parseCertificate(certificate);
    expect(holder?.name).toBe(persona.certificateText?.name?.[0] ?? persona.name);
    expect(holder?.address).toBe(persona.certificateText?.address?.[0] ?? persona.address);
    expect(holder?.sex).toBe(persona.sex);
    expect(unknownOtherNames).toEqual([]);
  });
});

it('shows where substitute characters stand', async () => {
  const { certificate } = await signed('signing', { persona: 'substitutes' });
  const { holder } = await parseCertificate(certificate);
  expect(holder).toMatchObject({ nameSubstitutes: [0], addressSubstitutes: [8] });
});

it('keeps a name the facts do not know, such as the furigana, raw', async () => {
  const options = { persona: 'furigana', quirks: { furiganaInCertificate: true } };
  const { certificate } = await signed('signing', options);
  const { unknownOtherNames } = await parseCertificate(certificate);
  expect(unknownOtherNames.map(({ text }) => text)).toEqual(['カクウ　ヨミ']);
});
