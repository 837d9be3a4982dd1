/** What a JPEG 2000 image says of itself before anything is decoded. */
export interface Frame {
  /** pixels */
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly isSigned: boolean;
  /** grey 1, colour 3 */
  readonly components: number;
  /** every component has a sample for each pixel */
  readonly isFull: boolean;
}

/** JP2 box of the codestream (ISO/IEC 15444-1 I.5.4) */
const CODESTREAM = 0x6a703263;
/** start of codestream, then image and tile size (A.4.1, A.5.1) */
const START = 0xff4fff51;

/** Reads the size marker of a JP2 file or of a bare codestream; undefined when there is none. */
export function jpeg2000Frame(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = codestreamAt(view);
  if (at === undefined || at + 42 > view.byteLength || view.getUint32(at) !== START) return undefined;
  const components = view.getUint16(at + 40);
  const samples = at + 42;
  if (components === 0 || samples + 3 * components > view.byteLength) return undefined;
  const depths: number[] = [];
  let isFull = true;
  for (let i = 0; i < components; i++) {
    depths.push(view.getUint8(samples + 3 * i));
    isFull &&= view.getUint8(samples + 3 * i + 1) === 1 && view.getUint8(samples + 3 * i + 2) === 1;
  }
  const [depth = 0] = depths;
  return {
    width: view.getUint32(at + 8) - view.getUint32(at + 16),
    height: view.getUint32(at + 12) - view.getUint32(at + 20),
    bitsPerSample: (depth & 0x7f) + 1,
    isSigned: depth > 0x7f,
    components,
    isFull: isFull && depths.every((other) => other === depth),
  };
}

/** Where the codestream begins: at once, or in its box. */
function codestreamAt(view: DataView): number | undefined {
  if (view.byteLength >= 4 && view.getUint32(0) === START) return 0;
  for (let at = 0; at + 8 <= view.byteLength;) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === CODESTREAM) return at + (length === 1 ? 16 : 8);
    if (length < 8) return undefined; // 0: the last box; 1: longer than any card; else no box
    at += length;
  }
  return undefined;
}
