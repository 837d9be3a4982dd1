import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../core/reader/clock.ts';
import { openRelay } from '../../../../core/reader/relay/open-relay.ts';
import { RelayReader } from '../../../../core/reader/relay/relay-reader.ts';
import type { FieldState } from '../../../../core/reader/reader.ts';
import { KNOWN_OUTCOMES, NAMES, runTask, SUBJECTS, triesOf } from '../../../support/card-tasks.ts';
import { relayHost, type RelayTestHost } from '../../../support/relay-host.ts';

let open: RelayTestHost[] = [];
afterEach(async () => {
  for (const one of open) {
    await one.end();
    expect(one.surprises).toEqual([]);
    expect(one.locked()).toBe(0);
    expect(one.pcsc.owner).toBeUndefined();
  }
  open = [];
});

async function started(...options: Parameters<typeof relayHost>): Promise<RelayTestHost> {
  const one = await relayHost(...options);
  open.push(one);
  return one;
}

describe('every task through the local host', () => {
  it.each(NAMES)('%s ends as it should', async (name) => {
    const relay = await started();
    const reply = await runTask(relay, name, SUBJECTS[name].pins?.[0] ?? '');
    expect(reply).toMatchObject({ ok: true });
    if (SUBJECTS[name].pins) expect(reply).toMatchObject({ value: { outcome: 'done' } });
    expect(relay.pcsc.resets).toBe(1); // before the first command
    expect(relay.pcsc.owner).toBeDefined(); // nobody else gets in between
    await relay.host.release();
    expect(relay.pcsc.owner).toBeUndefined();
    expect(relay.pcsc.log[0]).toBe('end 2'); // unpowered before others may have it
  });

  it.each(NAMES.filter((name) => SUBJECTS[name].pins))('%s: a wrong PIN costs one try', async (name) => {
    const relay = await started();
    const { pins, at } = SUBJECTS[name];
    expect(await runTask(relay, name, pins![1])).toMatchObject({ value: { outcome: 'wrong-pin' } });
    await relay.host.release();
    const [application, file, full] = at!;
    expect(await triesOf(relay.card, application, file)).toBe(full - 1);
  });

  it('no buffer that carried a PIN keeps it', async () => {
    const relay = await started();
    await runTask(relay, 'my-data', '1234');
    const kept = relay.pcsc.given.map((one) => Buffer.from(one).toString('latin1'));
    expect(kept.some((one) => one.includes('1234'))).toBe(false);
    // the same list would show it: the card was asked with it
    expect(relay.heard.verified).toBe(1);
  });
});

describe('the host dies', () => {
  it.each(NAMES)(
    '%s: at each command, nothing is left half done and nothing is verified twice',
    async (name) => {
      const counting = await started();
      await runTask(counting, name, SUBJECTS[name].pins?.[0] ?? '');
      const length = counting.heard.commands.length;
      for (let at = 0; at < length; at++) {
        let heard = 0;
        const relay: RelayTestHost = await started({
          wrap: (card) => ({
            ...card,
            atr: card.atr,
            powerOn: () => card.powerOn(),
            powerOff: () => card.powerOff(),
            reset: () => card.reset(),
            transmit: async (apdu) => {
              const answer = await card.transmit(apdu);
              if (heard++ === at) relay.die();
              return answer;
            },
          }),
        });
        const reply = await runTask(relay, name, SUBJECTS[name].pins?.[0] ?? '');
        expect(reply).toMatchObject({ ok: false, code: 'reader.lost', detail: { sent: 'unknown' } });
        const wasVerify = relay.heard.commands.at(-1)?.startsWith('0020') && relay.heard.verified > 0;
        if (!reply.ok && wasVerify) expect(reply.detail.pinTry).toBe('unknown');
        expect(relay.heard.verified).toBeLessThanOrEqual(1);
        expect(relay.pcsc.log.includes('end 2')).toBe(true);
        expect(await relay.open()).toBeUndefined();
        const again = await runTask(relay, name, SUBJECTS[name].pins?.[0] ?? '');
        expect(again.ok && KNOWN_OUTCOMES.includes((again.value as { outcome?: string }).outcome)).toBe(true);
      }
    },
  );
});

describe('a reader of the host', () => {
  it('tells what lies on it, until it is unplugged', async () => {
    const relay = await started();
    const welcome = await openRelay(relay.pipe(), systemClock, 'test');
    if (welcome.outcome !== 'welcome') throw new Error(welcome.why);
    const [slot] = welcome.client.slots;
    const reader = new RelayReader(welcome.client, slot!, systemClock);
    const seen: FieldState[] = [];
    const done = (async () => {
      for await (const state of reader.watch(new AbortController().signal)) seen.push(state);
    })();
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
    await settle();
    relay.pcsc.place(undefined);
    await settle();
    relay.pcsc.place(relay.card);
    await settle();
    relay.pcsc.unplug();
    await done;
    expect(seen).toEqual(['one', 'empty', 'one', 'lost']);
    await expect(reader.connect()).rejects.toMatchObject({ code: 'reader.lost' });
    await reader.close();
  });

  it('ends its connection when the card is taken away, with what happened to the command', async () => {
    let taken = false;
    const relay: RelayTestHost = await started({
      wrap: (card) => ({
        ...card,
        atr: card.atr,
        powerOn: () => card.powerOn(),
        powerOff: () => card.powerOff(),
        reset: () => card.reset(),
        transmit: async (apdu) => {
          const answer = await card.transmit(apdu);
          if (apdu[1] === 0x20 && apdu.length > 5 && !taken) {
            taken = true;
            relay.pcsc.place(undefined);
          }
          return answer;
        },
      }),
    });
    expect(await runTask(relay, 'my-data', '1234')).toMatchObject({
      ok: false,
      code: 'card.lost',
      detail: { sent: 'unknown', pinTry: 'unknown' },
    });
    expect(await runTask(relay, 'my-data', '1234')).toMatchObject({ ok: false, code: 'card.none' });
    relay.pcsc.place(relay.card);
    expect(await runTask(relay, 'my-data', '1234')).toMatchObject({ ok: true, value: { outcome: 'done' } });
  });

  it('is busy for a second window while the first has the card, and free afterwards', async () => {
    const relay = await started();
    await runTask(relay, 'my-card', '');
    const welcome = await openRelay(relay.pipe(), systemClock, 'test');
    if (welcome.outcome !== 'welcome') throw new Error(welcome.why);
    const second = new RelayReader(welcome.client, welcome.client.slots[0]!, systemClock);
    await expect(second.connect()).rejects.toMatchObject({ code: 'reader.busy', detail: { what: 'claim' } });
    await relay.host.release();
    const connection = await second.connect();
    expect(await runTask(relay, 'my-card', '')).toMatchObject({ ok: false, code: 'reader.busy' });
    await connection.reset();
    await second.close();
    expect(await connection.removed).toBe('released');
    expect(await runTask(relay, 'my-card', '')).toMatchObject({ ok: true });
  });

  it('waits for another program’s transaction; its transmissions stay out of ours', async () => {
    const relay = await started();
    const other = relay.pcsc.connect();
    const theirs = await other.transaction();
    const task = runTask(relay, 'my-data', '1234');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(relay.heard.commands).toEqual([]);
    await theirs.end(0);
    expect(await task).toMatchObject({ ok: true });
    await expect(other.transmit(Uint8Array.of(0, 0xb0, 0, 0, 1))).rejects.toMatchObject({
      code: 'SharingViolation',
    });
    await relay.host.release();
    await expect(other.transmit(Uint8Array.of(0, 0xb0, 0, 0, 1))).rejects.toMatchObject({
      code: 'ResetCard',
    });
  });

  it('needs a service, a host and a reader', async () => {
    const relay = await started();
    relay.die();
    await relay.host.close();
    expect(await relay.host.relayReaders()).toMatchObject({ ok: false, code: 'reader.no-host' });
    expect(await relay.host.openRelayReader('x')).toMatchObject({ ok: false, code: 'reader.no-host' });
    expect(await relay.open()).toBeUndefined();
    await relay.host.greetRelay({});
    expect(await relay.host.openRelayReader('x')).toMatchObject({ ok: false, code: 'reader.lost' });
  });
});
