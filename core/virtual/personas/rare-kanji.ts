import type { Persona } from './persona.ts';

/** A name with a kanji outside the basic plane and one with a variation selector. */
export const rareKanji: Persona = {
  id: 'rare-kanji',
  name: '𡈽見　架\u9089\u{E0102}',
  address: '京都府京都市中京区模擬通架空下る仮町９番地',
  birth: '19680229',
  sex: '1',
  individualNumber: '567890123450',
  securityCode: '0349',
  municipality: '26104',
  locality: ['Kyoto-fu', 'Kyoto-shi Nakagyo-ku'],
  cardIssued: { yearsAgo: 2 },
  certificates: { issued: { yearsAgo: 2 }, generation: 3, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
