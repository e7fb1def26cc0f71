import { readdirSync } from 'node:fs';
import { rename, symlink, unlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeEm4100 } from '../../../src/main/devices/readers/em4100/encode.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import { type Cable, createCable } from './pty.ts';
import { type WatchedReader, watchReader } from './watched-reader.ts';

const tag: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };
const otherTag: CardNumber = { format: 'em4100', facility: null, number: '0F00A1B2C3' };
const frameOf = (card: CardNumber): Uint8Array => encodeEm4100(card) ?? new Uint8Array();
const openHandles = (): number => readdirSync('/proc/self/fd').length;

async function linkTo(target: string, path: string): Promise<string> {
  await symlink(target, path);
  return path;
}

describe('a reader on a serial port', () => {
  let cable: Cable;
  let spare: Cable;
  const started: WatchedReader[] = [];
  const watch: typeof watchReader = (path, change) => {
    const watched = watchReader(path, change);
    started.push(watched);
    return watched;
  };

  beforeEach(async () => {
    [cable, spare] = await Promise.all([createCable(), createCable()]);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ reader }) => reader.stop()));
    await Promise.all([cable.dispose(), spare.dispose()]);
  });

  it('reports a card from its bytes on the line', async () => {
    await cable.plug();
    const north = watch(cable.path);
    await north.online();
    cable.send(frameOf(tag));
    await north.until(() => north.reads.length === 1);
    expect(north.reads[0]).toMatchObject({ readerId: 'north-in', card: tag, simulated: false, rawHex: Buffer.from(frameOf(tag)).toString('hex') });
  });

  it('notices that it was unplugged, and reads again once it is back', async () => {
    await cable.plug();
    const north = watch(cable.path);
    await north.online();
    await cable.unplug();
    await north.offline();
    expect(north.reader.health()).toMatchObject({ state: 'offline', cause: 'unplugged' });
    await cable.plug();
    await north.online();
    cable.send(frameOf(tag));
    await north.until(() => north.reads.length === 1);
    expect(north.healths.map(({ state, cause }) => [state, cause])).toEqual([
      ['connecting', null],
      ['online', null],
      ['offline', 'unplugged'],
      ['online', null],
    ]);
  });

  it('says that nothing is at the path, and opens it as soon as something is', async () => {
    const north = watch(cable.path);
    await north.offline();
    expect(north.reader.health().cause).toBe('notFound');
    await cable.plug();
    await north.online();
  });

  it('says that another program holds the port, and takes it when it is free', async () => {
    await cable.plug();
    const first = watch(cable.path);
    await first.online();
    const second = watch(cable.path, { id: 'second' });
    await second.offline();
    expect(second.reader.health().cause).toBe('busy');
    await first.reader.stop();
    await second.online();
  });

  it('says that the path is no serial port', async () => {
    const north = watch('/proc/version');
    await north.offline();
    expect(north.reader.health().cause).toBe('openFailed');
    expect(north.reader.health().detail).not.toBe('');
  });

  it('loses no card of a reader that sends flat out', async () => {
    await cable.plug();
    const north = watch(cable.path);
    await north.online();
    cable.send(Buffer.concat(Array.from({ length: 1500 }, () => frameOf(tag))));
    cable.send(frameOf(otherTag));
    await north.until(() => north.reads.at(-1)?.card.number === otherTag.number);
    expect(north.reads).toHaveLength(1501);
    expect(north.reader.health()).toMatchObject({ discarded: 0, cause: 'protocolError' });
  });

  it('lives through megabytes of garbage and reads the next card', async () => {
    await cable.plug();
    const north = watch(cable.path);
    await north.online();
    const garbage = new Uint8Array(2_000_000).fill(0x41);
    cable.send(garbage);
    cable.send(frameOf(tag));
    await north.until(() => north.reads.length === 1);
    expect(north.reader.health()).toMatchObject({ understood: 1, discarded: garbage.length });
  });

  it('notices another device behind its path although the driver of the old one says nothing, and reads from the new one', async () => {
    await Promise.all([cable.plug(), spare.plug()]);
    const path = `${cable.path}-by-name`;
    await symlink(cable.path, path);
    const north = watch(path);
    await north.online();
    await rename(await linkTo(spare.path, `${path}-new`), path);
    await north.offline();
    expect(north.reader.health().cause).toBe('unplugged');
    await north.online();
    spare.send(frameOf(otherTag));
    await north.until(() => north.reads.length === 1);
    expect(north.reads[0]?.card).toEqual(otherTag);
  });

  it('notices that its path is gone although the driver says nothing', async () => {
    await cable.plug();
    const path = `${cable.path}-by-name`;
    await symlink(cable.path, path);
    const north = watch(path);
    await north.online();
    await unlink(path);
    await north.offline();
    expect(north.reader.health().cause).toBe('unplugged');
  });

  it('leaves no handle behind after many cables and stops', async () => {
    await cable.plug();
    const first = watch(cable.path);
    await first.online();
    await cable.unplug();
    await first.offline();
    await first.reader.stop();
    const before = openHandles();
    for (let cycle = 0; cycle < 20; cycle += 1) {
      await cable.plug();
      const north = watch(cable.path);
      await north.online();
      if (cycle % 2 === 0) {
        await cable.unplug();
        await north.offline();
        await north.reader.stop();
      } else {
        await north.reader.stop();
        await cable.unplug();
      }
    }
    expect(openHandles()).toBeLessThanOrEqual(before + 2);
  }, 60_000);
});
