/**
 * Elements that a page paints but lets the pointer through (`pointer-events: none`): asking what lies at a point misses
 * them, eyes do not. Linear in the number of elements; asked once for each filling.
 */
export function veilsOf(document: Document): readonly Element[] {
  const view = document.defaultView;
  if (!view) return [];
  return [...document.querySelectorAll('*')].filter((element) => {
    const style = view.getComputedStyle(element);
    return style.pointerEvents === 'none' && Number(style.opacity) > 0.2 && paints(element, style);
  });
}

/** Lets the pointer meet the veils while `look` runs: by an animation, which leaves no trace in the document. */
export function withVeils<Seen>(veils: readonly Element[], look: () => Seen): Seen {
  const frame = { pointerEvents: 'auto' };
  const shown = veils.map((veil) => veil.animate([frame, frame], { duration: 60_000 }));
  try {
    return look();
  } finally {
    for (const animation of shown) animation.cancel();
  }
}

/** A background, or a picture: text alone hides nothing. */
export function paints(element: Element, style: CSSStyleDeclaration): boolean {
  if (/^(IMG|CANVAS|VIDEO|IFRAME|OBJECT|EMBED)$/.test(element.tagName)) return true;
  if (style.backgroundImage !== 'none' || style.backdropFilter !== 'none') return true;
  // computed colours are `rgb(…)`, `rgba(…, alpha)` or of another space, `color(… / alpha)`
  const alpha = /(?:^rgba\(.*,|\/)\s*([\d.]+)\s*\)$/.exec(style.backgroundColor)?.[1];
  return alpha === undefined || Number(alpha) > 0.2;
}
