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
  const [begun, setBegun] = useState<{ readonly ids: readonly string[]; readonly byArea: boolean } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a flood that begins or ends in the meantime folds nothing under the reader's eyes
  useEffect(() => setBegun(holds ? { ids: latest.current.map((alarm) => alarm.alarmId), byArea } : null), [holds]);
  const held = useMemo(() => heldOrder(list, begun?.ids ?? null), [list, begun]);
  const folds = begun?.byArea ?? byArea;
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setUnfolded((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]))),
    [],
  );
  const rows = useMemo(() => (folds ? foldByArea(held.rows, unfolded) : plainRows(held.rows, unfolded)), [held, folds, unfolded]);
  return { rows, newer: held.newer, toggle };
}

export const keyOfRow = (row: BoardRow): string => row.key;

/** The alarm that a row stands for: of an area its most urgent one. */
export const alarmOfRow = (row: BoardRow | undefined): Alarm | undefined => (row === undefined ? undefined : row.kind === 'alarm' ? row.alarm : row.top);
