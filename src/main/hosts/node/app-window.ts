/** A Chromium as the console's window: no tabs, no address bar, its own profile that is thrown away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AppWindow {
  /** Closes the window and takes the profile away. */
  close(): Promise<void>;
}

const killAfterMs = 2_000;

/** Opens the window; `onGone` is told when the person closes it, or when it would not start. */
export function openAppWindow(chromium: string, url: string, onGone: (why: string | null) => void): AppWindow {
  const profile = mkdtempSync(join(tmpdir(), 'guardpost-window-'));
  const asRoot = process.getuid?.() === 0;
  const flags = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const args = [`--app=${url}`, `--user-data-dir=${profile}`, '--window-size=1280,720', ...flags, ...(asRoot ? ['--no-sandbox'] : [])];
  const child = spawn(chromium, args, { stdio: 'ignore' });
  const gone = whenGone(child).then((why) => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    return why;
  });
  void gone.then(onGone);
  return {
    async close() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      await gone;
      clearTimeout(timer);
    },
  };
}

function whenGone(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 || signal === 'SIGTERM' ? null : `${signal ?? code}`));
  });
}
