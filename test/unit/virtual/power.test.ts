import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { KazasuError } from '../../../core/error/kazasu-error.ts';
import { create } from '../../../core/virtual/card.ts';
import { SELECT, talk, verifyCommand } from './talk.ts';

const lost = (sent: 'no' | 'unknown'): KazasuError => new KazasuError('card.lost', { sent });

test('a new card has power, and can be awaited too', async () => {
  const card = await Promise.resolve(create());
  expect(card.powered).toBe(true);
  expect(toHex(await card.transmit(fromHex(SELECT.jpki)))).toBe('9000');
});

test('without power there is no answer, and the command never left', async () => {
  const { card, say } = talk();
  card.powerOff();
  card.powerOff();
  expect(card.powered).toBe(false);
  await expect(say(SELECT.jpki)).rejects.toEqual(lost('no'));
  card.reset(); // nothing to reset
  await expect(say(SELECT.jpki)).rejects.toEqual(lost('no'));
  card.powerOn();
  expect(await say(SELECT.jpki)).toBe('9000');
});

test('power off forgets selection and verification, not the tries', async () => {
  const { card, say, verify } = talk();
  await say(SELECT.jpki);
  expect(await verify('001B', 'WRONG1')).toBe('63C4');
  expect(await verify('0018', '1234')).toBe('9000');
  card.powerOn(); // is on: nothing happens
  expect((await say('802A009701AA00')).slice(-4)).toBe('9000');
  card.powerOff();
  card.powerOn();
  expect(await say('00B0880001')).toBe('6A82'); // no application
  await say(SELECT.jpki);
  expect(await say('802A009701AA00')).toBe('6982');
  await say('00A4020C02001B');
  expect(await say('00200080')).toBe('63C4');
});

test('a changed PIN outlives the power', async () => {
  const { card, say, verify } = talk();
  await say(SELECT.jpki);
  await verify('0018', '1234');
  expect(await say('002401800439383736')).toBe('9000');
  card.powerOff();
  card.powerOn();
  await say(SELECT.jpki);
  expect(await verify('0018', '9876')).toBe('9000');
});

test('an answer does not outlive the power: a VERIFY under way has counted all the same', async () => {
  const { card, say } = talk({ delayMs: 20 });
  await say(SELECT.jpki);
  await say('00A4020C020018');
  const pending = say(verifyCommand('0000'));
  const queued = say('00200080');
  await new Promise((wake) => setTimeout(wake, 5));
  card.powerOff();
  card.powerOn();
  await expect(pending).rejects.toEqual(lost('unknown'));
  await expect(queued).rejects.toEqual(lost('no'));
  await say(SELECT.jpki);
  await say('00A4020C020018');
  expect(await say('00200080')).toBe('63C2');
});

test('commands are answered one after the other, in their order', async () => {
  const { say } = talk({ delayMs: 1 });
  const commands = [SELECT.jpki, '00A4020C020018', '00200080', verifyCommand('1234'), '00B0880001'];
  expect(await Promise.all(commands.map(say))).toEqual(['9000', '9000', '63C3', '9000', '8F9000']);
});

test('delayMs comes before each answer', async () => {
  const { say } = talk({ delayMs: 30 });
  const from = performance.now();
  await say(SELECT.jpki);
  await say('00A4020C020018');
  expect(performance.now() - from).toBeGreaterThanOrEqual(59);
});

test("the caller's bytes are left alone, also those of a Node Buffer, and are free at once", async () => {
  const card = create();
  await card.transmit(fromHex(SELECT.jpki));
  await card.transmit(fromHex('00A4020C020018'));
  const command = Buffer.from(verifyCommand('1234'), 'hex');
  const answer = card.transmit(command);
  expect(command.toString('hex')).toBe(verifyCommand('1234').toLowerCase());
  command.fill(0);
  expect(toHex(await answer)).toBe('9000');
});

test('the ATR is a copy: writing into it changes no other card', () => {
  create().atr.fill(0);
  expect(toHex(create().atr)).toBe('3BE000FF8131FE4514');
});

test('two cards know nothing of each other', async () => {
  const [one, other] = [talk(), talk()];
  for (const { say } of [one, other]) await say(SELECT.jpki);
  await one.verify('0018', '0000');
  await other.say('00A4020C020018');
  expect(await other.say('00200080')).toBe('63C3');
});

test('the first answer comes within a second of start, certificate included', async () => {
  const from = performance.now();
  const { say, read } = talk();
  await say(SELECT.jpki);
  await read('000A');
  expect(performance.now() - from).toBeLessThan(1000);
});

test('nothing of Node is used', () => {
  const room = resolve(import.meta.dirname, '../../../core/virtual');
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    expect(readFileSync(resolve(room, file), 'utf8'), file).not.toMatch(
      /from 'node:|\bBuffer\b\.|\bprocess\./,
    );
  }
});
