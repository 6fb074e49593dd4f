import { expect, test } from 'vitest';
import { compare, segments } from '../src/segments';

test('segments cover the text once, in order, with the narrowest mark first', () => {
  const row = segments(10, [{ kind: 'source', from: 2, to: 8, claims: [1] }, { kind: 'place', from: 4, to: 6, claims: [2] }]);
  expect(row.map((one) => [one.from, one.to, one.kinds.join()])).toEqual([[0, 2, ''], [2, 4, 'source'], [4, 6, 'place,source'], [6, 8, 'source'], [8, 10, '']]);
  expect(row[2]!.claims).toEqual([2, 1]);
});

test('marks that reach out of the text are left out, not cut', () => {
  expect(segments(5, [{ kind: 'time', from: 3, to: 9, claims: [1] }])).toEqual([{ from: 0, to: 5, kinds: [], claims: [] }]);
  expect(segments(0, [])).toEqual([]);
});

test('two passages: words that only one has, whatever the punctuation', () => {
  const [here, there] = compare('انفجرت السيارة صباح اليوم الثلاثاء.', 'انفجرت السيارة صباح الثلاثاء،');
  expect(here.filter((one) => !one.same).map((one) => one.text.trim())).toEqual(['اليوم']);
  expect(there.every((one) => one.same)).toBe(true);
  expect(here.map((one) => one.text).join('')).toBe('انفجرت السيارة صباح اليوم الثلاثاء.');
});
