import { describe, expect, it, vi } from 'vitest';
import type { CommandApdu } from '../../../core/apdu/command.ts';
import { fromHex } from '../../../core/bytes/hex.ts';
import type { FieldState } from '../../../core/reader/reader.ts';
import { SoftwareReader, type SoftwareCard } from '../../../core/reader/software-reader.ts';

const READ: CommandApdu = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 2, repeatable: true, name: 'READ BINARY' };

function cardThat(transmit: SoftwareCard['transmit']): SoftwareCard & { power: string[] } {
  const power: string[] = [];
  return {
    power,
    atr: fromHex('3B00'),
    transmit,
    powerOn: () => power.push('on'),
    powerOff: () => power.push('off'),
    reset: () => power.push('reset'),
  };
}
const answering = (hex = '9000'): SoftwareCard & { power: string[] } =>
  cardThat(() => Promise.resolve(fromHex(hex)));
const silent = (): SoftwareCard & { power: string[] } => cardThat(() => new Promise(() => undefined));
const readerWith = (card: SoftwareCard, timeoutMs = 1000): SoftwareReader =>
  new SoftwareReader(card, { id: 'r', model: 'test', timeoutMs });

describe('SoftwareReader', () => {
  it('says that it is a simulation', async () => {
    const reader = readerWith(answering());
    expect(reader.info).toEqual({ id: 'r', model: 'test', route: 'software', simulated: true });
    expect((await reader.connect()).link).toMatchObject({ simulated: true, route: 'software' });
  });

  it('starts a connection with a power cycle and resets on demand', async () => {
    const card = answering();
    const connection = await readerWith(card).connect();
    expect(card.power).toEqual(['off', 'on']);
    await connection.reset();
    expect(card.power).toEqual(['off', 'on', 'reset']);
    expect(await connection.transmit(READ)).toEqual({ data: new Uint8Array(), sw: 0x9000 });
  });

  it('has one connection at a time', async () => {
    const reader = readerWith(answering());
    const first = await reader.connect();
    await expect(reader.connect()).rejects.toMatchObject({ code: 'reader.busy' });
    await first.release();
    expect(await first.removed).toBe('released');
    await expect(first.transmit(READ)).rejects.toMatchObject({ code: 'card.lost', detail: { sent: 'no' } });
    await expect(first.reset()).rejects.toMatchObject({ code: 'card.lost' });
    await reader.connect();
  });

  it('tells states as they change, each once, until the reader is gone', async () => {
    const reader = readerWith(answering());
    const seen: FieldState[] = [];
    const done = (async () => {
      for await (const state of reader.watch(new AbortController().signal)) seen.push(state);
    })();
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
    await settle();
    reader.takeAway();
    reader.takeAway();
    await settle();
    reader.putBack();
    reader.putBack();
    await settle();
    await reader.close();
    await done;
    expect(seen).toEqual(['one', 'empty', 'one', 'lost']);
    await expect(reader.connect()).rejects.toMatchObject({ code: 'reader.lost' });
    await reader.close();
  });

  it('stops telling when asked to', async () => {
    const abort = new AbortController();
    const seen: FieldState[] = [];
    const done = (async () => {
      for await (const state of readerWith(answering()).watch(abort.signal)) seen.push(state);
    })();
    abort.abort();
    await done;
    expect(seen.length).toBeLessThanOrEqual(1);
  });

  it('refuses to connect without a card', async () => {
    const reader = readerWith(answering());
    reader.takeAway();
    await expect(reader.connect()).rejects.toMatchObject({ code: 'card.none', detail: { sent: 'no' } });
  });

  it('says unknown for a command in flight when the card or the reader goes, no for the next', async () => {
    for (const [end, code] of [
      [(reader: SoftwareReader) => reader.takeAway(), 'card.lost'],
      [(reader: SoftwareReader) => void reader.close(), 'reader.lost'],
    ] as const) {
      const reader = readerWith(silent());
      const connection = await reader.connect();
      const pending = connection.transmit(READ);
      await new Promise((resolve) => setTimeout(resolve, 0)); // it is on its way
      end(reader);
      await expect(pending).rejects.toMatchObject({ code, detail: { sent: 'unknown' } });
      await expect(connection.transmit(READ)).rejects.toMatchObject({ code, detail: { sent: 'no' } });
    }
  });

  it('gives up a card that does not answer, and cuts its power', async () => {
    vi.useFakeTimers();
    try {
      const card = silent();
      const connection = await readerWith(card, 3000).connect();
      const pending = expect(connection.transmit(READ)).rejects.toMatchObject({
        code: 'card.silent',
        detail: { sent: 'yes' },
      });
      await vi.advanceTimersByTimeAsync(3000);
      await pending;
      await connection.release();
      expect(card.power.at(-1)).toBe('off');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends the connection after an answer that is none, or a card that fails', async () => {
    const garbage = await readerWith(answering('12')).connect();
    await expect(garbage.transmit(READ)).rejects.toMatchObject({ code: 'card.malformed' });
    expect(await garbage.removed).toBe('released');
    const failing = await readerWith(cardThat(() => Promise.reject(new Error('x')))).connect();
    await expect(failing.transmit(READ)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'unknown' },
    });
  });

  it('overwrites the bytes of every command once they were sent', async () => {
    const kept: Uint8Array[] = [];
    const connection = await readerWith(
      cardThat((bytes) => {
        kept.push(bytes);
        return Promise.resolve(fromHex('9000'));
      }),
    ).connect();
    const data = fromHex('31323334');
    await connection.transmit({
      cla: 0,
      ins: 0x20,
      p1: 0,
      p2: 0x80,
      data,
      repeatable: false,
      secret: true,
      name: 'VERIFY',
    });
    await connection.transmit(READ);
    expect(kept.map((one) => one.length)).toEqual([9, 5]);
    expect(kept.every((one) => one.every((byte) => byte === 0))).toBe(true);
  });
});
