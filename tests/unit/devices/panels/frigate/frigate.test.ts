import { describe, expect, test } from 'vitest';
import { simulatedFrigate } from '../../../../../src/main/devices/simulate/panels/frigate.ts';
import { expectNoThrow, jsonOf } from '../never-throws.ts';
import { openPanel, topicPanel } from '../panel-under-test.ts';

const open = (taught: Parameters<typeof openPanel>[1] = {}) => openPanel(topicPanel('frigate', 'frigate'), taught);
const review = (type: string, id: string, severity: string, more: object = {}) =>
  JSON.stringify({
    type,
    before: {},
    after: { id, camera: 'yard', severity, start_time: 1718987129.3, end_time: null, data: { objects: ['person'], zones: ['front'], audio: [] }, ...more },
  });
const conditions = (panel: ReturnType<typeof open>, type: string, id: string, severity: string) =>
  (panel.hear('frigate/reviews', review(type, id, severity))?.signals ?? []).flatMap((signal) =>
    signal.type === 'condition' ? [`${signal.active ? 'on' : 'off'} ${signal.priority}`] : [],
  );

describe('cameras behind Frigate', () => {
  test('are understood through the story of the simulated ones', () => {
    const panel = open();
    const told = simulatedFrigate
      .story('frigate')
      .map(({ topic, payload, means }) => [means, panel.say(topic, String(payload)).filter((one) => !one.startsWith('zone'))]);
    expect(told).toEqual([
      ['sign of life', ['alive']],
      ['somebody before camera yard, priority 4', ['yard: intrusion on']],
      ['the same, now an alert: priority 2', ['yard: intrusion on']],
      ['somebody before camera gate', ['gate: intrusion on']],
      ['nobody before camera gate any more', ['gate: intrusion off']],
      ['nobody before camera yard any more', ['yard: intrusion off']],
      ['camera gate lost, an alarm after 30 s', ['gate: offline on']],
      ['camera gate back', ['gate: offline off']],
    ]);
  });

  test('say what was seen, where and when', () => {
    expect(open().hear('frigate/reviews', review('new', 'a', 'alert'))?.signals).toMatchObject([
      { condition: 'intrusion', category: 'intrusion', priority: 2, source: 'yard', text: 'person (front)', code: 'alert', panelTimeUtcMs: 1718987129300 },
      { type: 'point', kind: 'zone', pointId: 'yard', state: 'open' },
    ]);
  });

  test('grow worse and never milder while one review lasts', () => {
    const panel = open();
    expect([
      conditions(panel, 'new', 'a', 'detection'),
      conditions(panel, 'update', 'a', 'alert'),
      conditions(panel, 'update', 'a', 'detection'),
      conditions(panel, 'end', 'a', 'alert'),
    ]).toEqual([['on 4'], ['on 2'], ['on 2'], ['off 2']]);
  });

  test('stay in alarm when the end of an earlier review comes late', () => {
    const panel = open();
    conditions(panel, 'new', 'a', 'alert');
    conditions(panel, 'new', 'b', 'alert');
    expect(conditions(panel, 'end', 'a', 'alert')).toEqual([]);
    expect(conditions(panel, 'end', 'b', 'alert')).toEqual(['off 2']);
  });

  test('end what stood on the board before the post was restarted', () => {
    expect(conditions(open(), 'end', 'a', 'alert')).toEqual(['off 2']);
  });

  test('are not doubled by the older topic, nor by descriptions that are written later', () => {
    const { hear, dialect } = open();
    expect(hear('frigate/events', review('new', 'a', 'alert'))).toBeNull();
    expect(hear('frigate/reviews', review('genai', 'a', 'alert'))?.signals).toEqual([]);
    expect(dialect.subscriptions()).not.toContain('frigate/events');
  });

  test('are lost while one of their streams is', () => {
    const { say } = open();
    expect(say('frigate/yard/status/detect', 'offline')).toEqual(['yard: offline on']);
    expect(say('frigate/yard/status/record', 'online')).toEqual(['yard: offline on']);
    expect(say('frigate/yard/status/detect', 'disabled')).toEqual(['yard: offline off']);
    expect(say('frigate/yard/status/detect', 'confused')).toEqual(['! unknownWord: confused']);
  });

  test('say whether Frigate is there', () => {
    const said = ['online', 'offline', 'stopped'].map((word) => open().say('frigate/available', word));
    expect(said).toEqual([['online'], ['offline'], ['offline']]);
  });
});

describe('words that the site has taught', () => {
  test('decide which severity is worth an alarm, and at which camera', () => {
    const fire = { condition: 'panic', category: 'life', priority: 1, latched: true } as const;
    const panel = open({ detection: 'ignore', 'yard/alert': fire });
    expect(panel.say('frigate/reviews', review('new', 'a', 'detection'))).toEqual(['zone yard = open']);
    expect(panel.say('frigate/reviews', review('update', 'a', 'alert'))).toEqual(['yard: panic on', 'zone yard = open']);
    expect(panel.say('frigate/reviews', review('end', 'a', 'alert'))).toEqual(['yard: panic off', 'zone yard = closed']);
  });

  test('are asked for where a severity is new', () => {
    expect(open().hear('frigate/reviews', review('new', 'a', 'disaster'))).toMatchObject({ problem: 'unknownWord: disaster', unknownWord: 'disaster' });
  });
});

test.each([
  ['{', 'notJson'],
  ['{}', 'badReview'],
  ['{"type":"new","after":{"id":"a","camera":"","severity":"alert"}}', 'badReview'],
])('a review that is none (%s) is told as %s', (payload, problem) => {
  expect(open().hear('frigate/reviews', payload)?.problem).toBe(problem);
});

test('any bytes on any topic are borne', () => {
  expectNoThrow(open, ['frigate/reviews', 'frigate/available', 'frigate/stats', 'frigate/yard/status/detect'], [jsonOf(['type', 'after', 'before'])]);
});
