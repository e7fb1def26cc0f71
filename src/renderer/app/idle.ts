/** Tells the post that the seat is in use, at most every 20 s: it locks the seat when that stays out. */
import { useEffect } from 'react';
import { api } from './api.ts';

export const touchEveryMs = 20_000;

export function useIdleTouch(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    let lastAtMs = Number.NEGATIVE_INFINITY;
    const touch = (event: Event) => {
      if (event.timeStamp - lastAtMs < touchEveryMs) return;
      lastAtMs = event.timeStamp;
      // Without a connection the post can't lock or unlock us either; the bar says so.
      api.session.touch().catch(() => undefined);
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    };
  }, [enabled]);
}
