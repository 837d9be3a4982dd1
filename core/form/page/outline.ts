import type { TextEvidence } from '../plan/evidence.ts';
import type { Labels } from './labels.ts';
import { textOf, tidy } from './tags.ts';
import { unshadowed } from './unshadowed.ts';

/** An element that is open while the page is walked. */
export interface Box {
  readonly parent: Box | undefined;
  readonly element: Element;
  open: boolean;
  /** fields found in it so far */
  fields: number;
  /** it holds a field or a member of a group */
  touched: boolean;
  /** what stood before its first field */
  gap?: Gap;
  /** names it in the evidence of its second and later fields */
  number?: number;
  /** rows: columns passed so far */
  cells: number;
  /** tables: texts of the header row */
  columns?: readonly string[];
  /** tables: headers that reach into the rows below */
  spans: { text: string; rows: number; number: number }[];
}

export interface Chunk {
  text: string;
  readonly box: Box;
  readonly line: number;
  /** 1..6 `<h1>`.., 0 `<legend>` and `<caption>`, 7 called a heading by its class, 8 any other text */
  readonly rank: number;
  /** headings of one look replace each other */
  readonly look: string;
  /** says how to fill in; names no field */
  note: boolean;
  /** a link, or the words of a choice */
  readonly aside: boolean;
  /** the control whose label the text stands in */
  readonly of: Element | undefined;
}

/** The texts between two fields. */
export interface Gap {
  readonly chunks: readonly Chunk[];
}

interface Heading extends Chunk {
  readonly owner: Box;
  readonly gap: Gap;
}

const NOISE =
  /^[\s\u3000*＊※()（）[\]【】・:：|/／>＞→‐‑‒–—―−~～〜-]*(必須|任意|required|optional|必須項目)?[\s*＊※()（）[\]・:：]*$/i;
const NOTE =
  /^[※＊*].{22}|。|ください|下さい|ません|ます$|^[(（]?(入力|記入|記載)?例[)）:：]|^(ex|e\.g)[.:：]/i;

/** true: the text says how to fill in, or says nothing; it names no field. */
export function isNote(text: string): boolean {
  return text.length > 45 || NOTE.test(text) || NOISE.test(text);
}

/** A whole sentence before a field: its label where there is no other. Samples are none. */
export function askedIn({ chunks }: Gap): TextEvidence[] {
  if (chunks.some((chunk) => !chunk.note)) return [];
  const sentence = chunks.findLast(
    (chunk) => !chunk.aside && chunk.text.length <= 45 && !/^.?(入力|記入)?例|^.?ex[.:)]/i.test(chunk.text),
  );
  return sentence ? [{ from: 'lead', text: sentence.text }] : [];
}

/** Node.DOCUMENT_POSITION_PRECEDING; there is no global `Node` where a document is only visited */
const PRECEDING = 2;

/** The control whose label a text stands in; `choice`: the words beside a radio button, not about the next field. */
export function labelled(box: Box, labels: Labels): { element: Element; choice: boolean } | undefined {
  for (let at: Box | undefined = box, up = 0; at && up < 3; at = at.parent, up++) {
    const element = labels.control.get(at.element);
    if (!element) continue;
    const behind = (at.element.compareDocumentPosition(element) & PRECEDING) !== 0;
    const choice = /^(radio|checkbox)$/.test((element as HTMLInputElement).type);
    return { element, choice: choice && (behind || at.element.contains(element)) };
  }
  return undefined;
}

/** The element that a text belongs to: boxes without fields give theirs to the parent when they close. */
export function ownerOf(box: Box): Box {
  let owner = box;
  while (!owner.open && !owner.touched && owner.parent) owner = owner.parent;
  return owner;
}

export function rankOf(box: Box, text: string): number {
  for (let at: Box | undefined = box, up = 0; at && up < 3 && !at.touched; at = at.parent, up++) {
    const { tagName, className } = unshadowed(at.element);
    const level = /^H([1-6])$/.exec(tagName);
    if (level) return Number(level[1]);
    if (tagName === 'LEGEND' || tagName === 'CAPTION') return 0;
    if (typeof className === 'string' && /head|title|ttl|midashi|caption/i.test(className)) return 7;
  }
  return /^[■□◆◇●○▼▽★☆【《〈≪<＜]/.test(text) ? 7 : 8;
}

/** How a text looks, as far as the mark-up tells: tag, class and the sign it begins with. */
export function lookOf(box: Box, text: string): string {
  const element = unshadowed(box.element);
  const { tagName, className } = element;
  const wide = element.hasAttribute('colspan') ? '+' : '';
  const sign = /^[^\p{L}\p{N}]/u.exec(text)?.[0] ?? '';
  return `${tagName}${wide}.${typeof className === 'string' ? className : ''}${sign}`;
}

/** Keeps the headings that hold at the place the walk has reached. */
export class Outline {
  #headings: Heading[] = [];

  /** Takes the texts before a field: all but the last one head what follows, and those that are marked as headings. */
  add(gap: Gap): void {
    const named = gap.chunks.filter((chunk) => !chunk.note);
    named.forEach((chunk, index) => {
      if (chunk.rank < 8 || index < named.length - 1) this.#push(chunk, gap);
    });
  }

  #push(chunk: Chunk, gap: Gap): void {
    const owner = ownerOf(chunk.box);
    this.#headings = this.#headings.filter(
      (old) =>
        ownerOf(old.box).open &&
        (old.owner !== owner ||
          old.gap === gap ||
          (chunk.rank < 8 ? old.rank < chunk.rank : old.look !== chunk.look)),
    );
    this.#headings.push({ ...chunk, owner, gap });
    if (this.#headings.length > 16) this.#headings.splice(0, 1);
  }

  /** nearest first */
  list(): string[] {
    return this.#headings
      .filter((heading) => ownerOf(heading.box).open)
      .slice(-6)
      .reverse()
      .map((heading) => tidy(heading.text, 40));
  }
}

/** The table a row belongs to. */
export function tableOf(row: Box): Box | undefined {
  let box = row.parent;
  while (box && box.element.tagName !== 'TABLE') box = box.parent;
  return box;
}

/** The text of a header cell, for each column that it stands over. */
export function columnsOf(cell: Element): string[] {
  return Array<string>(Math.min((cell as HTMLTableCellElement).colSpan || 1, 20)).fill(textOf(cell, 40));
}
