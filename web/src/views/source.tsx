// A source: what it said over time, told to whom, on whom it relied; how often alone, denied, revised.
import { useMemo } from 'preact/hooks';
import { api, useLoad, type Source } from '../api';
import { ClaimCard } from '../parts/claim';
import { Names, Text, Type } from '../parts/marks';
import { Pager } from '../parts/pager';
import { Trouble } from '../parts/problem';
import { range } from '../edtf';
import { Timeline } from '../pictures/timeline';
import { link, setQuery, type Query, type Route } from '../route';
import { named } from '../say';
import { number, t, term } from '../words';

export const SourceView = ({ route: { id, query } }: { route: Route }) => {
  const { data, error, again } = useLoad(id, (signal) => api.GET('/sources/{source}', { params: { path: { source: Number(id) } }, signal }));
  const bars = useMemo(() => (data?.over_time ?? []).flatMap((one) => {
    const span = range(one.month);
    return span ? [{ ...span, count: one.claims }] : [];
  }), [data]);
  if (!data) return error !== undefined ? <Trouble error={error} again={again} /> : <p class="busy">{t('busy')}</p>;
  return (
    <div class="stack">
      <Head source={data} />
      {bars.length > 0 && <Timeline title={t('said_over_time')} name={`rawi-source-${id}`} stays={[]} bars={bars} />}
      <div class="columns">
        <People title={t('told_to')} rows={data.told_to} />
        <People title={t('heard_from')} rows={data.heard_from} />
        <People title={t('quoted_by')} rows={data.outlets} />
        <Chips view="claim" title={t('denied_claims')} ids={data.denied.map(String)} />
        <Chips view="claim" title={t('denying_claims')} ids={data.denies.map(String)} />
        <Chips view="event" title={t('revised_in')} ids={data.revised} />
        <Chips view="event" title={t('contradicted_in')} ids={data.contradicted} />
      </div>
      <Claims id={id} query={query} />
    </div>
  );
};

const Head = ({ source }: { source: Source }) => {
  const { row } = source;
  const facts: [string, preact.ComponentChildren][] = [
    [t('as_origin'), number(source.as_origin)],
    [t('tab.events'), <a href={link('events', '', { source: String(row.source) })}>{number(source.events)}</a>],
    [t('alone'), number(source.alone)],
    [t('denied_n'), number(source.denied.length)],
    [t('denies_n'), number(source.denies.length)],
    [t('revised_n'), number(source.revised.length)],
    [t('contradicted_n'), number(source.contradicted.length)],
  ];
  return (
    <section class="panel stack">
      <h1><Text text={row.name} /> <span class="chip">{term('kind', row.kind)}</span></h1>
      {source.names.length > 1 && <p class="small muted">{t('also')}: <Names names={source.names.filter((name) => name !== row.name)} /></p>}
      {row.entity && <p>{named(row.entity)} <span class="muted small"><bdi dir="ltr">{row.entity.entity}</bdi></span></p>}
      {row.kind === 'unnamed' && <p class="small">{[row.role, row.body, row.nationality, row.number && term('number', row.number), row.anonymity].filter(Boolean).map((fact, i) => <span key={i} class="chip"><Text text={fact} /></span>)}</p>}
      <dl class="figures">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <div class="chips">{Object.entries(source.types).sort((a, b) => b[1] - a[1]).map(([type, n]) => <span key={type} class="chip"><Type type={type} /> <span class="n">{number(n)}</span></span>)}</div>
    </section>
  );
};

const People = ({ title, rows }: { title: string; rows: Source['told_to'] }) =>
  rows.length === 0 ? null : (
    <section class="panel">
      <h2>{title}</h2>
      <ul class="bare">{rows.map((one) => <li key={`${one.source}${one.name}`} class="row">{one.source === null ? <Text text={one.name} /> : <a href={link('source', String(one.source))}><Text text={one.name} /></a>}<span class="chip end n">{number(one.claims)}</span></li>)}</ul>
    </section>
  );

const Chips = ({ view, title, ids }: { view: 'claim' | 'event'; title: string; ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <section class="panel">
      <h2>{title}</h2>
      <div class="chips">{ids.map((id) => <a key={id} class="chip" href={view === 'event' ? link('event', id, { part: 'differences' }) : link('claim', id)}><bdi dir="ltr">{id}</bdi></a>)}</div>
    </section>
  );

const kOrders = ['added', 'newest', 'oldest'] as const;

// Ordered by time, claims without one are left out: so the order of the ledger comes first, which has all of them.
const Claims = ({ id, query }: { id: string; query: Query }) => {
  const sort = kOrders.find((one) => one === query.sort) ?? 'added';
  const asked = { source: id, sort, limit: 20, ...(query.cursor ? { cursor: query.cursor } : {}) };
  const { data, error, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/claims', { params: { query: asked }, signal }));
  return (
    <section class="stack">
      <div class="row">
        <h2>{t('what_it_said')}</h2>
        <label class="end"><span class="hidden">{t('sort')}</span>
          <select value={sort} onChange={(event) => setQuery({ sort: event.currentTarget.value === 'added' ? '' : event.currentTarget.value })}>
            {kOrders.map((one) => <option key={one} value={one}>{t(`sort.${one}`)}{one !== 'added' && ` (${t('flag.dated.true')})`}</option>)}
          </select>
        </label>
      </div>
      {error !== undefined && <Trouble error={error} again={again} />}
      {data?.items.map((claim) => <ClaimCard key={claim.claim} claim={claim} />)}
      <Pager next={data?.next} />
    </section>
  );
};
