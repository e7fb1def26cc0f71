import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/main/config/index.ts';

it('the sample configuration that ships is a good one', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../resources/guardpost.sample.yaml'), 'utf8');
  expect(parseConfig(text)).toMatchObject({ ok: true, value: { post: { site: 'Plant 1' } } });
});

it('the examples of readers that answer, voice and card formats in it are good ones too', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../resources/guardpost.sample.yaml'), 'utf8');
  const tried = text.replace(/^( *)# (- id: bus1| {2,}\S.*|voice:|cardFormats: .*)$/gm, '$1$2');
  const parsed = parseConfig(tried);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(parsed.value.readers.filter((reader) => reader.protocol === 'osdp').map((reader) => reader.id)).toEqual(['turnstile-1', 'desk-reader']);
  const plain = parseConfig(text);
  expect(plain.ok && parsed.value.voice).toEqual(plain.ok && plain.value.voice);
});
