import { describe, expect, it } from 'vitest';
import { concat } from '../../../core/bytes/concat.ts';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { withCrc } from '../../../core/virtual/readers/air/check.ts';
import { Field } from '../../../core/virtual/readers/air/field.ts';
import { TypeACard } from '../../../core/virtual/readers/air/foreign-cards.ts';
import type { Modulation, Picc, PiccAnswer } from '../../../core/virtual/readers/air/picc.ts';
import { TypeBCard, type Chip } from '../../../core/virtual/readers/air/type-b-card.ts';
import type { Rcs300Options } from '../../../core/virtual/readers/rcs300/options.ts';
import { Rcs300 } from '../../../core/virtual/readers/rcs300/rcs300.ts';
import { traces, type Trace } from '../../support/reader-traces.ts';

/** Answers radio frames as written down, whatever they mean; `undefined`: silence. */
class WrittenCard implements Picc {
  readonly #answers: (string | undefined)[];
  constructor(answers: (string | undefined)[]) {
    this.#answers = answers;
  }
  power(): void {
    // it answers whenever it is asked
  }
  receive(_: Uint8Array, { technology, toReader }: Modulation): Promise<PiccAnswer | undefined> {
    if (this.left === 0) throw new Error('more frames than in the trace');
    const next = this.#answers.shift();
    if (next === undefined) return Promise.resolve(undefined);
    const bytes = fromHex(next);
    const frame = technology === 'B' ? withCrc(bytes) : bytes;
    return Promise.resolve({ frame, rate: toReader, afterMs: 0 });
  }
  get left(): number {
    return this.#answers.length;
  }
}

/** the card of the computed trace: its PUPI, and answers in turn */
function writtenChip(...answers: string[]): Chip {
  return {
    transmit: () => Promise.resolve(fromHex(answers.shift() ?? '6F00')),
    powerOn: () => undefined,
    powerOff: () => undefined,
  };
}
const PUPI = (length: number): Uint8Array => fromHex('11223344').slice(0, length);

function reader(options: Partial<Rcs300Options> = {}, card?: Picc): Rcs300 {
  const field = new Field();
  if (card) field.place(card);
  return new Rcs300(field, options, { sleep: () => Promise.resolve() });
}

const send = (device: Rcs300, hex: string): Promise<void> => device.transferOut(2, fromHex(hex));
const receive = async (device: Rcs300): Promise<string> => toHex(await device.transferIn(2, 512));

/** envelope around a payload, number 0 unless said otherwise; the answer without its envelope */
async function command(device: Rcs300, payload: string, seq = 0): Promise<string> {
  const bytes = fromHex(payload);
  await device.transferOut(2, concat(Uint8Array.of(0x6b, bytes.length, 0, 0, 0, 0, seq, 0, 0, 0), bytes));
  return (await receive(device)).slice(20);
}
const START = 'FF50000002810000';
const RF_ON = 'FF50000002840000';
const session = async (device: Rcs300): Promise<void> => {
  await command(device, START);
  await command(device, RF_ON);
};

async function replay(
  device: Rcs300,
  steps: Trace['steps'],
  before?: (index: number) => void,
): Promise<void> {
  for (const [index, { dir, hex, note }] of steps.entries()) {
    before?.(index);
    if (dir === 'out') await send(device, hex);
    else expect(await receive(device), `step ${index}: ${note}`).toBe(hex);
  }
  expect(device.violations).toEqual([]);
}

describe('the software RC-S300, played the host side of each trace', () => {
  it('FeliCa, observed', async () => {
    const card = new WrittenCard(['1414010102030405060708053143454682B7FF0003'.slice(2), undefined]);
    const [trace] = traces('rcs300-felica.observed');
    await replay(reader({ serial: 'x' }, card), trace!.steps);
    expect(card.left).toBe(0);
  });

  it('type A, observed', async () => {
    const [trace] = traces('rcs300-typea-uid.observed');
    const card = new TypeACard('01020304', 0x08);
    const device = reader({}, card);
    await session(device);
    await replay(device, trace!.steps, (index) => {
      if (index === 4) device.field.remove(card);
    });
  });

  it('type B managed by the reader, computed', async () => {
    const trace = traces('rcs300-typeb-mynumber.computed')[0]!;
    const large = 'AA'.repeat(256);
    const card = new TypeBCard(writtenChip('9000', '6A82', `${large}9000`), { random: PUPI });
    const device = reader();
    await replay(device, trace.steps, (index) => {
      if (trace.steps[index]?.note.includes('card present')) device.field.place(card);
    });
  });

  it('type B managed by the host, computed', async () => {
    const trace = traces('rcs300-typeb-mynumber.computed')[1]!;
    const card = new WrittenCard([
      '501122334400000 5E0B381A1'.replace(' ', ''),
      '00',
      '029000',
      undefined,
      'F202',
      '036A82',
      'C2',
    ]);
    const device = reader({}, card);
    await session(device);
    await replay(device, trace.steps);
    expect(card.left).toBe(0);
  });

  it('status objects, observed', async () => {
    const closed = reader();
    expect(await command(closed, RF_ON)).toBe('C0030163019000');
    const device = reader({}, new TypeACard());
    await session(device);
    expect(await command(device, 'FF500002038F010400')).toBe('C0030167009000');
    expect(await command(device, 'FF500002048F02070400')).toBe('C003016A819000');
    expect(await command(device, 'FF500002048F02000300')).toBe('C0030090008F01089000');
    expect(await command(device, 'FF560000')).toBe('000001000100FFFF0401FFFF0100FFFF00009000');
  });
});

describe('the software RC-S300 refuses', () => {
  it.each([
    ['a message that is no escape', '62000000000001000000', '83000000000001420000'],
    ['a length that does not fit', '6B050000000001000000FF560000', '83000000000001420100'],
    ['a slot it has not', '6B040000000101000000FF560000', '83000000000101420500'],
  ])('%s', async (_, message, answer) => {
    const device = reader();
    await send(device, message);
    expect(await receive(device)).toBe(answer);
    expect(device.violations).toHaveLength(1);
  });

  it.each([
    ['another class', '00A40000', '6E00'],
    ['an unknown instruction', 'FF7E0000', '6D00'],
    ['a wrong Lc', 'FF50000003810000', '6700'],
    ['a long form with an Le of two bytes', 'FF5000010000115F4604A0860100958200060600FFFF01000000', '6700'],
    ['no data object', 'FF500000', '6700'],
    ['an unknown manage object', 'FF50000002850000', 'C003016A819000'],
    ['an exchange outside a session', 'FF50000100000B5F46043075000095820000000000', 'C0030163019000'],
    ['a switch outside a session', 'FF500002048F02010400', 'C0030163019000'],
    ['data of a card that is not there', 'FFCA0000', '6F00'],
  ])('%s', async (_, payload, answer) => {
    const device = reader();
    expect(await command(device, payload)).toBe(answer);
  });

  it('a session in a session, a switch without a field, an exchange without a timer', async () => {
    const device = reader({ sessionLeft: true });
    expect(await command(device, START)).toBe('C00301698A9000');
    expect(await command(device, 'FF50000002820000')).toBe('C0030090009000');
    expect(await command(device, START)).toBe('C0030090009000');
    expect(await command(device, 'FF500002048F02030000')).toBe('C0030163019000');
    await command(device, RF_ON);
    await command(device, 'FF500002048F02030000');
    expect(await command(device, 'FF50000100000A958200060600FFFF0100000000')).toBe('C0030163019000');
  });

  it('a frame longer than it can send, and a message longer than it takes', async () => {
    const device = reader();
    await session(device);
    await command(device, 'FF500002048F02030000');
    const frame = 'AB'.repeat(291);
    const body = `5F4604A086010095820123${frame}`;
    const payload = fromHex(`FF50000100${(body.length / 2).toString(16).padStart(4, '0')}${body}000000`);
    const head = new Uint8Array(10);
    head[0] = 0x6b;
    new DataView(head.buffer).setUint32(1, payload.length, true);
    await device.transferOut(2, concat(head, payload));
    expect((await receive(device)).slice(20)).toBe('C0030267009000');
    await device.transferOut(
      2,
      concat(Uint8Array.of(0x6b, 0x01, 0x02, 0, 0, 0, 9, 0, 0, 0), new Uint8Array(513)),
    );
    expect(await receive(device)).toBe('83000000000009420100');
  });

  it('a command before the answer to the last one', async () => {
    const device = reader();
    await send(device, '6B040000000001000000FF560000');
    await send(device, '6B040000000002000000FF560000');
    expect(await receive(device)).toBe('830000000000024 2E000'.replace(' ', ''));
    expect((await receive(device)).slice(0, 14)).toBe('83140000000001');
    expect(device.violations).toEqual(['a command before the answer to the last one']);
  });
});

describe('the software RC-S300, habits', () => {
  const SELECT = '00A4040C0AD392F000260100000001';
  const exchange = (flags = ''): string => {
    const body = `${flags}5F460420A107009582000F${SELECT}`;
    return `FF50000100${(body.length / 2).toString(16).padStart(4, '0')}${body}000000`;
  };
  const OK = 'C00300900092010096020000970290009000';
  const switched = async (options: Partial<Rcs300Options>, layer = 4): Promise<[Rcs300, string]> => {
    const device = reader(options, new TypeBCard(writtenChip('9000', '9000'), { random: PUPI }));
    await session(device);
    return [device, await command(device, `FF500002048F02010${layer}00`)];
  };

  it('which exchanges it manages', async () => {
    for (const [managed, plain, flagged] of [
      ['plain', OK, OK],
      ['flags', 'C0030264019000', OK],
      ['never', 'C0030264019000', 'C0030364019000'],
    ] as const) {
      const [device] = await switched({ managed });
      expect(await command(device, exchange())).toBe(plain);
      expect(await command(device, exchange('9002000C'))).toBe(flagged);
    }
  });

  it('how the switches answer', async () => {
    expect((await switched({}))[1]).toBe('C0030090005F510D3B888001000005E0B381A1007F9000');
    expect((await switched({ layer4: 'bare' }))[1]).toBe('C0030090009000');
    expect((await switched({ layer4: 'refused' }))[1]).toBe('C003016A819000');
    expect((await switched({}, 3))[1]).toBe('C0030090008F03B381A19000');
    expect((await switched({ layer3: 'bare' }, 3))[1]).toBe('C0030090009000');
  });

  it('whether flags persist, and whether a card is found again', async () => {
    const raw = `FF5000010000109002001C5F46043075000095820001B2000000`;
    const [kept] = await switched({});
    expect(await command(kept, raw)).toBe('C003009000920100960200009701A39000');
    expect(await command(kept, exchange())).toBe('C0030264019000');
    const [forgotten] = await switched({ flagsPersist: false });
    await command(forgotten, raw);
    expect(await command(forgotten, exchange())).toBe(OK);
    const AGAIN = 'FF500002048F02010400';
    expect(await command(forgotten, AGAIN)).toMatch(/^C0030090005F51/);
    const [once] = await switched({ finds: 'after-rf-off' });
    expect(await command(once, AGAIN)).toBe('C0030164019000');
    await command(once, 'FF50000002830000');
    await command(once, RF_ON);
    expect(await command(once, AGAIN)).toMatch(/^C0030090005F51/);
  });

  it('what a damaged answer looks like', async () => {
    const wupb = 'FF5000010000129002001C5F46043075000095820003050008000000';
    for (const [damaged, answer] of [
      ['status', /9602010097/],
      ['silence', /C0030364019000/],
    ] as const) {
      const [device] = await switched({ damaged }, 3);
      device.field.disturb = ({ bytes, direction }) =>
        direction === 'to-card' ? bytes : Uint8Array.from(bytes, (byte) => byte ^ 1);
      expect(await command(device, wupb)).toMatch(answer);
    }
  });

  it('busy at first, asking for time, pieces, and endpoints of the interface nobody may claim', async () => {
    const busy = reader({ busy: 1 });
    await send(busy, '6B040000000007000000FF560000');
    expect(await receive(busy)).toBe('8300000000000742E000');
    expect(await command(busy, 'FF560000')).toMatch(/9000$/);
    const pieces = reader({ pieces: 16 });
    await send(pieces, '6B040000000007000000FF560000');
    expect((await receive(pieces)).length).toBe(32);
    await expect(pieces.transferOut(1, new Uint8Array(10))).rejects.toMatchObject({ kind: 'stall' });
    await expect(pieces.transferIn(3, 64)).rejects.toMatchObject({ kind: 'stall' });
    const { configuration, device, strings } = pieces.descriptors;
    expect(configuration[4]).toBe(2);
    expect(toHex(configuration)).toContain('3621100100070200');
    expect(toHex(device.slice(8, 12))).toBe('4C05C90D');
    expect(strings).toEqual(['SONY', 'FeliCa Port/PaSoRi 4.0', '1274667']);
  });

  it('a message of several packets, and one that ends early', async () => {
    const device = reader();
    const whole = concat(Uint8Array.of(0x6b, 0xff, 0, 0, 0, 0, 1, 0, 0, 0), new Uint8Array(255));
    await device.transferOut(2, whole.subarray(0, 64));
    await device.transferOut(2, whole.subarray(64));
    expect(await receive(device)).toBe('830200000000010200006E00');
    await device.transferOut(2, whole.subarray(0, 5));
    expect(device.violations).toEqual(['class', 'a message that ends early']);
  });
});
