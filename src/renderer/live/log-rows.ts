/**
 * The rows of a log screen: what is live, plus older pages and search results that the person asked for.
 * Without a filter nothing is fetched until "older". A search by text is always the post's (full-text) answer.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Entry } from '../../shared/contract/schemas.ts';
import type { JournalKind } from '../../shared/model/journal.ts';
import { api } from '../app/api.ts';
import { isTornOff, mergeRows } from './rows.ts';

const pageSize = 200;
/** A screen that stays open for a whole shift must not grow without end. */
const heldAtMost = 10_000;

export interface RowFilter {
  readonly kinds?: readonly JournalKind[];
  readonly text?: string;
  readonly subject?: string;
}

export interface LogRows {
  readonly rows: readonly Entry[];
  readonly loading: boolean;
  /** What the last call failed with; null = fine. */
  readonly failure: unknown;
  /** No older row exists. */
  readonly ended: boolean;
  loadOlder(): void;
  retry(): void;
}

type Direction = 'older' | 'newer';
interface Held {
  readonly rows: readonly Entry[];
  readonly ended: boolean;
  readonly loading: boolean;
  readonly failure: unknown;
}
const nothingHeld: Held = { rows: [], ended: false, loading: false, failure: null };

const fits = (filter: RowFilter) => (entry: Entry) =>
  (filter.kinds === undefined || filter.kinds.includes(entry.row.kind)) && (filter.subject === undefined || entry.row.subject === filter.subject);

async function loadPage(filter: RowFilter, bound: { beforeSeq?: number; afterSeq?: number }, signal: AbortSignal): Promise<readonly Entry[]> {
  const { kinds, ...others } = filter;
  return api.log.page({ ...others, ...(kinds !== undefined && { kinds: [...kinds] }), ...bound, limit: pageSize }, { signal });
}

/** `filter` must keep its identity while it stays the same (useMemo). */
export function useLogRows(live: readonly Entry[], filter: RowFilter): LogRows {
  const searching = filter.text !== undefined;
  const filtered = searching || filter.kinds !== undefined || filter.subject !== undefined;
  const liveRows = useMemo(() => (searching ? [] : live.filter(fits(filter))), [live, filter, searching]);
  const [held, setHeld] = useState<Held>(nothingHeld);
  const rows = useMemo(() => mergeRows(liveRows, held.rows), [liveRows, held.rows]);
  const run = useRef<AbortController | null>(null);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });

  const load = useCallback(
    async (direction: Direction, begin: readonly Entry[]) => {
      run.current?.abort();
      const mine = new AbortController();
      run.current = mine;
      const edge = (direction === 'older' ? begin.at(-1) : begin[0])?.row.seq;
      const bound = edge === undefined ? {} : direction === 'older' ? { beforeSeq: edge } : { afterSeq: edge };
      setHeld((before) => ({ ...before, loading: direction === 'older', failure: null }));
      try {
        const page = await loadPage(filter, bound, mine.signal);
        if (mine.signal.aborted) return;
        const ended = direction === 'older' && page.length < pageSize;
        setHeld((before) => ({ rows: mergeRows(page, before.rows).slice(0, heldAtMost), ended: before.ended || ended, loading: false, failure: null }));
      } catch (failure) {
        if (!mine.signal.aborted) setHeld((before) => ({ ...before, loading: false, failure }));
      }
    },
    [filter],
  );

  useEffect(() => {
    setHeld(nothingHeld);
    if (filtered) void load('older', []);
    return () => run.current?.abort();
  }, [filtered, load]);

  // Older pages that were joined on before would leave a hole that nobody sees: they are asked for again.
  const newestKnown = useRef(0);
  useEffect(() => {
    const torn = isTornOff(live, newestKnown.current);
    newestKnown.current = live[0]?.row.seq ?? newestKnown.current;
    if (!torn || searching) return;
    setHeld(nothingHeld);
    if (filtered) void load('older', []);
  }, [live, searching, filtered, load]);

  // Live state forgets its oldest rows; once older pages are joined on, they must stay joined.
  useEffect(() => {
    setHeld((before) =>
      before.rows.length === 0 || liveRows.length === 0 ? before : { ...before, rows: mergeRows(liveRows, before.rows).slice(0, heldAtMost) },
    );
  }, [liveRows]);

  const newestSeq = live[0]?.row.seq ?? 0;
  useEffect(() => {
    if (!searching || newestSeq === 0) return;
    const timer = setTimeout(() => {
      if (latest.current.length > 0) void load('newer', latest.current);
    }, 1500);
    return () => clearTimeout(timer);
  }, [searching, newestSeq, load]);

  const loadOlder = useCallback(() => void load('older', latest.current), [load]);
  return { rows, loading: held.loading, failure: held.failure, ended: held.ended, loadOlder, retry: loadOlder };
}
