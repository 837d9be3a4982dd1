import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELAY_NATIVE_NAME } from '../core/reader/relay/protocol.ts';
import { browserFolders, ownFolder, REGISTRY_KEYS, type Place } from './folders.ts';

export interface InstallDeps extends Place {
  /** the program that runs us, and our own file */
  readonly node: string;
  readonly script: string;
  readonly extensionId: string;
  /** other user data folders of browsers, besides those found */
  readonly browsers: readonly string[];
  /** runs a program of the system; for the registry of Windows */
  readonly run: (program: string, args: readonly string[]) => void;
}

const FOLDER = 'NativeMessagingHosts';
const MANIFEST = `${RELAY_NATIVE_NAME}.json`;

/** Tells the browsers of this user, and nobody else's, where we are. @returns the places written */
export function install(deps: InstallDeps): readonly string[] {
  const starter = starterPath(deps);
  mkdirSync(ownFolder(deps), { recursive: true, mode: 0o700 });
  writeFileSync(starter, starterText(deps));
  chmodSync(starter, 0o755);
  const manifest = {
    name: RELAY_NATIVE_NAME,
    description: 'Kazasu: card readers of this computer (PC/SC)',
    path: starter,
    type: 'stdio',
    allowed_origins: [`chrome-extension://${deps.extensionId}/`],
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (deps.platform === 'win32') {
    const file = join(ownFolder(deps), MANIFEST);
    writeFileSync(file, text);
    for (const key of REGISTRY_KEYS) {
      deps.run('reg', ['add', `${key}\\${RELAY_NATIVE_NAME}`, '/ve', '/t', 'REG_SZ', '/d', file, '/f']);
    }
    return [starter, file, ...REGISTRY_KEYS];
  }
  const files = browserPlaces(deps).map((folder) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, MANIFEST), text);
    return join(folder, MANIFEST);
  });
  return [starter, ...files];
}

/** Takes away everything {@link install} wrote. Safe when nothing is there. @returns the places that were there */
export function uninstall(deps: InstallDeps): readonly string[] {
  if (deps.platform === 'win32') {
    for (const key of REGISTRY_KEYS) deps.run('reg', ['delete', `${key}\\${RELAY_NATIVE_NAME}`, '/f']);
  }
  const own = [starterPath(deps), join(ownFolder(deps), MANIFEST)];
  const there = [...own, ...browserPlaces(deps).map((folder) => join(folder, MANIFEST))].filter(existsSync);
  for (const file of there) rmSync(file);
  return there;
}

/** folders for manifests of the browsers that are there */
function browserPlaces(deps: InstallDeps): readonly string[] {
  if (deps.platform === 'win32') return [];
  return [...browserFolders(deps).filter(existsSync), ...deps.browsers].map((folder) => join(folder, FOLDER));
}

function starterPath(deps: InstallDeps): string {
  return join(ownFolder(deps), deps.platform === 'win32' ? 'relay-host.bat' : 'relay-host');
}

/** Chrome starts one file without arguments of ours and appends its own: the caller's origin. */
function starterText({ platform, node, script }: InstallDeps): string {
  if (platform === 'win32') return `@echo off\r\n"${node}" "${script}" --native %*\r\n`;
  return `#!/bin/sh\nexec ${quoted(node)} ${quoted(script)} --native "$@"\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
