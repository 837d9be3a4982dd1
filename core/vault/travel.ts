import { fromBase64url, toBase64url } from '../bytes/base64url.ts';

/** How opening a travelling file ended. `wrong-passphrase` cannot be told from a damaged file: the cipher says the same. */
export type Opened =
  | { readonly outcome: 'done'; readonly value: unknown }
  | { readonly outcome: 'not-ours' | 'newer' | 'wrong-passphrase' };

const FORMAT = 'kazasu-notes/1';
/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet) */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 5_000_000;
const LONGEST = 1_000_000;

/**
 * A value as a file that may leave this device: sealed under a passphrase, the only way from the PWA to the extension
 * and back, which share no storage. JSON: `format`, `iterations` of PBKDF2-SHA-256, and in Base64url `salt` (16 bytes),
 * `iv` (12) and `data` (AES-256-GCM over the value's JSON, bound to `format`).
 */
export async function sealForTravel(value: unknown, passphrase: string, crypto: Crypto): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ITERATIONS, crypto);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: BOUND }, key, plain);
  return JSON.stringify({
    format: FORMAT,
    iterations: ITERATIONS,
    salt: toBase64url(salt),
    iv: toBase64url(iv),
    data: toBase64url(new Uint8Array(data)),
  });
}

/** Total: any text in. Takes at most some seconds, whatever the file asks for. */
export async function openFromTravel(text: string, passphrase: string, crypto: Crypto): Promise<Opened> {
  const file = parse(text);
  if (typeof file === 'string') return { outcome: file };
  try {
    const key = await keyOf(passphrase, file.salt, file.iterations, crypto);
    const algorithm = { name: 'AES-GCM', iv: file.iv, additionalData: BOUND };
    const plain = await crypto.subtle.decrypt(algorithm, key, file.data);
    return { outcome: 'done', value: JSON.parse(new TextDecoder().decode(plain)) as unknown };
  } catch {
    return { outcome: 'wrong-passphrase' };
  }
}

const BOUND = new TextEncoder().encode(FORMAT);

interface TravelFile {
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
}

function parse(text: string): TravelFile | 'not-ours' | 'newer' {
  if (text.length > LONGEST) return 'not-ours';
  try {
    const file = JSON.parse(text) as Record<string, unknown>;
    const { format, iterations, salt, iv, data } = file;
    if (typeof format !== 'string' || !/^kazasu-notes\/\d+$/.test(format)) return 'not-ours';
    if (format !== FORMAT) return 'newer';
    if (typeof iterations !== 'number' || !Number.isSafeInteger(iterations)) return 'not-ours';
    if (iterations < 1 || iterations > MOST_ITERATIONS) return 'not-ours';
    const bytes = [salt, iv, data].map((one) => (typeof one === 'string' ? fromBase64url(one) : undefined));
    const [saltBytes, ivBytes, dataBytes] = bytes;
    if (saltBytes?.length !== 16 || ivBytes?.length !== 12 || !dataBytes) return 'not-ours';
    return { iterations, salt: own(saltBytes), iv: own(ivBytes), data: own(dataBytes) };
  } catch {
    return 'not-ours';
  }
}

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

async function keyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  { subtle }: Crypto,
): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const from = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return subtle.deriveKey(from, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
