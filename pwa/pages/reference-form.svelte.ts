import type { Era } from '../../core/person/era.ts';
import type { BirthYearReading } from '../../core/task/reference-number-b.ts';

/** What is typed of 照合番号B besides its security code; outlives an attempt, so that a slip can be mended. */
export class ReferenceForm {
  calendar = $state<'seireki' | 'wareki'>('wareki');
  era = $state<Era>('showa');
  year = $state('');
  month = $state('');
  day = $state('');
  reading = $state<BirthYearReading>('era');
  /** of the card, Gregorian */
  expiry = $state('');
}
