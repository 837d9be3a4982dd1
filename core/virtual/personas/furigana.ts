import type { Persona } from './persona.ts';

/** A card written after 2026-05-26, with the reading of the name. */
export const furigana: Persona = {
  id: 'furigana',
  name: '架空　読',
  address: '広島県広島市中区模擬基町１７番１８号',
  birth: '19950808',
  sex: '3',
  individualNumber: '102938475610',
  securityCode: '8817',
  municipality: '34101',
  locality: ['Hiroshima-ken', 'Hiroshima-shi Naka-ku'],
  furigana: 'カクウ　ヨミ',
  cardIssued: { daysAgo: 60 },
  certificates: { issued: { daysAgo: 60 }, generation: 3, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
