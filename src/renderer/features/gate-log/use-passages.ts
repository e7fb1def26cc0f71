/** Today's passages: asked for once in pages, then kept up with what comes live. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { api } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useLive } from '../../live/index.ts';
import { mergeRows } from '../../live/rows.ts';
import { gateTimeUtcMs, type HourCount, passagesPerHour, startOfDayUtcMs } from './passages.ts';

const pageSize = 500;
const pagesAtMost = 12;

interface Today {
  readonly rows: readonly Entry[];
  /** The day has more rows than we ask for. */
  readonly cut: boolean;
}

async function loadToday(sinceUtcMs: number, signal: AbortSignal): Promise<Today> {
  let rows: readonly Entry[] = [];
  for (let page = 0; page < pagesAtMost; page += 1) {
    const beforeSeq = rows.at(-1)?.row.seq;
    const more = await api.log.page(
      { kinds: ['gate.granted', 'gate.denied'], sinceUtcMs, limit: pageSize, ...(beforeSeq !== undefined && { beforeSeq }) },
      { signal },
    );
    rows = [...rows, ...more];
    if (more.length < pageSize) return { rows, cut: false };
  }
  return { rows, cut: true };
}

export interface Passages {
  readonly hours: readonly HourCount[];
  /** Counted only from here on, epoch milliseconds; null = the whole day. */
  readonly sinceUtcMs: number | null;
  readonly failure: unknown;
}

export function usePassages(): Passages {
  const now = useNow();
  const minute = Math.floor(now / 60_000);
  const dayStartUtcMs = startOfDayUtcMs(now);
  const gate = useLive((live) => live.gate);
  const today = useQuery({ queryKey: ['gate.passages', dayStartUtcMs], queryFn: ({ signal }) => loadToday(dayStartUtcMs, signal), staleTime: 300_000 });
  const rows = useMemo(() => mergeRows(gate, today.data?.rows ?? []), [gate, today.data]);
  const hours = useMemo(() => passagesPerHour(rows, (minute + 1) * 60_000), [rows, minute]);
  const oldest = today.data?.cut === true ? today.data.rows.at(-1) : undefined;
  return { hours, sinceUtcMs: oldest === undefined ? null : gateTimeUtcMs(oldest), failure: today.error };
}
