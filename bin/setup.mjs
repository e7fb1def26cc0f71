/**
 * The set-up that both commands share: packages, the pinned Node, the build. Runs under the system's Node (20 or newer)
 * with nothing installed, so it imports only `node:*`. Everything it says goes to stderr; stdout belongs to the command.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, 'node_modules', '.bin');
/** The pinned Node, from the npm package `node`. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = join(root, 'out', '.built');

export const say = (text) => process.stderr.write(`guardpost: ${text}\n`);

/** The environment in which `node` is the pinned one. */
export const pinnedEnv = () => ({ ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` });

const modifiedMs = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function modulesAreThere() {
  const installed = modifiedMs(join(root, 'node_modules', '.package-lock.json'));
  return installed > 0 && installed >= modifiedMs(join(root, 'package-lock.json')) && existsSync(pinnedNode);
}

const buildIsThere = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === newestSource();

/**
 * Makes sure of the packages (missing, or older than the lock file) and, where asked, of the build (older than a source).
 * Writes nothing when all is there, so that a checkout may be read-only.
 */
export async function ensureReady({ build }) {
  const ready = () => modulesAreThere() && (!build || buildIsThere());
  if (ready()) return;
  await alone(() => {
    if (!modulesAreThere()) installModules();
    if (build && !buildIsThere()) buildAll();
  });
}

function installModules() {
  say('installing packages (npm ci), once …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error('npm ci failed; see the lines above');
  if (!existsSync(pinnedNode)) throw new Error('npm ci did not bring the pinned Node (package "node"); are install scripts allowed?');
}

/** Builds the page and the Electron bundles. */
function buildAll() {
  say('building the console, a few seconds …');
  const source = newestSource();
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(pinnedNode, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    env: pinnedEnv(),
  });
  if (done.status !== 0) throw new Error('the build failed; see the lines above');
  writeFileSync(stamp, source);
}

/** Time of the newest file that goes into the build, and how many there are (so that a removed one counts too). */
function newestSource() {
  const files = [...filesUnder(join(root, 'src')), ...['electron.vite.config.ts', 'package.json', 'package-lock.json'].map((name) => join(root, name))];
  const newest = files.reduce((latest, file) => Math.max(latest, modifiedMs(file)), 0);
  return `${files.length} ${Math.round(newest)}`;
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * Runs `work` while no other set-up runs on this checkout (two scripts may start at the same moment).
 * A lock whose process is gone is taken over.
 */
async function alone(work) {
  const lock = join(root, 'tmp', 'setup.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const deadline = Date.now() + 10 * 60_000;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new Error(`another set-up has held ${lock} for ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isStale(lock) {
  const file = join(lock, 'pid');
  // Between mkdir and the pid being written there is no file yet: that is only stale when it stays so.
  if (!existsSync(file)) return existsSync(lock) && Date.now() - modifiedMs(lock) > 5_000;
  const pid = Number(readFileSync(file, 'utf8'));
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

export const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Runs a program as this process would be it: same stdio, signals passed on, answers its exit code. `stoppedCode`: what
 * to answer when it ended by such a signal without having listened for it yet.
 */
export function runAs(command, args, { stoppedCode, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: process.cwd(), stdio: 'inherit', ...options });
    const passOn = (signal) => child.kill(signal);
    for (const signal of stopSignals) process.on(signal, passOn);
    const watch = stopWithNpm(() => passOn('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of stopSignals) process.off(name, passOn);
      resolve(code ?? (stopSignals.includes(signal) ? stoppedCode : 1));
    });
  });
}

/**
 * npm starts us through a shell, and some shells (dash) die of a signal without passing it on. So where npm started us,
 * the end of our parent is the signal. A post that was started otherwise goes on without its parent, as with nohup.
 */
function stopWithNpm(stop) {
  const parent = process.ppid;
  if (process.env.npm_command === undefined || process.platform === 'win32') return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500);
}
