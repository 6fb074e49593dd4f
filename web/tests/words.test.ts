/// <reference types="vite/client" />
// Both languages have the same words; plural forms may differ, each language has those that it needs.
import { expect, test } from 'vitest';
import ar from '../src/words/ar.json';
import en from '../src/words/en.json';

const kForm = /_(zero|one|two|few|many|other)$/;
const base = (table: object) => [...new Set(Object.keys(table).map((key) => key.replace(kForm, '')))].sort();
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort();

test('the same keys in both languages', () => {
  expect(base(ar)).toEqual(base(en));
});

test('each plural has all forms of its language', () => {
  for (const [lang, table] of [['ar', ar], ['en', en]] as const) {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const plurals = Object.keys(table).filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -'_other'.length));
    expect(plurals.length).toBeGreaterThan(3);
    for (const plural of plurals) for (const form of forms) expect(table, `${lang}: ${plural}_${form}`).toHaveProperty([`${plural}_${form}`]);
  }
});

test('no translation has a hole that the other language does not fill', () => {
  for (const [key, text] of Object.entries(en)) {
    const other = (ar as Record<string, string>)[key];
    if (other !== undefined && !kForm.test(key)) expect(holes(other), key).toEqual(holes(text));
  }
});

test('Arabic is written in Arabic, except names of formats and systems', () => {
  const latin = Object.entries(ar).filter(([key, text]) => /[A-Za-z]{3,}/.test(text.replace(/\{\w+\}/g, '')) && !/^(format|policy)\./.test(key));
  expect(latin.map(([key]) => key).sort()).toEqual(['drop_here', 'earth', 'edtf_hint', 'offline']);
});

test('every word that the code asks for is there', () => {
  const sources = import.meta.glob('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
  const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/(?<![\w.])t\('([^']+)'/g)].map((found) => found[1]!));
  expect(asked.length).toBeGreaterThan(100);
  const keys = new Set(base(ar).concat(Object.keys(ar)));
  expect(asked.filter((key) => !keys.has(key) && key !== 'a.b')).toEqual([]);
});
