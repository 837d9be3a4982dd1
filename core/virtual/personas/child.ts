import type { Persona } from './persona.ts';

/** A child: no signing certificate, a card of five years. */
export const child: Persona = {
  id: 'child',
  name: '架空　そら',
  address: '東京都千代田区模擬町一丁目２番３－４０５',
  birth: { turns: 9, inDays: 100 },
  sex: '1',
  individualNumber: '234567890124',
  securityCode: '1357',
  municipality: '13101',
  locality: ['Tokyo-to', 'Chiyoda-ku'],
  cardIssued: { yearsAgo: 1 },
  certificates: { issued: { yearsAgo: 1 }, generation: 3, signing: false },
  pins: {
    authentication: { value: '1234' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
