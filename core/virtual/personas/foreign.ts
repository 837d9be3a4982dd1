import type { Persona } from './persona.ts';

/** A foreign resident whose name is long and in Latin letters. */
export const foreign: Persona = {
  id: 'foreign',
  name: 'IMAGINARIA-PLACEHOLDER THEODORA EVANGELINA MAXIMILIANA',
  address: '大阪府大阪市北区模擬島四丁目５番６－７０８号　ＫＡＺＡＳＵハイツ',
  birth: '19901103',
  sex: '2',
  individualNumber: '345678901237',
  securityCode: '9264',
  municipality: '27127',
  locality: ['Osaka-fu', 'Osaka-shi Kita-ku'],
  foreign: true,
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
