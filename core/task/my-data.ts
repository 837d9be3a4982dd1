import { readAttributes } from '../card/read-attributes.ts';
import type { UnknownObject } from '../card/parse-attributes.ts';
import { parseCompactDate, type CalendarDate } from '../person/calendar-date.ts';
import { sexOf, type Sex } from '../person/sex.ts';
import type { GateRefusal, PinInput } from './pin-gate.ts';
import type { Task } from './task.ts';
import { withVerifiedPin } from './with-verified-pin.ts';

export interface MyDataInput extends PinInput {
  /** 4-digit PIN of the text-input application, or 照合番号B (14 digits, core/task/reference-number-b.ts) */
  readonly by: 'textInput' | 'referenceNumberB';
}

/** The certified basic attributes, texts exactly as on the card. */
export interface MyData {
  readonly outcome: 'done';
  readonly name: string;
  readonly address: string;
  /** as on the card: `YYYYMMDD`; `date` is undefined when it is no date */
  readonly birthDate: { readonly raw: string; readonly date: CalendarDate | undefined };
  readonly sex: Sex;
  readonly unknown: readonly UnknownObject[];
  readonly offsetsAgree: boolean;
}

/** Reads name, address, birth date and sex from the text-input application (card.md 3.6, 3.8). */
export const myData: Task<MyDataInput, MyData | GateRefusal> = (context, input) =>
  withVerifiedPin(context, input.by, input, async () => {
    const { card, progress } = context;
    const read = await readAttributes(card, (done, total) =>
      progress({ step: 'read-attributes', done, total }),
    );
    return {
      outcome: 'done',
      name: read.name,
      address: read.address,
      birthDate: { raw: read.birthDate, date: parseCompactDate(read.birthDate) },
      sex: sexOf(read.sex),
      unknown: read.unknown,
      offsetsAgree: read.offsetsAgree,
    };
  });
