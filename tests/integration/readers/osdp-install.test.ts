/** A reader's first key, given by an installer: over a real port, with a post that is killed at the worst moment. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OsdpPty, openOsdpPty } from '../../fixtures/osdp-pty.ts';
import { guardpost, type PostProcess, startPost } from '../../fixtures/post-process.ts';
import { badge, type OsdpPost, openOsdpPost, secureReaders } from './osdp-post.ts';

// Work, not waiting: each post and each command is a program of its own.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

describe('the install window', () => {
  let post: OsdpPost;
  afterEach(() => post.close());

  it('gives a new reader its key while its neighbours go on, and takes its cards from then on', async () => {
    post = await openOsdpPost([...secureReaders(2), { id: 'new', address: 7, secure: 'required' }]);
    const lead = await post.open.as('installer');
    await post.until(() => post.healths.get('new')?.cause === 'keyMissing');
    await post.until(() => post.healths.get('reader-0')?.state === 'online' && post.healths.get('reader-1')?.state === 'online');
    const steps: string[] = [];
    for await (const event of await lead.readers.install({ readerId: 'new', seconds: 30 })) steps.push(event.type === 'step' ? event.step : event.type);
    expect(steps.slice(0, 5)).toEqual(['windowOpen', 'defaultHandshake', 'keyStored', 'keySent', 'newHandshake']);
    expect(steps.at(-1)).toBe('done');
    expect((await post.row('device.online', 'new')).payload).toMatchObject({ secure: true });
    expect((await post.row('reader.keyChanged', 'new')).payload).toMatchObject({ how: 'installed' });
    const reader = post.pty.reader('new');
    expect(reader.peripheral.security.hasKey).toBe(true);
    reader.present(badge(1));
    await post.row('gate.denied', 'new');
    expect(post.of('device.offline').map((row) => row.subject)).toEqual(['new']);
    expect(post.pty.reader('reader-0').peripheral.security.sessions).toBe(1);
  });

  it('bears a reader that says in clear that it took its key', async () => {
    post = await openOsdpPost([{ id: 'new', address: 7, secure: 'required', model: { habits: { keySetAckPlain: true, rMacInScs12: true } } }]);
    const installer = await post.open.as('installer');
    await post.until(() => post.healths.get('new')?.cause === 'keyMissing');
    const seen: string[] = [];
    for await (const event of await installer.readers.install({ readerId: 'new', seconds: 30 })) seen.push(event.type);
    expect(seen.at(-1)).toBe('done');
    await post.row('device.online', 'new');
    expect(post.of('reader.insecure')).toEqual([]);
  });

  it('closes by itself when no reader is there', async () => {
    post = await openOsdpPost([{ id: 'new', address: 7, secure: 'required' }]);
    post.pty.reader('new').unplug();
    const installer = await post.open.as('installer');
    const seen: unknown[] = [];
    for await (const event of await installer.readers.install({ readerId: 'new', seconds: 10 })) seen.push(event);
    expect(seen.at(-1)).toMatchObject({ type: 'failed', problem: { code: 'windowClosed' } });
  });
});

describe('a post that is killed while a reader takes its key', () => {
  let folder: string;
  let pty: OsdpPty;
  let post: PostProcess;
  /** Called when the reader has taken a key, before it says so. */
  let keyTaken: () => void = () => undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gp-osdp-kill-'));
    pty = await openOsdpPty([{ id: 'new', address: 7, secure: 'required' }], { onCommand: (_, { name }) => (name === 'keySet' ? keyTaken() : undefined) });
    const config = join(folder, 'config.yaml');
    const devices = '[{ id: new, address: 7, direction: in, secure: required }]';
    writeFileSync(
      config,
      `post: { site: Plant 1, name: North gate }\nbroker: { port: 0 }\nreaders:\n  - { id: bus1, path: ${pty.path}, baudRate: 9600, protocol: osdp, devices: ${devices} }\n`,
    );
    const data = join(folder, 'data');
    expect(await guardpost(['user', 'add', '--data', data, '--name', 'Ivo', '--role', 'installer', '--pin', '482913'])).toMatchObject({ code: 0 });
  });
  afterEach(async () => {
    await post.stop('SIGKILL');
    await pty.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<void> => {
    post = await startPost(['--config', join(folder, 'config.yaml'), '--data', join(folder, 'data')]);
  };
  const stored = (): { current: unknown; pending: unknown } => JSON.parse(readFileSync(join(folder, 'data/keys/readers/new.json'), 'utf8'));
  const online = async (): Promise<unknown> => {
    const answer = (await (await fetch(`${post.url}/healthz`)).json()) as { devices: { id: string; online?: boolean; secure?: boolean }[] };
    return answer.devices.find(({ id }) => id === 'new');
  };

  it('knows the key after its next start, and goes on with it', async () => {
    await start();
    const killed = new Promise<void>((resolve) => {
      keyTaken = () => void post.stop('SIGKILL').then(() => resolve());
    });
    const command = guardpost(['osdp', 'install', '--data', join(folder, 'data'), '--reader', 'new']);
    await killed;
    expect(await command).not.toMatchObject({ code: 0 });
    expect(stored()).toMatchObject({ pending: expect.any(String) });
    keyTaken = () => undefined;
    const key = pty.reader('new').peripheral.security;
    expect(key.hasKey).toBe(true);
    await start();
    await vi.waitUntil(async () => JSON.stringify(await online()).includes('"online":true'), { timeout: 20_000, interval: 100 });
    expect(await online()).toMatchObject({ online: true, secure: true });
    await vi.waitUntil(() => stored().pending === null, { timeout: 10_000, interval: 50 });
    expect(stored().current).toEqual(expect.any(String));
    const { stdout } = await guardpost(['export', '--data', join(folder, 'data'), '--format', 'jsonl']);
    expect(stdout).toContain('reader.keyChanged');
  });
});
