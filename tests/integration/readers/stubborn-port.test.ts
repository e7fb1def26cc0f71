/** What no pseudo terminal does: a driver that never answers. A stand-in for the system's port hangs where it is told to. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifyDevice } from '../../../src/main/devices/link/device-path.ts';
import { PortOpener } from '../../../src/main/devices/link/port-opener.ts';
import type { OpenPort, RawPort } from '../../../src/main/devices/link/raw-port.ts';
import { type WatchedLink, watchLink } from './watched-link.ts';
import { systemClock } from './watched-reader.ts';

const never = new Promise<never>(() => undefined);
const done = () => Promise.resolve();

/** Reads nothing, takes everything, and ends its reading when closed, as a real one does. */
function standIn(change: Partial<RawPort> = {}): RawPort & { readonly closed: Promise<void> } {
  const closing = Promise.withResolvers<void>();
  return {
    identity: null,
    read: () => closing.promise.then(() => Promise.reject(new Error('Canceled'))),
    write: done,
    drain: done,
    discard: done,
    setBaudRate: done,
    probe: done,
    close: async () => closing.resolve(),
    closed: closing.promise,
    ...change,
  };
}

describe('a serial link whose driver does not answer', () => {
  let folder: string;
  let path: string;
  let line: WatchedLink | null = null;
  const watch = (openPort: OpenPort): WatchedLink => {
    line = watchLink(path, { openPort });
    return line;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guardpost-port-'));
    path = join(folder, 'port');
    await writeFile(path, '');
  });
  afterEach(async () => {
    await line?.link.stop();
    line = null;
    await rm(folder, { recursive: true, force: true });
  });

  it('says that opening hangs, asks no second time, and is up when it comes after all', async () => {
    const opening = Promise.withResolvers<RawPort>();
    let asked = 0;
    const hanging = watch(() => {
      asked += 1;
      return opening.promise;
    });
    await hanging.until(() => hanging.told.includes('openFailed'));
    opening.resolve(standIn());
    await hanging.until(() => hanging.told.includes('up'));
    expect(asked).toBe(1);
  });

  it('stops although opening hangs, and closes what opens after that', async () => {
    const opening = Promise.withResolvers<RawPort>();
    const hanging = watch(() => opening.promise);
    await hanging.until(() => hanging.told.includes('openFailed'));
    await hanging.link.stop();
    const port = standIn();
    opening.resolve(port);
    await port.closed;
    expect(hanging.told).toEqual(['openFailed']);
  });

  it('notices a write that never returns', async () => {
    const hanging = watch(async () => standIn({ write: () => never }));
    await hanging.until(() => hanging.told.includes('up'));
    hanging.link.write(Buffer.from('poll'));
    await hanging.until(() => hanging.told.includes('writeFailed'));
    expect(hanging.details).toEqual(['the port took none of 4 bytes']);
  });

  it('notices that the system gives no answer about the port', async () => {
    const hanging = watch(async () => standIn({ probe: () => never }));
    await hanging.until(() => hanging.told.includes('lineSilent'));
  });

  it('notices that the system disowns the port, and opens it again', async () => {
    const ports = [standIn({ probe: () => Promise.reject(new Error('Input/output error')) }), standIn()];
    const lost = watch(async () => ports.shift() ?? never);
    await lost.until(() => lost.told.length === 3);
    expect(lost.told).toEqual(['up', 'unplugged', 'up']);
    expect(lost.details).toEqual(['Input/output error']);
  });

  it('leaves a device alone that the system has not let go of, and takes it when it has', async () => {
    const letGo = Promise.withResolvers<void>();
    const ports = [standIn({ identity: await identityOf(path), close: () => letGo.promise }), standIn()];
    const opener = new PortOpener({ path, baudRate: 9600, clock: systemClock, openPort: async () => ports.shift() ?? never });
    const first = await opener.open(9600);
    if (!first.ok) throw new Error('not opened');
    await opener.close(first.value, { cause: 'writeFailed', detail: 'takes nothing' });
    expect(await opener.open(9600)).toEqual({ ok: false, error: { cause: 'writeFailed', detail: 'takes nothing' } });
    letGo.resolve();
    await letGo.promise;
    expect(await opener.open(9600)).toMatchObject({ ok: true });
  });

  it('takes another device at the same path although the old one never closes', async () => {
    let opened = 0;
    const lost = watch(async () => {
      opened += 1;
      return opened === 1 ? standIn({ identity: await identityOf(path), close: () => never }) : standIn();
    });
    await lost.until(() => lost.told.includes('up'));
    await writeFile(`${path}-new`, '');
    await rename(`${path}-new`, path);
    await lost.until(() => lost.told.length === 3);
    expect(lost.told).toEqual(['up', 'unplugged', 'up']);
  });

  it('stops although closing hangs', async () => {
    const hanging = watch(async () => standIn({ close: () => never, read: () => never }));
    await hanging.until(() => hanging.told.includes('up'));
    await hanging.link.stop();
    expect(hanging.told).toEqual(['up']);
  });

  it('goes back to the speed before when the port refuses another', async () => {
    const speeds: number[] = [];
    const refusing = watch(async ({ baudRate }) => {
      speeds.push(baudRate);
      return standIn({ setBaudRate: () => Promise.reject(new Error('no such speed')) });
    });
    await refusing.until(() => refusing.told.includes('up'));
    await refusing.link.setBaudRate?.(12_345);
    await refusing.until(() => speeds.length === 2);
    expect([refusing.told[1], refusing.details[0], speeds]).toEqual(['openFailed', 'no such speed', [9600, 9600]]);
  });

  it('believes a port that speaks at once, however often it came and went', async () => {
    let opened = 0;
    const flapping = watch(async () => {
      opened += 1;
      if (opened <= 4) return standIn({ read: () => Promise.reject(new Error('bad file descriptor')) });
      let spoken = false;
      const port = standIn();
      const read = (into: Buffer): Promise<number> => {
        if (spoken) return port.read(into);
        spoken = true;
        return Promise.resolve(into.write('card'));
      };
      return { ...port, read };
    });
    await flapping.until(() => flapping.received().toString() === 'card');
    expect(flapping.told).toEqual(['up', 'unplugged', 'up', 'unplugged', 'up', 'unplugged', 'up']);
  });
});

async function identityOf(path: string): Promise<string | null> {
  const identity = await identifyDevice(path);
  return identity.ok ? identity.value : null;
}
