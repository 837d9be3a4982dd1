import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../../core/bytes/hex.ts';

export interface Step {
  readonly dir: 'out' | 'in';
  readonly hex: string;
  readonly note: string;
  /** absent: a bulk endpoint */
  readonly endpoint?: 'interrupt';
  /** its publisher blanked identifiers, so its checksum is wrong */
  readonly anonymised?: boolean;
}

export interface Trace {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The traces of one file of test/fixtures/reader-traces; a blanked frame gets the checksum it would have had. */
export function traces(file: string): readonly Trace[] {
  const url = new URL(`../fixtures/reader-traces/${file}.json`, import.meta.url);
  const content = JSON.parse(readFileSync(url, 'utf8')) as { steps?: Step[]; cases?: Trace[] };
  const all = content.cases ?? [{ name: file, steps: content.steps ?? [] }];
  return all.map(({ name, steps }) => ({
    name,
    steps: steps.map((step) => (step.anonymised ? mended(step) : step)),
  }));
}

function mended(step: Step): Step {
  const bytes = fromHex(step.hex);
  const data = bytes.subarray(8, -2);
  bytes[bytes.length - 2] = -data.reduce((sum, byte) => sum + byte, 0) & 0xff;
  return { ...step, hex: toHex(bytes) };
}

/** Command code and payload of a host frame; undefined for the host's ACK. */
export function commandOf({ hex }: Step): { code: number; payload: Uint8Array } | undefined {
  const bytes = fromHex(hex);
  return bytes.length === 6 ? undefined : { code: bytes[9]!, payload: bytes.slice(10, -2) };
}
