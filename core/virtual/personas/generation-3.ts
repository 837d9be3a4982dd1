import type { Persona } from './persona.ts';

/** Signed by authorities of 2023. The certificates end in 2030. */
export const generation3: Persona = {
  id: 'generation-3',
  name: '代田　季',
  address: '沖縄県那覇市模擬泉崎一丁目２３番２４号',
  birth: '20050505',
  sex: '1',
  individualNumber: '405610293843',
  securityCode: '6672',
  municipality: '47201',
  locality: ['Okinawa-ken', 'Naha-shi'],
  cardIssued: '20250620',
  certificates: { issued: '20250620', generation: 3, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
