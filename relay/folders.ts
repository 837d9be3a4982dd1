import { join } from 'node:path';

/** What of the environment decides where things lie. */
export interface Place {
  readonly platform: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Our own folder of this user: the starter and the list of paired pages. */
export function ownFolder({ platform, home, env }: Place): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Kazasu');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Kazasu');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'kazasu');
}

/**
 * Where the browsers of this user keep their profiles; a native messaging manifest goes into `NativeMessagingHosts`
 * below (developer.chrome.com, "Native messaging": host location). Windows uses the registry instead.
 */
export function browserFolders({ platform, home, env }: Place): readonly string[] {
  if (platform === 'darwin') {
    const names = [
      'Google/Chrome',
      'Google/Chrome Beta',
      'Chromium',
      'Microsoft Edge',
      'BraveSoftware/Brave-Browser',
    ];
    return names.map((name) => join(home, 'Library', 'Application Support', name));
  }
  const config = env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const names = [
    'google-chrome',
    'google-chrome-beta',
    'chromium',
    'microsoft-edge',
    'BraveSoftware/Brave-Browser',
  ];
  return names.map((name) => join(config, name));
}

/** Keys of the registry below HKCU, for Windows. */
export const REGISTRY_KEYS = [
  'Google\\Chrome',
  'Chromium',
  'Microsoft\\Edge',
  'BraveSoftware\\Brave-Browser',
].map((name) => `HKCU\\Software\\${name}\\NativeMessagingHosts`);
