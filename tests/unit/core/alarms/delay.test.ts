import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DelayAct, type DelayState, delaysFor, type EdgeDelays, elapse, noDelays, report } from '../../../../src/main/core/alarms/delay.ts';
import { alarmCategories } from '../../../../src/shared/model/alarms.ts';

const quiet: DelayState = { raised: false, held: null };

interface Report {
  readonly gapMs: number;
  readonly active: boolean;
  /** Does the timer run between this report and the one before? A late one must change nothing. */
  readonly timely: boolean;
}
const anyReports = fc.array(fc.record({ gapMs: fc.integer({ min: 1, max: 40 }), active: fc.boolean(), timely: fc.boolean() }), { maxLength: 40 });
const anyDelay = fc.integer({ min: 0, max: 60 });

interface Told {
  readonly act: DelayAct;
  readonly atMs: number;
}

/** Runs the reports; the timer looks when something is due, if it is timely. At the end it looks long after. */
function run(reports: readonly Report[], delays: EdgeDelays) {
  let state = quiet;
  let nowMs = 1000;
  const told: Told[] = [];
  const take = (step: { state: DelayState; acts: readonly DelayAct[] }, atMs: number) => {
    state = step.state;
    told.push(...step.acts.map((act) => ({ act, atMs })));
  };
  for (const one of reports) {
    const nextMs = nowMs + one.gapMs;
    if (one.timely && state.held !== null && state.held.dueAtUtcMs < nextMs) take(elapse(state, state.held.dueAtUtcMs), state.held.dueAtUtcMs);
    nowMs = nextMs;
    take(report(state, one.active, delays, nowMs), nowMs);
  }
  take(elapse(state, nowMs + 10_000), nowMs + 10_000);
  return { state, told, acts: told.map(({ act }) => act) };
}

/** Stretches in which the site says that the cause is there, with how long each lasts; the last may be without end. */
function stretches(reports: readonly Report[]): number[] {
  const lasting: number[] = [];
  let nowMs = 1000;
  let since: number | null = null;
  for (const one of reports) {
    nowMs += one.gapMs;
    if (one.active) since ??= nowMs;
    else if (since !== null) {
      lasting.push(nowMs - since);
      since = null;
    }
  }
  return since === null ? lasting : [...lasting, Number.POSITIVE_INFINITY];
}

/** A repeated report of what is raised is passed on; only the first of each is an edge. */
function edges(acts: readonly DelayAct[]): DelayAct[] {
  const changes = acts.filter((act) => act === 'raise' || act === 'clear');
  return changes.filter((act, i) => act !== changes[i - 1]);
}

const count = (acts: readonly DelayAct[], act: DelayAct) => acts.filter((one) => one === act).length;

describe('an on-delay', () => {
  it('raises each cause that lasts exactly once, and tells each that does not as too short, whether the timer is late or not', () => {
    fc.assert(
      fc.property(anyReports, anyDelay, (reports, onDelayMs) => {
        const { acts } = run(reports, { onDelayMs, offDelayMs: 0 });
        const lasting = stretches(reports);
        const long = lasting.filter((ms) => ms >= onDelayMs).length;
        expect(count(edges(acts), 'raise')).toBe(long);
        expect(count(acts, 'tooShort')).toBe(lasting.length - long);
        expect(count(acts, 'flicker')).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not lengthened by a repeated report, and is cut short by one with a shorter delay', () => {
    const first = report(quiet, true, { onDelayMs: 10_000, offDelayMs: 0 }, 0).state;
    const again = report(first, true, { onDelayMs: 10_000, offDelayMs: 0 }, 4000).state;
    expect(again.held).toEqual({ edge: 'on', sinceUtcMs: 0, dueAtUtcMs: 10_000 });
    expect(report(again, true, { onDelayMs: 7000, offDelayMs: 0 }, 5000).state.held?.dueAtUtcMs).toBe(7000);
    expect(report(again, true, noDelays, 5000)).toEqual({ state: { raised: true, held: null }, acts: ['raise'] });
  });

  it('ends when the clock is set back behind the report: at worst an alarm is raised too soon', () => {
    const waiting = report(quiet, true, { onDelayMs: 10_000, offDelayMs: 0 }, 3_600_000).state;
    expect(elapse(waiting, 3_600_500).acts).toEqual([]);
    expect(elapse(waiting, 1000).acts).toEqual(['raise']);
  });
});

describe('an off-delay', () => {
  it('clears once, when the cause stays away, and swallows what is shorter', () => {
    const delays = { onDelayMs: 0, offDelayMs: 5000 };
    const raised = report(quiet, true, delays, 0).state;
    const away = report(raised, false, delays, 1000);
    expect(away.acts).toEqual([]);
    expect(report(away.state, true, delays, 5999).acts).toEqual(['flicker', 'raise']);
    expect(report(away.state, false, delays, 5999).acts).toEqual([]);
    expect(elapse(away.state, 5999).acts).toEqual([]);
    expect(elapse(away.state, 6000)).toEqual({ state: { raised: false, held: null }, acts: ['clear'] });
    expect(report(away.state, true, delays, 6000).acts).toEqual(['clear', 'raise']);
  });
});

describe('both delays', () => {
  it('end up with what was said last, tell raises and clears in turn, and lose no cause that lasts', () => {
    fc.assert(
      fc.property(anyReports, anyDelay, anyDelay, (reports, onDelayMs, offDelayMs) => {
        const { state, acts } = run(reports, { onDelayMs, offDelayMs });
        expect(state).toEqual({ raised: reports.at(-1)?.active ?? false, held: null });
        const turns = edges(acts);
        expect(turns).toEqual(turns.map((_, i) => (i % 2 === 0 ? 'raise' : 'clear')));
        if (stretches(reports).some((ms) => ms >= onDelayMs)) expect(turns).toContain('raise');
        // Every stretch is told somehow: as an alarm, as too short, or as the same alarm after a flicker.
        expect(count(turns, 'raise') + count(acts, 'tooShort') + count(acts, 'flicker')).toBe(stretches(reports).length);
      }),
      { numRuns: 1000 },
    );
  });

  it('of zero pass every report on at once', () => {
    fc.assert(
      fc.property(anyReports, (reports) => {
        let state = quiet;
        for (const one of reports) {
          const step = report(state, one.active, noDelays, one.gapMs);
          expect(step.acts).toEqual(one.active ? ['raise'] : state.raised ? ['clear'] : []);
          expect(step.state).toEqual({ raised: one.active, held: null });
          state = step.state;
        }
      }),
    );
  });
});

describe('danger to life and hold-up', () => {
  it('never wait, whatever is configured; every other category may', () => {
    const delays = { onDelayMs: 1000, offDelayMs: 2000 };
    const never = alarmCategories.filter((category) => delaysFor([category], delays) === noDelays);
    expect(never).toEqual(['life', 'holdUp']);
    expect(delaysFor(['trouble', 'life'], delays)).toBe(noDelays);
    expect(delaysFor(['trouble'], delays)).toBe(delays);
  });
});
