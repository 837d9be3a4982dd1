import type { ApplicationName } from './applications.ts';

/** Everything on the card that is tried against a counter and that this software may ask about (card.md 2.2). */
export const PINS = {
  /** 利用者証明用 暗証番号 */
  authentication: { application: 'jpki', file: 0x18, format: 'digits-4', tries: 3 },
  /** 署名用 パスワード */
  signing: { application: 'jpki', file: 0x1b, format: 'password', tries: 5 },
  /** 券面事項入力補助用 暗証番号 */
  textInput: { application: 'textInput', file: 0x11, format: 'digits-4', tries: 3 },
  /** 照合番号B of the text-input application */
  referenceNumberB: { application: 'textInput', file: 0x15, format: 'digits-14', tries: 10 },
  /** 照合番号B of the surface application, an EF and a counter of its own */
  faceReferenceNumberB: { application: 'surface', file: 0x12, format: 'digits-14', tries: 10 },
  /** 住民基本台帳用 暗証番号: its tries are shown, it is never verified here */
  resident: { application: 'resident', file: 0x1c, format: 'digits-4', tries: 3 },
} as const satisfies Record<string, PinProfile>;

export interface PinProfile {
  readonly application: ApplicationName;
  /** EF that holds it */
  readonly file: number;
  readonly format: 'digits-4' | 'digits-14' | 'password';
  /** tries when none is used up */
  readonly tries: number;
}

export type PinName = keyof typeof PINS;

const FORMATS = {
  'digits-4': /^[0-9]{4}$/,
  'digits-14': /^[0-9]{14}$/,
  password: /^[A-Z0-9]{6,16}$/,
} as const;

/** Would the card take this as a value at all? Asked before anything is sent, so that no try is lost to a slip. */
export function hasPinFormat(name: PinName, pin: Uint8Array): boolean {
  // one short-lived string per check; the bytes themselves are wiped by their owner
  return FORMATS[PINS[name].format].test(String.fromCharCode(...pin.subarray(0, 17)));
}
