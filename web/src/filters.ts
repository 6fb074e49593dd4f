// The filters of events between the address, where all are text, and the API. Several values of one filter stand in
// the address with '|' between them.
import type { EventFilters } from './api';
import type { Query } from './route';

export const kMany = ['type', 'status', 'country', 'place', 'precision', 'actor', 'source', 'outlet', 'weapon', 'grade'] as const;
const kOne = ['q', 'from', 'to', 'within', 'bbox', 'as_of'] as const;
const kCounts = ['reports_min', 'origins_min'] as const;
const kFlags = ['contested', 'dated', 'placed'] as const;
export const kMoment = '[\\-0-9.:TZ]*'; // what a day, or a moment of the ledger, is written with
export const kFilters: readonly string[] = [...kMany, ...kOne, ...kCounts, ...kFlags];

export function filters(query: Query, without: readonly string[] = []): EventFilters {
  const made: Record<string, unknown> = {};
  const value = (name: string) => (without.includes(name) ? undefined : query[name]);
  for (const name of kMany) if (value(name)) made[name] = values(query, name);
  for (const name of kOne) if (value(name)) made[name] = value(name);
  for (const name of kCounts) if (/^\d+$/.test(value(name) ?? '')) made[name] = Number(value(name));
  for (const name of kFlags) if (value(name) === 'true' || value(name) === 'false') made[name] = value(name) === 'true';
  return made as EventFilters;
}

export const values = (query: Query, name: string): string[] => (query[name] ?? '').split('|').filter(Boolean);

// What the address holds after a value is put into a filter, or taken out where it was.
export function toggled(query: Query, name: string, value: string): string {
  const had = values(query, name);
  if (!(kMany as readonly string[]).includes(name)) return query[name] === value ? '' : value;
  return (had.includes(value) ? had.filter((one) => one !== value) : [...had, value]).join('|');
}

// Those in force, one a chip.
export function inForce(query: Query): { name: string; value: string }[] {
  return kFilters.flatMap((name) => {
    if (!query[name]) return [];
    return (kMany as readonly string[]).includes(name) ? values(query, name).map((value) => ({ name, value })) : [{ name, value: query[name]! }];
  });
}

// As the search part of a plain link (exports).
export function search(query: Query, more: Record<string, string> = {}): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(filters(query))) for (const one of Array.isArray(value) ? value : [value]) made.append(name, String(one));
  for (const [name, value] of Object.entries(more)) made.set(name, value);
  return made.toString();
}
