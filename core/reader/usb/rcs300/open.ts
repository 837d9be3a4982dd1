import type { CardField } from '../../contactless/card-field.ts';
import { ContactlessReader } from '../../contactless/contactless-reader.ts';
import type { Reader, ReaderInfo } from '../../reader.ts';
import { CcidAssembler } from '../ccid/message.ts';
import { UsbPipe, type UsbDeps } from '../pipe.ts';
import type { UsbDevice } from '../usb-device.ts';
import { Rcs300Field } from './field.ts';
import { Rcs300Link } from './link.ts';
import type { Known } from './mode.ts';
import { Rcs300Session } from './session.ts';

/** Interface 1: the other one is CCID, which a page may not claim (readers.md 3.1). */
const ADDRESS = { configuration: 1, interface: 1, in: 2, out: 2, selfDelimiting: true } as const;
/** a CCID message of 522 bytes is the longest (readers.md 3.1) */
const MAX_MESSAGE = 522;

/**
 * Claims an RC-S300, ends a session that somebody left, and asks for its firmware.
 * @throws KazasuError what {@link UsbPipe.open} throws; `reader.failed` when it does not answer as it should
 */
export async function openRcs300(device: UsbDevice, info: ReaderInfo, deps: UsbDeps): Promise<Reader> {
  const known: Known = {};
  const { field, firmware } = await openField(device, deps, known);
  const again = async (): Promise<CardField> => (await openField(device, deps, known)).field;
  return new ContactlessReader(field, again, { ...info, firmware }, deps.clock);
}

async function openField(
  device: UsbDevice,
  deps: UsbDeps,
  known: Known,
): Promise<{ field: CardField; firmware: string }> {
  const pipe = await UsbPipe.open(device, ADDRESS, new CcidAssembler(MAX_MESSAGE), deps);
  try {
    const session = new Rcs300Session(new Rcs300Link(pipe, deps.clock), deps.clock);
    const firmware = await session.firmware();
    await session.end();
    return { field: new Rcs300Field(session, deps.clock, known), firmware };
  } catch (error) {
    await pipe.close();
    throw error;
  }
}
