import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import { keepReader } from '../../../../pwa/reader/keep-reader.ts';
import { HandClock, settled } from './hand-clock.ts';

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  show(visible: boolean): void {
    this.visibilityState = visible ? 'visible' : 'hidden';
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function kept() {
  const clock = new HandClock();
  const [window, document, usb] = [new EventTarget(), new Page(), new EventTarget()];
  const did: string[] = [];
  /** what the next attempts to take it again meet */
  const ahead: (KazasuError | undefined)[] = [];
  const session = {
    busy: false,
    reader: { id: 'r', model: 'm', route: 'webusb', simulated: false } as const,
    trouble: undefined as KazasuError | undefined,
    release: () => Promise.resolve(void did.push('release')),
    resume: () => {
      did.push('resume');
      session.trouble = ahead.shift();
      return Promise.resolve();
    },
  };
  keepReader({ session, window, document, usb, after: clock.after });
  const happens = async (where: EventTarget, name: string): Promise<void> => {
    where.dispatchEvent(new Event(name));
    await settled();
  };
  return { clock, window, document, usb, did, ahead, session, happens };
}
const busy = new KazasuError('reader.busy', { what: 'claim' });

describe('keepReader', () => {
  it('lets go when the page is put away or frozen, and takes it again when it comes back', async () => {
    const { window, document, did, happens } = kept();
    await happens(window, 'pagehide');
    await happens(window, 'pageshow');
    await happens(document, 'freeze');
    await happens(document, 'resume');
    expect(did).toEqual(['release', 'resume', 'release', 'resume']);
    await happens(window, 'pageshow'); // it has it
    expect(did).toHaveLength(4);
  });

  it('lets go ten seconds after it was hidden, not of what is in use', async () => {
    const { clock, document, did, session } = kept();
    document.show(false);
    await clock.pass(9_999);
    document.show(true);
    await clock.pass(60_000);
    expect(did).toEqual([]);
    session.busy = true;
    document.show(false);
    await clock.pass(10_000);
    expect(did).toEqual([]);
    session.busy = false;
    await clock.pass(10_000);
    expect(did).toEqual(['release']);
    document.show(true);
    await settled();
    expect(did).toEqual(['release', 'resume']);
  });

  it('asks again while somebody else has it, and only while somebody looks', async () => {
    const { clock, document, did, ahead, happens } = kept();
    ahead.push(busy, busy, busy);
    await happens(document, 'freeze');
    await happens(document, 'resume');
    await clock.pass(2_000);
    expect(did.filter((one) => one === 'resume')).toHaveLength(2);
    document.show(false);
    await clock.pass(9_000);
    expect(did.filter((one) => one === 'resume')).toHaveLength(2);
    document.show(true);
    await settled();
    await clock.pass(2_000);
    expect(did.filter((one) => one === 'resume')).toHaveLength(4);
    await clock.pass(60_000); // it has it now
    expect(did.filter((one) => one === 'resume')).toHaveLength(4);
  });

  it('takes it again when the cable is back, and leaves a reader that works alone', async () => {
    const { usb, did, session, happens } = kept();
    await happens(usb, 'connect');
    expect(did).toEqual([]);
    session.trouble = new KazasuError('reader.lost');
    await happens(usb, 'connect');
    expect(did).toEqual(['resume']);
  });
});
