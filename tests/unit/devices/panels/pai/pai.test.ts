import { describe, expect, it } from 'vitest';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const config = topicPanel('pai', 'paradox');
const open = () => openPanel(config);
const request = { commandId: 'c1', panelId: 'p', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null } as const;
const state = 'paradox/states/partitions/Partition_1/current_state';

describe('the cache that PAI sends again', () => {
  it('makes no second row, neither after 12 hours nor with each subscription', () => {
    const panel = open();
    const door = 'paradox/states/zones/Front_door/open';
    expect(panel.say(door, 'False', true)).toEqual(['zone Front_door = closed']);
    expect(panel.say(door, 'True')).toEqual(['zone Front_door = open', 'Front door: opened']);
    expect(panel.say(door, 'True')).toEqual(['zone Front_door = open']);
    expect(panel.say(door, 'True', true)).toEqual(['zone Front_door = open']);
  });

  it('tells a standing alarm as standing', () => {
    const [signal] = open().hear('paradox/states/zones/Front_door/alarm', 'True', true)?.signals ?? [];
    expect(signal).toMatchObject({ type: 'condition', active: true, retained: true });
  });

  it('makes a row of what changed while the link was down', () => {
    const panel = open();
    panel.say(state, 'disarmed', true);
    expect(panel.say(state, 'armed_away', true)).toContain('Partition 1: closed armedAway');
  });
});

describe('a partition', () => {
  it('is opened and closed at the edges of being armed', () => {
    const panel = open();
    expect(panel.say(state, 'disarmed', true)).toEqual(['partition Partition_1 = disarmed', 'Partition 1: intrusion off']);
    expect(panel.say(state, 'arming')).toContain('Partition 1: arming');
    expect(panel.say(state, 'armed_away')).toContain('Partition 1: closed armedAway');
    expect(panel.say(state, 'triggered')).toEqual(['partition Partition_1 = triggered', 'Partition 1: intrusion on']);
    expect(panel.say(state, 'disarmed')).toEqual(['partition Partition_1 = disarmed', 'Partition 1: intrusion off', 'Partition 1: opened disarmed']);
  });

  it('is not opened when arming was called off', () => {
    const panel = open();
    panel.say(state, 'disarmed', true);
    panel.say(state, 'arming');
    expect(panel.say(state, 'disarmed')).toContain('Partition 1: disarmed');
  });

  it('takes `pending` as the entry delay, which is no alarm', () => {
    const panel = open();
    panel.say(state, 'armed_away', true);
    expect(panel.say(state, 'pending')).toEqual(['partition Partition_1 = entryDelay', 'Partition 1: intrusion off', 'Partition 1: entryDelay']);
  });
});

describe('properties', () => {
  const say = (path: string, value: string) => open().say(`paradox/states/${path}`, value);

  it.each([
    ['zones/Smoke_1/fire', 'Smoke 1: fire on'],
    ['zones/PIR/presently_in_alarm', 'PIR: intrusion on'],
    ['zones/PIR/low_battery', 'PIR: battery on'],
    ['zones/PIR/supervision_trouble', 'PIR: supervision on'],
    ['partitions/Area_1/panic_alarm', 'Area 1: panic on'],
    ['partitions/Area_1/paramedic_alarm', 'Area 1: medical on'],
    ['partitions/Area_1/silent_alarm', 'Area 1: holdUp on'],
    ['system/troubles/ac_failure_trouble', 'System: mains on'],
    ['system/troubles/battery_failure_trouble', 'System: battery on'],
    ['system/troubles/fail_tel_1_trouble', 'System: fail tel 1: line on'],
    ['system/troubles/bell_absent_trouble', 'System: bell absent: module on'],
    ['system/troubles/module_tamper_trouble', 'System: module tamper: tamper on'],
    ['bus-module/Keypad_2/trouble', 'Keypad 2: module on'],
  ])('%s is %s', (path, signal) => {
    expect(say(path, 'True')).toEqual([signal]);
    expect(say(path, '1')).toEqual([signal]);
  });

  it('tells bypassed zones as points and as events', () => {
    const panel = open();
    const bypassed = 'paradox/states/zones/Window_store/bypassed';
    expect(panel.say(bypassed, 'False')).toEqual(['zone Window_store = in use']);
    expect(panel.say(bypassed, 'True')).toEqual(['zone Window_store = bypassed', 'Window store: bypassed bypassed']);
    expect(panel.say(bypassed, 'False')).toEqual(['zone Window_store = in use', 'Window store: bypassed bypassEnded']);
  });

  it('keeps two troubles of one kind apart, so that the end of one does not end the other', () => {
    const panel = open();
    const sources = ['fail_tel_1_trouble', 'fail_tel_2_trouble'].map((name) => panel.hear(`paradox/states/system/troubles/${name}`, 'True')?.signals[0]);
    expect(new Set(sources.map((signal) => (signal?.type === 'condition' ? signal.source : null))).size).toBe(2);
  });

  it.each([
    ['zones/PIR/label', 'PIR'],
    ['zones/PIR/id', '4'],
    ['zones/PIR/signal_strength', '7'],
    ['zones/PIR/generated_alarm', 'True'],
    ['partitions/Area_1/ready_status', 'True'],
    ['partitions/Area_1/arm', 'True'],
    ['outputs/Siren/time_left', '12'],
    ['system/power/vdc', '13.4'],
    ['system/date/time', '2026-01-03 00:08:54'],
    ['users/User_1/label', 'User 1'],
    ['challenge', '0f0f'],
    ['zones/PIR/something_new', 'False'],
  ])('%s tells nothing and is no unknown word', (path, value) => {
    expect(say(path, value)).toEqual([]);
  });

  it('shows a flag that nobody knows once it is set, to be taught', () => {
    expect(open().hear('paradox/states/zones/PIR/vibration', 'True')).toMatchObject({
      signals: [],
      problem: 'unknownWord: vibration',
      unknownWord: 'vibration',
    });
    expect(open().hear(state, 'armed_moon')).toMatchObject({ unknownWord: 'armed_moon' });
  });

  it('are what the site says before they are what we say', () => {
    const water = { condition: 'water', category: 'technical', priority: 3, latched: false } as const;
    const panel = openPanel(config, { vibration: water, tamper: 'ignore', armed_moon: water });
    expect(panel.say('paradox/states/zones/PIR/vibration', 'True')).toEqual(['PIR: water on']);
    expect(panel.say('paradox/states/zones/PIR/vibration', 'False')).toEqual(['PIR: water off']);
    expect(panel.say('paradox/states/zones/PIR/tamper', 'True')).toEqual([]);
    expect(panel.say(state, 'armed_moon')).toEqual(['Partition 1: water on']);
    expect(panel.say(state, 'armed_away')).toContain('Partition 1: water off');
  });

  it('that are damaged are told as such', () => {
    expect(say('zones/PIR/alarm', 'maybe')).toEqual(['! unknownState: alarm maybe']);
    expect(open().dialect.parse({ topic: state, payload: new Uint8Array([0xff, 0xfe]), retained: false }, 0)).toMatchObject({ problem: 'notUtf8' });
    expect(say('zones/PIR/alarm', '')).toEqual([]);
  });
});

describe('the bridge', () => {
  it('is offline by its will, and by a bad status', () => {
    const panel = open();
    expect(panel.say('paradox/interface/availability', 'offline', true)).toEqual(['offline']);
    expect(panel.say('paradox/interface/pai_status', 'error')).toEqual(['offline', 'PAI: error']);
    expect(panel.say('paradox/interface/pai_status', 'online')).toEqual(['online']);
    expect(panel.say('paradox/interface/pai_status', 'paused')).toEqual(['online', 'PAI: paused']);
  });

  it('that was killed is not online by the status that it left behind', () => {
    const panel = open();
    expect(panel.say('paradox/interface/availability', 'offline', true)).toEqual(['offline']);
    expect(panel.say('paradox/interface/pai_status', 'online', true)).toEqual([]);
  });
});

describe('raw events', () => {
  const raw = (entry: object) => JSON.stringify({ change: {}, tags: [], level: 'INFO', time: '2026-01-05T08:00:00', ...entry });
  const topic = 'paradox/events/raw';

  it('keep who did it, as one event however often it comes', () => {
    const panel = open();
    const entry = raw({ type: 'user', label: 'Ana', message: 'User Ana code entered on keypad', major: 5, minor: 2 });
    const [first] = panel.hear(topic, entry, true)?.signals ?? [];
    expect(first).toMatchObject({ type: 'event', source: 'Ana', user: 'Ana', code: '5/2', retained: true });
    expect(panel.say(topic, entry)).toEqual([]);
    const [again] = open().hear(topic, entry)?.signals ?? [];
    expect(again).toMatchObject({ identity: first?.type === 'event' ? first.identity : '' });
  });

  it('of what the states tell are not told twice', () => {
    expect(open().say(topic, raw({ type: 'zone', label: 'Front_door', level: 'DEBUG', message: 'Zone Front door open' }))).toEqual([]);
    expect(open().say(topic, raw({ type: 'zone', property: 'alarm', level: 'CRITICAL', message: 'x' }))).toEqual([]);
  });

  it('raise what no state tells: duress and panic keys', () => {
    const duress = raw({ type: 'user', label: 'Ana', message: 'Duress alarm by user Ana', tags: ['alarm'], major: 31, minor: 2 });
    const [alarm, event] = open().hear(topic, duress)?.signals ?? [];
    expect(alarm).toMatchObject({ condition: 'duress', category: 'holdUp', priority: 1, momentary: true, active: true });
    expect(event).toMatchObject({ type: 'event' });
    expect(open().say(topic, raw({ type: 'special', message: 'Special alarm: Panic fire', tags: ['alarm'] }))).toContain('System: fire on');
    // Retained: it was so once.
    expect(open().say(topic, duress, true)).toEqual(['Ana: Duress alarm by user Ana']);
  });

  it('tell the test report of the panel', () => {
    expect(open().say(topic, raw({ type: 'system', label: 'System', message: 'Special events: Test report' }))).toEqual([
      'System: test Special events: Test report',
    ]);
  });

  it('that are no JSON are told as such', () => {
    expect(open().say(topic, 'Zone open')).toEqual(['! notJson']);
  });
});

describe('commands', () => {
  const { dialect } = open();

  it.each([
    ['away', 'arm', 'armedAway'],
    ['home', 'arm_stay', 'armedHome'],
    ['night', 'arm_sleep', 'armedNight'],
  ] as const)('arm (%s)', (mode, payload, reached) => {
    expect(dialect.plan({ ...request, kind: 'arm', mode, pointKind: 'partition', pointId: 'Partition_1' })).toEqual({
      messages: [{ topic: 'paradox/control/partitions/Partition_1', payload }],
      proof: { result: false, point: { kind: 'partition', pointId: 'Partition_1', states: [reached, 'arming', 'exitDelay'] } },
    });
  });

  it('disarm all at once, which no single partition can confirm', () => {
    expect(dialect.plan({ ...request, kind: 'disarm' })).toEqual({
      messages: [{ topic: 'paradox/control/partitions/all', payload: 'disarm' }],
      proof: { result: false, point: null },
    });
  });

  it('bypass a zone and take it back, confirmed by its bypass', () => {
    const zone = { ...request, pointKind: 'zone', pointId: 'Front_door' } as const;
    expect(dialect.plan({ ...zone, kind: 'bypass' })).toEqual({
      messages: [{ topic: 'paradox/control/zones/Front_door', payload: 'bypass' }],
      proof: { result: false, point: { kind: 'zone', pointId: 'Front_door', bypassed: true } },
    });
    expect(dialect.plan({ ...zone, kind: 'clear' })?.messages).toEqual([{ topic: 'paradox/control/zones/Front_door', payload: 'clear_bypass' }]);
  });

  it('that the panel can not do are not sent', () => {
    expect(dialect.plan({ ...request, kind: 'clear' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'silence' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'vacation' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'bypass', pointKind: 'zone', pointId: '+/control' })).toBeNull();
  });
});
