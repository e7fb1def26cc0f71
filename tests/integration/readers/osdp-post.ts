/** A whole post on a real port with simulated OSDP readers at its other end, and what it wrote down. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaderKeys } from '../../../src/main/compose/reader-keys.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import type { OsdpReaderConfig, PostConfig } from '../../../src/shared/model/config.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';
import type { JournalRow } from '../../../src/shared/model/journal.ts';
import { type OsdpPty, openOsdpPty, type PtyReader } from '../../fixtures/osdp-pty.ts';
import { bareConfig, type Client, type OpenPost, openPost } from '../../unit/api/open-post.ts';

export interface PostReader extends PtyReader {
  readonly config?: Partial<OsdpReaderConfig>;
  /** What the post believes the reader's key to be; the reader's own unless given. */
  readonly knownKey?: Uint8Array | null;
}

export interface OsdpPost {
  readonly pty: OsdpPty;
  readonly open: OpenPost;
  readonly lead: Client;
  readonly rows: JournalRow[];
  readonly alarms: Map<string, Alarm>;
  readonly healths: Map<string, DeviceHealth>;
  /** Resolves as soon as the condition holds; looks after everything that the post tells. */
  until(condition: () => boolean): Promise<void>;
  /** The first row of this kind about this reader that was written since the post began, or the next. */
  row(kind: string, readerId: string, since?: number): Promise<JournalRow>;
  of(kind: string): JournalRow[];
  /** All readers are online. */
  allOnline(): Promise<void>;
  close(): Promise<void>;
}

export const readerKey = (address: number): Uint8Array => new Uint8Array(16).fill(0x40 + address);
export const badge = (number: number): CardNumber => ({ format: 'H10301', facility: '45', number: String(number) });

/** `count` secure readers from address 0, each with a key of its own. */
export const secureReaders = (count: number): PostReader[] =>
  Array.from({ length: count }, (_, address) => ({ id: `reader-${address}`, address, key: readerKey(address), secure: 'required' }));

const configOf = (path: string, readers: readonly PostReader[]): PostConfig => ({
  ...bareConfig,
  readers: readers.map(({ id, address, secure = 'off', config }) => ({
    ...{ id, name: id, path, baudRate: 115_200, protocol: 'osdp', direction: 'in', area: null },
    ...{ repeatSeconds: 0, passBack: false, template: null, simulated: false },
    osdp: { busId: 'bus1', address, secure, pollMs: 20, pin: 'off', inputs: [], ...config },
  })),
});

/** Opens port, readers and post; resolves when the lead's seat has its first picture. */
export async function openOsdpPost(readers: readonly PostReader[], deps: Parameters<typeof openOsdpPty>[1] = {}): Promise<OsdpPost> {
  const pty = await openOsdpPty(readers, deps);
  const dataDir = mkdtempSync(join(tmpdir(), 'gp-osdp-post-'));
  const keys = createReaderKeys({ dataDir, sealer: null, onProblem: () => undefined });
  for (const { id, key, knownKey = key } of readers) if (knownKey) await keys.set(id, knownKey);
  const open = await openPost({ dataDir, config: configOf(pty.path, readers) });
  const lead = await open.as('lead');
  const feed = eventsIn(await lead.live.watch());
  const rows: JournalRow[] = [];
  const alarms = new Map<string, Alarm>();
  const healths = new Map<string, DeviceHealth>();
  let told = Promise.withResolvers<void>();
  const listening = (async () => {
    for await (const event of feed) {
      if (event.type === 'snapshot') {
        for (const device of event.devices) healths.set(device.id, device);
        // What the post wrote before this seat came is in its first picture.
        for (const alarm of event.alarms) alarms.set(alarm.alarmId, alarm);
        rows.push(...event.log.map(({ row }) => row).toReversed());
      }
      if (event.type === 'entry') rows.push(event.entry.row);
      if (event.type === 'alarm') alarms.set(event.alarm.alarmId, event.alarm);
      if (event.type === 'device') healths.set(event.device.id, event.device);
      told.resolve();
      told = Promise.withResolvers();
    }
  })();
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await told.promise;
  };
  const post: OsdpPost = {
    ...{ pty, open, lead, rows, alarms, healths, until },
    async row(kind, readerId, since = 0) {
      const find = () => rows.find((row) => row.kind === kind && row.subject === readerId && row.seq > since);
      await until(() => find() !== undefined);
      return find() as JournalRow;
    },
    of: (kind) => rows.filter((row) => row.kind === kind),
    allOnline: () => until(() => readers.every(({ id }) => healths.get(id)?.state === 'online')),
    async close() {
      await open.close();
      await feed.return();
      await listening;
      await pty.close();
    },
  };
  return post;
}
