/** Journal entries for the tests of the features. */
import i18next from 'i18next';
import type { Entry } from '../../../../src/shared/contract/schemas.ts';
import { catalogues, type TextKey } from '../../../../src/shared/i18n/index.ts';
import type { Language } from '../../../../src/shared/model/users.ts';

type EntryParts = Partial<Omit<Entry, 'row'>> & { readonly row?: Partial<Entry['row']> };

/** A note of Wang Fang, unless told otherwise. */
export function entryWith({ row, ...rest }: EntryParts = {}): Entry {
  return {
    row: {
      post: 'North gate',
      epoch: 'e1',
      seq: 7,
      kind: 'note.written',
      eventAtUtc: null,
      arrivedAtUtc: null,
      enteredAtUtc: '2026-11-21T02:14:07.000Z',
      actor: 'Wang Fang',
      role: 'lead',
      seat: 'desk-1',
      subject: null,
      payload: {},
      prevHash: '0'.repeat(64),
      hash: 'a'.repeat(64),
      ...row,
    },
    holder: null,
    credential: null,
    visitorName: null,
    amendments: [],
    simulated: false,
    repeats: 0,
    ...rest,
  };
}

/** The words of a language, as the screen makes them. */
export function wordsIn(language: Language): (key: TextKey, values?: { readonly [name: string]: string | number }) => string {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    resources: { en: { translation: catalogues.en }, zh: { translation: catalogues.zh } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, values) => instance.t(key, { ...values });
}
