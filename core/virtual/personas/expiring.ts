import type { Persona } from './persona.ts';

/** Both certificates end in 20 days, whenever you look. */
export const expiring: Persona = {
  id: 'expiring',
  name: '試野　間近',
  address: '愛知県名古屋市中区模擬栄三丁目１２番１３号',
  birth: { turns: 41, inDays: 20 },
  sex: '2',
  individualNumber: '789012345670',
  securityCode: '3982',
  municipality: '23106',
  locality: ['Aichi-ken', 'Nagoya-shi Naka-ku'],
  cardIssued: { daysAgo: 1700 },
  certificates: { issued: { daysAgo: 1700 }, generation: 2, signing: true },
  pins: {
    authentication: { value: '1234' },
    signing: { value: 'ABC123' },
    textInput: { value: '1234' },
    juki: { value: '1234' },
    common: { value: '1234' },
  },
};
