/** The figures of a time span from the journal. Reads in small steps: whoever writes must not wait for it. */
import type { AlarmFigures } from '../../shared/model/alarm-figures.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { countFigures, figureKinds } from '../core/alarms/figures.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';

const rowsPerStep = 500;
const staleMs = 86_400_000;
/** A year; more would be a question for an export. */
const mostSpanMs = 366 * staleMs;

export interface AlarmFiguresService {
  figures(span: { readonly sinceUtcMs: number; readonly untilUtcMs: number }): Promise<Result<AlarmFigures, ServiceFailure>>;
}

export function createAlarmFigures({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }): AlarmFiguresService {
  const { read } = ledger;
  return {
    async figures({ sinceUtcMs, untilUtcMs }) {
      if (untilUtcMs <= sinceUtcMs || untilUtcMs - sinceUtcMs > mostSpanMs) return fail({ code: 'rule', rule: 'spanNotPossible' });
      const counting = countFigures(sinceUtcMs, untilUtcMs);
      // Newest first is how the journal is read; counted is oldest first.
      const steps: ReturnType<typeof read.page>[] = [];
      for (let beforeSeq = Number.MAX_SAFE_INTEGER; ; ) {
        const rows = read.page({ kinds: figureKinds, sinceUtcMs, untilUtcMs, beforeSeq, limit: rowsPerStep });
        const last = rows.at(-1);
        if (last === undefined) break;
        steps.push(rows);
        beforeSeq = last.seq;
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (const rows of steps.reverse()) for (const row of rows.reverse()) counting.add(row);
      const before = clock.utcMs() - staleMs;
      const stale = read.board().filter((alarm) => alarm.state !== 'normal' && alarm.raisedAtUtcMs < before).length;
      return ok(counting.finish(stale));
    },
  };
}
