/**
 * The import arrows of docs/architecture.md as an ESLint rule: a room may import only the rooms listed for it.
 * A room is the longest matching folder. `lazy` rooms may be reached by `import()` or `import type` only.
 */
import { dirname, relative, resolve } from 'node:path';

/** room → rooms it may import (itself always; `core/error` by everyone) @type {Record<string, string[]>} */
export const ARROWS = {
  'core/error': [],
  'core/bytes': [],
  'core/apdu': ['core/bytes'],
  'core/virtual': ['core/bytes', 'core/apdu'],
  'core/reader': ['core/bytes', 'core/apdu'],
  'core/card': ['core/bytes', 'core/apdu', 'core/reader'],
  'core/pki': ['core/bytes'],
  'core/person': ['core/bytes'],
  'core/credential': ['core/bytes', 'core/pki'],
  'core/request': ['core/bytes', 'core/pki', 'core/credential', 'core/person'],
  'core/form': ['core/bytes', 'core/person'],
  'core/form/page': ['core/bytes', 'core/person', 'core/form'],
  'core/vault': ['core/bytes'],
  'core/task': [
    'core/bytes',
    'core/apdu',
    'core/reader',
    'core/card',
    'core/pki',
    'core/person',
    'core/request',
  ],
  'core/worker': [
    'core/bytes',
    'core/apdu',
    'core/reader',
    'core/card',
    'core/task',
    'core/request',
    'core/pki',
  ],
  pwa: [
    'core/worker',
    'core/task',
    'core/vault',
    'core/form',
    'core/person',
    'core/pki',
    'core/request',
    'core/bytes',
  ],
  extension: [
    'pwa',
    'core/worker',
    'core/task',
    'core/vault',
    'core/form',
    'core/person',
    'core/bytes',
    'extension/page',
  ],
  'extension/page': ['core/form', 'core/form/page'],
  // the local host: the words of the protocol and nothing of the drivers
  relay: ['core/bytes', 'core/reader'],
  'partner/verifier': ['core/bytes', 'core/pki', 'core/credential', 'core/request'],
};

/** rooms that only `import()` or `import type` may reach, and from where @type {Record<string, string[]>} */
const LAZY = { 'core/virtual': ['core/worker'] };

const ROOMS = Object.keys(ARROWS).sort((a, b) => b.length - a.length);

/** @param {string} path path from the top of the repository */
export function roomOf(path) {
  return ROOMS.find((room) => path === room || path.startsWith(`${room}/`));
}

/** @type {import('eslint').Rule.RuleModule} */
export const houseArrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { arrow: '{{from}} may not import {{to}} (docs/architecture.md)' },
  },
  create(context) {
    const top = context.cwd;
    const from = roomOf(relative(top, context.filename).replaceAll('\\', '/'));
    if (from === undefined) return {};
    /** @param {any} node @param {unknown} source @param {boolean} lazy */
    const check = (node, source, lazy) => {
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const target = relative(top, resolve(dirname(context.filename), source)).replaceAll('\\', '/');
      const to = roomOf(target);
      if (to === undefined || to === from || to === 'core/error') return;
      const allowed = ARROWS[from] ?? [];
      if (allowed.includes(to)) return;
      if (lazy && (LAZY[to] ?? []).includes(from)) return;
      context.report({ node, messageId: 'arrow', data: { from, to } });
    };
    return {
      ImportDeclaration: (node) =>
        check(node, node.source.value, /** @type {any} */ (node).importKind === 'type'),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value, false),
      ExportAllDeclaration: (node) => check(node, node.source.value, false),
      ImportExpression: (node) => check(node, /** @type {any} */ (node.source).value, true),
    };
  },
};
