import { afterEach, describe, expect, it } from 'vitest';
import { smartCardError } from '../../../../core/reader/smart-card/smart-card-error.ts';
import { openSmartCardReader } from '../../../../core/reader/smart-card/open-smart-card.ts';
import type { FieldState } from '../../../../core/reader/reader.ts';
import type { SoftwareCard } from '../../../../core/reader/software-reader.ts';
import { create } from '../../../../core/virtual/card.ts';
import { WorkerHost } from '../../../../core/worker/worker-host.ts';
import { AutoClock } from '../../../support/auto-clock.ts';
import { NAMES, runTask, SUBJECTS, triesOf } from '../../../support/card-tasks.ts';
import { FakeSmartCard, smartCardFault } from '../../../support/fake-smart-card.ts';
import { countedLocks, type TestHost } from '../../../support/host.ts';

interface Started extends TestHost {
  readonly api: FakeSmartCard;
}
const open: Started[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    await one.host.close();
    expect(one.surprises).toEqual([]);
    expect(one.locked()).toBe(0);
    expect(one.api.transaction).toBeUndefined();
  }
});

async function started(wrap = (card: SoftwareCard): SoftwareCard => card): Promise<Started> {
  const surprises: unknown[] = [];
  const locks = countedLocks();
  const card = wrap(create());
  const api = new FakeSmartCard(card);
  const host = new WorkerHost({
    now: () => new Date(),
    locks,
    idleMs: 60_000,
    answerTimeoutMs: 5_000,
    surprise: (error) => surprises.push(error),
    smartCard: api,
  });
  expect(await host.smartCardReaders()).toEqual({ ok: true, value: [api.name] });
  const opened = await host.openSmartCardReader(api.name);
  expect(opened).toMatchObject({ ok: true, value: { route: 'smart-card-api', simulated: false } });
  const one: Started = {
    host,
    card,
    api,
    surprises,
    locked: () => locks.held,
    trace: () => Promise.resolve([]),
    run: (name, input, onProgress = () => undefined, id = 'task') => {
      const port = { postMessage: onProgress, close: () => undefined } as unknown as MessagePort;
      return host.run({ id, name, input, port });
    },
  };
  open.push(one);
  return one;
}

/** the card, and what happens after a VERIFY with a PIN reached it */
function afterVerify(card: SoftwareCard, happens: () => void): SoftwareCard {
  return {
    atr: card.atr,
    powerOn: () => card.powerOn(),
    powerOff: () => card.powerOff(),
    reset: () => card.reset(),
    transmit: async (apdu) => {
      const answer = await card.transmit(apdu);
      if (apdu[1] === 0x20 && apdu.length > 5) happens();
      return answer;
    },
  };
}

describe('every task through the Web Smart Card API', () => {
  it.each(NAMES)('%s ends as it should, in one transaction, from a reset to no power', async (name) => {
    const one = await started();
    const reply = await runTask(one, name, SUBJECTS[name].pins?.[0] ?? '');
    expect(reply).toMatchObject({ ok: true });
    if (SUBJECTS[name].pins) expect(reply).toMatchObject({ value: { outcome: 'done' } });
    expect(one.api.log).toEqual(['reset']);
    expect(one.api.transaction).toBeDefined();
    await one.host.release();
    expect(one.api.log).toEqual(['reset', 'unpower', 'leave']);
    expect(one.api.given.some((apdu) => Buffer.from(apdu).includes('1234'))).toBe(false);
  });

  it.each(NAMES.filter((name) => SUBJECTS[name].pins))('%s: a wrong PIN costs one try', async (name) => {
    const one = await started();
    const { pins, at } = SUBJECTS[name];
    expect(await runTask(one, name, pins![1])).toMatchObject({ value: { outcome: 'wrong-pin' } });
    await one.host.release();
    const [application, file, full] = at!;
    expect(await triesOf(one.card, application, file)).toBe(full - 1);
  });

  it('says what is not known when the card or the reader goes with a PIN on its way', async () => {
    for (const [end, code] of [
      [(api: FakeSmartCard) => api.place(undefined), 'card.lost'],
      [(api: FakeSmartCard) => api.unplug(), 'reader.lost'],
    ] as const) {
      const one: Started = await started((card) => afterVerify(card, () => end(one.api)));
      expect(await runTask(one, 'my-data', '1234')).toMatchObject({
        ok: false,
        code,
        detail: { sent: 'unknown', pinTry: 'unknown' },
      });
      expect(one.api.transaction).toBeUndefined();
    }
  });

  it('waits for another program, but not for ever', async () => {
    const api = new FakeSmartCard(create());
    const other = (await (await api.establishContext()).connect(api.name)).connection;
    let letGo: (then: 'leave') => void = () => undefined;
    const theirs = other.startTransaction(() => new Promise((resolve) => (letGo = resolve)));
    while (!api.transaction) await Promise.resolve();
    const clock = new AutoClock();
    const reader = await openSmartCardReader(api, api.name, clock);
    await expect(reader.connect(new AbortController().signal)).rejects.toMatchObject({
      code: 'reader.busy',
      detail: { what: 'claim', sent: 'no' },
    });
    const again = reader.connect(new AbortController().signal);
    letGo('leave');
    await theirs;
    const connection = await again;
    expect(api.resets).toBeGreaterThan(0);
    await connection.reset();
    await expect(other.transmit(Uint8Array.of(0, 0xb0, 0, 0, 1))).rejects.toMatchObject({
      responseCode: 'sharing-violation',
    });
    await reader.close();
    await expect(connection.removed).resolves.toBe('released');
    await expect(other.transmit(Uint8Array.of(0, 0xb0, 0, 0, 1))).rejects.toMatchObject({
      responseCode: 'reset-card',
    });
    clock.stop();
  });

  it('tells what lies on the reader, until it is unplugged', async () => {
    const api = new FakeSmartCard(create());
    const reader = await openSmartCardReader(api, api.name, new AutoClock());
    const seen: FieldState[] = [];
    const done = (async () => {
      for await (const state of reader.watch(new AbortController().signal)) seen.push(state);
    })();
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
    await settle();
    api.place(undefined);
    await settle();
    await expect(reader.connect(new AbortController().signal)).rejects.toMatchObject({ code: 'card.none' });
    api.place(create());
    await settle();
    api.unplug();
    await done;
    expect(seen).toEqual(['one', 'empty', 'one', 'lost']);
    await expect(reader.connect(new AbortController().signal)).rejects.toMatchObject({ code: 'reader.lost' });
  });

  it('is not there in other browsers, and says when it may not be used', async () => {
    const one = await started();
    one.api.refuses = new DOMException('policy', 'SecurityError');
    expect(await one.host.smartCardReaders()).toMatchObject({ ok: false, code: 'reader.not-permitted' });
    one.api.refuses = smartCardFault('no-service');
    expect(await one.host.openSmartCardReader('x')).toMatchObject({ ok: false, code: 'reader.no-service' });
    one.api.refuses = undefined;
    expect(await one.host.openSmartCardReader('x')).toMatchObject({ ok: true });
    expect(await one.run('my-card', undefined)).toMatchObject({ ok: false, code: 'reader.lost' });
    const without = new WorkerHost({
      now: () => new Date(),
      locks: countedLocks(),
      idleMs: 1,
      answerTimeoutMs: 1,
      surprise: () => undefined,
    });
    expect(await without.smartCardReaders()).toEqual({ ok: true, value: [] });
    expect(await without.openSmartCardReader('x')).toMatchObject({ ok: false, code: 'reader.unavailable' });
  });
});

describe('errors of the API', () => {
  it.each([
    ['no-smartcard', 'card.none', 'no'],
    ['removed-card', 'card.lost', 'unknown'],
    ['reset-card', 'card.lost', 'no'],
    ['sharing-violation', 'reader.busy', 'no'],
    ['unresponsive-card', 'card.foreign', 'unknown'],
    ['something-new', 'reader.failed', 'unknown'],
  ])('%s while a command is on its way is %s, sent: %s', (responseCode, code, sent) => {
    expect(smartCardError('transmit', smartCardFault(responseCode))).toMatchObject({
      code,
      detail: { sent },
    });
  });

  it('before a command nothing was sent', () => {
    expect(smartCardError('connect', smartCardFault('removed-card'))).toMatchObject({
      detail: { sent: 'no' },
    });
    expect(smartCardError('transmit', new DOMException('x', 'UnknownError'))).toMatchObject({
      code: 'reader.failed',
      detail: { sent: 'unknown' },
    });
  });
});
