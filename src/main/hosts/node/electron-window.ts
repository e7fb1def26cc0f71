/** Gets the Electron binary where it can be had, and runs the built application in it. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from './find-browser.ts';

const probeMs = 2_500;
const fetchMs = 180_000;

/**
 * The path of an Electron that runs on this machine, fetched by its own installer when it is missing. Null when it
 * can't be had; never hangs: where its server does not answer at once, nothing is tried.
 */
export async function obtainElectron(root: string, environment: NodeJS.ProcessEnv): Promise<string | null> {
  const found = findElectron(root, environment);
  if (found !== null) return runs(found) ? found : null;
  if (environment.ELECTRON_SKIP_BINARY_DOWNLOAD || !(await answers(environment.ELECTRON_MIRROR ?? 'https://github.com'))) return null;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const { status } = spawnSync(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'inherit'], timeout: fetchMs, killSignal: 'SIGKILL' });
  const fetched = status === 0 ? findElectron(root, environment) : null;
  return fetched !== null && runs(fetched) ? fetched : null;
}

/** A binary whose libraries are missing is as good as none. */
const runs = (path: string): boolean => spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    // No network, a proxy that refuses, a name that is not known: all mean that it can't be fetched.
    return false;
  }
}

/** Runs Electron until it ends; `stop` asks it to. Answers its exit code. */
export function runElectron(electron: string, root: string, args: readonly string[], stop: Promise<void>): Promise<number> {
  const asRoot = process.getuid?.() === 0;
  const child = spawn(electron, [...(asRoot ? ['--no-sandbox'] : []), root, ...args], { stdio: 'inherit' });
  void stop.then(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
}
