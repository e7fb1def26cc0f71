/**
 * Which alarm the keys of a list are about: the one that is read. Where that one has left the list, no other takes its
 * place by itself: the next key would act on an alarm that nobody has looked at.
 */
import { useEffect, useRef, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useLive } from '../../live/index.ts';
import type { BoardRow } from './rows.ts';
import { alarmOfRow } from './use-board-rows.ts';

export interface BoardTarget {
  readonly target: Alarm | undefined;
  /** The one that the keys were about and that is no longer on the list; null = nothing has left. */
  readonly left: Alarm | null;
  setCursor(key: string | null): void;
  /** The person did something that may take it off the list: then the first row is next. */
  letGo(alarmId: string): void;
}

interface TargetOf {
  readonly rows: readonly BoardRow[];
  /** The list that the rows show, with what is folded in them. */
  readonly list: readonly Alarm[];
  /** What a question is about, or a pane shows. */
  readonly pinned: Alarm | undefined;
}

export function useBoardTarget({ rows, list, pinned }: TargetOf): BoardTarget {
  const [cursor, setCursor] = useState<string | null>(null);
  const [done, letGo] = useState<string | null>(null);
  const last = useRef<Alarm | undefined>(undefined);
  const under = cursor === null ? alarmOfRow(rows[0]) : (alarmOfRow(rows.find((row) => row.key === cursor)) ?? list.find(({ alarmId }) => alarmId === cursor));
  const before = last.current;
  const kept = before === undefined ? undefined : list.find(({ alarmId }) => alarmId === before.alarmId);
  const next = before === undefined || before.alarmId === done ? alarmOfRow(rows[0]) : undefined;
  const target = pinned ?? under ?? kept ?? next;
  useEffect(() => {
    if (target !== undefined) last.current = target;
    if (rows.length === 0) setCursor(null);
  });
  return { target, left: target === undefined && rows.length > 0 ? (last.current ?? null) : null, setCursor, letGo };
}

/** A pane whose alarm has left the post is no longer open, or the list would hold still for nobody. */
export function usePaneOfShown(pane: object | null, shown: boolean, setPane: (pane: null) => void): void {
  const settled = useLive((live) => live.status !== 'connecting' && !live.alarmsFollow);
  useEffect(() => {
    if (pane !== null && !shown && settled) setPane(null);
  }, [pane, shown, settled, setPane]);
}
