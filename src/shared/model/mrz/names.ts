/** Names in machine-readable zones (ICAO Doc 9303-3, 4.6): `<<` parts surname and given names, `<` stands for a space. Pure. */

/** Countries whose people write the surname first. */
const surnameFirst = new Set(['CHN', 'HKG', 'MAC', 'TWN', 'JPN', 'KOR', 'PRK', 'VNM', 'KHM', 'HUN']);

/**
 * The two parts of a name field, as printed: no letter is put back that was transliterated, none that was cut off.
 * A truncated field ends wherever it ends; a person with one name has it as surname.
 */
export function namesOf(field: string): { readonly surname: string; readonly givenNames: string } {
  const [surname = '', ...given] = field.split('<<').map(spaced);
  const givenNames = given.filter((part) => part !== '').join(' ');
  return surname === '' ? { surname: givenNames, givenNames: '' } : { surname, givenNames };
}

const spaced = (part: string): string => part.replace(/<+/g, ' ').trim();

/** The name in the order that people of that country expect. */
export function displayName({
  surname,
  givenNames,
  nationality,
}: {
  readonly surname: string;
  readonly givenNames: string;
  readonly nationality: string;
}): string {
  const order = surnameFirst.has(nationality) ? [surname, givenNames] : [givenNames, surname];
  return order.filter((part) => part !== '').join(' ');
}
