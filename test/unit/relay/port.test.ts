import { expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { RELAY_PORT } from '../../../core/reader/relay/protocol.ts';
import { HEADERS } from '../../../tools/headers.mjs';

it('pages may reach the local host’s port and nothing else of this computer; the extension no port at all', () => {
  const policy = HEADERS['Content-Security-Policy'] ?? '';
  expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toBe(`'self' ws://127.0.0.1:${RELAY_PORT}`);
  expect(manifest.content_security_policy.extension_pages).not.toContain('127.0.0.1');
  expect(manifest.permissions).not.toContain('nativeMessaging');
  expect(manifest.optional_permissions).toEqual(['nativeMessaging']);
});
