/**
 * When the next picture may be drawn: with the next frame, but where pictures cost much (a full board in a storm of alarms), time is left
 * between them for keys and clicks. Knows nothing of what is drawn.
 */

/** What the page offers for it; a test has its own. */
export interface PictureClock {
  nowMs(): number;
  /** Runs before the next frame is drawn, or soon where none is drawn (a hidden window); the answer cancels. */
  frame(run: () => void): () => void;
  later(run: () => void, ms: number): () => void;
  /** Runs once what is under way has been drawn. */
  afterDrawing(run: () => void): void;
}

/** A picture that costs less than this leaves enough of its frame. */
const cheapMs = 12;
const longestRestMs = 250;

/** How long after a picture that cost `costMs` none is drawn: as long again. */
const restMs = (costMs: number): number => (costMs <= cheapMs ? 0 : Math.min(longestRestMs, costMs));

/** Answers `nextPicture`: to be called as one picture begins to be made, it runs its argument when the next one may. The answer cancels. */
export function createPictures(page: PictureClock): (run: () => void) => () => void {
  let notBeforeMs = 0;
  return (run) => {
    const beganMs = page.nowMs();
    page.afterDrawing(() => {
      const endedMs = page.nowMs();
      notBeforeMs = endedMs + restMs(endedMs - beganMs);
    });
    let cancel = page.frame(frameBegins);
    function frameBegins(): void {
      const leftMs = notBeforeMs - page.nowMs();
      if (leftMs <= 0) run();
      else
        cancel = page.later(() => {
          cancel = page.frame(run);
        }, leftMs);
    }
    return () => cancel();
  };
}

/** The browser's. */
export function pageClock(): PictureClock {
  const drawn = new MessageChannel();
  const waiting: (() => void)[] = [];
  drawn.port1.onmessage = () => waiting.shift()?.();
  return {
    nowMs: () => performance.now(),
    frame(run) {
      // A hidden window draws no frames; its state must still move on.
      const frame = document.hidden ? null : requestAnimationFrame(() => done());
      const timer = setTimeout(() => done(), frame === null ? 100 : 250);
      const cancel = () => {
        if (frame !== null) cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
      const done = () => {
        cancel();
        run();
      };
      return cancel;
    },
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    afterDrawing(run) {
      waiting.push(run);
      drawn.port2.postMessage(0);
    },
  };
}
