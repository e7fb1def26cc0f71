/** The figures of a time span (alarms.md 4, ISA-18.2 and EEMUA 191 by their public summaries). */
import type { AlarmFinding, Priority } from './alarms.ts';

export interface AlarmFigures {
  readonly sinceUtcMs: number;
  readonly untilUtcMs: number;
  readonly raised: number;
  /** Raised in each ten minutes, oldest first; only buckets with at least one. */
  readonly perTenMinutes: readonly { readonly atUtcMs: number; readonly count: number }[];
  readonly meanPerTenMinutes: number;
  readonly mostInTenMinutes: number;
  /** Share of the time, 0 to 1, with more than 10 alarms in 10 minutes (until under 5). */
  readonly floodShare: number;
  readonly floods: number;
  /** On the board for over 24 hours now. */
  readonly stale: number;
  /** Sources that came up 3 times or more within a minute. */
  readonly chattering: readonly { readonly panelId: string; readonly source: string; readonly condition: string; readonly bursts: number }[];
  readonly topSources: readonly {
    readonly panelId: string;
    readonly source: string;
    readonly area: string | null;
    readonly count: number;
    readonly share: number;
  }[];
  readonly byPriority: { readonly [priority in Priority]: number };
  /** Null where nothing was acknowledged. Seconds. */
  readonly toAcknowledge: { readonly [priority in Priority]: { readonly count: number; readonly medianSeconds: number; readonly p95Seconds: number } | null };
  readonly escalated: { readonly secondSeat: number; readonly lead: number };
  readonly findings: { readonly [finding in AlarmFinding]: number };
  readonly falseAlarms: readonly { readonly panelId: string; readonly source: string; readonly count: number; readonly minutesWasted: number }[];
}
