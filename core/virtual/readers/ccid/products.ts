import { fromHex } from '../../../bytes/hex.ts';

type SlotKind = 'contact' | 'contactless';

/** A CCID reader there is: ids, class and functional descriptor by libccid's listings (readers.md 4.4). */
export interface CcidProduct {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly interfaceClass: number;
  /** functional descriptor, 54 bytes of hexadecimal */
  readonly functional: string;
  readonly slots: readonly SlotKind[];
}

const FF = 0xff;

/** By product name. Which slot of a dual reader takes which card is not in the listings: contact first, here. */
export const PRODUCTS = {
  'SCR3310-NTTCom USB SmartCard Reader': {
    vendorId: 0x04e6,
    productId: 0x511a,
    manufacturer: 'SCM Microsystems Inc.',
    interfaceClass: FF,
    functional:
      '36211001000703000000C0120000401F00000067320000E74C060000FC0000000000000000000000BA0101000F010000FFFF00000001',
    slots: ['contact'],
  },
  'SCR331-DI USB Smart Card Reader': {
    vendorId: 0x04e6,
    productId: 0x5120,
    manufacturer: 'SCM Microsystems Inc.',
    interfaceClass: FF,
    functional:
      '36210001010103000000A00F0000E02E000000012A00002940050000FC0000000000000000000000BA00010007010000FFFF00000001',
    slots: ['contact', 'contactless'],
  },
  'SCL010 Contactless Reader': {
    vendorId: 0x04e6,
    productId: 0x5291,
    manufacturer: 'SCM Microsystems Inc.',
    interfaceClass: FF,
    functional:
      '36211001000103000000F8340000F834000000109E010080F00C0000FE00000000000000010000007E0001000F010000FFFF00000001',
    slots: ['contactless'],
  },
  'Smart Card Reader USB': {
    vendorId: 0x076b,
    productId: 0x532a,
    manufacturer: 'OMNIKEY AG',
    interfaceClass: FF,
    functional:
      '36210001000703000000C0120000401F000004002A0000E74C06006AFE0000000700000000000000B20702000F010000FFFF00000001',
    slots: ['contactless'],
  },
  'DE-ABCM6': {
    vendorId: 0x1db2,
    productId: 0x0600,
    manufacturer: 'DUALi',
    interfaceClass: FF,
    functional:
      '36211001000303000000100E0000100E000000CD2500005A73090006FE0000000000000000000000BA060400F6030000000000000001',
    slots: ['contactless'],
  },
  TC63CUT021: {
    vendorId: 0x23eb,
    productId: 0x0003,
    manufacturer: 'TOPPAN FORMS',
    interfaceClass: 0x0b,
    functional:
      '36211001000703000000A00F0000A00F000000109E0100109E010000FE00000000000000000000007E0602000F010000FFFF00000000',
    slots: ['contact'],
  },
  'FeliCa Port/PaSoRi 4.0': {
    vendorId: 0x054c,
    productId: 0x0dc8,
    manufacturer: 'SONY',
    interfaceClass: 0x0b,
    functional:
      '36211001000702000000A00F0000A00F00000000C2010000100E0000FE00000000000000000000007E0004000A020000000000000001',
    slots: ['contactless'],
  },
  'USB SmartCard Reader': {
    vendorId: 0x08e6,
    productId: 0x3437,
    manufacturer: 'Gemalto',
    interfaceClass: 0x0b,
    functional:
      '36210101000703000000C0120000C01200000067320000CE990C0035FE0000000000000000000000300201000F010000000000000001',
    slots: ['contact'],
  },
} as const satisfies Record<string, CcidProduct>;

export type CcidProductName = keyof typeof PRODUCTS;

/** What a functional descriptor promises, as far as the firmware must keep it. */
export interface Promises {
  readonly level: 'tpdu' | 'short' | 'extended';
  readonly features: number;
  readonly voltages: number;
  readonly maxMessage: number;
  readonly maxIfsd: number;
  /** kHz, bit/s: default and highest */
  readonly clocks: readonly [number, number];
  readonly rates: readonly [number, number];
}

export function promisesOf(functional: string): Promises {
  const view = new DataView(fromHex(functional).buffer);
  const word = (at: number): number => view.getUint32(at, true);
  const features = word(40);
  return {
    level: (features & 0x40000) !== 0 ? 'extended' : (features & 0x20000) !== 0 ? 'short' : 'tpdu',
    features,
    voltages: view.getUint8(5),
    maxMessage: word(44),
    maxIfsd: word(28),
    clocks: [word(10), word(14)],
    rates: [word(19), word(23)],
  };
}
