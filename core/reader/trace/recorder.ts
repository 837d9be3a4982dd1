import { toHex } from '../../bytes/hex.ts';
import type { ReaderInfo } from '../reader.ts';
import { ApduMask } from './apdu-mask.ts';

/** One transfer, or one APDU where the route has no transfers of ours (test/fixtures/reader-traces). */
export interface TraceStep {
  readonly dir: 'out' | 'in';
  readonly hex: string;
  readonly note?: string;
}

/** What a person may send us: the form of the published traces. */
export interface RecordedTrace {
  readonly kind: 'recorded by Kazasu, redacted';
  readonly device: string;
  readonly route: ReaderInfo['route'];
  readonly firmware?: string;
  readonly level: 'USB transfers' | 'APDUs';
  readonly remark: string;
  readonly steps: readonly TraceStep[];
}

const MAX_STEPS = 600;
/** exchanges that are looked back at for one that looks the same */
const LOOK_BACK = 2;
const REMARK =
  'PINs, certificates, names, photo, serial numbers and identifiers are masked with zeros of one length; checksums and lengths are computed anew. Reading on in a file is left out, and so are exchanges that look like one of the two before: their number would tell a length.';

/**
 * Keeps the last exchanges with the reader, masked before they are kept. An exchange is what goes out and all that
 * comes in until the next; one that looks like one of the two before is kept once, since a count of reads would be a length.
 */
export class TraceRecorder {
  #steps: TraceStep[][] = [];
  #current: TraceStep[] = [];
  readonly #seen: string[] = [];
  #level: RecordedTrace['level'] = 'APDUs';
  readonly #apdus = new ApduMask();

  /** a reader was opened: what was before is forgotten */
  begin(): void {
    this.#steps = [];
    this.#current = [];
    this.#seen.length = 0;
    this.#level = 'APDUs';
  }

  /** one transfer, masked already */
  transfer(dir: TraceStep['dir'], masked: Uint8Array): void {
    this.#level = 'USB transfers';
    this.#add(dir, masked);
  }

  command(apdu: Uint8Array): void {
    const masked = this.#apdus.command(apdu);
    if (masked) this.#add('out', masked);
  }

  response(answer: Uint8Array): void {
    const masked = this.#apdus.response(answer);
    if (masked) this.#add('in', masked);
  }

  /** something that is no transfer: how it failed */
  note(note: string): void {
    this.#current.push({ dir: 'in', hex: '', note });
  }

  trace({ model, route, firmware }: ReaderInfo): RecordedTrace {
    return {
      kind: 'recorded by Kazasu, redacted',
      // names that PC/SC makes up may hold a serial number
      device: model.replace(/[0-9A-F-]{6,}/gi, '…'),
      route,
      ...(firmware !== undefined && { firmware }),
      level: this.#level,
      remark: REMARK,
      steps: [...this.#steps, this.#current].flat(),
    };
  }

  #add(dir: TraceStep['dir'], masked: Uint8Array): void {
    if (masked.length === 0) return; // the rest of something that was told already
    if (dir === 'out') this.#close();
    this.#current.push({ dir, hex: toHex(masked) });
  }

  #close(): void {
    const done = this.#current;
    this.#current = [];
    if (done.length === 0) return;
    const looks = JSON.stringify(done);
    const known = this.#seen.includes(looks);
    if (!known) this.#steps.push(done);
    this.#seen.push(looks);
    if (this.#seen.length > LOOK_BACK) this.#seen.shift();
    while (this.#steps.flat().length > MAX_STEPS) this.#steps.shift();
  }
}
