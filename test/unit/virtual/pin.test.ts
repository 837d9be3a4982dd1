import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Quirks } from '../../../core/virtual/card.ts';
import { SELECT, talk, verifyCommand } from './talk.ts';

const RIGHT = '1234';

/** The rules of a PIN and its counter, written a second time in the fewest words (card.md 2.2). */
class Model {
  left = 3;
  verified = false;
  constructor(readonly quirks: Partial<Quirks>) {}

  get blockedWord(): string {
    return this.quirks.blockedWord ?? '6984';
  }

  verify(value: string): string {
    if (this.left === 0) {
      this.verified = false;
      return this.blockedWord;
    }
    this.verified = value === RIGHT;
    this.left = this.verified ? 3 : this.left - 1;
    if (this.verified) return '9000';
    return this.left === 0 && this.quirks.exhaustingWord === 'blocked' ? this.blockedWord : `63C${this.left}`;
  }

  query(): string {
    if (this.left === 0 && this.quirks.blockedQuery === 'blocked') return this.blockedWord;
    return this.verified && this.quirks.verifiedQuery === '9000' ? '9000' : `63C${this.left}`;
  }
}

test('any sequence of right, wrong and empty VERIFY, selection and power cycle keeps to the rules', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('wrong') },
    { weight: 2, arbitrary: fc.constant('right') },
    { weight: 2, arbitrary: fc.constant('query') },
    { weight: 1, arbitrary: fc.constantFrom('select', 'power', 'reset', 'use') },
  );
  const quirks = fc.record({
    blockedWord: fc.constantFrom('6984', '6983'),
    exhaustingWord: fc.constantFrom('63C0', 'blocked'),
    blockedQuery: fc.constantFrom('63C0', 'blocked'),
    verifiedQuery: fc.constantFrom('63Cx', '9000'),
  } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), quirks, async (steps, settings) => {
      const { card, say } = talk({ quirks: settings });
      const model = new Model(settings);
      const selectPin = async (): Promise<void> => {
        await say(SELECT.text);
        await say('00A4020C020011');
      };
      await selectPin();
      for (const one of steps) {
        if (one === 'right') expect(await say(verifyCommand(RIGHT))).toBe(model.verify(RIGHT));
        else if (one === 'wrong') expect(await say(verifyCommand('0000'))).toBe(model.verify('0000'));
        else if (one === 'query') expect(await say('00200080')).toBe(model.query());
        else if (one === 'reset') card.reset();
        else if (one === 'use') {
          expect((await say('00B0810001')).slice(-4)).toBe(model.verified ? '9000' : '6982');
          await say('00A4020C020011');
        } else {
          if (one === 'power') {
            card.powerOff();
            card.powerOn();
          }
          model.verified = false;
          await selectPin();
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the counters of two PIN files are two counters', async () => {
  const { say, verify } = talk();
  await say(SELECT.jpki);
  expect(await verify('0018', '0000')).toBe('63C2');
  expect(await verify('001B', 'WRONG1')).toBe('63C4');
  expect(await verify('0018', '1234')).toBe('9000');
  await say('00A4020C02001B');
  expect(await say('00200080')).toBe('63C4');
});

test('two PINs can be verified at once, and one verified PIN signs more than once', async () => {
  const { say, verify } = talk();
  await say(SELECT.jpki);
  await verify('0018', '1234');
  await verify('001B', 'ABC123');
  for (const p2 of ['97', '9A', '97']) {
    expect((await say(`802A00${p2}01AA00`)).slice(-4)).toBe('9000');
  }
});
