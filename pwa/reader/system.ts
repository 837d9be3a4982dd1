/** The systems that need different things of a person before a reader works (readers.md 1.3). */
export type System = 'windows' | 'macos' | 'linux' | 'chromeos' | 'android' | 'ios' | 'other';

/** The little of `navigator` that names the system. */
export interface SystemHints {
  readonly userAgent: string;
  /** an iPad says it is a Mac, but no Mac has a touch screen */
  readonly maxTouchPoints: number;
}

/** Which system this page runs on, as far as the browser tells. */
export function systemOf({ userAgent, maxTouchPoints }: SystemHints): System {
  if (/Android/.test(userAgent)) return 'android';
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/CrOS/.test(userAgent)) return 'chromeos';
  if (/Windows/.test(userAgent)) return 'windows';
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? 'ios' : 'macos';
  return /Linux/.test(userAgent) ? 'linux' : 'other';
}

/** as their makers call them, in every language */
export const SYSTEM_NAMES: Readonly<Record<Exclude<System, 'other'>, string>> = {
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
  android: 'Android',
  ios: 'iOS',
};
