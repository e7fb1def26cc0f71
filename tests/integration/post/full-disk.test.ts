/** Disks that really fail (a small tmpfs; needs root): full, then read-only (F4, F6). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPost } from '../../../src/main/compose.ts';
import { demoReaders } from '../../../src/main/devices/simulate/index.ts';
import { verifyDatabase } from '../../../src/main/store/index.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import { bareConfig, openPost } from '../../unit/api/open-post.ts';

const folder = mkdtempSync(join(tmpdir(), 'guardpost-full-'));
const mounted = process.getuid?.() === 0 && mount();

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    // A container without the right to mount: the same rules are tested on a failing ledger in tests/unit/services.
    return false;
  }
}

async function find<T extends LiveEvent['type']>(
  feed: AsyncIterator<LiveEvent>,
  type: T,
  fits: (event: Extract<LiveEvent, { type: T }>) => boolean = () => true,
) {
  for (;;) {
    const step = await feed.next();
    if (step.done === true) throw new Error('the feed ended');
    const event = step.value;
    if (event.type === type && fits(event as Extract<LiveEvent, { type: T }>)) return event as Extract<LiveEvent, { type: T }>;
  }
}

describe.runIf(mounted)('a data folder on a disk of its own', () => {
  afterAll(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is full: denies, shows it in red, counts what is lost, and writes it down when there is room again', async () => {
    const dataDir = join(folder, 'post');
    const open = await openPost({ dataDir, config: { ...bareConfig, readers: demoReaders.map((reader) => ({ ...reader, repeatSeconds: 0 })) } });
    const lead = await open.as('lead');
    const feed = eventsIn(await lead.live.watch());
    await find(feed, 'snapshot');
    const card = (await lead.gate.find({ text: 'noor' }))[0]?.cards[0];
    const reader = open.post.simulated.get('desk');
    if (card === undefined || reader === undefined) throw new Error('no card or reader');

    const { bsize, bavail } = statfsSync(folder);
    writeFileSync(join(folder, 'filler'), Buffer.alloc(bsize * bavail));
    let presented = 0;
    const unwritten = find(feed, 'unwritten');
    while (open.post.health().status !== 'failed') {
      // A row fits in what the write-ahead log has already taken: read on until it does not.
      reader.present({ format: 'text', facility: null, number: `X${presented}`.padEnd(900, 'x') });
      presented += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await unwritten).toMatchObject({ readerId: 'desk', cause: 'diskFull' });
    expect(reader.indications.at(-1)).toMatchObject({ granted: false, reason: 'storeFailed' });
    await expect(lead.log.note({ text: 'x'.repeat(1_900) })).rejects.toMatchObject({ code: 'STORE_FAILED', data: { cause: 'diskFull' } });

    rmSync(join(folder, 'filler'));
    const recovered = await find(feed, 'entry', (event) => event.entry.row.kind === 'store.recovered');
    expect(recovered.entry.row.payload).toMatchObject({ cause: 'diskFull' });
    expect(Number(recovered.entry.row.payload.unwritten)).toBeGreaterThan(0);
    expect(open.post.health().status).toBe('ok');
    await open.post.stop();
    expect(await verifyDatabase(join(dataDir, 'guardpost.db'))).toMatchObject({ ok: true });
  });

  it('that can only be read: says so at the start instead of running without a log', async () => {
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    try {
      for (const name of ['post', 'new-post']) {
        const made = await createPost({ config: bareConfig, dataDir: join(folder, name), host: 'node', version: '0' });
        expect(made).toMatchObject({ ok: false, error: { code: 'readOnly' } });
      }
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', folder]);
    }
  });
});
