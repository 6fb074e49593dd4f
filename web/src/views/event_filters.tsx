// The search of events: words, days, order, and a facet for every attribute.
import { useState } from 'preact/hooks';
import { api, useLoad, type Facets } from '../api';
import { filters, inForce, kMoment, toggled, values } from '../filters';
import { Trouble } from '../parts/problem';
import { keepSearch } from '../searches';
import { say } from '../parts/toast';
import { countryName } from '../pictures/earth';
import { setQuery, type Query } from '../route';
import { named } from '../say';
import { has, isolated, number, t, term } from '../words';

type Facet = Facets['facets'][number];
type Value = Facet['values'][number];

const kGroups: Record<string, string> = { type: 'type', status: 'status', precision: 'precision', weapon: 'weapon' };

export const FilterBar = ({ query, total, busy }: { query: Query; total: number; busy: boolean }) => (
  <search class="filters panel">
    <form class="row" onSubmit={(event) => event.preventDefault()}>
      <Field name="q" query={query} type="search" grow />
      <Field name="within" query={query} />
      <Field name="from" query={query} pattern="[\-0-9X.~?\/]*" />
      <Field name="to" query={query} pattern="[\-0-9X.~?\/]*" />
      <Field name="as_of" query={query} pattern={kMoment} />
      <label>
        {t('sort')}
        <select value={query.sort ?? 'newest'} onChange={(event) => setQuery({ sort: event.currentTarget.value === 'newest' ? '' : event.currentTarget.value })}>
          {['newest', 'oldest', 'reports', 'origins'].map((sort) => <option key={sort} value={sort}>{t(`sort.${sort}`)}</option>)}
        </select>
      </label>
    </form>
    <div class="chips">
      <strong class={busy ? 'busy' : ''} role="status">{t('n_events', { n: total })}</strong>
      {inForce(query).map(({ name, value }) => (
        <button key={`${name}${value}`} class="chip" onClick={() => setQuery({ [name]: toggled(query, name, value) })} aria-label={t('take_off', { name: t(`filter.${name}`), value: isolated(shown(name, value)) })}>
          {t(`filter.${name}`)}: <bdi>{shown(name, value)}</bdi> <span aria-hidden="true">×</span>
        </button>
      ))}
      {inForce(query).length > 1 && <button class="chip" onClick={() => setQuery(Object.fromEntries(inForce(query).map(({ name }) => [name, ''])))}>{t('clear')}</button>}
      <span class="end row">
        <button class="chip" onClick={() => (keepSearch(), say(t('search_kept')))}>{t('keep_search')}</button>
        <button class="chip" onClick={share}>{t('share')}</button>
      </span>
    </div>
  </search>
);

async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say(t('copied'));
  } catch {
    say(location.href); // no clipboard here: the address to copy by hand
  }
}

interface FieldProps {
  name: string;
  query: Query;
  type?: string;
  pattern?: string;
  grow?: boolean;
}

// Takes effect on Enter and on leaving the field: a filter a letter would ask the server for nothing.
const Field = ({ name, query, type = 'text', pattern, grow }: FieldProps) => (
  <label class={grow ? 'grow' : undefined}>
    {t(`filter.${name}`)}
    <input type={type} value={query[name] ?? ''} pattern={pattern} dir="auto" data-search={name === 'q' ? true : undefined} placeholder={pattern ? '2024-05' : undefined}
      onChange={(event) => event.currentTarget.checkValidity() && setQuery({ [name]: event.currentTarget.value.trim() })} />
  </label>
);

export const FacetPanel = ({ query, calm }: { query: Query; calm: boolean }) => {
  const asked = filters(query);
  const { data, error, again } = useLoad(calm ? JSON.stringify(asked) : null, (signal) => api.GET('/events/facets', { params: { query: asked }, signal }));
  const wide = matchMedia('(min-width: 62rem)').matches;
  return (
    <aside class="facets panel" aria-label={t('facets')}>
      <details open={wide}>
        <summary><strong>{t('facets')}</strong></summary>
        {error !== undefined && <Trouble error={error} again={again} />}
        {data?.facets.filter((facet) => facet.values.length > 0).map((facet) => <FacetBox key={facet.facet} facet={facet} query={query} />)}
      </details>
    </aside>
  );
};

const kShort = 6;

const FacetBox = ({ facet, query }: { facet: Facet; query: Query }) => {
  const [all, showAll] = useState(false);
  const chosen = values(query, facet.facet);
  const most = Math.max(1, ...facet.values.map((value) => value.events));
  const seen = all ? facet.values : facet.values.filter((value, i) => i < kShort || chosen.includes(value.value));
  return (
    <details class="facet" open={chosen.length > 0 || ['type', 'status', 'country'].includes(facet.facet)}>
      <summary>{t(`filter.${facet.facet}`)}</summary>
      <ul class="bare">
        {seen.map((value) => (
          <li key={value.value}>
            <button class="plain facet-value" aria-pressed={chosen.includes(value.value)} onClick={() => setQuery({ [facet.facet]: toggled(query, facet.facet, value.value) })}>
              <span><bdi dir="auto">{valueName(facet.facet, value)}</bdi></span>
              <span class="n">{number(value.events)}</span>
              <meter min={0} max={most} value={value.events} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {facet.values.length > seen.length && <button class="plain small" onClick={() => showAll(true)}>{t('show_all', { n: facet.values.length })}</button>}
      {all && facet.more > 0 && <p class="small muted">{t('facet_more', { n: facet.more })}</p>}
    </details>
  );
};

// Names of entities that facets have told: chips of filters then need not ask again.
const known = new Map<string, string>();

function valueName(facet: string, value: Value): string {
  const name = named(value);
  if (!name) return shown(facet, value.value);
  known.set(`${facet} ${value.value}`, name);
  return name;
}

function shown(name: string, value: string): string {
  if (name === 'country') return countryName(value);
  if (name === 'grade') return `${term('policy', value.split(':')[0])}: ${term('grade', value.split(':')[1])}`;
  if (kGroups[name]) return term(kGroups[name], value);
  if (has(`flag.${name}.${value}`)) return t(`flag.${name}.${value}`);
  if (name.endsWith('_min')) return t('at_least', { n: Number(value) });
  return known.get(`${name} ${value}`) ?? value;
}
