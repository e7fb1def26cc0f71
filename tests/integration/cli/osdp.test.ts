/** The `guardpost osdp` commands as an installer uses them, with readers that speak the real bytes. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OsdpPty, openOsdpPty } from '../../fixtures/osdp-pty.ts';
import { guardpost, type PostProcess, root, startPost } from '../../fixtures/post-process.ts';
import { startProgram } from '../../fixtures/process.ts';
import { openPty } from '../../fixtures/pty.ts';

// Work, not waiting: each command is a program of its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const english = { LANG: 'C', LC_ALL: 'C' };
const run = (...args: string[]) => guardpost(['osdp', ...args], english);
const recordings = join(import.meta.dirname, '../../fixtures/osdp');
const key = '000102030405060708090a0b0c0d0e0f';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gp-osdp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('bad usage', () => {
  it('is told with how the tools are used, in the language of the shell', async () => {
    for (const args of [[], ['fly'], ['trace', '--data', folder], ['address', '--data', folder, '--reader', 'a', '--address', '127', '--baud', '9600']]) {
      expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('guardpost osdp install --data DIR') });
    }
    const chinese = await guardpost(['osdp', 'help'], { LC_ALL: 'zh_CN.UTF-8' });
    expect(chinese).toMatchObject({ code: 0, stdout: expect.stringContaining('安装窗口') });
  });
});

describe('osdp replay', () => {
  const session = join(recordings, 'scbk-session.osdpcap');

  it('reads a recording to its end with the key of the reader', async () => {
    const { code, stdout } = await run('replay', session, '--key', key);
    expect(code).toBe(0);
    expect(stdout).toContain('TEXT     SC* reader=0 control=1 seconds=0 row=1 column=1 text=WELCOME');
    expect(stdout).toMatch(/56 frames; 0 lines could not be read, 0 wrong MACs, 0 wrong keys/);
    expect(stdout).not.toContain('16981cc0');
  });

  it('reads what is in clear without a key, and says what it could not check', async () => {
    expect(await run('replay', session)).toMatchObject({ code: 0, stderr: expect.stringContaining('51 secured frames') });
  });

  it('is not content with a key that opens nothing', async () => {
    expect(await run('replay', session, '--key', 'ff'.repeat(16))).toMatchObject({ code: 1, stdout: expect.stringContaining('WRONG KEY') });
  });

  it('gives programs one object a line', async () => {
    const { stdout } = await run('replay', session, '--key', key, '--json', '--unmasked');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toEqual({ summary: { frames: 56, unreadable: 0, badMacs: 0, wrongKeys: 0, repeated: 0, closed: 0 } });
    expect(lines.find(({ name }) => name === 'RAW')).toMatchObject({ verdict: 'good', fields: expect.arrayContaining([{ name: 'bits', value: '16981cc0' }]) });
  });

  it('names the lines that hold no frame, and goes on', async () => {
    const file = join(folder, 'bad.osdpcap');
    const [first = '', second = '', ...rest] = readFileSync(session, 'utf8').split('\n');
    writeFileSync(file, [first, 'no line', second.replace('53-80-14', '53-80-15'), ...rest].join('\n'));
    const { code, stdout } = await run('replay', file, '--key', key);
    expect(code).toBe(1);
    expect(stdout).toContain('line 2: NO FRAME (notJson)');
    expect(stdout).toContain('line 3: NO FRAME (length)');
    expect(stdout).toMatch(/55 frames; 2 lines/);
  });

  it('says when there is no such file', async () => {
    expect(await run('replay', join(folder, 'none.osdpcap'))).toMatchObject({ code: 1, stderr: expect.stringContaining('none.osdpcap') });
  });
});

describe('without a post', () => {
  it('tools that need one say so with an exit code of their own', async () => {
    for (const args of [
      ['install', '--reader', 'a'],
      ['trace', '--bus', 'b'],
      ['address', '--reader', 'a', '--address', '1', '--baud', '9600'],
    ]) {
      expect(await run(...args, '--data', folder)).toMatchObject({ code: 5, stderr: expect.stringContaining('no post') });
    }
  });
});

describe('with a post', () => {
  let post: PostProcess;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'gp-osdp-post-'));
    writeFileSync(
      join(dataDir, 'guardpost.yaml'),
      `post: { site: S, name: N }
readers:
  - { id: bus1, protocol: osdp, simulated: true, devices: [ { id: lane-1, address: 0, direction: in }, { id: lane-2, address: 1, secure: "off" } ] }
  - { id: desk, protocol: line, simulated: true }
broker: { port: 0 }
`,
    );
    post = await startPost(['--data', dataDir], english);
  });
  afterAll(async () => {
    await post.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const onPost = (tool: string, ...args: string[]) => run(tool, '--data', dataDir, ...args);
  const reader = async (id: string): Promise<unknown> => {
    const health = JSON.parse(await (await fetch(`${post.url}/healthz`)).text());
    return health.devices.find((device: { id: string }) => device.id === id);
  };
  const rows = async (kind: string): Promise<{ actor: string; payload: object }[]> => {
    const { stdout } = await guardpost(['export', '--data', dataDir, '--format', 'jsonl', '--kind', kind], english);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };

  it('installs a key step by step, and the log says who did it', async () => {
    const { code, stdout } = await onPost('install', '--reader', 'lane-1', '--seconds', '30');
    expect(stdout.trim().split('\n')).toEqual([
      'install window open for 30 s',
      'the reader answers with the default key',
      'a new key is made and stored',
      'the new key is sent to the reader',
      'the reader speaks with the new key',
      'reader lane-1 is secure',
    ]);
    expect(code).toBe(0);
    await vi.waitFor(async () => expect(await reader('lane-1')).toMatchObject({ online: true, secure: true }), { timeout: 10_000 });
    expect(await rows('reader.serviced')).toMatchObject([{ actor: `cli:${userInfo().username}`, payload: { readerId: 'lane-1', what: 'install' } }]);
    await vi.waitFor(async () => expect(await rows('reader.keyChanged')).toMatchObject([{ payload: { readerId: 'lane-1', how: 'installed' } }]), {
      timeout: 10_000,
    });
  });

  it('records what passes, for this user alone, in a file that can be replayed', async () => {
    const file = join(folder, 'bus.osdpcap');
    const { code, stdout, stderr } = await onPost('trace', '--bus', 'bus1', '--seconds', '2', '--out', file);
    expect(code).toBe(0);
    expect(stdout).toMatch(/> #1 \d POLL {5}-/);
    expect(stderr).toContain('keep it safe');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await run('replay', file)).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 0 lines could not be read, 0 wrong MACs/) });
    expect(await rows('reader.serviced')).toContainEqual(expect.objectContaining({ payload: expect.objectContaining({ busId: 'bus1', what: 'unmasked' }) }));
    expect(await onPost('trace', '--bus', 'bus1', '--seconds', '1', '--out', file)).toMatchObject({ code: 1, stderr: expect.stringContaining(file) });
  });

  it('finds the readers of a bus that it holds', async () => {
    const { code, stdout } = await onPost('discover', '--path', 'simulated:bus1', '--baud', '9600', '--addresses', '0-2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/address 0 at 9600 bit\/s: vendor .*; has a key of its own/);
    expect(stdout).toMatch(/address 1 at 9600 bit\/s: vendor .*; still has the default key/);
  });

  it('hands a file to a reader, and gives it another address', async () => {
    const file = join(folder, 'firmware.bin');
    writeFileSync(file, Buffer.alloc(2_000, 7));
    // The search before had the line to itself; its readers come back within 2 s.
    await vi.waitFor(async () => expect(await reader('lane-2')).toMatchObject({ online: true }), { timeout: 10_000 });
    expect(await onPost('send-file', '--reader', 'lane-2', '--type', '1', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('lane-2') });
    expect(await onPost('address', '--reader', 'lane-2', '--address', '5', '--baud', '9600')).toMatchObject({
      code: 0,
      stdout: 'reader lane-2 now has address 5 at 9600 bit/s\n',
    });
    expect(await onPost('address', '--reader', 'lane-2', '--address', '0', '--baud', '9600')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('another reader'),
    });
  });

  it('says why it does not do what makes no sense', async () => {
    expect(await onPost('install', '--reader', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('no reader or bus') });
    expect(await onPost('install', '--reader', 'desk')).toMatchObject({ code: 1, stderr: expect.stringContaining('only sends') });
    expect(await onPost('trace', '--bus', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('no reader or bus') });
    const empty = join(folder, 'empty.bin');
    writeFileSync(empty, '');
    expect(await onPost('send-file', '--reader', 'lane-2', '--type', '1', empty)).toMatchObject({ code: 1, stderr: expect.stringContaining('bytes') });
  });

  it('takes up a key at once: with one that the reader does not have, it is offline', async () => {
    expect(await run('key', 'set', '--data', dataDir, '--reader', 'lane-1', '--hex', key)).toMatchObject({ code: 0 });
    await vi.waitFor(async () => expect(await reader('lane-1')).toMatchObject({ state: 'offline', cause: 'wrongKey' }), { timeout: 20_000 });
    expect(await rows('reader.keyChanged')).toContainEqual(
      expect.objectContaining({ actor: expect.stringMatching(/^cli:/), payload: expect.objectContaining({ readerId: 'lane-1', how: 'entered' }) }),
    );
  });
});

describe('on a port that no post holds', () => {
  let pty: OsdpPty;
  beforeEach(async () => {
    pty = await openOsdpPty([
      { id: 'a', address: 3 },
      { id: 'b', address: 7, key: Uint8Array.from(Buffer.from(key, 'hex')) },
    ]);
  });
  afterEach(() => pty.close());

  it('finds readers, and which of them wait for their first key', async () => {
    const { code, stdout } = await run('discover', '--path', pty.path, '--baud', '9600', '--addresses', '2-4,7');
    expect(code).toBe(0);
    expect(stdout).toMatch(/address 3 at 9600 bit\/s: vendor .*; still has the default key/);
    expect(stdout).toMatch(/address 7 at 9600 bit\/s: vendor .*; has a key of its own/);
  });

  it('says when nobody is there, or the port', async () => {
    expect(await run('discover', '--path', pty.path, '--baud', '9600', '--addresses', '9')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no reader answered'),
    });
    expect(await run('discover', '--path', join(folder, 'none'), '--baud', '9600')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('could not be opened'),
    });
  });
});

describe('osdp trace --path', () => {
  it('shows what others say on a line, as words and as a file, and ends well when it is told to', async () => {
    const pty = await openPty();
    const file = join(folder, 'heard.osdpcap');
    const args = [resolve(root, 'src/main/cli.ts'), 'osdp', 'trace', '--path', pty.near, '--out', file];
    const tracing = await startProgram(resolve(root, 'node_modules/.bin/node'), args, { ready: /^listening on .* nothing is sent/, env: english });
    pty.send(Buffer.from('ff5300080004600000', 'hex'));
    for (const line of readFileSync(join(recordings, 'scbk-session.osdpcap'), 'utf8').trim().split('\n')) {
      pty.send(Buffer.from(String(JSON.parse(line).data).replaceAll('-', ''), 'hex'));
    }
    await vi.waitFor(() => expect(tracing.output().match(/ [<>] #0 /g)).toHaveLength(56), { timeout: 20_000 });
    expect(await tracing.stop('SIGINT')).toBe(0);
    await pty.unplug();
    await vi.waitFor(() => expect(tracing.output()).toContain('frames with a wrong check: 1;'));
    expect(tracing.output()).not.toContain('16981cc0');
    expect(await run('replay', file, '--key', key)).toMatchObject({ code: 0, stdout: expect.stringContaining('56 frames; 0 lines') });
  });
});
