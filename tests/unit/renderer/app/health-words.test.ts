import { describe, expect, it } from 'vitest';
import { healthFacts } from '../../../../src/renderer/app/health-words.ts';
import type { DeviceHealth } from '../../../../src/shared/model/devices.ts';

const device = (id: string, kind: DeviceHealth['kind'], state: DeviceHealth['state'], sinceUtcMs = 0, simulated = false): DeviceHealth => ({
  id,
  kind,
  name: id,
  speaks: '',
  address: '',
  state,
  sinceUtcMs,
  cause: null,
  detail: null,
  lastSignOfLifeUtcMs: null,
  simulated,
  understood: 0,
  discarded: 0,
  lastTraffic: [],
});

describe('the health strip', () => {
  it('counts what is up by kind', () => {
    const facts = healthFacts([
      device('r1', 'reader', 'online'),
      device('r2', 'reader', 'connecting'),
      device('p', 'panel', 'online'),
      device('b', 'broker', 'online'),
    ]);
    expect(facts).toMatchObject({ readers: { up: 1, all: 2 }, panels: { up: 1, all: 1 }, broker: 'online', simulated: false });
  });

  it('names the reader that is down the longest before any panel', () => {
    const down = [device('p', 'panel', 'silent', 1), device('new', 'reader', 'offline', 9), device('old', 'reader', 'offline', 5)];
    expect(healthFacts(down).worst?.id).toBe('old');
  });

  it('names nobody when all is well, and says when anything is simulated', () => {
    expect(healthFacts([device('r', 'reader', 'online', 0, true)])).toMatchObject({ worst: null, simulated: true });
    expect(healthFacts([])).toMatchObject({ worst: null, broker: null });
  });
});
