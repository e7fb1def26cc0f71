/** A real Mosquitto for tests: own configuration, own folder, a free loopback port; killed and started again at will. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../fixtures/free-port.ts';

export interface TestMosquitto {
  readonly url: string;
  readonly port: number;
  readonly password: string;
  start(): Promise<void>;
  /** SIGKILL: no time to save anything. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

const program = 'mosquitto';

/** Not started yet. The user is `post` with `password`. `settings` are added to the configuration. */
export async function prepareMosquitto(settings: readonly string[] = []): Promise<TestMosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-mosquitto-'));
  const port = await freePort();
  const password = 'correct horse';
  const config = join(folder, 'mosquitto.conf');
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, '');
  spawnSync('mosquitto_passwd', ['-b', passwords, 'post', password]);
  const runsAsRoot = process.getuid?.() === 0;
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${passwords}`,
      'persistence true',
      `persistence_location ${folder}/`,
      'autosave_on_changes true',
      'autosave_interval 1',
      'max_queued_messages 100000',
      'set_tcp_nodelay true',
      ...(runsAsRoot ? ['user root'] : []),
      ...settings,
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
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
