/**
 * The index by which people are found while someone types: beginnings of words, initials, plate, the phone's last digits,
 * and any part of a CJK name. Kept as rows of `find_token`, so that a search is a walk along one index.
 */
import type { Connection } from '../connection.ts';
import { digitsOf, foldedWords, plateKey, startsCjk } from './name-fold.ts';

/** 'h' holders, 'p' visitors. */
export type TokenOwner = 'h' | 'p';
const maxCandidates = 400;
const maxWords = 6;

export interface Findable {
  /** Texts whose words count: name, organisation, department. */
  readonly texts: readonly string[];
  /** Text whose initials count. */
  readonly name: string;
  readonly phone?: string;
  readonly plate?: string;
}

/** Every token is the beginning of a kind of word: `w` word, `i` initials, `t` telephone backwards, `c` plate (car). */
export function tokensOf(item: Findable): Set<string> {
  const tokens = new Set<string>();
  for (const word of item.texts.flatMap(foldedWords)) {
    if (startsCjk(word)) for (const part of endings(word)) tokens.add(`w${part}`);
    else tokens.add(`w${word}`);
  }
  const words = foldedWords(item.name);
  if (words.length > 1) tokens.add(`i${words.map((word) => [...word][0]).join('')}`);
  const digits = digitsOf(item.phone ?? '');
  if (digits.length >= 4) tokens.add(`t${reversed(digits)}`);
  const plate = plateKey(item.plate ?? '');
  if (plate !== null) tokens.add(`c${plate}`);
  return tokens;
}

export function saveTokens(connection: Connection, owner: TokenOwner, id: string, item: Findable): void {
  removeTokens(connection, owner, id);
  for (const token of tokensOf(item)) connection.run('INSERT INTO find_token (owner, token, id) VALUES (?, ?, ?)', owner, token, id);
}

export function removeTokens(connection: Connection, owner: TokenOwner, id: string): void {
  connection.run('DELETE FROM find_token WHERE owner = ? AND id = ?', owner, id);
}

/** Ids that fit what was typed: all words as beginnings, or the whole as initials, plate or last digits of the phone. At most 400. */
export function findIds(connection: Connection, owner: TokenOwner, text: string): string[] {
  const ids = new Set<string>();
  for (const alternative of alternatives(text)) {
    for (const id of idsWithAll(connection, owner, alternative)) ids.add(id);
    if (ids.size >= maxCandidates) break;
  }
  return [...ids].slice(0, maxCandidates);
}

/** Each alternative is a list of token beginnings that must all be there. */
function alternatives(text: string): string[][] {
  const words = foldedWords(text).slice(0, maxWords);
  if (words.length === 0) return [];
  const result = [words.map((word) => `w${word}`)];
  const whole = words.join('');
  if (words.length === 1 && whole.length >= 2) result.push([`i${whole}`]);
  const digits = digitsOf(text);
  if (digits.length >= 3 && /^[+0-9()/ .-]+$/.test(text.trim())) result.push([`t${reversed(digits)}`]);
  const plate = plateKey(text);
  if (plate !== null) result.push([`c${plate}`]);
  return result;
}

function idsWithAll(connection: Connection, owner: TokenOwner, beginnings: readonly string[]): string[] {
  // The longest beginning is the rarest: walk that one, check the others.
  const [first = '', ...others] = [...beginnings].sort((a, b) => b.length - a.length);
  const also = others.map(() => 'AND EXISTS (SELECT 1 FROM find_token o WHERE o.owner = t.owner AND o.id = t.id AND o.token >= ? AND o.token < ?)').join(' ');
  return connection
    .all<{ id: string }>(
      `SELECT DISTINCT t.id FROM find_token t WHERE t.owner = ? AND t.token >= ? AND t.token < ? ${also} LIMIT ${maxCandidates}`,
      owner,
      ...range(first),
      ...others.flatMap(range),
    )
    .map((row) => row.id);
}

const range = (beginning: string): [string, string] => [beginning, `${beginning}\u{10FFFF}`];
const reversed = (digits: string): string => [...digits].reverse().join('');

function endings(word: string): string[] {
  const characters = [...word];
  return characters.map((_, from) => characters.slice(from).join(''));
}
