import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/main/config/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'guardpost-procedures-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const step = (next: string) => `procedures:
  - procedureId: gate
    version: 2
    title: Gate
    forConditions: [intrusion]
    steps:
      - { stepId: look, words: { en: Look, zh: 看 }, next: ${next} }
      - { stepId: call, words: Call }
`;

function load(procedures: string | null) {
  writeFileSync(join(dir, 'guardpost.yaml'), 'post: { site: S, name: N }\nproceduresFile: orders.yaml\n');
  if (procedures !== null) writeFileSync(join(dir, 'orders.yaml'), procedures);
  return loadConfig(join(dir, 'guardpost.yaml'));
}

describe('the file with the site’s own procedures', () => {
  it('stands beside the configuration and is read with it', () => {
    const loaded = load(step('call'));
    expect(loaded.ok && loaded.value.config.procedures).toMatchObject([
      { procedureId: 'gate', version: 2, steps: [{ words: { en: 'Look', zh: '看' } }, { words: { en: 'Call', zh: 'Call' } }] },
    ]);
  });

  it('is told as bad with its own name and line', () => {
    const loaded = load(step('nowhere'));
    expect(loaded.ok ? [] : loaded.error).toMatchObject([
      { code: 'notAllowed', line: null, key: 'proceduresFile (orders.yaml 7) procedures[0].steps[0].next', allowed: 'call' },
    ]);
  });

  it('is missed when it is not there', () => {
    const loaded = load(null);
    expect(loaded.ok ? [] : loaded.error).toMatchObject([{ code: 'notFound', key: 'proceduresFile' }]);
  });
});
