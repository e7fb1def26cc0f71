/** What would be right in a configuration, by code: the words are in the catalogue (`config.right`). Never holds a value of the file. */
import { config as english } from '../../shared/i18n/en/config.ts';

export type RightCode = keyof typeof english.right;
export interface Right {
  readonly code: RightCode;
  readonly values: { readonly [name: string]: string | number };
}

export const right = (code: RightCode, values: Right['values'] = {}): Right => ({ code, values });

/** One of these words: keys and choices are the same in every language. */
export const oneOf = (words: readonly string[] | string): Right => right('oneOf', { list: typeof words === 'string' ? words : words.join(', ') });

/** The message of a check in the schema: a code, or the words to choose from. */
export const rightOf = (message: string): Right => (isRightCode(message) ? right(message) : oneOf(message));

const isRightCode = (text: string): text is RightCode => Object.hasOwn(english.right, text);

/** In English, for logs and scripts. */
export function rightText({ code, values }: Right): string {
  return english.right[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
