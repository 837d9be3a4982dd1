/** What one XfrBlock carries (readers.md 4.2). */
export type ExchangeLevel = 'tpdu' | 'short' | 'extended';

/** A CCID interface of a device, as far as it matters here (readers.md 4.3). */
export interface CcidInterface {
  readonly configuration: number;
  readonly interface: number;
  readonly interfaceClass: number;
  /** endpoint numbers without direction; `interrupt` absent: it never reports a card by itself */
  readonly in: number;
  readonly out: number;
  readonly interrupt?: number;
  /** bytes of its largest packet */
  readonly interruptSize: number;
  readonly slots: number;
  readonly level: ExchangeLevel;
  /** bits of dwFeatures */
  readonly features: number;
  /** 1: 5 V, 2: 3 V, 4: 1.8 V */
  readonly voltages: number;
  /** T=1 is among its protocols */
  readonly knowsT1: boolean;
  /** kHz */
  readonly clock: number;
  /** fastest rate towards a contact card, bit/s */
  readonly maxDataRate: number;
  /** longest T=1 information field it takes from a card */
  readonly maxIfsd: number;
  /** longest message, header included, bytes */
  readonly maxMessage: number;
}

/** Bits of dwFeatures. */
export const FEATURE = {
  parametersByAtr: 0x02,
  automaticVoltage: 0x08,
  automaticBaud: 0x20,
  negotiates: 0x40,
  automaticPps: 0x80,
  automaticIfsd: 0x400,
} as const;

const INTERFACE = 4;
const ENDPOINT = 5;
const FUNCTIONAL = 0x21;
const FUNCTIONAL_LENGTH = 54;
const BULK = 2;
const INTERRUPT = 3;
const LEVELS: readonly (readonly [number, ExchangeLevel])[] = [
  [0x40000, 'extended'],
  [0x20000, 'short'],
  [0x10000, 'tpdu'],
];
/** the header and one packet, as the class asks; and an extended APDU of full length */
const LEAST_MESSAGE = 64;
const MOST_MESSAGE = 65_544 + 10;
/** bSlot is one byte; nobody makes more than a few */
const MOST_SLOTS = 16;

interface Found {
  readonly number: number;
  readonly interfaceClass: number;
  readonly protocol: number;
  in?: number;
  out?: number;
  interrupt?: number;
  interruptSize: number;
  functional?: Uint8Array;
}

/**
 * The CCID interfaces in a configuration descriptor: those with bulk endpoints in both directions, a functional
 * descriptor (wherever it stands between this interface and the next), and messages of whole blocks or APDUs.
 * Total: any bytes.
 */
export function ccidInterfaces(configuration: Uint8Array): readonly CcidInterface[] {
  const found: Found[] = [];
  for (let at = 0; at + 2 <= configuration.length;) {
    const length = configuration[at] ?? 0;
    if (length < 2) break;
    take(found, configuration.subarray(at, at + length));
    at += length;
  }
  return found.flatMap((one) => readable(configuration[5] ?? 1, one) ?? []);
}

function take(found: Found[], descriptor: Uint8Array): void {
  const [, kind, number = 0, second = 0, low = 0, interfaceClass = 0, , protocol = 0] = descriptor;
  const current = found.at(-1);
  if (kind === INTERFACE) {
    // another setting of the same interface is nobody's: it gets a number no interface has
    found.push({ number: second === 0 ? number : -1, interfaceClass, protocol, interruptSize: 0 });
  } else if (kind === FUNCTIONAL && current && descriptor.length >= FUNCTIONAL_LENGTH) {
    current.functional ??= descriptor;
  } else if (kind === ENDPOINT && current) {
    const isIn = (number & 0x80) !== 0;
    const type = second & 0x03;
    if (type === BULK && isIn) current.in ??= number & 0x0f;
    if (type === BULK && !isIn) current.out ??= number & 0x0f;
    if (type === INTERRUPT && isIn && current.interrupt === undefined) {
      current.interrupt = number & 0x0f;
      current.interruptSize = low | ((interfaceClass & 0x07) << 8); // wMaxPacketSize: the bits above are something else
    }
  }
}

function readable(configuration: number, one: Found): CcidInterface | undefined {
  const { functional } = one;
  if (one.number < 0 || one.protocol !== 0 || !functional) return undefined;
  if (one.in === undefined || one.out === undefined) return undefined;
  const view = new DataView(functional.buffer, functional.byteOffset, functional.length);
  const features = view.getUint32(40, true);
  const level = LEVELS.find(([bit]) => (features & bit) !== 0)?.[1];
  const maxMessage = view.getUint32(44, true);
  if (level === undefined || maxMessage < LEAST_MESSAGE) return undefined;
  return {
    configuration,
    interface: one.number,
    interfaceClass: one.interfaceClass,
    in: one.in,
    out: one.out,
    ...(one.interrupt !== undefined && { interrupt: one.interrupt }),
    interruptSize: Math.max(one.interruptSize, 1),
    slots: Math.min(view.getUint8(4) + 1, MOST_SLOTS),
    level,
    features,
    voltages: view.getUint8(5),
    knowsT1: (view.getUint32(6, true) & 0x02) !== 0,
    clock: view.getUint32(10, true),
    maxDataRate: view.getUint32(23, true),
    maxIfsd: view.getUint32(28, true),
    maxMessage: Math.min(maxMessage, MOST_MESSAGE),
  };
}
