import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import type { CardClient } from '../../../../core/worker/card-client.ts';
import type { UsbChoice, UsbReaderSeen } from '../../../../core/worker/protocol.ts';
import type { Chooser, Chosen } from '../../../../pwa/reader/chooser.ts';
import { UsbConnect } from '../../../../pwa/reader/usb-connect.svelte.ts';
import type { OpenReader } from '../../../../pwa/session/card-session.svelte.ts';
import { HandClock, settled } from './hand-clock.ts';

const IDS = { vendorId: 0x054c, productId: 0x06c1 };
const seen = (serialNumber: string, nth = 0): UsbReaderSeen => ({
  ...IDS,
  serialNumber,
  nth,
  model: 'Sony RC-S380',
});

class Desk {
  readers: readonly UsbReaderSeen[] = [];
  /** errors of the next attempts to open; none left: it opens */
  failures: KazasuError[] = [];
  chosen: Chosen[] = [];
  readonly tried: UsbChoice[] = [];
  readonly told: (string | undefined)[] = [];
  opened = 0;
  readonly clock = new HandClock();
  readonly #client = {
    usbReaders: () => Promise.resolve(this.readers),
    openUsbReader: async (choice: UsbChoice) => {
      this.tried.push(choice);
      await Promise.resolve();
      const failure = this.failures.shift();
      if (failure) throw failure;
      return { id: 'r' };
    },
  } as unknown as CardClient;

  connect(chooser: Partial<Chooser> = {}): UsbConnect {
    return new UsbConnect({
      session: {
        ask: (question) => question(this.#client),
        openReader: async (open: OpenReader) => {
          await open(this.#client);
        },
      },
      chooser: { where: 'here', choose: () => Promise.resolve(this.chosen.shift()!), ...chooser },
      system: 'linux',
      opened: () => (this.opened += 1),
      after: this.clock.after,
    });
  }
}

const busy = (what: string): KazasuError => new KazasuError('reader.busy', { what, sent: 'no' });

describe('UsbConnect', () => {
  it('opens the one reader that is allowed by itself, and only that one', async () => {
    const desk = new Desk();
    desk.readers = [seen('1')];
    await desk.connect().arrive(true);
    expect(desk.opened).toBe(1);
    const not = desk.connect();
    await not.arrive(false);
    expect(not.readers).toEqual(desk.readers);
    desk.readers = [seen(''), seen('', 1)];
    const twins = desk.connect();
    await twins.arrive(true);
    expect(desk.opened).toBe(1);
    await twins.open(twins.readers![1]!);
    expect(desk.tried.at(-1)).toMatchObject({ serialNumber: '', nth: 1 });
  });

  it('takes a closed list for no trouble', async () => {
    const desk = new Desk();
    desk.chosen = [{ kind: 'nothing' }, { kind: 'no-list' }];
    const connect = desk.connect();
    await connect.choose();
    expect(connect).toMatchObject({ closed: true, trouble: undefined, at: 'ready' });
    await connect.choose();
    expect(connect).toMatchObject({ closed: false, trouble: { name: 'no-list' }, error: undefined });
    await connect.choose().catch(() => undefined); // the list itself fails
    expect(connect).toMatchObject({ trouble: { name: 'unexpected' }, at: 'ready' });
  });

  it('says what is in the way, and forgets it when it works', async () => {
    const desk = new Desk();
    desk.chosen = [{ kind: 'reader', choice: { ...IDS, serialNumber: '1' } }];
    desk.failures = [new KazasuError('reader.no-access')];
    const connect = desk.connect();
    await connect.choose();
    expect(connect).toMatchObject({ trouble: { name: 'no-access' }, error: { code: 'reader.no-access' } });
    expect(desk.clock.waiting).toBe(0);
    await connect.open({ ...IDS, serialNumber: '1' });
    expect(connect.trouble).toBeUndefined();
    expect(desk.opened).toBe(1);
  });

  it('tries again by itself when another window has it, until nobody looks any more', async () => {
    const desk = new Desk();
    desk.failures = [busy('window'), busy('window')];
    const connect = desk.connect();
    await connect.open({ ...IDS, serialNumber: '1' });
    expect(connect.trouble?.name).toBe('other-window');
    await desk.clock.pass(2_000);
    expect(desk.tried).toHaveLength(2);
    expect(connect.trouble?.name).toBe('other-window');
    await desk.clock.pass(2_000);
    expect(desk.opened).toBe(1);

    desk.failures = [busy('window')];
    await connect.open({ ...IDS, serialNumber: '1' });
    connect.stop();
    await desk.clock.pass(60_000);
    expect(desk.tried).toHaveLength(4);

    // left while an attempt was under way
    desk.failures = [busy('window')];
    const left = desk.connect();
    const attempt = left.open({ ...IDS, serialNumber: '1' });
    left.stop();
    await attempt;
    expect(desk.clock.waiting).toBe(0);
  });

  it('does not knock again at another program’s reader', async () => {
    const desk = new Desk();
    desk.failures = [busy('claim')];
    const connect = desk.connect();
    await connect.open({ ...IDS, serialNumber: '1' });
    expect(connect.trouble?.name).toBe('other-program');
    expect(desk.clock.waiting).toBe(0);
  });

  it('goes on when the reader that could not be opened is plugged in anew, and not with another', async () => {
    const desk = new Desk();
    desk.failures = [new KazasuError('reader.no-access')];
    const connect = desk.connect();
    await connect.open({ ...IDS, serialNumber: '1' });
    desk.readers = [seen('2')];
    await connect.pluggedIn();
    expect(desk.tried).toHaveLength(1);
    desk.readers = [seen('2'), seen('1')];
    await connect.pluggedIn();
    expect(desk.tried.at(-1)).toMatchObject({ serialNumber: '1' });
    expect(desk.opened).toBe(1);
    await connect.pluggedIn(); // it works: nothing is opened again
    expect(desk.tried).toHaveLength(2);
  });

  it('tells the tab how it went on, and waits there for another choice', async () => {
    const desk = new Desk();
    desk.failures = [busy('claim')];
    const choice = { ...IDS, serialNumber: '1' };
    desk.chosen = [{ kind: 'reader', choice }];
    const later: Chosen[] = [{ kind: 'reader', choice }];
    const connect = desk.connect({
      where: 'tab',
      tell: (error) => void desk.told.push(error?.code),
      next: () => Promise.resolve(later.shift() ?? { kind: 'nothing' }),
    });
    await connect.choose();
    expect(desk.told).toEqual(['reader.busy', undefined]);
    expect(desk.opened).toBe(1);

    desk.failures = [busy('claim')];
    desk.chosen = [{ kind: 'reader', choice }];
    await connect.choose(); // the tab is closed after the failure: that stays on the screen
    await settled();
    expect(connect).toMatchObject({ closed: false, trouble: { name: 'other-program' }, at: 'ready' });
  });
});
