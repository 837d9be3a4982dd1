/** What may be typed: the alphabet and the number of characters. */
export interface PinShape {
  readonly alphabet: 'digits' | 'password';
  readonly min: number;
  readonly max: number;
}

export const FOUR_DIGITS: PinShape = { alphabet: 'digits', min: 4, max: 4 };
/** card.md 2.2 */
export const SIGNING_PASSWORD: PinShape = { alphabet: 'password', min: 6, max: 16 };

/** What became of typed text: all taken, some not in the alphabet, or no room for all of it. */
export type Typed = 'taken' | 'alphabet' | 'length';

const ALPHABETS = { digits: /^[0-9]$/, password: /^[A-Z0-9]$/ } as const;

/**
 * Holds a PIN while it is typed, as ASCII bytes that can be overwritten. The strings of single key strokes cannot be:
 * they are as short-lived as the browser makes them.
 */
export class PinBuffer {
  readonly shape: PinShape;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(shape: PinShape) {
    this.shape = shape;
    this.#bytes = new Uint8Array(shape.max);
  }

  get length(): number {
    return this.#length;
  }

  /** characters missing until it can be used */
  get missing(): number {
    return Math.max(0, this.shape.min - this.#length);
  }

  /** Full-width characters count as their ASCII ones (NFKC), small letters as capitals. */
  type(text: string): Typed {
    let outcome: Typed = 'taken';
    for (const character of text.normalize('NFKC').toUpperCase()) {
      if (!ALPHABETS[this.shape.alphabet].test(character)) outcome = 'alphabet';
      else if (this.#length === this.shape.max) return 'length';
      else this.#bytes[this.#length++] = character.charCodeAt(0);
    }
    return outcome;
  }

  erase(): void {
    if (this.#length > 0) this.#bytes[--this.#length] = 0;
  }

  clear(): void {
    this.#bytes.fill(0);
    this.#length = 0;
  }

  /** The characters for drawing them (never for the DOM). */
  reveal(): string {
    return String.fromCharCode(...this.#bytes.subarray(0, this.#length));
  }

  /** A copy for the worker, in a buffer of its own that can be transferred; nothing stays here. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.clear();
    return taken;
  }
}
