import { execFile } from 'node:child_process';
import { symlink, unlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRawPort } from '../../../src/main/devices/link/raw-port.ts';
import { type Cable, createCable } from './pty.ts';
import { type WatchedLink, watchLink } from './watched-link.ts';

const run = promisify(execFile);
const speedOf = async (path: string): Promise<number> => Number((await run('stty', ['-F', path, 'speed'])).stdout);

describe('a serial link', () => {
  let cable: Cable;
  const started: WatchedLink[] = [];
  const watch: typeof watchLink = (path, change) => {
    const watched = watchLink(path, change);
    started.push(watched);
    return watched;
  };

  beforeEach(async () => {
    cable = await createCable();
    await cable.plug();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ link }) => link.stop()));
    await cable.dispose();
  });

  it('sends in order, and has drained when the far end can have it all', async () => {
    const line = watch(cable.path);
    await line.until(() => line.told.includes('up'));
    const received = cable.received(8);
    for (const text of ['po', 'll', ' one']) line.link.write(Buffer.from(text));
    await line.link.drained?.();
    expect(String(await received)).toBe('poll one');
  });

  it('changes its speed while open, and keeps it over a pulled cable', async () => {
    const line = watch(cable.path);
    await line.until(() => line.told.includes('up'));
    await line.link.setBaudRate?.(38_400);
    expect(await speedOf(cable.path)).toBe(38_400);
    const back = line.nextUp();
    await cable.unplug();
    await cable.plug();
    await back;
    expect(await speedOf(cable.path)).toBe(38_400);
    expect(line.told).toEqual(['up', 'unplugged', 'up']);
  });

  it('opens with another parity and seven data bits where it is asked to', async () => {
    const line = watch(cable.path, { parity: 'even', dataBits: 7 });
    await line.until(() => line.told.includes('up'));
    cable.send(Buffer.from('card'));
    await line.until(() => line.received().length === 4);
  });

  it('says so when the device takes nothing any more, and sends again once it does', async () => {
    const line = watch(cable.path, { baudRate: 115_200 });
    await line.until(() => line.told.includes('up'));
    cable.hang();
    while (line.told.length === 1) {
      line.link.write(new Uint8Array(1024));
      await line.link.drained?.();
    }
    cable.wake();
    await line.until(() => line.told.at(-1) === 'up');
    expect(line.told.slice(0, 3)).toEqual(['up', 'writeFailed', 'up']);
  });

  it('says so when it is asked to send more than the device takes', async () => {
    const line = watch(cable.path);
    await line.until(() => line.told.includes('up'));
    const down = line.nextDown();
    line.link.write(new Uint8Array(20_000));
    await down;
    expect(line.told).toEqual(['up', 'writeFailed']);
  });

  it('notices a hung-up port although nobody reads and the path leads to a device again', async () => {
    const line = watch(cable.path);
    await line.until(() => line.told.includes('up'));
    line.link.holdBack?.(3_600_000);
    cable.send(Buffer.from('!'));
    const down = line.nextDown();
    await cable.unplug();
    await cable.plug();
    await down;
    await line.until(() => line.told.at(-1) === 'up');
    cable.send(Buffer.from('card'));
    await line.until(() => line.received().includes('card'));
  });

  it('learns from the system that a port is hung up, although the port says nothing by itself', async () => {
    const settings = { path: cable.path, baudRate: 9600, parity: 'none', dataBits: 8, lowLatency: true } as const;
    const port = await openRawPort(settings);
    await expect(port.probe()).resolves.toBeUndefined();
    await cable.unplug();
    await expect(port.probe()).rejects.toThrow('Input/output error');
    await expect(port.write(Buffer.from('poll'))).rejects.toThrow('EIO');
    await port.close();
  });

  it('calls a device that is at the path again and again for a moment lost once, until it stays', async () => {
    const name = `${cable.path}-by-name`;
    const line = watch(name, { random: () => 0 });
    for (let stays = 0; stays < 3; stays += 1) {
      const up = line.nextUp();
      await symlink(cable.path, name);
      await up;
      const down = line.nextDown();
      await unlink(name);
      await down;
    }
    const toldBefore = line.told.length;
    await symlink(cable.path, name);
    await line.until(() => line.told.at(-1) === 'up');
    expect(line.told.slice(toldBefore)).toEqual(['up']);
    expect(line.told.filter((told) => told === 'up')).toHaveLength(4);
  });
});
