import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extensionId } from '../../../relay/extension-id.ts';
import { install, uninstall, type InstallDeps } from '../../../relay/install.ts';

let home: string;
let ran: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kazasu home '));
  ran = [];
});
afterEach(() => rmSync(home, { recursive: true }));

const deps = (platform: string, more: Partial<InstallDeps> = {}): InstallDeps => ({
  platform,
  home,
  env: {},
  node: process.execPath,
  script: join(home, "it's here.mjs"),
  extensionId: extensionId(),
  browsers: [],
  run: (program, args) => void ran.push([program, ...args].join(' ')),
  ...more,
});
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('--install and --uninstall', () => {
  it('writes a manifest for our extension alone into each browser that is there, and takes everything away', () => {
    mkdirSync(join(home, '.config/chromium'), { recursive: true });
    const extra = join(home, 'profile');
    const written = install(deps('linux', { browsers: [extra] }));
    expect(written).toEqual([
      join(home, '.local/share/kazasu/relay-host'),
      join(home, '.config/chromium/NativeMessagingHosts/kazasu.relay.json'),
      join(extra, 'NativeMessagingHosts/kazasu.relay.json'),
    ]);
    expect(JSON.parse(readFileSync(written[1]!, 'utf8'))).toMatchObject({
      name: 'kazasu.relay',
      path: written[0],
      type: 'stdio',
      allowed_origins: ['chrome-extension://kfgkjdgchigenhjmhhnkhfngbkinkooj/'],
    });
    expect(existsSync(join(home, '.config/google-chrome'))).toBe(false);
    expect(uninstall(deps('linux', { browsers: [extra] })).toSorted()).toEqual(written.toSorted());
    expect(filesIn(home)).toEqual([]);
    expect(uninstall(deps('linux'))).toEqual([]);
  });

  it('starts us with the caller’s name, whatever our path looks like', () => {
    writeFileSync(join(home, "it's here.mjs"), 'console.log(JSON.stringify(process.argv.slice(2)))');
    const [starter = ''] = install(deps('linux'));
    const said = execFileSync(starter, ['chrome-extension://x/'], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(['--native', 'chrome-extension://x/']);
    chmodSync(starter, 0o600);
  });

  it('knows where it belongs on a Mac and on Windows', () => {
    mkdirSync(join(home, 'Library/Application Support/Google/Chrome'), { recursive: true });
    expect(install(deps('darwin'))).toEqual([
      join(home, 'Library/Application Support/Kazasu/relay-host'),
      join(home, 'Library/Application Support/Google/Chrome/NativeMessagingHosts/kazasu.relay.json'),
    ]);
    const [starter = '', manifest = ''] = install(
      deps('win32', { env: { LOCALAPPDATA: join(home, 'local') } }),
    );
    expect(readFileSync(starter, 'utf8')).toMatch(/^@echo off\r\n".*" ".*" --native %\*\r\n$/);
    expect(ran).toContain(
      `reg add HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\kazasu.relay /ve /t REG_SZ /d ${manifest} /f`,
    );
    uninstall(deps('win32', { env: { LOCALAPPDATA: join(home, 'local') } }));
    expect(filesIn(join(home, 'local'))).toEqual([]);
    expect(ran.at(-1)).toMatch(/^reg delete HKCU/);
  });
});
