import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../../../core/bytes/concat.ts';
import { fromHex } from '../../../../../core/bytes/hex.ts';
import { ccidInterfaces } from '../../../../../core/reader/usb/ccid/descriptor.ts';
import { changedSlots } from '../../../../../core/reader/usb/ccid/slot-changes.ts';
import { USB_READERS } from '../../../../../core/reader/usb/registry.ts';
import { PRODUCTS } from '../../../../../core/virtual/readers/ccid/products.ts';
import { describe as descriptorsOf } from '../../../../../core/virtual/readers/usb/descriptors.ts';

interface Listed {
  readonly vendorId: string;
  readonly productId: string;
  readonly product: string;
  readonly interfaces: readonly {
    readonly interfaceClass: string;
    readonly ccidDescriptor: string;
    readonly slots: number;
    readonly dwFeatures: string;
    readonly dwMaxCCIDMessageLength: number;
    readonly dwMaxIFSD: number;
  }[];
}

const url = new URL('../../../../fixtures/reader-traces/ccid-descriptors.json', import.meta.url);
const { readers } = JSON.parse(readFileSync(url, 'utf8')) as { readers: Listed[] };

function configurationOf(reader: Listed): Uint8Array {
  return descriptorsOf({
    vendorId: 1,
    productId: 2,
    manufacturer: 'm',
    product: 'p',
    interfaces: reader.interfaces.map(({ interfaceClass, ccidDescriptor }, i) => ({
      interfaceClass: Number.parseInt(interfaceClass, 16),
      functional: fromHex(ccidDescriptor),
      endpoints: [
        { address: 0x81 + i, type: 'bulk', packetSize: 64 },
        { address: 0x01 + i, type: 'bulk', packetSize: 64 },
        ...(i === 0 ? [{ address: 0x87, type: 'interrupt', packetSize: 8 } as const] : []),
      ],
    })),
  }).configuration;
}

describe('descriptors of CCID readers', () => {
  it.each(readers)('$product', (reader) => {
    const found = ccidInterfaces(configurationOf(reader));
    expect(found).toHaveLength(reader.interfaces.length);
    for (const [i, listed] of reader.interfaces.entries()) {
      const features = Number.parseInt(listed.dwFeatures, 16);
      expect(found[i]).toMatchObject({
        configuration: 1,
        interface: i,
        interfaceClass: Number.parseInt(listed.interfaceClass, 16),
        in: i + 1,
        out: i + 1,
        slots: listed.slots,
        features,
        level: features & 0x40000 ? 'extended' : features & 0x20000 ? 'short' : 'tpdu',
        maxMessage: listed.dwMaxCCIDMessageLength,
        maxIfsd: listed.dwMaxIFSD,
      });
      expect([found[i]!.interrupt, found[i]!.interruptSize]).toEqual(i === 0 ? [7, 8] : [undefined, 1]);
    }
  });

  it('of the vendor’s class are all in the registry, and those of the registry have it', () => {
    const rows = USB_READERS.filter(({ driver }) => driver === 'ccid');
    const ours = rows.flatMap(({ vendorId, productIds }) => productIds.map((id) => `${vendorId}:${id}`));
    const listed = readers
      .filter(({ interfaces }) => interfaces.some(({ interfaceClass }) => interfaceClass === 'FF'))
      .map(({ vendorId, productId }) => `${Number.parseInt(vendorId, 16)}:${Number.parseInt(productId, 16)}`);
    // the SPR532 is known to be of this class, its descriptor is not in the listings we have
    expect(ours.toSorted()).toEqual([...new Set([...listed, [0x04e6, 0xe003].join(':')])].toSorted());
  });

  it('are what the software readers have', () => {
    for (const { vendorId, productId, functional, interfaceClass } of Object.values(PRODUCTS)) {
      const reader = readers.find(
        (one) =>
          Number.parseInt(one.vendorId, 16) === vendorId && Number.parseInt(one.productId, 16) === productId,
      );
      expect(reader?.interfaces[0]).toMatchObject({
        ccidDescriptor: functional,
        interfaceClass: interfaceClass.toString(16).toUpperCase().padStart(2, '0'),
      });
    }
  });

  it('are passed over when they are not of blocks or APDUs, not bulk, cut off, or of another setting', () => {
    const [reader] = readers;
    const whole = configurationOf(reader!);
    expect(ccidInterfaces(whole)).toHaveLength(1);
    const at = whole.indexOf(0x21) - 1;
    const change = (offset: number, value: number): Uint8Array => whole.with(offset, value);
    expect(ccidInterfaces(change(at + 42, 0))).toEqual([]); // no level
    expect(ccidInterfaces(change(16, 1))).toEqual([]); // ICCD
    expect(ccidInterfaces(change(12, 1))).toEqual([]); // alternate setting
    expect(ccidInterfaces(change(at + 1, 0x22))).toEqual([]); // another descriptor
    expect(ccidInterfaces(change(at + 44, 9).with(at + 45, 0))).toEqual([]); // no room for a header
    expect(ccidInterfaces(change(at, 53))).toEqual([]);
    expect(ccidInterfaces(whole.subarray(0, at + 30))).toEqual([]);
    // behind the endpoints it is found too
    const [head, functional, tail] = [whole.slice(0, at), whole.slice(at, at + 54), whole.slice(at + 54)];
    expect(ccidInterfaces(concat(head, tail, functional))).toEqual(ccidInterfaces(whole));
  });

  it('never make the parser fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const { slots, maxMessage } of ccidInterfaces(bytes)) {
          expect(slots).toBeLessThanOrEqual(16);
          expect(maxMessage).toBeLessThan(70_000);
        }
      }),
    );
    const whole = configurationOf(readers[0]!);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        expect(ccidInterfaces(whole.with(at, value)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a report of changed slots', () => {
  it.each([
    ['5003', [0]],
    ['5002', [0]],
    ['5001', []],
    ['500C', [1]],
    ['500B', [0, 1]],
    ['500008', [5]],
    ['50', []],
    ['5100', []],
    ['', []],
  ])('%s', (hex, slots) => {
    expect(changedSlots(fromHex(hex))).toEqual(slots);
  });
});
