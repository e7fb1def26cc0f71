/** Pulls and puts back the cable of a serial link many times, and keeps how long the link took to notice each. */
import { rename, symlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createCable } from './pty.ts';
import { type WatchedLink, watchLink } from './watched-link.ts';

export interface Replugged {
  /** From the pull to the loss told. */
  readonly noticeMs: number[];
  /** From the return to `up` told. */
  readonly returnMs: number[];
}

export interface ReplugOptions {
  readonly cycles: number;
  /** How long the cable stays out; null: it is back at once. */
  readonly absenceMs: (() => number) | null;
}

/** Ends the far end and starts it again, as with a cable that is pulled and put back. */
export async function replugByKill({ cycles, absenceMs }: ReplugOptions): Promise<Replugged> {
  const times: Replugged = { noticeMs: [], returnMs: [] };
  const cable = await createCable();
  await cable.plug();
  const line = watchLink(cable.path);
  await line.until(() => line.told.at(-1) === 'up');
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const noticed = measured(line.nextDown(), times.noticeMs);
    await cable.unplug();
    await noticed;
    if (absenceMs !== null) await pause(absenceMs());
    const upAtMs = line.nextUp().then(() => performance.now());
    await cable.plug();
    const pluggedAtMs = performance.now();
    times.returnMs.push(Math.max(0, (await upAtMs) - pluggedAtMs));
  }
  await finish(line, () => cable.send(Buffer.from('card')));
  await cable.dispose();
  return times;
}

/** Puts another device behind the path each time; the driver of the one before says nothing. */
export async function replugBySwap({ cycles }: Pick<ReplugOptions, 'cycles'>): Promise<Replugged> {
  const times: Replugged = { noticeMs: [], returnMs: [] };
  const cables = await Promise.all([createCable(), createCable()]);
  await Promise.all(cables.map((cable) => cable.plug()));
  const [one, other] = cables;
  const path = `${one.path}-by-name`;
  await symlink(one.path, path);
  const line = watchLink(path);
  await line.until(() => line.told.at(-1) === 'up');
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const noticed = measured(line.nextDown(), times.noticeMs);
    const back = measured(line.nextUp(), times.returnMs);
    await symlink((cycle % 2 === 0 ? other : one).path, `${path}-new`);
    await rename(`${path}-new`, path);
    await Promise.all([noticed, back]);
  }
  await finish(line, () => (cycles % 2 === 0 ? one : other).send(Buffer.from('card')));
  await Promise.all(cables.map((cable) => cable.dispose()));
  return times;
}

/** The link must still work after all that. */
async function finish(line: WatchedLink, send: () => void): Promise<void> {
  send();
  await line.until(() => line.received().includes('card'));
  await line.link.stop();
}

async function measured(event: Promise<void>, into: number[]): Promise<void> {
  const fromMs = performance.now();
  await event;
  into.push(performance.now() - fromMs);
}
