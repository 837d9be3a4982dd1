/** The part of @cornerstonejs/codec-openjpeg that is used here; the package has no types of its own. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  interface Decoder {
    /** room for the encoded image, in the module's memory */
    getEncodedBuffer(length: number): Uint8Array;
    /** a view into the module's memory */
    getDecodedBuffer(): Uint8Array;
    decode(): void;
  }
  interface OpenJpeg {
    readonly J2KDecoder: new () => Decoder;
  }
  interface Options {
    readonly wasmBinary: ArrayBuffer;
    readonly print?: (text: string) => void;
    readonly printErr?: (text: string) => void;
  }
  const open: (options: Options) => Promise<OpenJpeg>;
  export default open;
}
