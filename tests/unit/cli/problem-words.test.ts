import { expect, it } from 'vitest';
import { problemWords } from '../../../src/main/cli/problem-words.ts';
import { createSay } from '../../../src/main/cli/words.ts';
import { parseConfig } from '../../../src/main/config/index.ts';

const text = `post: { site: S, name: N }
readers:
  - { id: a b, path: /dev/a, protocol: line, baudRate: 1 }
  - { id: c, path: /dev/c, protocol: wiegand-text, template: "{number:99h}" }
`;

const words = (language: 'en' | 'zh', file: string): string => {
  const parsed = parseConfig(file);
  if (parsed.ok) throw new Error('expected problems');
  return problemWords({ kind: 'config', file: 'guardpost.yaml', problems: parsed.error }, createSay(language)).join('\n');
};

it('a bad configuration is explained in the language of the person, to the last word', () => {
  const [english, chinese] = [words('en', text), words('zh', text)];
  expect(english).toContain('line 3: readers[0].baudRate: is out of range; allowed: at least 300');
  expect(chinese).toContain('第 3 行：readers[0].baudRate：超出范围；允许的值：至少 300');
  expect(chinese.replaceAll(/readers\[\d\]\.\w+|guardpost\.yaml/g, '')).not.toMatch(/[a-z]{3,}/);
});

it('a template is explained with the place of what is wrong in it', () => {
  const template = text.replace('id: a b', 'id: a').replace(', baudRate: 1', '');
  expect(words('en', template)).toMatch(/line 4: readers\[1\]\.template: .*at character 1: 1 to 20 digits/);
  expect(words('zh', template)).toContain('第 1 个字符：1 至 20 位');
});
