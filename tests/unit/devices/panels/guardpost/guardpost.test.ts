import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectNoThrow, jsonOf } from '../never-throws.ts';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const base = 'guardpost/north/main';
const panel = (prefix = base, taught: Parameters<typeof openPanel>[1] = {}) => openPanel(topicPanel('guardpost', prefix), taught);
const say = (about: string, payload: object | string, retained = false, prefix = base) =>
  panel(prefix).say(`${base}/${about}`, typeof payload === 'string' ? payload : JSON.stringify(payload), retained);
const hear = (about: string, payload: object, retained = false) => panel().hear(`${base}/${about}`, JSON.stringify(payload), retained);

describe('an event of the guardpost contract', () => {
  test.each([
    [{ condition: 'fire', name: 'Hall' }, ['Hall: fire on']],
    [{ condition: 'fire', name: 'Hall', active: false }, ['Hall: fire off']],
    [{ condition: 'mains' }, ['Panel: mains on']],
    [{ condition: 'tamper', zone: '7' }, ['7: tamper on']],
    [{ code: '1130', zone: '7', partition: '1' }, ['7: intrusion on']],
    [{ code: '3130', zone: '7', name: 'Hall' }, ['Hall: intrusion off']],
    [{ code: 'BA', account: '1234', zone: '7' }, ['1234/7: intrusion on']],
    [{ code: '1301' }, ['Panel: mains on']],
    [{ event: 'opened', partition: '1', user: 'Kim' }, ['partition 1: opened opened']],
    [{ event: 'bypassed', zone: '7', active: true }, ['7: bypassed bypassed', 'zone 7 = bypassed']],
    [{ event: 'test' }, ['Panel: test test']],
    [{ event: 'barrierUp', name: 'Gate' }, ['Gate: barrierUp']],
    [{ condition: 'bees' }, ['! unknownWord: bees']],
    [{ condition: 'bees', category: 'technical', priority: 3, name: 'Hive' }, ['Hive: bees on']],
    [{ code: '1199' }, ['! unknownWord: 199']],
    [{ code: 'boo' }, ['! unknownWord: boo']],
    [{}, ['! noEvent: {}']],
  ])('%j', (payload, expected) => {
    expect(say('event', payload)).toEqual(expected);
  });

  test('carries its time, its number, its partition and its worth', () => {
    const reading = hear('event', {
      boot: 'a',
      sequence: 17,
      time: '2026-01-31T12:00:00+01:00',
      condition: 'intrusion',
      priority: 1,
      partition: 'P2',
      name: 'Hall',
      text: 'two beams',
      momentary: true,
    });
    expect(reading).toMatchObject({
      sequence: { panelId: 'p', boot: 'a', number: 17 },
      signals: [
        {
          priority: 1,
          category: 'intrusion',
          latched: true,
          momentary: true,
          partition: 'P2',
          text: 'two beams',
          panelTimeUtcMs: Date.UTC(2026, 0, 31, 11),
          code: 'intrusion',
        },
      ],
    });
    expect(hear('event', { boot: 'a', sequence: 18, event: 'test' })?.signals[0]).toMatchObject({ identity: ':a:18' });
    expect(hear('event', { sequence: 1.5, event: 'test' })).not.toHaveProperty('sequence');
  });

  test('that the broker has kept is old: it stands, and its number is not counted', () => {
    const reading = hear('event', { boot: 'a', sequence: 17, condition: 'fire', name: 'Hall' }, true);
    expect(reading).toMatchObject({ signals: [{ retained: true }] });
    expect(reading).not.toHaveProperty('sequence');
  });

  test('may use words that the site has taught', () => {
    const taught = { bees: { condition: 'technical', category: 'technical', priority: 3, latched: false } } as const;
    expect(panel(base, taught).say(`${base}/event`, '{"condition":"bees","name":"Hive"}')).toEqual(['Hive: technical on']);
  });
});

describe('states of points', () => {
  test('are points with what they say, and what they no longer list is over', () => {
    const one = panel();
    const zone = (conditions: readonly string[]) => one.say(`${base}/zone/7`, JSON.stringify({ name: 'Hall', open: true, conditions }), true);
    const atFirst = zone(['tamper']);
    expect(atFirst).toContain('zone 7 = open');
    expect(atFirst).toContain('Hall: tamper on');
    expect(atFirst).toContain('Hall: fire off');
    expect(atFirst).not.toContain('Hall: tamper off');
    expect(zone(['fire'])).toEqual(['zone 7 = open', 'Hall: tamper off', 'Hall: fire on']);
    expect(zone(['fire', 'bees'])).toEqual(['zone 7 = open', 'Hall: fire on', '! unknownWord: bees']);
    expect(one.say(`${base}/event`, '{"condition":"water","zone":"7"}')).toEqual(['Hall: water on']);
  });

  test('without a list of conditions say nothing about alarms', () => {
    expect(say('zone/7', { bypassed: true, batteryPercent: 12 }, true)).toEqual(['zone 7 = bypassed']);
    expect(say('partition/1', { state: 'armedAway' }, true)).toEqual(['partition 1 = armedAway']);
    expect(say('partition/1', { state: 'asleep' }, true)).toEqual(['! unknownState: asleep']);
    expect(say('zone/7', '', true)).toEqual(['pointGone']);
  });
});

describe('status and sign of life', () => {
  test('are availability and alive', () => {
    expect(say('status', { state: 'offline' }, true)).toEqual(['offline']);
    expect(say('status', 'online', true)).toEqual(['online']);
    expect(say('alive', '')).toEqual(['alive']);
    expect(say('alive', '', true)).toEqual([]);
  });
});

describe('several panels under one base', () => {
  test('keep their sources, points and counts apart', () => {
    expect(say('event', { condition: 'fire', name: 'Hall' }, false, 'guardpost')).toEqual(['north/main/Hall: fire on']);
    expect(say('event', { condition: 'fire', name: 'Hall' }, false, 'guardpost/north')).toEqual(['main/Hall: fire on']);
    expect(say('zone/7', { open: false }, true, 'guardpost')).toEqual(['zone north/main/7 = closed']);
    expect(say('status', 'offline', true, 'guardpost')).toEqual(['north/main: offline on']);
    expect(panel('guardpost').hear(`${base}/event`, '{"sequence":1,"boot":"a","event":"x"}')?.sequence).toEqual({
      panelId: 'p/north/main',
      boot: 'a',
      number: 1,
    });
  });

  test('take commands each for itself', () => {
    const both = panel('guardpost');
    both.hear(`${base}/alive`, '');
    both.hear('guardpost/south/gate/alive', '');
    const request = {
      commandId: 'c1',
      panelId: 'p',
      kind: 'bypass',
      mode: null,
      pointKind: 'zone',
      pointId: 'south/gate/7',
      deadlineUtcMs: 0,
      code: null,
    } as const;
    const [message] = both.dialect.plan(request)?.messages ?? [];
    expect(message?.topic).toBe('guardpost/south/gate/command');
    expect(JSON.parse(String(message?.payload))).toEqual({ id: 'c1', kind: 'bypass', pointKind: 'zone', point: '7', deadline: '1970-01-01T00:00:00.000Z' });
    expect(both.dialect.plan({ ...request, pointKind: null, pointId: null })).toBeNull();
    expect(both.dialect.plan({ ...request, pointId: 'west/7' })).toBeNull();
  });
});

describe('commands', () => {
  test('carry id, deadline, point and code, and are proven by result or state', () => {
    const one = panel();
    one.hear(`${base}/alive`, '');
    const plan = one.dialect.plan({
      commandId: 'c2',
      panelId: 'p',
      kind: 'arm',
      mode: 'home',
      pointKind: 'partition',
      pointId: '1',
      deadlineUtcMs: 1000,
      code: '0012',
    });
    expect(plan?.messages).toEqual([
      {
        topic: `${base}/command`,
        payload: '{"id":"c2","kind":"arm","mode":"home","pointKind":"partition","point":"1","deadline":"1970-01-01T00:00:01.000Z","code":"0012"}',
      },
    ]);
    expect(plan?.proof).toEqual({ result: true, point: { kind: 'partition', pointId: '1', states: ['armedHome'] } });
    expect(one.dialect.codeFor('arm')).toBe('optional');
    expect(
      panel().dialect.plan({ commandId: 'c3', panelId: 'p', kind: 'silence', mode: null, pointKind: null, pointId: null, deadlineUtcMs: 0, code: null }),
    ).toBeNull();
  });

  test('are answered by results', () => {
    expect(say('result', { id: 'c2', result: 'refused', detail: 'zone open' })).toEqual(['c2 refused: zone open']);
    expect(say('result', { id: 'c2', result: 'done' }, true)).toEqual([]);
    expect(say('result', { id: 'c2', result: 'perhaps' })).toEqual(['! unknownResult: {\\"id\\":\\"c2\\",\\"result\\":\\"perhaps\\"}']);
  });
});

test('every example of the public page is understood', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/panels.md'), 'utf8');
  const examples = [...page.matchAll(/^`guardpost\/north\/main\/([^`]+)` (?:retained )?`(\{.*\})`$/gm)];
  expect(examples.length).toBeGreaterThan(8);
  for (const [, about = '', payload = ''] of examples) {
    if (about === 'command') expect(JSON.parse(payload)).toMatchObject({ id: expect.any(String), deadline: expect.any(String) });
    else expect(panel().hear(`${base}/${about}`, payload), `${about} ${payload}`).toMatchObject({ problem: null });
  }
});

test('never throws', () => {
  const keys = [
    'boot',
    'sequence',
    'time',
    'code',
    'condition',
    'event',
    'zone',
    'partition',
    'name',
    'conditions',
    'state',
    'open',
    'priority',
    'category',
    'id',
    'result',
  ];
  expectNoThrow(
    () => panel('guardpost'),
    ['guardpost', `${base}/event`, `${base}/zone/1`, `${base}/partition/1`, `${base}/status`, `${base}/result`],
    [jsonOf(keys)],
  );
});
