import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import type { CardClient } from '../../../../core/worker/card-client.ts';
import type { FieldState, UsbReaderSeen } from '../../../../core/worker/protocol.ts';
import { DiagnosisRun } from '../../../../pwa/reader/diagnosis-run.svelte.ts';
import { CardSession } from '../../../../pwa/session/card-session.svelte.ts';

const SEEN: UsbReaderSeen = {
  vendorId: 0x054c,
  productId: 0x06c1,
  serialNumber: '1',
  nth: 0,
  model: 'Sony RC-S380',
};
const READER = { id: 'u', model: 'Sony RC-S380', route: 'webusb', simulated: false } as const;
const CARD = { identity: 'certificate:A', pins: {} };
const LINK = { route: 'webusb', simulated: false, maxCommandData: 255, maxResponseData: 256 } as const;

class Desk {
  readers: readonly UsbReaderSeen[] = [SEEN];
  opens: () => Promise<unknown> = () => Promise.resolve(READER);
  reads: () => unknown = () => CARD;
  /** what the reader tells of its field as soon as it is watched; undefined: nothing */
  lies: FieldState | undefined = 'one';
  readonly asked: string[] = [];
  time = 0;
  readonly session = new CardSession(
    () =>
      ({
        personas: () => Promise.resolve([]),
        usbReaders: () => Promise.resolve(this.readers),
        openUsbReader: () => this.opens(),
        link: () => Promise.resolve(LINK),
        release: () => Promise.resolve(),
        watch: (tell: (state: FieldState) => void) => {
          if (this.lies) tell(this.lies);
          return Promise.resolve();
        },
        run: async (name: string) => {
          this.asked.push(name);
          this.time += 700;
          await Promise.resolve();
          return this.reads();
        },
      }) as unknown as CardClient,
  );
  readonly run = new DiagnosisRun({
    session: this.session,
    abilities: { system: 'linux', webUsb: true, secure: true },
    now: () => this.time,
    after: (ms, go) => {
      this.time += ms;
      go();
      return () => undefined;
    },
  });
}

describe('DiagnosisRun', () => {
  it('opens the reader that is allowed, reads the card without PIN, and asks for the link', async () => {
    const desk = new Desk();
    await desk.run.run();
    expect(desk.asked).toEqual(['my-card']);
    expect(desk.run).toMatchObject({ done: true, running: false });
    expect(desk.run.seen).toMatchObject({
      allowed: 1,
      reader: READER,
      field: 'one',
      link: LINK,
      card: CARD,
      ms: 700,
      readerError: undefined,
      cardError: undefined,
    });
  });

  it('opens nothing when there is none, or more than one', async () => {
    for (const readers of [[], [SEEN, { ...SEEN, serialNumber: '2' }]]) {
      const desk = new Desk();
      desk.readers = readers;
      await desk.run.run();
      expect(desk.run.seen).toMatchObject({ allowed: readers.length, reader: undefined, field: undefined });
      expect(desk.asked).toEqual([]);
    }
  });

  it('stops at a reader that cannot be opened, and forgets that when it can', async () => {
    const desk = new Desk();
    desk.opens = () => Promise.reject(new KazasuError('reader.no-access'));
    await desk.run.run();
    expect(desk.run.seen).toMatchObject({ readerError: { code: 'reader.no-access' }, card: undefined });
    desk.opens = () => Promise.resolve(READER);
    await desk.run.run();
    expect(desk.run.seen).toMatchObject({ readerError: undefined, card: CARD });
  });

  it('waits a second for a card, and does not ask one that is not there', async () => {
    const desk = new Desk();
    desk.lies = undefined;
    await desk.run.run();
    expect(desk.time).toBeGreaterThanOrEqual(1_000);
    expect(desk.asked).toEqual([]);
    expect(desk.run.seen).toMatchObject({ field: 'empty', card: undefined, cardError: undefined });
  });

  it('keeps the link of a card that fell silent', async () => {
    const desk = new Desk();
    desk.reads = () => {
      throw new KazasuError('card.silent', { sent: 'yes' });
    };
    await desk.run.run();
    expect(desk.run.seen).toMatchObject({ cardError: { code: 'card.silent' }, link: LINK, card: undefined });
  });
});
