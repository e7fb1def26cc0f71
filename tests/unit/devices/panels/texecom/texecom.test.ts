import { describe, expect, it } from 'vitest';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const config = topicPanel('texecom', 'texecom2mqtt');
const open = () => openPanel(config);
const request = { commandId: 'c1', panelId: 'p', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null } as const;
const area = (status: string, extra: object = {}) => JSON.stringify({ id: 'A', name: 'House', number: 1, status, ...extra });
const zone = (status: number | string, type = 'Guard', extra: object = {}) =>
  JSON.stringify({ name: 'Hall PIR', number: 2, status, type, areas: ['A'], ...extra });
const log = (type: string, groupType?: number, extra: object = {}) =>
  JSON.stringify({ type, description: type, timestamp: '2026-01-01T08:00:00+00:00', areas: ['A'], parameter: 0, groupType, ...extra });

describe('areas', () => {
  const topic = 'texecom2mqtt/area/house';

  it('tell their alarm with the zone that set it off', () => {
    const panel = open();
    panel.say(topic, area('full_armed'), true);
    const [, alarm] = panel.hear(topic, area('triggered', { last_active_zone: { name: 'Front Door', number: 1 } }))?.signals ?? [];
    expect(alarm).toMatchObject({ condition: 'intrusion', source: 'House', partition: 'A', text: 'Front Door', active: true });
    expect(panel.say(topic, area('disarmed'))).toEqual(['partition house = disarmed', 'House: intrusion off', 'House: opened disarmed']);
  });

  it.each([
    ['in_exit', 'exitDelay'],
    ['in_entry', 'entryDelay'],
    ['part_armed_1', 'armedNight'],
    ['part_armed_2', 'armedHome'],
    ['part_armed_3', 'armedCustom'],
  ])('in `%s` are %s', (word, state) => {
    expect(open().say(topic, area(word), true)).toEqual([`partition house = ${state}`, 'House: intrusion off']);
  });

  it('in a state that nobody knows show it', () => {
    expect(open().hear(topic, area('moon_armed'))).toMatchObject({ unknownWord: 'moon_armed' });
    expect(open().hear(topic, '{"status":4}')).toMatchObject({ unknownWord: '4' });
  });
});

describe('zones', () => {
  const topic = 'texecom2mqtt/zone/hall_pir';

  it('open and close as events', () => {
    const panel = open();
    expect(panel.say(topic, zone(0), true)).toEqual(['zone hall_pir = closed', 'Hall PIR: tamper off']);
    expect(panel.say(topic, zone(1))).toEqual(['zone hall_pir = open', 'Hall PIR: tamper off', 'Hall PIR: opened']);
    expect(panel.say(topic, zone(1))).toEqual(['zone hall_pir = open', 'Hall PIR: tamper off']);
  });

  it('that are cut or shorted are tampered with', () => {
    expect(open().say(topic, zone(2), true)).toContain('Hall PIR: tamper on');
    expect(open().say(topic, zone('Short'), true)).toContain('Hall PIR: tamper on');
  });

  it.each([
    ['Fire', 'fire'],
    ['Medical', 'medical'],
    ['24Hr Gas', 'gas'],
    ['PA Audible', 'panic'],
    ['PA Silent', 'holdUp'],
    ['24Hr Audible', 'intrusion'],
    ['Tamper', 'tamper'],
  ])('of type %s are an alarm in any state of their area', (type, condition) => {
    expect(open().say(topic, zone(1, type), true)).toContain(`Hall PIR: ${condition} on`);
    expect(open().say(topic, zone(0, type), true)).toContain(`Hall PIR: ${condition} off`);
  });

  it('tell a bypass and a fault where the bridge passes on the whole byte', () => {
    const [point] = open().hear(topic, zone(0x21))?.signals ?? [];
    expect(point).toMatchObject({ type: 'point', state: 'open', bypassed: true, partition: 'A' });
    expect(open().hear(topic, zone(1))?.signals[0]).not.toHaveProperty('bypassed');
    expect(open().say(topic, zone(0x04))).toContain('Hall PIR: problem on');
  });

  it('in a state that nobody knows show it', () => {
    expect(open().hear(topic, zone('dreaming'))).toMatchObject({ unknownWord: 'dreaming' });
    expect(open().say(topic, 'open')).toEqual(['! notJson']);
  });
});

describe('the log', () => {
  const topic = 'texecom2mqtt/log';

  it('begins and ends what no zone tells', () => {
    const panel = open();
    expect(panel.say(topic, log('ACFail', 9))).toEqual(['System: mains on', 'System: ACFail']);
    // The high bits of the group tell of the panel's reporting, not of the event.
    expect(panel.say(topic, log('ACFail', 10 + 128))).toEqual(['System: mains off', 'System: ACFail']);
    expect(panel.hear(topic, log('KeypadAudiblePA', 1, { parameter: 3 }))?.signals[0]).toMatchObject({
      condition: 'panic',
      priority: 1,
      source: 'Keypad 3',
      partition: 'A',
      panelTimeUtcMs: Date.UTC(2026, 0, 1, 8),
    });
  });

  it('keeps two faults of one kind apart, so that the end of one does not end the other', () => {
    const panel = open();
    expect(panel.say(topic, log('TelephoneLineFault', 9))).toContain('System: telephone line fault: line on');
    expect(panel.say(topic, log('FailToCommunicate', 10))).toContain('System: fail to communicate: line off');
    expect(panel.say(topic, log('BellTamper', 11))).toContain('System: bell tamper: tamper on');
    expect(panel.say(topic, log('ExpanderTrouble', 9, { parameter: 2 }))).toContain('Expander 2: module on');
    expect(panel.say(topic, log('ExpanderLowVoltage', 10, { parameter: 2 }))).toContain('Expander 2: low voltage: module off');
  });

  it('of an older bridge can not say that something is over', () => {
    expect(open().hear(topic, log('DuressCodeAlarm', undefined, { parameter: 4 }))?.signals[0]).toMatchObject({
      condition: 'duress',
      source: 'User 4',
      momentary: true,
    });
  });

  it('names users and zones, and does not raise again what zones tell', () => {
    const panel = open();
    panel.say('texecom2mqtt/zone/hall_pir', zone(0), true);
    expect(panel.hear(topic, log('UserCode', 15, { parameter: 1, entity: { user_id: 1, user_name: 'Ana' } }))?.signals).toMatchObject([
      { event: 'UserCode', user: 'Ana' },
    ]);
    expect(panel.say(topic, log('Fire', 1, { parameter: 2 }))).toEqual(['Hall PIR: Fire']);
    expect(panel.say(topic, log('OmitKey', 21, { parameter: 2 }))).toEqual(['Hall PIR: bypassed OmitKey']);
    expect(panel.say(topic, log('AutomaticTestTransmission', 17))).toEqual(['System: test AutomaticTestTransmission']);
  });

  it('that is retained is what was: a row with its identity, and no alarm', () => {
    const [event, ...others] = open().hear(topic, log('ACFail', 9), true)?.signals ?? [];
    expect(event).toMatchObject({ type: 'event', retained: true, identity: expect.any(String) });
    expect(others).toEqual([]);
  });

  it('shows types that nobody knows, and takes what the site says of them', () => {
    expect(open().hear(topic, log('SeismicShock', 3))).toMatchObject({ unknownWord: 'SeismicShock' });
    const panel = openPanel(config, { SeismicShock: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true } });
    expect(panel.say(topic, log('SeismicShock', 3))).toEqual(['System: intrusion on']);
    expect(panel.say(topic, log('SeismicShock', 4))).toEqual(['System: intrusion off']);
  });
});

describe('the bridge', () => {
  it('tells whether it is there', () => {
    expect(open().say('texecom2mqtt/status', 'online')).toEqual(['online']);
    expect(open().say('texecom2mqtt/status', 'offline', true)).toEqual(['offline']);
    expect(open().say('texecom2mqtt/status', 'asleep')).toEqual(['! unknownAvailability: asleep']);
    expect(open().say('texecom2mqtt/power', '{"battery_voltage":13.4}')).toEqual([]);
    expect(open().say('texecom2mqtt/area/house/command', 'disarm')).toEqual(['not ours']);
  });
});

describe('commands to texecom', () => {
  it('go to the topic of the area, and are confirmed by its state', () => {
    const { dialect } = open();
    const house = { ...request, pointKind: 'partition', pointId: 'house' } as const;
    expect(dialect.plan({ ...house, kind: 'arm', mode: 'night' })).toEqual({
      messages: [{ topic: 'texecom2mqtt/area/house/command', payload: 'part_arm_1' }],
      proof: { result: false, point: { kind: 'partition', pointId: 'house', states: ['armedNight', 'arming', 'exitDelay'] } },
    });
    expect(dialect.plan({ ...house, kind: 'arm', mode: 'away' })?.messages[0]?.payload).toBe('full_arm');
    expect(dialect.plan({ ...house, kind: 'arm', mode: 'home' })?.messages[0]?.payload).toBe('part_arm_2');
    expect(dialect.plan({ ...house, kind: 'disarm' })?.messages[0]?.payload).toBe('disarm');
    expect(dialect.plan({ ...house, kind: 'arm', mode: 'vacation' })).toBeNull();
    expect(dialect.plan({ ...house, kind: 'bypass', pointKind: 'zone', pointId: 'hall' })).toBeNull();
    expect(dialect.plan({ ...house, kind: 'disarm', pointId: '../house/#' })).toBeNull();
  });
});
