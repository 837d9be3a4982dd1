import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import { diagnosisText } from '../../../../pwa/reader/diagnosis-text.ts';
import { marksOf, QUESTIONS, troubleSeen, type Seen } from '../../../../pwa/reader/diagnosis.ts';

const SERIAL = 'SERIAL-77';
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.1.2 Safari/537.36';
const NOTHING: Seen = {
  abilities: { system: 'linux', webUsb: true, secure: true },
  allowed: 0,
  reader: undefined,
  readerError: undefined,
  field: undefined,
  link: undefined,
  card: undefined,
  ms: undefined,
  cardError: undefined,
};
const READER = {
  id: `usb:054c:06c1:${SERIAL}:0`,
  model: 'Sony RC-S380',
  route: 'webusb',
  simulated: false,
  firmware: '1.11',
  hasSerial: true,
  proven: true,
} as const;
const LINK = {
  route: 'webusb',
  simulated: false,
  maxCommandData: 255,
  maxResponseData: 256,
  technology: 'B',
  bitRate: 212,
  fsc: 256,
  fsd: 256,
  fwt: 309.34,
  atr: Uint8Array.of(0x3b, 0x88),
} as const;
const tries = (left: number) => ({ state: 'tries', left }) as const;
const CARD: NonNullable<Seen['card']> = {
  token: { kind: 'my-number-card', label: 'JPKIAPICCTOKEN2' },
  identity: 'certificate:ABCDEF0123456789',
  availability: { signing: 'present', authentication: 'present', raw: '8F8F00' },
  authentication: {
    notBefore: new Date('2024-11-23T15:00:00Z'),
    notAfter: new Date('2029-04-12T14:59:59Z'),
    state: 'ok',
    daysLeft: 870,
  },
  expiry: { year: 2034, month: 4, day: 12 },
  pins: {
    authentication: tries(3),
    signing: { state: 'blocked' },
    textInput: tries(3),
    referenceNumberB: tries(10),
    resident: tries(3),
  },
};
const ALL: Seen = { ...NOTHING, allowed: 1, reader: READER, field: 'one', link: LINK, card: CARD, ms: 812.4 };

describe('marksOf', () => {
  it('stops where it went no further', () => {
    const marks = marksOf(NOTHING);
    expect(QUESTIONS.filter((question) => marks[question] !== 'open')).toEqual(['browser', 'reader']);
    expect(marks).toMatchObject({ browser: 'good', reader: 'bad' });
    expect(marksOf({ ...NOTHING, abilities: { ...NOTHING.abilities, webUsb: false } }).browser).toBe('bad');
  });

  it('says of each step how it came out', () => {
    expect(marksOf(ALL)).toEqual({
      browser: 'good',
      reader: 'good',
      holder: 'good',
      field: 'good',
      answer: 'good',
      kind: 'good',
      tries: 'attention', // one is blocked
      certificate: 'good',
      expiry: 'good',
    });
    const readerError = new KazasuError('reader.busy', { what: 'claim' });
    expect(marksOf({ ...NOTHING, allowed: 1, readerError })).toMatchObject({
      reader: 'good',
      holder: 'bad',
      field: 'open',
    });
    expect(marksOf({ ...ALL, card: undefined, field: 'several' })).toMatchObject({
      field: 'bad',
      kind: 'open',
    });
    const silent = { ...ALL, card: undefined, cardError: new KazasuError('card.silent') };
    expect(marksOf(silent)).toMatchObject({ answer: 'bad', kind: 'open' });
    const other = { ...ALL, card: undefined, cardError: new KazasuError('card.not-my-number') };
    expect(marksOf(other)).toMatchObject({ answer: 'good', kind: 'bad' });
  });

  it('never calls a software card good', () => {
    const marks = marksOf({ ...ALL, reader: { ...READER, simulated: true } });
    expect(Object.values(marks).filter((mark) => mark === 'good')).toHaveLength(2); // browser and field
    expect(troubleSeen({ ...NOTHING, reader: { ...READER, simulated: true } })).toBeUndefined();
  });
});

describe('diagnosisText', () => {
  const trace = [{ header: '00A4040C', name: 'SELECT', nc: 10, sw: 0x9000 }] as never;

  it('says everything that helps and nothing about a person', () => {
    const text = diagnosisText(ALL, CHROME, trace);
    expect(text.split('\n').slice(1)).toEqual([
      'browser: Chrome/140, linux, webusb yes, secure yes',
      'reader: Sony RC-S380, webusb, firmware 1.11, serial yes, proven yes',
      'field: one',
      'link: type B, 212 kbit/s, fsc 256, fsd 256, fwt 309.3 ms, command 255, response 256',
      'card: my-number-card, read in 812 ms',
      'tries: authentication 3, signing blocked, textInput 3, referenceNumberB 10, resident 3',
      'certificates: authentication ok, availability 8F8F00',
      'expiry: told',
      '00A4040C SELECT nc=10 sw=9000',
    ]);
    for (const personal of [SERIAL, 'ABCDEF', '2034', '2029', '2024', '870', '04-12'])
      expect(text).not.toContain(personal);
  });

  it('names what is in the way', () => {
    const readerError = new KazasuError('reader.busy', { what: 'claim', sent: 'no' });
    const text = diagnosisText(
      { ...NOTHING, allowed: 1, readerError },
      CHROME.replace('Safari/', 'Edg/140.0 Safari/'),
      [],
    );
    expect(text.split('\n').slice(1)).toEqual([
      'browser: Edg/140, linux, webusb yes, secure yes',
      'reader: none open, 1 allowed',
      'trouble: other-program reader.busy {"what":"claim","sent":"no"}',
    ]);
    expect(
      diagnosisText(
        { ...ALL, card: undefined, cardError: new KazasuError('card.silent', { sent: 'yes' }) },
        '',
        [],
      ),
    ).toContain('card: card.silent {"sent":"yes"}');
  });
});
