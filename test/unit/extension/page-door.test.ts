// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormPerson } from '../../../core/form/plan/form-person.ts';
import { makePlan } from '../../../core/form/plan/make-plan.ts';
import { makeWrites } from '../../../core/form/plan/make-writes.ts';
import type { FillOrder } from '../../../extension/page/door.ts';
import { PageDoor } from '../../../extension/page/page-door.ts';

const PERSON: FormPerson = {
  familyName: '風間',
  givenName: '翔子',
  birthDate: '1990-05-05',
  sex: 'female',
};
const FORM = `
  <form>
    <label>姓 <input name="sei" value="前の"></label> <label>名 <input name="mei"></label>
    <p>性別 <label><input type="radio" name="sex" value="1">男性</label>
      <label><input type="radio" name="sex" value="2">女性</label></p>
    <label><input type="checkbox" name="agree"> 規約に同意する</label>
  </form>`;

let drawn: { cancel: () => void }[];

beforeEach(() => {
  document.body.innerHTML = FORM;
  // jsdom has no layout: what asks for it gets the middle of nowhere
  Element.prototype.scrollIntoView = () => undefined;
  window.scrollTo = () => undefined;
  document.elementFromPoint = () => null;
  drawn = [];
  Element.prototype.animate = () => {
    const animation = { cancel: vi.fn<() => void>() };
    drawn.push(animation);
    return animation as unknown as Animation;
  };
});
afterEach(() => vi.restoreAllMocks());

/** Looks and decides as the panel does. */
function ordered(door: PageDoor): FillOrder {
  const { origin, url, evidence } = door.look();
  return { origin, url, writes: makeWrites(evidence, makePlan(evidence), PERSON).writes };
}

function values(): Record<string, string> {
  const form = document.querySelector('form')!;
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value as string]));
}

describe('the script in the page', () => {
  it('fills what was decided and puts every former value back', async () => {
    const door = new PageDoor(document);
    const before = values();
    const answer = await door.fill(ordered(door));
    expect(answer).toMatchObject({ outcome: 'filled' });
    expect(values()).toEqual({ sei: '風間', mei: '翔子', sex: '2' });
    expect(door.changed()).toEqual([]);
    expect(await door.undo()).toEqual({ outcome: 'undone', left: [] });
    expect(values()).toEqual(before);
    expect(await door.undo()).toEqual({ outcome: 'nothing' });
  });

  it('writes nothing at all when the page is another one by now', async () => {
    const door = new PageDoor(document);
    const order = ordered(door);
    const before = values();
    const elsewhere = { ...order, url: `${order.url}next` };
    expect(await door.fill(elsewhere)).toEqual({ outcome: 'moved' });
    expect(await door.fill({ ...order, origin: 'https://else.example' })).toEqual({ outcome: 'moved' });
    expect(await new PageDoor(document).fill(order)).toEqual({ outcome: 'moved' });
    expect(values()).toEqual(before);
  });

  it('leaves a field alone that is not the very node that was shown, even when it looks the same', async () => {
    const door = new PageDoor(document);
    const order = ordered(door);
    const [sei, mei] = [...document.querySelectorAll('input')];
    sei!.replaceWith(sei!.cloneNode());
    mei!.type = 'password';
    const answer = await door.fill(order);
    const outcomes = answer.outcome === 'filled' ? answer.filled : [];
    expect(Object.fromEntries(outcomes.map(({ key, outcome }) => [key, outcome]))).toEqual({
      0: 'gone',
      1: 'gone',
      2: 'written',
    });
    expect(values()).toEqual({ sei: '前の', mei: '', sex: '2' });
  });

  it('keeps what it must be able to undo when it is injected again, and tells of it', async () => {
    const first = new PageDoor(document);
    const before = values();
    await first.fill(ordered(first));
    const second = new PageDoor(document, first.kept);
    expect(second.look().earlier).toMatchObject({ outcome: 'filled' });
    document.querySelector<HTMLInputElement>('[name=mei]')!.value = '直した';
    expect(second.changed()).toEqual([1]);
    // a second filling in between does not make the first one's values the former ones
    await second.fill(ordered(second));
    expect(await second.undo()).toEqual({ outcome: 'undone', left: [] });
    expect(values()).toEqual(before);
    expect(second.look()).not.toHaveProperty('earlier');
  });

  it('gives up what another version has kept', async () => {
    const door = new PageDoor(document, { version: 0, busy: true } as never);
    expect(await door.undo()).toEqual({ outcome: 'nothing' });
  });

  it('does one filling at a time, across injections too', async () => {
    const door = new PageDoor(document);
    const order = ordered(door);
    const running = door.fill(order);
    const again = new PageDoor(document, door.kept);
    again.look();
    expect(await again.fill(order)).toEqual({ outcome: 'busy' });
    expect(await again.undo()).toEqual({ outcome: 'busy' });
    expect(await running).toMatchObject({ outcome: 'filled' });
  });

  it('says what stands there when the page throws it out half way', async () => {
    const door = new PageDoor(document);
    const order = ordered(door);
    const mei = document.querySelector<HTMLInputElement>('[name=mei]')!;
    // as if the document were torn down under our hands
    vi.spyOn(mei, 'dispatchEvent').mockImplementation(() => {
      throw new Error('gone');
    });
    const answer = await door.fill(order);
    expect(answer.outcome).toBe('broken');
    const outcomes = 'filled' in answer ? answer.filled : [];
    expect(outcomes.find(({ key }) => key === 0)).toMatchObject({ outcome: 'changed' });
    vi.restoreAllMocks();
    expect(await door.undo()).toMatchObject({ outcome: 'undone', left: [] });
    expect(values()).toEqual({ sei: '前の', mei: '' });
  });

  it('adds no listener, and takes its frames away', async () => {
    const listen = vi.spyOn(EventTarget.prototype, 'addEventListener');
    const door = new PageDoor(document);
    const order = ordered(door);
    door.light([0, 2]);
    expect(drawn).toHaveLength(3);
    await door.fill(order);
    for (const animation of drawn) expect(animation.cancel).toHaveBeenCalled();
    await door.undo();
    expect(listen).not.toHaveBeenCalled();
  });
});
