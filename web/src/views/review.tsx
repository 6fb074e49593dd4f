// Review: what nobody is sure of, one decision each; and the log of who decided what.
import { useState } from 'preact/hooks';
import { api, useLoad } from '../api';
import { ClaimCard } from '../parts/claim';
import { Correct, type Asked } from '../parts/correct';
import { Log } from '../parts/log';
import { Pager } from '../parts/pager';
import { Trouble } from '../parts/problem';
import { format, setQuery, type Query, type Route } from '../route';
import { number, t, term } from '../words';
import { EventCard } from './event_list';

export const ReviewView = ({ route }: { route: Route }) => {
  const part = route.query.part === 'log' ? 'log' : 'queue';
  return (
    <div class="stack">
      <h1 class="hidden">{t('tab.review')}</h1>
      <nav class="tabs" aria-label={t('parts')}>
        {(['queue', 'log'] as const).map((one) => <a key={one} href={format({ ...route, query: { ...pick(route.query), part: one === 'log' ? 'log' : '' } })} aria-current={one === part ? 'true' : undefined}>{t(`review.${one}`)}</a>)}
      </nav>
      {part === 'log' ? <LogPart query={route.query} /> : <Queue query={route.query} />}
    </div>
  );
};

const pick = ({ lang = '', event = '' }: Query): Query => ({ lang, event });

const Queue = ({ query }: { query: Query }) => {
  const kind = query.kind === 'join' || query.kind === 'reading' ? (query.kind as 'join' | 'reading') : undefined;
  const asked = { limit: 20, ...(kind ? { kind } : {}), ...(query.event ? { event: query.event } : {}), ...(query.cursor ? { cursor: query.cursor } : {}) };
  const { data, error, busy, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/review', { params: { query: asked }, signal }));
  const [open, show] = useState<{ asked: Asked; about: string } | null>(null);
  const accept = (claim: number, candidate: string | undefined) => show({ asked: { kind: 'accept', claims: [claim], ...(candidate ? { event: candidate } : {}) }, about: t(candidate ? 'leave_as_is' : 'read_right') });
  return (
    <>
      <div class="chips">
        <strong class={busy ? 'busy' : ''} role="status">{data && t('to_review', { n: data.total })}</strong>
        {(['join', 'reading'] as const).map((one) => <button key={one} class="chip" aria-pressed={kind === one} onClick={() => setQuery({ kind: kind === one ? '' : one })}>{t(`review.${one}`)}</button>)}
        {query.event && <button class="chip" onClick={() => setQuery({ event: '' })}><bdi dir="ltr">{query.event}</bdi> ×</button>}
      </div>
      {error !== undefined && <Trouble error={error} again={again} />}
      {data?.items.length === 0 && <p class="panel">{t('queue_empty')}</p>}
      <ol class="bare stack">
        {data?.items.map(({ item, kind: what, reason, claim, event, candidate }) => (
          <li key={item} class="review panel stack" data-item tabindex={-1} onKeyDown={(typed) => typed.key === 'Enter' && typed.target === typed.currentTarget && accept(claim.claim, candidate?.event)}>
            <div class="row"><h2>{t(`review.${what}`)}</h2><span class="muted">{term('reason', reason)}</span><span class="muted small end">{t('score', { n: Number(claim.score.toFixed(2)) })}</span></div>
            <ClaimCard claim={claim} {...(event ? { event: event.event } : {})} />
            {event && <div><h3>{t('in_event')}</h3><EventCard row={event} /></div>}
            {candidate && <div><h3>{t('may_be_in')}</h3><EventCard row={candidate} /></div>}
            <div class="row">
              <button class="primary" onClick={() => accept(claim.claim, candidate?.event)}>{t(candidate ? 'leave_as_is' : 'read_right')}</button>
              {event && candidate && event.event !== candidate.event && <button onClick={() => show({ asked: { kind: 'merge', events: [event.event, candidate.event] }, about: t('merge_about', { n: 2 }) })}>{t('do.merge')}</button>}
              {event && <button onClick={() => show({ asked: { kind: 'exclude', event: event.event, claims: [claim.claim] }, about: `«${claim.trigger.text}»` })}>{t('do.exclude')}</button>}
            </div>
          </li>
        ))}
      </ol>
      <Pager next={data?.next} />
      {data && data.total > 0 && <p class="small muted">{t('review_about', { n: number(data.total) })}</p>}
      {open && <Correct {...open} close={() => show(null)} />}
    </>
  );
};

const LogPart = ({ query }: { query: Query }) => {
  const asked = { limit: 50, ...(query.event ? { event: query.event } : {}), ...(query.who ? { who: query.who } : {}), ...(query.cursor ? { cursor: query.cursor } : {}) };
  const { data, error, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/corrections', { params: { query: asked }, signal }));
  return (
    <>
      <search class="row panel"><label>{t('who_did')}<input dir="auto" data-search value={query.who ?? ''} onChange={(event) => setQuery({ who: event.currentTarget.value.trim() })} /></label></search>
      {error !== undefined && <Trouble error={error} again={again} />}
      {data && (data.items.length === 0 ? <p class="panel">{t('no_corrections')}</p> : <Log items={data.items} />)}
      <Pager next={data?.next} />
    </>
  );
};
