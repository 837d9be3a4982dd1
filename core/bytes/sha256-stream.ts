/** A SHA-256 that takes a message piece by piece, in memory that does not grow. */
export interface Sha256Stream {
  update(piece: Uint8Array): void;
  /** the hash of all pieces, 32 bytes; nothing can follow */
  digest(): Uint8Array<ArrayBuffer>;
}

/**
 * A new stream for a file of any length. WebCrypto takes whole messages only, so this runs in WebAssembly, loaded at
 * the first call: the content security policy of the page and of the worker's script must allow `'wasm-unsafe-eval'`.
 */
export async function sha256Stream(): Promise<Sha256Stream> {
  const { createSHA256 } = await import('hash-wasm');
  const hash = await createSHA256();
  return {
    update: (piece) => void hash.update(piece),
    digest: () => new Uint8Array(hash.digest('binary')),
  };
}
