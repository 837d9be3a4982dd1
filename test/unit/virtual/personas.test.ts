import { describe, expect, test } from 'vitest';
import { toHex } from '../../../core/bytes/hex.ts';
import { toUtf8 } from '../../../core/bytes/utf8.ts';
import { create, credentialsOf, PERSONAS, type Persona } from '../../../core/virtual/card.ts';
import { PRINTED } from '../../../core/virtual/data/faces.ts';
import { KEYS } from '../../../core/virtual/data/keys.ts';
import { holderOf } from '../../../core/virtual/holder.ts';
import { ALL } from '../../../core/virtual/personas/all.ts';
import { adult } from '../../../core/virtual/personas/adult.ts';
import { ageOn } from '../../../core/virtual/calendar.ts';
import { NOW, SELECT, talk } from './talk.ts';

const GREGORIAN = { foreignBirthYear: 'gregorian' } as const;

/** Check digit of an Individual Number (総務省令第85号, 2014, article 5). */
function checkDigit(number: string): string {
  const digits = Array.from(number.slice(0, 11), Number).reverse();
  const sum = digits.reduce((total, digit, i) => total + digit * (i < 6 ? i + 2 : i - 4), 0);
  return String(sum % 11 <= 1 ? 0 : 11 - (sum % 11));
}

test('the check digit is computed right: a number of the test environment has a good one', () => {
  expect(checkDigit('537686677188')).toBe('8');
});

test('the summary lists exactly the personas there are, the default one first', () => {
  expect(PERSONAS.map(({ id }) => id)).toEqual([...ALL.keys()]);
  expect(PERSONAS[0]?.id).toBe('adult');
  for (const { id, pin, password, title } of PERSONAS) {
    const persona = ALL.get(id);
    const { authentication, textInput, juki, common, signing } = persona!.pins;
    expect(new Set([authentication, textInput, juki, common].map(({ value }) => value))).toEqual(
      new Set([pin]),
    );
    expect(signing?.value).toBe(password);
    expect(title.ja).not.toBe('');
    expect(title.en).not.toBe('');
  }
});

test('the default persona has the PINs everybody knows', () => {
  expect(PERSONAS[0]).toMatchObject({ pin: '1234', password: 'ABC123' });
});

describe.each([...ALL.values()].map((persona) => [persona.id, persona] as const))('%s', (id, persona) => {
  test("the Individual Number is nobody's: its check digit is wrong", () => {
    expect(persona.individualNumber).toMatch(/^\d{12}$/);
    expect(persona.individualNumber.at(-1)).not.toBe(checkDigit(persona.individualNumber));
  });

  test('data have the forms the card writes', () => {
    expect(persona.securityCode).toMatch(/^\d{4}$/);
    expect(persona.municipality).toMatch(/^\d{5}$/);
    expect(persona.pins.authentication.value).toMatch(/^\d{4}$/);
    if (persona.pins.signing !== undefined)
      expect(persona.pins.signing.value).toMatch(/^(?=.*\d)(?=.*[A-Z])[A-Z0-9]{6,16}$/);
    expect(persona.certificates.signing).toBe(persona.pins.signing !== undefined);
    for (const [text, marks] of Object.values(persona.certificateText ?? {})) {
      expect(marks).toMatch(/^[01]+$/);
      expect(Array.from(text)).toHaveLength(marks.length);
    }
  });

  test('keys and images of its own are there', () => {
    expect(Object.keys(KEYS)).toEqual(expect.arrayContaining([`${id}.auth`, `${id}.sign`]));
    expect(Object.keys(PRINTED)).toContain(id);
  });

  test('credentials open its card', async () => {
    const { pin, referenceNumberA, referenceNumberB } = await credentialsOf(id, NOW);
    expect(referenceNumberB).toMatch(/^\d{14}$/);
    const { say, verify } = talk({ persona: id });
    await say(SELECT.text);
    expect(await verify('0014', referenceNumberA)).toBe('9000');
    expect(await verify('0015', referenceNumberB)).toBe('9000');
    if (id !== 'blocked') expect(await verify('0011', pin)).toBe('9000');
  });

  test('the card is still valid, and at least as long as its certificates', () => {
    const { cardEnds, certificates } = holderOf(persona, NOW, GREGORIAN);
    expect(cardEnds > '20261124').toBe(true);
    expect(certificates.notAfter.toISOString().slice(0, 10).replaceAll('-', '') <= cardEnds).toBe(true);
  });
});

test('no two personas share a name, a number, a security code or a key', () => {
  const all = [...ALL.values()];
  for (const value of [
    (one: Persona) => one.name,
    (one: Persona) => one.individualNumber,
    (one: Persona) => `${one.municipality}${one.securityCode}`,
  ]) {
    expect(new Set(all.map(value)).size).toBe(all.length);
  }
  const primes = Object.values(KEYS).flatMap(({ p, q }) => [p, q]);
  expect(new Set(primes).size).toBe(primes.length);
});

test('a child is under 15 and has nothing to sign with', () => {
  const { birth, persona } = holderOf(ALL.get('child')!, NOW, GREGORIAN);
  expect(ageOn(birth, '20261124')).toBeLessThan(15);
  expect(persona.certificates.signing).toBe(false);
});

test('rare kanji: a surrogate pair and a variation sequence', () => {
  const { name } = ALL.get('rare-kanji')!;
  expect(name).toMatch(/[\u{20000}-\u{2FFFF}]/u);
  expect(name).toMatch(/\p{Script=Han}[\u{E0100}-\u{E01EF}]/u);
});

test('substitutes: marks stand exactly where card and certificate differ', () => {
  const { name, address, certificateText } = ALL.get('substitutes')!;
  for (const [original, changed] of [
    [name, certificateText?.name],
    [address, certificateText?.address],
  ] as const) {
    const [text, marks] = changed!;
    const others = Array.from(text);
    expect(Array.from(original, (c, i) => (c === others[i] ? '0' : '1')).join('')).toBe(marks);
    expect(marks).toContain('1');
  }
});

test('one per generation of authorities', () => {
  expect([1, 2, 3].map((n) => ALL.get(`generation-${n}`)?.certificates.generation)).toEqual([1, 2, 3]);
});

test("a persona of one's own: plain data, keys and blank images lent", async () => {
  const own: Persona = {
    ...adult,
    id: 'mine',
    name: '自作　花子',
    pins: { ...adult.pins, textInput: { value: '4321' } },
  };
  const { say, verify, read } = talk({ persona: own });
  await say(SELECT.text);
  expect(await verify('0011', '1234')).toBe('63C2');
  expect(await verify('0011', '4321')).toBe('9000');
  expect(toHex(await read('0002'))).toContain(toHex(toUtf8(own.name)));
  await say(SELECT.surface);
  await verify('0013', own.individualNumber);
  expect((await read('0002')).length).toBeGreaterThan(3000);
});

test('a persona that does not exist is said to at the first command', async () => {
  await expect(create({ persona: 'nobody' }).transmit(Uint8Array.of(0, 0x20, 0, 0x80))).rejects.toThrow(
    'no persona is named nobody',
  );
});
