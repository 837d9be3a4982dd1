const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = [0x49, 0x48, 0x44, 0x52];

/** Width and height in pixels that a PNG says it has, undefined when it is none (PNG specification, 11.2.1). */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const starts = SIGNATURE.every((byte, i) => bytes[i] === byte);
  const header = IHDR.every((byte, i) => bytes[12 + i] === byte);
  if (!starts || !header || bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
