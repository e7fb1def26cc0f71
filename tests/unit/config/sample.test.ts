import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/main/config/index.ts';

it('the sample configuration that ships is a good one', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../resources/guardpost.sample.yaml'), 'utf8');
  expect(parseConfig(text)).toMatchObject({ ok: true, value: { post: { site: 'Plant 1' } } });
});
