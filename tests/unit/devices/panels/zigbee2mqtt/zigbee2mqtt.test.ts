import { describe, expect, test } from 'vitest';
import { simulatedZigbee2Mqtt } from '../../../../../src/main/devices/simulate/panels/zigbee2mqtt.ts';
import { expectNoThrow, jsonOf } from '../never-throws.ts';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const open = (taught: Parameters<typeof openPanel>[1] = {}) => openPanel(topicPanel('zigbee2mqtt', 'zigbee2mqtt'), taught);
const json = (value: object): string => JSON.stringify(value);
const panic = { condition: 'holdUp', category: 'holdUp', priority: 1, latched: false } as const;

describe('a Zigbee bridge', () => {
  test('is understood through the story of the simulated one', () => {
    const panel = open();
    for (const { topic, payload, retain } of simulatedZigbee2Mqtt.announcements('zigbee2mqtt'))
      expect(panel.hear(topic, String(payload), retain)?.problem).toBeNull();
    const told = simulatedZigbee2Mqtt
      .story('zigbee2mqtt')
      .map(({ topic, payload, means }) => [means, panel.say(topic, String(payload)).filter((one) => /: .* on$|: (opened|closed|motion)$|^!/.test(one))]);
    expect(told).toEqual([
      ['sensor alive, no alarm', []],
      ['fire, priority 1, source smoke_store', ['smoke_store: fire on']],
      ['the fire condition has cleared', []],
      ['gate open, event only', ['gate_contact: opened']],
      ['gate CLOSED', ['gate_contact: closed']],
      ['motion in the hall, event only', ['hall_motion: motion']],
      ['tamper, source hall_motion', ['hall_motion: tamper on']],
      ['the tamper has cleared', []],
      ['water in the cellar, and its battery is low', ['cellar/leak: water on', 'cellar/leak: battery on']],
      ['dry again, a new battery', []],
      ['panic, priority 1, source desk_button', ['desk_button: panic on']],
      ['a press that is not known: can be taught', ['! unknownWord: desk_button/action=double']],
      ['sensor lost', ['gate_contact: offline on']],
      ['sensor back', []],
    ]);
  });

  test('says of itself whether it is there, plain or as JSON', () => {
    const { say } = open();
    expect([say('zigbee2mqtt/bridge/state', 'offline'), say('zigbee2mqtt/bridge/state', '{"state":"online"}')]).toEqual([['offline'], ['online']]);
    expect(say('zigbee2mqtt/bridge/state', 'asleep')).toEqual(['! unknownAvailability: asleep']);
  });

  test('is not heard for its log, its answers, or what others ask of its devices', () => {
    const { hear, dialect } = open();
    const others = ['bridge/logging', 'bridge/response/device/rename', 'lamp/set', 'lamp/get', 'lamp/set/state'];
    expect(others.map((topic) => hear(`zigbee2mqtt/${topic}`, '{"state":"ON"}'))).toEqual(others.map(() => null));
    expect(dialect.subscriptions()).not.toContain('zigbee2mqtt/#');
    expect([
      dialect.commands(),
      dialect.plan({ commandId: 'c', panelId: 'p', kind: 'disarm', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null }),
    ]).toEqual([[], null]);
  });
});

describe('a device', () => {
  test('with a contact is closed where the contact is true', () => {
    const { hear } = open();
    const states = [true, false].map((contact) => hear('zigbee2mqtt/gate', json({ contact }))?.signals.find(({ type }) => type === 'point'));
    expect(states).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  });

  test('is told on change only, and not for a first word that the broker kept', () => {
    const { say } = open();
    const told = [
      say('zigbee2mqtt/gate', json({ contact: true }), true),
      say('zigbee2mqtt/gate', json({ contact: true })),
      say('zigbee2mqtt/gate', json({ contact: false })),
    ];
    expect(told.map((signals) => signals.filter((one) => one.startsWith('gate:')))).toEqual([[], [], ['gate: opened']]);
  });

  test('carries its battery, and gives a sign of life with each message', () => {
    const { hear } = open();
    expect(hear('zigbee2mqtt/smoke', json({ smoke: false, battery: 78.43, linkquality: 3 }))?.signals).toContainEqual(
      expect.objectContaining({ type: 'point', pointId: 'smoke', state: 'closed', batteryPercent: 78, retained: false }),
    );
    expect(hear('zigbee2mqtt/smoke', json({ battery: 300, linkquality: 3 }))?.signals).toEqual([
      { type: 'point', panelId: 'p', simulated: false, kind: 'zone', pointId: 'smoke', name: 'smoke', retained: false },
    ]);
  });

  test('that was standing in alarm when we came is told as state, not as event', () => {
    expect(open().hear('zigbee2mqtt/smoke', json({ smoke: true }), true)?.signals).toContainEqual(
      expect.objectContaining({ condition: 'fire', active: true, retained: true }),
    );
  });

  test('whose button was pressed before we came raises nothing now', () => {
    expect(open().say('zigbee2mqtt/desk', json({ action: 'emergency' }), true)).toEqual(['desk: emergency', 'zone desk = ']);
  });

  test('with a flag that nobody knows is offered to be taught, unless it is a lamp', () => {
    const { hear } = open();
    expect(hear('zigbee2mqtt/pir', json({ occupancy: false, glass_break: true }))).toMatchObject({
      unknownWord: 'glass_break',
      signals: expect.arrayContaining([expect.objectContaining({ type: 'point' })]),
    });
    expect(hear('zigbee2mqtt/pir', json({ occupancy: false, glass_break: false, supervision_reports: true }))?.problem).toBeNull();
    expect(hear('zigbee2mqtt/lamp', json({ state: 'ON', boost: true }))?.problem).toBeNull();
  });

  test('that writes its flags as texts or numbers is heard all the same', () => {
    const { say } = open();
    expect(say('zigbee2mqtt/hall', json({ smoke: 'true', battery_low: 0 }))).toEqual(['hall: fire on', 'hall: battery off', 'zone hall = ']);
    expect(say('zigbee2mqtt/hall', json({ smoke: 'OFF', tamper: 1 }))).toEqual(['hall: fire off', 'hall: tamper on', 'zone hall = ']);
    expect(say('zigbee2mqtt/hall', json({ smoke: 'haze', gas: 17.5 }))).toEqual(['zone hall = ', '! unknownWord: smoke=haze']);
  });

  test('never shows the code of a keypad', () => {
    const { hear } = open();
    for (const action of ['disarm', 'some_new_word']) {
      const reading = hear('zigbee2mqtt/keypad', json({ action, action_code: '4711' }));
      expect(reading?.problem).toBeNull();
      expect(JSON.stringify(reading)).not.toContain('4711');
    }
  });

  test('that publishes single attributes is understood as well', () => {
    const { say, hear } = open();
    expect(say('zigbee2mqtt/smoke_store/smoke', 'true')).toEqual(['smoke_store: fire on', 'zone smoke_store = open']);
    expect(say('zigbee2mqtt/smoke_store/smoke', 'false')).toEqual(['smoke_store: fire off', 'zone smoke_store = closed']);
    expect(hear('zigbee2mqtt/smoke_store/linkquality', '55')).toBeNull();
  });

  test.each([
    ['{', 'notJson'],
    ['[1]', 'notJson'],
    ['7', 'notJson'],
  ])('that says %s is told as %s', (payload, problem) => {
    expect(open().hear('zigbee2mqtt/x', payload)?.problem).toBe(problem);
  });

  test('that the broker forgets says nothing', () => {
    expect(open().say('zigbee2mqtt/x', '')).toEqual([]);
  });
});

describe('the list of devices', () => {
  const device = (name: string, property: string) => ({ friendly_name: name, definition: { exposes: [{ property }] } });
  const list = (...devices: object[]) => JSON.stringify(devices);

  test('shows the sensors before they have spoken, and subscribes to names with levels', () => {
    const { hear, dialect } = open();
    const reading = hear('zigbee2mqtt/bridge/devices', list(device('cellar/leak', 'water_leak'), device('lamp', 'state')), true);
    expect(reading).toMatchObject({ signals: [{ type: 'point', pointId: 'cellar/leak', retained: true }], subscriptionsChanged: true });
    expect(dialect.subscriptions().slice(-2)).toEqual(['zigbee2mqtt/cellar/leak', 'zigbee2mqtt/cellar/leak/availability']);
  });

  test('ends what a device raised that is gone from it', () => {
    const { say } = open();
    say('zigbee2mqtt/bridge/devices', list(device('smoke', 'smoke'), device('gate', 'contact')), true);
    say('zigbee2mqtt/smoke', json({ smoke: true }));
    expect(say('zigbee2mqtt/bridge/devices', list(device('gate', 'contact')), true)).toEqual(['smoke: fire off', 'pointGone', 'zone gate = ']);
  });

  test('that is none is told', () => {
    expect(open().hear('zigbee2mqtt/bridge/devices', '{}', true)?.problem).toBe('badDeviceList');
  });
});

describe('words that the site has taught', () => {
  test('go before our own: of the one device first, then of all', () => {
    const { say } = open({
      'desk/action=single': panic,
      occupancy: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true },
      'lobby/occupancy': 'ignore',
    });
    expect(say('zigbee2mqtt/desk', json({ action: 'single' }))[0]).toBe('desk: holdUp on');
    expect(say('zigbee2mqtt/door', json({ action: 'single' }))).toContain('! unknownWord: door/action=single');
    expect(say('zigbee2mqtt/hall', json({ occupancy: true }))[0]).toBe('hall: intrusion on');
    expect(say('zigbee2mqtt/hall', json({ occupancy: false }))[0]).toBe('hall: intrusion off');
    expect(say('zigbee2mqtt/lobby', json({ occupancy: true }))).toEqual(['zone lobby = open']);
  });

  test('may clear what a device has raised', () => {
    const { say } = open({ 'state=reset': 'clear' });
    say('zigbee2mqtt/smoke', json({ smoke: true }));
    expect(say('zigbee2mqtt/smoke', json({ state: 'reset' }))[0]).toBe('smoke: fire off');
  });
});

test('any bytes on any topic are borne', () => {
  expectNoThrow(
    open,
    ['zigbee2mqtt/x', 'zigbee2mqtt/x/availability', 'zigbee2mqtt/bridge/devices', 'zigbee2mqtt/bridge/state', 'zigbee2mqtt/x/smoke'],
    [jsonOf(['contact', 'smoke', 'battery', 'action', 'tamper', '__proto__', 'occupancy', 'odd'])],
  );
});
