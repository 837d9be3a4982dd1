import { dateInJapan } from '../../core/person/age.ts';
import { type CalendarDate, isFullDate } from '../../core/person/calendar-date.ts';
import type { PinName, PinState } from '../../core/worker/pins.ts';
import type { TaskTypes } from '../../core/worker/protocol.ts';

type MyCard = TaskTypes['my-card']['result'];

/** Something a person should know or do about the card. */
export type Advice =
  | {
      readonly about:
        | 'notMyNumber'
        | 'authenticationExpired'
        | 'authenticationNotYet'
        | 'authenticationMissing'
        | 'signingMissing'
        | 'cardExpired';
    }
  | { readonly about: 'authenticationSoon' | 'cardSoon'; readonly days: number }
  /** PINs that are unblocked in the same way */
  | { readonly about: 'blocked'; readonly pins: readonly PinName[] };

/** a new card or certificate can be asked for about this long before the last day */
const SOON_DAYS = 92;
/** card.md 2.2: app and convenience store, municipality only, nothing known */
const UNBLOCKED_TOGETHER: readonly (readonly PinName[])[] = [
  ['authentication', 'signing'],
  ['textInput', 'resident'],
  ['referenceNumberB'],
];
const DAY_MS = 86_400_000;

/** Days on the calendar of Japan from today to a date: 0 today, negative in the past. */
export function daysUntil(date: CalendarDate, now: Date): number | undefined {
  if (!isFullDate(date)) return undefined;
  const today = dateInJapan(now);
  const number = ({ year, month, day }: { year: number; month: number; day: number }): number =>
    Date.UTC(year, month - 1, day) / DAY_MS;
  return number(date) - number(today);
}

/**
 * A card without signing certificate answers for its password as if it were blocked, or not at all (card.md 6): that
 * is told as one thing, the missing certificate.
 */
export function lacksSigning({ availability }: MyCard, pins: Partial<Record<PinName, PinState>>): boolean {
  const { state } = pins.signing ?? { state: 'missing' };
  return availability.signing !== 'present' && (state === 'missing' || state === 'blocked');
}

/** Most pressing first. `pins`: the tries as last heard of. */
export function cardAdvice(
  card: MyCard,
  pins: Partial<Record<PinName, PinState>>,
  now: Date,
): readonly Advice[] {
  const advice: Advice[] = [];
  const { authentication, token, expiry } = card;
  if (token.kind !== 'my-number-card') advice.push({ about: 'notMyNumber' });

  const cardDays = expiry && daysUntil(expiry, now);
  if (cardDays !== undefined && cardDays < 0) advice.push({ about: 'cardExpired' });
  if (!authentication) advice.push({ about: 'authenticationMissing' });
  else if (authentication.state === 'expired') advice.push({ about: 'authenticationExpired' });
  else if (authentication.state === 'not-yet') advice.push({ about: 'authenticationNotYet' });

  const blocked = (pin: PinName): boolean =>
    pins[pin]?.state === 'blocked' && !(pin === 'signing' && lacksSigning(card, pins));
  for (const together of UNBLOCKED_TOGETHER) {
    const found = together.filter(blocked);
    if (found.length > 0) advice.push({ about: 'blocked', pins: found });
  }

  if (cardDays !== undefined && cardDays >= 0 && cardDays <= SOON_DAYS) {
    advice.push({ about: 'cardSoon', days: cardDays });
  }
  if (authentication?.state === 'expiring') {
    advice.push({ about: 'authenticationSoon', days: authentication.daysLeft });
  }
  if (lacksSigning(card, pins)) advice.push({ about: 'signingMissing' });
  return advice;
}
