import { describe, expect, it } from 'vitest';
import { RepeatThrottle } from '../../../../src/main/devices/readers/repeat-throttle.ts';

describe('the throttle of a scanner in presentation mode', () => {
  it('lets a code that stays there through once in its time, so that the gate still sees it', () => {
    const throttle = new RepeatThrottle(1000);
    const passed = Array.from({ length: 30 }, (_, at) => at * 100).filter((atMonoMs) => throttle.passes('A', atMonoMs));
    expect(passed).toEqual([0, 1000, 2000]);
  });

  it('holds back no other code, also where two lie there in turn', () => {
    const throttle = new RepeatThrottle(1000);
    const passed = ['A', 'B', 'A', 'B', 'C'].filter((code, at) => throttle.passes(code, at * 100));
    expect(passed).toEqual(['A', 'B', 'C']);
  });

  it('remembers a handful of codes and no more', () => {
    const throttle = new RepeatThrottle(1000);
    for (let at = 0; at < 9; at += 1) throttle.passes(`code ${at}`, at);
    expect(throttle.passes('code 8', 10)).toBe(false);
    expect(throttle.passes('code 0', 10)).toBe(true);
  });

  it('holds nothing back where repeats are wanted', () => {
    const throttle = new RepeatThrottle(0);
    expect([throttle.passes('A', 5), throttle.passes('A', 5)]).toEqual([true, true]);
  });
});
