import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/bytes/hex.ts';
import { T1, type ContactLine, type LineAnswer } from '../../../../core/reader/contact/t1.ts';
import { CRCS, iBlock, LRC, parseT1, rBlock, sBlock } from '../../../../core/reader/contact/t1-block.ts';
import { edcOf, t1Block } from '../../../../core/virtual/readers/contact/edc.ts';
import { T1Card } from '../../../../core/virtual/readers/contact/t1-card.ts';
import { SpentClock } from '../../../support/air-radio.ts';

/** `> block` and `< block` without check bytes (LRC is added); `<` alone: silence; `<!`: parity error; `>n`: wtx n */
function scripted(conversation: string): { t1: T1; done: () => void } {
  const lines = conversation
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
  let at = 0;
  const withLrc = (hex: string): string => hex + toHex(edcOf('lrc', fromHex(hex)));
  const line: ContactLine = {
    exchange: (block, wtx) => {
      const [, factor = '', hex = ''] = /^>(\d*) +(.*)$/.exec(lines[at] ?? '') ?? [];
      const expected = withLrc(toHex(fromHex(hex)));
      if (toHex(block) !== expected || wtx !== Number(factor))
        return Promise.reject(
          new Error(`line ${at}: ${toHex(block)} ${wtx}, expected ${expected} ${factor}`),
        );
      const answer = lines[at + 1]!.slice(1).trim();
      at += 2;
      if (answer === '') return Promise.resolve<LineAnswer>({ kind: 'silence' });
      if (answer === '!') return Promise.resolve<LineAnswer>({ kind: 'garbled' });
      const bytes = fromHex(answer.startsWith('raw') ? answer.slice(3) : withLrc(toHex(fromHex(answer))));
      return Promise.resolve<LineAnswer>({ kind: 'block', bytes });
    },
  };
  return {
    t1: new T1(line, { edc: LRC, ifsc: 4, ifsd: 254, clock: new SpentClock() }),
    done: () => expect(at).toBe(lines.length),
  };
}

const COMMAND = fromHex('00B00000');
const LONG = fromHex('00D6000002AABB');

describe('T=1, by the rules of ISO/IEC 7816-3', () => {
  it.each<[string, string, Uint8Array?]>([
    ['one block each way', '> 00 00 04 00B00000\n< 00 00 02 9000'],
    [
      'a chained command (rule 2.2, 5)',
      '> 00 20 04 00D60000\n< 00 90 00\n> 00 40 03 02AABB\n< 00 00 02 9000',
      LONG,
    ],
    ['a chained answer', '> 00 00 04 00B00000\n< 00 20 01 90\n> 00 90 00\n< 00 40 01 00'],
    ['time asked for (rule 3)', '> 00 00 04 00B00000\n< 00 C3 01 05\n>5 00 E3 01 05\n< 00 00 02 9000'],
    [
      'a new IFSC (rule 4), used for the next command',
      '> 00 20 04 00D60000\n< 00 C1 01 02\n> 00 E1 01 02\n< 00 90 00\n> 00 60 02 02AA\n< 00 80 00\n> 00 00 01 BB\n< 00 00 02 9000',
      LONG,
    ],
    ['a lost answer (rule 7.1)', '> 00 00 04 00B00000\n<\n> 00 82 00\n< 00 00 02 9000'],
    ['a garbled answer', '> 00 00 04 00B00000\n< raw 00 00 02 9000 00\n> 00 81 00\n< 00 00 02 9000'],
    ['a parity error', '> 00 00 04 00B00000\n< !\n> 00 81 00\n< 00 00 02 9000'],
    [
      'a lost command, asked for by number',
      '> 00 00 04 00B00000\n<\n> 00 82 00\n< 00 80 00\n> 00 00 04 00B00000\n< 00 00 02 9000',
    ],
    ['a garbled command', '> 00 00 04 00B00000\n< 00 81 00\n> 00 00 04 00B00000\n< 00 00 02 9000'],
    ['a lost R-block (rule 7.2)', '> 00 00 04 00B00000\n<\n> 00 82 00\n<\n> 00 82 00\n< 00 00 02 9000'],
    [
      'a lost part of an answer',
      '> 00 00 04 00B00000\n< 00 20 01 90\n> 00 90 00\n<\n> 00 92 00\n< 00 40 01 00',
    ],
    [
      'a lost answer to a request',
      '> 00 00 04 00B00000\n< 00 C3 01 02\n>2 00 E3 01 02\n<\n> 00 82 00\n< 00 C3 01 02\n>2 00 E3 01 02\n< 00 00 02 9000',
    ],
    ['an old block once more', '> 00 00 04 00B00000\n< 00 40 02 6A82\n> 00 82 00\n< 00 00 02 9000'],
    ['a block of a kind there is none', '> 00 00 04 00B00000\n< 00 C5 00\n> 00 82 00\n< 00 00 02 9000'],
    ['another node address', '> 00 00 04 00B00000\n< 12 00 02 9000\n> 00 82 00\n< 00 00 02 9000'],
  ])('%s', async (_, conversation, command = COMMAND) => {
    const { t1, done } = scripted(conversation);
    expect(toHex(await t1.exchange(command))).toBe('9000');
    done();
  });

  it.each<[string, string, string, string, Uint8Array?]>([
    [
      'silence',
      'card.lost',
      'unknown',
      '> 00 00 04 00B00000\n<\n> 00 82 00\n<\n> 00 82 00\n<\n> 00 82 00\n<',
    ],
    [
      'the first part of a command never arrives',
      'card.lost',
      'no',
      '> 00 20 04 00D60000\n<\n> 00 82 00\n<\n> 00 82 00\n<\n> 00 82 00\n<',
      LONG,
    ],
    [
      'a command is asked for too often',
      'card.lost',
      'no',
      '> 00 00 04 00B00000\n< 00 80 00\n> 00 00 04 00B00000\n< 00 80 00\n> 00 00 04 00B00000\n< 00 80 00\n> 00 00 04 00B00000\n< 00 80 00',
    ],
    [
      'a command is asked for after the card took time for it',
      'card.lost',
      'yes',
      '> 00 00 04 00B00000\n< 00 C3 01 01\n>1 00 E3 01 01\n< 00 80 00\n> 00 82 00\n< 00 80 00\n> 00 82 00\n< 00 80 00\n> 00 82 00\n< 00 80 00',
    ],
    [
      'the rest of an answer is lost',
      'card.lost',
      'yes',
      '> 00 00 04 00B00000\n< 00 20 01 90\n> 00 90 00\n<\n> 00 92 00\n<\n> 00 92 00\n<\n> 00 92 00\n<',
    ],
    ['the card aborts', 'card.malformed', 'unknown', '> 00 00 04 00B00000\n< 00 C2 00'],
  ])('%s', async (_, code, sent, conversation, command = COMMAND) => {
    const { t1, done } = scripted(conversation);
    await expect(t1.exchange(command)).rejects.toMatchObject({ code, detail: { sent } });
    done();
  });

  it('offers its block size, three times at most', async () => {
    const taken = scripted('> 00 C1 01 FE\n<\n> 00 C1 01 FE\n< 00 82 00\n> 00 C1 01 FE\n< 00 E1 01 FE');
    expect(await taken.t1.offerIfsd()).toBe(true);
    taken.done();
    const refused = scripted('> 00 C1 01 FE\n< 00 E1 01 20\n> 00 C1 01 FE\n<\n> 00 C1 01 FE\n< !');
    expect(await refused.t1.offerIfsd()).toBe(false);
    refused.done();
  });

  it('ends in bounded time before a card that asks for ever, and before one that answers for ever', async () => {
    for (const pcb of [0xc3, 0xc1]) {
      const line: ContactLine = {
        exchange: () => Promise.resolve({ kind: 'block', bytes: t1Block(pcb, Uint8Array.of(5), 'lrc') }),
      };
      const t1 = new T1(line, { edc: LRC, ifsc: 32, ifsd: 254, clock: new SpentClock() });
      await expect(t1.exchange(COMMAND)).rejects.toMatchObject({ code: 'card.silent' });
    }
    let number = 1;
    const endless: ContactLine = {
      exchange: () => {
        number ^= 1;
        return Promise.resolve({
          kind: 'block',
          bytes: t1Block((number << 6) | 0x20, new Uint8Array(254), 'lrc'),
        });
      },
    };
    const t1 = new T1(endless, { edc: LRC, ifsc: 32, ifsd: 254, clock: new SpentClock() });
    await expect(t1.exchange(COMMAND)).rejects.toMatchObject({
      code: 'card.malformed',
      detail: { sent: 'yes' },
    });
  });

  it('never fails in another way, whatever the card says', async () => {
    const answer = fc.oneof(
      fc.constant<LineAnswer>({ kind: 'silence' }),
      fc.constant<LineAnswer>({ kind: 'garbled' }),
      fc.uint8Array({ maxLength: 12 }).map<LineAnswer>((bytes) => ({ kind: 'block', bytes })),
      fc
        .tuple(fc.nat(255), fc.uint8Array({ maxLength: 6 }))
        .map<LineAnswer>(([pcb, inf]) => ({ kind: 'block', bytes: t1Block(pcb, inf, 'lrc') })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 40 }), async (answers) => {
        const left = [...answers];
        const line: ContactLine = { exchange: () => Promise.resolve(left.shift() ?? { kind: 'silence' }) };
        const t1 = new T1(line, { edc: LRC, ifsc: 3, ifsd: 254, clock: new SpentClock() });
        await t1.exchange(LONG).catch((error: unknown) => {
          expect(error).toMatchObject({
            name: 'KazasuError',
            detail: { sent: expect.any(String) as string },
          });
        });
      }),
      { numRuns: 500 },
    );
  });

  it('runs every command once before our software card, whatever is lost, in blocks of any size', async () => {
    const fate = fc.constantFrom('pass', 'pass', 'pass', 'lose', 'damage');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { maxLength: 80 }),
        fc.integer({ min: 1, max: 254 }),
        fc.integer({ min: 1, max: 254 }),
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 4 }),
        async (fates, ifsc, ifsd, lengths) => {
          const ran: string[] = [];
          const card = new T1Card({
            edc: 'lrc',
            ifsc,
            bwt: 1000,
            wtxTimes: 0,
            wtx: 1,
            run: (apdu) => {
              ran.push(toHex(apdu));
              return Promise.resolve({ apdu, ms: 0 });
            },
          });
          const left = [...fates];
          const pass = (bytes: Uint8Array): Uint8Array | undefined => {
            const now = left.shift() ?? 'pass';
            return now === 'pass'
              ? bytes
              : now === 'lose'
                ? undefined
                : bytes.with(2, (bytes[2] ?? 0) ^ 0x80);
          };
          const line: ContactLine = {
            exchange: async (block) => {
              const seen = pass(block.slice());
              const back = seen && pass((await card.receive(seen)).bytes);
              return back ? { kind: 'block', bytes: back } : { kind: 'silence' };
            },
          };
          const t1 = new T1(line, { edc: LRC, ifsc, ifsd, clock: new SpentClock() });
          const sent: string[] = [];
          try {
            if (!(await t1.offerIfsd())) return;
            for (const length of lengths) {
              const command = Uint8Array.from({ length }, (_, i) => i + sent.length);
              sent.push(toHex(command));
              expect(toHex(await t1.exchange(command))).toBe(sent.at(-1));
            }
          } catch (error) {
            expect(error).toMatchObject({ name: 'KazasuError' });
          }
          expect(ran).toEqual(sent.slice(0, ran.length));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('blocks of T=1', () => {
  it('are those of the facts', () => {
    expect(toHex(iBlock(0, fromHex('00A4040C0AD392F000260100000001'), false, LRC))).toBe(
      '00000F00A4040C0AD392F0002601000000013E',
    );
    expect(toHex(sBlock(1, true, fromHex('FE'), LRC))).toBe('00C101FE3E');
    expect(toHex(rBlock(1, 1, LRC))).toBe('00910091');
    expect(parseT1(fromHex('00E101FE1E'), LRC)).toEqual({
      kind: 'S',
      request: false,
      what: 1,
      inf: fromHex('FE'),
    });
  });
  it('carry either CRC, and neither is taken for the other', () => {
    for (const [edc, name, other] of [
      [CRCS[0]!, 'crc-plain', 'crc-complement'],
      [CRCS[1]!, 'crc-complement', 'crc-plain'],
    ] as const) {
      const bytes = iBlock(1, fromHex('9000'), true, edc);
      expect(bytes).toEqual(t1Block(0x60, fromHex('9000'), name));
      expect(parseT1(bytes, edc)).toEqual({ kind: 'I', number: 1, chained: true, inf: fromHex('9000') });
      expect(parseT1(t1Block(0x60, fromHex('9000'), other), edc)).toBe('check');
    }
  });
  it('never make the parser fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const edc of [LRC, ...CRCS]) expect(parseT1(bytes, edc)).toBeDefined();
      }),
    );
  });
});
