/** The list of fault reports, asked for again whenever the journal tells of one; and the calls that change them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiQuery, callError } from '../../app/api.ts';

import { usePanelNames } from '../../app/panel-names.ts';
import { useLive } from '../../live/index.ts';
import { toast } from '../../ui/index.ts';

export function useFaults() {
  const list = useQuery({ ...apiQuery.faults.list.queryOptions(), staleTime: 0 });
  const newest = useLive((live) => live.log.find((entry) => entry.row.kind.startsWith('fault.'))?.row.seq ?? 0);
  const { refetch } = list;
  useEffect(() => {
    if (newest > 0) void refetch();
  }, [newest, refetch]);
  return list;
}

/** Sources that a report can be about: all that a panel has told of. */
export const useSources = () => useQuery(apiQuery.places.list.queryOptions()).data;

/** Runs a call, says how it went, asks for the list anew; null when it failed. */
export function useFaultCall() {
  const client = useQueryClient();
  return async <T>(call: Promise<T>, done: string): Promise<T | null> => {
    try {
      const answer = await call;
      toast('done', done);
      return answer;
    } catch (error) {
      toast('problem', callError(error));
      return null;
    } finally {
      void client.invalidateQueries({ queryKey: apiQuery.faults.key() });
    }
  };
}

/** `Smoke 1 · Store B · Main building`. */
export function useSourceText(): (fault: { readonly source: string; readonly area: string | null; readonly panelId: string }) => string {
  const nameOf = usePanelNames();
  return ({ source, area, panelId }) => [source, area, nameOf(panelId)].filter((part) => part !== null && part !== '').join(' · ');
}
