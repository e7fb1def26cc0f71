import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/main/config/index.ts';

const issueReaders = `post: { site: Plant 1, name: North gate }
readers:
  - { id: bus1, path: /dev/ttyUSB1, baudRate: 9600, protocol: osdp, pollMs: 50, devices: [ { id: turnstile-1, address: 0, direction: in, secure: required }, { id: desk-reader, address: 1, direction: in, secure: "off" } ] }
  - { id: lane-wie, path: /dev/ttyUSB2, protocol: wiegand-text, template: "{facility:2h}{number:4h}\\r", direction: in }
`;

const withTop = (text: string) => `post: { site: S, name: N }\n${text}\n`;
const withDevices = (devices: string, bus = 'path: /dev/a') => withTop(`readers:\n  - { id: bus, protocol: osdp, ${bus}, devices: [${devices}] }`);

function configOf(text: string) {
  const parsed = parseConfig(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function problemsOf(text: string) {
  const parsed = parseConfig(text);
  if (parsed.ok) throw new Error('expected problems');
  return parsed.error;
}

describe('a bus of readers', () => {
  it('is read as documented: each device is a reader that shares the line', () => {
    const [first, second, third] = configOf(issueReaders).readers;
    const line = { path: '/dev/ttyUSB1', baudRate: 9600, protocol: 'osdp', simulated: false, template: null };
    expect(first).toMatchObject({
      ...line,
      id: 'turnstile-1',
      name: 'turnstile-1',
      direction: 'in',
      osdp: { busId: 'bus1', address: 0, secure: 'required', pollMs: 50, pin: 'off', inputs: [] },
    });
    expect(second).toMatchObject({ ...line, id: 'desk-reader', osdp: { busId: 'bus1', address: 1, secure: 'off' } });
    expect(third).toMatchObject({
      id: 'lane-wie',
      protocol: 'wiegand-text',
      template: { radix: 'hex', facilityDigits: 2, numberDigits: 4, prefix: '', suffix: '\r', format: 'H10301', layout: 'separate' },
    });
    expect(third?.osdp).toBeUndefined();
  });

  it('takes "off" with and without quotes, and is secure where nothing is said', () => {
    const secure = (devices: string) => configOf(withDevices(devices)).readers.map((reader) => reader.osdp?.secure);
    expect(secure('{ id: a, address: 0, secure: off }, { id: b, address: 1, secure: "off" }, { id: c, address: 2 }')).toEqual(['off', 'off', 'required']);
  });

  it('runs at 9600 bit/s and asks every 50 ms where nothing is said', () => {
    expect(configOf(withDevices('{ id: a, address: 0 }')).readers[0]).toMatchObject({ baudRate: 9600, osdp: { pollMs: 50 } });
  });

  it('needs no port where it is simulated', () => {
    expect(configOf(withDevices('{ id: a, address: 0 }', 'simulated: true')).readers[0]).toMatchObject({ path: 'simulated:bus', simulated: true });
  });

  it('says what an input means', () => {
    const [reader] = configOf(
      withDevices('{ id: a, address: 0, inputs: [{ input: 0, name: Door, condition: doorForced, priority: 2, normallyActive: true }, { input: 1 }] }'),
    ).readers;
    expect(reader?.osdp?.inputs).toEqual([
      { input: 0, name: 'Door', condition: 'doorForced', category: 'intrusion', priority: 2, normallyActive: true },
      { input: 1, name: null, condition: 'readerInput', category: 'technical', priority: 3, normallyActive: false },
    ]);
  });

  it('counts for pass-back as readers on lines of their own do', () => {
    const readers = configOf(withDevices('{ id: a, address: 0, direction: in }, { id: b, address: 1, direction: out }, { id: c, address: 2 }')).readers;
    expect(readers.map((reader) => reader.passBack)).toEqual([true, true, false]);
  });

  it.each([
    ['an address that two have', '{ id: a, address: 3 }, { id: b, address: 3 }', { key: 'readers[0].devices[1].address', code: 'duplicateAddress' }],
    ['an id that two have', '{ id: a, address: 0 }, { id: a, address: 1 }', { key: 'readers[0].devices[1].id', code: 'duplicateId' }],
    ['the id of the bus', '{ id: bus, address: 0 }', { key: 'readers[0].devices[0].id', code: 'duplicateId' }],
    ['the broadcast address', '{ id: a, address: 127 }', { key: 'readers[0].devices[0].address', code: 'outOfRange', allowed: 'at most 126' }],
    ['no address', '{ id: a }', { key: 'readers[0].devices[0].address', code: 'missing' }],
    ['another security', '{ id: a, address: 0, secure: maybe }', { key: 'readers[0].devices[0].secure', code: 'notAllowed', allowed: 'required, off' }],
    ['a misspelt key', '{ id: a, adress: 0, address: 0 }', { key: 'readers[0].devices[0].adress', code: 'unknownKey', allowed: 'address' }],
    ['no device', '', { key: 'readers[0].devices', code: 'outOfRange' }],
  ])('is refused for %s', (_, devices, problem) => {
    expect(problemsOf(withDevices(devices))).toContainEqual(expect.objectContaining({ ...problem, line: 3 }));
  });

  it('is refused without a port, and on the port of another reader', () => {
    const text = withTop('readers:\n  - { id: b, protocol: osdp, devices: [{ id: a, address: 0 }] }');
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ key: 'readers[0].path', code: 'missing' }));
    const shared = `${withDevices('{ id: a, address: 0 }')}  - { id: c, protocol: line, path: /dev/a }`;
    expect(problemsOf(shared)).toContainEqual(expect.objectContaining({ key: 'readers[1].path', code: 'duplicatePath' }));
  });

  it('is refused when asked too often to be possible', () => {
    expect(problemsOf(withDevices('{ id: a, address: 0 }', 'path: /dev/a, pollMs: 1'))).toContainEqual(
      expect.objectContaining({ key: 'readers[0].pollMs', code: 'outOfRange', allowed: 'at least 10' }),
    );
  });
});

describe('a template in words', () => {
  const withTemplate = (template: string, more = '') =>
    withTop(`readers:\n  - { id: a, path: /dev/a, protocol: wiegand-text, template: '${template}'${more} }`);

  it('takes line ends written as backslash sequences too', () => {
    expect(configOf(withTemplate('{facility:3d}{number:5d}\\r\\n')).readers[0]?.template).toMatchObject({ radix: 'decimal', suffix: '\r\n' });
  });

  it('takes the format that is given beside it', () => {
    const [reader] = configOf(withTemplate('{card:10d}\\r', ', format: generic-34')).readers;
    expect(reader?.template).toMatchObject({ format: 'generic-34', layout: 'joined', numberBits: 24 });
    expect(configOf(withTemplate('decimal10', ', format: generic-34')).readers[0]?.template).toMatchObject({ format: 'generic-34', numberBits: 24 });
  });

  it.each([
    ['{facility:2h}', 'readers[0].template', 'notAllowed', /number/],
    ['{number:4x}', 'readers[0].template', 'notAllowed', /character 1: .*\{number:4h\}/],
    ['wie233', 'readers[0].template', 'notAllowed', /wie232/],
    ['{number:7d}\\r', 'readers[0].format', 'missing', /card format/],
  ])('says what is wrong with %s', (template, key, code, allowed) => {
    expect(problemsOf(withTemplate(template))).toEqual([expect.objectContaining({ line: 3, key, code, allowed: expect.stringMatching(allowed) })]);
  });

  it('may be any text without ever a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\{(facility|number|card):\d{1,2}[hdx]\}|\\[rntx]|[a-z{}])*$/)), (template) => {
        const parsed = parseConfig(JSON.stringify({ post: { site: 'S', name: 'N' }, readers: [{ id: 'a', path: 'p', protocol: 'wiegand-text', template }] }));
        expect(parsed.ok || parsed.error.every((problem) => problem.key.startsWith('readers[0].'))).toBe(true);
      }),
    );
  });
});

describe('scanners', () => {
  it('keep their framing, trigger and line settings', () => {
    const [reader] = configOf(
      withTop('readers:\n  - { id: a, path: /dev/a, protocol: mrz, framing: json, trigger: elyctis, parity: odd, dataBits: 8, baudRate: 256000 }'),
    ).readers;
    expect(reader).toMatchObject({ protocol: 'mrz', framing: 'json', trigger: 'elyctis', parity: 'odd', dataBits: 8, baudRate: 256_000 });
  });

  it('have no such keys where the file has none', () => {
    const [reader] = configOf(withTop('readers:\n  - { id: a, path: /dev/a, protocol: magstripe }')).readers;
    for (const key of ['framing', 'trigger', 'parity', 'dataBits', 'osdp']) expect(reader).not.toHaveProperty(key);
  });

  it('refuse nine data bits', () => {
    expect(problemsOf(withTop('readers:\n  - { id: a, path: /dev/a, protocol: line, dataBits: 9 }'))).toContainEqual(
      expect.objectContaining({ key: 'readers[0].dataBits', code: 'notAllowed', allowed: '7, 8' }),
    );
  });
});

describe('what holds for the whole site', () => {
  it('is the usual voice and formats where nothing is said', () => {
    const { voice, cardFormats } = configOf(withTop(''));
    expect(voice.granted).toMatchObject({ lamp: 'green', blinks: false, seconds: 3, beeps: 1, relay: { output: 0, seconds: 3 } });
    expect(voice.denied).toMatchObject({ lamp: 'red', blinks: true, seconds: 3, beeps: 3, relay: null });
    expect(voice.wait).toMatchObject({ lamp: 'amber', blinks: true, seconds: 15 });
    expect(voice.install).toMatchObject({ lamp: 'blue', blinks: true });
    expect(cardFormats).toEqual(['H10301', 'H10306', 'C1000-35', 'H10302', 'C1000-48']);
  });

  it('is changed key by key', () => {
    const { voice } = configOf(withTop('voice: { granted: { relay: { output: 1, seconds: 0.5 }, text: null }, denied: { lamp: magenta } }'));
    expect(voice.granted).toMatchObject({ lamp: 'green', relay: { output: 1, seconds: 0.5 }, text: null });
    expect(voice.denied).toMatchObject({ lamp: 'magenta', beeps: 3 });
    expect(configOf(withTop('voice: { granted: { relay: null } }')).voice.granted.relay).toBeNull();
  });

  it('is in the order of the file for card formats, none of them unknown', () => {
    expect(configOf(withTop('cardFormats: [H10302, generic-34]')).cardFormats).toEqual(['H10302', 'generic-34']);
    expect(problemsOf(withTop('cardFormats: [H10399]'))).toContainEqual(expect.objectContaining({ key: 'cardFormats[0]', code: 'notAllowed' }));
  });

  it.each([
    ['a colour that no lamp has', '{ granted: { lamp: pink } }', 'voice.granted.lamp'],
    ['a text that no display shows', '{ denied: { text: "Zutritt verboten für alle" } }', 'voice.denied.text'],
    ['a moment that is none of the four', '{ grantd: {} }', 'voice.grantd'],
  ])('is refused for %s', (_, voice, key) => {
    expect(problemsOf(withTop(`voice: ${voice}`))).toContainEqual(expect.objectContaining({ key }));
  });
});
