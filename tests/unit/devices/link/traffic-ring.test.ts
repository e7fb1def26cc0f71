import { describe, expect, it } from 'vitest';
import { TrafficRing } from '../../../../src/main/devices/link/traffic-ring.ts';

describe('the traffic ring', () => {
  it('keeps the newest 32 chunks, newest last', () => {
    const ring = new TrafficRing();
    for (let i = 0; i < 40; i += 1) ring.add('in', Uint8Array.of(i), i, true);
    const entries = ring.entries();
    expect(entries).toHaveLength(32);
    expect(entries.at(0)).toMatchObject({ atUtcMs: 8, text: '08' });
    expect(entries.at(-1)).toEqual({ atUtcMs: 39, direction: 'in', text: '27', understood: true });
  });

  it('shows the head of a big chunk and how big it was', () => {
    const ring = new TrafficRing();
    ring.add('in', new Uint8Array(4096), 0, false);
    expect(ring.entries()[0]?.text).toBe(`${'00'.repeat(64)}… (4096)`);
  });

  it('forgets everything when told to', () => {
    const ring = new TrafficRing();
    ring.add('out', Uint8Array.of(1), 0, true);
    ring.clear();
    expect(ring.entries()).toEqual([]);
  });
});
