/** What a page has to know of USB readers: what to offer in the browser's own list, and what each is. */
export { USB_FILTERS, USB_READERS } from '../reader/usb/registry.ts';
