/** A real Mosquitto for tests: own configuration, own folder, a free loopback port; killed and started again at will. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../fixtures/free-port.ts';

export interface TestMosquitto {
  readonly url: string;
  readonly port: number;
  readonly password: string;
  start(): Promise<void>;
  /** From now on the user `post` has this password. */
  setPassword(password: string): void;
  /** SIGKILL: no time to save anything. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

const program = 'mosquitto';

/** Lines of the sample that name files or addresses of the installation; a test has its own. */
const ofTheSite = /^(listener|allow_anonymous|password_file|acl_file|persistence_location) /;

/** What the sample configuration sets for every site. */
export function shippedSettings(): readonly string[] {
  const sample = readFileSync(new URL('../../../resources/mosquitto.conf.sample', import.meta.url), 'utf8');
  return sample.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !ofTheSite.test(line));
}

/** Not started yet; with the sample's settings. The users are `post` and `panel` with `password`. `settings` take the place of the sample's. */
export async function prepareMosquitto(settings: readonly string[] = []): Promise<TestMosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-mosquitto-'));
  const port = await freePort();
  const password = 'correct horse';
  const config = join(folder, 'mosquitto.conf');
  const passwords = join(folder, 'passwords');
  const acl = join(folder, 'acl');
  writeFileSync(passwords, '');
  writeFileSync(acl, 'user post\ntopic readwrite #\ntopic read $SYS/broker/publish/messages/dropped\nuser panel\ntopic readwrite #\n', { mode: 0o600 });
  for (const user of ['post', 'panel']) spawnSync('mosquitto_passwd', ['-b', passwords, user, password]);
  const runsAsRoot = process.getuid?.() === 0;
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${passwords}`,
      `acl_file ${acl}`,
      `persistence_location ${folder}/`,
      ...(runsAsRoot ? ['user root'] : []),
      ...withSettings(settings),
      '',
    ].join('\n'),
  );
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (child === null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    child = null;
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    password,
    async start() {
      // Debian puts servers where only root's PATH looks.
      child = spawn(program, ['-c', config], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
      await accepting(port, child);
    },
    setPassword(changed) {
      spawnSync('mosquitto_passwd', ['-b', passwords, 'post', changed]);
      child?.kill('SIGHUP');
    },
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The sample's settings, but for those that are given otherwise. */
function withSettings(settings: readonly string[]): readonly string[] {
  const names = new Set(settings.map((line) => line.split(' ')[0]));
  return [...shippedSettings().filter((line) => !names.has(line.split(' ')[0])), ...settings];
}

async function accepting(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('mosquitto did not start');
}
