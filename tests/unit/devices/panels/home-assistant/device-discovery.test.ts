import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inShort, newPanel } from './said.ts';

/** Messages of a gateway that announces itself as one device (tests/fixtures/panels). */
const messages = readFileSync(new URL('../../../../fixtures/panels/home-assistant-device.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { topic: string; payload: string; retain: boolean; means: string });

const smoke = { p: 'binary_sensor', name: 'Smoke', uniq_id: 'u1', dev_cla: 'smoke', stat_t: 'a/smoke' };
const lid = { p: 'binary_sensor', name: 'Lid', uniq_id: 'u2', dev_cla: 'tamper', stat_t: 'a/lid' };
const device = (cmps: object, more: object = {}) => ({ dev: { ids: 'd1', name: 'Gateway' }, o: { name: 'x2mqtt' }, cmps, ...more });

describe('a device that announces all its components at once', () => {
  test('is understood from its announcement to its removal', () => {
    const { say, topics } = newPanel();
    const told = messages.map(({ topic, payload, retain, means }) => {
      const reading = say(topic, payload, retain);
      return { means, problem: reading?.problem, told: inShort(reading?.signals ?? []), topics: topics().length };
    });
    expect(told).toEqual([
      { means: 'a gateway with a partition, two zones, a voltage and a button', problem: null, told: [], topics: 4 },
      { means: 'the gateway is there', problem: null, told: ['online'], topics: 4 },
      { means: 'armed, smoke in the hall', problem: null, told: ['Hall: intrusion off', 'Hall: armedAway', 'Smoke hall: fire on'], topics: 4 },
      { means: 'the lid is shut', problem: null, told: ['Lid: tamper off'], topics: 4 },
      { means: 'the lid contact is lost', problem: null, told: ['Lid: offline on'], topics: 4 },
      { means: 'the lid contact was taken out', problem: null, told: ['Lid: tamper off', 'Lid: offline off', 'Lid: removed'], topics: 2 },
      {
        means: 'the gateway was taken out',
        problem: null,
        told: ['Hall: intrusion off', 'Hall: removed', 'Smoke hall: fire off', 'Smoke hall: removed'],
        topics: 0,
      },
    ]);
  });

  test('gives its components what they share, but never half of its availability', () => {
    const { announce, topics } = newPanel();
    const own = { p: 'binary_sensor', name: 'Own', stat_t: '~/own', avty: { t: '~/there' } };
    const shared = { p: 'binary_sensor', name: 'Shared', uniq_id: 'u1', val_tpl: '{{ value_json.x }}' };
    announce('device/d1', device({ own, shared }, { '~': 'base', stat_t: '~/all', avty_t: 'bridge/there' }));
    expect(topics().toSorted()).toEqual(['base/all', 'base/own', 'base/there', 'bridge/there']);
  });

  test('takes the area and the name from the device, and the long names too', () => {
    const { announce, say } = newPanel();
    announce('device/node/d1', {
      device: { identifiers: ['d1'], name: 'Gateway', suggested_area: 'Cellar' },
      origin: { name: 'x2mqtt' },
      components: { leak: { platform: 'binary_sensor', unique_id: 'u', device_class: 'moisture', state_topic: 'w' } },
    });
    expect(say('w', 'ON')?.signals[0]).toMatchObject({ source: 'Gateway', area: 'Cellar', condition: 'water', active: true });
  });

  test('may name a component like a short key', () => {
    const { announce, signals } = newPanel();
    announce('device/d1', device({ dev: { ...smoke, name: 'One' }, t: { ...lid, name: 'Two' } }));
    expect([...signals('a/smoke', 'ON'), ...signals('a/lid', 'ON')]).toEqual(['One: fire on', 'Two: tamper on']);
  });

  test('keeps a component that a later announcement leaves out: only an explicit removal takes it away', () => {
    const { announce, signals } = newPanel();
    announce('device/d1', device({ smoke, lid }));
    expect(announce('device/d1', device({ lid })).signals).toEqual([]);
    expect(signals('a/smoke', 'ON')).toEqual(['Smoke: fire on']);
    expect(inShort(announce('device/d1', device({ smoke: { platform: 'binary_sensor' } })).signals)).toEqual(['Smoke: fire off', 'Smoke: removed']);
  });

  test('says nothing when what it removes is not known', () => {
    const { announce } = newPanel();
    expect(announce('device/d1', device({ smoke: { p: 'binary_sensor' } }))).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
    expect(announce('device/d1', '')).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
  });

  test('counts with the components that are good when one is not, and says which', () => {
    const { announce, signals } = newPanel();
    const reading = announce('device/d1', device({ bad: { p: 'binary_sensor', name: 'Bad' }, smoke }));
    expect(reading.problem).toMatch(/^badDiscovery: bad: state_topic/);
    expect(signals('a/smoke', 'ON')).toEqual(['Smoke: fire on']);
  });

  test.each([
    ['{', 'notJson'],
    ['[]', 'badDiscovery'],
    ['{"dev":{"ids":"d1"},"o":{"name":"x"}}', 'badDiscovery: components'],
    ['{"dev":{"ids":"d1"},"cmps":[1,2]}', 'badDiscovery: components'],
  ])('names the announcement %s as %s', (payload, problem) => {
    expect(newPanel().say('homeassistant/device/d1/config', payload)?.problem).toMatch(new RegExp(`^${problem}`));
  });

  test('never throws, whatever it announces', () => {
    const component = fc.record(
      {
        p: fc.constantFrom('binary_sensor', 'alarm_control_panel', 'sensor', 7),
        stat_t: fc.anything(),
        avty: fc.anything(),
        '~': fc.anything(),
        uniq_id: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const announcement = fc.record(
      {
        cmps: fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.oneof(component, fc.anything()))),
        dev: fc.anything(),
        avty: fc.anything(),
        migrate_discovery: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(announcement, { maxLength: 4 }), (all) => {
        const { say, announce, topics } = newPanel();
        announce('device/d1', device({ smoke }));
        for (const one of all) say('homeassistant/device/d1/config', JSON.stringify(one));
        say('a/smoke', 'ON');
        for (const topic of topics()) expect(topic).not.toMatch(/[+#\0]/);
      }),
    );
  });
});

describe('availability from several topics', () => {
  const two = { avty: [{ t: 'x/radio' }, { t: 'x/mains' }] };
  const other = { p: 'binary_sensor', name: 'Other', stat_t: 'o', avty_t: 'o/there' };
  const after = (mode: string, ...said: readonly (readonly [string, string])[]) => {
    const { announce, signals } = newPanel();
    announce('device/d1', device({ smoke: { ...smoke, ...two, avty_mode: mode }, other }));
    return said.map(([topic, word]) => signals(topic, word)).at(-1);
  };

  test.each([
    [
      'all',
      'lost as soon as one is',
      [
        ['x/radio', 'online'],
        ['x/mains', 'offline'],
      ],
      ['Smoke: offline on'],
    ],
    [
      'all',
      'not back before all are',
      [
        ['x/radio', 'offline'],
        ['x/mains', 'offline'],
        ['x/radio', 'online'],
      ],
      ['Smoke: offline on'],
    ],
    ['all', 'undecided before all have spoken', [['x/radio', 'online']], []],
    [
      'any',
      'there as long as one is',
      [
        ['x/radio', 'online'],
        ['x/mains', 'offline'],
      ],
      ['Smoke: offline off'],
    ],
    [
      'any',
      'lost when all are',
      [
        ['x/radio', 'offline'],
        ['x/mains', 'offline'],
      ],
      ['Smoke: offline on'],
    ],
    [
      'latest',
      'whatever was said last',
      [
        ['x/radio', 'offline'],
        ['x/mains', 'online'],
      ],
      ['Smoke: offline off'],
    ],
  ] as const)('mode %s: %s', (mode, _, said, told) => {
    expect(after(mode, ...said)).toEqual(told);
  });
});
