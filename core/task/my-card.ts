import { readCardRecord } from '../card/card-record.ts';
import { identifyCard, type CardIdentity } from '../card/identify-card.ts';
import { readAvailability, type CertificateAvailability } from '../card/jpki-availability.ts';
import { readCertificate } from '../card/jpki-certificate.ts';
import { readToken, type JpkiToken } from '../card/jpki-token.ts';
import { PINS, type PinName } from '../card/pin.ts';
import { readTries, type PinState } from '../card/read-tries.ts';
import { selectApplication } from '../card/select-application.ts';
import { KazasuError } from '../error/kazasu-error.ts';
import { parseCompactDate, type CalendarDate } from '../person/calendar-date.ts';
import type { CertificatePeriod } from '../pki/certificate-period.ts';
import type { Task, TaskContext } from './task.ts';

/** What a card tells without any PIN. */
export interface MyCard {
  readonly token: JpkiToken;
  /** hand it back to the next task, so that it notices another card */
  readonly identity: CardIdentity | undefined;
  /** EF 0008, as far as its meaning is known */
  readonly availability: CertificateAvailability;
  /** the authentication certificate's dates, undefined when the card holds none or keeps it behind a PIN */
  readonly authentication: CertificatePeriod | undefined;
  /** last day of the card itself; undefined when it does not say */
  readonly expiry: CalendarDate | undefined;
  /** of every PIN but the surface application's, which is asked where it is used */
  readonly pins: Readonly<Record<Exclude<PinName, 'faceReferenceNumberB'>, PinState>>;
}

/** Reads what needs no PIN. Nothing is verified, so there is nothing to clear at the end. */
export const myCard: Task<undefined, MyCard> = async (context) => {
  const { card, now, progress } = context;
  progress({ step: 'identify' });
  if (!(await selectApplication(card, 'jpki'))) throw new KazasuError('card.not-my-number');
  const token = await readToken(card);
  const availability = await readAvailability(card);
  const der = await authenticationCertificate(context);

  progress({ step: 'read-tries' });
  const authentication = await readTries(card, 'authentication', true);
  const signing = await readTries(card, 'signing');
  const [textInput, referenceNumberB] = await triesIn(context, ['textInput', 'referenceNumberB']);
  const [resident] = await triesIn(context, ['resident']);

  progress({ step: 'read-card' });
  const record = (await selectApplication(card, 'common')) ? await readCardRecord(card) : undefined;
  const missing: PinState = { state: 'missing' };
  return {
    token,
    identity: await identifyCard(card),
    availability,
    authentication: der && (await periodOf(der, now())),
    expiry: record && parseCompactDate(record.expiry),
    pins: {
      authentication,
      signing,
      textInput: textInput ?? missing,
      referenceNumberB: referenceNumberB ?? missing,
      resident: resident ?? missing,
    },
  };
};

/** The certificate reader is not part of the worker's entry: it is loaded with the first certificate. */
async function periodOf(der: Uint8Array, now: Date): Promise<CertificatePeriod> {
  const [{ parseCertificate }, { certificatePeriod }] = await Promise.all([
    import('../pki/parse-certificate.ts'),
    import('../pki/certificate-period.ts'),
  ]);
  return certificatePeriod(await parseCertificate(der), now);
}

/** 6982: a phone's token keeps even this certificate behind its PIN (card.md 2.1). */
async function authenticationCertificate({ card, progress }: TaskContext): Promise<Uint8Array | undefined> {
  try {
    return await readCertificate(card, 'authentication', {
      probeExtended: true,
      onProgress: (done, total) => progress({ step: 'read-certificate', done, total }),
    });
  } catch (error) {
    if (error instanceof KazasuError && error.detail.sw === 0x6982) return undefined;
    throw error;
  }
}

/** Tries of PINs that share an application; empty when the card does not hold it. */
async function triesIn({ card }: TaskContext, names: readonly PinName[]): Promise<PinState[]> {
  const [first] = names;
  if (!first || !(await selectApplication(card, PINS[first].application))) return [];
  const states: PinState[] = [];
  for (const name of names) states.push(await readTries(card, name));
  return states;
}
