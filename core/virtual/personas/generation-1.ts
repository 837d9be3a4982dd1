import type { Persona } from './persona.ts';

/** Signed by authorities of 2015, long ended. The card itself ends in 2028. */
export const generation1: Persona = {
  id: 'generation-1',
  name: '代田　初',
  address: '新潟県新潟市中央区模擬万代一丁目１９番２０号',
  birth: '19630315',
  sex: '1',
  individualNumber: '203847561026',
  securityCode: '7420',
  municipality: '15103',
  locality: ['Niigata-ken', 'Niigata-shi Chuo-ku'],
  cardIssued: '20180601',
  certificates: { issued: '20180601', generation: 1, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
