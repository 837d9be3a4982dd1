import type { Persona } from './persona.ts';

/** Every PIN is blocked. */
export const blocked: Persona = {
  id: 'blocked',
  name: '例田　閉',
  address: '福岡県福岡市博多区模擬駅前二丁目１４番１５号',
  birth: '19791231',
  sex: '1',
  individualNumber: '890123456783',
  securityCode: '5566',
  municipality: '40132',
  locality: ['Fukuoka-ken', 'Fukuoka-shi Hakata-ku'],
  cardIssued: { yearsAgo: 2 },
  certificates: { issued: { yearsAgo: 2 }, generation: 3, signing: true },
  pins: {
    authentication: { value: '1234', triesLeft: 0 },
    signing: { value: 'ABC123', triesLeft: 0 },
    textInput: { value: '1234', triesLeft: 0 },
    juki: { value: '1234', triesLeft: 0 },
    common: { value: '1234', triesLeft: 0 },
  },
};
