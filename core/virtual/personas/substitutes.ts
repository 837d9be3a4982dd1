import type { Persona } from './persona.ts';

/** Characters the certificate cannot write: it has others in their place, and says where. */
export const substitutes: Persona = {
  id: 'substitutes',
  name: '𣘺本　架葉',
  address: '埼玉県川口市模擬𥔎町七番地の８',
  birth: '19720920',
  sex: '2',
  individualNumber: '456789012349',
  securityCode: '7708',
  municipality: '11203',
  locality: ['Saitama-ken', 'Kawaguchi-shi'],
  certificateText: {
    name: ['橋本　架葉', '10000'],
    address: ['埼玉県川口市模擬崎町七番地の８', '000000001000000'],
  },
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
