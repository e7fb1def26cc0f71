import { describe, expect, it } from 'vitest';
import { createPictures } from '../../../../src/renderer/live/pictures.ts';

/** A page with a clock of its own: frames come when the test says so. */
function page() {
  let nowMs = 0;
  let frames: (() => void)[] = [];
  let timers: { run: () => void; atMs: number }[] = [];
  let drawing: (() => void)[] = [];
  const nextPicture = createPictures({
    nowMs: () => nowMs,
    frame(run) {
      frames.push(run);
      return () => {
        frames = frames.filter((one) => one !== run);
      };
    },
    later(run, ms) {
      const timer = { run, atMs: nowMs + ms };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    afterDrawing: (run) => void drawing.push(run),
  });
  const take = <T>(list: readonly T[], clear: () => void): readonly T[] => {
    clear();
    return list;
  };
  return {
    nextPicture,
    /** What is made takes so long, and then it is drawn. */
    draw(costMs: number) {
      nowMs += costMs;
      for (const run of take(drawing, () => (drawing = []))) run();
    },
    /** Time passes, then a frame begins. */
    frame(afterMs = 1) {
      nowMs += afterMs;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter((timer) => !due.includes(timer));
      for (const { run } of due) run();
      for (const run of take(frames, () => (frames = []))) run();
    },
  };
}

describe('pictures', () => {
  it('come with each frame while they cost little', () => {
    const { nextPicture, draw, frame } = page();
    let made = 0;
    nextPicture(() => (made += 1));
    draw(5);
    frame();
    expect(made).toBe(1);
  });

  it('leave as long again to keys and clicks when they cost much', () => {
    const { nextPicture, draw, frame } = page();
    let made = 0;
    nextPicture(() => (made += 1));
    draw(30);
    frame(16);
    frame(10);
    expect(made).toBe(0);
    frame(10);
    expect(made).toBe(1);
    nextPicture(() => (made += 1));
    draw(2);
    frame();
    expect(made).toBe(2);
  });

  it('are never further apart than a quarter of a second, however much they cost', () => {
    const { nextPicture, draw, frame } = page();
    let made = 0;
    nextPicture(() => (made += 1));
    draw(3_000);
    frame(1);
    frame(250);
    expect(made).toBe(1);
  });

  it('are not made any more once they are cancelled, whatever they wait for', () => {
    const { nextPicture, draw, frame } = page();
    let made = 0;
    nextPicture(() => (made += 1))();
    draw(30);
    frame(100);
    const cancel = nextPicture(() => (made += 1));
    draw(30);
    frame(1);
    cancel();
    frame(100);
    frame(100);
    expect(made).toBe(0);
  });
});
