import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat } from '../../core/bytes/concat.ts';
import {
  algorithm,
  encode,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../core/bytes/der-encode.ts';
import { sha256 } from '../../core/bytes/sha256.ts';
import { OID } from '../../core/pki/cms/oid.ts';
import type { CmsRefusal } from '../../core/pki/cms/refusal.ts';
import { subjectKeyId, WITHIN } from '../unit/pki/hierarchy.ts';
import {
  attribute,
  NULL,
  rawCms,
  rawSigner,
  SHA256,
  sortedSet,
  usualAttributes,
} from '../unit/pki/cms/raw-cms.ts';
import { FILE, makeParties, type Parties } from './cms-parties.ts';
import { signWithPkijs } from './cms-pkijs.ts';

/**
 * The kept list of what `openssl cms -verify` accepts and this house refuses, each with our reason. It is kept true
 * by both judges: an entry that openssl begins to refuse, or that we begin to accept, fails here.
 */

let parties: Parties;

beforeAll(async () => {
  parties = await makeParties({ more: [subjectKeyId(Uint8Array.of(1, 2, 3, 4))] });
});

afterAll(() => parties.openssl.close());

interface Tolerated {
  readonly refusal: CmsRefusal;
  readonly make: (leaf: Parties['leaf']) => Promise<Uint8Array> | Uint8Array;
}

/** attributes over FILE of cms-parties.ts */
const usual = (leaf: Parties['leaf']) => usualAttributes(leaf, FILE);
const signed = async (leaf: Parties['leaf']): Promise<Uint8Array[]> =>
  sortedSet(Object.values(await usual(leaf)) as Uint8Array[]);

const TOLERATED: Record<string, Tolerated> = {
  'bytes after the end': {
    refusal: 'not-der',
    make: async () => concat(await parties.sign(), Uint8Array.of(0, 0)),
  },
  'indefinite lengths (openssl -stream)': {
    refusal: 'not-der',
    make: () => parties.signWithOpenSsl('-md', 'sha256', '-cades', '-nodetach', '-stream'),
  },
  'content in a constructed octet string (pkijs, attached)': {
    refusal: 'not-der',
    make: ({ der, keys: { privateKey } }) =>
      signWithPkijs({ certificate: der, privateKey }, FILE, WITHIN, true),
  },
  'a length in more octets than it needs': {
    refusal: 'not-der',
    make: async () => {
      const cms = await parties.sign();
      // 30 82 xx xx → 30 83 00 xx xx
      return concat(Uint8Array.of(0x30, 0x83, 0), cms.subarray(2));
    },
  },
  'signed attributes out of the order of DER': {
    refusal: 'not-der',
    // openssl hashes them as they stand
    make: async (leaf) => rawCms(leaf, {}, { attributes: (await signed(leaf)).toReversed() }),
  },
  'signed attributes under a primitive tag': {
    refusal: 'not-signed-data',
    make: async () => {
      const cms = await parties.sign();
      const attributes = Buffer.from(cms).indexOf(Buffer.from('a081a2', 'hex'));
      return cms.with(attributes, 0x80);
    },
  },
  'no signed attributes (openssl -noattr)': {
    refusal: 'no-signed-attributes',
    make: () => parties.signWithOpenSsl('-md', 'sha256', '-noattr'),
  },
  'the signer named by key id (openssl -keyid)': {
    refusal: 'signer-id',
    make: () => parties.signWithOpenSsl('-md', 'sha256', '-cades', '-keyid'),
  },
  'two signers': {
    refusal: 'several-signers',
    make: async (leaf) => {
      const attributes = await signed(leaf);
      const later = sortedSet([...attributes, attribute('1.2.3.4', NULL)]);
      return rawCms(leaf, {
        signers: [await rawSigner(leaf, { attributes }), await rawSigner(leaf, { attributes: later })],
      });
    },
  },
  'SHA-512': { refusal: 'algorithm', make: () => parties.signWithOpenSsl('-md', 'sha512', '-cades') },
  'SHA-1': { refusal: 'algorithm', make: () => parties.signWithOpenSsl('-md', 'sha1', '-cades') },
  'RSA-PSS': {
    refusal: 'algorithm',
    make: () => parties.signWithOpenSsl('-md', 'sha256', '-cades', '-keyopt', 'rsa_padding_mode:pss'),
  },
  'an RSA key without its NULL': {
    refusal: 'algorithm',
    make: async (leaf) =>
      rawCms(
        leaf,
        {},
        { attributes: await signed(leaf), signatureAlgorithm: algorithm(OID.rsaEncryption, 'absent') },
      ),
  },
  'content that is not plain data (openssl -econtent_type)': {
    refusal: 'content-type',
    make: () => parties.signWithOpenSsl('-md', 'sha256', '-cades', '-econtent_type', '1.2.3.4'),
  },
  'a content type attribute that says otherwise': {
    refusal: 'content-type',
    make: async (leaf) => {
      const contentType = attribute(OID.contentType, oid('1.2.3.4'));
      const attributes = sortedSet(Object.values<Uint8Array>({ ...(await usual(leaf)), contentType }));
      return rawCms(leaf, {}, { attributes });
    },
  },
  'a SignedData of version 0': {
    refusal: 'not-signed-data',
    make: async (leaf) => rawCms(leaf, { version: smallInteger(0) }, { attributes: await signed(leaf) }),
  },
  'a SignerInfo of version 3 for a signer named by serial number': {
    refusal: 'signer-id',
    make: async (leaf) => rawCms(leaf, {}, { version: smallInteger(3), attributes: await signed(leaf) }),
  },
  'a claimed signing time before the certificate began': {
    refusal: 'period-at-signing',
    make: async (leaf) => {
      const signingTime = attribute(OID.signingTime, encode(0x17, Buffer.from('240101000000Z')));
      const attributes = sortedSet(Object.values<Uint8Array>({ ...(await usual(leaf)), signingTime }));
      return rawCms(leaf, {}, { attributes });
    },
  },
};

describe('openssl accepts, this house refuses', () => {
  it.each(Object.keys(TOLERATED))('%s', async (name) => {
    const { make, refusal } = TOLERATED[name]!;
    const cms = await make(parties.leaf);
    expect(parties.accepts(cms, 'cms')).toBe(true);
    expect(await parties.refusal(cms)).toBe(refusal);
  });
});

describe('both refuse', () => {
  const both = async (cms: Uint8Array, refusal: CmsRefusal): Promise<void> => {
    expect(await parties.refusal(cms)).toBe(refusal);
    expect(parties.accepts(cms, 'cades')).toBe(false);
  };
  const withAttributes = async (change: Record<string, Uint8Array | null>, ...more: Uint8Array[]) => {
    const all: Record<string, Uint8Array | null> = { ...(await usual(parties.leaf)), ...change };
    const attributes = sortedSet([...Object.values(all).filter((part) => part !== null), ...more]);
    return rawCms(parties.leaf, {}, { attributes });
  };

  it('a message digest that is missing or twice', async () => {
    await both(await withAttributes({ messageDigest: null }), 'missing-attribute');
    const twice = attribute(OID.messageDigest, octetString(new Uint8Array(32)));
    await both(await withAttributes({}, twice), 'duplicate-attribute');
  });

  it('a content type that is missing or twice', async () => {
    await both(await withAttributes({ contentType: null }), 'missing-attribute');
    await both(await withAttributes({}, attribute(OID.contentType, oid('1.2.3'))), 'duplicate-attribute');
  });

  it('a signing certificate that is another', async () => {
    const ids = sequence(sequence(sequence(octetString(await sha256(parties.root.der)))));
    const signingCertificate = attribute(OID.signingCertificateV2, ids);
    await both(await withAttributes({ signingCertificate }), 'signing-certificate-other');
  });

  it('a digest that is not announced', async () => {
    const other = setOf(algorithm('2.16.840.1.101.3.4.2.3', 'absent'));
    const attributes = await signed(parties.leaf);
    await both(await rawCms(parties.leaf, { digestAlgorithms: other }, { attributes }), 'algorithm');
  });

  it('and both accept what these are made from', async () => {
    const cms = await rawCms(
      parties.leaf,
      { digestAlgorithms: setOf(SHA256) },
      { attributes: await signed(parties.leaf) },
    );
    expect(await parties.refusal(cms)).toBeUndefined();
    expect(parties.accepts(cms, 'cades')).toBe(true);
  });
});
