import { create } from '../../core/virtual/readers/readers.ts';
import { describeThroughWebUsb } from './support/through-webusb.ts';

describeThroughWebUsb({
  choice: { vendorId: 0x054c, productId: 0x06c3 },
  sister: 0x06c1,
  serial: '0001',
  info: { model: 'Sony RC-S380', firmware: '1.11' },
  create: () => create('rc-s380', { reader: { serial: '0001' } }),
});
