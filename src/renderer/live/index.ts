/** `useLive(selector)`: the part of live state that a component needs; it draws again only when that part changes. */
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { api, transport } from '../app/client.ts';
import { refreshSession } from '../app/session-state.ts';
import { createLive } from './feed.ts';
import { createPictures, pageClock } from './pictures.ts';
import type { LiveState } from './state.ts';

export type { DocumentOffer, LiveState, Unwritten } from './state.ts';

export const live = createLive({
  watch: (signal) => api.live.watch(undefined, { signal }),
  page: (input) => api.log.page(input),
  nowUtcMs: Date.now,
  nextPicture: createPictures(pageClock()),
  onSession: refreshSession,
  onSilence: transport.drop,
});

const sameList = (a: unknown, b: unknown): boolean => Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]);

/** `useLive((live) => live.alarms)`. A selector may build a new array: equal members count as unchanged. */
export function useLive<T>(selector: (state: LiveState) => T): T {
  const last = useRef<{ value: T } | null>(null);
  const read = useCallback(() => {
    const value = selector(live.state());
    if (last.current !== null && (Object.is(last.current.value, value) || sameList(last.current.value, value))) return last.current.value;
    last.current = { value };
    return value;
  }, [selector]);
  return useSyncExternalStore(live.subscribe, read);
}

/** The post's clock as this seat reckons it, epoch milliseconds. */
export const postNowUtcMs = (): number => Date.now() + live.state().clockOffsetMs;
