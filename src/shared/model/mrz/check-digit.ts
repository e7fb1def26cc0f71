/** Check digits of machine-readable zones (ICAO Doc 9303-3, 4.9): weights 7, 3, 1, sum modulo 10. Pure. */

const weights = [7, 3, 1] as const;

/** 0-9 as they are, A = 10 … Z = 35, `<` = 0. Only for characters of the zone's alphabet. */
function worthOf(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36);
}

/** The check digit of a text of 0-9, A-Z and `<`, as it is printed. */
export function checkDigitOf(text: string): string {
  const sum = [...text].reduce((total, character, at) => total + worthOf(character) * (weights[at % 3] ?? 0), 0);
  return String(sum % 10);
}

/** Does the printed digit belong to the text? A field of fillers alone may have a filler for its digit. */
export function checkDigitHolds(text: string, printed: string): boolean {
  return printed === checkDigitOf(text) || (printed === '<' && isEmpty(text));
}

/** Fillers alone. */
export const isEmpty = (text: string): boolean => /^<*$/.test(text);
