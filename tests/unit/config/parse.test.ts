import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/main/config/index.ts';

const issueSample = `post: { site: Plant 1, name: North gate }
readers:
  - { id: north-in, path: /dev/ttyUSB0, baudRate: 9600, protocol: em4100, direction: in }
  - { id: desk, path: /dev/ttyACM0, protocol: line }
mqtt: { url: "mqtt://127.0.0.1:1883", username: post, password: "s3cret" }    # left out: embedded broker
panels:
  - { id: main, dialect: home-assistant, discovery: homeassistant }
  - { id: yard, dialect: mapping, topic: "yard/+/state", heartbeatSeconds: 60, words: { open: { condition: intrusion, priority: 2 }, closed: clear } }
`;

function problemsOf(text: string) {
  const parsed = parseConfig(text);
  if (parsed.ok) throw new Error('expected problems');
  return parsed.error;
}

const withReaders = (readers: string) => `post: { site: S, name: N }\nreaders:\n${readers}\n`;

describe('parseConfig', () => {
  it('reads the documented file and fills in defaults', () => {
    const parsed = parseConfig(issueSample);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.post).toEqual({ site: 'Plant 1', name: 'North gate' });
    expect(parsed.value.readers[1]).toMatchObject({ id: 'desk', name: 'desk', baudRate: 9600, direction: null, repeatSeconds: 5, simulated: false });
    expect(parsed.value.mqtt).toEqual({ url: 'mqtt://127.0.0.1:1883', username: 'post', password: 's3cret', clientId: null, caFile: null });
    expect(parsed.value.broker).toMatchObject({ host: '127.0.0.1', port: 1883 });
    expect(parsed.value.panels[1]).toMatchObject({
      dialect: 'mapping',
      heartbeatSeconds: 60,
      words: { open: { condition: 'intrusion', priority: 2, category: 'intrusion', latched: true }, closed: 'clear' },
    });
  });

  it('takes delays of a word, up to an hour, and says where the limit is', () => {
    const withWord = (word: string) => `post: { site: S, name: N }\npanels:\n  - { id: y, dialect: mapping, topic: "y/+", words: { open: ${word} } }\n`;
    const parsed = parseConfig(withWord('{ condition: open, priority: 3, onDelaySeconds: 0.5, offDelaySeconds: 3600 }'));
    expect(parsed).toMatchObject({ ok: true, value: { panels: [{ words: { open: { onDelaySeconds: 0.5, offDelaySeconds: 3600 } } }] } });
    expect(problemsOf(withWord('{ condition: open, priority: 3, onDelaySeconds: 3601 }'))).toEqual([
      expect.objectContaining({ line: 3, key: 'panels[0].words.open.onDelaySeconds', code: 'outOfRange', allowed: 'at most 3600' }),
    ]);
    expect(problemsOf(withWord('{ condition: open, priority: 3, offDelaySeconds: -1 }'))).toEqual([
      expect.objectContaining({ key: 'panels[0].words.open.offDelaySeconds', code: 'outOfRange', allowed: 'at least 0' }),
    ]);
  });

  it.each([
    ['fire', '{ condition: fire, priority: 1, onDelaySeconds: 5 }', 'onDelaySeconds'],
    ['hold-up', '{ condition: button, priority: 1, category: holdUp, offDelaySeconds: 5 }', 'offDelaySeconds'],
  ])('refuses to delay %s', (_, word, key) => {
    const text = `post: { site: S, name: N }\npanels:\n  - id: y\n    dialect: mapping\n    topic: "y/+"\n    words:\n      on: ${word}\n`;
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ line: 7, key: `panels[0].words.on.${key}`, code: 'notAllowed', allowed: '0: danger to life and hold-up are never delayed' }),
    ]);
    expect(parseConfig(text.replace('Seconds: 5', 'Seconds: 0'))).toMatchObject({ ok: true });
  });

  it('uses the embedded broker where no mqtt is given', () => {
    const parsed = parseConfig('post: { site: S, name: N }');
    expect(parsed).toMatchObject({ ok: true, value: { mqtt: null, readers: [], panels: [] } });
  });

  it('turns pass-back on only where a person can also leave by a reader', () => {
    const one = parseConfig(withReaders('  - { id: a, path: /dev/a, protocol: line, direction: in }'));
    const two = parseConfig(
      withReaders('  - { id: a, path: /dev/a, protocol: line, direction: in }\n  - { id: b, path: /dev/b, protocol: line, direction: out }'),
    );
    expect(one.ok && one.value.readers.map((r) => r.passBack)).toEqual([false]);
    expect(two.ok && two.value.readers.map((r) => r.passBack)).toEqual([true, true]);
  });

  it.each([
    [
      'a misspelt key',
      '  - { id: a, path: /dev/a, protocol: line, baudrate: 9600 }',
      { line: 3, key: 'readers[0].baudrate', code: 'unknownKey', allowed: 'baudRate' },
    ],
    [
      'an unknown protocol',
      '  - id: a\n    path: /dev/a\n    protocol: modbus',
      { line: 5, key: 'readers[0].protocol', code: 'notAllowed', allowed: 'osdp, em4100, wiegand-text, magstripe, line, mrz' },
    ],
    [
      'a missing protocol',
      '  - { id: a, path: /dev/a }',
      { line: 3, key: 'readers[0].protocol', code: 'missing', allowed: expect.stringContaining('em4100, wiegand-text') },
    ],
    ['a missing path', '  - { id: a, protocol: line }', { line: 3, key: 'readers[0].path', code: 'missing' }],
    [
      'a speed as text',
      '  - { id: a, path: /dev/a, protocol: line, baudRate: fast }',
      { line: 3, key: 'readers[0].baudRate', code: 'wrongType', allowed: 'a number' },
    ],
    [
      'a speed out of range',
      '  - { id: a, path: /dev/a, protocol: line, baudRate: 1 }',
      { line: 3, key: 'readers[0].baudRate', code: 'outOfRange', allowed: 'at least 300' },
    ],
    [
      'two readers of one id',
      '  - { id: a, path: /dev/a, protocol: line }\n  - { id: a, path: /dev/b, protocol: line }',
      { line: 4, key: 'readers[1].id', code: 'duplicateId' },
    ],
    [
      'two readers on one port',
      '  - { id: a, path: /dev/a, protocol: line }\n  - { id: b, path: /dev/a, protocol: line }',
      { line: 4, key: 'readers[1].path', code: 'duplicatePath' },
    ],
    ['a number for a text', '  - { id: 7, path: /dev/a, protocol: line }', { line: 3, key: 'readers[0].id', code: 'wrongType' }],
  ])('says line, key and what is allowed for %s', (_name, readers, problem) => {
    expect(problemsOf(withReaders(readers))).toContainEqual(expect.objectContaining(problem));
  });

  it.each([
    [
      'panels:\n  - { id: p, dialect: modbus }',
      {
        line: 3,
        key: 'panels[0].dialect',
        code: 'notAllowed',
        allowed: 'home-assistant, pai, dsc, alarmo, ad2iot, zigbee2mqtt, texecom, frigate, sparkplug, guardpost, sia, mapping',
      },
    ],
    [
      'panels:\n  - { id: p }',
      {
        line: 3,
        key: 'panels[0].dialect',
        code: 'missing',
        allowed: 'home-assistant, pai, dsc, alarmo, ad2iot, zigbee2mqtt, texecom, frigate, sparkplug, guardpost, sia, mapping',
      },
    ],
    [
      'panels:\n  - id: p\n    dialect: mapping\n    topic: a/+\n    words:\n      on: { condition: fire, priority: 9 }',
      { line: 7, key: 'panels[0].words.on.priority', code: 'notAllowed', allowed: '1, 2, 3, 4' },
    ],
    [
      'panels:\n  - id: p\n    dialect: mapping\n    topic: a/+\n    words: { on: alarm }',
      { line: 6, key: 'panels[0].words.on', code: 'notAllowed', allowed: expect.stringContaining('clear, ignore, alive') },
    ],
    ['panels:\n  - id: p\n    dialect: mapping\n    topic: a/#/b\n    words: {}', { line: 5, key: 'panels[0].topic', code: 'notAllowed' }],
    ['mqtt: { url: "http://x" }', { line: 2, key: 'mqtt.url', code: 'notAllowed', allowed: expect.stringContaining('mqtt://') }],
    ['reader: []', { line: 2, key: 'reader', code: 'unknownKey', allowed: 'readers' }],
  ])('says what is wrong in %s', (text, problem) => {
    expect(problemsOf(`post: { site: S, name: N }\n${text}\n`)).toContainEqual(expect.objectContaining(problem));
  });

  it('says where the post has no name', () => {
    expect(problemsOf('readers: []')).toContainEqual(expect.objectContaining({ key: 'post', code: 'missing' }));
    expect(problemsOf('')).toContainEqual(expect.objectContaining({ key: 'post', code: 'missing' }));
  });

  it.each([
    ['two readers', 'readers: [{ id: desk, protocol: line, simulated: true }, { id: desk, protocol: line, simulated: true }]', 'readers[1].id'],
    ['a reader and a panel', 'readers: [{ id: desk, protocol: line, simulated: true }]\npanels: [{ id: desk, dialect: home-assistant }]', 'panels[0].id'],
    ['a reader and the broker', 'readers: [{ id: broker, protocol: line, simulated: true }]', 'readers[0].id'],
    ['a panel and the post itself', 'panels: [{ id: post, dialect: home-assistant }]', 'panels[0].id'],
  ])('refuses one id for %s, since alarms and health go by it', (_name, text, key) => {
    expect(problemsOf(`post: { site: S, name: N }\n${text}`)).toEqual([expect.objectContaining({ key, code: 'duplicateId' })]);
  });

  it.each([
    ['post:\n\tsite: S', /tabs/],
    ['post: { site: S, name: N }\n---\npost: {}', /one document/],
    ['post: { site: S, name: N\nreaders: []', /sample|closed|column/],
    [`post: ${'['.repeat(5_000)}`, /./],
  ])('says what would be right, not what the YAML library calls it: %j', (text, allowed) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'yamlSyntax', allowed: expect.stringMatching(allowed) });
    expect(problem?.allowed).not.toMatch(/parseAllDocuments|stack|Regular expression/i);
  });

  it('names the keys of what is missing', () => {
    expect(problemsOf('')).toEqual([expect.objectContaining({ key: 'post', allowed: '{ site, name }' })]);
  });

  it('does not guess a key from nothing', () => {
    const [problem] = problemsOf(withReaders('  - { id: a, path: /dev/a, protocol: line, x: 1 }'));
    expect(problem).toMatchObject({ key: 'readers[0].x', allowed: expect.stringContaining('protocol, template') });
  });

  it('says what would be right by code too, for screens in other languages', () => {
    const [problem] = problemsOf(withReaders('  - { id: a, path: /dev/a, protocol: line, baudRate: 1 }'));
    expect(problem).toMatchObject({ allowed: 'at least 300', right: { code: 'atLeast', values: { least: 300 } } });
    expect(problemsOf(withReaders('  - { id: a b, path: /dev/a, protocol: line }'))[0]).toMatchObject({ right: { code: 'id', values: {} } });
    expect(problemsOf('reader: []')).toContainEqual(expect.objectContaining({ right: { code: 'oneOf', values: { list: 'readers' } } }));
    expect(problemsOf('post: 1\npost: 2')[0]).toMatchObject({ code: 'yamlSyntax', right: { code: 'keysOnce' } });
  });

  it('tells the line of broken YAML', () => {
    expect(problemsOf('post: { site: S, name: N }\nreaders: [ {')[0]).toMatchObject({ code: 'yamlSyntax', line: expect.any(Number) });
    expect(problemsOf('post: { site: S, name: N }\npost: {}')[0]).toMatchObject({ code: 'yamlSyntax', line: 2, allowed: 'each key once' });
  });

  it('refuses an alias bomb instead of eating the memory', () => {
    const bomb = `a: &a [x]\n${'bcdefghij'.split('').reduce((text, at, n) => `${text}${at}: &${at} [${Array(9).fill(`*${'abcdefghij'[n]}`).join(',')}]\n`, '')}`;
    expect(problemsOf(bomb)[0]).toMatchObject({ code: 'yamlSyntax' });
  });

  it('never repeats a password in a problem', () => {
    const problems = problemsOf('post: { site: S, name: N }\nmqtt: { url: "mqtt://u:hunter22@h", password: { a: hunter22 }, passwort: hunter22 }');
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems)).not.toContain('hunter22');
  });

  it('answers any text with a value, never a throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '{', '}', '[', ']', '&', '*', '"', '#', '!') })),
        (text) => {
          const parsed = parseConfig(text);
          expect(parsed.ok || parsed.error.length > 0).toBe(true);
        },
      ),
    );
  });

  it('answers any value under the known keys with a value, never a throw', () => {
    fc.assert(
      fc.property(fc.record({ post: fc.jsonValue(), readers: fc.jsonValue(), panels: fc.jsonValue(), mqtt: fc.jsonValue() }), (value) => {
        const parsed = parseConfig(JSON.stringify(value));
        expect(parsed.ok || parsed.error.every((problem) => problem.message.length > 0)).toBe(true);
      }),
    );
  });
});
