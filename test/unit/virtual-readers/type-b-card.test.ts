import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/bytes/hex.ts';
import { withCrc, withoutCrc } from '../../../core/virtual/readers/air/check.ts';
import type { Modulation } from '../../../core/virtual/readers/air/picc.ts';
import { TypeBCard, type TypeBOptions } from '../../../core/virtual/readers/air/type-b-card.ts';
import { CountingChip } from '../../support/air.ts';

const B106: Modulation = { technology: 'B', toCard: 106, toReader: 106 };
const FIXED = { random: (length: number) => (length === 4 ? fromHex('11223344') : Uint8Array.of(0)) };

interface Bench {
  readonly card: TypeBCard;
  readonly chip: CountingChip;
  /** what the card says to a frame, both without check bytes; `-` for nothing */
  ask(hex: string, modulation?: Modulation): Promise<string>;
}

function bench(options: TypeBOptions & { filler?: number } = {}): Bench {
  const chip = new CountingChip(options.filler);
  const card = new TypeBCard(chip, { ...FIXED, ...options });
  card.power(true);
  return {
    card,
    chip,
    ask: async (hex, modulation = B106) => {
      const answer = await card.receive(withCrc(fromHex(hex)), modulation);
      return answer ? toHex(withoutCrc(answer.frame)!) : '-';
    },
  };
}

async function talk(made: Bench, lines: string): Promise<void> {
  for (const line of lines.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
    if (line === '') continue;
    const [question = '', answer] = line.split('→').map((part) => part.replaceAll(' ', ''));
    expect(await made.ask(question), line).toBe(answer);
  }
}

describe('the type B card, before it is selected', () => {
  it('answers to REQB and WUPB, to all families only', async () => {
    await talk(
      bench(),
      `05 00 00 → 50 11223344 000005E0 B381A1
       05 00 10 → 50 11223344 000005E0 B381A1
       05 00 18 → 50 11223344 000005E0 B381A1
       05 20 00 → -
       05 00 20 → -   # reserved
       05 00 05 → -   # reserved count of slots
       05 00 → -
       00 → -`,
    );
  });
  it('sends the extended ATQB only to a reader that takes it', async () => {
    await talk(
      bench({ protocolInfo: 'B381A140' }),
      `05 00 00 → 50 11223344 000005E0 B381A1
       05 00 10 → 50 11223344 000005E0 B381A140`,
    );
  });
  it('waits for its time slot', async () => {
    const slots = { random: (length: number) => (length === 4 ? fromHex('11223344') : Uint8Array.of(2)) };
    await talk(
      bench(slots),
      `05 00 0A → -
       15 → -
       25 → 50 11223344 000005E0 B381A1   # slot 3
       25 → -
       05 00 08 → 50 11223344 000005E0 B381A1`,
    );
  });
  it('is put to rest by HLTB, and woken by WUPB alone', async () => {
    const made = bench();
    await talk(
      made,
      `50 11223344 → -             # not before it answered
       05 00 00 → 50 11223344 000005E0 B381A1
       50 99999999 → -
       50 11223344 → 00
       05 00 00 → -
       05 00 08 → 50 11223344 000005E0 B381A1`,
    );
    made.card.power(false);
    expect(await made.ask('050008')).toBe('-');
    expect(made.chip.power).toEqual(['on', 'off']);
  });
  it('hears neither other kinds of signal, nor other rates, nor damaged frames', async () => {
    const made = bench();
    expect(await made.ask('050008', { ...B106, technology: 'A' })).toBe('-');
    expect(await made.ask('050008', { ...B106, toCard: 212 })).toBe('-');
    expect(await made.card.receive(fromHex('0500083974'), B106)).toBeUndefined();
    expect(await made.card.receive(fromHex('05'), B106)).toBeUndefined();
    expect(toHex((await made.card.receive(fromHex('0500083973'), B106))!.frame.subarray(0, 5))).toBe(
      '5011223344',
    );
  });
});

describe('the type B card meets ATTRIB', () => {
  it.each([
    ['as real readers send it', '00080100', '00'],
    ['with a CID', '00080105', '05'],
    ['at 424 both ways', '00A80100', '00'],
    ['at unequal rates, which it does not take', '00480100', '-'],
    ['at 848, which it did not offer', '00F80100', '-'],
    ['with a reserved frame size', '000D0100', '-'],
    ['with another protocol', '00080000', '-'],
    ['with reserved bits', '00081100', '-'],
    ['with CID 15', '0008010F', '-'],
    ['with shortened timing', '10080100', '-'],
  ])('%s', async (_, parameters, answer) => {
    const made = bench();
    expect(await made.ask(`1D11223344${parameters}`)).toBe('-'); // not awake
    await made.ask('050008');
    expect(await made.ask(`1D99999999${parameters}`)).toBe('-');
    expect(await made.ask(`1D11223344${parameters}`)).toBe(answer);
  });
  it('refuses it without ISO 14443-4, and without CID where it takes none', async () => {
    const plain = bench({ protocolInfo: '0080A0' });
    await plain.ask('050008');
    expect(await plain.ask('1D1122334400080000')).toBe('-');
    const noCid = bench({ protocolInfo: '0081A0' });
    await noCid.ask('050008');
    expect(await noCid.ask('1D1122334400080105')).toBe('-');
    expect(await noCid.ask('1D1122334400080100')).toBe('00');
  });
  it('changes its rate after the answer, which says MBLI', async () => {
    const made = bench({ mbli: 3 });
    await made.ask('050008');
    expect(await made.ask('1D1122334400A80100')).toBe('30');
    expect(await made.ask('02 00')).toBe('-');
    expect(await made.ask('02 00', { technology: 'B', toCard: 424, toReader: 424 })).toBe('0201009000');
  });
});

describe('the type B card in blocks', () => {
  const active = async (
    options: TypeBOptions & { filler?: number } = {},
    attrib = '00080100',
  ): Promise<Bench> => {
    const made = bench(options);
    await made.ask('050008');
    expect(await made.ask(`1D11223344${attrib}`)).not.toBe('-');
    return made;
  };
  it('follows its rules', async () => {
    await talk(
      await active(),
      `05 00 08 → -          # active: no wake-up
       B2 → A3               # rule 12
       A2 → -                # nothing to continue
       02 AA → 02 01AA9000
       B2 → 02 01AA9000      # rule 11
       A2 → 02 01AA9000
       B3 → A2               # rule 12
       13 BB → A3            # rule 2
       02 CC → 02 02BBCC9000
       F2 01 → -             # nobody asked for time
       42 → -
       B2 00 → -
       0B 00 DD → 0B 00 03DD9000   # with CID 0
       07 00 → -             # NAD
       03 EE → 02 04EE9000   # wrong number: it runs the command and answers with its own
       C2 → C2
       03 → -
       05 00 00 → -`,
    );
  });
  it('sends long answers in parts, as large as the reader takes them', async () => {
    const made = await active({ filler: 20 }, '00000100'); // FSD 16
    expect(await made.ask('02AA')).toBe(`1201AA${'01'.repeat(11)}`);
    expect(await made.ask('A3')).toBe(`03${'01'.repeat(9)}9000`);
    expect(await made.ask('A3')).toBe(`03${'01'.repeat(9)}9000`);
    expect(await made.ask('A2')).toBe('-');
  });
  it('obeys its CID', async () => {
    const made = await active({}, '00080105');
    await talk(
      made,
      `02 AA → -
       0A 04 AA → -
       0A 05 AA → 0A 05 01AA9000
       BA 05 → 0A 05 01AA9000
       CA 05 → CA 05`,
    );
  });
  it('asks for time as often and as long as told', async () => {
    const made = await active({ wtxTimes: 2, wtxm: 59 });
    await talk(
      made,
      `02 AA → F2 3B
       F2 3A → -
       B2 → F2 3B
       F2 3B → F2 3B
       F2 3B → 02 01AA9000`,
    );
  });
  it('takes no more in a chain than MBLI says, and no longer frame than FSC', async () => {
    const made = await active({ protocolInfo: '0001A1', mbli: 1 });
    expect(await made.ask(`12${'00'.repeat(13)}`)).toBe('A2');
    expect(await made.ask(`13${'00'.repeat(13)}`)).toBe('-');
    expect(await made.ask(`02${'00'.repeat(14)}`)).toBe('-');
  });
  it('says nothing when its chip loses power in the middle', async () => {
    const made = await active();
    made.chip.transmit = () => {
      made.card.power(false);
      return Promise.reject(new Error('no power'));
    };
    expect(await made.ask('02AA')).toBe('-');
  });
});

it('an ATQB of the wrong length is refused', () => {
  expect(() => new TypeBCard(new CountingChip(), { protocolInfo: 'B381' })).toThrow(RangeError);
  expect(() => new TypeBCard(new CountingChip(), { applicationData: '00' })).toThrow(RangeError);
});
