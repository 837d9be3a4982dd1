import { fromBase64url } from '../bytes/base64url.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { faceOf } from './files/face.ts';
import type { Application } from './files/file.ts';
import { jpkiApplication } from './files/jpki.ts';
import type { Material, References } from './files/material.ts';
import { cardManager, commonApplication, jukiApplication } from './files/others.ts';
import { surfaceApplication } from './files/surface.ts';
import { textApplication } from './files/text.ts';
import { holderOf, type Holder } from './holder.ts';
import { lazy } from './lazy.ts';
import type { Persona } from './personas/persona.ts';
import { Pin } from './pin.ts';
import type { Quirks } from './quirks.ts';
import { freshPrimes, PrivateKey } from './rsa/private-key.ts';
import { holderCertificate } from './test-ca/holder-certificate.ts';
import type { Use } from './test-ca/authority.ts';

/** The applications of a persona's card; the first is the card manager, which power-on selects. */
export function cardContent(
  persona: Persona,
  quirks: Quirks,
  now: Date,
  atr: Uint8Array,
): readonly Application[] {
  const holder = holderOf(persona, now, quirks);
  const holderKeys = { auth: holderKey('auth', persona, quirks), sign: holderKey('sign', persona, quirks) };
  const certificates = {
    auth: lazy(() => issue('auth', holder, holderKeys.auth, quirks)),
    sign: lazy(() => issue('sign', holder, holderKeys.sign, quirks)),
  };
  const text = references(holder, quirks);
  const material: Material = {
    holder,
    quirks,
    sharedKey: keyNamed,
    holderKey: (use) => holderKeys[use](),
    certificate: (use) => certificates[use](),
    root: async (use) => {
      const { ROOTS } = await import('./data/roots.ts');
      return fromBase64url(ROOTS[`${use}-${persona.certificates.generation}`]);
    },
    face: () => faceOf(persona.like ?? persona.id),
    references: { text, surface: quirks.sharedReferenceCounters ? text : references(holder, quirks) },
    atrBody: atr.slice(1),
  };
  return [
    cardManager(material),
    jpkiApplication(material),
    textApplication(material),
    surfaceApplication(material),
    jukiApplication(material),
    commonApplication(material),
  ];
}

function references(holder: Holder, quirks: Quirks): References {
  return {
    a: new Pin(toUtf8(holder.numberA), quirks.numberATries),
    b: new Pin(toUtf8(holder.numberB), 10),
  };
}

function holderKey(use: Use, persona: Persona, quirks: Quirks): () => Promise<PrivateKey> {
  return lazy(async () =>
    quirks.keys === 'fresh'
      ? new PrivateKey(await freshPrimes())
      : keyNamed(`${persona.like ?? persona.id}.${use}`, `adult.${use}`),
  );
}

/** @throws RangeError when there is none of either name */
async function keyNamed(name: string, otherwise = name): Promise<PrivateKey> {
  const { KEYS } = await import('./data/keys.ts');
  const all: Readonly<Record<string, (typeof KEYS)[keyof typeof KEYS]>> = KEYS;
  const primes = all[name] ?? all[otherwise];
  if (primes === undefined) throw new RangeError(`no key is named ${name}`);
  return new PrivateKey(primes);
}

async function issue(
  use: Use,
  holder: Holder,
  key: () => Promise<PrivateKey>,
  quirks: Quirks,
): Promise<Uint8Array> {
  const issuer = await keyNamed(`root-${use}-${holder.persona.certificates.generation}`);
  return holderCertificate(use, holder, { subject: await key(), issuer }, quirks);
}
