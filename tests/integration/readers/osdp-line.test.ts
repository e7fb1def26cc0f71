/** A real post on a real port: what a line and readers do wrong, and what becomes of it in the log. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeFrame } from '../../../src/main/devices/readers/osdp/frame.ts';
import type { Reply, Sequence } from '../../../src/main/devices/readers/osdp/messages.ts';
import { encodeReply } from '../../../src/main/devices/readers/osdp/replies.ts';
import { cardReply } from '../../../src/main/devices/simulate/osdp/card-reply.ts';
import { badge, type OsdpPost, openOsdpPost, type PostReader, readerKey, secureReaders } from './osdp-post.ts';

vi.setConfig({ testTimeout: 60_000 });

let post: OsdpPost;
afterEach(() => post.close());

const opened = async (readers: readonly PostReader[]): Promise<OsdpPost> => {
  post = await openOsdpPost(readers);
  return post;
};
const pause = (forMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));
const cardRows = (readerId: string): string[] => post.of('gate.denied').flatMap((row) => (row.subject === readerId ? [String(row.payload.number)] : []));

describe('a post with readers on a serial line', () => {
  it('keeps all four online while every reply comes 250 ms late for 0.3 s', async () => {
    await opened(secureReaders(4));
    await post.allOnline();
    post.pty.faults.set('late', 'always', 250);
    await pause(300);
    post.pty.faults.clear();
    for (const [index, reader] of post.pty.readers.entries()) reader.present(badge(index + 1));
    await post.until(() => post.of('gate.denied').length === 4);
    expect(post.of('device.offline')).toEqual([]);
    expect(post.pty.readers.map(({ peripheral }) => peripheral.security.sessions)).toEqual([1, 1, 1, 1]);
  });

  it.each(['stray', 'echo', 'marks', 'split'] as const)('is not misled by %s on the line', async (kind) => {
    await opened(secureReaders(2));
    post.pty.faults.set(kind, 'always', kind === 'split' ? 2 : 0);
    await post.allOnline();
    for (let number = 1; number <= 10; number += 1) for (const reader of post.pty.readers) reader.present(badge(number));
    await post.until(() => post.of('gate.denied').length === 20);
    for (const { id } of secureReaders(2)) expect(cardRows(id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(post.of('device.offline')).toEqual([]);
  });

  it('waits for a busy reader inside its session, and loses nothing', async () => {
    await opened(secureReaders(2));
    await post.allOnline();
    const busy = post.pty.reader('reader-0');
    busy.faults.set('busy', { oneIn: 2 });
    for (let number = 1; number <= 5; number += 1) busy.present(badge(number));
    await post.until(() => cardRows('reader-0').length === 5);
    expect(cardRows('reader-0')).toEqual(['1', '2', '3', '4', '5']);
    expect(post.of('reader.insecure')).toEqual([]);
    expect(busy.peripheral.security.sessions).toBe(1);
  });

  it('takes up a reader that was pulled and is back, and its neighbour never noticed', async () => {
    await opened(secureReaders(2));
    await post.allOnline();
    const pulled = post.pty.reader('reader-0');
    pulled.unplug();
    const lost = await post.row('device.offline', 'reader-0');
    expect(lost.payload).toMatchObject({ secure: true, cause: 'noReply' });
    pulled.replug();
    // That it takes 2 s at most is held to in a time without noise: tests/unit/devices/simulate-readers.
    const back = await post.row('device.online', 'reader-0', lost.seq);
    expect(back.payload).toMatchObject({ secure: true });
    expect(post.of('device.offline').map((row) => row.subject)).toEqual(['reader-0']);
    expect(post.pty.reader('reader-1').peripheral.security.sessions).toBe(1);
  });

  it.each([
    ['defaultKey', 'defaultKey'],
    ['zeroKey', 'wrongKey'],
    ['refuses', 'wrongKey'],
  ] as const)('never gives a new key to a reader that came back without its own (%s): it is off-line and raised', async (withoutKey, cause) => {
    const [reader, ...others] = secureReaders(2);
    await opened([{ ...(reader as PostReader), model: { habits: { withoutKey } } }, ...others]);
    await post.allOnline();
    const swapped = post.pty.reader('reader-0');
    swapped.unplug();
    swapped.peripheral.security.takeKey(null);
    swapped.replug();
    swapped.present(badge(1));
    await post.until(() => post.healths.get('reader-0')?.cause === cause);
    if (cause === 'defaultKey') expect((await post.row('reader.insecure', 'reader-0')).payload).toMatchObject({ attempt: 'defaultKey' });
    const condition = cause === 'defaultKey' ? 'readerDefaultKey' : 'readerOffline';
    await post.until(() => [...post.alarms.values()].some((alarm) => alarm.source === 'reader-0' && alarm.condition === condition));
    expect(swapped.peripheral.security).toMatchObject({ hasKey: false, open: false, sessions: 1 });
    expect(cardRows('reader-0')).toEqual([]);
  });

  it('takes no card that comes in clear from a reader that must be secure, raises the attempt and goes on securely', async () => {
    await opened(secureReaders(1));
    await post.allOnline();
    const reader = post.pty.reader('reader-0');
    const card = cardReply(badge(1)) as Reply;
    const inClear = (sealed: Uint8Array): Uint8Array =>
      encodeFrame({ address: 0, fromReader: true, sequence: ((sealed[4] ?? 0) & 3) as Sequence, check: 'crc', security: null, ...encodeReply(card) });
    reader.peripheral.body.events.add({ reply: card, spoil: inClear });
    expect((await post.row('reader.insecure', 'reader-0')).payload).toMatchObject({ attempt: 'plainReply' });
    await post.until(() => [...post.alarms.values()].some(({ condition }) => condition === 'readerInsecure'));
    reader.present(badge(2));
    await post.until(() => cardRows('reader-0').length > 0);
    expect(cardRows('reader-0')).toEqual(['2']);
    expect(reader.peripheral.security.sessions).toBe(2);
  });

  it('never speaks in clear with a reader that says it can not be secure, and raises it', async () => {
    await opened([{ id: 'old', address: 1, secure: 'required', knownKey: readerKey(1), model: { capabilities: [], fullSecurity: false } }]);
    const reader = post.pty.reader('old');
    reader.present(badge(1));
    expect((await post.row('reader.insecure', 'old')).payload).toMatchObject({ attempt: 'noSecurity' });
    expect(cardRows('old')).toEqual([]);
    expect(reader.peripheral.body.events.waiting).toBe(1);
  });

  it('shows tamper and a broken contact on the board, and clears them when they are over', async () => {
    const inputs = [{ input: 1, name: 'Hatch', condition: 'readerInput', category: 'technical', priority: 3, normallyActive: false }] as const;
    const [reader] = secureReaders(1);
    await opened([{ ...(reader as PostReader), config: { inputs } }]);
    await post.allOnline();
    const far = post.pty.reader('reader-0');
    const standing = (): string[] => [...post.alarms.values()].flatMap(({ condition, active }) => (active ? [condition] : [])).sort();
    far.tamper(true);
    far.input(1, 1);
    await post.until(() => standing().length === 2);
    expect(standing()).toEqual(['readerInput', 'tamper']);
    expect((await post.row('reader.tamper', 'reader-0')).payload).toMatchObject({ active: true });
    expect((await post.row('reader.input', 'reader-0')).payload).toMatchObject({ input: 1, state: 1 });
    far.tamper(false);
    far.input(1, 0);
    await post.until(() => standing().length === 0);
  });

  it('asks for a PIN: the right one opens, a wrong one or none does not', async () => {
    const [reader] = secureReaders(1);
    await opened([{ ...(reader as PostReader), config: { pin: 'required' } }]);
    await post.allOnline();
    const far = post.pty.reader('reader-0');
    for (const number of [1, 2])
      await post.lead.gate.registerCard({ card: badge(number), holderId: null, name: `Holder ${number}`, department: 'Plant', validUntilUtcMs: null });
    await post.lead.gate.setPin({ card: badge(1), pin: '4711' });
    const reasons = (): string[] => post.rows.flatMap((row) => (row.kind.startsWith('gate.') ? [String(row.payload.reason)] : []));
    const tryWith = async (keys: string, attempts: number): Promise<void> => {
      far.present(badge(1));
      far.keys(keys);
      await post.until(() => reasons().length === attempts);
    };
    await tryWith('4711#', 1);
    await tryWith('1174#', 2);
    far.present(badge(2));
    await post.until(() => reasons().length === 3);
    expect(reasons()).toEqual(['ok', 'pinWrong', 'pinMissing']);
    // The row is told first; the sign goes out with the line's next turn.
    await vi.waitUntil(() => far.indications.length >= 3, { timeout: 10_000 });
    expect(far.indications.map(({ granted }) => granted)).toEqual([true, false, false]);
    expect(JSON.stringify(post.rows)).not.toMatch(/4711|1174/);
  });
});
