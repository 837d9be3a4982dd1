import { octetString, oid, sequence, setOf } from '../../bytes/der-encode.ts';
import { sha256 } from '../../bytes/sha256.ts';
import { writeTime } from '../x509/time.ts';
import { OID } from './oid.ts';

export interface AttributesToSign {
  /** SHA-256 of the content, 32 bytes */
  readonly contentDigest: Uint8Array;
  /** DER of the signer's certificate */
  readonly certificate: Uint8Array;
  /** the device's time: it proves nothing (services.md 5.4) */
  readonly signingTime: Date;
}

/**
 * The signed attributes of CAdES B-B: content type, message digest, signing time, signing certificate (RFC 5652
 * section 11, RFC 5035). These bytes are what is signed: the card gets `sha256DigestInfo` of their SHA-256, and the
 * result goes with them to assemble-cms.ts.
 * @returns DER of the SET OF, as RFC 5652 section 5.4 has it hashed
 */
export async function signedAttributes(input: AttributesToSign): Promise<Uint8Array<ArrayBuffer>> {
  // hash algorithm SHA-256 is the default and left out; issuer and serial are in the signer's identifier already
  const certificateId = sequence(octetString(await sha256(input.certificate)));
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(input.contentDigest)),
    attribute(OID.signingTime, writeTime(input.signingTime)),
    attribute(OID.signingCertificateV2, sequence(sequence(certificateId))),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}
