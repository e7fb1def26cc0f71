import { describe, expect, it } from 'vitest';
import { deafness } from '../../../../src/renderer/app/deaf-words.ts';

const panels = { all: 3, deaf: 0, brokerDown: false, sinceUtcMs: null };

describe('whether the post is deaf', () => {
  it('is nothing to tell while every panel reaches it, or where there is none', () => {
    expect(deafness(panels)).toBeNull();
    expect(deafness({ ...panels, all: 0, brokerDown: true })).toBeNull();
  });

  it('tells how many panels are silent', () => {
    expect(deafness({ ...panels, deaf: 1, sinceUtcMs: 5 })).toEqual({ kind: 'some', deaf: 1, all: 3 });
  });

  it('is deaf when all panels are silent, and when the broker is down whatever the panels say', () => {
    expect(deafness({ ...panels, deaf: 3, sinceUtcMs: 5 })).toEqual({ kind: 'all', sinceUtcMs: 5 });
    expect(deafness({ ...panels, brokerDown: true, sinceUtcMs: 7 })).toEqual({ kind: 'all', sinceUtcMs: 7 });
  });
});
