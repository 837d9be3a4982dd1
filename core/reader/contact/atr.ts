/** An answer to reset (ISO/IEC 7816-3 section 8), as far as T=1 needs it. */
export interface Atr {
  /** protocols offered, in their order; T=0 when it names none */
  readonly protocols: readonly number[];
  /** TA1: Fi and Di, highest rate the card takes; absent: 11 */
  readonly rates?: number;
  /** TA2 is there: the card speaks only one protocol, and neither it nor the rate can be chosen */
  readonly specific: boolean;
  /** TC1: extra guard time */
  readonly guardTime: number;
  /** longest T=1 information field the card takes, bytes */
  readonly ifsc: number;
  /** BWI and CWI in one byte, as SetParameters has them */
  readonly waiting: number;
  readonly check: 'lrc' | 'crc';
  readonly historical: Uint8Array;
}

const DEFAULT_IFSC = 32;
const DEFAULT_WAITING = 0x4d;
const MAX_LENGTH = 33;
/** T=15 carries no protocol, only facts about the card as a whole */
const GLOBAL = 15;

/** @returns undefined for what is no answer to reset: a wrong first byte, an end in the middle, a wrong check byte */
export function parseAtr(bytes: Uint8Array): Atr | undefined {
  const [ts, t0 = 0] = bytes;
  if ((ts !== 0x3b && ts !== 0x3f) || bytes.length < 2 || bytes.length > MAX_LENGTH) return undefined;
  const found = { ta: [] as number[], tb: [] as number[], tc: [] as number[], td: [t0] };
  /** the first of each interface byte that belongs to T=1 */
  const t1: { ta?: number; tb?: number; tc?: number } = {};
  let at = 2;
  for (let group = 1, follows = t0 >> 4; follows !== 0; group++) {
    // from the third group on, bytes belong to the protocol the group before announced
    const forT1 = group > 2 && ((found.td[group - 1] ?? 0) & 0x0f) === 1;
    for (const [bit, name] of [
      [1, 'ta'],
      [2, 'tb'],
      [4, 'tc'],
    ] as const) {
      if ((follows & bit) === 0) continue;
      const value = bytes[at++];
      if (value === undefined) return undefined;
      found[name][group] = value;
      if (forT1) t1[name] ??= value;
    }
    const td = (follows & 8) !== 0 ? bytes[at++] : 0;
    if (td === undefined) return undefined;
    if ((follows & 8) !== 0) found.td[group] = td;
    follows = td >> 4;
  }
  const named = found.td.slice(1).map((td) => td & 0x0f);
  const historical = bytes.slice(at, at + (t0 & 0x0f));
  const end = at + (t0 & 0x0f);
  const checked = named.some((protocol) => protocol !== 0);
  if (historical.length !== (t0 & 0x0f) || bytes.length < end + (checked ? 1 : 0)) return undefined;
  if (checked && bytes.subarray(1, end + 1).reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
  const protocols = [...new Set(named.filter((protocol) => protocol !== GLOBAL))];
  const [, ta1] = found.ta;
  const ifsc = t1.ta ?? DEFAULT_IFSC;
  return {
    protocols: protocols.length > 0 ? protocols : [0],
    ...(ta1 !== undefined && { rates: ta1 }),
    specific: found.ta[2] !== undefined,
    guardTime: found.tc[1] ?? 0,
    ifsc: ifsc === 0 || ifsc === 0xff ? DEFAULT_IFSC : ifsc,
    waiting: t1.tb ?? DEFAULT_WAITING,
    check: ((t1.tc ?? 0) & 1) === 0 ? 'lrc' : 'crc',
    historical,
  };
}
