import { describe, expect, test } from 'vitest';
import type { PanelCommandRequest } from '../../../../../src/main/core/ports/devices.ts';
import { simulatedHomeAssistant } from '../../../../../src/main/devices/simulate/panels/home-assistant.ts';
import { homeAssistantPanel, openPanel } from '../panel-under-test.ts';

function open(taught: Parameters<typeof openPanel>[1] = {}) {
  const panel = openPanel(homeAssistantPanel('homeassistant'), taught);
  return {
    ...panel,
    announce: (component: string, id: string, description: object | null) =>
      panel.say(`homeassistant/${component}/n/${id}/config`, description === null ? '' : JSON.stringify(description), true),
    points: (topic: string, payload: string, retained = false) => panel.say(topic, payload, retained).filter((one) => / = /.test(one)),
  };
}
const partition = { name: 'Ground', unique_id: 'g1', state_topic: 'g' };

describe('announced entities as parts of the panel', () => {
  test('are understood through the story of the simulated panel', () => {
    const { say } = open();
    for (const { topic, payload, retain } of simulatedHomeAssistant.announcements('homeassistant'))
      expect(say(topic, String(payload), retain).join()).not.toContain('!');
    const news = simulatedHomeAssistant
      .story('homeassistant')
      .map(({ topic, payload, means }) => [means, say(topic, String(payload)).filter((one) => !/ off$|^zone|^partition/.test(one))]);
    expect(news).toEqual([
      ['exit delay', ['Ground floor: arming']],
      ['ground floor armed', ['Ground floor: closed armedAway']],
      ['front door open, event only', ['Front door: opened']],
      ['entry delay, no alarm', ['Ground floor: entryDelay']],
      ['ground floor in alarm', ['Ground floor: intrusion on']],
      ['disarmed, the alarm has cleared', ['Ground floor: opened disarmed']],
      ['front door closed', ['Front door: closed']],
      ['fire, priority 1, hall', ['Smoke, hall: fire on']],
      ['the fire condition has cleared', []],
      ['mains trouble', ['Mains supply: mains on']],
      ['mains restored', []],
      ['a state that is not known: can be taught', ['! unknownWord: exploded']],
    ]);
  });

  test.each([
    ['disarmed', 'disarmed'],
    ['armed_home', 'armedHome'],
    ['armed_custom_bypass', 'armedCustom'],
    ['pending', 'entryDelay'],
    ['arming', 'arming'],
    ['triggered', 'triggered'],
  ])('show a partition that says %s as %s', (word, state) => {
    const { announce, points } = open();
    announce('alarm_control_panel', 'p', partition);
    expect(points('g', word)).toEqual([`partition g1 = ${state}`]);
  });

  test('show sensors of rooms and things as zones, and no batteries or links', () => {
    const { announce, points } = open();
    const classes = ['door', 'motion', 'smoke', 'battery', 'connectivity', 'problem'];
    for (const one of classes) announce('binary_sensor', one, { name: one, unique_id: one, state_topic: `s/${one}`, device_class: one });
    expect(classes.map((one) => points(`s/${one}`, 'ON'))).toEqual([['zone door = open'], ['zone motion = open'], ['zone smoke = open'], [], [], []]);
  });

  test('are gone with their announcement', () => {
    const { announce, points } = open();
    announce('binary_sensor', 'x', { name: 'X', unique_id: 'x', state_topic: 'x', device_class: 'door' });
    points('x', 'ON');
    expect(announce('binary_sensor', 'x', null)).toContain('pointGone');
  });

  test('that end by themselves give no sign of life by it', () => {
    const { announce, points, dialect } = open();
    announce('binary_sensor', 'x', { name: 'X', unique_id: 'x', state_topic: 'x', device_class: 'motion', off_delay: 5 });
    points('x', 'ON');
    expect(dialect.due(5000).map(({ signal }) => signal)).toMatchObject([{ type: 'point', state: 'closed', retained: true }]);
  });

  test('are armed and disarmed once each, whatever lies between', () => {
    const { announce, hear } = open();
    announce('alarm_control_panel', 'p', partition);
    const kinds = ['disarmed', 'arming', 'armed_home', 'armed_away', 'triggered', 'armed_away', 'disarmed'].map((word) =>
      (hear('g', word)?.signals ?? []).flatMap((signal) => (signal.type === 'event' ? [`${signal.kind} ${signal.event} ${signal.partition}`] : [])),
    );
    expect(kinds).toEqual([
      ['opened disarmed Ground'],
      ['event arming Ground'],
      ['closed armedHome Ground'],
      ['event armedAway Ground'],
      [],
      ['event armedAway Ground'],
      ['opened disarmed Ground'],
    ]);
  });
});

describe('words that the site has taught', () => {
  const holdUp = { condition: 'holdUp', category: 'holdUp', priority: 1, latched: false } as const;

  test('raise their condition until another word is said', () => {
    const { announce, say, hear } = open({ exploded: holdUp });
    announce('alarm_control_panel', 'p', partition);
    expect(say('g', 'exploded')).toContain('Ground: holdUp on');
    expect(say('g', 'disarmed')).toContain('Ground: holdUp off');
    expect(hear('g', 'melted')).toMatchObject({ unknownWord: 'melted' });
  });

  test('may speak of one entity alone', () => {
    const { announce, say } = open({ 'Desk=ON': holdUp, 'Desk=OFF': 'clear' });
    announce('binary_sensor', 'd', { name: 'Desk', state_topic: 'd' });
    announce('binary_sensor', 'o', { name: 'Other', state_topic: 'o' });
    expect([say('d', 'ON')[0], say('d', 'OFF')[0], say('o', 'ON')[0]]).toEqual(['Desk: holdUp on', 'Desk: holdUp off', 'Other: on']);
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
  const panel = (control: object) => {
    const { announce, dialect } = open();
    announce('alarm_control_panel', 'p', { ...partition, ...control });
    return dialect;
  };
  const sent = (control: object, change: Partial<PanelCommandRequest>) => panel(control).plan(request(change))?.messages ?? null;

  test('are those that a real Paradox bridge has announced', () => {
    const control = {
      command_topic: 'paradox/control/partitions/P1',
      payload_disarm: 'disarm',
      payload_arm_home: 'arm_stay',
      payload_arm_away: 'arm',
      payload_arm_night: 'arm_sleep',
    };
    const topic = 'paradox/control/partitions/P1';
    expect([
      sent(control, {}),
      sent(control, { kind: 'arm', mode: 'away' }),
      sent(control, { kind: 'arm', mode: 'home' }),
      sent(control, { kind: 'arm', mode: 'night' }),
    ]).toEqual(['disarm', 'arm', 'arm_stay', 'arm_sleep'].map((payload) => [{ topic, payload }]));
  });

  test('are proved by the state of the partition', () => {
    expect(panel({ cmd_t: 'c' }).plan(request({ kind: 'arm', mode: 'away', pointKind: 'partition', pointId: 'g1' }))?.proof).toEqual({
      result: false,
      point: { kind: 'partition', pointId: 'g1', states: ['armedAway', 'arming'] },
    });
  });

  test('carry the code in a simple template, escaped as JSON needs it', () => {
    const control = { cmd_t: '~/set', '~': 'g', cmd_tpl: '{"a":"{{ action }}","c":"{{code}}"}' };
    expect(sent(control, { code: '1"2' })).toEqual([{ topic: 'g/set', payload: '{"a":"DISARM","c":"1\\"2"}' }]);
    expect(sent(control, { code: null })).toBeNull();
    expect(sent({ ...control, code_disarm_required: false }, { code: null })).toEqual([{ topic: 'g/set', payload: '{"a":"DISARM","c":""}' }]);
  });

  test('ask for a code only where it would be sent', () => {
    const template = { cmd_t: 'c', cmd_tpl: '{{ action }} {{ code }}' };
    expect([
      panel(template).codeFor('disarm'),
      panel({ ...template, cod_arm_req: false }).codeFor('arm'),
      panel({ cmd_t: 'c' }).codeFor('disarm'),
      panel(template).codeFor('bypass'),
    ]).toEqual(['needed', 'optional', 'none', 'none']);
  });

  test.each([
    ['no topic for them', {}],
    ['a template that we do not understand', { cmd_t: 'c', cmd_tpl: '{% if code %}{{ action }}{% endif %}' }],
    ['a template without the action', { cmd_t: 'c', cmd_tpl: '{{ code }}' }],
    ['a topic that is none', { cmd_t: 'c/#' }],
  ])('are none with %s, and its alarms are read all the same', (_, control) => {
    const { announce, dialect, say } = open();
    announce('alarm_control_panel', 'p', { ...partition, ...control });
    expect([dialect.commands(), dialect.plan(request({}))]).toEqual([[], null]);
    expect(say('g', 'triggered')).toContain('Ground: intrusion on');
  });

  test('are no more than the panel can: its modes, its partitions', () => {
    const control = { cmd_t: 'c', supported_features: ['arm_away'] };
    expect(sent(control, { kind: 'arm', mode: 'away' })).not.toBeNull();
    expect([
      sent(control, { kind: 'arm', mode: 'night' }),
      sent(control, { pointKind: 'partition', pointId: 'other' }),
      sent(control, { pointKind: 'zone', pointId: 'g1' }),
      sent(control, { kind: 'bypass' }),
    ]).toEqual([null, null, null, null]);
    expect(panel({ cmd_t: 'c', supported_features: [] }).commands()).toEqual(['disarm']);
  });

  test('to the whole panel go to all its partitions, which none of them can prove alone', () => {
    const { announce, dialect } = open();
    announce('alarm_control_panel', 'p', { ...partition, cmd_t: 'g/set' });
    announce('alarm_control_panel', 'q', { name: 'Upper', unique_id: 'g2', state_topic: 'u', cmd_t: 'u/set' });
    expect(dialect.plan(request({}))).toEqual({
      messages: [
        { topic: 'g/set', payload: 'DISARM' },
        { topic: 'u/set', payload: 'DISARM' },
      ],
      proof: { result: false, point: null },
    });
  });
});

test('a renamed zone stands on under its new name', () => {
  const { announce, say } = open();
  announce('binary_sensor', 'two', { name: 'Zone', unique_id: 'b', state_topic: 'b', device_class: 'smoke' });
  say('b', 'ON');
  expect(announce('binary_sensor', 'one', { name: 'Zone', unique_id: 'a', state_topic: 'a', device_class: 'smoke' })).toEqual([
    'Zone: fire off',
    'Zone (two): fire on',
    'zone b = open',
  ]);
});
