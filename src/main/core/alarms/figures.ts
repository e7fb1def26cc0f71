/**
 * The figures of a time span, counted row by row from the journal (alarms.md 4). Pure: knows no store and no clock.
 * Every row `alarm.raised` counts, a repeated one too: that is what came over the operator.
 */
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import { type AlarmFinding, alarmFindings, type Priority, priorities } from '../../../shared/model/alarms.ts';
import type { JournalKind, JournalRow, JsonObject } from '../../../shared/model/journal.ts';
import { isChattering, withRaise } from './chatter.ts';
import { floodTime } from './flood-time.ts';

/** What the figures are counted from. */
export const figureKinds = [
  'alarm.raised',
  'alarm.acknowledged',
  'alarm.escalated',
  'alarm.closed',
  'alarm.unshelved',
] as const satisfies readonly JournalKind[];

export interface FiguresInProgress {
  /** Rows oldest first. */
  add(row: JournalRow): void;
  /** @param stale alarms that have been on the board for over 24 hours. */
  finish(stale: number): AlarmFigures;
}

const bucketMs = 600_000;
const topMost = 10;

interface Source {
  readonly panelId: string;
  readonly source: string;
  area: string | null;
  count: number;
}
interface Chatter {
  readonly panelId: string;
  readonly source: string;
  readonly condition: string;
  recent: readonly number[];
  bursts: number;
}
interface Nuisance {
  readonly panelId: string;
  readonly source: string;
  count: number;
  minutesWasted: number;
}

export function countFigures(sinceUtcMs: number, untilUtcMs: number): FiguresInProgress {
  const raisedAt: number[] = [];
  const sources = new Map<string, Source>();
  const chatter = new Map<string, Chatter>();
  const nuisances = new Map<string, Nuisance>();
  const byPriority = perPriority(() => 0);
  const waits = perPriority((): number[] => []);
  const findings: { [finding in AlarmFinding]: number } = { true: 0, false: 0, test: 0, unknown: 0 };
  const escalated = { secondSeat: 0, lead: 0 };
  /** Since when each alarm waits for an acknowledgement, and since when it is on the board. */
  const waitingSince = new Map<string, number>();
  const onBoardSince = new Map<string, number>();

  function raised({ alarmId, panelId, source, condition, priority, area }: Facts, atUtcMs: number): void {
    raisedAt.push(atUtcMs);
    byPriority[priority] += 1;
    if (!waitingSince.has(alarmId)) waitingSince.set(alarmId, atUtcMs);
    if (!onBoardSince.has(alarmId)) onBoardSince.set(alarmId, atUtcMs);
    const of = got(sources, keyOf(panelId, source), () => ({ panelId, source, area, count: 0 }));
    of.count += 1;
    of.area ??= area;
    const talk = got(chatter, keyOf(panelId, source, condition), () => ({ panelId, source, condition, recent: [], bursts: 0 }));
    talk.recent = withRaise(talk.recent, atUtcMs);
    if (!isChattering(talk.recent, atUtcMs)) return;
    talk.bursts += 1;
    talk.recent = [];
  }

  function closed({ alarmId, panelId, source }: Facts, payload: JsonObject, atUtcMs: number): void {
    const finding = alarmFindings.find((one) => one === payload.finding) ?? 'unknown';
    findings[finding] += 1;
    const since = onBoardSince.get(alarmId) ?? atUtcMs;
    onBoardSince.delete(alarmId);
    if (finding !== 'false') return;
    const of = got(nuisances, keyOf(panelId, source), () => ({ panelId, source, count: 0, minutesWasted: 0 }));
    of.count += 1;
    of.minutesWasted += (atUtcMs - since) / 60_000;
  }

  return {
    add(row) {
      const atUtcMs = Date.parse(row.enteredAtUtc);
      const facts = factsOf(row);
      if (row.kind === 'alarm.raised') raised(facts, atUtcMs);
      else if (row.kind === 'alarm.unshelved' && row.payload.state === 'unacknowledged') waitingSince.set(facts.alarmId, atUtcMs);
      else if (row.kind === 'alarm.escalated') escalated[row.payload.level === 2 ? 'lead' : 'secondSeat'] += 1;
      else if (row.kind === 'alarm.closed') closed(facts, row.payload, atUtcMs);
      else if (row.kind === 'alarm.acknowledged') {
        const since = waitingSince.get(facts.alarmId);
        waitingSince.delete(facts.alarmId);
        if (since !== undefined) waits[facts.priority].push(Math.max(0, atUtcMs - since) / 1000);
      }
    },
    finish(stale) {
      const flood = floodTime(raisedAt, untilUtcMs);
      const spanMs = Math.max(1, untilUtcMs - sinceUtcMs);
      return {
        ...{ sinceUtcMs, untilUtcMs, raised: raisedAt.length, perTenMinutes: buckets(raisedAt, sinceUtcMs), byPriority, findings, escalated, stale },
        meanPerTenMinutes: (raisedAt.length * bucketMs) / spanMs,
        mostInTenMinutes: flood.most,
        floodShare: Math.min(1, flood.floodMs / spanMs),
        floods: flood.floods,
        chattering: [...chatter.values()]
          .filter(({ bursts }) => bursts > 0)
          .map(({ panelId, source, condition, bursts }) => ({ panelId, source, condition, bursts }))
          .sort((a, b) => b.bursts - a.bursts)
          .slice(0, topMost),
        topSources: [...sources.values()]
          .sort((a, b) => b.count - a.count)
          .slice(0, topMost)
          .map((one) => ({ ...one, share: one.count / raisedAt.length })),
        toAcknowledge: perPriority((priority) => summary(waits[priority])),
        falseAlarms: [...nuisances.values()].sort((a, b) => b.minutesWasted - a.minutesWasted || b.count - a.count).slice(0, topMost),
      };
    },
  };
}

interface Facts {
  readonly alarmId: string;
  readonly panelId: string;
  readonly source: string;
  readonly condition: string;
  readonly priority: Priority;
  readonly area: string | null;
}

function factsOf({ subject, payload }: JournalRow): Facts {
  const text = (name: string): string => (typeof payload[name] === 'string' ? payload[name] : '');
  return {
    alarmId: text('alarmId') || (subject ?? ''),
    panelId: text('panelId'),
    source: text('source'),
    condition: text('condition'),
    priority: priorities.find((one) => one === payload.priority) ?? 4,
    area: text('area') || null,
  };
}

const keyOf = (...parts: readonly string[]): string => parts.join('\n');

function got<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const perPriority = <T>(make: (priority: Priority) => T): { [priority in Priority]: T } => ({ 1: make(1), 2: make(2), 3: make(3), 4: make(4) });

function buckets(raisedAt: readonly number[], sinceUtcMs: number): AlarmFigures['perTenMinutes'] {
  const counts = new Map<number, number>();
  for (const at of raisedAt) {
    const bucket = sinceUtcMs + Math.floor((at - sinceUtcMs) / bucketMs) * bucketMs;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([atUtcMs, count]) => ({ atUtcMs, count }));
}

/** Median and 95th percentile by the nearest rank. */
function summary(seconds: readonly number[]): AlarmFigures['toAcknowledge'][Priority] {
  const sorted = seconds.toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return sorted.length === 0 ? null : { count: sorted.length, medianSeconds: rank(0.5), p95Seconds: rank(0.95) };
}
