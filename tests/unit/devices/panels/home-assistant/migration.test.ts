import { describe, expect, test } from 'vitest';
import { inShort, newPanel } from './said.ts';

const marker = { migrate_discovery: true };
const single = { name: 'Smoke', unique_id: 'u1', state_topic: 'a/smoke', device_class: 'smoke', device: { name: 'Gateway' } };
const component = { p: 'binary_sensor', name: 'Smoke', uniq_id: 'u1', stat_t: 'a/smoke', dev_cla: 'smoke' };
const asDevice = (more: object = {}) => ({ dev: { ids: 'd1', name: 'Gateway' }, o: { name: 'x2mqtt' }, cmps: { smoke: { ...component, ...more } } });

describe('a bridge that moves from single announcements to one for the device', () => {
  test('loses nothing on its way: no alarm ends, none is doubled, nothing is told as removed', () => {
    const { announce, signals, topics } = newPanel();
    announce('binary_sensor/d1/smoke', single);
    expect(signals('a/smoke', 'ON')).toEqual(['Smoke: fire on']);
    const steps = [announce('binary_sensor/d1/smoke', marker), announce('device/d1', asDevice()), announce('binary_sensor/d1/smoke', '')];
    expect(steps.map(({ signals: told, problem }) => ({ told, problem }))).toEqual(Array(3).fill({ told: [], problem: null }));
    expect(topics()).toEqual(['a/smoke']);
    expect(signals('a/smoke', 'OFF')).toEqual(['Smoke: fire off']);
  });

  test('is read on in between', () => {
    const { announce, signals } = newPanel();
    announce('binary_sensor/d1/smoke', single);
    announce('binary_sensor/d1/smoke', marker);
    expect(signals('a/smoke', 'ON')).toEqual(['Smoke: fire on']);
  });

  test('may announce the device first, on another topic', () => {
    const { announce, topics } = newPanel();
    announce('binary_sensor/d1/smoke', single);
    announce('device/d1', asDevice({ stat_t: 'b/smoke' }));
    expect(inShort(announce('binary_sensor/d1/smoke', marker).signals)).not.toContain('Smoke: removed');
    expect(topics()).toEqual(['b/smoke']);
  });

  test('may go back', () => {
    const { announce, signals, topics } = newPanel();
    announce('device/d1', asDevice());
    announce('device/d1', marker);
    announce('binary_sensor/d1/smoke', single);
    expect(announce('device/d1', '').signals).toEqual([]);
    expect(topics()).toEqual(['a/smoke']);
    expect(signals('a/smoke', 'ON')).toEqual(['Smoke: fire on']);
  });

  test('takes an entity away when it deletes the old announcement without a new one', () => {
    const { announce } = newPanel();
    announce('binary_sensor/d1/smoke', single);
    announce('binary_sensor/d1/smoke', { migr_discvry: true });
    expect(inShort(announce('binary_sensor/d1/smoke', '').signals)).toEqual(['Smoke: fire off', 'Smoke: removed']);
  });

  test('leaves markers behind that are no error after a restart', () => {
    const { announce } = newPanel();
    expect(announce('binary_sensor/d1/smoke', marker)).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
    expect(announce('device/d1', marker)).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
  });

  test.each([{ migrate_discovery: 'yes' }, { migrate_discovery: false }])('does not take %j for a marker', (payload) => {
    expect(newPanel().announce('binary_sensor/d1/smoke', payload).problem).toMatch(/^badDiscovery/);
  });
});

describe('an entity that gets another name', () => {
  test('takes its standing alarm along: it ends under the old name and stands under the new one', () => {
    const { announce, signals } = newPanel();
    announce('binary_sensor/d1/smoke', single);
    signals('a/smoke', 'ON');
    announce('binary_sensor/d1/smoke', marker);
    const moved = announce('device/d1', asDevice({ name: 'Smoke hall' }));
    expect(inShort(moved.signals)).toEqual(['Smoke: fire off', 'Smoke hall: fire on']);
    expect(moved.signals.map((signal) => 'retained' in signal && signal.retained)).toEqual([false, true, true]);
  });

  test('does so too when it gets its name by the removal of another', () => {
    const { announce, signals } = newPanel();
    announce('binary_sensor/d1/a', { ...single, unique_id: 'ua', state_topic: 'a' });
    announce('binary_sensor/d1/b', { ...single, unique_id: 'ub', state_topic: 'b' });
    expect(signals('b', 'ON')).toEqual(['Smoke (b): fire on']);
    expect(inShort(announce('binary_sensor/d1/a', '').signals)).toEqual(['Smoke: fire off', 'Smoke: removed', 'Smoke (b): fire off', 'Smoke: fire on']);
  });

  test('stays apart from others of the same name and object id on other nodes', () => {
    const { announce, signals } = newPanel();
    for (const node of ['n1', 'n2', 'n3']) announce(`binary_sensor/${node}/smoke`, { ...single, unique_id: node, state_topic: node });
    expect(new Set(['n1', 'n2', 'n3'].flatMap((topic) => signals(topic, 'ON'))).size).toBe(3);
  });
});
