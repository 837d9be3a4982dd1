import { concat } from '../../bytes/concat.ts';
import { algorithm } from '../../bytes/der-encode.ts';
import { isOrdered, readDer, TAG, type DerElement } from '../../bytes/der.ts';
import { equal } from '../../bytes/equal.ts';
import { attempt } from '../../error/attempt.ts';
import { readCertificate } from '../read-certificate.ts';
import type { X509Certificate } from '../x509/certificate.ts';
import { OID } from './oid.ts';
import type { CmsFault } from './report.ts';
import { readSignedData, type SignedData } from './signed-data.ts';
import { readSignerInfo, type Attribute, type SignerInfo } from './signer-info.ts';

/** A CMS with one signer that has all it takes to be checked. */
export interface ReadableCms {
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  readonly certificate: X509Certificate;
  /** DER of the SET OF: what was signed */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly signedAttributes: readonly Attribute[];
  readonly unsignedAttributes: readonly Attribute[];
}

/** an attached signature holds a file that fits into memory several times */
const MAX_CMS_BYTES = 16 * 1024 * 1024;

/** Writers differ in the parameters; readers take both forms (RFC 5754 section 2, RFC 4055 section 5). */
const DIGESTS = [algorithm(OID.sha256, 'absent'), algorithm(OID.sha256, 'null')];
const SIGNATURES = [
  algorithm(OID.rsaEncryption, 'null'),
  algorithm(OID.sha256WithRsa, 'null'),
  algorithm(OID.sha256WithRsa, 'absent'),
];

/** RFC 5652 section 11 asks for these two and for one value in each. */
const REQUIRED: readonly string[] = [OID.contentType, OID.messageDigest];
const SINGLE: readonly string[] = [...REQUIRED, OID.signingTime, OID.signingCertificateV2];

/** Takes a CMS apart as strictly as we write it; what stands in the way is named. Total: any bytes have an outcome. */
export function readCms(cms: Uint8Array): ReadableCms | CmsFault {
  if (cms.length > MAX_CMS_BYTES) return 'too-large';
  const element = attempt(() => readDer(cms));
  if (element === undefined) return 'not-der';
  const data = attempt(() => readSignedData(element));
  if (data === undefined) return 'not-signed-data';
  const [first, ...others] = data.signers;
  if (first === undefined) return 'no-signer';
  if (others.length > 0) return 'several-signers';
  const signer = attempt(() => readSignerInfo(first));
  if (signer === undefined) return 'not-signed-data';
  return judge(data, signer);
}

function judge(data: SignedData, signer: SignerInfo): ReadableCms | CmsFault {
  const { signedSet, unsignedSet, signedAttributes, unsignedAttributes, signature } = signer;
  // sets under an IMPLICIT tag, which the reader of DER could not know for sets
  const sets = [data.certificates, signedSet?.children ?? [], unsignedSet?.children ?? []];
  if (!sets.every(isOrdered)) return 'not-der';
  if (signer.version !== 1 || signer.id.tag !== TAG.sequence) return 'signer-id';
  const isDigestListed = data.digestAlgorithms.some((digest) => isOneOf(DIGESTS, digest));
  if (!isDigestListed || !isOneOf(DIGESTS, signer.digestAlgorithm)) return 'algorithm';
  if (!isOneOf(SIGNATURES, signer.signatureAlgorithm)) return 'algorithm';
  if (signedSet === undefined) return 'no-signed-attributes';
  const fault = attributeFault(signedAttributes);
  if (fault !== undefined) return fault;
  const certificate = findCertificate(data.certificates, signer.id);
  if (typeof certificate === 'string') return certificate;
  // hashed as SET OF, carried as [0] IMPLICIT (RFC 5652 section 5.4): the same bytes but for the first
  const signedBytes = concat(Uint8Array.of(TAG.set), signedSet.der.subarray(1));
  const { contentType, content } = data;
  return {
    contentType,
    content,
    certificate,
    signedBytes,
    signature,
    signedAttributes,
    unsignedAttributes,
  };
}

function isOneOf(algorithms: readonly Uint8Array[], element: DerElement): boolean {
  return algorithms.some((der) => equal(der, element.der));
}

function attributeFault(attributes: readonly Attribute[]): CmsFault | undefined {
  const types = new Set(attributes.map(({ type }) => type));
  const hasSpareValue = attributes.some(({ type, values }) => SINGLE.includes(type) && values.length > 1);
  if (types.size !== attributes.length || hasSpareValue) return 'duplicate-attribute';
  return REQUIRED.every((type) => types.has(type)) ? undefined : 'missing-attribute';
}

/** The certificate with the signer's issuer and serial number. */
function findCertificate(certificates: readonly DerElement[], id: DerElement): X509Certificate | CmsFault {
  const readable = certificates.map(({ der }) => attempt(() => readCertificate(der)));
  const found = readable.find(
    (certificate) =>
      certificate !== undefined &&
      equal(concat(certificate.issuer.der, certificate.serialNumber.der), id.content),
  );
  return found ?? (readable.includes(undefined) ? 'certificate' : 'no-certificate');
}
