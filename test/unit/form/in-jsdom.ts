import { JSDOM } from 'jsdom';
import { collect, type Collected } from '../../../core/form/page/collect.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import type { Plan } from '../../../core/form/plan/plan.ts';

/** A body as a document without layout. */
export function documentOf(body: string): Document {
  return new JSDOM(`<!DOCTYPE html><html lang="ja"><body>${body}</body></html>`).window.document;
}

/** A body collected and planned. */
export function planOf(body: string): { page: Collected; plan: Plan; document: Document } {
  const document = documentOf(body);
  const page = collect(document);
  return { page, plan: makePlan(page.evidence), document };
}

/** name (or id) of each field → what it will take, as `attribute` or `attribute[parts]` */
export function decisionsOf(body: string): Record<string, string> {
  const { page, plan } = planOf(body);
  return Object.fromEntries(
    plan.fill.map(({ key, attribute, parts }): [string, string] => {
      const field = page.evidence.fields[key]!;
      return [field.name || field.id, parts ? `${attribute}[${parts.join()}]` : attribute];
    }),
  );
}
