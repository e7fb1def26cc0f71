/** The `guardpost` command as an installer's script sees it: exit codes, stdout, stderr. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocketClient from 'ws';
import { guardpost, startPost } from '../../fixtures/post-process.ts';

// Work, not waiting: a test starts up to ten programs one after the other, and some hash PINs at full cost.
vi.setConfig({ testTimeout: 60_000 });

const header = 'format,facility,number,holder,department,validFrom,validUntil,status';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const data = () => join(folder, 'data');
const english = { LANG: 'C', LC_ALL: 'C' };
const run = (...args: string[]) => guardpost(args, english);

function writeConfig(text: string): string {
  const file = join(folder, 'post.yaml');
  writeFileSync(file, text);
  return file;
}
const goodConfig = 'post: { site: S, name: N }\nreaders: [{ id: gate, protocol: line, simulated: true }]\nbroker: { port: 0 }\n';

describe('bad usage', () => {
  it('is told with the usage and exit code 2', async () => {
    for (const args of [[], ['fly'], ['export', '--data', data(), '--format', 'pdf'], ['user', 'add', '--data', data()], ['start', '--nonsense']]) {
      const { code, stderr, stdout } = await run(...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('guardpost start');
    }
  });

  it('is told in Chinese where the shell speaks Chinese', async () => {
    expect((await guardpost(['fly'], { LC_ALL: 'zh_CN.UTF-8' })).stderr).toContain('未知命令');
  });
});

describe('user, cards, export, verify, backup', () => {
  it('work on the same data, one after the other', async () => {
    const csv = join(folder, 'cards.csv');
    writeFileSync(csv, `${header}\nem4100,,0C000621A5,Ana,Gate,,,\nem4100,,0C000621A6,Ana,Gate,,,\n`);
    expect(await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456')).toMatchObject({ code: 0 });
    expect(await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456')).toMatchObject({ code: 1 });
    expect(await run('user', 'add', '--data', data(), '--name', 'Bo', '--role', 'lead', '--pin', '123')).toMatchObject({ code: 2 });
    expect(await run('cards', 'import', '--data', data(), csv)).toMatchObject({ code: 0, stdout: '2 cards of 1 holders imported\n' });
    const exported = await run('export', '--data', data(), '--format', 'jsonl', '--kind', 'cards.imported');
    expect(JSON.parse(exported.stdout)).toMatchObject({ kind: 'cards.imported', payload: { cards: 2, holders: 1 } });
    expect(await run('verify', '--data', data())).toMatchObject({ code: 0 });
    const copy = join(folder, 'copy.db');
    expect(await run('backup', '--data', data(), '--to', copy)).toMatchObject({ code: 0 });
    expect(await run('backup', '--data', data(), '--to', copy)).toMatchObject({ code: 1 });
  });

  it('refuses names by which the log calls the post and its devices', async () => {
    for (const name of ['system', 'device:north-in', 'cli:ana', 'Post']) {
      const { code, stderr } = await run('user', 'add', '--data', data(), '--name', name, '--role', 'guard', '--pin', '123456');
      expect([code, stderr]).toEqual([1, expect.stringContaining('take another name')]);
    }
  });

  it('write an export into the log first, but never into a copy that has no keys', async () => {
    await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456');
    const lines = async (folderOfData: string): Promise<string[]> =>
      (await run('export', '--data', folderOfData, '--format', 'jsonl')).stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).kind);
    expect((await lines(data())).at(-1)).toBe('log.exported');
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    expect(await run('backup', '--data', data(), '--to', join(copy, 'guardpost.db'))).toMatchObject({ code: 0, stderr: expect.stringContaining('keys') });
    const before = await lines(copy);
    expect(await lines(copy)).toEqual(before);
    expect(existsSync(join(copy, 'keys'))).toBe(false);
    const { code, stderr } = await run('start', '--data', copy, '--config', writeConfig(goodConfig), '--no-window', '--port', '0');
    expect([code, stderr]).toEqual([4, expect.stringContaining('needs its keys')]);
  });

  it('verify a backup of any name, an export with a byte order mark, and say what an export can not prove', async () => {
    await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456');
    await run('user', 'add', '--data', data(), '--name', 'Bo', '--role', 'guard', '--pin', '123456');
    const backup = join(folder, 'monday.bak');
    await run('backup', '--data', data(), '--to', backup);
    expect(await run('verify', backup)).toMatchObject({ code: 0, stdout: expect.stringContaining('OK') });
    const file = join(folder, 'log.jsonl');
    writeFileSync(file, `\uFEFF${(await run('export', '--data', data(), '--format', 'jsonl')).stdout}`);
    expect(await run('verify', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('before or after') });
    writeFileSync(file, '');
    expect(await run('verify', file)).toMatchObject({ code: 1, stdout: expect.stringContaining('no row') });
  });

  it('say of an export of some kinds that rows are missing, and check its rows one by one when asked', async () => {
    for (const name of ['Mei', 'Bo']) {
      await run('user', 'add', '--data', data(), '--name', name, '--role', 'lead', '--pin', '123456');
      await run('export', '--data', data(), '--format', 'jsonl');
    }
    const file = join(folder, 'users.jsonl');
    writeFileSync(file, (await run('export', '--data', data(), '--format', 'jsonl', '--kind', 'user.added')).stdout);
    expect(await run('verify', file)).toMatchObject({ code: 1, stderr: expect.stringContaining('--partial') });
    expect(await run('verify', file, '--partial')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 rows') });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"subject":"Bo"', '"subject":"Eve"'));
    expect(await run('verify', file, '--partial')).toMatchObject({ code: 1 });
  });

  it('say which folder can not be written, and come back from one that makes none', async () => {
    const { code, stderr } = await run('user', 'add', '--data', '/proc/guardpost-test', '--name', 'Mei', '--role', 'lead', '--pin', '123456');
    expect([code, stderr]).toEqual([4, expect.stringContaining('/proc/guardpost-test')]);
  });

  it('names the first bad row of an export that was changed', async () => {
    await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456');
    const file = join(folder, 'log.jsonl');
    writeFileSync(file, (await run('export', '--data', data(), '--format', 'jsonl')).stdout);
    expect(await run('verify', file)).toMatchObject({ code: 0 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"subject":"Mei"', '"subject":"Eve"'));
    const { code, stdout } = await run('verify', file);
    expect([code, stdout]).toEqual([1, expect.stringContaining('row 1:')]);
  });

  it('import nothing when one line is bad, and say which', async () => {
    const csv = join(folder, 'cards.csv');
    writeFileSync(csv, `${header}\nem4100,,0C000621A5,Ana,Gate,,,\nem4100,,no,Ana,Gate,,,\n`);
    const { code, stderr } = await run('cards', 'import', '--data', data(), csv);
    expect([code, stderr]).toEqual([1, expect.stringContaining('line 3:')]);
    expect((await run('export', '--data', data(), '--format', 'jsonl')).stdout).not.toContain('cards.imported');
  });

  it('work while a post runs', async () => {
    const post = await startPost(['--data', data(), '--config', writeConfig(goodConfig)], english);
    try {
      expect(await run('user', 'add', '--data', data(), '--name', 'Mei', '--role', 'lead', '--pin', '123456')).toMatchObject({ code: 0 });
      expect(await run('verify', '--data', data())).toMatchObject({ code: 0 });
    } finally {
      expect(await post.stop()).toBe(0);
    }
  });
});

describe('start', () => {
  it('listens, tells its health, and stops cleanly at SIGTERM', async () => {
    const post = await startPost(['--data', data(), '--config', writeConfig(goodConfig)], english);
    const health: unknown = await (await fetch(`${post.url}/healthz`)).json();
    expect(health).toMatchObject({
      status: expect.any(String),
      devices: [expect.objectContaining({ id: 'gate', kind: 'reader' }), expect.objectContaining({ id: 'broker', kind: 'broker' })],
    });
    expect(await post.stop()).toBe(0);
    expect(await run('verify', '--data', data())).toMatchObject({ code: 0 });
  });

  it('opens the first-run screen without a configuration', async () => {
    const post = await startPost(['--data', data()], english);
    expect(await (await fetch(`${post.url}/healthz`)).json()).toEqual({ status: 'setup', devices: [] });
    expect(await post.stop()).toBe(0);
  });

  it('stops at a bad configuration with line, key and what is allowed, and loses nothing', async () => {
    const text = 'post: { site: S, name: N }\nreaders:\n  - { id: a, path: /dev/a, protocol: modbus }\n';
    const file = writeConfig(text);
    const { code, stderr, stdout } = await run('start', '--data', data(), '--config', file, '--no-window', '--port', '0');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('line 3: readers[0].protocol');
    expect(stderr).toContain('em4100, wiegand-text');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('refuses data that another post holds, and says who', async () => {
    const config = writeConfig(goodConfig);
    const post = await startPost(['--data', data(), '--config', config], english);
    try {
      const { code, stderr } = await run('start', '--data', data(), '--config', config, '--no-window', '--port', '0');
      expect([code, stderr]).toEqual([3, expect.stringContaining(String(post.child.pid))]);
      expect(stderr).toContain(post.url);
    } finally {
      await post.stop();
    }
  });

  it('does not open itself to other machines without TLS', async () => {
    expect(await run('start', '--data', data(), '--host', '0.0.0.0', '--no-window', '--port', '0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--tls-cert'),
    });
  });

  it('says in words what is wrong with the TLS files', async () => {
    const file = writeConfig(goodConfig);
    for (const cert of [join(folder, 'none.pem'), file]) {
      const { code, stderr } = await run('start', '--data', data(), '--no-window', '--port', '0', '--tls-cert', cert, '--tls-key', file);
      expect([code, stderr]).toEqual([2, expect.stringContaining('TLS certificate')]);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('refuses seats of foreign pages and of names that were rebound to us', async () => {
    const post = await startPost(['--data', data()], english);
    try {
      const address = `${post.url.replace('http', 'ws')}/rpc`;
      const statusOf = (options: WebSocketClient.ClientOptions): Promise<number> =>
        new Promise((resolve, reject) => {
          const socket = new WebSocketClient(address, options);
          socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
          socket.once('open', () => {
            socket.close();
            resolve(101);
          });
          socket.once('error', reject);
        });
      expect(await statusOf({ origin: 'http://evil.example' })).toBe(403);
      expect(await statusOf({ headers: { host: 'evil.example' } })).toBe(403);
      expect(await statusOf({ origin: post.url })).toBe(101);
    } finally {
      await post.stop();
    }
  });
});
