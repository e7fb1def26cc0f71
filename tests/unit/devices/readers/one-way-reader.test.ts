import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSimulatedLink } from '../../../../src/main/devices/link/simulated-link.ts';
import { createReader } from '../../../../src/main/devices/readers/index.ts';
import type { CardNumber } from '../../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../../src/shared/model/config.ts';
import { arrived, readerConfig, startedReader, testClock } from './simulated-post.ts';

const tag: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };
const badge: CardNumber = { format: 'H10301', facility: '45', number: '12345' };
const stripe: CardNumber = { format: 'magstripe', facility: null, number: '0012345' };
const pass: CardNumber = { format: 'text', facility: null, number: 'VISIT-7' };

describe('a reader', () => {
  it.each([
    ['em4100', tag, '02304330303036323141353845 03'],
    ['wiegand-text', badge, '324433303339'],
    ['line', pass, '56495349542d37'],
    ['magstripe', stripe, '3b30303132333435 3f'],
  ] as const)('over %s reports the card with its time, its bytes and that it is simulated', async (protocol, card, hex) => {
    const { simulated, reads, clock } = await startedReader({ protocol });
    simulated.present(card);
    await arrived();
    expect(reads).toEqual([
      { readerId: 'north-in', card, rawHex: hex.replace(' ', ''), arrivedAtUtcMs: clock.nowUtcMs, arrivedAtMonoMs: clock.nowMonoMs, simulated: true },
    ]);
  });

  it('tells its health when state or cause change, and not on every byte', async () => {
    const { simulated, reader, healths } = await startedReader();
    simulated.present(tag);
    await arrived();
    simulated.unplug();
    await arrived();
    simulated.replug();
    await arrived();
    expect(healths.map(({ state, cause }) => [state, cause])).toEqual([
      ['connecting', null],
      ['online', null],
      ['offline', 'unplugged'],
      ['online', null],
    ]);
    expect(reader.health()).toMatchObject({ kind: 'reader', speaks: 'em4100', address: '/dev/simulated', state: 'online', simulated: true });
  });

  it('counts what it understood and what not, and keeps the last bytes', async () => {
    const { simulated, reader, clock } = await startedReader();
    simulated.garbage(Uint8Array.of(0xff, 0x00));
    simulated.present(tag);
    simulated.brokenFrame(tag);
    await arrived();
    const health = reader.health();
    expect(health).toMatchObject({ understood: 1, discarded: 16, lastSignOfLifeUtcMs: clock.nowUtcMs });
    expect(health.lastTraffic.map(({ text, understood }) => [text.slice(0, 4), understood])).toEqual([
      ['ff00', false],
      ['0230', true],
      ['0230', false],
    ]);
  });

  it('gives up a half frame when it is unplugged, so that it never joins the next', async () => {
    const { simulated, reader, reads } = await startedReader({ protocol: 'line' });
    simulated.cutFrame(pass, 3);
    await arrived();
    simulated.unplug();
    await arrived();
    simulated.replug();
    simulated.present(pass);
    await arrived();
    expect(reads.map((read) => read.card.number)).toEqual(['VISIT-7']);
    expect(reader.health().discarded).toBe(3);
  });

  it('keeps nothing of a payment card, neither as a read nor among the last bytes', async () => {
    const { simulated, reader, reads } = await startedReader({ protocol: 'line' });
    simulated.garbage(Buffer.from(';4111111111111111=3001?'));
    await arrived();
    simulated.garbage(Buffer.from('\r'));
    await arrived();
    expect(reads).toEqual([]);
    expect(reader.health()).toMatchObject({ lastTraffic: [], discarded: 23 });
  });

  it('shows no byte of a swipe before it is known what card it was', async () => {
    const { simulated, reader, reads } = await startedReader({ protocol: 'magstripe' });
    simulated.garbage(Buffer.from(';4111111111'));
    await arrived();
    expect(reader.health().lastTraffic).toEqual([]);
    simulated.garbage(Buffer.from('111111=3001?\r'));
    simulated.present(stripe);
    await arrived();
    expect(reads.map((read) => read.card)).toEqual([stripe]);
    expect(reader.health().lastTraffic.map(({ text }) => text)).toEqual([Buffer.from(';0012345?\r').toString('hex')]);
  });

  it('shows nothing of a swipe that the cable cut short', async () => {
    const { simulated, reader } = await startedReader({ protocol: 'magstripe' });
    simulated.garbage(Buffer.from(';4111111111111'));
    await arrived();
    simulated.unplug();
    await arrived();
    expect(reader.health()).toMatchObject({ state: 'offline', lastTraffic: [], discarded: 14 });
  });

  it('reports a code that lies before a scanner once a second, and one beside it at once', async () => {
    const { simulated, reader, reads, clock } = await startedReader({ protocol: 'line' });
    for (let tenth = 0; tenth < 25; tenth += 1) {
      simulated.present(pass);
      if (tenth === 3) simulated.present({ ...pass, number: 'VISIT-8' });
      await arrived();
      clock.nowMonoMs += 100;
    }
    expect(reads.map((read) => read.card.number)).toEqual(['VISIT-7', 'VISIT-8', 'VISIT-7', 'VISIT-7']);
    expect(reader.health()).toMatchObject({ understood: 26, discarded: 0 });
  });

  it('reports every code where the configuration folds nothing', async () => {
    const { simulated, reads } = await startedReader({ protocol: 'line', repeatSeconds: 0 });
    simulated.present(pass);
    simulated.present(pass);
    await arrived();
    expect(reads).toHaveLength(2);
  });

  it('shows the decision to a simulated reader', async () => {
    const { simulated, reader, clock } = await startedReader();
    const seen: boolean[] = [];
    const stopListening = simulated.onIndication((indication) => seen.push(indication.granted));
    reader.indicate({ granted: true, reason: 'ok' });
    stopListening();
    reader.indicate({ granted: false, reason: 'unknown' });
    expect(seen).toEqual([true]);
    expect(simulated.indications).toEqual([
      { granted: true, reason: 'ok', atUtcMs: clock.nowUtcMs },
      { granted: false, reason: 'unknown', atUtcMs: clock.nowUtcMs },
    ]);
  });

  it('tells nothing after it was stopped', async () => {
    const { simulated, reader, reads, healths } = await startedReader();
    simulated.present(tag);
    await reader.stop();
    const told = healths.length;
    simulated.present(tag);
    simulated.unplug();
    await arrived();
    expect(reads).toEqual([]);
    expect(healths).toHaveLength(told);
    expect(reader.health()).toMatchObject({ state: 'offline', cause: 'stopped' });
  });

  it('reports every card of a reader that is stuck, says so, and holds its line back', async () => {
    const { simulated, reader, reads, healths } = await startedReader();
    simulated.flood(tag, 1000);
    await arrived();
    expect(reads).toHaveLength(1000);
    expect(healths.at(-1)).toMatchObject({ state: 'online', cause: 'protocolError', detail: 'sends without pause' });
    await reader.stop();
  });
});

describe('asking a scanner for a read', () => {
  function scanner(change: Partial<ReaderConfig>) {
    const clock = testClock();
    const written: string[] = [];
    const { link, farEnd } = createSimulatedLink(clock, { written: (bytes) => written.push(Buffer.from(bytes).toString('hex')), decided: () => undefined });
    const reader = createReader({ ...readerConfig, protocol: 'line', ...change }, { clock, openLink: () => link });
    reader.start({ read: () => undefined, health: () => undefined, signal: () => undefined });
    return { reader, farEnd, written };
  }

  it('sends what the engine knows, and shows it among the last bytes', async () => {
    const { reader, written } = scanner({ trigger: 'honeywell' });
    await arrived();
    reader.trigger?.(true);
    reader.trigger?.(false);
    expect(written).toEqual(['16540d', '16550d']);
    expect(reader.health().lastTraffic.map(({ direction, text }) => [direction, text])).toEqual([
      ['out', '16540d'],
      ['out', '16550d'],
    ]);
  });

  it('sends nothing while the line is down', async () => {
    const { reader, farEnd, written } = scanner({ trigger: 'honeywell' });
    await arrived();
    farEnd.unplug();
    await arrived();
    reader.trigger?.(true);
    expect(written).toEqual([]);
    expect(reader.health().lastTraffic).toEqual([]);
  });

  it.each([undefined, 'none'] as const)('is not offered where the configuration says %s', (trigger) => {
    expect(scanner(trigger === undefined ? {} : { trigger }).reader.trigger).toBeUndefined();
  });

  it('calls off no read of a document scanner, which knows no such thing', async () => {
    const { reader, written } = scanner({ protocol: 'mrz', trigger: 'elyctis' });
    await arrived();
    reader.trigger?.(true);
    reader.trigger?.(false);
    expect(written).toEqual(['43000101', '490000']);
  });
});

describe('a reader whose codes end in silence', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function halfSent() {
    const post = await startedReader({ protocol: 'line' });
    post.simulated.garbage(Buffer.from('VISIT'));
    await arrived();
    return post;
  }

  it('reports the code once the line is silent, with the time of its last byte', async () => {
    const { simulated, clock, reads } = await halfSent();
    clock.nowMonoMs += 50;
    vi.advanceTimersByTime(50);
    simulated.garbage(Buffer.from('-7'));
    await arrived();
    clock.nowMonoMs += 79;
    vi.advanceTimersByTime(79);
    expect(reads).toEqual([]);
    clock.nowMonoMs += 1;
    vi.advanceTimersByTime(1);
    expect(reads.map((read) => [read.card.number, read.arrivedAtMonoMs])).toEqual([['VISIT-7', 5050]]);
  });

  it('does not take half a code for a whole one when the process was too busy to listen', async () => {
    const { simulated, clock, reads } = await halfSent();
    clock.nowMonoMs += 400;
    vi.advanceTimersByTime(80);
    expect(reads).toEqual([]);
    simulated.garbage(Buffer.from('-7\r'));
    await arrived();
    expect(reads.map((read) => read.card.number)).toEqual(['VISIT-7']);
  });

  it('leaves no timer behind when it stops', async () => {
    const { reader } = await halfSent();
    expect(vi.getTimerCount()).toBe(1);
    await reader.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is no longer called stuck some seconds after a flood', async () => {
    const { simulated, reader, clock } = await startedReader();
    simulated.flood(tag, 400);
    await arrived();
    expect(reader.health().cause).toBe('protocolError');
    clock.nowMonoMs += 5000;
    vi.advanceTimersByTime(5000);
    expect(reader.health()).toMatchObject({ state: 'online', cause: null });
    await reader.stop();
  });
});
