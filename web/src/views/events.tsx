// Events: list, map and timeline of one search. Each filters the others: the map shows what all filters but those of
// place leave, the timeline what all but those of time leave, and a choice in either narrows the list.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api, useLoad } from '../api';
import { range } from '../edtf';
import { filters, inForce, toggled, values } from '../filters';
import { EventMap } from '../pictures/map';
import type { Spot } from '../pictures/places';
import { Timeline, type Bar } from '../pictures/timeline';
import type { Stay } from '../pictures/lanes';
import { ExportMenu } from '../parts/export';
import { Trouble } from '../parts/problem';
import { link, setQuery, type Query, type Route } from '../route';
import { eventWhen, named, where } from '../say';
import { number, t, term } from '../words';
import { EventList } from './event_list';
import { FacetPanel, FilterBar } from './event_filters';

const kPlaces = ['place', 'bbox', 'placed', 'within', 'country', 'precision'];
const kTimes = ['from', 'to', 'dated'];
const kDrawn = 250; // events drawn one by one; past that the timeline shows columns and the first of them

export const EventsView = ({ route }: { route: Route }) => {
  const { query } = route;
  const [lit, light] = useState<string | null>(null);
  const found = useEvents(query);
  const calm = useCalm(found.data !== undefined || found.error !== undefined);
  const chart = useChart(query, calm);
  const litPlaces = useMemo(() => new Set(lit ? [chart.placeOf.get(lit) ?? lit] : []), [lit, chart]);
  const litEvents = useMemo(() => new Set(lit ? [lit, ...(chart.eventsOf.get(lit) ?? [])] : []), [lit, chart]);
  const pickPlace = (spot: Spot) => setQuery({ place: toggled(query, 'place', spot.key) });
  const show = query.show ?? 'list';
  return (
    <div class="events" data-show={show}>
      <h1 class="hidden">{t('tab.events')}</h1>
      <FilterBar query={query} total={found.total} busy={found.busy} />
      <Pane show={show} />
      <FacetPanel query={query} calm={calm} />
      <section class="list stack" aria-label={t('list')}>
        {found.error !== undefined && <Trouble error={found.error} again={found.again} />}
        <EventList rows={found.rows} query={query} lit={litEvents} light={light} />
        {found.next && <button onClick={found.more} disabled={found.busy}>{t('more')}</button>}
        {found.total === 0 && !found.busy && <p class="panel">{t(inForce(query).length > 0 ? 'none_found' : 'empty_ledger')} {inForce(query).length === 0 && <a href={link('add')}>{t('tab.add')}</a>}</p>}
      </section>
      <div class="pictures stack" aria-busy={!calm}>
        <div class="pane-map">
          {calm && <EventMap spots={chart.spots} picked={values(query, 'place')[0]} pick={pickPlace} lit={litPlaces} light={light} height={340} area={(bbox) => setQuery({ bbox, placed: '' })} frame={query.map} moved={(frame) => setQuery({ map: frame }, true)}
            tools={<Lane query={query} name="placed" count={chart.unplaced} words="unplaced_lane" />} />}
        </div>
        <div class="pane-time">
          {calm && <Timeline stays={chart.stays} bars={chart.bars} chosen={query} choose={(from, to, again) => setQuery({ from, to, dated: '' }, again)} pick={(key) => (location.hash = link('event', key))} lit={litEvents} light={light}
            tools={<>
              {(query.from || query.to) && <button class="chip" onClick={() => setQuery({ from: '', to: '' })}>{t('all_times')}</button>}
              <Lane query={query} name="dated" count={chart.undated} words="undated_lane" />
            </>} />}
          {chart.left > 0 && <p class="small muted">{t('drawn_some', { n: chart.left })}</p>}
        </div>
        <ExportMenu query={query} total={found.total} />
      </div>
    </div>
  );
};

// Events without a day or a place have a lane of their own: never a made-up spot.
const Lane = ({ query, name, count, words }: { query: Query; name: string; count: number; words: string }) => (
  <button class="chip" aria-pressed={query[name] === 'false'} onClick={() => setQuery({ [name]: query[name] === 'false' ? '' : 'false' })}>
    {t(words)} <span class="n">{number(count)}</span>
  </button>
);

// The list is painted first: all else is asked for, and drawn, a frame after it is there.
function useCalm(listed: boolean): boolean {
  const [calm, set] = useState(false);
  useEffect(() => {
    if (!listed || calm) return;
    const wait = requestAnimationFrame(() => setTimeout(() => set(true)));
    return () => cancelAnimationFrame(wait);
  }, [listed, calm]);
  return calm;
}

// On a narrow screen one of the three is seen at a time.
const Pane = ({ show }: { show: string }) => (
  <div class="row panes" role="group" aria-label={t('panes')}>
    {['list', 'map', 'time'].map((pane) => (
      <button key={pane} aria-pressed={show === pane} onClick={() => setQuery({ show: pane === 'list' ? '' : pane }, true)}>{t(`pane.${pane}`)}</button>
    ))}
  </div>
);

function useEvents(query: Query) {
  const asked = { ...filters(query), sort: (query.sort ?? 'newest') as 'newest' };
  const key = JSON.stringify(asked);
  const [pages, turn] = useState({ key, limit: 50 });
  const limit = pages.key === key ? pages.limit : 50;
  const load = useLoad(`${key}${limit}`, (signal) => api.GET('/events', { params: { query: { ...asked, limit: Math.min(200, limit) } }, signal }));
  const [tail, setTail] = useState<{ key: string; rows: NonNullable<typeof load.data>['items']; next: string | null }>({ key: '', rows: [], next: null });
  const joined = tail.key === key ? tail : { rows: [], next: load.data?.next ?? null };
  const more = async () => {
    if (!joined.next) return;
    const page = await api.GET('/events', { params: { query: { ...asked, limit: 50, cursor: joined.next } } });
    if (page.data) setTail({ key, rows: [...joined.rows, ...page.data.items], next: page.data.next });
    else turn({ key, limit: limit + 50 });
  };
  return { ...load, rows: [...(load.data?.items ?? []), ...joined.rows], total: load.data?.total ?? 0, next: joined.next, more };
}

// What map and timeline draw.
function useChart(query: Query, calm: boolean) {
  const places = filters(query, kPlaces);
  const times = filters(query, kTimes);
  const map = useLoad(calm ? JSON.stringify(places) : null, (signal) => api.GET('/events/map', { params: { query: places }, signal })).data;
  const time = useLoad(calm ? JSON.stringify(times) : null, (signal) => api.GET('/events/timeline', { params: { query: times }, signal })).data;
  const some = useLoad(calm ? JSON.stringify(times) : null, (signal) => api.GET('/events/light', { params: { query: { ...times, limit: kDrawn } }, signal })).data;
  return useMemo(() => {
    const spots = (map?.places ?? []).flatMap((one): Spot[] => {
      const { entity, lat, lon, precision, country } = one.place;
      const type = Object.entries(one.types).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
      return lat === null || lon === null ? [] : [{ key: entity, name: named(one.place), country: country ?? '', precision, lat, lon, count: one.events, type }];
    });
    const placeOf = new Map<string, string>();
    const eventsOf = new Map<string, string[]>();
    const stays = (some?.rows ?? []).flatMap((row): Stay[] => {
      const [event, type, from, to, basis, place] = row as [string, string, string | null, string | null, string, number | null];
      const spot = place === null ? undefined : some!.places[place];
      if (spot) {
        placeOf.set(event, spot.entity);
        eventsOf.set(spot.entity, [...(eventsOf.get(spot.entity) ?? []), event]);
      }
      if (basis !== 'stated') return [];
      const said = eventWhen({ edtf: from === to ? from : `${from ?? '..'}/${to ?? '..'}`, from, to, basis: 'stated' });
      return [{ key: event, label: `${term('type', type)} · ${said} · ${where(spot ?? null)}`, from: range(from)?.from ?? -Infinity, to: range(to)?.to ?? Infinity, type }];
    });
    const total = some?.total ?? 0;
    const bars = total > (some?.rows.length ?? 0) ? (time?.columns ?? []).map((one): Bar => ({ from: Date.parse(one.from), to: Date.parse(one.to) + 86_400_000, count: one.events })) : [];
    return { spots, stays, bars, placeOf, eventsOf, unplaced: map?.unplaced ?? 0, undated: time?.undated ?? 0, left: total - (some?.rows.length ?? 0) };
  }, [map, time, some]);
}
