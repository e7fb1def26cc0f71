import { describe, expect, test } from 'vitest';
import type { PanelCommandRequest } from '../../../../../src/main/core/ports/devices.ts';
import { simulatedAd2Iot } from '../../../../../src/main/devices/simulate/panels/ad2iot.ts';
import { expectNoThrow, jsonOf } from '../never-throws.ts';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const root = 'ad2iot/41443245-4d42-4544-4410-a1b2c3d4e5f6';
const open = (taught: Parameters<typeof openPanel>[1] = {}, base = 'ad2iot') => openPanel(topicPanel('ad2iot', base), taught);
const report = (number: string, word: string) => JSON.stringify({ event_message: `!LRR:${number},1,${word},ff` });
const flags = (change: object = {}) => JSON.stringify({ armed_away: false, armed_stay: false, ac_power: true, panel_type: 'A', ...change });
/** Without points, and without conditions that end. */
const news = (told: readonly string[]) => told.filter((one) => !/^(zone|partition) .* = | off$/.test(one));

describe('a panel behind an AD2IoT', () => {
  test('is understood through the story of the simulated one', () => {
    const panel = open();
    for (const { topic, payload, retain } of simulatedAd2Iot.announcements('ad2iot')) expect(news(panel.say(topic, String(payload), retain))).toEqual([]);
    const told = simulatedAd2Iot.story('ad2iot').map(({ topic, payload, means }) => [means, news(panel.say(topic, String(payload)))]);
    expect(told).toEqual([
      ['front door open, event only', ['FRONT DOOR: opened']],
      ['front door closed', ['FRONT DOOR: closed']],
      ['armed by user 2', ['Partition 1: closed armedAway']],
      ['exit delay; the arming is told already', []],
      ['partition 1 armed away', []],
      ['burglary, zone 3, window of the store', ['WINDOW STORE: intrusion on']],
      ['the siren of partition 1 sounds', ['Partition 1: intrusion on']],
      ['the cause at zone 3 is gone', []],
      ['disarmed by user 2', ['Partition 1: opened disarmed']],
      ['partition 1 disarmed, the siren is off', []],
      ['zone 3 bypassed', ['WINDOW STORE: bypassed bypassed']],
      ['partition 1 has a bypassed zone', ['Partition 1: bypassed bypassed']],
      ['zone 3 no longer bypassed', ['WINDOW STORE: bypassed bypassEnded']],
      ['mains trouble', ['Partition 1: mains on', 'Partition 1: bypassed bypassEnded']],
      ['mains restored, battery trouble', ['Partition 1: battery on']],
      ['fire, priority 1, and no burglary for its siren', ['Partition 1: fire on']],
      ['the fire condition has cleared', []],
      ['the periodic test', ['Partition 1: test test']],
      ['a code that is not known: can be taught', ['! unknownWord: CID_1999']],
    ]);
  });

  test('says of itself whether it is there, plain or as JSON', () => {
    const { say } = open();
    expect([say(`${root}/status`, 'offline'), say(`${root}/status`, '{"state": "online"}')]).toEqual([['offline'], ['online']]);
  });

  test('may be named by the base, and is then commanded below it', () => {
    const { say, dialect } = open({}, root);
    say(`${root}/partitions/1`, flags());
    expect(dialect.plan(request({ kind: 'arm', mode: 'away' }))?.messages).toEqual([
      { topic: `${root}/commands`, payload: '{"partition":1,"action":"ARM_AWAY"}' },
    ]);
  });

  test('is told once when it is two panels below one base', () => {
    const { say } = open();
    expect(say(`${root}/partitions/1`, flags())).not.toContain('! severalDevices: ad2iot/other');
    expect(say('ad2iot/other/partitions/1', flags())).toContain('! severalDevices: ad2iot/other');
    expect(say('ad2iot/other/partitions/1', flags()).join()).not.toContain('severalDevices');
  });
});

describe('the flags of a partition', () => {
  test.each([
    ['fire_alarm', true, 'fire', 1],
    ['alarm_sounding', true, 'intrusion', 2],
    ['battery_low', true, 'battery', 3],
    ['ac_power', false, 'mains', 3],
    ['system_issue', true, 'problem', 3],
  ])('%s %s is %s of priority %s', (flag, value, condition, priority) => {
    const { hear } = open();
    const raised = (payload: string) => hear(`${root}/partitions/2`, payload)?.signals.filter((signal) => signal.type === 'condition' && signal.active);
    expect(raised(flags({ [flag]: value, last_alpha_messages: ' WORDS   ' }))).toMatchObject([
      { condition, priority, partition: '2', source: 'Partition 2', code: flag, text: 'WORDS' },
    ]);
    expect(raised(flags({ [flag]: !value }))).toEqual([]);
  });

  test.each([
    [{}, 'disarmed'],
    [{ armed_away: true }, 'armedAway'],
    [{ armed_stay: true }, 'armedHome'],
    [{ armed_stay: true, entry_delay_off: true }, 'armedNight'],
    [{ armed_away: true, entry_delay_off: true }, 'armedVacation'],
    [{ armed_away: true, exit_now: true }, 'exitDelay'],
    [{ armed_away: true, alarm_sounding: true }, 'triggered'],
    [{ fire_alarm: true }, 'triggered'],
  ])('%j is the state %s', (change, state) => {
    expect(open().say(`${root}/partitions/1`, flags(change))).toContain(`partition 1 = ${state}`);
  });

  test('that were so when we came are state, and no arming now', () => {
    const { say } = open();
    expect(news(say(`${root}/partitions/1`, flags({ armed_away: true }), true))).toEqual([]);
    expect(news(say(`${root}/partitions/1`, flags({ armed_away: true })))).toEqual([]);
    expect(news(say(`${root}/partitions/1`, flags()))).toEqual(['Partition 1: opened disarmed']);
  });

  test('that nobody knows are offered to be taught, and taught ones go before our own', () => {
    expect(open().hear(`${root}/partitions/1`, flags({ flooded: true }))).toMatchObject({ unknownWord: 'flooded' });
    const { say } = open({ flooded: { condition: 'water', category: 'technical', priority: 3, latched: false }, system_issue: 'ignore' });
    expect(news(say(`${root}/partitions/1`, flags({ flooded: true, system_issue: true }), true))).toEqual(['Partition 1: water on']);
  });
});

describe('zones', () => {
  const zone = (state: string, name = '') => JSON.stringify({ state, partition: 2, name });

  test('go by their names, by their numbers where they have none, and by both where two are named alike', () => {
    const { hear } = open();
    const names = (number: string, name: string) =>
      hear(`${root}/zones/${number}`, zone('CLOSE', name))?.signals.flatMap((signal) =>
        signal.type === 'point' ? [[signal.pointId, signal.name, signal.partition]] : [],
      );
    expect([names('003', ''), names('4', 'HALL '), names('5', 'HALL')]).toEqual([[['3', 'Zone 3', '2']], [['4', 'HALL', '2']], [['5', 'HALL (5)', '2']]]);
  });

  test('in trouble raise that until they are open or closed', () => {
    const { say } = open();
    expect(say(`${root}/zones/3`, zone('TROUBLE'))[0]).toBe('Zone 3: problem on');
    expect(say(`${root}/zones/3`, zone('CLOSE'))[0]).toBe('Zone 3: problem off');
    expect(say(`${root}/zones/3`, zone('MELTED'))).toContain('! unknownWord: MELTED');
  });
});

describe('virtual switches', () => {
  test('are open or closed, or what the site has taught', () => {
    const { say } = open({ 'switches/2=GAS': { condition: 'gas', category: 'life', priority: 1, latched: true } });
    expect(say(`${root}/switches/1`, '{"state":"ON"}')).toEqual(['Switch 1: opened', 'zone switches/1 = open']);
    expect(say(`${root}/switches/2`, '{"state":"GAS"}')).toEqual(['Switch 2: gas on']);
    expect(say(`${root}/switches/3`, '{"state":"RF SENSOR 0180036"}')).toEqual(['! unknownWord: switches/3=RF SENSOR 0180036']);
  });
});

describe('reports of the dialler', () => {
  test('raise and end at the zone, also when its name was not known at first', () => {
    const { hear, say } = open();
    expect(hear(`${root}/cid`, report('003', 'CID_1130'))?.signals).toMatchObject([
      { condition: 'intrusion', source: 'Zone 3', partition: '1', code: 'CID_1130', active: true },
    ]);
    say(`${root}/zones/3`, '{"state":"OPEN","partition":1,"name":"STORE"}');
    expect(say(`${root}/cid`, report('003', 'CID_3130'))).toEqual(['STORE: intrusion off', 'Zone 3: intrusion off']);
  });

  test('name the user of an arming, with qualifier 3 and code 441', () => {
    expect(open().hear(`${root}/cid`, report('002', 'CID_3441'))?.signals).toMatchObject([
      { kind: 'closed', event: 'armedHome', user: '2', partition: '1', code: 'CID_3441' },
    ]);
  });

  test('add who it was where the partition has told the arming already', () => {
    const { say, hear } = open();
    say(`${root}/partitions/1`, flags());
    expect(news(say(`${root}/partitions/1`, flags({ armed_away: true })))).toEqual(['Partition 1: closed armedAway']);
    expect(hear(`${root}/cid`, report('002', 'CID_3401'))?.signals).toMatchObject([{ kind: 'event', user: '2' }]);
  });

  test('that the broker kept are old: rows, and never an alarm; heard already they are nothing', () => {
    const { say } = open();
    expect(say(`${root}/cid`, report('003', 'CID_1130'), true)).toEqual(['Zone 3: intrusion']);
    expect(say(`${root}/cid`, report('003', 'CID_1130'), true)).toEqual([]);
    expect(say(`${root}/cid`, report('003', 'CID_1130'))).toEqual(['Zone 3: intrusion on']);
  });

  test('of a button end with nothing: they are momentary', () => {
    expect(open().hear(`${root}/cid`, report('001', 'CID_1120'))?.signals).toMatchObject([{ condition: 'panic', momentary: true }]);
  });

  test('mean what the site has taught, their ends too', () => {
    const { say } = open({ '999': { condition: 'water', category: 'technical', priority: 3, latched: false }, CID_3130: 'ignore' });
    expect([
      say(`${root}/cid`, report('001', 'CID_1999')),
      say(`${root}/cid`, report('001', 'CID_3999')),
      say(`${root}/cid`, report('003', 'CID_3130')),
    ]).toEqual([['Zone 1: water on'], ['Zone 1: water off'], []]);
  });

  test.each([
    ['{}', 'noReport'],
    ['{"event_message":"!RFX:0180036,80"}', 'badReport: !RFX:0180036,80'],
    ['{"event_message":"!LRR:012,1,CANCEL"}', 'unknownWord: CANCEL'],
  ])('%s is told as %s', (payload, problem) => {
    expect(open().hear(`${root}/cid`, payload)?.problem).toBe(problem);
  });
});

const request = (change: Partial<PanelCommandRequest>): PanelCommandRequest => ({
  commandId: 'c1',
  panelId: 'p',
  kind: 'disarm',
  mode: null,
  pointKind: null,
  pointId: null,
  deadlineUtcMs: 0,
  code: null,
  ...change,
});

describe('commands', () => {
  const ready = () => {
    const panel = open();
    panel.say(`${root}/partitions/1`, flags());
    panel.say(`${root}/zones/3`, '{"state":"CLOSE","partition":1,"name":""}');
    return panel.dialect;
  };
  const sent = (change: Partial<PanelCommandRequest>) =>
    ready()
      .plan(request(change))
      ?.messages.map(({ topic, payload }) => [topic, JSON.parse(String(payload))]);

  test('are JSON with the code, to the device that the partition is of', () => {
    expect(sent({ kind: 'disarm', code: '1234', pointKind: 'partition', pointId: '1' })).toEqual([
      [`${root}/commands`, { partition: 1, action: 'DISARM', code: '1234' }],
    ]);
    expect(sent({ kind: 'arm', mode: 'home' })).toEqual([[`${root}/commands`, { partition: 1, action: 'ARM_STAY' }]]);
    expect(sent({ kind: 'bypass', code: '1234', pointKind: 'zone', pointId: '3' })).toEqual([
      [`${root}/commands`, { partition: 1, action: 'BYPASS', code: '1234', arg: '03' }],
    ]);
  });

  test('are proved by the state of the partition', () => {
    expect(ready().plan(request({ kind: 'disarm', code: '1' }))?.proof).toEqual({
      result: false,
      point: { kind: 'partition', pointId: '1', states: ['disarmed'] },
    });
  });

  test('that it does not have, or that lack the code, are none', () => {
    expect([
      sent({ kind: 'arm', mode: 'night' }),
      sent({ kind: 'disarm' }),
      sent({ kind: 'silence' }),
      sent({ kind: 'arm', mode: 'away', pointKind: 'partition', pointId: '9' }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('need a code for disarming, and come once a partition was heard', () => {
    const dialect = ready();
    expect([dialect.codeFor('disarm'), dialect.codeFor('arm'), dialect.codeFor('silence'), dialect.commands(), open().dialect.commands()]).toEqual([
      'needed',
      'optional',
      'none',
      ['arm', 'disarm', 'bypass'],
      [],
    ]);
  });

  test('bypass no zone on DSC, where the same keys take it back', () => {
    const panel = open();
    panel.say(`${root}/partitions/1`, flags({ panel_type: 'D' }));
    panel.say(`${root}/zones/3`, '{"state":"CLOSE","partition":1}');
    expect([panel.dialect.commands(), panel.dialect.plan(request({ kind: 'bypass', code: '1', pointKind: 'zone', pointId: '3' }))]).toEqual([
      ['arm', 'disarm'],
      null,
    ]);
  });
});

test('any bytes on any topic are borne', () => {
  expectNoThrow(
    open,
    [`${root}/partitions/1`, `${root}/zones/1`, `${root}/cid`, `${root}/status`, `${root}/switches/1`, 'ad2iot/cid'],
    [jsonOf(['armed_away', 'alarm_sounding', 'state', 'partition', 'name', 'event_message', 'panel_type', '__proto__'])],
  );
});
