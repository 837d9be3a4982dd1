import type { KazasuError } from '../../core/error/kazasu-error.ts';
import type { System } from './system.ts';

/** Why a reader cannot be used, by a name that stays the same on screens and in support texts (docs/readers.md). */
export const TROUBLES = [
  'no-webusb',
  'insecure',
  'iphone',
  'no-list',
  'not-permitted',
  'unplugged',
  'twins',
  'other-window',
  'other-program',
  'no-access',
  'unsupported',
  'no-answer',
  'no-host',
  'host-version',
  'loopback-denied',
  'no-service',
  'unexpected',
] as const;

export type TroubleName = (typeof TROUBLES)[number];

/** What helps, in the order it is worth trying. Each is a text; `linux-files` also offers two files. */
export type RemedyName =
  | 'other-browser'
  | 'secure-address'
  | 'use-computer'
  | 'allow-usb'
  | 'ask-administrator'
  | 'choose-again'
  | 'plug-in'
  | 'unplug-one'
  | 'close-window'
  | 'close-program'
  | 'linux-files'
  | 'winusb'
  | 'android-allow'
  | 'android-power'
  | 'replug'
  | 'see-list'
  | 'start-host'
  | 'install-host'
  | 'update-host'
  | 'allow-loopback'
  | 'start-service'
  | 'report';

export interface Trouble {
  readonly name: TroubleName;
  readonly remedies: readonly RemedyName[];
}

/** What the browser can do at all, before a reader is looked for. */
export interface Abilities {
  readonly system: System;
  readonly webUsb: boolean;
  readonly secure: boolean;
}

/** Why no reader can be used here, whatever is plugged in; undefined: one can. */
export function troubleOfBrowser({ system, webUsb, secure }: Abilities): Trouble | undefined {
  if (webUsb) return undefined;
  if (system === 'ios') return { name: 'iphone', remedies: ['use-computer'] };
  return secure
    ? { name: 'no-webusb', remedies: ['other-browser'] }
    : { name: 'insecure', remedies: ['secure-address'] };
}

/** The browser's list was never shown. */
export const NO_LIST: Trouble = { name: 'no-list', remedies: ['allow-usb', 'ask-administrator'] };

/**
 * What an error of the reader means on this system. Chrome cannot tell another program from a kernel driver, nor a
 * missing permission from a wrong driver: the system decides which of them is said first (readers.md 1.3).
 */
export function troubleOf({ code, detail }: KazasuError, system: System): Trouble {
  switch (code) {
    case 'reader.unavailable':
      return { name: 'no-webusb', remedies: ['other-browser'] };
    case 'reader.not-permitted':
      return { name: 'not-permitted', remedies: ['choose-again'] };
    case 'reader.lost':
      return {
        name: 'unplugged',
        remedies: system === 'android' ? ['plug-in', 'android-power'] : ['plug-in'],
      };
    case 'reader.ambiguous':
      return { name: 'twins', remedies: ['unplug-one'] };
    case 'reader.busy':
      return detail.what === 'window'
        ? { name: 'other-window', remedies: ['close-window'] }
        : { name: 'other-program', remedies: heldRemedies(system) };
    case 'reader.no-access':
      return { name: 'no-access', remedies: accessRemedies(system) };
    case 'reader.unsupported':
      return { name: 'unsupported', remedies: ['see-list'] };
    case 'reader.no-host':
      return { name: 'no-host', remedies: ['start-host', 'install-host'] };
    case 'reader.host-version':
      return { name: 'host-version', remedies: ['update-host'] };
    case 'reader.loopback-denied':
      return { name: 'loopback-denied', remedies: ['allow-loopback'] };
    case 'reader.no-service':
      return { name: 'no-service', remedies: ['start-service'] };
    case 'reader.failed':
      return { name: 'no-answer', remedies: system === 'android' ? ['replug', 'android-power'] : ['replug'] };
    default:
      return { name: 'unexpected', remedies: ['report'] };
  }
}

function heldRemedies(system: System): readonly RemedyName[] {
  return system === 'linux' ? ['close-program', 'linux-files'] : ['close-program'];
}

function accessRemedies(system: System): readonly RemedyName[] {
  switch (system) {
    case 'linux':
      return ['linux-files'];
    case 'windows':
      return ['winusb', 'close-program'];
    case 'android':
      return ['android-allow', 'android-power'];
    default:
      return ['close-program', 'replug'];
  }
}
