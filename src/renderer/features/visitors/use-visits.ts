/** The visits of a tab: those inside come live; today's register is asked for and kept up with what comes live. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Visit } from '../../../shared/model/visits.ts';
import { api } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useLive } from '../../live/index.ts';
import { sameDay } from '../../ui/index.ts';

export type VisitTab = 'inside' | 'overdue' | 'today';
const pageSize = 200;
const pagesAtMost = 10;

async function loadToday(nowUtcMs: number, signal: AbortSignal): Promise<readonly Visit[]> {
  let visits: readonly Visit[] = [];
  for (let page = 0; page < pagesAtMost; page += 1) {
    const beforeUtcMs = visits.at(-1)?.registeredAtUtcMs;
    const more = await api.visitors.recent({ limit: pageSize, ...(beforeUtcMs !== undefined && { beforeUtcMs }) }, { signal });
    visits = [...visits, ...more.filter((visit) => sameDay(visit.registeredAtUtcMs, nowUtcMs))];
    const last = more.at(-1);
    if (more.length < pageSize || last === undefined || !sameDay(last.registeredAtUtcMs, nowUtcMs)) break;
  }
  return visits;
}

export function useVisits(tab: VisitTab): { readonly visits: readonly Visit[]; readonly failure: unknown; retry(): void } {
  const now = useNow();
  const inside = useLive((live) => live.inside);
  /** Counts up with every row about visits, so that today's list is asked again when one comes or goes. */
  const visitSeq = useLive((live) => live.log.find((entry) => entry.row.kind.startsWith('visit.'))?.row.seq ?? 0);
  const query = useQuery({
    queryKey: ['visitors.today', Math.floor(now / 86_400_000), visitSeq],
    queryFn: ({ signal }) => loadToday(now, signal),
    enabled: tab === 'today',
    placeholderData: (before) => before,
  });
  const overdueCount = inside.filter((visit) => visit.dueOutAtUtcMs < now).length;
  const visits = useMemo(() => {
    if (tab === 'today') return query.data ?? [];
    // `inside` is in order of being due, so the overdue ones are its beginning.
    return tab === 'overdue' ? inside.slice(0, overdueCount) : inside;
  }, [tab, query.data, inside, overdueCount]);
  return { visits, failure: tab === 'today' ? query.error : null, retry: () => void query.refetch() };
}
