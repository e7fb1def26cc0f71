/** Folds text for comparing: case, marks and punctuation do not count. Pure. */

/** Lower case without marks, words parted by single spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True when every word of `wanted` begins a word of `text` (or, in scripts without spaces, stands in it). */
export function fitsWords(text: string, wanted: string): boolean {
  const words = foldText(text).split(' ');
  const parts = foldText(wanted)
    .split(' ')
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => words.some((word) => word.startsWith(part) || (/\p{Script=Han}/u.test(part) && word.includes(part))));
}

/** A plate without spaces, dashes and dots, upper case. */
export function foldPlate(plate: string): string {
  return plate.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}
