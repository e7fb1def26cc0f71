/** Programs that the tests need beside the packages: from the system, else by apt where we are root, else a clear line. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { say } from './setup.mjs';

/** Each tool: how to see that it is there, and the Debian packages that bring it. */
const tools = [
  { name: 'Chromium', packages: ['chromium'], there: () => named(process.env.CHROMIUM_PATH) || onPath('chromium', 'chromium-browser', 'google-chrome') },
  { name: 'Mosquitto', packages: ['mosquitto'], there: () => onPath('mosquitto') },
  { name: 'socat', packages: ['socat'], there: () => onPath('socat') },
  { name: 'strace', packages: ['strace'], there: () => onPath('strace') },
  { name: 'sqlite3', packages: ['sqlite3'], there: () => onPath('sqlite3') },
  { name: 'faketime', packages: ['faketime'], there: () => onPath('faketime') },
  { name: 'xvfb', packages: ['xvfb', 'xauth'], there: () => onPath('Xvfb') && onPath('xauth') },
  { name: 'fonts', packages: ['fontconfig', 'fonts-noto-core', 'fonts-noto-cjk'], there: () => font('Noto Sans') && font('Noto Sans CJK SC') },
];

// Debian puts servers where only root's PATH looks.
const folders = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'].filter(Boolean);
const onPath = (...names) => names.some((name) => folders().some((folder) => existsSync(join(folder, name))));
const named = (path) => path !== undefined && existsSync(path);
const font = (family) => spawnSync('fc-list', [family], { encoding: 'utf8' }).stdout?.trim() !== '' && onPath('fc-list');

/** Makes sure of all of them; throws one clear line that says what to install. */
export async function ensureTools() {
  const missing = tools.filter((tool) => !tool.there());
  if (missing.length === 0) return;
  const packages = missing.flatMap((tool) => tool.packages);
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say(`installing ${packages.join(', ')} …`);
    await installByApt(packages);
  }
  const still = tools.filter((tool) => !tool.there());
  if (still.length > 0) throw new Error(`the tests need ${still.map((tool) => tool.name).join(', ')}; install with: ${command}`);
}

/**
 * Brings the package lists up to date and installs; waits while another program uses apt (a machine that has just
 * started updates itself). Whether it worked shows in the programs that are there afterwards.
 */
export async function installByApt(packages, { waitMs = 120_000, pauseMs = 1_000 } = {}) {
  const untilMs = Date.now() + waitMs;
  const updated = await apt(['update', '-q'], untilMs, pauseMs);
  if (!updated) say('apt-get update failed; trying with the package lists that are here');
  await apt(['install', '-y', '-q', '--no-install-recommends', ...packages], untilMs, pauseMs);
}

async function apt(args, untilMs, pauseMs) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  for (let told = false; ; told = true) {
    // By itself apt-get waits for no lock at all; with the option for dpkg's lock, but still not for that of its lists.
    const waitS = Math.max(0, Math.ceil((untilMs - Date.now()) / 1000));
    const done = spawnSync('apt-get', ['-o', `DPkg::Lock::Timeout=${waitS}`, ...args], {
      ...{ env, encoding: 'utf8', maxBuffer: 1 << 28 },
      stdio: ['ignore', process.stderr.fd, 'pipe'],
    });
    if (done.status === 0) return true;
    if (!/Could not get lock/.test(done.stderr ?? '') || Date.now() >= untilMs) {
      process.stderr.write(done.stderr ?? '');
      return false;
    }
    if (!told) say(`another program uses apt; waiting for it, ${waitS} s at most …`);
    await setTimeout(pauseMs);
  }
}
