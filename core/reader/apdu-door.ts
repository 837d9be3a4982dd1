import type { LinkInfo } from '../apdu/card-connection.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import type { Clock } from './clock.ts';
import { deferred } from './deferred.ts';
import { PoweredConnection, type PoweredCard } from './powered-connection.ts';
import { Turns } from './turns.ts';

/** extended form: header, three bytes of Lc, 65,535 of data, two of Le */
const MAX_COMMAND = 65_544;

/** A card behind something that takes whole APDUs and minds its power by itself. */
export interface ApduDoor {
  /** The bytes are overwritten afterwards. @throws KazasuError with `sent` */
  transmit(apdu: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** power off and on @throws KazasuError */
  powerCycle(): Promise<unknown>;
  /** clears what was verified and lets the card go; called once */
  letGo(): Promise<unknown>;
}

/**
 * A connection to the card behind a door. The door is let go as soon as nobody knows the card's state any more.
 * @param timeoutMs longest wait for an answer; a card may compute a signature for seconds (card.md 1.4)
 */
export function connectDoor(
  door: ApduDoor,
  link: LinkInfo,
  clock: Clock,
  timeoutMs: number,
): PoweredConnection {
  const stopped = deferred<KazasuError>();
  const card: PoweredCard = {
    link,
    maxCommand: MAX_COMMAND,
    async exchange(apdu) {
      const silent = deferred<KazasuError>();
      const callOff = clock.after(timeoutMs, () =>
        silent.resolve(new KazasuError('card.silent', { sent: 'yes' })),
      );
      try {
        const answered = door.transmit(apdu as Uint8Array<ArrayBuffer>).catch(asKnown);
        const answer = await Promise.race([answered, stopped.promise, silent.promise]);
        if (answer instanceof KazasuError) throw answer;
        return answer;
      } finally {
        callOff();
      }
    },
    present: () => Promise.resolve(true),
    stop: () => stopped.resolve(new KazasuError('card.lost', { sent: 'unknown' })),
    off: async () => {
      await door.letGo();
    },
  };
  const power = async (): Promise<PoweredCard> => {
    await door.powerCycle();
    return card;
  };
  return new PoweredConnection(card, power, new Turns(), clock);
}

/** whatever a door fails with that is none of our errors: nobody knows whether the card heard of it */
function asKnown(error: unknown): KazasuError {
  return error instanceof KazasuError
    ? error
    : new KazasuError('card.lost', { sent: 'unknown' }, { cause: error });
}
