import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PanelDialect, Reading, WordBook } from '../../../../../src/main/devices/panels/dialect.ts';
import { createMappingDialect } from '../../../../../src/main/devices/panels/mapping/index.ts';
import type { MappingPanelConfig } from '../../../../../src/shared/model/config.ts';

const config: MappingPanelConfig = {
  id: 'yard',
  name: 'Yard',
  dialect: 'mapping',
  topic: 'yard/+/zone/+/state',
  jsonPath: null,
  words: {
    open: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: true },
    cut: { condition: 'tamper', category: 'tamper', priority: 2, latched: false },
    closed: 'clear',
    ok: 'alive',
    noise: 'ignore',
  },
  availabilityTopic: 'yard/status',
  heartbeatSeconds: 60,
  simulated: true,
};

const untaught: WordBook = { meaning: () => null };
const conditionsOf = (reading: Reading | null) => (reading?.signals ?? []).filter((signal) => signal.type === 'condition');

const parse = (payload: string | Uint8Array, change: Partial<MappingPanelConfig> = {}, topic = 'yard/north/zone/7/state', retained = false) =>
  createMappingDialect({ ...config, ...change }, untaught).parse({ topic, payload: typeof payload === 'string' ? Buffer.from(payload) : payload, retained }, 0);

describe('the mapping dialect', () => {
  test('cuts a source that no board can show, and keeps two such sources apart', () => {
    const sourceOf = (level: string) => parse('open', {}, `yard/${level}/zone/7/state`)?.signals.map((signal) => ('source' in signal ? signal.source : null));
    const [one, other] = [sourceOf(`${'x'.repeat(60_000)}a`), sourceOf(`${'x'.repeat(60_000)}b`)];
    expect(one?.[0]?.length).toBeLessThanOrEqual(120);
    expect(one).not.toEqual(other);
    expect(sourceOf(`${'x'.repeat(60_000)}a`)).toEqual(one);
  });

  test('raises the condition of a word, with the wildcard levels as its source, and tells the source as a point', () => {
    expect(parse('open')).toEqual({
      signals: [
        {
          type: 'condition',
          panelId: 'yard',
          source: 'north/7',
          area: 'Yard',
          condition: 'intrusion',
          category: 'intrusion',
          priority: 2,
          latched: true,
          active: true,
          retained: false,
          text: null,
          panelTimeUtcMs: null,
          simulated: true,
          code: 'open',
        },
        { type: 'point', panelId: 'yard', kind: 'zone', pointId: 'north/7', name: 'north/7', state: 'open', retained: false, simulated: true },
      ],
      problem: null,
      subscriptionsChanged: false,
    });
  });

  test('clears every condition of the source with a clear word', () => {
    expect(conditionsOf(parse('closed')).map((signal) => [signal.condition, signal.active])).toEqual([
      ['intrusion', false],
      ['tamper', false],
    ]);
  });

  test('hands on the delays of a word, and with a clear word the longest off-delay of those that share a condition', () => {
    const words = {
      ajar: { condition: 'open', category: 'intrusion', priority: 3, latched: false, onDelaySeconds: 20, offDelaySeconds: 2 },
      open: { condition: 'open', category: 'intrusion', priority: 2, latched: false, offDelaySeconds: 30 },
      closed: 'clear',
    } as const;
    expect(conditionsOf(parse('ajar', { words }))).toEqual([expect.objectContaining({ active: true, onDelaySeconds: 20, offDelaySeconds: 2 })]);
    expect(conditionsOf(parse('open', { words }))).toEqual([expect.not.objectContaining({ onDelaySeconds: expect.anything() })]);
    expect(conditionsOf(parse('closed', { words }))).toEqual([expect.objectContaining({ active: false, offDelaySeconds: 30 })]);
  });

  test('takes words without regard to letter case and surrounding blanks', () => {
    expect(conditionsOf(parse(' OPEN\r\n'))).toHaveLength(1);
  });

  test('takes alive as a sign of life unless it is retained, and ignores what it is told to ignore', () => {
    expect(parse('ok')?.signals).toEqual([{ type: 'alive', panelId: 'yard' }]);
    expect(parse('ok', {}, 'yard/north/zone/7/state', true)?.signals).toEqual([]);
    expect(parse('noise')).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
  });

  test('reads the word at a path of a JSON payload', () => {
    const change = { jsonPath: 'zone.states.1' };
    expect(conditionsOf(parse('{"zone":{"states":["closed","open"]}}', change))).toHaveLength(1);
    expect(parse('{"zone":{}}', change)?.problem).toBe('noSuchPath: zone.states.1');
    expect(parse('{"zone":{"states":[1,{}]}}', change)?.problem).toBe('notAWord: zone.states.1');
    expect(parse('{', change)?.problem).toBe('notJson: zone.states.1');
    expect(parse('{}', { jsonPath: '__proto__.constructor.name' })?.problem).toBe('noSuchPath: __proto__.constructor.name');
  });

  test('names a word that is not in the table as a problem, with control characters escaped', () => {
    expect(parse('ajar\u001b[31m')?.problem).toBe('unknownWord: ajar\\u001b[31m');
    expect(parse('ajar')).toMatchObject({ unknownWord: 'ajar', signals: [] });
  });

  test.each([
    ['online', true],
    ['{"state":"offline"}', false],
  ])('reads availability %s as %s', (payload, online) => {
    expect(parse(payload, {}, 'yard/status')?.signals).toEqual([{ type: 'availability', panelId: 'yard', online, simulated: true }]);
  });

  test('has nothing to say on topics of others, and takes a deleted retained state as no state', () => {
    expect(parse('open', {}, 'store/x')).toBeNull();
    expect(parse('')).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
  });

  test('never throws, and reports each message that it does not understand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(null, 'a', 'a.b.0'), fc.boolean(), (payload, jsonPath, retained) => {
        const reading = parse(payload, { jsonPath }, 'yard/n/zone/1/state', retained);
        const isKnownWord = jsonPath === null && Object.hasOwn(config.words, Buffer.from(payload).toString('utf8').trim().toLowerCase());
        if (payload.length > 0 && !isKnownWord) expect(reading?.problem).not.toBeNull();
      }),
    );
  });
});

describe('words that the site has taught', () => {
  const wet = { condition: 'water', category: 'technical', priority: 3, latched: false } as const;
  const taught: WordBook = { meaning: (word) => (word === 'wet' ? wet : word === 'open' ? 'ignore' : null) };
  const say = (dialect: PanelDialect, payload: string) => dialect.parse({ topic: 'yard/n/zone/1/state', payload: Buffer.from(payload), retained: false }, 0);

  test('go before those of the table', () => {
    const dialect = createMappingDialect(config, taught);
    expect(say(dialect, 'open')?.signals).toEqual([]);
    expect(conditionsOf(say(dialect, 'wet'))).toEqual([expect.objectContaining({ condition: 'water', active: true, code: 'wet' })]);
  });

  test('end with a clear word too', () => {
    const dialect = createMappingDialect(config, taught);
    say(dialect, 'wet');
    expect(conditionsOf(say(dialect, 'closed')).map(({ condition, active }) => [condition, active])).toEqual([
      ['intrusion', false],
      ['tamper', false],
      ['water', false],
    ]);
  });
});

describe('sources as points', () => {
  test('are told once, and again when they open or close', () => {
    const dialect = createMappingDialect(config, untaught);
    const pointsAfter = (payload: string) =>
      (dialect.parse({ topic: 'yard/n/zone/1/state', payload: Buffer.from(payload), retained: false }, 0)?.signals ?? []).flatMap((signal) =>
        signal.type === 'point' ? [signal.state ?? null] : [],
      );
    expect(['cut', 'cut', 'open', 'open', 'cut', 'closed'].map(pointsAfter)).toEqual([[null], [], ['open'], [], [], ['closed']]);
  });
});

describe('commands of the table', () => {
  const commands = { topic: 'yard/{point}/set', words: { 'arm.home': 'STAY', arm: 'ARM', disarm: 'OFF {code}', bypass: 'BYP' } };
  const dialect = createMappingDialect({ ...config, commands }, untaught);
  const request = { commandId: 'c', panelId: 'yard', mode: null, pointKind: 'zone', pointId: 'north/7', deadlineUtcMs: 0, code: null } as const;

  test('are those that have a word', () => {
    expect(dialect.commands()).toEqual(['arm', 'disarm', 'bypass']);
    expect(createMappingDialect(config, untaught).commands()).toEqual([]);
  });

  test('go to the point with their word; plain arm is away and never another mode', () => {
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'away' })?.messages).toEqual([{ topic: 'yard/north/7/set', payload: 'ARM' }]);
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'home' })?.messages).toEqual([{ topic: 'yard/north/7/set', payload: 'STAY' }]);
    expect(dialect.plan({ ...request, kind: 'arm', mode: 'night' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'silence' })).toBeNull();
  });

  test('with a code in their word need one', () => {
    expect([dialect.codeFor('disarm'), dialect.codeFor('arm')]).toEqual(['needed', 'none']);
    expect(dialect.plan({ ...request, kind: 'disarm' })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'disarm', code: '$&0012' })?.messages).toEqual([{ topic: 'yard/north/7/set', payload: 'OFF $&0012' }]);
  });

  test('never take the whole panel for a part of it, and no wildcard for a point', () => {
    expect(dialect.plan({ ...request, kind: 'bypass', pointKind: null, pointId: null })).toBeNull();
    expect(dialect.plan({ ...request, kind: 'bypass', pointId: '#' })).toBeNull();
    const whole = createMappingDialect({ ...config, commands: { topic: 'yard/set', words: { bypass: 'BYP' } } }, untaught);
    expect(whole.plan({ ...request, kind: 'bypass' })).toBeNull();
    expect(whole.plan({ ...request, kind: 'bypass', pointKind: null, pointId: null })?.messages).toEqual([{ topic: 'yard/set', payload: 'BYP' }]);
  });
});
