import { concat } from '../../core/bytes/concat.ts';
import { toHex } from '../../core/bytes/hex.ts';
import { activate, type ActiveCard } from '../../core/reader/contactless/activate.ts';
import { Field, type AirFrame } from '../../core/virtual/readers/air/field.ts';
import { TypeBCard, type Chip, type TypeBOptions } from '../../core/virtual/readers/air/type-b-card.ts';
import { AirRadio, SpentClock } from './air-radio.ts';

/** A chip that counts: its answer to the n-th APDU is n, then the APDU, then 9000. What it ran is kept. */
export class CountingChip implements Chip {
  readonly ran: string[] = [];
  readonly power: string[] = [];
  /** bytes of filler in each answer */
  constructor(readonly filler = 0) {}
  transmit(apdu: Uint8Array): Promise<Uint8Array> {
    this.ran.push(toHex(apdu));
    return Promise.resolve(this.answerTo(this.ran.length, apdu));
  }
  answerTo(count: number, apdu: Uint8Array): Uint8Array {
    const filler = new Uint8Array(this.filler).fill(count);
    return concat(Uint8Array.of(count & 0xff), apdu, filler, Uint8Array.of(0x90, 0x00));
  }
  powerOn(): void {
    this.power.push('on');
  }
  powerOff(): void {
    this.power.push('off');
  }
}

/** The same, but SELECT is answered by 9000 and not counted: for readers that try their modes with it. */
export class SelectableChip extends CountingChip {
  override transmit(apdu: Uint8Array): Promise<Uint8Array> {
    return apdu[1] === 0xa4 ? Promise.resolve(Uint8Array.of(0x90, 0x00)) : super.transmit(apdu);
  }
}

export interface Air {
  readonly clock: SpentClock;
  readonly field: Field;
  readonly radio: AirRadio;
  readonly chip: CountingChip;
  readonly card: TypeBCard;
  /** every frame since the start, without its check bytes, `>` towards the card */
  readonly frames: string[];
  activate(): Promise<ActiveCard>;
}

/** One counting card in the field of a reader that is nothing but air. */
export function air(options: TypeBOptions & { filler?: number } = {}): Air {
  const clock = new SpentClock();
  const field = new Field();
  const radio = new AirRadio(field, clock);
  const chip = new CountingChip(options.filler);
  const card = new TypeBCard(chip, options);
  field.place(card);
  const frames: string[] = [];
  field.listen = ({ direction, bytes }: AirFrame) => {
    frames.push(`${direction === 'to-card' ? '>' : '<'}${toHex(bytes.subarray(0, -2))}`);
  };
  return { clock, field, radio, chip, card, frames, activate: () => activate(radio, clock) };
}
