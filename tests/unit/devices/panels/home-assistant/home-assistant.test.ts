import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PanelSignal } from '../../../../../src/main/core/ports/devices.ts';
import { createHomeAssistantDialect } from '../../../../../src/main/devices/panels/home-assistant/index.ts';

const config = { id: 'main', name: 'Main', dialect: 'home-assistant', base: 'homeassistant', heartbeatSeconds: null, simulated: false } as const;

function panel() {
  const dialect = createHomeAssistantDialect(config, { meaning: () => null });
  const say = (topic: string, payload: string | Uint8Array, options: { retained?: boolean; atMs?: number } = {}) =>
    dialect.parse({ topic, payload: typeof payload === 'string' ? Buffer.from(payload) : payload, retained: options.retained ?? false }, options.atMs ?? 0);
  return {
    dialect,
    say,
    announce: (component: string, objectId: string, description: object) =>
      say(`homeassistant/${component}/node/${objectId}/config`, JSON.stringify(description), { retained: true }),
    signals: (topic: string, payload: string, options: { retained?: boolean; atMs?: number } = {}): readonly PanelSignal[] =>
      // Points have tests of their own.
      (say(topic, payload, options)?.signals ?? []).filter(({ type }) => !type.startsWith('point')),
  };
}

const conditions = (signals: readonly PanelSignal[]) =>
  signals.flatMap((signal) => (signal.type === 'condition' ? [`${signal.condition} ${signal.active ? 'on' : 'off'}`] : []));
const events = (signals: readonly PanelSignal[]) => signals.flatMap((signal) => (signal.type === 'event' ? [signal.event] : []));

/** Messages as real bridges publish them (tests/fixtures/panels). */
const real = readFileSync(new URL('../../../../fixtures/panels/home-assistant.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { topic: string; payload: string; retain: boolean; means: string });

describe('the home-assistant dialect', () => {
  test('understands the messages of a real Paradox bridge', () => {
    const { dialect, say } = panel();
    const readings = real.map((message) => say(message.topic, message.payload, { retained: message.retain }));
    expect(readings.map((reading) => reading?.problem)).toEqual([null, null, null]);
    expect(readings[0]?.subscriptionsChanged).toBe(true);
    expect(dialect.subscriptions()).toEqual([
      'homeassistant/+/+/config',
      'homeassistant/+/+/+/config',
      'paradox/states/partitions/Partition_1/current_state',
      'paradox/interface/availability',
    ]);
    expect(readings[1]?.signals.filter(({ type }) => type !== 'point')).toMatchObject([
      {
        source: 'Partition Partition 1',
        area: 'EVO192',
        condition: 'intrusion',
        category: 'intrusion',
        priority: 2,
        latched: true,
        active: true,
        retained: true,
      },
    ]);
    expect(conditions(readings[2]?.signals ?? [])).toEqual(['intrusion off']);
    expect(events(readings[2]?.signals ?? [])).toEqual(['armedAway']);
  });

  test('understands short names and the base topic', () => {
    const { announce, signals, dialect } = panel();
    announce('binary_sensor', 'smoke', {
      '~': 'house/smoke',
      name: 'Smoke',
      stat_t: '~/state',
      dev_cla: 'smoke',
      pl_on: 1,
      pl_off: 0,
      val_tpl: "{{ value_json['alarm'].now }}",
      avty: [{ t: '~/online', pl_avail: 'yes', pl_not_avail: 'no' }],
      dev: { name: 'Detector', sa: 'Cellar' },
    });
    expect(dialect.subscriptions().slice(2)).toEqual(['house/smoke/state', 'house/smoke/online']);
    expect(signals('house/smoke/state', '{"alarm":{"now":1}}')).toMatchObject([
      { condition: 'fire', category: 'life', priority: 1, area: 'Cellar', active: true },
    ]);
    expect(signals('house/smoke/online', 'no')).toEqual([{ type: 'availability', panelId: 'main', online: false, simulated: false }]);
  });

  test.each([
    ['smoke', 'fire on', 'fire off'],
    ['gas', 'gas on', 'gas off'],
    ['carbon_monoxide', 'carbonMonoxide on', 'carbonMonoxide off'],
    ['tamper', 'tamper on', 'tamper off'],
    ['moisture', 'water on', 'water off'],
    ['battery', 'battery on', 'battery off'],
    ['problem', 'problem on', 'problem off'],
    ['connectivity', 'offline off', 'offline on'],
    ['power', 'mains off', 'mains on'],
  ])('takes device class %s: ON is %s, OFF is %s', (deviceClass, on, off) => {
    const { announce, signals } = panel();
    announce('binary_sensor', 'x', { name: 'X', state_topic: 'x', device_class: deviceClass });
    expect(conditions(signals('x', 'ON'))).toEqual([on]);
    expect(conditions(signals('x', 'OFF'))).toEqual([off]);
  });

  test('takes doors as events, told on change only, and motion as nothing for the log', () => {
    const { announce, signals } = panel();
    announce('binary_sensor', 'door', { name: 'Door', state_topic: 'door', device_class: 'door' });
    announce('binary_sensor', 'motion', { name: 'Motion', state_topic: 'motion', device_class: 'motion' });
    expect([...events(signals('door', 'ON')), ...events(signals('door', 'ON')), ...events(signals('door', 'OFF'))]).toEqual(['opened', 'closed']);
    expect(signals('motion', 'ON')).toEqual([]);
  });

  test('ends an on by itself after the off delay, counted from the last on', () => {
    const { announce, signals, dialect } = panel();
    announce('binary_sensor', 'x', { name: 'X', state_topic: 'x', device_class: 'tamper', off_delay: 30 });
    signals('x', 'ON', { atMs: 0 });
    signals('x', 'ON', { atMs: 20_000 });
    expect(dialect.due(49_999)).toEqual([]);
    expect(dialect.due(50_000)).toMatchObject([{ topic: 'x', signal: { condition: 'tamper', active: false } }]);
    expect(dialect.due(90_000)).toEqual([]);
  });

  test('tells a sensor that has expired, and that it is back', () => {
    const { announce, signals, dialect } = panel();
    announce('binary_sensor', 'x', { name: 'X', state_topic: 'x', device_class: 'smoke', exp_aft: 60 });
    signals('x', 'OFF', { atMs: 0 });
    expect(dialect.due(60_000)).toMatchObject([{ signal: { source: 'X', condition: 'offline', active: true } }]);
    expect(dialect.due(61_000)).toEqual([]);
    expect(conditions(signals('x', 'OFF', { atMs: 62_000 }))).toEqual(['offline off', 'fire off']);
  });

  test('takes availability that only some entities share as the lost device, not the lost bridge', () => {
    const { announce, signals } = panel();
    announce('binary_sensor', 'a', { name: 'A', state_topic: 'a', availability_topic: 'a/online' });
    announce('binary_sensor', 'b', { name: 'B', state_topic: 'b', availability_topic: 'b/online' });
    expect(signals('a/online', 'offline')).toMatchObject([{ type: 'condition', source: 'A', condition: 'offline', active: true }]);
  });

  test('keeps two entities of one name apart, the same way whatever comes first', () => {
    const sources = (order: readonly string[]) => {
      const { announce, signals } = panel();
      for (const id of order) announce('binary_sensor', id, { name: 'Zone', state_topic: `s/${id}`, device_class: 'smoke' });
      return ['one', 'two'].flatMap((id) => signals(`s/${id}`, 'ON').flatMap((signal) => (signal.type === 'condition' ? [signal.source] : [])));
    };
    expect(sources(['one', 'two'])).toEqual(['Zone', 'Zone (two)']);
    expect(sources(['two', 'one'])).toEqual(['Zone', 'Zone (two)']);
  });

  test('forgets an entity whose announcement is deleted, and clears what it had raised', () => {
    const { announce, say, dialect } = panel();
    announce('binary_sensor', 'x', { name: 'X', state_topic: 'x', device_class: 'smoke' });
    const removed = say('homeassistant/binary_sensor/node/x/config', '', { retained: true });
    expect(conditions(removed?.signals ?? [])).toEqual(['fire off']);
    expect(removed?.subscriptionsChanged).toBe(true);
    expect(dialect.subscriptions()).toHaveLength(2);
    expect(say('x', 'ON')).toBeNull();
  });

  test.each([
    ['{', 'notJson'],
    ['[]', 'badDiscovery'],
    ['{"name":"X"}', 'badDiscovery'],
    ['{"name":"X","state_topic":"a/#"}', 'badDiscovery'],
    ['{"name":"X","state_topic":7}', 'badDiscovery'],
  ])('names the announcement %s as %s', (payload, code) => {
    const { say } = panel();
    expect(say('homeassistant/binary_sensor/x/config', payload)?.problem).toMatch(new RegExp(`^${code}`));
  });

  test('names states, templates and values that it does not know', () => {
    const { announce, say } = panel();
    announce('alarm_control_panel', 'p', { name: 'P', state_topic: 'p' });
    announce('binary_sensor', 't', { name: 'T', state_topic: 't', val_tpl: '{{ value | int > 5 }}' });
    announce('binary_sensor', 'v', { name: 'V', state_topic: 'v', val_tpl: '{{ value_json.open }}' });
    expect(say('p', 'exploded')?.problem).toBe('unknownWord: exploded');
    expect(say('t', '7')?.problem).toBe('templateUnsupported: t');
    expect(say('v', '{"shut":true}')?.problem).toBe('noValue: v');
    expect(say('v', new Uint8Array([0xff]))?.problem).toBe('notUtf8');
    expect(say('v', new Uint8Array(1_048_577))?.problem).toBe('tooLarge: 1048577 bytes');
  });

  test('leaves other components alone', () => {
    const { announce, dialect } = panel();
    expect(announce('light', 'x', { name: 'X', state_topic: 'x' })).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
    expect(dialect.subscriptions()).toHaveLength(2);
  });

  test('never throws on any announcement or state', () => {
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
      fc
        .record(
          { '~': fc.anything(), name: fc.anything(), stat_t: fc.anything(), avty: fc.anything(), dev: fc.anything(), off_dly: fc.anything() },
          { requiredKeys: ['stat_t'] },
        )
        .map((value) => Buffer.from(JSON.stringify(value) ?? '')),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(
              'homeassistant/binary_sensor/a/config',
              'homeassistant/alarm_control_panel/n/b/config',
              'a',
              'homeassistant/config',
              'homeassistant//config',
            ),
            payload,
          ),
          { maxLength: 8 },
        ),
        (messages) => {
          const { say, announce, dialect } = panel();
          announce('binary_sensor', 'a', { name: 'A', state_topic: 'a', val_tpl: '{{ value_json.x }}' });
          for (const [topic, bytes] of messages) say(topic, bytes);
          expect(dialect.due(Number.MAX_SAFE_INTEGER)).toEqual(expect.any(Array));
          for (const filter of dialect.subscriptions().slice(2)) expect(filter).not.toMatch(/[+#\0]/);
        },
      ),
    );
  });
});
