import { create } from '../../core/virtual/readers/readers.ts';
import { describeThroughWebUsb } from './support/through-webusb.ts';

describeThroughWebUsb({
  choice: { vendorId: 0x054c, productId: 0x0dc9 },
  sister: 0x0dc8,
  serial: '1274667',
  info: { model: 'Sony RC-S300', firmware: '000001000100FFFF0401FFFF0100FFFF0000' },
  create: () => create('rcs300'),
});
