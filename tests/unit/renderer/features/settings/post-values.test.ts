import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../../src/main/config/index.ts';
import { parseConfigReaders } from '../../../../../src/renderer/features/settings/post-values.ts';

describe('the form for the post', () => {
  it('holds readers on lines of their own, and names those on a bus apart', () => {
    const config = parseConfig(`
post: { site: S, name: N }
readers:
  - { id: north-in, path: /dev/ttyUSB0, protocol: em4100, direction: in }
  - { id: bus1, path: /dev/ttyUSB1, protocol: osdp, devices: [{ id: turnstile-1, address: 0, direction: in }, { id: annex, address: 1 }] }
mqtt: { url: "mqtt://127.0.0.1:1883" }
`);
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    expect(parseConfigReaders(config.value)).toEqual({
      readers: [expect.objectContaining({ id: 'north-in', path: '/dev/ttyUSB0', protocol: 'em4100', baudRate: 9600, direction: 'in' })],
      mqttUrl: 'mqtt://127.0.0.1:1883',
      onBuses: ['turnstile-1', 'annex'],
    });
  });

  it('is empty where the data is none', () => {
    expect(parseConfigReaders({ readers: 'x' })).toEqual({ readers: [], mqttUrl: '', onBuses: [] });
  });
});
