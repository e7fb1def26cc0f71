import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ConfigChanges, loadConfig, redactConfigText, saveConfig } from '../../../src/main/config/index.ts';

const original = `# Post at the north gate, set up by Lin on 3 May
post: { site: Plant 1, name: North gate }   # shown on the glance line
readers:
  # the turnstile
  - { id: north-in, path: /dev/ttyUSB0, protocol: em4100, direction: in, area: Yard } # left of the door
  - { id: desk, path: /dev/ttyACM0, protocol: line }
mqtt: { url: "mqtt://127.0.0.1:1883", username: post, password: "s3cret" }
panels: []
`;
const readers: ConfigChanges['readers'] = [
  { id: 'north-in', path: '/dev/ttyUSB0', protocol: 'em4100', baudRate: 9600, direction: 'in' },
  { id: 'desk', path: '/dev/ttyACM0', protocol: 'line', baudRate: 9600, direction: null },
];
const same: ConfigChanges = { site: 'Plant 1', name: 'North gate', readers, mqttUrl: 'mqtt://127.0.0.1:1883' };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-config-'));
  file = join(folder, 'guardpost.yaml');
  writeFileSync(file, original);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('saveConfig', () => {
  it('keeps comments, order and keys that the form does not know', () => {
    const saved = saveConfig(file, { ...same, name: 'West gate' });
    expect(saved.ok && saved.value.config.post.name).toBe('West gate');
    const text = readFileSync(file, 'utf8');
    for (const kept of ['set up by Lin', '# shown on the glance line', '# the turnstile', '# left of the door', 'area: Yard', 's3cret'])
      expect(text).toContain(kept);
  });

  it('adds, changes and takes out readers', () => {
    const [first] = readers;
    if (!first) throw new Error('no reader');
    const added = { id: 'yard', path: '/dev/ttyUSB7', protocol: 'wiegand-text', baudRate: 19_200, direction: 'out' as const };
    const saved = saveConfig(file, { ...same, readers: [{ ...first, path: '/dev/ttyUSB3' }, added] });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    expect(saved.value.config.readers.map((r) => [r.id, r.path, r.baudRate])).toEqual([
      ['north-in', '/dev/ttyUSB3', 9600],
      ['yard', '/dev/ttyUSB7', 19_200],
    ]);
    expect(saved.value.config.readers[0]?.area).toBe('Yard');
  });

  it('goes back to the embedded broker when the address is taken out', () => {
    const saved = saveConfig(file, { ...same, mqttUrl: null });
    expect(saved.ok && saved.value.config.mqtt).toBeNull();
  });

  describe('with a bus of readers', () => {
    const bus =
      '  - { id: bus1, path: /dev/ttyUSB1, protocol: osdp, pollMs: 80, devices: [ { id: turnstile-1, address: 0, pin: required, area: Yard }, { id: lane-2, address: 1, secure: "off" } ] } # two lanes';
    beforeEach(() => writeFileSync(file, original.replace('  - { id: desk', `${bus}\n  - { id: desk`)));

    it('leaves it as it is when the form names only the others', () => {
      const saved = saveConfig(file, { ...same, name: 'West gate' });
      expect(saved.ok && saved.value.config.readers.map((reader) => reader.id)).toEqual(['north-in', 'turnstile-1', 'lane-2', 'desk']);
      expect(readFileSync(file, 'utf8').split('\n')).toContain(bus);
    });

    it('leaves it as it is when the form names its readers one by one, whatever it says of them', () => {
      const named = { id: 'turnstile-1', path: '/dev/ttyS9', protocol: 'em4100', baudRate: 1200, direction: 'out' as const };
      expect(saveConfig(file, { ...same, readers: [named, ...readers] }).ok).toBe(true);
      expect(readFileSync(file, 'utf8').split('\n')).toContain(bus);
    });

    it('refuses a new reader with the id of the bus', () => {
      const clash = { id: 'bus1', path: '/dev/ttyS9', protocol: 'line', baudRate: 9600, direction: null };
      const before = readFileSync(file, 'utf8');
      expect(saveConfig(file, { ...same, readers: [...readers, clash] })).toMatchObject({ ok: false, error: [{ code: 'duplicateId' }] });
      expect(readFileSync(file, 'utf8')).toBe(before);
    });
  });

  it('writes nothing when the change is bad', () => {
    const saved = saveConfig(file, { ...same, mqttUrl: 'ftp://x' });
    expect(saved).toMatchObject({ ok: false, error: [{ key: 'mqtt.url', code: 'notAllowed' }] });
    expect(readFileSync(file, 'utf8')).toBe(original);
  });

  it('makes a new file that only its owner can read', () => {
    const fresh = join(folder, 'deep', 'new.yaml');
    const saved = saveConfig(fresh, { ...same, mqttUrl: null });
    expect(saved).toMatchObject({ ok: true, value: { config: { post: { site: 'Plant 1' } } } });
    expect(statSync(fresh).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['new.yaml']);
  });

  it('writes through a link instead of replacing it', () => {
    const link = join(folder, 'link.yaml');
    symlinkSync(file, link);
    expect(saveConfig(link, { ...same, site: 'Plant 2' }).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('Plant 2');
  });

  it('says so when the folder can not be written, and keeps the old file', () => {
    // A folder in the place of the temporary file: works as root as well, where modes do not stop anyone.
    const blocked = join(folder, `guardpost.yaml.${process.pid}.tmp`, 'x');
    saveConfig(blocked, { ...same, mqttUrl: null });
    expect(saveConfig(file, { ...same, site: 'Plant 2' })).toMatchObject({ ok: false, error: [{ code: 'notWritten' }] });
    expect(readFileSync(file, 'utf8')).toBe(original);
  });
});

describe('loadConfig', () => {
  it('tells a file that is not there from one that is not text', () => {
    expect(loadConfig(join(folder, 'none.yaml'))).toMatchObject({ ok: false, error: [{ code: 'notFound' }] });
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    expect(loadConfig(file)).toMatchObject({ ok: false, error: [{ code: 'unreadable', allowed: 'UTF-8 text' }] });
    expect(loadConfig(folder)).toMatchObject({ ok: false, error: [{ code: 'unreadable' }] });
  });
});

describe('redactConfigText', () => {
  it('hides every password and keeps the rest', () => {
    const text = redactConfigText(`${original}broker: { users: [{ username: a, password: other, topics: [] }] }\n`);
    expect(text).not.toMatch(/s3cret|other/);
    expect(text).toContain('# the turnstile');
    expect(text).toContain('username: post');
  });
});
