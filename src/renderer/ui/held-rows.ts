/** Nothing jumps: while someone reads, rows that come in on top wait. Pure. */

export interface HeldRows<T> {
  readonly rows: readonly T[];
  /** How many newer rows wait above. */
  readonly newer: number;
}

/** Rows from `topKey` on; all rows when nothing is held or the held row has gone. */
export function heldRows<T>(rows: readonly T[], topKey: string | null, keyOf: (row: T) => string): HeldRows<T> {
  if (topKey === null) return { rows, newer: 0 };
  const at = rows.findIndex((row) => keyOf(row) === topKey);
  return at <= 0 ? { rows, newer: 0 } : { rows: rows.slice(at), newer: at };
}

/** Where the cursor goes on a key; null = not a movement. `page` = rows that fit on screen. */
export function movedCursor(key: string, at: number, count: number, page: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
