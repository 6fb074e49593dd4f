// A report: its own text with all that was read in it, the claims beside it, and what it shares with other reports.
// A click on words goes to the claim that rests on them; a click on a claim goes to its words. Both are in the address.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { api, kApi, useLoad, type Report } from '../api';
import { ClaimCard } from '../parts/claim';
import { Text } from '../parts/marks';
import { Trouble } from '../parts/problem';
import { link, setQuery, type Route } from '../route';
import { segments, type Segment } from '../segments';
import { pressed } from '../parts/keys';
import { moment, size, when } from '../say';
import { number, t, term } from '../words';
import { Aligned } from './report_aligned';

// How a kind of mark is drawn; actors, targets and weapons are told by an underline alone.
const kLooks: Record<string, string> = { trigger: 'm-claim', source: 'm-source', time: 'm-time', place: 'm-place', quantity: 'm-number', actor: 'm-under', target: 'm-under', weapon: 'm-under', junk: 'm-junk' };
const kSwitches = ['trigger', 'source', 'time', 'place', 'quantity', 'actor', 'junk'] as const;

export const ReportView = ({ route }: { route: Route }) => {
  const { id, query } = route;
  const report = Number(id);
  const { data, error, busy, again } = useLoad(id, (signal) => api.GET('/reports/{report}', { params: { path: { report } }, signal }));
  if (!data) return error !== undefined ? <Trouble error={error} again={again} /> : <p class="busy">{t('busy')}</p>;
  const chosen = Number(query.claim ?? 0);
  const hidden = (query.hide ?? '').split('|');
  const copy = data.copies.find((one) => String(one.report) === query.copy);
  return (
    <div class={`stack${busy ? ' busy' : ''}`}>
      <Head data={data} />
      {data.copies.length > 0 && (
        <nav class="chips" aria-label={t('part.copies')}>
          <strong>{t('shares_text')}</strong>
          {data.copies.map((one) => (
            <button key={one.report} class="chip" aria-pressed={copy === one} onClick={() => setQuery({ copy: copy === one ? '' : String(one.report) })}>
              {t(`copy.${one.direction}`)} <Text text={one.outlet ?? one.name} /> <span class="n">{number(Math.round(one.shared * 100))}%</span>
            </button>
          ))}
        </nav>
      )}
      <div class={copy ? 'reading three' : 'reading'}>
        <section class="panel" aria-label={t('text')}>
          <Legend hidden={hidden} />
          <TextOf data={data} chosen={chosen} hidden={hidden} />
        </section>
        {copy && <Aligned copy={copy} />}
        <section class="stack beside" aria-label={t('claims')}>
          <h2>{t('n_claims', { n: data.claims.length })}</h2>
          {data.claims.length === 0 && <p class="panel muted">{t('no_claims')}</p>}
          {data.claims.map((claim) => (
            <ClaimCard key={claim.claim} claim={claim} brief chosen={claim.claim === chosen} choose={() => setQuery({ claim: String(claim.claim) }, true)}>
              <div class="chips">{claim.events.map((one) => <a key={one.event} class="chip" href={link('event', one.event)}>{t(one.certain ? 'in_event' : 'may_be_in')} <bdi dir="ltr">{one.event}</bdi></a>)}</div>
            </ClaimCard>
          ))}
        </section>
      </div>
    </div>
  );
};

const Head = ({ data: { row, versions } }: { data: Report }) => (
  <section class="panel stack">
    <h1><Text text={row.title ?? row.name} /></h1>
    <dl class="facts small">
      <dt>{t('outlet')}</dt><dd><Text text={row.outlet} /></dd>
      <dt>{t('published')}</dt><dd>{row.published ? `${when(row.published)} (${term('basis', row.basis)})` : t('undated')}</dd>
      <dt>{t('came_from')}</dt><dd><Text text={row.name} />{t('comma')}{size(row.bytes)}{t('comma')}<bdi dir="ltr">{row.encoding}</bdi>{row.broken > 0 && <span class="chip warn">{t('broken', { n: row.broken })}</span>}</dd>
      <dt>{t('recorded')}</dt><dd>{moment(row.recorded_at)}</dd>
      {row.url && <><dt>{t('address')}</dt><dd><bdi dir="ltr">{row.url}</bdi></dd></>}
      {versions.length > 1 && <><dt>{t('versions')}</dt><dd class="chips">{versions.map((one) => one.report === row.report ? <strong key={one.report}>{number(one.version)}</strong> : <a key={one.report} href={link('report', String(one.report))}>{number(one.version)}</a>)}</dd></>}
      <dt>SHA-256</dt><dd><bdi dir="ltr">{row.sha256.slice(0, 16)}…</bdi> <a href={`${kApi}/reports/${row.report}/raw`} download>{t('raw')}</a></dd>
    </dl>
  </section>
);

const Legend = ({ hidden }: { hidden: readonly string[] }) => (
  <div class="chips legend-marks" role="group" aria-label={t('marks')}>
    {kSwitches.map((kind) => (
      <button key={kind} class={`chip ${kLooks[kind]}`} aria-pressed={!hidden.includes(kind)} onClick={() => setQuery({ hide: (hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind]).filter(Boolean).join('|') }, true)}>{t(`mark.${kind}`)}</button>
    ))}
  </div>
);

const TextOf = ({ data, chosen, hidden }: { data: Report; chosen: number; hidden: readonly string[] }) => {
  const box = useRef<HTMLDivElement>(null);
  const row = useMemo(() => {
    const span = ([from, to]: number[]) => ({ from: from!, to: to! });
    const marks = data.marks.filter((mark) => !hidden.includes(group(mark.kind))).map((mark) => ({ kind: mark.kind as string, claims: mark.claims, ...span(mark.span.utf16) }));
    const junk = hidden.includes('junk') ? [] : data.junk.map((one) => ({ kind: 'junk', claims: [], ...span(one.span.utf16) }));
    return segments(data.text.length, [...marks, ...junk]);
  }, [data, hidden.join()]);
  useEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    document.getElementById(`claim-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, data]);
  return <div ref={box} class="text read" dir="rtl" lang="ar">{row.map((one) => <Part key={one.from} one={one} text={data.text} chosen={chosen} />)}</div>;
};

const group = (kind: string): string => (kind === 'target' || kind === 'weapon' ? 'actor' : kind);

const Part = ({ one, text, chosen }: { one: Segment; text: string; chosen: number }) => {
  const words = text.slice(one.from, one.to);
  if (one.kinds.length === 0) return <>{words}</>;
  const looks = one.kinds.map((kind) => kLooks[kind]).join(' ');
  const here = one.claims.includes(chosen) ? ' chosen' : '';
  const what = one.kinds.map((kind) => t(`mark.${kind}`)).join(t('comma'));
  if (one.claims.length === 0) return <span class={looks} title={what}>{words}</span>;
  const choose = () => setQuery({ claim: String(next(one.claims, chosen)) }, true);
  const trigger = one.kinds.includes('trigger');
  return (
    <mark class={looks + here} title={what} onClick={choose} {...(trigger ? { role: 'button' as const, tabindex: 0, 'aria-pressed': here !== '', onKeyDown: pressed(choose) } : {})}>{words}</mark>
  );
};

// Words on which several claims rest: each click goes to the next of them.
function next(claims: readonly number[], chosen: number): number {
  return claims[(claims.indexOf(chosen) + 1) % claims.length]!;
}
