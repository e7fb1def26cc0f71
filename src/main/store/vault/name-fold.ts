/** How names, plates and phone numbers are compared: folded, so that case, accents, spaces and order make no difference. Pure. */

const marks = /\p{M}/gu;
const cjkRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const isCjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
// Letters that do not decompose, as people type them without the keyboard for it.
const plain: { readonly [letter: string]: string } = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', ð: 'd', þ: 'th' };

/** NFKD, lower case, no marks. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[ßøłđæœıðþ]/g, (letter) => plain[letter] ?? letter)
    .normalize('NFC');
}

/** Words of a text, folded; a run of CJK characters is one word. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => word.match(cjkRun) ?? []);
}

export function startsCjk(word: string): boolean {
  return isCjk.test(word);
}

/** Same words in any order give the same key; null for no words. */
export function nameKey(name: string): string | null {
  const words = foldedWords(name);
  return words.length === 0 ? null : words.sort().join(' ');
}

/**
 * Names that sound alike give the same key: consonants only, sounds that are often written in two ways as one.
 * null where the name is too short to say (one word, or fewer than 4 consonants): a ban must not match half the town.
 */
export function soundKey(name: string): string | null {
  const words = foldedWords(name);
  if (words.length < 2 || words.some(startsCjk)) return null;
  const skeletons = words.map(skeleton).filter((word) => word !== '');
  return skeletons.join('').length < 4 || skeletons.length < 2 ? null : skeletons.sort().join(' ');
}

function skeleton(word: string): string {
  return word
    .replace(/sch|sh/g, 's')
    .replace(/ph|v|w/g, 'f')
    .replace(/ck|ch|c|q|kh/g, 'k')
    .replace(/z/g, 's')
    .replace(/dt|th|d/g, 't')
    .replace(/[aeiouyhj]/g, '')
    .replace(/(.)\1+/gu, '$1');
}

/** Letters and digits, upper case; null when fewer than 2. */
export function plateKey(plate: string): string | null {
  const key = fold(plate)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return key.length < 2 ? null : key;
}

/** The last 8 digits, so that a country code or a leading zero makes no difference; null when fewer than 6. */
export function phoneKey(phone: string): string | null {
  const digits = digitsOf(phone);
  return digits.length < 6 ? null : digits.slice(-8);
}

export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/g, '');
}
