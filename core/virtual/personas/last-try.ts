import type { Persona } from './persona.ts';

/** One try is left of every PIN. */
export const lastTry: Persona = {
  id: 'last-try',
  name: '例田　あと一',
  address: '宮城県仙台市青葉区模擬城一丁目１６番地',
  birth: '20010101',
  sex: '2',
  individualNumber: '901234567896',
  securityCode: '2041',
  municipality: '04101',
  locality: ['Miyagi-ken', 'Sendai-shi Aoba-ku'],
  cardIssued: { yearsAgo: 2 },
  certificates: { issued: { yearsAgo: 2 }, generation: 3, signing: true },
  pins: {
    authentication: { value: '1234', triesLeft: 1 },
    signing: { value: 'ABC123', triesLeft: 1 },
    textInput: { value: '1234', triesLeft: 1 },
    juki: { value: '1234', triesLeft: 1 },
    common: { value: '1234', triesLeft: 1 },
  },
};
