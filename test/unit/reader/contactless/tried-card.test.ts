import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { TriedCard } from '../../../../core/reader/contactless/tried-card.ts';
import { air, type Air } from '../../../support/air.ts';

const SELECT = fromHex('00A4040C0AD392F000260100000001');
const VERIFY = fromHex('002000800431323334');

async function tried(deaf = true): Promise<Air & { tried: TriedCard }> {
  const made = air();
  if (deaf) made.radio.deafAt.add(424);
  return { ...made, tried: await TriedCard.select(made.radio, made.clock) };
}

describe('a bit rate on trial', () => {
  it('costs no frame when it works', async () => {
    const made = await tried(false);
    await made.tried.exchange(SELECT, true);
    expect(made.tried.active).toMatchObject({ bitRate: 424, isoDep: { heard: true } });
    expect(made.frames).toHaveLength(6);
  });

  it('is given up for 106 kbit/s when the first command meets silence', async () => {
    const made = await tried();
    const began = made.clock.now();
    expect(toHex(await made.tried.exchange(SELECT, true))).toContain(toHex(SELECT));
    expect(made.clock.now() - began).toBeLessThan(1000);
    expect(made.tried.active.bitRate).toBe(106);
    expect(made.chip.power).toEqual(['on', 'off', 'on']);
    expect(made.chip.ran).toHaveLength(1);
  });

  it('never meets a command that must not be sent twice', async () => {
    const made = await tried();
    await made.tried.exchange(VERIFY, false);
    expect(made.tried.active.bitRate).toBe(106);
    expect(made.chip.ran).toEqual([toHex(VERIFY)]);
    const [sent] = made.frames.filter((frame) => frame.includes(toHex(VERIFY)));
    expect(made.frames.indexOf(sent!)).toBe(8); // the second activation lies before it
  });

  it('is given up by the question whether the card is there, too', async () => {
    const made = await tried();
    expect(await made.tried.present()).toBe(true);
    expect(made.tried.active.bitRate).toBe(106);
  });

  it('a card that is gone is gone: nothing is claimed about the command that is not so', async () => {
    const made = await tried();
    made.field.remove(made.card);
    await expect(made.tried.exchange(SELECT, true)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'unknown' },
    });
    expect(await made.tried.present()).toBe(false);
    await expect(made.tried.exchange(VERIFY, false)).rejects.toMatchObject({
      code: 'card.lost',
      detail: { sent: 'no' },
    });
  });

  it('once proven, a loss is a loss: nothing is activated again', async () => {
    const made = await tried(false);
    await made.tried.exchange(SELECT, true);
    made.radio.deafAt.add(424);
    await expect(made.tried.exchange(SELECT, true)).rejects.toMatchObject({ code: 'card.lost' });
    expect(await made.tried.present()).toBe(false);
    expect(made.chip.power).toEqual(['on']);
    expect(made.chip.ran).toHaveLength(1);
  });

  it('stopped, nothing is activated any more', async () => {
    const made = await tried();
    made.tried.stop();
    await expect(made.tried.exchange(SELECT, true)).rejects.toMatchObject({ code: 'card.lost' });
    expect(made.chip.power).toEqual(['on']);
  });
});
