import { isBlocked, SW, triesLeft } from '../apdu/status-word.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Card } from './card.ts';
import { PINS, type PinName } from './pin.ts';
import { selectFile } from './select-file.ts';

/** What the card says of a PIN when asked without a value. */
export type PinState =
  | { readonly state: 'tries'; readonly left: number }
  | { readonly state: 'blocked' }
  /** verified on this connection already; the card hides the counter behind 9000 */
  | { readonly state: 'verified' }
  /** kept without a counter (6300) */
  | { readonly state: 'uncounted' }
  /** the card does not hold it */
  | { readonly state: 'missing' };

/**
 * Asks for the tries left with a VERIFY that carries no value: it uses no try (card.md 2.2). The application must be
 * selected. Leaves the PIN's file selected where the card wants that for VERIFY.
 * @param probe may one APDU be spent on finding out whether VERIFY takes a short EF identifier?
 */
export async function readTries(card: Card, name: PinName, probe = false): Promise<PinState> {
  const { file } = PINS[name];
  const { shortEf } = card.memory;
  if (shortEf.verify === true || (probe && shortEf.verify === undefined)) {
    const response = await verifyEmpty(card, 0x80 | file);
    const state = stateOf(response.sw);
    if (state) {
      shortEf.verify = true;
      return state;
    }
    if (shortEf.verify === true) return missingOrThrow(response.sw);
    shortEf.verify = false;
  }
  if (!(await selectFile(card, file))) return { state: 'missing' };
  const { sw } = await verifyEmpty(card, 0x80);
  return stateOf(sw) ?? missingOrThrow(sw);
}

async function verifyEmpty(card: Card, p2: number): Promise<ResponseApdu> {
  const command = { cla: 0x00, ins: 0x20, p1: 0x00, p2, repeatable: true, name: 'VERIFY (empty)' } as const;
  const response = await card.exchange(command);
  // some stacks turn a case-1 command into five bytes; some cards want it so (card.md 2.2, HW)
  return response.sw === SW.wrongLength ? card.exchange({ ...command, le: 256 }) : response;
}

function stateOf(sw: number): PinState | undefined {
  const left = triesLeft(sw);
  if (left === 0 || isBlocked(sw)) return { state: 'blocked' };
  if (left !== undefined) return { state: 'tries', left };
  if (sw === SW.ok) return { state: 'verified' };
  if (sw === SW.verificationFailed) return { state: 'uncounted' };
  return undefined;
}

function missingOrThrow(sw: number): PinState {
  if (sw === SW.fileNotFound || sw === SW.referenceNotFound) return { state: 'missing' };
  throw new KazasuError('card.refused', { what: 'VERIFY (empty)', sw, pinTry: 'not-used' });
}
