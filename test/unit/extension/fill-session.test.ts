import { describe, expect, it, vi } from 'vitest';
import type { Corrections } from '../../../core/form/preview/correct-plan.ts';
import type { CardWords } from '../../../core/form/preview/person.ts';
import { loadTowns } from '../../../core/person/address/split-address.ts';
import { prefecturesOf } from '../../../core/person/address/split-line.ts';
import { FillSession } from '../../../extension/fill/fill-session.svelte.ts';
import type { FillAnswer, PageLook } from '../../../extension/page/door.ts';
import { collect } from '../../../core/form/page/collect.ts';
import { documentOf } from '../form/in-jsdom.ts';

const CARD: CardWords = {
  name: '風間　翔子',
  address: '東京都千代田区霞が関２丁目１番３号',
  birthDate: { year: 1990, month: 5, day: 5 },
  sex: 'female',
};
const STEP1 = '<form><label>氏名 <input name="n"></label><label>メモ <input name="m"></label></form>';
const STEP2 = '<form><label>住所 <input name="a"></label></form>';

function lookOf(body: string, url = 'https://shop.example/1'): PageLook {
  const { evidence } = collect(documentOf(body));
  return { origin: 'https://shop.example', url, evidence, foreignFrames: 0 };
}

/** A browser with one tab, a page in it that can be replaced, and a clock to be turned by hand. */
function world() {
  const page = {
    documentId: 'D1',
    look: lookOf(STEP1),
    answer: { outcome: 'filled', filled: [] } as FillAnswer,
  };
  const calls: [string, unknown][] = [];
  const kept = new Map<string, Corrections>();
  const alarms: { run: () => void; off: boolean }[] = [];
  let refuse = false;
  const session = new FillSession({
    browser: {
      tabs: {
        query: () => Promise.resolve([{ id: 1, url: page.look.url }]),
        get: () => Promise.resolve({ id: 1, url: page.look.url }),
      },
      scripting: {
        run: (injection) => {
          if (refuse) return Promise.reject(new Error('Cannot access contents of the page.'));
          if ('file' in injection) return Promise.resolve({ documentId: page.documentId });
          if (injection.documentId !== page.documentId)
            return Promise.reject(new Error('No document with id'));
          const [, name, args] = injection.args;
          calls.push([name, args[0]]);
          const results: Record<string, unknown> = {
            look: page.look,
            fill: page.answer,
            undo: { outcome: 'undone', left: [] },
            changed: [0],
          };
          return Promise.resolve({ documentId: page.documentId, result: results[name] });
        },
      },
    },
    towns: (address) => loadTowns(prefecturesOf(address)),
    notes: {
      profile: () => Promise.resolve({ outcome: 'done', profile: { mail: 'a@b.example' }, revision: 1 }),
      keepProfile: () => Promise.resolve({ outcome: 'done', revision: 2 }),
      corrections: (structure) => Promise.resolve(kept.get(structure) ?? {}),
      correct: (structure, corrections) => {
        kept.set(structure, corrections);
        return Promise.resolve(true);
      },
    },
    later: (_, run) => {
      const alarm = { run, off: false };
      alarms.push(alarm);
      return () => (alarm.off = true);
    },
  });
  return { session, page, calls, alarms, refuse: (on: boolean) => (refuse = on) };
}

describe('a form beside the panel', () => {
  it('is looked at, decided, filled with one card reading, and undone', async () => {
    const { session, calls } = world();
    await session.look();
    expect(session.entries.map(({ label, source }) => [label, source?.origin])).toEqual([
      ['氏名', 'card'],
      ['メモ', undefined],
    ]);
    expect(session.writes).toEqual([]);
    await session.learn(CARD, true);
    session.type(1, 'こんにちは');
    expect(session.writes.map(({ value }) => value)).toEqual(['風間\u3000翔子', 'こんにちは']);
    session.tick(0, false);
    expect(session.writes.map(({ key }) => key)).toEqual([1]);
    session.tick(0, true);
    await session.fill();
    expect(calls.find(([name]) => name === 'fill')?.[1]).toMatchObject({
      origin: 'https://shop.example',
      url: 'https://shop.example/1',
      writes: [{ key: 0 }, { key: 1 }],
    });
    await session.check();
    expect(session.later).toEqual([0]);
    await session.undo();
    expect(session.undone).toEqual({ outcome: 'undone', left: [] });
    expect(session.answer).toBeUndefined();
  });

  it('keeps the card for the next step of the form, and what was typed only for the same form', async () => {
    const { session, page } = world();
    await session.look();
    await session.learn(CARD, false);
    session.type(1, 'メモ');
    await session.look();
    expect(session.typed).toEqual({ 1: 'メモ' });
    page.documentId = 'D2';
    page.look = lookOf(STEP2, 'https://shop.example/2');
    await session.look();
    expect(session.typed).toEqual({});
    expect(session.writes.map(({ value }) => value)).toEqual(['東京都千代田区霞が関２丁目１番３号']);
  });

  it('forgets after five minutes without use, at once when told, and hides what it had shown', async () => {
    const { session, page, alarms } = world();
    await session.look();
    await session.learn(CARD, false);
    const state = { value: '風間', option: -1 };
    page.answer = {
      outcome: 'filled',
      filled: [{ key: 0, outcome: 'written', before: state, after: state }],
    };
    await session.fill();
    expect(alarms.map(({ off }) => off)).toEqual([true, false]);
    alarms[1]!.run();
    expect(session.card).toBeUndefined();
    expect(session.known).toBeUndefined();
    expect(JSON.stringify([session.answer, session.filledEntries, session.writes])).not.toContain('風間');
  });

  it('does not mix up pages: what was decided for one is lost with it', async () => {
    const { session, page, calls, refuse } = world();
    await session.look();
    await session.learn(CARD, false);
    page.documentId = 'D2'; // the tab went on, and nobody has told us yet
    await session.fill();
    expect(session.answer).toEqual({ outcome: 'lost' });
    expect(calls.some(([name]) => name === 'fill')).toBe(false);
    refuse(true);
    await session.look();
    expect(session).toMatchObject({ page: undefined, closed: 'ask' });
    expect(session.card).toBeDefined();
  });

  it('shows what an earlier panel left in the page', async () => {
    const { session, page } = world();
    page.look = { ...page.look, earlier: { outcome: 'filled', filled: [] } };
    await session.look();
    expect(session.answer).toEqual({ outcome: 'filled', filled: [] });
    session.goOn();
    await session.look();
    expect(session.answer).toBeUndefined();
  });

  it('takes the last look, however the answers arrive', async () => {
    const { session, page } = world();
    const first = session.look();
    page.look = lookOf(STEP2);
    await Promise.all([first, session.look()]);
    expect(session.entries.map(({ label }) => label)).toEqual(['住所']);
  });

  it('remembers a corrected guess for the form and takes it back', async () => {
    const { session } = world();
    await session.look();
    await session.correct(1, 'mail');
    expect(session.writes.map(({ value }) => value)).toEqual(['a@b.example']);
    await session.look();
    expect(session.writes).toHaveLength(1);
    await session.correct(1, undefined);
    expect(session.writes).toEqual([]);
  });

  it('keeps a note only when asked to, and fills with it from then on', async () => {
    const { session } = world();
    await session.look();
    expect(session.profile).toEqual({ mail: 'a@b.example' });
    await session.note('familyNameKana', 'カザマ');
    expect(session.profile).toEqual({ mail: 'a@b.example', familyNameKana: 'カザマ' });
    await session.note('mobile', '123456789018');
    expect(session.profile).not.toHaveProperty('mobile');
  });

  it('lights up no field while it fills', async () => {
    const { session, calls } = world();
    await session.look();
    session.light([0]);
    session.filling = true;
    session.light([1]);
    await vi.waitFor(() => expect(calls.filter(([name]) => name === 'light')).toEqual([['light', [0]]]));
  });
});
