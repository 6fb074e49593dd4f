// Events one under another. Two or more can be ticked and merged.
import { useState } from 'preact/hooks';
import type { EventRow } from '../api';
import { Correct } from '../parts/correct';
import { Grades, Origins, Status, Type } from '../parts/marks';
import { Marked } from '../parts/quote';
import { link, type Query } from '../route';
import { eventWhen, where } from '../say';
import { isolated, number, t, term } from '../words';

interface Props {
  rows: readonly EventRow[];
  query: Query;
  lit: ReadonlySet<string>;
  light: (key: string | null) => void;
}

export const EventList = ({ rows, query, lit, light }: Props) => {
  const [ticked, tick] = useState<readonly string[]>([]);
  const [merging, merge] = useState(false);
  const turn = (event: string) => tick(ticked.includes(event) ? ticked.filter((one) => one !== event) : [...ticked, event]);
  return (
    <>
      {ticked.length > 0 && (
        <div class="panel row merge" role="status">
          <span>{t('ticked', { n: ticked.length })}</span>
          <button class="primary" disabled={ticked.length < 2} onClick={() => merge(true)}>{t('do.merge')}</button>
          <button class="plain" onClick={() => tick([])}>{t('clear')}</button>
        </div>
      )}
      <ol class="bare stack" aria-label={t('list')}>
        {rows.map((row) => (
          <li key={row.event}>
            <EventCard row={row} lit={lit.has(row.event)} light={light} query={query}>
              <label class="tick"><input type="checkbox" checked={ticked.includes(row.event)} onChange={() => turn(row.event)} /><span class="hidden">{t('tick', { event: isolated(row.event) })}</span></label>
            </EventCard>
          </li>
        ))}
      </ol>
      {merging && <Correct asked={{ kind: 'merge', events: [...ticked] }} about={t('merge_about', { n: ticked.length })} close={(done) => (merge(false), done && tick([]))} />}
    </>
  );
};

interface CardProps {
  row: EventRow;
  lit?: boolean;
  light?: (key: string | null) => void;
  query?: Query;
  children?: preact.ComponentChildren;
}

export const EventCard = ({ row, lit, light, query, children }: CardProps) => (
  <article class={`card panel${lit ? ' lit' : ''}`} onMouseEnter={() => light?.(row.event)} onMouseLeave={() => light?.(null)}>
    <div class="row">
      {children}
      <a class="go" data-item href={link('event', row.event, query?.as_of ? { as_of: query.as_of } : {})} onFocus={() => light?.(row.event)}>
        <Type type={row.type} /> <span>{where(row.place)}</span>
      </a>
      <span class="muted end small">{eventWhen(row.time)}</span>
    </div>
    <p class="read quote" dir="auto" lang="ar"><Marked text={row.sentence.text} words={[row.sentence.trigger]} /></p>
    <div class="chips">
      <Origins {...row.origins} />
      <span class="chip">{t('n_reports', { n: row.reports })}</span>
      {row.statuses.filter((status) => status !== 'happened').map((status) => <Status key={status} status={status} />)}
      {row.contradictions > 0 && <span class="chip bad">{t('n_contradictions', { n: row.contradictions })}</span>}
      {row.place && <span class="chip">{term('precision', row.place.precision)}</span>}
      <Grades grades={row.grades} />
      {row.possible > 0 && <span class="chip">{t('possible_n')} <span class="n">{number(row.possible)}</span></span>}
    </div>
  </article>
);
