/** Turns rows and what people type into words for the full-text index. Knows FTS5's query syntax so that no user text ever is syntax. */
import type { Json } from '../../shared/model/journal.ts';

// Scripts without spaces between words: each character is a word of its own, a run of them a phrase.
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
// All of them stand at or above U+1100 (or are pairs of surrogates, which do too): most texts need no closer look.
const mayHaveCjk = /[\u1100-\uffff]/;
const hasWordCharacter = /[\p{L}\p{N}\p{Co}]/u;
const commitment = /^[0-9a-f]{64}$/;
const maxWords = 16;

/** Puts spaces around CJK characters; other text stays. */
export function segment(text: string): string {
  return mayHaveCjk.test(text) ? text.replace(cjk, ' $& ') : text;
}

/** Index text of a row: kind, actor, subject and the strings in the payload. The same row always gives the same text. */
export function rowSearchText(row: { readonly kind: string; readonly actor: string; readonly subject: string | null; readonly payload: Json }): string {
  const parts = [row.kind, row.actor];
  if (row.subject !== null) parts.push(row.subject);
  collectStrings(row.payload, parts);
  return segment(parts.join(' '));
}

function collectStrings(value: Json, into: string[]): void {
  if (typeof value === 'string') {
    if (!commitment.test(value)) into.push(value);
  } else if (value !== null && typeof value === 'object') {
    for (const member of Object.values(value)) collectStrings(member, into);
  }
}

/**
 * An FTS5 expression that finds rows with all the words, each as the beginning of a word.
 * `all` for no words; `none` when the text has nothing that could be in the index.
 */
export function matchExpression(text: string): { readonly find: 'all' | 'none' } | { readonly find: 'match'; readonly expression: string } {
  const typed = text.replaceAll('\0', ' ').trim();
  if (typed === '') return { find: 'all' };
  const words = typed.split(/\s+/u).filter((word) => hasWordCharacter.test(word));
  if (words.length === 0) return { find: 'none' };
  const phrases = words.slice(0, maxWords).map((word) => `"${segment(word).replaceAll('"', ' ').trim()}" *`);
  return { find: 'match', expression: phrases.join(' AND ') };
}

/** An FTS5 expression for exactly this text as a phrase. */
export function phraseExpression(text: string): string {
  return `"${segment(text).replaceAll('"', ' ').trim()}"`;
}
