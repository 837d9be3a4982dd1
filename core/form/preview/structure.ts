import type { PageEvidence } from '../plan/evidence.ts';

/**
 * A form's structure in a short name: which fields it has and what it calls them, nothing of what is typed in them. The
 * same form has the same name on the next visit, and another one when its author rebuilt it.
 */
export async function structureOf(origin: string, page: PageEvidence): Promise<string> {
  const plain = [origin, ...page.fields.map(({ fingerprint }) => fingerprint)].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
