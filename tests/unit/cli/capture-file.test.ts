import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CaptureFile } from '../../../src/main/cli/osdp/capture-file.ts';
import { parseCaptureLine } from '../../../src/main/devices/readers/osdp/trace/osdpcap.ts';
import type { TraceLine } from '../../../src/shared/model/reader-tools.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gp-capture-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (part: Pick<TraceLine, 'name' | 'hex'>): TraceLine => ({
  ...{ atUtcMs: 1_500, direction: 'out', address: 0, sequence: 0, fields: [], security: 'none', good: true },
  ...part,
});

it('a trace file holds what passed, but never a frame that sets a key or one with a mask', () => {
  const path = join(folder, 'a.osdpcap');
  const file = CaptureFile.create(path);
  if (!file.ok) throw new Error(file.error);
  file.value.addLine(line({ name: 'ID', hex: '53000900046100c066' }));
  file.value.addLine(line({ name: 'KEYSET', hex: '5300aabb' }));
  file.value.addLine(line({ name: 'RAW', hex: '5300····' }));
  file.value.close();
  expect([file.value.frames, file.value.leftOut, file.value.problem]).toEqual([1, 2, null]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const written = parseCaptureLine(readFileSync(path, 'utf8').trim());
  expect(written).toEqual({ ok: true, value: { atUtcMs: 1_500, direction: 'out', bytes: Uint8Array.from(Buffer.from('53000900046100c066', 'hex')) } });
});

it('a trace file never takes the place of another file', () => {
  const path = join(folder, 'a.osdpcap');
  const first = CaptureFile.create(path);
  if (first.ok) first.value.close();
  expect(CaptureFile.create(path)).toMatchObject({ ok: false, error: expect.stringContaining('EEXIST') });
});
