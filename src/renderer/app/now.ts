/** One tick a second for every age and clock on screen, so that they change together. */
import { useSyncExternalStore } from 'react';
import { postNowUtcMs } from '../live/index.ts';

let nowUtcMs = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowUtcMs = postNowUtcMs();
    for (const each of [...listeners]) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** The post's time, epoch milliseconds, once a second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => nowUtcMs);
