import type { CardField } from '../../contactless/card-field.ts';
import { ContactlessReader } from '../../contactless/contactless-reader.ts';
import { RadioField } from '../../contactless/radio-field.ts';
import type { Reader, ReaderInfo } from '../../reader.ts';
import { UsbPipe, type UsbDeps } from '../pipe.ts';
import type { UsbDevice } from '../usb-device.ts';
import { FrameAssembler } from './frame.ts';
import { Rcs380Link } from './link.ts';
import { Rcs380Radio } from './radio.ts';

/** readers.md 2.1 */
const ADDRESS = { configuration: 1, interface: 0, in: 1, out: 2 } as const;

/**
 * Claims an RC-S380, ends whatever it was doing, and reads its firmware version.
 * @throws KazasuError what {@link UsbPipe.open} throws; `reader.failed` when it does not answer as it should
 */
export async function openRcs380(device: UsbDevice, info: ReaderInfo, deps: UsbDeps): Promise<Reader> {
  const { field, firmware } = await openField(device, deps);
  const again = async (): Promise<CardField> => (await openField(device, deps)).field;
  return new ContactlessReader(field, again, { ...info, firmware }, deps.clock);
}

async function openField(device: UsbDevice, deps: UsbDeps): Promise<{ field: CardField; firmware: string }> {
  const pipe = await UsbPipe.open(device, ADDRESS, new FrameAssembler(), deps);
  try {
    const link = new Rcs380Link(pipe, deps.clock);
    const [minor = 0, major = 0] = await link.command('GetFirmwareVersion', new Uint8Array());
    const radio = new Rcs380Radio(link, pipe);
    await radio.off();
    return {
      field: new RadioField(radio, deps.clock),
      firmware: `${major.toString(16)}.${minor.toString(16).padStart(2, '0')}`,
    };
  } catch (error) {
    await pipe.close();
    throw error;
  }
}
