import type { PinName } from '../../core/worker/pins.ts';
import type { Messages } from '../messages/ja.ts';

/** Who unblocks a PIN: an app and a convenience store only those of JPKI (card.md 2.2). */
export function whereToGo(pin: PinName, t: Messages['card']['where']): string {
  switch (pin) {
    case 'authentication':
    case 'signing':
      return t.jpki;
    case 'textInput':
    case 'resident':
      return t.counter;
    case 'referenceNumberB':
    case 'faceReferenceNumberB':
      return t.reference;
  }
}
