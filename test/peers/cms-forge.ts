import forge from 'node-forge';

/** CMS made by node-forge: content type, message digest and signing time, no signing certificate. */
export function signWithForge(
  certificatePem: string,
  privateKeyPem: string,
  file: Uint8Array,
  signingTime: Date,
  detached: boolean,
): Uint8Array {
  const { oids } = forge.pki;
  const signed = forge.pkcs7.createSignedData();
  signed.content = forge.util.createBuffer(Buffer.from(file).toString('binary'));
  signed.addCertificate(certificatePem);
  signed.addSigner({
    key: forge.pki.privateKeyFromPem(privateKeyPem),
    certificate: certificatePem,
    digestAlgorithm: oids['sha256']!,
    authenticatedAttributes: [
      { type: oids['contentType']!, value: oids['data']! },
      { type: oids['signingTime']!, value: signingTime as never },
      { type: oids['messageDigest']! },
    ],
  });
  signed.sign({ detached });
  return Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'binary');
}
