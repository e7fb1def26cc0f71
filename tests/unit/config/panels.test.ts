import { describe, expect, it } from 'vitest';
import { parseOpenHours } from '../../../src/main/config/open-hours.ts';
import { parseConfig } from '../../../src/main/config/parse.ts';

const withPanels = (panels: string) => parseConfig(`post: { site: S, name: N }\npanels:\n${panels}\n`);

function panelsOf(panels: string) {
  const parsed = withPanels(panels);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join('; '));
  return parsed.value.panels;
}
function problemsOf(panels: string) {
  const parsed = withPanels(panels);
  return parsed.ok ? [] : parsed.error;
}

describe('panels in the configuration', () => {
  it.each([
    ['home-assistant', 'homeassistant'],
    ['pai', 'paradox'],
    ['dsc', 'dsc'],
    ['alarmo', 'alarmo'],
    ['ad2iot', 'ad2iot'],
    ['zigbee2mqtt', 'zigbee2mqtt'],
    ['texecom', 'texecom2mqtt'],
    ['frigate', 'frigate'],
    ['sparkplug', 'spBv1.0'],
    ['guardpost', 'guardpost'],
  ])('gives %s its usual topic prefix', (dialect, base) => {
    expect(panelsOf(`  - { id: p, dialect: ${dialect} }`)).toMatchObject([{ id: 'p', name: 'p', dialect, base, heartbeatSeconds: null, simulated: false }]);
  });

  it('takes another prefix, and what it was called before for home-assistant', () => {
    expect(panelsOf('  - { id: a, dialect: pai, base: east/paradox }')).toMatchObject([{ base: 'east/paradox' }]);
    expect(panelsOf('  - { id: a, dialect: home-assistant, discovery: ha }')).toMatchObject([{ base: 'ha' }]);
  });

  it('lets several panels of one dialect differ in their prefix, and says so where they do not', () => {
    expect(panelsOf('  - { id: a, dialect: dsc }\n  - { id: b, dialect: dsc, base: dsc2 }')).toHaveLength(2);
    expect(problemsOf('  - { id: a, dialect: dsc }\n  - { id: b, dialect: dsc, base: dsc }')).toMatchObject([
      { line: 4, key: 'panels[1].base', code: 'duplicateBase', right: { code: 'ownBase' } },
    ]);
  });

  it('reads accounts as a list, as facts and as a table', () => {
    const expected = [
      { account: '1234', name: null, testHours: null },
      { account: 'AAA', name: 'Shop', testHours: 24 },
    ];
    expect(panelsOf('  - { id: a, dialect: sia, topic: g/x, accounts: ["1234", { account: aaa, name: Shop, testHours: 24 }] }')).toMatchObject([
      { accounts: expected },
    ]);
    expect(panelsOf('  - { id: a, dialect: sia, topic: g/x, accounts: [1234] }')).toMatchObject([{ accounts: [expected[0]] }]);
    expect(panelsOf('  - id: a\n    dialect: sia\n    topic: g/x\n    accounts:\n      1234:\n      AAA: { name: Shop, testHours: 24 }\n')).toMatchObject([
      { accounts: expected },
    ]);
    expect(panelsOf('  - { id: a, dialect: sia, topic: g/x, accounts: { AAA: Shop } }')).toMatchObject([{ accounts: [{ account: 'AAA', name: 'Shop' }] }]);
  });

  it('lets a dialler reach the post by a receiver, on loopback unless it is told otherwise', () => {
    expect(panelsOf('  - { id: a, dialect: sia, receiver: { port: 10002 } }')).toMatchObject([{ topic: null, receiver: { host: '127.0.0.1', port: 10002 } }]);
    expect(problemsOf('  - { id: a, dialect: sia }')).toMatchObject([{ key: 'panels[0].topic', code: 'missing' }]);
  });

  it('supervises the sensors of zigbee2mqtt by a day and an hour unless the file says otherwise', () => {
    expect(panelsOf('  - { id: a, dialect: zigbee2mqtt }')).toMatchObject([{ zoneHeartbeatSeconds: 90_000 }]);
    expect(panelsOf('  - { id: a, dialect: zigbee2mqtt, zoneHeartbeatSeconds: 600 }')).toMatchObject([{ zoneHeartbeatSeconds: 600 }]);
  });

  it('takes command words for a mapping panel', () => {
    const text = '  - { id: a, dialect: mapping, topic: y/+, words: {}, commands: { topic: "y/{point}/set", words: { arm.away: ARM, disarm: OFF } } }';
    expect(panelsOf(text)).toMatchObject([{ commands: { topic: 'y/{point}/set', words: { 'arm.away': 'ARM', disarm: 'OFF' } } }]);
  });

  it.each([
    ['  - { id: a, dialect: pai, base: "para/#" }', 'topicPrefix'],
    ['  - { id: a, dialect: pai, openHours: ["always"] }', 'openHours'],
    ['  - { id: a, dialect: sia, topic: x, accounts: ["12 34"] }', 'account'],
  ])('says what would be right in %s', (text, code) => {
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ code: 'notAllowed', right: expect.objectContaining({ code }) }));
  });
});

describe('open hours', () => {
  it.each([
    ['Mon-Fri 06:00-20:00', { days: [1, 2, 3, 4, 5], fromMinute: 360, toMinute: 1200 }],
    ['Sat,Sun 8:00-12:30', { days: [6, 7], fromMinute: 480, toMinute: 750 }],
    ['daily 22:00-06:00', { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1320, toMinute: 360 }],
    ['Fri-Mon 00:00-24:00', { days: [1, 5, 6, 7], fromMinute: 0, toMinute: 1440 }],
    ['monday 00:00-01:00', { days: [1], fromMinute: 0, toMinute: 60 }],
  ])('reads %s', (text, hours) => {
    expect(parseOpenHours(text)).toEqual(hours);
  });

  it.each(['', 'Mon', 'Mon 06:00', 'Mon 06:60-07:00', 'Mon 25:00-26:00', 'Mon 06:00-06:00', 'Xyz 06:00-07:00', 'Mon-Tue-Wed 06:00-07:00', '24:00-06:00'])(
    'refuses "%s"',
    (text) => {
      expect(parseOpenHours(text)).toBeNull();
    },
  );
});
