import { describe, expect, it } from 'vitest';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const config = topicPanel('dsc', 'site/dsc');
const open = () => openPanel(config);
const request = { commandId: 'c1', panelId: 'p', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null } as const;

describe('dsc', () => {
  it('takes `pending` as the exit delay, which is no alarm', () => {
    const panel = open();
    panel.say('site/dsc/Get/Partition1', 'disarmed', true);
    expect(panel.say('site/dsc/Get/Partition1', 'pending')).toEqual(['partition 1 = exitDelay', 'Partition 1: intrusion off', 'Partition 1: exitDelay']);
    expect(panel.say('site/dsc/Get/Partition1', 'armed_away')).toContain('Partition 1: closed armedAway');
  });

  it('ends a fire by the word of the bridge alone: disarming does not put it out', () => {
    const panel = open();
    expect(panel.say('site/dsc/Get/Fire2', '1')).toEqual(['Partition 2: fire on']);
    expect(panel.say('site/dsc/Get/Partition2', 'disarmed')).not.toContain('Partition 2: fire off');
    expect(panel.say('site/dsc/Get/Fire2', '0')).toEqual(['Partition 2: fire off']);
  });

  it('makes one row of a keypad text that the bridge says again with every change', () => {
    const panel = open();
    const topic = 'site/dsc/Get/Partition1/Message';
    expect(panel.say(topic, 'Partition ready', true)).toEqual([]);
    expect(panel.say(topic, 'Keypad lockout')).toEqual(['Partition 1: Keypad lockout']);
    expect(panel.say(topic, 'Keypad lockout')).toEqual([]);
    for (const text of ['Zones open', 'Enter access code', '*1: Zone bypass', 'Partition in alarm']) expect(panel.say(topic, text)).toEqual([]);
    expect(panel.say(topic, '*8: Installer programming, 3 digits')).toEqual(['Partition 1: *8: Installer programming, 3 digits']);
    expect(panel.say(topic, 'Failed to arm')).toEqual(['Partition 1: Failed to arm']);
  });

  it('knows zones, outputs, trouble and the status of the bridge', () => {
    const panel = open();
    expect(panel.say('site/dsc/Get/Zone12', '1', true)).toEqual(['zone 12 = open']);
    expect(panel.say('site/dsc/Get/Zone12', '0')).toEqual(['zone 12 = closed', 'Zone 12: closed']);
    expect(panel.say('site/dsc/Get/PGM3', '1')).toEqual(['output 3 = on']);
    expect(panel.say('site/dsc/Get/Trouble', '0')).toEqual(['System: problem off']);
    expect(panel.say('site/dsc/Status', 'online')).toEqual(['online']);
    expect(panel.say('site/dsc/Status', 'offline', true)).toEqual(['offline']);
    expect(panel.say('other/dsc/Status', 'offline')).toEqual(['not ours']);
  });

  it('shows what it does not know', () => {
    expect(open().hear('site/dsc/Get/Partition1', 'armed_stay_instant')).toMatchObject({ unknownWord: 'armed_stay_instant' });
    expect(open().hear('site/dsc/Get/Siren', '1')).toMatchObject({ unknownWord: 'Siren' });
    expect(open().hear('site/dsc/Get/Zone12', 'maybe')).toMatchObject({ unknownWord: 'maybe' });
    expect(open().hear('site/dsc/Status', 'tired')).toMatchObject({ problem: 'unknownAvailability: tired' });
  });

  it('means what the site says', () => {
    const panel = openPanel(config, {
      Siren: { condition: 'panic', category: 'life', priority: 1, latched: true },
      Trouble: 'ignore',
      'Keypad lockout': 'ignore',
    });
    expect(panel.say('site/dsc/Get/Siren', '1')).toEqual(['Siren: panic on']);
    expect(panel.say('site/dsc/Get/Trouble', '1')).toEqual([]);
    expect(panel.say('site/dsc/Get/Partition1/Message', 'Keypad lockout')).toEqual([]);
  });
});

describe('commands to dsc', () => {
  it('name the partition and the mode, and are confirmed by its state', () => {
    const { dialect } = open();
    const partition = { ...request, pointKind: 'partition', pointId: '2' } as const;
    expect(dialect.plan({ ...partition, kind: 'arm', mode: 'night' })).toEqual({
      messages: [{ topic: 'site/dsc/Set', payload: '2N' }],
      proof: { result: false, point: { kind: 'partition', pointId: '2', states: ['armedNight', 'arming', 'exitDelay'] } },
    });
    expect(dialect.plan({ ...partition, kind: 'disarm' })?.messages).toEqual([{ topic: 'site/dsc/Set', payload: '2D' }]);
  });

  it('to the whole panel go to each partition that was heard of', () => {
    const panel = open();
    expect(panel.dialect.plan({ ...request, kind: 'disarm' })).toBeNull();
    panel.say('site/dsc/Get/Partition1', 'armed_away', true);
    panel.say('site/dsc/Get/Partition3', 'armed_away', true);
    expect(panel.dialect.plan({ ...request, kind: 'disarm' })).toMatchObject({ messages: [{ payload: '1D' }, { payload: '3D' }], proof: { point: null } });
  });

  it('that it does not have are not sent', () => {
    const { dialect } = open();
    expect(dialect.plan({ ...request, kind: 'bypass', pointKind: 'zone', pointId: '1' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'vacation', pointKind: 'partition', pointId: '1' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'disarm', pointKind: 'partition', pointId: '9' })).toBeNull();
  });
});
