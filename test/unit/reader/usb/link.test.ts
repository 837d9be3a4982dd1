import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../core/bytes/hex.ts';
import { UsbPipe } from '../../../../core/reader/usb/pipe.ts';
import { encodeFrame, FrameAssembler } from '../../../../core/reader/usb/rcs380/frame.ts';
import { Rcs380Link } from '../../../../core/reader/usb/rcs380/link.ts';
import type { Rcs380Options } from '../../../../core/virtual/readers/rcs380/options.ts';
import { plugIn, type Plugged } from '../../../support/usb.ts';

const ADDRESS = { configuration: 1, interface: 0, in: 1, out: 2 };
const lock = (): Promise<() => void> => Promise.resolve(() => undefined);

async function linkTo(reader: Partial<Rcs380Options> = {}): Promise<Plugged & { link: Rcs380Link }> {
  const plugged = plugIn({ reader, card: false });
  const pipe = await UsbPipe.open(plugged.device, ADDRESS, new FrameAssembler(), {
    clock: plugged.clock,
    lock,
  });
  return { ...plugged, link: new Rcs380Link(pipe, plugged.clock) };
}

const firmware = (link: Rcs380Link): Promise<Uint8Array> =>
  link.command('GetFirmwareVersion', new Uint8Array());
const VERSION = fromHex('1101');
/** what a crashed host may have left: an ACK, an answer to InCommRF, half a frame */
const STALE = ['0000FF00FF00', '0000FFFFFF0600FAD70580000000A400', '0000FFFFFF0400FCD721'];

describe('Rcs380Link survives', () => {
  it.each<[string, Partial<Rcs380Options>]>([
    ['a well-behaved reader', {}],
    ['what a host before left unread', { stale: STALE }],
    ['an old answer to the very same command', { stale: ['0000FF00FF00', '0000FFFFFF0300FDD72B01FD00'] }],
    ['a late ACK', { ackMs: 800 }],
    ['ACK and answer in one transfer', { gluesAck: true }],
    ['answers in pieces', { pieces: 3 }],
    ['answers in single bytes', { pieces: 1 }],
    ['empty packets behind whole ones', { sendsZlp: true, packetSize: 8 }],
    ['no empty packets behind whole ones', { sendsZlp: false, packetSize: 8 }],
    ['packets of 8 bytes and no wish for empty ones', { needsZlp: false, packetSize: 8 }],
    ['packets of 13 bytes, the length of a command', { packetSize: 13 }],
  ])('%s', async (_, options) => {
    const { link, virtual } = await linkTo(options);
    for (let i = 0; i < 3; i++) expect(await firmware(link)).toEqual(VERSION);
    expect(await link.command('SwitchRF', Uint8Array.of(0))).toEqual(fromHex('00'));
    expect(virtual.violations).toEqual([]);
  });
});

describe('Rcs380Link', () => {
  it('begins by ending what a host before us had begun', async () => {
    const { link, device } = await linkTo();
    await firmware(link);
    await firmware(link);
    expect(device.log.filter((line) => line.startsWith('>'))).toEqual([
      '>0000FF00FF00',
      '>0000FFFFFF0300FDD62A01FF00',
      '>0000FFFFFF0200FED6200A00',
      '>0000FFFFFF0200FED6200A00',
    ]);
  });

  it('takes over a reader that is busy with a long exchange', async () => {
    const { link, virtual } = await linkTo();
    // an RF exchange of 6 s, whose host is gone without having read an answer
    for (const command of [
      'D62A01',
      'D60003070F07',
      'D60200140101020103000400050006000708080009010A010B010C010E040F001000110012001306',
      'D60460EA050018',
    ]) {
      await virtual.transferOut(2, encodeFrame(fromHex(command)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await firmware(link)).toEqual(VERSION);
  });

  it.each([true, false])(
    'gives up a command by ACK, whether the reader answers it or not: %s',
    async (answersAfterAbort) => {
      const { link, clock, device, virtual } = await linkTo({ answersAfterAbort });
      await link.command('InSetRF', fromHex('03070F07'));
      await link.command(
        'InSetProtocol',
        fromHex('00140101020103000400050006000708080009010A010B010C010E040F001000110012001306'),
      );
      const pending = link.command('InCommRF', fromHex('60EA050018'), 6000);
      void clock.after(100, () => link.abort());
      await expect(pending).rejects.toMatchObject({ code: 'reader.failed', detail: { what: 'abort' } });
      expect(clock.now()).toBeLessThan(200);
      link.abort(); // nothing is under way: nothing is sent
      const sent = device.outs.length;
      expect(await firmware(link)).toEqual(VERSION);
      expect(device.outs.length - sent).toBe(3); // ACK, SetCommandType, and the command
      expect(virtual.violations).toEqual([]);
    },
  );

  it('fails typed on a complaint, on silence and on nonsense, and recovers', async () => {
    const { link, device, clock } = await linkTo();
    await expect(link.command('InSetRF', fromHex('FF'))).resolves.toEqual(fromHex('01'));
    const transferOut = device.transferOut.bind(device);
    device.transferOut = (endpoint, data) =>
      transferOut(endpoint, data.length > 6 ? fromHex('0000FFFFFF0200FED6200A01') : data);
    await expect(firmware(link)).rejects.toMatchObject({
      code: 'reader.failed',
      detail: { what: 'GetFirmwareVersion' },
    });
    const start = clock.now();
    device.transferOut = () => Promise.resolve({ status: 'ok' as const, bytesWritten: 0 });
    await expect(firmware(link)).rejects.toMatchObject({ code: 'reader.failed' });
    expect(clock.now() - start).toBeLessThan(1100);
    device.transferOut = () => new Promise(() => undefined);
    await expect(firmware(link)).rejects.toMatchObject({ code: 'reader.failed' });
    device.transferOut = transferOut;
    expect(await firmware(link)).toEqual(VERSION);
  });

  it('does not listen to a reader that chatters for ever', async () => {
    const { link, device, virtual } = await linkTo();
    await firmware(link);
    device.before = () => virtual.babble(fromHex('0000FF00FF00'));
    await expect(link.command('SwitchRF', Uint8Array.of(0))).resolves.toBeDefined();
    const mad = await linkTo();
    mad.device.before = () => mad.virtual.babble(fromHex('0000FFFFFF0300FDD707002200'));
    mad.device.transferOut = () => Promise.resolve({ status: 'ok' as const, bytesWritten: 0 });
    mad.device.before(0);
    await expect(firmware(mad.link)).rejects.toMatchObject({ code: 'reader.failed' });
  });

  it('fails with reader.lost when the cable is pulled', async () => {
    const { link, unplug, device } = await linkTo();
    await firmware(link);
    device.before = () => unplug();
    await expect(firmware(link)).rejects.toMatchObject({ code: 'reader.lost' });
    await expect(firmware(link)).rejects.toMatchObject({ code: 'reader.lost' });
  });

  it('overwrites every frame it has sent', async () => {
    const { link, device } = await linkTo();
    await link.command('InCommRF', fromHex('1400 0020008004 31323334'));
    const frames = device.outs.filter(({ length }) => length > 6);
    expect(frames.length).toBe(2);
    expect(frames.every((frame) => frame.every((byte) => byte === 0))).toBe(true);
  });
});
