// The words of the interface, in two languages. They are data (words/ar.json, words/en.json); a test holds both to
// the same keys. t('a.b', {n: 3}) fills {n} in; a key that ends in _one, _two, _few, _many, _other is chosen by `n`.
import ar from './words/ar.json';
import en from './words/en.json';

export type Lang = 'ar' | 'en';
const tables: Record<Lang, Record<string, string>> = { ar, en };
const kKey = 'rawi.lang';

let lang: Lang = 'ar';
let plural = new Intl.PluralRules('ar');

export const language = (): Lang => lang;
export const isRtl = (): boolean => lang === 'ar';
export const locale = (): string => (lang === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB');

// What the address says; else what was chosen last here; else the browser's own language.
export function chooseLanguage(asked: string | undefined): Lang {
  const pick = asked ?? localStorage.getItem(kKey) ?? navigator.language.slice(0, 2);
  lang = pick === 'en' || pick === 'ar' ? pick : 'en';
  if (asked === lang) localStorage.setItem(kKey, lang);
  plural = new Intl.PluralRules(lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = isRtl() ? 'rtl' : 'ltr';
  return lang;
}

export function has(key: string): boolean {
  return key in tables[lang];
}

export function t(key: string, values: Record<string, string | number> = {}): string {
  const table = tables[lang];
  const n = values.n;
  const text = table[key] ?? (typeof n === 'number' ? (table[`${key}_${plural.select(n)}`] ?? table[`${key}_other`]) : undefined) ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

// A term of the data (a type, a status, a reason): its translation, or itself where there is none.
export function term(group: string, value: string | null | undefined): string {
  if (!value) return t('unknown');
  const key = `${group}.${value}`;
  return has(key) ? t(key) : value;
}

export const number = (value: number): string => value.toLocaleString(locale());

// Set apart, so that what is written the other way does not turn its surroundings.
export const isolated = (text: string): string => `\u2068${text}\u2069`;
