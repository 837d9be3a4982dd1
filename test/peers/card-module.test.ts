import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run } from './pcsc.ts';

const TOP = resolve(import.meta.dirname, '../..');

beforeAll(async () => {
  await run('npx', ['vite', 'build', '--mode', 'virtual', '--logLevel', 'warn'], { cwd: TOP });
});

/** Runs a program in plain Node, the built module in hand, and gives what it printed. */
async function node(program: string): Promise<unknown> {
  const source = `
    import { create, credentialsOf, PERSONAS, QUIRKS } from './dist/virtual/card.mjs';
    const bytes = (hex) => Uint8Array.from(Buffer.from(hex.replace(/ /g, ''), 'hex'));
    const hex = (data) => Buffer.from(data).toString('hex').toUpperCase();
    const JPKI = '00A4040C0A D392F000260100000001';
    console.log(JSON.stringify(await (async () => { ${program} })()));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', source], { cwd: TOP });
  return JSON.parse(stdout);
}

test('create() is a card, at once and awaited', async () => {
  expect(
    await node(`
      const card = create();
      const same = await create();
      return [hex(card.atr), hex(await card.transmit(bytes(JPKI))), hex(await same.transmit(bytes(JPKI)))];`),
  ).toEqual(['3BE000FF8131FE4514', '9000', '9000']);
});

test('persona by id or as plain data, quirks and delay', async () => {
  expect(
    await node(`
      const child = create({ persona: 'child', quirks: { missingCertificateMark: '0F' } });
      await child.transmit(bytes(JPKI));
      const mark = hex(await child.transmit(bytes('00B0880000')));
      const pins = Object.fromEntries(['authentication', 'signing', 'textInput', 'juki', 'common'].map((name) => [name, { value: '7777' }]));
      const own = create({ delayMs: 40, persona: {
        id: 'own', name: '自作\\u3000花子', address: '東京都千代田区模擬町１', birth: '19990101', sex: '2', individualNumber: '111111111111',
        securityCode: '1111', municipality: '13101', locality: ['Tokyo-to', 'Chiyoda-ku'], cardIssued: '20260101',
        certificates: { issued: '20260101', generation: 3, signing: true }, pins } });
      const from = performance.now();
      await own.transmit(bytes(JPKI));
      const late = performance.now() - from >= 39;
      await own.transmit(bytes('00A4020C020018'));
      return [mark, late, hex(await own.transmit(bytes('00200080 04 37373737')))];`),
  ).toEqual(['0F8F009000', true, '9000']);
});

test('reset, power and the error without it', async () => {
  expect(
    await node(`
      const card = create();
      await card.transmit(bytes(JPKI));
      card.reset();
      card.powerOff();
      const error = await card.transmit(bytes(JPKI)).catch(({ code, detail }) => ({ code, detail }));
      card.powerOn();
      return [error, hex(await card.transmit(bytes(JPKI)))];`),
  ).toEqual([{ code: 'card.lost', detail: { sent: 'no' } }, '9000']);
});

test('the lists a chooser needs', async () => {
  expect(
    await node(`
      const { pin, password } = await credentialsOf('adult');
      return [PERSONAS.length, Object.keys(QUIRKS).length > 30, pin, password];`),
  ).toEqual([13, true, '1234', 'ABC123']);
});
