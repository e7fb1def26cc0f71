/** The words of the screen: i18next with our catalogues, switched in place. No component has text of its own. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { catalogues, hasText, type TextKey } from '../../shared/i18n/index.ts';
import { type Language, languages } from '../../shared/model/users.ts';

export type TextValues = { readonly [name: string]: string | number };
export type Translate = (key: TextKey, values?: TextValues) => string;

const storageKey = 'guardpost.language';

/** The language of this seat: chosen here before, else the system's. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  const found = languages.find((language) => language === stored);
  return found ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

export async function startText(): Promise<void> {
  const resources = { en: { translation: catalogues.en }, zh: { translation: catalogues.zh } };
  await i18next.use(initReactI18next).init({ lng: firstLanguage(), fallbackLng: 'en', resources, interpolation: { escapeValue: false } });
  document.documentElement.lang = documentLanguage(currentLanguage());
}

const documentLanguage = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en');
export const currentLanguage = (): Language => (i18next.language === 'zh' ? 'zh' : 'en');

/** Switches at once, for this seat; a signed-in person's own language is kept by the post (session.setLanguage). */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = documentLanguage(language);
  await i18next.changeLanguage(language);
}

/** Letters and marks that turn the direction of a line around. */
const turns = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Keeps a name that turns the line from turning the rest of our sentence: it stands between two isolating marks. */
const isolated = (value: string | number): string | number => (typeof value === 'string' && turns.test(value) ? `\u2068${value}\u2069` : value);

/** Outside components (errors, toasts). Inside use `useText`, which follows a switch. */
export const translate: Translate = (key, values = {}) =>
  i18next.t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)])));

export interface Text {
  readonly t: Translate;
  /** For words that come from outside (conditions, causes): the text if we have one, else what came. */
  readonly tOr: (key: string, otherwise: string, values?: TextValues) => string;
  readonly language: Language;
}

/** As `tOr`, outside components. */
export const translateOr: Text['tOr'] = (key, otherwise, values) => (hasText(key) ? translate(key, values) : otherwise);

export function useText(): Text {
  const { i18n } = useTranslation();
  return { t: translate, tOr: translateOr, language: i18n.language === 'zh' ? 'zh' : 'en' };
}
