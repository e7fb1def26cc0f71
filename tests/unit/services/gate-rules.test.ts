import { beforeEach, describe, expect, it } from 'vitest';
import type { LastPass } from '../../../src/main/core/ports/ledger.ts';
import { createAccessAlarms } from '../../../src/main/services/access-alarms.ts';
import type { SystemAlarm } from '../../../src/main/services/alarms.ts';
import { createGateRules, type JudgedRead } from '../../../src/main/services/gate-rules.ts';
import type { CardRead } from '../../../src/shared/model/cards.ts';
import { fail } from '../../../src/shared/model/result.ts';
import { testClock } from './ground.ts';

const readers = [
  { id: 'north-in', area: 'North', direction: 'in' },
  { id: 'north-out', area: 'North', direction: 'out' },
  { id: 'store', area: 'Store', direction: 'in' },
  { id: 'desk', area: null, direction: null },
] as const;
type ReaderId = (typeof readers)[number]['id'];
const card = { format: 'em4100', facility: null, number: '0C000621A5' } as const;

describe('the rules at the gate', () => {
  // Monday, in whatever zone this runs.
  const atUtcMs = new Date(2026, 4, 4, 8).getTime();
  let rules: ReturnType<typeof createGateRules>;
  let monoMs: number;
  beforeEach(() => {
    rules = createGateRules(readers);
    monoMs = 0;
  });

  const pass = (readerId: ReaderId): LastPass => ({ readerId, direction: readers.find(({ id }) => id === readerId)?.direction ?? null, atUtcMs: 0, seq: 1 });
  function judge(readerId: ReaderId, change: Partial<JudgedRead> = {}, reader: Partial<JudgedRead['reader']> = {}) {
    monoMs += 10_000;
    const found = readers.find(({ id }) => id === readerId);
    if (found === undefined) throw new Error('no such reader');
    return rules.judge({
      read: { card, arrivedAtUtcMs: atUtcMs, arrivedAtMonoMs: monoMs },
      reader: { ...found, ...reader },
      decision: { granted: true, reason: 'ok' },
      lastPass: pass('north-in'),
      ...change,
    });
  }
  const denied = (reason: JudgedRead['decision']['reason']) => ({ decision: { granted: false, reason } });

  it('find nothing in coming and going as it should be', () => {
    expect(judge('north-in', { lastPass: null })).toEqual([]);
    expect(judge('north-out')).toEqual([]);
    expect(judge('north-in', { lastPass: pass('north-out') })).toEqual([]);
    expect(judge('desk')).toEqual([]);
  });

  it('find who comes in twice, goes out twice, or goes out without having come in', () => {
    expect(judge('north-in')).toEqual(['wrongDirection']);
    expect(judge('north-out', { lastPass: pass('north-out') })).toEqual(['wrongDirection']);
    expect(judge('north-out', { lastPass: null })).toEqual(['wrongDirection']);
  });

  it('let a card into an area within the one it is in', () => {
    expect(judge('store')).toEqual([]);
    expect(judge('store', { lastPass: pass('store') })).toEqual(['wrongDirection']);
  });

  it('do not ask for a way that no reader watches', () => {
    rules = createGateRules([readers[0]]);
    expect(judge('north-in')).toEqual([]);
  });

  it('tell a card that was passed back, a blocked and a lost one, and the third denial', () => {
    expect(judge('north-in', denied('wrongDirection'))).toEqual(['passBack']);
    expect(judge('north-in', denied('wrongDirection'))).toEqual(['passBack']);
    expect(judge('north-in', denied('wrongDirection'))).toEqual(['passBack', 'repeatedDenials']);
    expect(judge('north-in', denied('blocked'))).toEqual(['blockedCard']);
    expect(judge('north-in', denied('lost'))).toEqual(['lostCard']);
    expect(judge('north-in', denied('unknown'))).toEqual([]);
  });

  it('tell a read out of hours, granted or denied', () => {
    const openHours = [{ days: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 17 * 60 }];
    expect(judge('desk', {}, { openHours })).toEqual(['outOfHours']);
    expect(judge('desk', denied('blocked'), { openHours })).toEqual(['blockedCard', 'outOfHours']);
    expect(judge('desk', {}, { openHours: [{ days: [1], fromMinute: 7 * 60, toMinute: 17 * 60 }] })).toEqual([]);
    expect(judge('desk', {}, { openHours: [] })).toEqual([]);
  });
});

describe('alarms of the gate', () => {
  const clock = testClock();
  let told: SystemAlarm[];
  let alarms: ReturnType<typeof createAccessAlarms>;
  const reader = { id: 'north-in', name: 'North gate', area: null } as Parameters<typeof createAccessAlarms>[0]['readers'][number];
  const read = (number: string = card.number): CardRead => ({
    readerId: 'north-in',
    card: { ...card, number },
    rawHex: '',
    arrivedAtUtcMs: clock.utcMs(),
    arrivedAtMonoMs: clock.monoMs(),
    simulated: false,
  });
  beforeEach(() => {
    told = [];
    const raiseSystem = async (alarm: SystemAlarm) => {
      told.push(alarm);
      return fail({ code: 'storeFailed', cause: 'busy' } as const);
    };
    alarms = createAccessAlarms({ alarms: { raiseSystem }, clock, readers: [reader], logBug: () => undefined });
  });

  it('name the reader, its area and the card, and need an acknowledgement though they do not last', async () => {
    alarms.raise('outOfHours', read());
    await alarms.drain();
    expect(told).toEqual([
      { source: 'north-in', condition: 'outOfHours', area: 'North gate', text: '0C000621A5', simulated: false, momentary: true, occurrences: 1 },
    ]);
  });

  it('of the same card within a minute are counted and told once at its end', async () => {
    for (let time = 0; time < 5; time += 1) alarms.raise('passBack', read());
    alarms.raise('passBack', read('7E00DEADB1'));
    await alarms.tick();
    expect(told.map(({ text, occurrences }) => [text, occurrences])).toEqual([
      ['0C000621A5', 1],
      ['7E00DEADB1', 1],
    ]);
    clock.pass(60_000);
    await alarms.tick();
    await alarms.tick();
    expect(told.slice(2).map(({ text, occurrences }) => [text, occurrences])).toEqual([['0C000621A5', 4]]);
  });

  it('that were counted are told before the post ends', async () => {
    alarms.raise('passBack', read());
    alarms.raise('passBack', read());
    await alarms.drain();
    expect(told.map(({ occurrences }) => occurrences)).toEqual([1, 1]);
  });
});
