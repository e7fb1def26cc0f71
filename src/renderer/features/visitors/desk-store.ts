/** The desk of half-done registrations, kept in memory while screens come and go. Never written to the browser's storage. */
import { useSyncExternalStore } from 'react';
import { type Desk, emptyDesk } from './draft.ts';

let desk: Desk = emptyDesk;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function changeDesk(change: (desk: Desk) => Desk): void {
  desk = change(desk);
  for (const listener of [...listeners]) listener();
}

/** As it is now, outside components. */
export const deskNow = (): Desk => desk;
export const useDesk = (): Desk => useSyncExternalStore(subscribe, () => desk);
