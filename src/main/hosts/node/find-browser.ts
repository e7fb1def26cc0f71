/** Which window can be opened here: the Electron binary, a Chromium, a display. Looks only; starts nothing. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `ELECTRON_PATH`, else the binary that the package `electron` has fetched. */
export function findElectron(root: string, environment: NodeJS.ProcessEnv): string | null {
  const folder = join(root, 'node_modules', 'electron', 'dist');
  const own: { readonly [platform: string]: string } = {
    darwin: join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron'),
    win32: join(folder, 'electron.exe'),
  };
  const candidates = [environment.ELECTRON_PATH, own[process.platform] ?? join(folder, 'electron')];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'msedge'];

/** `CHROMIUM_PATH`, else a Chromium of the system. */
export function findChromium(environment: NodeJS.ProcessEnv): string | null {
  if (environment.CHROMIUM_PATH && isExecutable(environment.CHROMIUM_PATH)) return environment.CHROMIUM_PATH;
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...places, ...usualPlaces(environment)].find(isExecutable) ?? null;
}

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin')
    return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
  if (process.platform !== 'win32') return [];
  const bases = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA].filter((base) => base !== undefined);
  return bases.flatMap((base) => [join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'), join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe')]);
}

export const hasDisplay = (environment: NodeJS.ProcessEnv): boolean =>
  process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: both mean "look further".
    return false;
  }
}
