import type { Control, TextEvidence } from '../plan/evidence.ts';
import { controlOf, isListButton } from './control.ts';
import type { Found } from './found.ts';
import { labelsOf, type Labels } from './labels.ts';
import {
  askedIn,
  columnsOf,
  isNote,
  labelled,
  lookOf,
  Outline,
  ownerOf,
  rankOf,
  type Box,
  type Chunk,
  type Gap,
  tableOf,
} from './outline.ts';
import { ariaName, isInline, isSkipped, textOf, tidy } from './tags.ts';
import { unshadowed } from './unshadowed.ts';

const MOST_NODES = 60_000;
const MOST_FIELDS = 6_000;
const DEEPEST = 600;

/**
 * Reads a page once from top to bottom, open shadow roots and frames of the same origin included, and notes for each
 * field the texts around it. Linear in the number of nodes; stops at fixed bounds.
 */
export function walk(document: Document): { found: Found[]; cut: boolean } {
  const walker = new Walker();
  const plain = unshadowed(document);
  walker.root(plain, plain.body, 0);
  walker.finish();
  return walker;
}

class Walker {
  readonly found: Found[] = [];
  cut = false;
  #nodes = 0;
  #line = 0;
  #rows = 0;
  #box: Box | undefined;
  #labels: Labels = { of: new Map(), control: new Map() };
  #pending: Chunk[] = [];
  #last: Found | undefined;
  #run: { readonly gap: Gap; readonly number: number; fields: number } | undefined;
  readonly #groups = new Map<string, Found>();
  readonly #forms = new Map<Element | null, number>();
  readonly #outline = new Outline();

  root(root: Document | ShadowRoot, top: Element | null, depth: number): void {
    const outer = this.#labels;
    this.#labels = labelsOf(root);
    this.#each(top ? [top] : root.childNodes, depth);
    this.#labels = outer;
  }

  finish(): void {
    this.#settle(undefined);
  }

  #each(nodes: Iterable<Node>, depth: number): void {
    for (const node of nodes) {
      if (++this.#nodes > MOST_NODES || depth > DEEPEST || this.found.length > MOST_FIELDS) {
        this.cut = true;
        return;
      }
      const { nodeType } = unshadowed(node);
      if (nodeType === 3) this.#text(node.nodeValue ?? '');
      else if (nodeType === 1) this.#element(node as Element, depth);
    }
  }

  #element(element: Element, depth: number): void {
    const plain = unshadowed(element);
    const tag = plain.tagName;
    if (tag === 'BR' || tag === 'HR') this.#line++;
    if (tag === 'IMG') this.#text((element as HTMLImageElement).alt);
    if (isSkipped(plain) && !isListButton(plain)) return;
    const control = tag === 'FORM' ? undefined : controlOf(element);
    if (control) {
      this.#field(element, control);
      return;
    }
    const block = !isInline(tag);
    if (block) this.#line++;
    const box = this.#open(element);
    if (/^(group|radiogroup|region)$/.test(plain.getAttribute('role') ?? '')) this.#text(ariaName(element));
    if (tag === 'IFRAME' || tag === 'FRAME') this.#frame(element as HTMLIFrameElement, depth);
    else if (plain.shadowRoot) this.root(plain.shadowRoot, null, depth + 1);
    else if (tag === 'SLOT') this.#slotted(element as HTMLSlotElement, depth + 1);
    else this.#each(plain.childNodes, depth + 1);
    this.#close(box);
    if (block) this.#line++;
  }

  #slotted(slot: HTMLSlotElement, depth: number): void {
    const nodes = slot.assignedNodes();
    this.#each(nodes.length > 0 ? nodes : slot.childNodes, depth);
  }

  #frame(frame: HTMLIFrameElement, depth: number): void {
    if (!frame.contentDocument) return; // of another origin
    const inner = unshadowed(frame.contentDocument);
    this.root(inner, inner.body, depth + 100);
  }

  #open(element: Element): Box {
    const box: Box = {
      parent: this.#box,
      element,
      open: true,
      fields: 0,
      touched: false,
      cells: 0,
      spans: [],
    };
    this.#box = box;
    return box;
  }

  #close(box: Box): void {
    box.open = false;
    this.#box = box.parent;
    const tag = box.element.tagName;
    if (tag === 'TD' || tag === 'TH') this.#closeCell(box, box.element as HTMLTableCellElement);
    else if (tag === 'TR') this.#closeRow(box);
  }

  #closeCell(box: Box, cell: HTMLTableCellElement): void {
    const row = box.parent;
    if (!row) return;
    row.cells += cell.colSpan;
    if (cell.rowSpan > 1 && !box.touched) {
      tableOf(row)?.spans.push({ text: textOf(cell, 40), rows: cell.rowSpan, number: ++this.#rows });
    }
  }

  #closeRow(row: Box): void {
    const table = tableOf(row);
    if (!table) return;
    table.spans = table.spans.filter((span) => --span.rows > 0);
    const cells = [...row.element.children];
    if (
      !row.touched &&
      cells.length > 1 &&
      (!table.touched || cells.every(({ tagName }) => tagName === 'TH'))
    ) {
      table.columns = cells.flatMap(columnsOf);
      this.#pending = this.#pending.filter(({ box }) => !row.element.contains(box.element));
    } else if (!row.touched && cells.length === 1 && cells[0]?.tagName === 'TH') table.columns = [];
  }

  #text(raw: string): void {
    const text = tidy(raw);
    const box = this.#box;
    if (text === '' || !box) return;
    const control = labelled(box, this.#labels);
    const aside = box.element.tagName === 'A' || control?.choice === true;
    const last = this.#pending.at(-1);
    if (last?.line === this.#line && !aside && !last.aside && ownerOf(last.box).open) {
      last.text = tidy(`${last.text} ${text}`);
      last.note = isNote(last.text);
      return;
    }
    this.#pending.push({
      text,
      box,
      line: this.#line,
      rank: rankOf(box, text),
      look: lookOf(box, text),
      note: aside || isNote(text),
      aside,
      of: control?.element,
    });
    if (this.#pending.length > 200) this.#pending.splice(0, 100);
  }

  /** Shares the texts since the last field out between that one and the next. */
  #settle(line: number | undefined): Chunk[] {
    const last = this.#last;
    const next: Chunk[] = [];
    const notes: string[] = [];
    for (const chunk of this.#pending) {
      const behind = last !== undefined && chunk.line === last.line;
      const owner = ownerOf(chunk.box);
      const closed = !owner.open;
      const own = chunk.of === undefined || last?.elements.includes(chunk.of) === true;
      const link = chunk.aside && chunk.of === undefined;
      if (behind && own && !link) last.afters[last.elements.length - 1] ??= chunk.text;
      if (behind && closed && owner.fields === 1) last.trailing ??= chunk.text;
      if (closed || (behind && (chunk.line !== line || isChoice(last.control)))) {
        if (!behind || chunk.note) notes.push(chunk.text);
      } else if (chunk.note && last && next.every((before) => before.note)) {
        notes.push(chunk.text);
        next.push(chunk);
      } else next.push(chunk);
    }
    // Remarks ahead of the next label are about the field before it.
    const label = next.findIndex((chunk) => !chunk.note);
    if (last && label > 0) next.splice(0, label);
    last?.texts.push(...notes.slice(0, 3).map((text) => ({ from: 'note' as const, text })));
    this.#pending = [];
    return next;
  }

  #field(element: Element, control: Control): void {
    const group = isChoice(control) ? this.#groupKey(element as HTMLInputElement) : '';
    const chunks = this.#settle(this.#line);
    const known = group
      ? this.#groups.get(group)
      : this.#joined(element as HTMLInputElement, control, chunks);
    if (known) {
      known.elements.push(element);
      known.line = this.#line;
      this.#last = known;
      for (let box = this.#box; box && !box.touched; box = box.parent) box.touched = true;
      return;
    }
    const gap: Gap = { chunks };
    this.#outline.add(gap);
    const found: Found = {
      control,
      elements: control === 'buttons' ? [...element.querySelectorAll('[role=radio]')] : [element],
      afters: [],
      labels: this.#labels,
      texts: this.#around(gap),
      asked: askedIn(gap),
      headings: this.#outline.list(),
      line: this.#line,
    };
    this.found.push(found);
    if (group) this.#groups.set(group, found);
    this.#last = found;
  }

  #groupKey(input: HTMLInputElement): string {
    const form = this.#forms.get(input.form) ?? this.#forms.size;
    this.#forms.set(input.form, form);
    return input.name ? `${input.type} ${form} ${input.name}` : '';
  }

  /** Radio buttons without a name, as frameworks write them, are one question until other words come between. */
  #joined(input: HTMLInputElement, control: Control, chunks: readonly Chunk[]): Found | undefined {
    const last = this.#last?.elements[0] as HTMLInputElement | undefined;
    if (control !== 'radio' || this.#last?.control !== 'radio' || !last || last.name !== '') return undefined;
    return last.form === input.form && chunks.every(({ note }) => note) ? this.#last : undefined;
  }

  /** The texts of the place: before the field, before its row, above its column. */
  #around(gap: Gap): TextEvidence[] {
    const texts: TextEvidence[] = [];
    const named = (from: Gap): Chunk[] =>
      from.chunks
        .filter((chunk) => !chunk.note)
        .slice(-4)
        .reverse();
    for (const { text } of named(gap)) texts.push({ from: 'lead', text });
    for (const { text, note } of gap.chunks.slice(-6)) if (note) texts.push({ from: 'note', text });
    let rows = 0;
    let seen: Gap = gap;
    // Fields without a word between them are of one question, whatever elements they stand in.
    if (named(gap).length > 0) this.#run = { gap, number: ++this.#rows, fields: 1 };
    else if (this.#run) {
      const row = { box: this.#run.number, place: this.#run.fields++ };
      for (const { text } of named(this.#run.gap)) texts.push({ from: 'row', text, ...row });
      seen = this.#run.gap;
    }
    for (let box = this.#box; box; box = box.parent) {
      if (box.fields === 0) box.gap = gap;
      else if (box.gap && box.gap !== seen && rows < 3 && box.fields < 8 && box.gap.chunks.length > 0) {
        box.number ??= ++this.#rows;
        const row = { box: box.number, place: box.fields };
        for (const { text } of named(box.gap)) texts.push({ from: 'row', text, ...row });
        seen = box.gap;
        rows++;
      }
      box.fields++;
      box.touched = true;
      if (box.element.tagName === 'TR') this.#header(box, texts);
    }
    return texts;
  }

  #header(row: Box, texts: TextEvidence[]): void {
    const table = tableOf(row);
    const column = table?.columns?.[row.cells];
    if (column) texts.push({ from: 'column', text: column });
    for (const span of table?.spans ?? []) {
      if (span.text) texts.push({ from: 'span', text: span.text, box: span.number, place: 1 });
    }
  }
}

function isChoice(control: Control): boolean {
  return control === 'radio' || control === 'checkbox';
}
