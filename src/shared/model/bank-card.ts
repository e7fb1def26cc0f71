/** Keeps payment cards out: one swiped or scanned by mistake is refused before anything of it is kept. */

/** 13 to 19 digits before a field separator, as tracks 1 and 2 begin (ISO/IEC 7813). */
const account = /(?<!\d)(\d{13,19})[=^]/g;
/** Track 3 has two digits of format code before them (ISO/IEC 4909). */
const accountOnTrack3 = /[+!#]\d{2}(\d{13,19})=/g;

/** Does the text hold a track of a payment card: an account number with its Luhn check digit before a field separator? */
export function looksLikeBankCard(text: string): boolean {
  // Some cards space the account number on track 1.
  const unspaced = text.replaceAll(/(?<=\d) (?=\d)/g, '');
  return [text, unspaced].some((one) => [account, accountOnTrack3].some((pattern) => holdsAccount(one, pattern)));
}

function holdsAccount(text: string, pattern: RegExp): boolean {
  for (const match of text.matchAll(pattern)) {
    if (luhnHolds(match[1] ?? '')) return true;
  }
  return false;
}

/** ISO/IEC 7812-1 annex B: every second digit from the right doubled, digits summed, divisible by ten. */
export function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits[digits.length - 1 - fromRight]);
    const counted = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
