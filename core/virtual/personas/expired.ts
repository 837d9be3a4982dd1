import type { Persona } from './persona.ts';

/** Both certificates ran out; the card itself is still valid. */
export const expired: Persona = {
  id: 'expired',
  name: '試野　満期',
  address: '北海道札幌市中央区模擬条西十丁目１１番地',
  birth: '19580705',
  sex: '1',
  individualNumber: '678901234565',
  securityCode: '6150',
  municipality: '01101',
  locality: ['Hokkaido', 'Sapporo-shi Chuo-ku'],
  cardIssued: { yearsAgo: 6 },
  certificates: { issued: { yearsAgo: 6 }, generation: 2, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
