import type { Persona } from './persona.ts';

/** The default: both certificates, everything in order. */
export const adult: Persona = {
  id: 'adult',
  name: '架空　ひかり',
  address: '東京都千代田区模擬町一丁目２番３－４０５',
  birth: '19850412',
  sex: '2',
  individualNumber: '123456789011',
  securityCode: '4821',
  municipality: '13101',
  locality: ['Tokyo-to', 'Chiyoda-ku'],
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
