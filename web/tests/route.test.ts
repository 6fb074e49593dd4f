import { expect, test } from 'vitest';
import { format, parse } from '../src/route';
import { filters, inForce, search, toggled } from '../src/filters';

test('an address and back, with Arabic words and signs of its own syntax in values', () => {
  const route = { view: 'events', id: '', query: { q: 'مجلس الأمن & "قرار"', type: 'ASSAULT|PROTEST', lang: 'ar' } };
  expect(parse(format(route))).toEqual(route);
  expect(parse(format({ view: 'source', id: 'a/b?c' }))).toEqual({ view: 'source', id: 'a/b?c', query: {} });
});

test('one state has one address', () => {
  expect(format({ view: 'events', query: { b: '1', a: '2', c: '' } })).toBe('#/events?a=2&b=1');
  expect(parse('')).toEqual({ view: 'events', id: '', query: {} });
  expect(parse('#/event/%zz').id).toBe('%zz');
});

test('filters: what no filter is, or is none of its values, does not reach the server', () => {
  expect(filters({ type: 'ASSAULT|AID', reports_min: '2', origins_min: 'x', contested: 'maybe', dated: 'false', lang: 'ar', show: 'map' }))
    .toEqual({ type: ['ASSAULT', 'AID'], reports_min: 2, dated: false });
  expect(filters({ place: '1', q: 'a' }, ['place'])).toEqual({ q: 'a' });
});

test('filters go on and off', () => {
  expect(toggled({ type: 'A|B' }, 'type', 'A')).toBe('B');
  expect(toggled({ type: 'A' }, 'type', 'B')).toBe('A|B');
  expect(toggled({ contested: 'true' }, 'contested', 'true')).toBe('');
  expect(inForce({ type: 'A|B', lang: 'en', q: 'x' })).toEqual([{ name: 'type', value: 'A' }, { name: 'type', value: 'B' }, { name: 'q', value: 'x' }]);
  expect(search({ type: 'A|B' }, { format: 'csv' })).toBe('type=A&type=B&format=csv');
});
