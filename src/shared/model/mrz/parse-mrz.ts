/**
 * A machine-readable zone as a document, or what is wrong with it (ICAO Doc 9303: TD1, TD2, TD3, MRV-A, MRV-B). Pure, never throws.
 *
 * It corrects nothing: an O that stands where a 0 was printed is a bad check or a bad character, and the document is held again.
 * A guess that happens to fit one digit in ten would put another person's number into the register.
 */
import { fail, ok, type Result } from '../result.ts';
import type { MrzLayout, TravelDocument } from '../travel-documents.ts';
import type { DocumentKind } from '../visits.ts';
import { checkDigitHolds, isEmpty } from './check-digit.ts';
import { dateOf } from './dates.ts';
import { type LayoutPlaces, layoutOf, mrzPlaces, type Place } from './layouts.ts';
import type { MrzField, MrzProblem, MrzProblemCode } from './mrz-problem.ts';
import { namesOf } from './names.ts';

type Checked = Result<null, MrzProblem>;
type Cut = (place: Place) => string;

/** Characters that a field can hold at all. */
const alphabets = {
  code: /^[ACIPV][A-Z<]$/,
  issuer: /^[A-Z]{1,3}<*$/,
  name: /^[A-Z<]+$/,
  nationality: /^[A-Z]{0,3}<*$/,
  birthDate: /^[0-9<]+$/,
  sex: /^[MFX<]$/,
  expiryDate: /^[0-9<]+$/,
} as const satisfies { readonly [field in MrzField]?: RegExp };
const lettered = ['code', 'issuer', 'name', 'nationality', 'birthDate', 'sex', 'expiryDate'] as const;

/** The document of these lines. `nowUtcMs` gives the years their century. */
export function parseMrz(lines: readonly string[], nowUtcMs: number): Result<TravelDocument, MrzProblem> {
  const layout = layoutOf(lines);
  if (layout === null || !lines.every((line) => /^[A-Z0-9<]+$/.test(line))) return fail({ code: 'notMrz', field: null });
  const places = mrzPlaces[layout];
  const cut: Cut = ([line, first, last]) => (lines[line] ?? '').slice(first - 1, last);
  const written = checkAlphabets(places, cut);
  if (!written.ok) return written;
  const number = numberOf(places, cut);
  const checked = checkDigits(places, cut, number);
  return checked.ok ? documentOf({ layout, places, cut, number: number.text, nowUtcMs }) : checked;
}

const problem = (code: MrzProblemCode, field: MrzField): { readonly ok: false; readonly error: MrzProblem } => fail({ code, field });

function checkAlphabets(places: LayoutPlaces, cut: Cut): Checked {
  const wrong = lettered.find((field) => !alphabets[field].test(cut(places[field])));
  return wrong === undefined ? ok(null) : problem('badCharacter', wrong);
}

interface DocumentNumber {
  readonly text: string;
  readonly digit: string;
}

/** The number with its check digit; a filler for the digit says that the number goes on in the optional data. */
function numberOf(places: LayoutPlaces, cut: Cut): DocumentNumber {
  const [line, , last] = places.number;
  const head = cut(places.number);
  const digit = cut([line, last + 1, last + 1]);
  const optional = places.optional[0];
  if (digit !== '<' || !places.longNumbers || optional === undefined) return { text: head, digit };
  const tail = /^[A-Z0-9]*/.exec(cut(optional))?.[0] ?? '';
  return tail.length < 2 ? { text: head, digit } : { text: head + tail.slice(0, -1), digit: tail.slice(-1) };
}

function checkDigits(places: LayoutPlaces, cut: Cut, number: DocumentNumber): Checked {
  const behind = ([line, , last]: Place): Place => [line, last + 1, last + 1];
  if (isEmpty(number.text)) return problem('missing', 'number');
  if (!checkDigitHolds(number.text, number.digit)) return problem('checkDigit', 'number');
  for (const field of ['birthDate', 'expiryDate', 'personalNumber'] as const) {
    const place = places[field];
    if (place !== null && !checkDigitHolds(cut(place), cut(behind(place)))) return problem('checkDigit', field);
  }
  const { composite } = places;
  if (composite !== null && !checkDigitHolds(composite.over.map(cut).join(''), cut(composite.digit))) return problem('checkDigit', 'composite');
  return ok(null);
}

interface Parts {
  readonly layout: MrzLayout;
  readonly places: LayoutPlaces;
  readonly cut: Cut;
  readonly number: string;
  readonly nowUtcMs: number;
}

function documentOf({ layout, places, cut, number, nowUtcMs }: Parts): Result<TravelDocument, MrzProblem> {
  const birthDate = dateOf(cut(places.birthDate), 'birth', nowUtcMs);
  if (birthDate === undefined) return problem('badDate', 'birthDate');
  const expiryDate = dateOf(cut(places.expiryDate), 'expiry', nowUtcMs);
  if (expiryDate === undefined) return problem('badDate', 'expiryDate');
  const names = namesOf(cut(places.name));
  if (names.surname === '') return problem('missing', 'name');
  const code = withoutFillers(cut(places.code));
  return ok({
    layout,
    kind: kindOf(code),
    code,
    issuer: withoutFillers(cut(places.issuer)),
    ...names,
    number: withoutFillers(number),
    nationality: withoutFillers(cut(places.nationality)),
    birthDate,
    expiryDate,
  });
}

const withoutFillers = (text: string): string => text.replaceAll('<', '');

/** `AR` and `IR` are residence permits (Regulation (EU) 2017/1954); a visa is none of the kinds that a form knows. */
function kindOf(code: string): DocumentKind {
  if (code.startsWith('P')) return 'passport';
  if (code.startsWith('V')) return 'other';
  return code.endsWith('R') && code.length === 2 ? 'residencePermit' : 'idCard';
}
