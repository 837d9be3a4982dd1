import { createHash } from 'node:crypto';
import manifest from '../manifest.json' with { type: 'json' };

/** The extension's id: the first 32 hexadecimal digits of its key's SHA-256, written a–p (docs/extension.md). */
export function extensionId(): string {
  const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex');
  return digest.slice(0, 32).replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}
