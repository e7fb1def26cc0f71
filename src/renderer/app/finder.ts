/** Find or do anything: whether it is open, and how what was typed is matched. */
import { useSyncExternalStore } from 'react';

let isOpen = false;
const listeners = new Set<() => void>();
const set = (next: boolean) => {
  isOpen = next;
  for (const listener of [...listeners]) listener();
};

export const openFinder = (): void => set(true);
export const closeFinder = (): void => set(false);
export const useFinderOpen = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => isOpen,
  );

/** Every typed word must start a word of the text, or stand anywhere in it for scripts without spaces. */
export function fitsQuery(text: string, query: string): boolean {
  const haystack = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
