import type { UsbDevice } from '../usb-device.ts';

const NOTIFY_SLOT_CHANGE = 0x50;
/** transfers in a row that bring nothing before the endpoint is given up: the slots are looked at all the same */
const MAX_FRUITLESS = 8;

/**
 * Slots whose state has changed by one message of the interrupt endpoint: two bits a slot, the higher one for a change
 * (readers.md 4.1). Total: any bytes.
 */
export function changedSlots(message: Uint8Array): readonly number[] {
  if (message[0] !== NOTIFY_SLOT_CHANGE) return [];
  const slots = Array.from({ length: 4 * (message.length - 1) }, (_, slot) => slot);
  return slots.filter((slot) => (((message[1 + (slot >> 2)] ?? 0) >> (2 * (slot & 3))) & 2) !== 0);
}

/** Tells `changed` of every slot the reader reports, until the device is closed or gone, or the endpoint fails. */
export async function listenForChanges(
  device: UsbDevice,
  endpoint: number,
  packetSize: number,
  changed: (slot: number) => void,
): Promise<void> {
  try {
    for (let fruitless = 0; fruitless < MAX_FRUITLESS;) {
      const { status, data } = await device.transferIn(endpoint, packetSize);
      if (status === 'stall') await device.clearHalt('in', endpoint);
      const bytes = data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const slots = status === 'ok' && bytes ? changedSlots(bytes) : [];
      fruitless = slots.length > 0 ? 0 : fruitless + 1;
      slots.forEach(changed);
    }
  } catch {
    // closed or unplugged: the bulk endpoints tell it too, and by them the reader is lost
  }
}
