import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const parse = (payload: string | Uint8Array, change: Partial<MappingPanelConfig> = {}, topic = 'yard/north/zone/7/state', retained = false) =>
  createMappingDialect({ ...config, ...change }).parse({ topic, payload: typeof payload === 'string' ? Buffer.from(payload) : payload, retained }, 0);

describe('the mapping dialect', () => {
  test('cuts a source that no board can show, and keeps two such sources apart', () => {
    const sourceOf = (level: string) => parse('open', {}, `yard/${level}/zone/7/state`)?.signals.map((signal) => ('source' in signal ? signal.source : null));
    const [one, other] = [sourceOf(`${'x'.repeat(60_000)}a`), sourceOf(`${'x'.repeat(60_000)}b`)];
    expect(one?.[0]?.length).toBeLessThanOrEqual(120);
    expect(one).not.toEqual(other);
    expect(sourceOf(`${'x'.repeat(60_000)}a`)).toEqual(one);
  });

  test('raises the condition of a word, with the wildcard levels as its source', () => {
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
        },
      ],
      problem: null,
      subscriptionsChanged: false,
    });
  });

  test('clears every condition of the source with a clear word', () => {
    const signals = parse('closed')?.signals ?? [];
    expect(signals.map((signal) => (signal.type === 'condition' ? [signal.condition, signal.active] : null))).toEqual([
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
    expect(parse('ajar', { words })?.signals).toEqual([expect.objectContaining({ active: true, onDelaySeconds: 20, offDelaySeconds: 2 })]);
    expect(parse('open', { words })?.signals).toEqual([expect.not.objectContaining({ onDelaySeconds: expect.anything() })]);
    expect(parse('closed', { words })?.signals).toEqual([expect.objectContaining({ active: false, offDelaySeconds: 30 })]);
  });

  test('takes words without regard to letter case and surrounding blanks', () => {
    expect(parse(' OPEN\r\n')?.signals).toHaveLength(1);
  });

  test('takes alive as a sign of life unless it is retained, and ignores what it is told to ignore', () => {
    expect(parse('ok')?.signals).toEqual([{ type: 'alive', panelId: 'yard' }]);
    expect(parse('ok', {}, 'yard/north/zone/7/state', true)?.signals).toEqual([]);
    expect(parse('noise')).toEqual({ signals: [], problem: null, subscriptionsChanged: false });
  });

  test('reads the word at a path of a JSON payload', () => {
    const change = { jsonPath: 'zone.states.1' };
    expect(parse('{"zone":{"states":["closed","open"]}}', change)?.signals).toHaveLength(1);
    expect(parse('{"zone":{}}', change)?.problem).toBe('noSuchPath: zone.states.1');
    expect(parse('{"zone":{"states":[1,{}]}}', change)?.problem).toBe('notAWord: zone.states.1');
    expect(parse('{', change)?.problem).toBe('notJson: zone.states.1');
    expect(parse('{}', { jsonPath: '__proto__.constructor.name' })?.problem).toBe('noSuchPath: __proto__.constructor.name');
  });

  test('names a word that is not in the table as a problem, with control characters escaped', () => {
    expect(parse('ajar\u001b[31m')?.problem).toBe('unknownWord: ajar\\u001b[31m');
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
