import type { UsbDevice } from '../usb-device.ts';

/** The same device for several interfaces: it is open from the first `open` to the last `close`. */
export function sharedDevice(device: UsbDevice): UsbDevice {
  let users = 0;
  return {
    vendorId: device.vendorId,
    productId: device.productId,
    serialNumber: device.serialNumber,
    get configuration() {
      return device.configuration;
    },
    open: async () => {
      if (users === 0) await device.open();
      users += 1;
    },
    close: async () => {
      users = Math.max(0, users - 1);
      if (users === 0) await device.close();
    },
    selectConfiguration: (value) => device.selectConfiguration(value),
    claimInterface: (number) => device.claimInterface(number),
    releaseInterface: (number) => device.releaseInterface(number),
    clearHalt: (direction, endpoint) => device.clearHalt(direction, endpoint),
    transferIn: (endpoint, length) => device.transferIn(endpoint, length),
    transferOut: (endpoint, data) => device.transferOut(endpoint, data),
    controlTransferIn: (setup, length) => device.controlTransferIn(setup, length),
    controlTransferOut: (setup) => device.controlTransferOut(setup),
  };
}
