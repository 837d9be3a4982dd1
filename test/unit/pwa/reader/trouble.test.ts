import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../core/error/codes.ts';
import { KazasuError } from '../../../../core/error/kazasu-error.ts';
import { systemOf, type System } from '../../../../pwa/reader/system.ts';
import { NO_LIST, troubleOf, troubleOfBrowser, TROUBLES } from '../../../../pwa/reader/trouble.ts';

const SYSTEMS: readonly System[] = ['windows', 'macos', 'linux', 'chromeos', 'android', 'ios', 'other'];
const of = (code: KazasuError['code'], system: System, what?: string) =>
  troubleOf(new KazasuError(code, what === undefined ? {} : { what }), system);

describe('troubleOf', () => {
  it.each([
    ['reader.no-access', undefined, 'linux', 'no-access', ['linux-files']],
    ['reader.no-access', undefined, 'windows', 'no-access', ['winusb', 'close-program']],
    ['reader.no-access', undefined, 'android', 'no-access', ['android-allow', 'android-power']],
    ['reader.busy', 'claim', 'linux', 'other-program', ['close-program', 'linux-files']],
    ['reader.busy', 'claim', 'windows', 'other-program', ['close-program']],
    ['reader.busy', 'window', 'linux', 'other-window', ['close-window']],
    ['reader.lost', undefined, 'macos', 'unplugged', ['plug-in']],
    ['reader.not-permitted', undefined, 'macos', 'not-permitted', ['choose-again']],
    ['reader.ambiguous', undefined, 'macos', 'twins', ['unplug-one']],
    ['reader.unsupported', undefined, 'macos', 'unsupported', ['see-list']],
    ['reader.failed', undefined, 'macos', 'no-answer', ['replug']],
  ] as const)('%s (%s) on %s is %s', (code, what, system, name, remedies) => {
    expect(of(code, system, what)).toEqual({ name, remedies });
  });

  it('has a name and something to try for every error on every system', () => {
    for (const code of ERROR_CODES) {
      for (const system of SYSTEMS) {
        const { name, remedies } = of(code, system);
        expect(TROUBLES).toContain(name);
        expect(remedies.length).toBeGreaterThan(0);
        // Linux's files help nobody else
        if (system !== 'linux') expect(remedies).not.toContain('linux-files');
      }
    }
  });
});

describe('troubleOfBrowser', () => {
  it('tells no browser, no encryption and an iPhone apart', () => {
    const without = { webUsb: false, secure: true };
    expect(troubleOfBrowser({ system: 'windows', webUsb: true, secure: true })).toBeUndefined();
    expect(troubleOfBrowser({ system: 'windows', ...without })?.name).toBe('no-webusb');
    expect(troubleOfBrowser({ system: 'windows', ...without, secure: false })?.name).toBe('insecure');
    expect(troubleOfBrowser({ system: 'ios', ...without })?.name).toBe('iphone');
    expect(NO_LIST.name).toBe('no-list');
  });
});

describe('systemOf', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0', 0, 'windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0', 0, 'macos'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari', 5, 'ios'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, 'ios'],
    ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile', 5, 'android'],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0', 0, 'chromeos'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0', 0, 'linux'],
    ['', 0, 'other'],
  ] as const)('%s', (userAgent, maxTouchPoints, system) => {
    expect(systemOf({ userAgent, maxTouchPoints })).toBe(system);
  });
});
