import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callPost } from '../../../src/main/cli/control-client.ts';
import { type ControlCalls, type ControlServer, findControlAddress, maxLineBytes, startControlServer } from '../../../src/main/control/index.ts';
import { fail, ok } from '../../../src/shared/model/result.ts';

const refused = async () => fail({ code: 'noSuchReader' as const, detail: null });

/** A post whose tools do what a test needs. */
const callsOf = (own: Partial<ControlCalls>): ControlCalls => ({
  about: refused,
  keysChanged: refused,
  install: refused,
  trace: refused,
  discover: refused,
  changeAddress: refused,
  sendFile: refused,
  panelSecret: refused,
  ...own,
});

const line = { atUtcMs: 1, direction: 'in', address: 0, sequence: 1, name: 'ACK', fields: [], security: 'none', good: true, hex: '53' } as const;

let folder: string;
let servers: ControlServer[];
let bugs: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gp-control-'));
  servers = [];
  bugs = [];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(own: Partial<ControlCalls>, dataDir = folder): Promise<ControlServer> {
  const started = await startControlServer({ dataDir, calls: callsOf(own), logBug: (_, error) => bugs.push(error) });
  if (!started.ok) throw new Error(started.error);
  servers.push(started.value);
  return started.value;
}

function connect(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path, () => resolve(socket));
    socket.on('error', reject);
  });
}

/** Sends, and answers the lines that come back until the post closes or has said `count` of them. */
async function talk(path: string, bytes: string | Buffer, count: number): Promise<unknown[]> {
  const socket = await connect(path);
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.split('\n').length > count) break;
  }
  socket.destroy();
  return text
    .split('\n')
    .filter(Boolean)
    .map((one) => JSON.parse(one));
}

describe('a command and a post that runs', () => {
  it('speak over a socket that only this user can open', async () => {
    const { path } = await start({});
    expect(path).toBe(join(folder, 'control.sock'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('tell events in their order, then the result', async () => {
    await start({
      install: async ({ readerId, seconds }, tell) => {
        expect([readerId, seconds]).toEqual(['lane-1', 30]);
        tell('windowOpen');
        tell('done');
        return ok(null);
      },
    });
    const steps: string[] = [];
    const done = await callPost(folder, 'install', { readerId: 'lane-1', seconds: 30 }, { onEvent: (step) => steps.push(step) });
    expect([done, steps]).toEqual([ok(null), ['windowOpen', 'done']]);
  });

  it('bring a result of any shape over whole', async () => {
    const found = [{ address: 3, baudRate: 9600, identity: null, canSecure: true, defaultKey: null }];
    await start({ discover: async () => ok(found) });
    expect(await callPost(folder, 'discover', { path: '/dev/x', baudRates: [9600], addresses: [3] })).toEqual(ok(found));
  });

  it('say why something was not done', async () => {
    await start({ install: async () => fail({ code: 'wrongKey', detail: 'lane-1' }) });
    expect(await callPost(folder, 'install', { readerId: 'lane-1', seconds: 30 })).toEqual(fail({ code: 'wrongKey', detail: 'lane-1' }));
  });

  it('carry a file as large as allowed', async () => {
    const bytes = Buffer.alloc(1_000_000, 7);
    let received = '';
    await start({
      sendFile: async ({ base64 }) => {
        received = base64;
        return ok(null);
      },
    });
    expect(await callPost(folder, 'sendFile', { readerId: 'lane-1', type: 1, base64: bytes.toString('base64') })).toEqual(ok(null));
    expect(Buffer.from(received, 'base64').equals(bytes)).toBe(true);
  });

  it('end a trace when the command gives it up', async () => {
    const ended = Promise.withResolvers<void>();
    await start({
      trace: async (_, tell, signal) => {
        signal.addEventListener('abort', () => ended.resolve());
        tell(line);
        await ended.promise;
        return ok(null);
      },
    });
    const giveUp = new AbortController();
    const traced = await callPost(folder, 'trace', { busId: 'bus', unmasked: false }, { signal: giveUp.signal, onEvent: () => giveUp.abort() });
    expect(traced).toEqual(fail({ code: 'cancelled', detail: null }));
    await ended.promise;
  });

  it('end what runs when the post stops, and leave nothing behind', async () => {
    const begun = Promise.withResolvers<void>();
    const { path, stop } = await start({
      trace: async (_, __, signal) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return ok(null);
      },
    });
    const traced = callPost(folder, 'trace', { busId: 'bus', unmasked: false });
    await begun.promise;
    await stop();
    servers = [];
    expect(await traced).toEqual(ok(null));
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(await callPost(folder, 'keysChanged', { readerId: 'lane-1' })).toMatchObject({ ok: false, error: { code: 'noPost' } });
  });

  it('say that no post runs, in a folder that was never one', async () => {
    expect(await callPost(join(folder, 'none'), 'keysChanged', { readerId: 'lane-1' })).toMatchObject({ ok: false, error: { code: 'noPost' } });
  });

  it('say that the post went away in the middle', async () => {
    const dropping = createServer((socket) => socket.on('data', () => socket.destroy()));
    await new Promise<void>((resolve) => dropping.listen(findControlAddress(folder), resolve));
    expect(await callPost(folder, 'keysChanged', { readerId: 'lane-1' })).toMatchObject({ ok: false, error: { code: 'lost' } });
    await new Promise((resolve) => dropping.close(resolve));
  });
});

describe('where the socket is', () => {
  it('is taken over from a post that was killed', async () => {
    writeFileSync(join(folder, 'control.sock'), '');
    await start({ keysChanged: async () => ok(null) });
    expect(await callPost(folder, 'keysChanged', { readerId: 'lane-1' })).toEqual(ok(null));
  });

  it('is told in the data folder when its path is too long for a socket', async () => {
    const deep = join(folder, 'x'.repeat(120));
    mkdirSync(deep);
    const { path, stop } = await start({ keysChanged: async () => ok(null) }, deep);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
    expect(readFileSync(join(deep, 'control.path'), 'utf8')).toBe(path);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(await callPost(deep, 'keysChanged', { readerId: 'lane-1' })).toEqual(ok(null));
    await stop();
    expect([existsSync(dirname(path)), readdirSync(deep)]).toEqual([false, []]);
  });

  it('is made anew when a killed post left a long one, whose folder is taken away', async () => {
    const deep = join(folder, 'x'.repeat(120));
    mkdirSync(deep);
    const left = mkdtempSync(join(tmpdir(), 'guardpost-control-'));
    writeFileSync(join(deep, 'control.path'), join(left, 'control.sock'));
    await start({ keysChanged: async () => ok(null) }, deep);
    expect(existsSync(left)).toBe(false);
    expect(await callPost(deep, 'keysChanged', { readerId: 'lane-1' })).toEqual(ok(null));
  });

  it('never leads to the removal of a folder that is not one of ours', async () => {
    const precious = join(folder, 'precious');
    mkdirSync(precious);
    writeFileSync(join(folder, 'control.path'), join(precious, 'control.sock'));
    await start({});
    expect(existsSync(precious)).toBe(true);
  });

  it('is a value, not a crash, when it can not be made', async () => {
    const started = await startControlServer({ dataDir: join(folder, 'none'), calls: callsOf({}), logBug: () => undefined });
    expect(started.ok).toBe(false);
  });
});

describe('what is no call', () => {
  it.each([
    ['hello\n', { id: null, error: { code: 'badRequest', detail: null } }],
    ['{"id":7,"call":"fly","params":{}}\n', { id: 7, error: { code: 'unknownCall', detail: null } }],
    ['{"id":7,"call":"constructor","params":{}}\n', { id: 7, error: { code: 'unknownCall', detail: null } }],
    ['{"id":"7","call":"install"}\n', { id: null, error: { code: 'badRequest', detail: null } }],
    [
      '{"id":7,"call":"install","params":{"readerId":"a","seconds":1e9}}\n',
      { id: 7, error: { code: 'badRequest', detail: expect.stringContaining('seconds') } },
    ],
    ['{"id":7,"call":"about"}\n', { id: 7, error: { code: 'badRequest', detail: expect.any(String) } }],
  ])('is answered: %j', async (text, answer) => {
    const { path } = await start({});
    expect(await talk(path, text, 1)).toEqual([answer]);
  });

  it('is a line that never ends, which ends the connection', async () => {
    const { path } = await start({});
    expect(await talk(path, Buffer.alloc(maxLineBytes + 1, 'x'), 1)).toMatchObject([{ id: null, error: { code: 'badRequest' } }]);
  });

  it('is more than a connection may ask at a time', async () => {
    const { path } = await start({ trace: (_, __, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok(null)))) });
    const calls = Array.from({ length: 9 }, (_, id) => `${JSON.stringify({ id, call: 'trace', params: { busId: 'b', unmasked: false } })}\n`);
    expect(await talk(path, calls.join(''), 1)).toMatchObject([{ id: 8, error: { code: 'busy' } }]);
  });

  it('is any bytes, and the post goes on', async () => {
    const { path } = await start({ keysChanged: async () => ok(null) });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 2_000 }),
          fc.json().map((text) => Buffer.from(`${text}\n`)),
        ),
        async (bytes) => {
          const socket = await connect(path);
          await new Promise((resolve) => socket.end(Buffer.from(bytes), () => resolve(null)));
          socket.destroy();
        },
      ),
      { numRuns: 100 },
    );
    expect(await callPost(folder, 'keysChanged', { readerId: 'lane-1' })).toEqual(ok(null));
    expect(bugs).toEqual([]);
  });

  it('is a bug of ours, which is logged and told without its words', async () => {
    await start({
      keysChanged: async () => {
        throw new Error('secret inner words');
      },
    });
    expect(await callPost(folder, 'keysChanged', { readerId: 'lane-1' })).toEqual(fail({ code: 'internal', detail: null }));
    expect(bugs).toHaveLength(1);
  });
});
