/** What a page is asked while alarms pour in: when it painted which beacon, how far its frames are apart, and how long it took to answer a key. */
import type { Page } from '@playwright/test';
import { alarms as words } from '../../src/shared/i18n/en/alarms.ts';

/** Where the board shows its most urgent alarm: the newest beacon. */
export const heroSelector = `section[aria-label="${words.list.top}"]`;

interface PageWatch {
  painted: [beacon: number, atMs: number][];
  frames: number[];
  interactions: number[];
  newest: number;
}
type Watching = { guardpostWatch: PageWatch };

/** Begins to watch; `selector` shows the newest beacon. */
export async function watchPage(page: Page, selector: string): Promise<void> {
  await page.evaluate((where) => {
    const watch: PageWatch = { painted: [], frames: [], interactions: [], newest: 0 };
    (window as unknown as Watching).guardpostWatch = watch;
    const channel = new MessageChannel();
    let frameAtMs = 0;
    const frame = (atMs: number) => {
      if (frameAtMs > 0) watch.frames.push(atMs - frameAtMs);
      frameAtMs = atMs;
      channel.port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    // The first task after a frame: what is in the document now was painted.
    channel.port1.onmessage = () => {
      const beacon = Number(/beacon(\d+)/.exec(document.querySelector(where)?.textContent ?? '')?.[1] ?? 0);
      if (beacon > watch.newest) watch.painted.push([beacon, performance.timeOrigin + performance.now()]);
      watch.newest = Math.max(watch.newest, beacon);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('interactionId' in entry && Number(entry.interactionId) > 0) watch.interactions.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  }, selector);
}

export type RawSeen = Pick<PageWatch, 'painted' | 'frames' | 'interactions'>;

/** Takes what was noted and begins anew. */
export async function takeRaw(page: Page): Promise<RawSeen> {
  return page.evaluate(() => {
    const watch = (window as unknown as Watching).guardpostWatch;
    const { painted, frames, interactions } = watch;
    [watch.painted, watch.frames, watch.interactions] = [[], [], []];
    return { painted, frames, interactions };
  });
}
