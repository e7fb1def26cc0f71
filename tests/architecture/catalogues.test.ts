/** Both languages say everything, and no component holds words of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownConditions } from '../../src/shared/model/alarms.ts';
import { journalKinds } from '../../src/shared/model/journal.ts';

const root = resolve(import.meta.dirname, '../..');
type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );

async function catalogue(language: string): Promise<Map<string, string>> {
  const folder = join(root, 'src/shared/i18n', language);
  const all = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const module = (await import(join(folder, file))) as { [name: string]: Tree };
    for (const [area, tree] of Object.entries(module)) for (const [key, value] of leaves(tree)) all.set(`${area}.${key}`, value);
  }
  return all;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([^},]+)[^}]*\}\}/g)].map((m) => m[1]?.trim()).sort();

describe('the catalogues', () => {
  it('have the same keys in English and Chinese, and the same placeholders', async () => {
    const [en, zh] = [await catalogue('en'), await catalogue('zh')];
    expect(en.size).toBeGreaterThan(300);
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    const differing = [...en].filter(([key, text]) => JSON.stringify(placeholders(text)) !== JSON.stringify(placeholders(zh.get(key) ?? '')));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('leave nothing empty and nothing untranslated', async () => {
    const [en, zh] = [await catalogue('en'), await catalogue('zh')];
    expect([...en, ...zh].filter(([, text]) => text.trim() === '')).toEqual([]);
    // Made of placeholders and punctuation only: nothing to translate.
    const own = (text: string) => text.replace(/\{\{[^}]*\}\}/g, '');
    const same = [...en].filter(([key, text]) => text.length > 12 && /[a-z]{4}/.test(own(text)) && zh.get(key) === text);
    expect(same).toEqual([]);
  });

  it('have a sentence for every kind of journal row', async () => {
    const en = await catalogue('en');
    const missing = journalKinds.filter(
      (kind) => ![...en.keys()].some((key) => key.startsWith(`log.sentence.${kind.replace('.', '_')}`) || key.startsWith(`log.sentence.${kind}`)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the conditions that we name ourselves', () => {
  it('have words', async () => {
    const en = await catalogue('en');
    expect(knownConditions.filter((condition) => !en.has(`alarms.condition.${condition}`))).toEqual([]);
  });
});

describe('the components', () => {
  it('hold no words of their own', () => {
    const files = readdirSync(join(root, 'src/renderer'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(20);
    const wordy = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [
        ...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[.…]?)\s*</g),
        ...text.matchAll(/(?:aria-label|placeholder|title|label)="([A-Za-z][^"]{2,})"/g),
      ].map((m) => `${relative(root, file)}: ${m[1]}`);
    });
    expect(wordy).toEqual([]);
  });
});
