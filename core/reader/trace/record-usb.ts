import type { UsbDevice } from '../usb/usb-device.ts';
import type { DriverName } from '../usb/drivers.ts';
import { maskFor } from './masks.ts';
import type { TraceRecorder } from './recorder.ts';

/** The same device; each bulk transfer is told to the recorder, masked by the rules of its protocol. */
export function recordUsb(device: UsbDevice, driver: DriverName, recorder: TraceRecorder): UsbDevice {
  const mask = maskFor(driver);
  const transferOut: UsbDevice['transferOut'] = (endpoint, data) => {
    recorder.transfer('out', mask.out(data)); // before it goes: the caller overwrites it afterwards
    return device.transferOut(endpoint, data);
  };
  const transferIn: UsbDevice['transferIn'] = async (endpoint, length) => {
    const result = await device.transferIn(endpoint, length);
    const { data, status } = result;
    if (data) recorder.transfer('in', mask.in(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
    if (status !== 'ok') recorder.note(status === 'stall' ? 'stall' : 'babble');
    return result;
  };
  return new Proxy(device, {
    get(target, name) {
      if (name === 'transferOut') return transferOut;
      if (name === 'transferIn') return transferIn;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
