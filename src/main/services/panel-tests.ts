/**
 * Panels that send a test report every so many hours: one that is missing is an alarm.
 * Must not alarm before it could have come: the state is in the journal, so a restart neither forgets nor invents one.
 */
import type { PanelConfig } from '../../shared/model/config.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Reads } from '../core/ports/ledger.ts';
import type { Alarms, SystemAlarm } from './alarms.ts';
import type { ReportTimes } from './alarms-delays.ts';
import { type AlarmWriter, systemActor } from './alarms-writer.ts';
import type { RetryQueue } from './panel-intake-queue.ts';

export interface TestWatch {
  /** Inside the transaction that keeps the test's row. */
  tested(writer: AlarmWriter, panelId: string, source: string, times: ReportTimes): void;
  /** Once that is on disk. */
  kept(panelId: string, source: string): void;
  /** Reads the journal; from now on `tick` may alarm. */
  start(): void;
  tick(): void;
}

const condition = 'testMissing';
/** What waited at the broker, or is sent again by a dialler, must have time to come. */
const graceMs = 600_000;
const hourMs = 3_600_000;
const pageRows = 1_000;
const mostPages = 20;

interface Watch {
  readonly panel: PanelConfig;
  /** The account's name in front of sources; null = the whole panel. */
  readonly account: string | null;
  readonly source: string;
  readonly hours: number;
  /** Null until something says when. */
  lastMonoMs: number | null;
  alarmed: boolean;
}

export interface TestWatchDeps {
  readonly panels: readonly PanelConfig[];
  readonly read: Reads;
  readonly clock: Clock;
  readonly alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>;
  readonly queue: RetryQueue;
}

export function createTestWatch({ panels, read, clock, alarms, queue }: TestWatchDeps): TestWatch {
  const watches = panels.flatMap(watchesOf);
  let startMonoMs: number | null = null;
  const of = (panelId: string, source: string): Watch[] => watches.filter((watch) => isOf(watch, panelId, source));

  return {
    tested(writer, panelId, source, times) {
      for (const watch of of(panelId, source)) writer.clear({ panelId, source: watch.source, condition }, times, systemActor);
    },
    kept(panelId, source) {
      for (const watch of of(panelId, source)) {
        watch.lastMonoMs = clock.monoMs();
        watch.alarmed = false;
      }
    },
    start() {
      startMonoMs = clock.monoMs();
      if (watches.length > 0) readLastTests(watches, read, clock);
      // Nobody watches for these any more: the configuration has changed.
      for (const alarm of read.board()) {
        const isWatched = watches.some((watch) => watch.panel.id === alarm.panelId && watch.source === alarm.source);
        if (alarm.condition === condition && alarm.active && !isWatched) queue.add(() => alarms.clearSystem(alarm));
      }
    },
    tick() {
      if (startMonoMs === null) return;
      for (const watch of watches) {
        const lastMonoMs = watch.lastMonoMs ?? startMonoMs;
        const dueMonoMs = Math.max(lastMonoMs + watch.hours * hourMs, startMonoMs + graceMs);
        if (watch.alarmed || clock.monoMs() < dueMonoMs) continue;
        watch.alarmed = true;
        queue.add(() => alarms.raiseSystem(alarmOf(watch)));
      }
    },
  };
}

/** Each account by itself where there are accounts, else the panel. */
function watchesOf(panel: PanelConfig): Watch[] {
  const { accounts = [] } = panel;
  const rest = { panel, lastMonoMs: null, alarmed: false };
  if (accounts.length === 0) return panel.testHours === undefined ? [] : [{ ...rest, account: null, source: panel.id, hours: panel.testHours }];
  return accounts.flatMap(({ account, name, testHours }) => {
    const hours = testHours ?? panel.testHours;
    const label = name ?? account;
    return hours === undefined ? [] : [{ ...rest, account: label, source: label, hours }];
  });
}

const isOf = ({ panel, account }: Watch, panelId: string, source: string): boolean =>
  panel.id === panelId && (account === null || source === account || source.startsWith(`${account}/`));

const alarmOf = ({ panel, source, hours }: Watch): SystemAlarm => ({
  ...{ panelId: panel.id, source, condition, area: panel.name, text: `${hours} h` },
  simulated: panel.simulated,
});

/** The newest test of each in the journal, by its age. */
function readLastTests(watches: readonly Watch[], read: Reads, clock: Clock): void {
  const missing = new Set(watches);
  let beforeSeq: number | undefined;
  for (let page = 0; page < mostPages && missing.size > 0; page += 1) {
    const rows = read.page({ kinds: ['panel.test'], limit: pageRows, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    for (const row of rows) for (const watch of missing) if (isTestOf(row, watch)) take(watch, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    beforeSeq = last.seq;
  }

  function take(watch: Watch, row: JournalRow): void {
    watch.lastMonoMs = clock.monoMs() - Math.max(0, clock.utcMs() - Date.parse(row.enteredAtUtc));
    missing.delete(watch);
  }
}

function isTestOf({ payload: { panelId, source, standing } }: JournalRow, watch: Watch): boolean {
  return standing !== true && typeof panelId === 'string' && typeof source === 'string' && isOf(watch, panelId, source);
}
