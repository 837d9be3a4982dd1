import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Fault } from './fault.ts';

const CODE_MS = 5 * 60_000;
const LOCK_MS = 60_000;
const TRIES = 3;
/** origins that may wait for their code at the same time */
const MAX_WAITING = 4;

/** Which origins may use the readers, kept between runs: only a digest of each token. */
export interface PairedOrigins {
  digestOf(origin: string): string | undefined;
  add(origin: string, digest: string): void;
}

export interface PairingDeps {
  readonly paired: PairedOrigins;
  /** tells the person, on this machine: this origin asks, this is its number */
  readonly show: (origin: string, code: string) => void;
  readonly now: () => number;
}

interface Waiting {
  readonly code: string;
  readonly until: number;
  tries: number;
  lockedUntil: number;
}

/**
 * Lets the pages of an origin in once the person has carried the number from here to there. A number is made for one
 * origin: what was shown for one page opens nothing for another.
 */
export class Pairing {
  readonly #deps: PairingDeps;
  readonly #waiting = new Map<string, Waiting>();

  constructor(deps: PairingDeps) {
    this.#deps = deps;
  }

  /** @returns the token of a new pairing @throws Fault `not-paired`, `wrong-code`, `locked` */
  admit(
    origin: string,
    { token, code }: { readonly token?: string; readonly code?: string },
  ): string | undefined {
    const digest = this.#deps.paired.digestOf(origin);
    if (token !== undefined && digest !== undefined && isSame(sha256(token), digest)) return undefined;
    const waiting = this.#waitingOf(origin);
    if (waiting.lockedUntil > this.#deps.now()) throw new Fault('locked');
    if (code === undefined) throw new Fault('not-paired');
    if (!isSame(sha256(code.replaceAll(/\s/g, '')), sha256(waiting.code))) {
      waiting.tries -= 1;
      if (waiting.tries > 0) throw new Fault('wrong-code');
      waiting.lockedUntil = this.#deps.now() + LOCK_MS;
      throw new Fault('locked');
    }
    this.#waiting.delete(origin);
    const given = randomBytes(32).toString('base64url');
    this.#deps.paired.add(origin, sha256(given));
    return given;
  }

  /** the number this origin has to say; a new one is shown to the person */
  #waitingOf(origin: string): Waiting {
    const now = this.#deps.now();
    for (const [other, { until, lockedUntil }] of this.#waiting) {
      if (until <= now && lockedUntil <= now) this.#waiting.delete(other);
    }
    const old = this.#waiting.get(origin);
    if (old && (old.tries > 0 || old.lockedUntil > now)) return old;
    if (!old && this.#waiting.size >= MAX_WAITING) throw new Fault('locked');
    const code = randomInt(1_000_000).toString().padStart(6, '0');
    const fresh = { code, until: now + CODE_MS, tries: TRIES, lockedUntil: 0 };
    this.#waiting.set(origin, fresh);
    this.#deps.show(origin, code);
    return fresh;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
