/**
 * Stands in for the part of Electron's API that the built main bundle uses, where Electron's binary can't be had.
 * The window is a page of a real Chromium. It can't show world isolation, the sandbox, fuses or safeStorage.
 */
import { EventEmitter } from 'node:events';
import { chromiumWindow } from './chromium-window.ts';
import { PortMain } from './port-main.ts';
import type { WebContents } from './web-contents.ts';

class App extends EventEmitter {
  readonly isPackaged = false;
  sandboxed = false;
  enableSandbox(): void {
    this.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  getVersion(): string {
    return '0.0.0-stand-in';
  }
  async whenReady(): Promise<void> {
    await chromiumWindow.launch();
  }
  exit(code: number): void {
    void chromiumWindow.close().finally(() => process.exit(code));
  }
}
export const app = new App();
export const ipcMain = new EventEmitter();
export const dialog = { showErrorBox: (title: string, text: string): void => void process.stderr.write(`${title}: ${text}\n`) };

/** A system without a key store: the real one can't be had here (its wrapper has tests of its own). */
export const safeStorage = { isEncryptionAvailable: (): boolean => false };

export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,
  handle(scheme: string, answer: (request: Request) => Promise<Response>): void {
    chromiumWindow.serve(scheme, answer);
  },
};

/** What must be refused is only remembered: a Chromium without Electron asks nobody. */
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (): void => undefined,
    setPermissionCheckHandler: (): void => undefined,
    setDevicePermissionHandler: (): void => undefined,
  },
};

export class MessageChannelMain {
  readonly port1 = new PortMain();
  readonly port2 = new PortMain();
  constructor() {
    this.port1.pair(this.port2);
  }
}

interface WindowOptions {
  readonly webPreferences: { readonly preload: string; readonly contextIsolation: boolean; readonly sandbox: boolean; readonly nodeIntegration: boolean };
}

export class BrowserWindow extends EventEmitter {
  static readonly #all: BrowserWindow[] = [];
  readonly #contents: Promise<WebContents>;

  constructor({ webPreferences }: WindowOptions) {
    super();
    const { contextIsolation, sandbox, nodeIntegration } = webPreferences;
    if (!contextIsolation || !sandbox || nodeIntegration || !app.sandboxed) throw new Error('this window would not be safe');
    BrowserWindow.#all.push(this);
    this.#contents = chromiumWindow.open(webPreferences.preload, ipcMain, (contents) => app.emit('web-contents-created', {}, contents));
    void this.#contents.then((contents) => contents.page.once('close', () => app.emit('window-all-closed')));
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return BrowserWindow.#all;
  }
  show(): void {}
  focus(): void {}
  async loadURL(url: string): Promise<void> {
    await (await this.#contents).load(url);
    this.emit('ready-to-show');
    chromiumWindow.tellShown();
  }
}
