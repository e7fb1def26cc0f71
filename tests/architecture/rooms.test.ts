/** The house keeps its rules: who imports whom, how long files are, and what may not stand in the repository. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function cruise(...paths: string[]): { violations: { rule: string; from: string }[]; modules: number } {
  const out = execFileSync(
    process.execPath,
    [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...paths],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const { summary, modules } = JSON.parse(out) as { summary: { violations: { rule: { name: string }; from: string }[] }; modules: unknown[] };
  return { violations: summary.violations.map((v) => ({ rule: v.rule.name, from: v.from })), modules: modules.length };
}

describe('the rooms', () => {
  it('import only what they may', () => {
    const { violations, modules } = cruise('src');
    expect(modules).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });

  it.each([
    ['src/main/core', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n", 'core-is-pure'],
    ['src/main/services', "import Database from 'better-sqlite3';\nexport const x = Database;\n", 'only-the-store-speaks-sql'],
    [
      'src/renderer/features/gate-log',
      "import { createTransport } from '../../../transport/index.ts';\nexport const x = createTransport;\n",
      'features-do-not-see-transport',
    ],
    ['src/shared/model', "import { z } from 'zod';\nexport const x = z;\n", 'model-is-pure'],
  ])('a file in %s that breaks its rule is found', (folder, text, rule) => {
    const planted = mkdtempSync(join(root, folder, 'planted-'));
    try {
      mkdirSync(planted, { recursive: true });
      writeFileSync(join(planted, 'planted.ts'), text);
      const { violations } = cruise(relative(root, planted));
      expect(violations.map((v) => v.rule)).toContain(rule);
    } finally {
      rmSync(planted, { recursive: true });
    }
  });
});

describe('the files', () => {
  const sources = filesBelow('src', /\.(ts|tsx)$/).filter((file) => !/shared\/i18n|migrations\/|shared\/contract|event-codes/.test(file));
  const lines = sources.map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length })).sort((a, b) => a.lines - b.lines);
  const quantile = (q: number) => lines[Math.floor((lines.length - 1) * q)]?.lines ?? Number.NaN;

  it('are small: median at most 110 lines, 95 of 100 at most 300, none over 450', () => {
    expect(lines.length).toBeGreaterThan(100);
    expect(quantile(0.5)).toBeLessThanOrEqual(110);
    expect(quantile(0.95)).toBeLessThanOrEqual(300);
    expect(lines.filter((entry) => entry.lines > 450)).toEqual([]);
  });

  it('never go round the type checker', () => {
    const found = sources.filter((file) => /: any\b|as any\b|@ts-ignore|@ts-nocheck/.test(readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it('hold no words in another script than English outside the catalogues', () => {
    const found = sources.filter((file) => /[\u4e00-\u9fff]/.test(readFileSync(join(root, file), 'utf8')) && !/simulate\/|store\/|language-switch/.test(file));
    expect(found).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const odd = sources.map((file) => file.split('/').at(-1) ?? '').filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.module)?(\.d)?\.tsx?$/.test(name));
    expect(odd).toEqual([]);
  });

  it('hold no path of a machine and no registry host', () => {
    const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((f) => /\.(ts|tsx|mjs|md|json|yaml|yml|css|html|sample)$/.test(f));
    expect(tracked.length).toBeGreaterThan(100);
    const bad = /registry\.np[m]|deb\.debia[n]|(^|[^.a-zA-Z0-9_])\/(work|farm|root)\//m;
    expect(tracked.filter((file) => bad.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
