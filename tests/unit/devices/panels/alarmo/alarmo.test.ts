import { describe, expect, it } from 'vitest';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const config = topicPanel('alarmo', 'alarmo');
const open = () => openPanel(config);
const request = { commandId: 'c1', panelId: 'p', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null } as const;
const sensor = (name: string) => ({ entity_id: `binary_sensor.${name.toLowerCase()}`, name });
const trigger = (...names: string[]) => JSON.stringify({ event: 'TRIGGER', delay: 0, sensors: names.map(sensor) });

describe('what sets Alarmo off', () => {
  it('is one alarm for each sensor, with its entry delay', () => {
    const panel = open();
    expect(panel.say('alarmo/event', trigger('Door', 'Window'))).toEqual(['Door: intrusion on', 'Window: intrusion on']);
    const event = JSON.stringify({ event: 'TRIGGER', delay: 60, sensors: [sensor('Hall')] });
    expect(panel.hear('alarmo/event', event)?.signals[0]).toMatchObject({ source: 'Hall', text: 'entry delay 60 s', code: 'TRIGGER', momentary: true });
  });

  it('is over when the state word says so, for there is no event of disarming', () => {
    const panel = open();
    panel.say('alarmo/store/event', trigger('Door', 'Window'));
    expect(panel.say('alarmo/store/state', 'pending')).not.toContain('Door: intrusion off');
    expect(panel.say('alarmo/store/state', 'triggered')).toContain('store: intrusion on');
    expect(panel.say('alarmo/store/state', 'disarmed')).toEqual(
      expect.arrayContaining(['store: intrusion off', 'Door: intrusion off', 'Window: intrusion off']),
    );
  });

  it('is not over because another area is calm', () => {
    const panel = open();
    panel.say('alarmo/store/event', trigger('Door'));
    expect(panel.say('alarmo/house/state', 'disarmed')).not.toContain('Door: intrusion off');
    expect(panel.say('alarmo/state', 'disarmed')).toContain('Door: intrusion off');
  });

  it('without a sensor is an event: the state word is the alarm', () => {
    expect(open().say('alarmo/event', JSON.stringify({ event: 'TRIGGER', delay: 0 }))).toEqual(['Alarmo: triggered']);
  });

  it('can be told by the site to be a fire', () => {
    const panel = openPanel(config, { 'binary_sensor.smoke': { condition: 'fire', category: 'life', priority: 1, latched: true } });
    expect(panel.say('alarmo/event', trigger('Smoke', 'Door'))).toEqual(['Smoke: fire on', 'Door: intrusion on']);
    expect(panel.say('alarmo/state', 'armed_away')).toEqual(expect.arrayContaining(['Smoke: fire off', 'Door: intrusion off']));
  });
});

describe('areas', () => {
  it('are partitions of their own beside the master alarm', () => {
    const panel = open();
    expect(panel.say('alarmo/state', 'armed_vacation', true)).toEqual(['partition * = armedVacation', 'Alarmo: intrusion off']);
    expect(panel.say('alarmo/ground_floor/state', 'arming')).toContain('partition ground_floor = arming');
    expect(panel.say('alarmo/ground_floor/state', 'armed_custom_bypass')).toContain('ground floor: closed armedCustom');
    expect(panel.hear('alarmo/ground_floor/state', 'moon')).toMatchObject({ unknownWord: 'moon' });
  });
});

describe('events', () => {
  it('name what kept it from arming', () => {
    const event = JSON.stringify({ event: 'FAILED_TO_ARM', sensors: [sensor('Back'), sensor('Side')] });
    expect(open().hear('alarmo/store/event', event)?.signals).toMatchObject([
      { event: 'failedToArm', text: 'Back, Side', source: 'store', partition: 'store' },
    ]);
  });

  it('that the state word tells as well make no row', () => {
    expect(open().say('alarmo/event', '{"event":"ARM_AWAY","delay":20}')).toEqual([]);
  });

  it('that nobody knows are shown, and damaged ones told as such', () => {
    expect(open().hear('alarmo/event', '{"event":"SENSOR_LOST"}')).toMatchObject({ unknownWord: 'SENSOR_LOST' });
    expect(open().say('alarmo/event', '{"event":7}')).toEqual(['! noEvent']);
    expect(open().say('alarmo/event', 'TRIGGER')).toEqual(['! notJson']);
  });
});

describe('commands to Alarmo', () => {
  it('carry the code as text, with its leading zeros, and the area', () => {
    const { dialect } = open();
    const plan = dialect.plan({ ...request, kind: 'disarm', pointKind: 'partition', pointId: 'store', code: '0012' });
    expect(plan?.messages).toEqual([{ topic: 'alarmo/command', payload: '{"command":"DISARM","code":"0012","area":"store"}' }]);
    expect(plan?.proof.point).toEqual({ kind: 'partition', pointId: 'store', states: ['disarmed'] });
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'vacation' })?.messages[0]?.payload).toBe('{"command":"ARM_VACATION"}');
    expect(dialect.plan({ ...request, kind: 'bypass', pointKind: 'zone', pointId: 'x' })).toBeNull();
    expect(dialect.codeFor('disarm')).toBe('optional');
  });

  it('that it refuses are told as refused, once, and not for another area', () => {
    const panel = open();
    panel.dialect.plan({ ...request, kind: 'arm', mode: 'away', pointKind: 'partition', pointId: 'store' });
    const refusal = JSON.stringify({ event: 'FAILED_TO_ARM', sensors: [sensor('Back')] });
    expect(panel.say('alarmo/house/event', refusal)).toEqual(['house: failedToArm']);
    expect(panel.say('alarmo/store/event', refusal)).toEqual(['store: failedToArm', 'c1 refused: Back']);
    expect(panel.say('alarmo/store/event', refusal)).toEqual(['store: failedToArm']);
  });

  it('with a wrong code are refused in our words', () => {
    const panel = open();
    panel.dialect.plan({ ...request, kind: 'disarm', code: '1' });
    expect(panel.say('alarmo/event', '{"event":"INVALID_CODE_PROVIDED"}')).toEqual(['Alarmo: wrongCode', 'c1 refused: wrongCode']);
  });
});
