const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * True when the signature is PKCS#1 v1.5 with SHA-256 over the bytes by this RSA key. WebCrypto encodes and compares
 * (RFC 8017 section 8.2.2); it does not look into the padding as forgeable verifiers do.
 * @param publicKeySpki DER SubjectPublicKeyInfo; a key that is not RSA or not sound verifies nothing
 */
export async function isRsaSignature(
  publicKeySpki: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle
    .importKey('spki', unshared(publicKeySpki), ALGORITHM, false, ['verify'])
    .catch(() => undefined);
  if (key === undefined) return false;
  return crypto.subtle.verify(ALGORITHM, key, unshared(signature), unshared(bytes));
}

/** WebCrypto takes no views of shared memory: those get copied, all others pass as they are. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
