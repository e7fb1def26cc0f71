/** Starts the built console in real Electron where its binary is here, else on the stand-in; answers its first window. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron, chromium, type Page } from '@playwright/test';
import { findElectron } from '../../../src/main/hosts/node/find-browser.ts';
import { startProgram } from '../../fixtures/process.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface Console {
  readonly page: Page;
  /** Where a browser finds the page's own files. */
  readonly real: boolean;
  /** Closes the console as its user would; answers the exit code. */
  stop(): Promise<number | null>;
}

export async function startConsole(args: readonly string[]): Promise<Console> {
  const electron = findElectron(root, process.env);
  return electron === null ? startOnStandIn(args) : startOnElectron(electron, args);
}

async function startOnElectron(executablePath: string, args: readonly string[]): Promise<Console> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const application = await _electron.launch({ executablePath, args: [...sandbox, root, ...args] });
  const ended = new Promise<number | null>((resolveCode) => application.process().once('exit', resolveCode));
  return {
    page: await application.firstWindow(),
    real: true,
    async stop() {
      application.process().kill('SIGTERM');
      return ended;
    },
  };
}

async function startOnStandIn(args: readonly string[]): Promise<Console> {
  const main = resolve(root, 'out/main/index.js');
  if (!existsSync(main)) throw new Error('build first: npm run build');
  const node = resolve(root, 'node_modules/.bin/node');
  const register = resolve(import.meta.dirname, 'register.mjs');
  const running = await startProgram(node, ['--import', register, main, ...args], { ready: /^stand-in shows the page at (http:\/\/\S+)$/, cwd: root });
  const browser = await chromium.connectOverCDP(running.match[1] ?? '');
  const page = browser
    .contexts()[0]
    ?.pages()
    .find((one) => one.url().includes('guardpost'));
  if (!page) throw new Error('the stand-in opened no window');
  return {
    page,
    real: false,
    async stop() {
      await browser.close();
      return running.stop();
    },
  };
}
