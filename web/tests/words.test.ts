/// <reference types="vite/client" />
// Both languages have the same words; plural forms may differ, each language has those that it needs.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whyKey } from '../src/whys';
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
  const latin = Object.entries(ar).filter(([key, text]) => /[A-Za-z]{3,}/.test(text.replace(/\{\w+\}/g, '')) && !/^(format|policy|input)\./.test(key));
  expect(latin.map(([key]) => key).sort()).toEqual(['drop_here', 'earth', 'edtf_hint', 'key.Tab', 'key.← → Shift', 'offline', 'timeline_keys', 'why.json', 'why.opml', 'why.xml']);
});

test('every word that the code asks for is there', () => {
  const sources = import.meta.glob('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
  const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/(?<![\w.])t\('([^']+)'/g)].map((found) => found[1]!));
  expect(asked.length).toBeGreaterThan(100);
  const keys = new Set(base(ar).concat(Object.keys(ar)));
  expect(asked.filter((key) => !keys.has(key) && key !== 'a.b')).toEqual([]);
});

const sources = (folder: string, ending: string): string[] => readdirSync(`../${folder}`).filter((name) => name.endsWith(ending)).map((name) => readFileSync(`../${folder}/${name}`, 'utf8'));
const missing = (keys: readonly string[]) => keys.filter((key) => !(key in ar) || !(key in en));
const lines = (texts: readonly string[]) => texts.flatMap((text) => text.split('\n'));

test('every problem that the server tells has words in both languages, and stands in openapi.yaml', () => {
  const told = [...new Set(sources('server', '.cc').flatMap((text) => [...text.matchAll(/Problem\([^,"]*, (?:[^,"]*)"([a-z-]+)"/g)].map((found) => found[1]!)))];
  const listed = /ProblemCode:[^[]*\[([^\]]*)\]/.exec(readFileSync('../schema/openapi.yaml', 'utf8'))![1]!.split(/,\s*/);
  expect(told.length).toBeGreaterThan(35);
  expect(told.filter((code) => !listed.includes(code))).toEqual([]);
  expect(missing(listed.map((code) => `problem.${code}`))).toEqual([]);
});

test('every reason of events and policies has words in both languages', () => {
  const events = lines(sources('src/events', '.cc')).filter((line) => /\.reason = |DifferenceKind::k\w+, "/.test(line)).flatMap((line) => [...line.replace(/(Kind::k\w+, )"\w+", /, '$1').matchAll(/"([^"]{4,})"/g)].map((found) => found[1]!));
  const policies = lines(sources('policies', '.tsv')).filter((line) => line.startsWith('grade\t')).map((line) => line.split('\t')[3]!);
  expect(events.length).toBeGreaterThan(12);
  expect(policies.length).toBeGreaterThan(10);
  expect(missing([...events, ...policies].map((reason) => `reason.${reason}`))).toEqual([]);
});

test('every sentence on what could not be read has a kind, with words in both languages', () => {
  const said = lines(sources('src/intake', '.cc')).filter((line) => /[tT]rouble = .*"|fail\(out, "|passed_over.*"|line\.text\("why", "the/.test(line))
    .map((line) => [...line.replace(/line\.text\("why",/, '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((found) => found[1]!.replace(/\\"/g, '"')).join('77 MiB'));
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((text) => text.length > 12 && !whyKey(`${text}77`))).toEqual([]);
  const kinds = [...readFileSync('src/whys.ts', 'utf8').matchAll(/\/, '(\w+)'\]/g)].map((found) => found[1]!);
  expect(missing([...kinds, 'article', 'paywall', 'foreign', 'thin', 'consent', 'links'].map((kind) => `why.${kind}`))).toEqual([]);
  expect(whyKey('a.html: its date is no date that rawi understands: left out: gestern')).toEqual({ key: 'no_date', a: 'gestern' });
  expect(whyKey('foreign')).toEqual({ key: 'foreign' });
});
