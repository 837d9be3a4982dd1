import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { OID } from '../../core/pki/cms/oid.ts';

const ENGINE = { name: 'node', crypto: globalThis.crypto };
pkijs.setEngine('node', new pkijs.CryptoEngine(ENGINE));

/** CMS made and verified by pkijs. */

export interface PkijsSigner {
  readonly certificate: Uint8Array;
  readonly privateKey: CryptoKey;
  readonly engine?: pkijs.ICryptoEngine;
}

/** an engine that signs as a card does: the signature comes from elsewhere */
export function externalSigner(signature: Uint8Array): pkijs.ICryptoEngine {
  const engine = new pkijs.CryptoEngine(ENGINE);
  return Object.assign(engine, { signWithPrivateKey: () => Promise.resolve(buffer(signature)) });
}

const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** the four attributes of CAdES B-B, so that both sides do the same work */
export async function signWithPkijs(
  { certificate, privateKey, engine }: PkijsSigner,
  file: Uint8Array,
  signingTime: Date,
  attached = false,
): Promise<Uint8Array> {
  const signer = pkijs.Certificate.fromBER(buffer(certificate));
  const [digest, hash] = await Promise.all([
    crypto.subtle.digest('SHA-256', buffer(file)),
    crypto.subtle.digest('SHA-256', buffer(certificate)),
  ]);
  const certificateId = new asn1.Sequence({ value: [new asn1.OctetString({ valueHex: hash })] });
  const signingCertificate = new asn1.Sequence({ value: [new asn1.Sequence({ value: [certificateId] })] });
  const attribute = (type: string, value: asn1.AsnType): pkijs.Attribute =>
    new pkijs.Attribute({ type, values: [value] });
  const signedData = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: OID.data,
      ...(attached && { eContent: new asn1.OctetString({ valueHex: buffer(file) }) }),
    }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(OID.contentType, new asn1.ObjectIdentifier({ value: OID.data })),
            attribute(OID.signingTime, new asn1.UTCTime({ valueDate: signingTime })),
            attribute(OID.messageDigest, new asn1.OctetString({ valueHex: digest })),
            attribute(OID.signingCertificateV2, signingCertificate),
          ],
        }),
      }),
    ],
    certificates: [signer],
  });
  await signedData.sign(privateKey, 0, 'SHA-256', buffer(file), engine);
  const info = new pkijs.ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/** signature, digest and chain, as pkijs checks them */
export async function verifyWithPkijs(
  cms: Uint8Array,
  file: Uint8Array,
  root: Uint8Array,
  at: Date,
): Promise<boolean> {
  try {
    const info = pkijs.ContentInfo.fromBER(buffer(cms));
    const signedData = new pkijs.SignedData({ schema: info.content });
    return await signedData.verify({
      signer: 0,
      data: buffer(file),
      trustedCerts: [pkijs.Certificate.fromBER(buffer(root))],
      checkDate: at,
      checkChain: true,
    });
  } catch {
    return false;
  }
}
