/** Keeps payment cards out: one swiped or scanned by mistake is refused before anything of it is kept (serial-readers 3.4). */

/** Does the text hold a track of a payment card: 13 to 19 digits with a Luhn check digit before a field separator? */
export function looksLikeBankCard(text: string): boolean {
  for (const match of text.matchAll(/(?<!\d)(\d{13,19})[=^]/g)) {
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
