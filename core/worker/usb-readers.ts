/** What a page has to know of readers: what to offer in the browser's own list, and what is known of each. */
export { KNOWN_READERS, type KnownReader } from '../reader/known-readers.ts';
export { isUnrestricted, UNRESTRICTED_FILTERS, USB_FILTERS, USB_READERS } from '../reader/usb/registry.ts';
