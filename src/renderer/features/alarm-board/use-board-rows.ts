/** The rows of a list of alarms as they are shown: held still while someone reads, folded by area in a flood. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { heldOrder } from './lists.ts';
import { type BoardRow, foldByArea, plainRows } from './rows.ts';

export interface BoardRows {
  readonly rows: readonly BoardRow[];
  /** How many new ones wait until the list may move again. */
  readonly newer: number;
  /** Folds or unfolds an area, or what confirms an alarm. */
  toggle(key: string): void;
}

/** Nothing jumps while `holds`: a row is selected or a question stands. */
export function useBoardRows(list: readonly Alarm[], { holds, byArea }: { readonly holds: boolean; readonly byArea: boolean }): BoardRows {
  const latest = useRef(list);
  latest.current = list;
  const [ids, setIds] = useState<readonly string[] | null>(null);
  useEffect(() => setIds(holds ? latest.current.map((alarm) => alarm.alarmId) : null), [holds]);
  const held = useMemo(() => heldOrder(list, ids), [list, ids]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setUnfolded((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]))),
    [],
  );
  const rows = useMemo(() => (byArea ? foldByArea(held.rows, unfolded) : plainRows(held.rows, unfolded)), [held, byArea, unfolded]);
  return { rows, newer: held.newer, toggle };
}

export const keyOfRow = (row: BoardRow): string => row.key;

/** The alarm that a row stands for: of an area its most urgent one. */
export const alarmOfRow = (row: BoardRow | undefined): Alarm | undefined => (row === undefined ? undefined : row.kind === 'alarm' ? row.alarm : row.top);
