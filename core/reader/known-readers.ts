import type { ReaderInfo } from './reader.ts';
import { USB_READERS } from './usb/registry.ts';

/** A reader people ask about, and how a page reaches it. */
export interface KnownReader {
  readonly model: string;
  /** USB vendor and product, in hexadecimal */
  readonly ids: readonly string[];
  /** how a card lies on it: held over it, put into it, or both */
  readonly takes: 'contactless' | 'contact' | 'both';
  readonly routes: readonly Exclude<ReaderInfo['route'], 'software'>[];
  /** was seen working with a My Number Card from a browser, by anybody */
  readonly proven: boolean;
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/**
 * Readers on the Japanese market whose only interface has the USB class "smart card" (0B): Chrome lets no page and no
 * extension claim it (readers.md 1.1, 4.4, 6.1). A program beside the browser reaches them through PC/SC.
 */
const SMART_CARD_CLASS: readonly KnownReader[] = (
  [
    ['ACS ACR122U', ['072f:2200', '072f:90cc'], 'contactless'],
    ['ACS ACR1251U', ['072f:221a'], 'contactless'],
    ['ACS ACR1252U', ['072f:223b', '072f:223e'], 'contactless'],
    ['ACS ACR39U', ['072f:b100'], 'contact'],
    ['Identiv uTrust 3700 F', ['04e6:5790'], 'contactless'],
    ['Identiv uTrust 4701 F', ['04e6:5724'], 'both'],
    ['SCM SCR3310', ['04e6:5116'], 'contact'],
    ['I-O DATA USB-NFC4', ['31aa:3002'], 'contactless'],
    ['I-O DATA USB-NFC3', ['31aa:2000', '31aa:2001'], 'contactless'],
    ['ELECOM MR-ICA001BK', ['31aa:3001'], 'contactless'],
    ['Gemalto IDBridge CT30', ['08e6:3437'], 'contact'],
    ['Toppan TC63CUT021', ['23eb:0003'], 'contact'],
    ['Panasonic 7A-Smart', ['04da:117a'], 'contact'],
  ] as const
).map(([model, ids, takes]) => ({ model, ids, takes, routes: ['relay'], proven: false }));

/** Every reader we can say something about: those a page can drive first. Also in docs/readers.md; a test compares. */
export const KNOWN_READERS: readonly KnownReader[] = [
  ...USB_READERS.map(({ model, vendorId, productIds, takes, proven }): KnownReader => ({
    model,
    ids: productIds.map((id) => `${hex(vendorId)}:${hex(id)}`),
    takes,
    routes: ['webusb'],
    proven,
  })),
  ...SMART_CARD_CLASS,
];
