import { readFace } from '../card/read-face.ts';
import { parseCompactDate, type CalendarDate } from '../person/calendar-date.ts';
import type { GateRefusal, PinInput } from './pin-gate.ts';
import type { Task } from './task.ts';
import { withVerifiedPin } from './with-verified-pin.ts';

/** What is printed on the card. Kept nowhere; the page drops it when it is left. */
export interface Face {
  readonly outcome: 'done';
  /** JPEG 2000 (core/task/decode-photo.ts) */
  readonly photo: Uint8Array;
  /** PNG */
  readonly name: Uint8Array;
  readonly address: Uint8Array;
  readonly expiry: { readonly raw: string; readonly date: CalendarDate | undefined };
  /**
   * The card signs its pictures, but the certificates behind that key are not public (card.md 2.4): nobody here can
   * tell a picture from a forged one.
   */
  readonly signature: 'not-checked';
}

/** Reads the card face with 照合番号B (`pin`: 14 digits). */
export const cardFace: Task<PinInput, Face | GateRefusal> = (context, input) =>
  withVerifiedPin(context, 'faceReferenceNumberB', input, async () => {
    const { card, progress } = context;
    const face = await readFace(card, (done, total) => progress({ step: 'read-face', done, total }));
    return {
      outcome: 'done',
      photo: face.photo,
      name: face.name,
      address: face.address,
      expiry: { raw: face.expiry, date: parseCompactDate(face.expiry) },
      signature: 'not-checked',
    };
  });
