import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { airtimes } from '../../support/airtimes.ts';
import { Field, type AirFrame } from '../../../core/virtual/readers/air/field.ts';
import { FelicaCard, TypeACard } from '../../../core/virtual/readers/air/foreign-cards.ts';
import type { Picc } from '../../../core/virtual/readers/air/picc.ts';
import { create, WebUsbDevice } from '../../../core/virtual/readers/readers.ts';
import { realTime } from '../../../core/virtual/readers/clock.ts';

describe('create', () => {
  it('takes the maker’s spelling of a name and that of the libraries', () => {
    expect(create('rcs380').descriptors).toEqual(create('rc-s380').descriptors);
    expect(create('rc-s300').descriptors).toEqual(create('rcs300').descriptors);
  });

  it('knows its models and refuses others', () => {
    expect(() => create('rc-s999' as 'rc-s380')).toThrow(RangeError);
    expect(() => create('rc-s380', { card: { quirks: { nothing: 1 } as never } })).toThrow(RangeError);
  });
  it('puts a software card on it, or none', async () => {
    const reader = create('rc-s380', { front: 'my-number-c' });
    const heard = (): ReturnType<Field['exchange']> =>
      reader.field.exchange(fromHex('0500083973'), { technology: 'B', toCard: 106, toReader: 106 }, 30);
    reader.field.switch(true);
    expect(toHex((await heard()).frame!.subarray(5, 12))).toBe('004B51FF B381D1'.replace(' ', ''));
    reader.placeCard(false);
    expect((await heard()).frame).toBeUndefined();
    reader.placeCard(true);
    reader.placeCard(true);
    expect((await heard()).collided).toBe(false);
    const empty = create('rc-s380', { card: false });
    empty.placeCard(true);
    empty.field.switch(true);
    expect(
      await empty.field.exchange(fromHex('0500083973'), { technology: 'B', toCard: 106, toReader: 106 }, 30),
    ).toMatchObject({ collided: false });
  });
});

describe('the field', () => {
  const at = (afterMs: number, log: string[] = []): Picc => ({
    power: (on) => void log.push(on ? 'on' : 'off'),
    receive: (frame) => Promise.resolve({ frame, rate: 106, afterMs }),
  });
  const B = { technology: 'B', toCard: 106, toReader: 106 } as const;

  it('gives power to what lies in it, and takes it', () => {
    const field = new Field();
    const log: string[] = [];
    const card = at(0, log);
    field.switch(true);
    field.place(card);
    field.switch(true);
    field.switch(false);
    field.remove(card);
    field.remove(card);
    expect(log).toEqual(['on', 'off', 'off']);
  });

  it('does not hear an answer that is late, and the late card does not hear the next frame', async () => {
    const field = new Field();
    field.place(at(50));
    const exchange = (ms: number): ReturnType<Field['exchange']> => field.exchange(fromHex('00'), B, ms);
    expect((await exchange(20)).frame).toBeUndefined();
    expect((await exchange(60)).frame).toBeUndefined();
    expect((await exchange(60)).frame).toBeDefined();
  });

  it('tells a collision, and an answer at another rate than expected', async () => {
    const field = new Field();
    field.place(at(0));
    expect((await field.exchange(fromHex('00'), B, 1)).collided).toBe(false);
    expect((await field.exchange(fromHex('00'), { ...B, toReader: 212 }, 1)).collided).toBe(true);
    field.place(at(0));
    expect((await field.exchange(fromHex('00'), B, 1)).collided).toBe(true);
  });

  it('loses and damages frames as told, and tears cards out between any two bytes', async () => {
    const field = new Field();
    const card = at(0);
    field.place(card);
    const frames: AirFrame[] = [];
    field.listen = (frame) => frames.push(frame);
    field.disturb = ({ index, bytes }) => (index === 0 ? undefined : index === 2 ? fromHex('FF') : bytes);
    expect((await field.exchange(fromHex('0102'), B, 1)).frame).toBeUndefined();
    expect((await field.exchange(fromHex('0102'), B, 1)).frame).toEqual(fromHex('FF'));
    expect(frames.map(({ direction, rate, index }) => `${direction} ${rate} ${index}`)).toEqual([
      'to-card 106 0',
      'to-card 106 1',
      'to-reader 106 2',
    ]);
    for (const [bytes, back] of [
      [1, undefined],
      [2, undefined],
      [3, '01'],
    ] as const) {
      const torn = new Field();
      torn.place(at(0));
      torn.tearOutAfter(bytes);
      const { frame } = await torn.exchange(fromHex('0102'), B, 1);
      expect(frame && toHex(frame)).toBe(back);
      expect((await torn.exchange(fromHex('0102'), B, 1)).frame).toBeUndefined();
    }
  });

  it('takes as long as its frames', async () => {
    const field = new Field();
    field.place(at(2));
    const { ms } = await field.exchange(new Uint8Array(5), B, 10);
    expect(ms).toBeCloseTo(airtimes([5, 5], 106) + 2, 6);
    expect(airtimes([256, 256], 106) / airtimes([256, 256], 424)).toBeGreaterThan(3.9);
  });
});

describe('foreign cards', () => {
  const A = { technology: 'A', toCard: 106, toReader: 106 } as const;
  const F = { technology: 'F', toCard: 212, toReader: 212 } as const;
  it('answer to their own polling only, the type A card to every other', async () => {
    const [typeA, felica] = [new TypeACard(), new FelicaCard()];
    const poll = fromHex('0600FFFF0100');
    expect(await typeA.receive(fromHex('26'), A)).toBeUndefined();
    expect(await felica.receive(poll, F)).toBeUndefined();
    typeA.power(true);
    felica.power(true);
    expect((await typeA.receive(fromHex('26'), A))?.frame).toEqual(fromHex('0400'));
    expect(await typeA.receive(fromHex('26'), A)).toBeUndefined();
    expect((await typeA.receive(fromHex('52'), A))?.frame).toEqual(fromHex('0400'));
    expect(await typeA.receive(fromHex('050008'), { ...A, technology: 'B' })).toBeUndefined();
    expect((await felica.receive(poll, F))?.frame.length).toBe(20);
    expect(await felica.receive(poll, A)).toBeUndefined();
  });
});

describe('the device as WebUSB shows it', () => {
  const plug = (around = {}): WebUsbDevice =>
    new WebUsbDevice(create('rc-s380', { card: false, reader: { serial: 'S1' } }), around);
  it('has the names and endpoints of its descriptors', () => {
    const device = plug();
    expect(device).toMatchObject({
      vendorId: 0x054c,
      productId: 0x06c3,
      manufacturerName: 'SONY',
      productName: 'RC-S380/P',
      serialNumber: 'S1',
    });
    const { endpoints } = device.configurations[0]!.interfaces[0]!.alternate;
    expect(endpoints.map(({ direction, endpointNumber }) => `${direction} ${endpointNumber}`)).toEqual([
      'out 2',
      'in 1',
    ]);
  });
  it('wants to be opened, configured and claimed, in this order', async () => {
    const device = plug();
    await expect(device.selectConfiguration(1)).rejects.toMatchObject({ name: 'InvalidStateError' });
    await expect(device.claimInterface(0)).rejects.toMatchObject({ name: 'InvalidStateError' });
    await device.open();
    await expect(device.claimInterface(0)).rejects.toMatchObject({ name: 'NotFoundError' });
    await device.selectConfiguration(1);
    await expect(device.claimInterface(1)).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(device.transferIn(1, 64)).rejects.toMatchObject({ name: 'NotFoundError' });
    await device.claimInterface(0);
    await device.claimInterface(0);
    const pending = device.transferIn(1, 64);
    await device.releaseInterface(0);
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
    await device.close();
    await expect(device.transferOut(2, new Uint8Array())).rejects.toMatchObject({
      name: 'InvalidStateError',
    });
  });
  it('fails as its surroundings make it fail', async () => {
    await expect(plug({ refusesOpen: true }).open()).rejects.toMatchObject({ name: 'SecurityError' });
    const busy = plug({ claimedElsewhere: true });
    await busy.open();
    await busy.selectConfiguration(1);
    await expect(busy.claimInterface(0)).rejects.toMatchObject({ name: 'NetworkError' });
    const ccid = new WebUsbDevice(create('rc-s380', { reader: { interfaceClass: 0x0b } }));
    await ccid.open();
    await ccid.selectConfiguration(1);
    await expect(ccid.claimInterface(0)).rejects.toMatchObject({ name: 'SecurityError' });
  });
  it('passes on stalls and babble, copies what it sends, and is gone when unplugged', async () => {
    const virtual = create('rc-s380', { card: false });
    const device = new WebUsbDevice(virtual);
    await device.open();
    await device.selectConfiguration(1);
    await device.claimInterface(0);
    const frame = fromHex('0000FFFFFF0300FDD62A01FF00');
    const sent = device.transferOut(2, frame.buffer);
    frame.fill(0);
    expect(await sent).toEqual({ status: 'ok', bytesWritten: 13 });
    expect((await device.transferIn(1, 64)).data?.byteLength).toBe(6);
    expect((await device.transferIn(1, 4)).status).toBe('babble');
    virtual.halt('out');
    expect(await device.transferOut(2, frame)).toEqual({ status: 'stall', bytesWritten: 0 });
    await device.clearHalt('out', 2);
    virtual.halt('in');
    expect(await device.transferIn(1, 64)).toEqual({ status: 'stall' });
    await device.clearHalt('in', 1);
    const pending = device.transferIn(1, 64);
    device.unplugged();
    virtual.unplug();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
    await expect(device.transferIn(1, 64)).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(device.open()).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

it('real time waits', async () => {
  const start = performance.now();
  await realTime.sleep(0);
  await realTime.sleep(15);
  expect(performance.now() - start).toBeGreaterThan(10);
});
