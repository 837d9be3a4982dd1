import { concat } from '../bytes/concat.ts';
import { fromHex } from '../bytes/hex.ts';
import { wipe } from '../bytes/wipe.ts';
import { SW } from '../apdu/status-word.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { word, type Answer } from './answer.ts';
import { cardContent } from './card-content.ts';
import { parseCommand } from './command.ts';
import { dispatch } from './dispatch.ts';
import { lazy } from './lazy.ts';
import type { VirtualCard, VirtualCardOptions } from './options.ts';
import { loadPersona } from './personas/index.ts';
import { resolveQuirks } from './quirks.ts';
import type { Session } from './session.ts';

export type { VirtualCard, VirtualCardOptions } from './options.ts';
export { credentialsOf, PERSONAS, type PersonaSummary } from './personas/index.ts';
export type { Persona } from './personas/persona.ts';
export { QUIRKS, resolveQuirks, type Quirks } from './quirks.ts';

/** Contact answers to reset: without historical bytes, and one that declares extended length (card.md 1.1). */
const ATR = '3BE000FF8131FE4514';
const ATR_EXTENDED = '3BDA13FF8131FB468012392F31C173C601C03B';

/**
 * A software card with the power on. Nothing is loaded before the first command; state lives in the object only.
 * Runs in Node and in browsers, window or worker.
 * @throws RangeError for a quirk that does not exist; an unknown persona makes the first command fail
 * @example
 * const card = create({ persona: 'adult' });
 * await card.transmit(Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, 10, 0xd3, 0x92, 0xf0, 0, 0x26, 1, 0, 0, 0, 1)); // 90 00
 */
export function create(options: VirtualCardOptions = {}): VirtualCard {
  const { persona = 'adult', delayMs = 0, now = () => new Date(), random = randomBytes } = options;
  const quirks = resolveQuirks(options.quirks);
  const atr = fromHex(quirks.atr !== '' ? quirks.atr : quirks.extendedLength ? ATR_EXTENDED : ATR);
  const content = lazy(async () => {
    const holder = typeof persona === 'string' ? await loadPersona(persona) : persona;
    return cardContent(holder, quirks, now(), atr);
  });

  let session: Promise<Session> | undefined;
  let powered = true;
  /** counts power cycles, so that an answer cannot outlive its power */
  let life = 0;
  let fresh = true;
  let last: Promise<unknown> = Promise.resolve();

  const begin = async (): Promise<Session> => {
    const applications = await content();
    const [application] = applications;
    if (application === undefined) throw new RangeError('a card has applications');
    return {
      quirks,
      applications,
      random,
      application,
      file: undefined,
      verified: new Set(),
      waiting: undefined,
    };
  };

  const run = async (bytes: Uint8Array): Promise<Answer> => {
    const command = parseCommand(bytes, quirks.extendedLength);
    if (typeof command === 'number') return word(command);
    if (fresh && quirks.firstCommandFails) {
      fresh = false;
      return word(SW.internal);
    }
    fresh = false;
    return dispatch(await (session ??= begin()), command);
  };

  const exchange = async (bytes: Uint8Array, born: number): Promise<Uint8Array> => {
    if (!powered || life !== born) throw new KazasuError('card.lost', { sent: 'no' });
    const signing = bytes[1] === 0x2a || bytes[1] === 0x88;
    const answer = await run(bytes);
    wipe(bytes); // it may have held a PIN
    await pause(delayMs + (signing ? quirks.signDelayMs : 0));
    if (life !== born) throw new KazasuError('card.lost', { sent: 'unknown' });
    return concat(answer.data ?? new Uint8Array(), Uint8Array.of(answer.sw >> 8, answer.sw & 0xff));
  };

  const forget = (): void => {
    session = undefined;
    fresh = true;
  };

  return {
    atr,
    get powered() {
      return powered;
    },
    transmit(command) {
      const born = life;
      const own = new Uint8Array(command); // slice() of a Node Buffer would be a view of the caller's bytes
      const answer = last.then(() => exchange(own, born));
      last = answer.catch(() => undefined);
      return answer;
    },
    reset() {
      if (powered && quirks.warmReset === 'clears') forget();
    },
    powerOn() {
      powered = true;
    },
    powerOff() {
      if (!powered) return;
      powered = false;
      life += 1;
      forget();
    },
  };
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
