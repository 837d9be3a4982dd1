import { TAG, malformed, type DerElement } from './der.ts';

/** Walks the children of one constructed element in order, as an ASN.1 SEQUENCE is written down. */
export class DerCursor {
  readonly #children: readonly DerElement[];
  #at = 0;

  /** @throws KazasuError `bytes.malformed` when the element has another tag */
  constructor(element: DerElement, tag: number = TAG.sequence) {
    if (element.tag !== tag) throw malformed();
    this.#children = element.children;
  }

  get next(): DerElement | undefined {
    return this.#children[this.#at];
  }

  /**
   * The next element, whatever its tag when none is given.
   * @throws KazasuError `bytes.malformed` when there is none or it has another tag
   */
  take(tag?: number): DerElement {
    const element = this.next;
    if (element === undefined || (tag !== undefined && element.tag !== tag)) throw malformed();
    this.#at++;
    return element;
  }

  /** The next element when it has this tag. */
  optional(tag: number): DerElement | undefined {
    return this.next?.tag === tag ? this.take() : undefined;
  }

  /** @throws KazasuError `bytes.malformed` when an element is left */
  end(): void {
    if (this.next !== undefined) throw malformed();
  }
}
