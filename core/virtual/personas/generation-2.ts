import type { Persona } from './persona.ts';

/** Signed by authorities of 2019. The certificates end in 2028. */
export const generation2: Persona = {
  id: 'generation-2',
  name: '代田　仲',
  address: '静岡県浜松市中央区模擬鍛冶町２１番地の２２',
  birth: '19880301',
  sex: '2',
  individualNumber: '304756102933',
  securityCode: '4193',
  municipality: '22138',
  locality: ['Shizuoka-ken', 'Hamamatsu-shi Chuo-ku'],
  cardIssued: '20230510',
  certificates: { issued: '20230510', generation: 2, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
