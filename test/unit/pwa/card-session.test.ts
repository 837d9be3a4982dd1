import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import type { CardClient } from '../../../core/worker/card-client.ts';
import type { PinState } from '../../../core/worker/pins.ts';
import type { FieldState, Persona, TaskName } from '../../../core/worker/protocol.ts';
import { CardSession } from '../../../pwa/session/card-session.svelte.ts';

const PERSONA: Persona = {
  id: 'somebody',
  label: { ja: '誰か', en: 'Somebody' },
  pins: { digits: '1234', referenceNumberB: '60041220340000' },
};
const tries = (left: number): PinState => ({ state: 'tries', left });
const CARD = {
  identity: 'certificate:A',
  pins: { authentication: tries(3), textInput: tries(3) },
};

type Answer = (input: unknown) => unknown;

/** A worker's door that answers from a list; the card is put and taken by hand. */
class Door {
  readonly asked: [TaskName, unknown][] = [];
  readonly answers: Partial<Record<TaskName, Answer>> = { 'my-card': () => CARD };
  put: (state: FieldState) => void = () => undefined;
  resumes = (): Promise<void> => Promise.resolve();

  readonly client = {
    personas: () => Promise.resolve([PERSONA]),
    openSoftwareCard: () => Promise.resolve({ id: 'r', model: 'm', route: 'software', simulated: true }),
    watch: (onState: (state: FieldState) => void) => {
      this.put = onState;
      return Promise.resolve();
    },
    release: () => Promise.resolve(),
    resume: () => this.resumes(),
    run: async (name: TaskName, input: unknown) => {
      this.asked.push([name, input]);
      await Promise.resolve();
      return this.answers[name]?.(input);
    },
  } as unknown as CardClient;
}

async function opened(): Promise<{ door: Door; session: CardSession }> {
  const door = new Door();
  const session = new CardSession(() => door.client);
  await session.openSoftwareCard(PERSONA);
  door.put('one');
  await session.readCard();
  return { door, session };
}

const settled = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const lost = (): never => {
  throw new KazasuError('card.lost', { sent: 'unknown', pinTry: 'unknown' });
};
const prove = (session: CardSession) =>
  session.runWithPin('prove', 'authentication', {
    pin: new Uint8Array(4),
    lastTryConfirmed: false,
    challenge: { origin: 'https://example.jp', purpose: 'self-check', nonce: new Uint8Array(32) },
  });

describe('CardSession', () => {
  it('asks for a PIN task only with the card that is on the screen', async () => {
    const { door, session } = await opened();
    door.answers.prove = () => ({ outcome: 'other-card' });
    await prove(session);
    expect(door.asked.at(-1)).toMatchObject(['prove', { expectedCard: 'certificate:A' }]);
    expect(session.ending).toBe('refused');
    expect(session.pins.authentication).toEqual(tries(3));
  });

  it('learns the tries from how a task ends', async () => {
    const { door, session } = await opened();
    const after = async (result: object): Promise<PinState | undefined> => {
      door.answers.prove = () => result;
      await prove(session);
      return session.pins.authentication;
    };
    expect(await after({ outcome: 'wrong-pin', left: 2 })).toEqual(tries(2));
    expect(await after({ outcome: 'last-try' })).toEqual(tries(1));
    expect(await after({ outcome: 'done' })).toEqual(tries(3));
    expect(await after({ outcome: 'blocked', justNow: true })).toEqual({ state: 'blocked' });
    expect(session.pins.textInput).toEqual(tries(3));
  });

  it('reads the tries at the next contact when nobody knows whether one was used', async () => {
    const { door, session } = await opened();
    door.answers.prove = () => {
      door.put('empty');
      return lost();
    };
    await expect(prove(session)).rejects.toMatchObject({ code: 'card.lost' });
    await settled();
    expect(session.settlement).toEqual({ at: 'waiting' });
    expect(door.asked.at(-1)?.[0]).toBe('prove');

    door.answers.tries = () => ({ outcome: 'done', state: tries(2) });
    door.put('one');
    await settled();
    expect(door.asked.at(-1)).toEqual(['tries', { name: 'authentication', expectedCard: 'certificate:A' }]);
    expect(session.settlement).toMatchObject({ at: 'known', verdict: 'used', state: tries(2) });
    expect(session.pins.authentication).toEqual(tries(2));

    // it is known now: it is not asked again
    door.put('empty');
    door.put('one');
    await settled();
    expect(door.asked.filter(([name]) => name === 'tries')).toHaveLength(1);
  });

  it('reads them at once while the card still lies there, and again on demand when that fails', async () => {
    const { door, session } = await opened();
    door.answers.prove = lost;
    door.answers.tries = () => {
      throw new KazasuError('card.silent');
    };
    await expect(prove(session)).rejects.toThrow();
    await settled();
    expect(session.settlement).toEqual({ at: 'failed' });
    door.answers.tries = () => ({ outcome: 'done', state: tries(3) });
    await session.settle();
    expect(session.settlement).toMatchObject({ at: 'known', verdict: 'not-used' });
  });

  it('does not take another card’s tries for an answer', async () => {
    const { door, session } = await opened();
    door.answers.prove = lost;
    door.answers.tries = () => ({ outcome: 'other-card' });
    await expect(prove(session)).rejects.toThrow();
    await settled();
    expect(session.settlement).toEqual({ at: 'other-card' });
    door.answers.tries = () => ({ outcome: 'done', state: { state: 'blocked' } });
    door.put('empty');
    door.put('one');
    await settled();
    expect(session.settlement).toMatchObject({ at: 'known', verdict: 'used' });
  });

  it('forgets everything of a card when another one is read', async () => {
    const { door, session } = await opened();
    door.answers.prove = () => ({ outcome: 'wrong-pin', left: 2 });
    await prove(session);
    door.answers['my-card'] = () => ({ identity: 'certificate:B', pins: { authentication: tries(3) } });
    await session.readCard();
    expect(session.pins).toEqual({ authentication: tries(3) });
    session.leave();
    expect(session.card).toBeUndefined();
    expect(session.reader).toBeUndefined();
  });

  it('turns what is no KazasuError into one', async () => {
    const { door, session } = await opened();
    door.answers.prove = () => {
      throw new TypeError('x');
    };
    await expect(prove(session)).rejects.toMatchObject({ code: 'task.failed' });
    expect(session.running).toBeUndefined();
  });

  it('does not show a cancelled task as a failure', async () => {
    const { door, session } = await opened();
    door.answers.prove = () => {
      throw new KazasuError('task.cancelled', { pinTry: 'not-used' });
    };
    await expect(prove(session)).rejects.toThrow();
    expect(session.ending).toBeUndefined();
  });

  it('opens a reader, says why it cannot be used, and opens it again as before', async () => {
    const door = new Door();
    const session = new CardSession(() => door.client);
    const info = { id: 'u', model: 'm', route: 'webusb', simulated: false } as const;
    let fails: KazasuError | undefined;
    let opens = 0;
    const open = () => {
      opens += 1;
      return fails ? Promise.reject(fails) : Promise.resolve(info);
    };
    fails = new KazasuError('reader.no-access');
    await expect(session.openReader(open)).rejects.toMatchObject({ code: 'reader.no-access' });
    expect(session.reader).toBeUndefined();

    fails = undefined;
    await session.openReader(open);
    door.put('one');
    await session.readCard();
    expect(session.ready).toBe(true);

    // another window had it meanwhile
    door.resumes = () => Promise.reject(new KazasuError('reader.busy', { what: 'claim' }));
    await session.release();
    await session.resume();
    expect(session).toMatchObject({ trouble: { code: 'reader.busy' }, ready: false, reader: info });
    door.resumes = () => Promise.resolve();
    await session.resume();
    expect(session).toMatchObject({ trouble: undefined, ready: true });
    expect(opens).toBe(2);

    // the cable is pulled: it must be opened anew, and the card on the screen stays
    door.put('lost');
    expect(session.trouble?.code).toBe('reader.lost');
    fails = new KazasuError('reader.lost');
    await session.resume();
    expect(session).toMatchObject({ trouble: { code: 'reader.lost' }, reader: info });
    fails = undefined;
    await session.resume();
    expect(session).toMatchObject({ trouble: undefined, field: 'empty', card: CARD });
    expect(opens).toBe(4);
  });

  it('says so when the worker cannot start, and only then', async () => {
    let broken = (): void => undefined;
    const never = { personas: () => new Promise(() => undefined) } as unknown as CardClient;
    const session = new CardSession((onBroken) => {
      broken = onBroken;
      return never;
    });
    broken();
    expect(session.broken).toBe(true);

    const door = new Door();
    const working = new CardSession((onBroken) => {
      broken = onBroken;
      return door.client;
    });
    await settled();
    broken();
    expect(working.broken).toBe(false);
  });
});
