/**
 * A sorted list whose members have keys, and many changes to it at once: what stays keeps its place, what changed is put
 * in by order. One pass, however many changes there are; nothing is sorted but the changes. Pure.
 */

/** By key: what it is now, or null for gone. */
export type Changes<T> = ReadonlyMap<string, T | null>;

export interface Keyed<T> {
  readonly keyOf: (item: T) => string;
  readonly compare: (a: T, b: T) => number;
}

/** The sorted list after the changes. */
export function withChanges<T>(list: readonly T[], changes: Changes<T>, { keyOf, compare }: Keyed<T>): readonly T[] {
  if (changes.size === 0) return list;
  const changed = [...changes.values()].filter((item) => item !== null).sort(compare);
  const merged: T[] = [];
  let next = 0;
  for (const item of list) {
    if (changes.has(keyOf(item))) continue;
    for (let other = changed[next]; other !== undefined && compare(other, item) < 0; other = changed[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(item);
  }
  for (const other of changed.slice(next)) merged.push(other);
  return merged;
}

/** The same for a map. */
export function mapWithChanges<T>(map: ReadonlyMap<string, T>, changes: Changes<T>): ReadonlyMap<string, T> {
  if (changes.size === 0) return map;
  const changed = new Map(map);
  for (const [key, item] of changes) {
    if (item === null) changed.delete(key);
    else changed.set(key, item);
  }
  return changed;
}
