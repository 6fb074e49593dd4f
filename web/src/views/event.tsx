// One event: who tells it, through whom, where they disagree, what was known when.
import { useMemo, useState } from 'preact/hooks';
import { api, useLoad, type Event } from '../api';
import { Correct } from '../parts/correct';
import { Log } from '../parts/log';
import { Names, Grades, Origins, Status, Text, Type } from '../parts/marks';
import { Sentence } from '../parts/quote';
import { Trouble } from '../parts/problem';
import { ClaimCard } from '../parts/claim';
import { ChainGraph } from '../pictures/chain';
import { EventMap } from '../pictures/map';
import { Timeline } from '../pictures/timeline';
import { format, link, setQuery, type Route } from '../route';
import { eventWhen, named, when, where } from '../say';
import { isolated, number, t, term } from '../words';
import { Accounts } from './event_accounts';
import { Differences } from './event_differences';
import { History } from './event_history';
import { OriginTree } from './event_origins';
import { EventExport } from './event_export';
import { range } from '../edtf';

const kParts = ['accounts', 'chain', 'differences', 'copies', 'history', 'corrections'] as const;

export const EventView = ({ route }: { route: Route }) => {
  const { id, query } = route;
  const { data, error, busy, again } = useLoad(`${id}${query.as_of ?? ''}`, (signal) => api.GET('/events/{event}', { params: { path: { event: id }, query: query.as_of ? { as_of: query.as_of } : {} }, signal }));
  const part = query.part ?? 'accounts';
  if (!data) return error !== undefined ? <Trouble error={error} again={again} /> : <p class="busy">{t('busy')}</p>;
  return (
    <div class="stack">
      {error !== undefined && <Trouble error={error} again={again} />}
      <Head event={data} busy={busy} />
      <nav class="tabs" aria-label={t('parts')}>
        {kParts.map((one) => <a key={one} href={format({ ...route, query: { ...query, part: one } })} aria-current={one === part ? 'true' : undefined}>{t(`part.${one}`)}{count(data, one)}</a>)}
      </nav>
      {part === 'accounts' && <Accounts event={data} />}
      {part === 'chain' && <ChainPart event={data} folded={query.fold !== 'no'} />}
      {part === 'differences' && <Differences event={data} />}
      {part === 'copies' && <Copies event={data} />}
      {part === 'history' && <HistoryPart event={data} asOf={query.as_of} frame={query.map} />}
      {part === 'corrections' && <Corrections event={data} />}
    </div>
  );
};

function count(event: Event, part: (typeof kParts)[number]): string {
  const n = { accounts: event.accounts.length, chain: 0, differences: event.contradictions.length + event.revisions.length, copies: event.copies.length + event.drifts.length, history: event.history.length, corrections: event.corrections.length }[part];
  return n > 0 ? ` (${number(n)})` : '';
}

const Head = ({ event, busy }: { event: Event; busy: boolean }) => {
  const { row } = event;
  return (
    <section class={`panel stack${busy ? ' busy' : ''}`}>
      <div class="row">
        <h1><Type type={row.type} /> <span>{where(row.place)}</span> <span class="muted">· {eventWhen(row.time)}</span></h1>
        <span class="muted small end"><bdi dir="ltr">{row.event}</bdi></span>
      </div>
      {event.asked !== row.event && <p class="chip warn">{t('now_part_of', { event: isolated(event.asked) })}</p>}
      {event.as_of && <p class="chip warn">{t('as_known', { day: when(event.as_of) })}</p>}
      <div class="chips">
        <Origins {...row.origins} />
        <span class="chip">{t('n_reports', { n: row.reports })}</span>
        <span class="chip">{t('n_claims', { n: row.claims })}</span>
        {row.statuses.map((status) => <Status key={status} status={status} />)}
        {row.contradictions > 0 && <span class="chip bad">{t('n_contradictions', { n: row.contradictions })}</span>}
        {row.weapons.map((weapon) => <span key={weapon} class="chip">{term('weapon', weapon)}</span>)}
        {row.place && <span class="chip">{t('place')}: {term('precision', row.place.precision)}</span>}
        <Grades grades={event.grades} />
      </div>
      <dl class="facts">
        {row.actors.length > 0 && <><dt>{t('participants')}</dt><dd><Names names={row.actors.map(named)} /></dd></>}
        {event.parties.length > 0 && <><dt>{t('parties')}</dt><dd><Names names={event.parties} /></dd></>}
        <dt>{t('outlets')}</dt><dd><Names names={row.outlets} /></dd>
      </dl>
      <EventExport event={row.event} />
    </section>
  );
};

const ChainPart = ({ event, folded }: { event: Event; folded: boolean }) => (
  <div class="stack">
    <ChainGraph event={event} folded={folded} fold={(to) => setQuery({ fold: to ? '' : 'no' })}
      open={(node) => (location.hash = node.report !== null ? link('report', String(node.report)) : link('source', String(node.source)))} />
    <OriginTree event={event} />
    {event.grades.length > 0 && (
      <section class="panel">
        <h2>{t('grades_why')}</h2>
        <dl>{event.grades.map((one) => <><dt>{term('policy', one.policy)}: {term('grade', one.grade)}</dt><dd>{term('reason', one.reason)}</dd></>)}</dl>
      </section>
    )}
  </div>
);

const Copies = ({ event }: { event: Event }) => {
  const rows = new Map(event.reports.map((row) => [row.report, row]));
  const name = (report: number) => <a href={link('report', String(report))}><Text text={rows.get(report)?.outlet ?? rows.get(report)?.name ?? String(report)} /></a>;
  return (
    <div class="stack">
      {event.copies.length === 0 && event.drifts.length === 0 && <p class="panel muted">{t('no_copies')}</p>}
      {event.copies.map((copy) => (
        <section key={`${copy.first}-${copy.second}`} class="panel stack">
          <div class="row"><h2>{name(copy.first)} {t(copy.directed ? 'arrow' : 'both_ways')} {name(copy.second)}</h2><span class="chip end">{t('shared', { n: Math.round(copy.shared * 100) })}</span></div>
          <a class="small" href={link('report', String(copy.second), { copy: String(copy.first) })}>{t('side_by_side')}</a>
          {copy.passages.map((one) => (
            <div key={one.first.utf16[0]} class="pair read small"><div dir="auto" lang="ar">{one.first.text}</div><div dir="auto" lang="ar">{one.second.text}</div></div>
          ))}
        </section>
      ))}
      {event.drifts.map((drift, i) => (
        <section key={i} class="panel stack">
          <h2>{t('drift')}: {term('drift', drift.kind)}</h2>
          <div class="pair">{[drift.from, drift.to].map((quote) => (
            <div key={quote.claim}><p class="small muted"><a href={link('report', String(quote.report), { claim: String(quote.claim) })}><Text text={quote.outlet ?? quote.name} /></a></p><Sentence text={quote.text} words={[quote.trigger]} /></div>
          ))}</div>
        </section>
      ))}
    </div>
  );
};

const HistoryPart = ({ event, asOf, frame }: { event: Event; asOf: string | undefined; frame: string | undefined }) => {
  const stays = useMemo(() => event.reports.flatMap((row) => {
    const span = range(row.published);
    return span ? [{ key: String(row.report), label: `${row.outlet ?? row.name} · ${when(row.published)}`, ...span, type: event.row.type }] : [];
  }), [event]);
  const place = event.row.place;
  const spots = place && place.lat !== null && place.lon !== null ? [{ key: place.entity, name: named(place), country: place.country ?? '', precision: place.precision, lat: place.lat, lon: place.lon, count: 1, type: event.row.type }] : [];
  return (
    <div class="stack">
      <History event={event} asOf={asOf} />
      <Timeline title={t('reports_in_time')} name="rawi-reports" stays={stays} pick={(key) => (location.hash = link('report', key))} />
      {spots.length > 0 && <EventMap spots={spots} frame={frame} moved={(to) => setQuery({ map: to }, true)} pick={() => (location.hash = link('events', '', { place: place!.entity }))} height={260} />}
    </div>
  );
};

const Corrections = ({ event }: { event: Event }) => {
  const [commenting, comment] = useState(false);
  return (
    <div class="stack">
      <div class="row"><button onClick={() => comment(true)}>{t('do.comment')}</button><a href={link('review', '', { event: event.row.event })}>{t('tab.review')}</a></div>
      {event.corrections.length === 0 ? <p class="muted">{t('no_corrections')}</p> : <Log items={event.corrections} />}
      {event.possible.length > 0 && <section class="stack"><h2>{t('possible_claims')}</h2>{event.possible.map((claim) => <ClaimCard key={claim.claim} claim={claim} />)}</section>}
      {commenting && <Correct asked={{ kind: 'comment', event: event.row.event }} about={where(event.row.place)} close={() => comment(false)} />}
    </div>
  );
};
