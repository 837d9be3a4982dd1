import { describe, expect, it } from 'vitest';
import type { Chosen } from '../../../../pwa/reader/chooser.ts';
import { TabConnect } from '../../../../pwa/reader/tab-connect.svelte.ts';
import type { TabTalk } from '../../../../pwa/reader/tab-talk.ts';
import { HandClock } from './hand-clock.ts';

const CHOICE = { vendorId: 0x054c, productId: 0x06c1, serialNumber: '1' };

function tab(chosen: () => Chosen) {
  const clock = new HandClock();
  const said: TabTalk[] = [];
  const connect = new TabConnect({
    chooser: { where: 'here', choose: async () => Promise.resolve(chosen()) },
    system: 'windows',
    panel: 'mine',
    channel: { postMessage: (message: TabTalk) => said.push(message) },
    after: clock.after,
  });
  return { clock, said, connect };
}

describe('TabConnect', () => {
  it('hands the choice to the panel that asked, and says when it went on there', async () => {
    const { clock, said, connect } = tab(() => ({ kind: 'reader', choice: CHOICE }));
    await connect.choose();
    expect(said).toEqual([{ kind: 'chosen', panel: 'mine', choice: CHOICE }]);
    expect(connect.at).toBe('waiting');
    connect.hear({ kind: 'opened', panel: 'another' });
    connect.hear({ kind: 'chosen', panel: 'mine', choice: CHOICE });
    expect(connect.at).toBe('waiting');
    connect.hear({ kind: 'heard', panel: 'mine' });
    await clock.pass(10_000); // a slow reader is not an absent panel
    expect(connect.at).toBe('waiting');
    connect.hear({ kind: 'opened', panel: 'mine' });
    expect(connect.at).toBe('done');
  });

  it('says so when there is no panel any more', async () => {
    const { clock, connect } = tab(() => ({ kind: 'reader', choice: CHOICE }));
    await connect.choose();
    await clock.pass(1_500);
    expect(connect.at).toBe('alone');
  });

  it('shows what the panel met, and lets choose again', async () => {
    const { connect } = tab(() => ({ kind: 'reader', choice: CHOICE }));
    await connect.choose();
    connect.hear({ kind: 'failed', panel: 'mine', code: 'reader.no-access', detail: {} });
    expect(connect).toMatchObject({ at: 'ready', trouble: { name: 'no-access' } });
    await connect.choose();
    expect(connect).toMatchObject({ at: 'waiting', trouble: undefined, error: undefined });
  });

  it('tells a closed list from none, and a failure from both', async () => {
    const answers: Chosen[] = [{ kind: 'nothing' }, { kind: 'no-list' }];
    const { connect, said } = tab(() => answers.shift()!);
    await connect.choose();
    expect(connect).toMatchObject({ at: 'ready', closed: true, trouble: undefined });
    await connect.choose();
    expect(connect).toMatchObject({ at: 'ready', closed: false, trouble: { name: 'no-list' } });
    await connect.choose();
    expect(connect).toMatchObject({ at: 'ready', trouble: { name: 'unexpected' } });
    expect(said).toEqual([]);
  });
});
