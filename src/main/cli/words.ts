/** Words of the command, in the language that the shell asks for (LC_ALL, LC_MESSAGES, LANG). */
import type { TextKey } from '../../shared/i18n/index.ts';
import { catalogues } from '../../shared/i18n/index.ts';
import type { Language } from '../../shared/model/users.ts';

export type Values = { readonly [name: string]: string | number };
export type Say = (key: TextKey, values?: Values) => string;

export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** Looks texts up and puts the values in. A key is typed, so that a text can't be missing. */
export function createSay(language: Language): Say {
  return (key, values = {}) => fill(textOf(language, key), values);
}

function textOf(language: Language, key: string): string {
  let node: unknown = catalogues[language];
  for (const part of key.split('.')) node = typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined;
  if (typeof node !== 'string') throw new Error(`no text for ${key}`);
  return node;
}

/** Values come from files and devices: control characters would let them move the cursor of a terminal. */
function fill(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '').replace(/\p{Cc}/gu, ' '));
}
