// Facts of the data in the words of the interface: dates, places, counts.
import type { Claim, EventRow, Place } from './api';
import { range, uncertain } from './edtf';
import { countryName } from './pictures/earth';
import { isolated, language, locale, number, t, term } from './words';

const kDay = 86_400_000;

// "14 May 2024", "May 2024", "from 3 to 5 May 2024", "until 2024"; with a mark where the source is unsure.
export function when(edtf: string | null | undefined): string {
  if (!edtf) return t('undated');
  const span = range(edtf);
  if (!span) return edtf;
  const unsure = uncertain(edtf) ? ` (${t('unsure')})` : '';
  if (span.from === -Infinity) return t('until', { day: days(span.to - kDay) }) + unsure;
  if (span.to === Infinity) return t('since', { day: days(span.from) }) + unsure;
  const hours = /T(\d\d:?\d*)/.exec(edtf);
  if (hours) return new Intl.DateTimeFormat(locale(), { ...kDate, hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(span.from) + unsure;
  if (span.to - span.from <= kDay) return days(span.from) + unsure;
  const bare = edtf.replace(/[?~%]/g, '');
  if (/^\d{4}$/.test(bare)) return bare + unsure;
  if (/^\d{4}-\d\d$/.test(bare)) return form({ month: 'long', year: 'numeric' }).format(span.from) + unsure;
  return form(kDate).formatRange(span.from, span.to - kDay) + unsure;
}

const form = (looks: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...looks });
const kDate: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const days = (time: number): string => form(kDate).format(time);

export const moment = (iso: string): string => new Intl.DateTimeFormat(locale(), { ...kDate, hour: '2-digit', minute: '2-digit' }).format(new Date(iso));

export function eventWhen(time: EventRow['time']): string {
  if (time.edtf) return when(time.edtf);
  return time.basis === 'published' && time.from ? t('undated_published', { day: when(time.from) }) : t('undated');
}

interface Names {
  name_ar: string | null;
  name_en: string | null;
}

export const named = (entity: Names): string => (language() === 'ar' ? entity.name_ar || entity.name_en : entity.name_en || entity.name_ar) || '';

export function where(place: Place | null): string {
  if (!place) return t('unplaced');
  const country = place.country && place.precision !== 'country' ? `${t('comma')}${countryName(place.country)}` : '';
  return `${isolated(named(place))}${country}`;
}

export function claimWhere(place: NonNullable<Claim['place']>): string {
  const name = named(place.entity);
  return place.relation === 'at' ? name : t(`relation.${place.relation}`, { place: name, other: place.other ? named(place.other) : '' });
}

// Closed intervals; an open end is said in words.
export function amount(min: number | null, max: number | null): string {
  if (min === null && max === null) return t('some');
  if (min === null) return t('at_most', { n: max! });
  if (max === null) return t('at_least', { n: min });
  return min === max ? number(min) : `${number(min)}–${number(max)}`;
}

export const quantity = (of: string, min: number | null, max: number | null): string => `${amount(min, max)} ${term('count', of)}`;

export const size = (bytes: number): string => (bytes < 10_000 ? t('bytes', { n: bytes }) : t('kilobytes', { n: Math.round(bytes / 1000) }));
