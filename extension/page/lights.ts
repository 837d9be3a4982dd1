const FRAME: Keyframe = {
  outline: '3px solid #0b5a55',
  outlineOffset: '2px',
  boxShadow: '0 0 0 6px #ffd43d',
};

/**
 * Frames drawn around fields. An animation without motion: it changes no attribute, needs no style sheet that the page's
 * policy could refuse, and takes itself away when cancelled.
 */
export class Lights {
  #shown: Animation[] = [];

  /** one list of elements for each field; of groups all members are lit */
  show(fields: readonly (readonly Element[])[]): void {
    for (const animation of this.#shown) animation.cancel();
    const elements = fields.flat().map(visiblePart);
    this.#shown = elements.map((element) =>
      element.animate([FRAME, FRAME], { duration: 60_000, iterations: Infinity }),
    );
    const [first] = elements;
    if (first && !isInSight(first)) first.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
}

/** Radio buttons are often drawn by their label. */
function visiblePart(element: Element): Element {
  const box = element.getBoundingClientRect();
  const label = (element as Partial<HTMLInputElement>).labels?.[0];
  return box.width < 8 && label ? label : element;
}

function isInSight(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  return height > 0 && top >= 0 && bottom <= (view?.innerHeight ?? 0);
}
