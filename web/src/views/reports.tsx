// Reports: those that the ledger holds, or those in which words are found, with the passage.
import { api, useLoad, type ReportRow } from '../api';
import { Text } from '../parts/marks';
import { Pager } from '../parts/pager';
import { Sentence } from '../parts/quote';
import { Trouble } from '../parts/problem';
import { link, setQuery, type Query, type Route } from '../route';
import { when } from '../say';
import { t } from '../words';

export const ReportsView = ({ route: { query } }: { route: Route }) => (
  <div class="stack">
    <h1 class="hidden">{t('tab.reports')}</h1>
    <search class="panel row">
      <label class="grow">{t('words_of_text')}<input type="search" dir="auto" data-search value={query.q ?? ''} onChange={(event) => setQuery({ q: event.currentTarget.value.trim() })} /></label>
      <label>{t('outlet')}<input dir="auto" value={query.outlet ?? ''} disabled={Boolean(query.q)} onChange={(event) => setQuery({ outlet: event.currentTarget.value.trim() })} /></label>
    </search>
    {query.q ? <Found q={query.q} cursor={query.cursor} /> : <All query={query} />}
  </div>
);

const Found = ({ q, cursor }: { q: string; cursor: string | undefined }) => {
  const asked = { q, limit: 30, ...(cursor ? { cursor } : {}) };
  const { data, error, busy, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/search', { params: { query: asked }, signal }));
  if (error !== undefined) return <Trouble error={error} again={again} />;
  return (
    <>
      {data?.items.length === 0 && <p class="panel">{t('none_found')}</p>}
      <ol class={`bare stack${busy ? ' busy' : ''}`}>
        {data?.items.map((hit) => (
          <li key={`${hit.report}-${hit.part.utf16[0]}`} class="panel">
            <a data-item href={link('report', String(hit.report), hit.claims[0] ? { claim: String(hit.claims[0]) } : {})}><Text text={hit.title ?? hit.name} /></a>
            <span class="small muted"> <Text text={hit.outlet} /> · {when(hit.published)}</span>
            <Sentence text={hit.part.text} words={hit.words} />
          </li>
        ))}
      </ol>
      <Pager next={data?.next} />
    </>
  );
};

const All = ({ query }: { query: Query }) => {
  const asked = { limit: 50, ...(query.outlet ? { outlet: query.outlet } : {}), ...(query.cursor ? { cursor: query.cursor } : {}) };
  const { data, error, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/reports', { params: { query: asked }, signal }));
  if (error !== undefined) return <Trouble error={error} again={again} />;
  return (
    <>
      {data?.items.length === 0 && <p class="panel">{t('empty_ledger')} <a href={link('add')}>{t('tab.add')}</a></p>}
      <ReportTable rows={data?.items ?? []} />
      <Pager next={data?.next} />
    </>
  );
};

export const ReportTable = ({ rows }: { rows: readonly ReportRow[] }) => (
  <div class="scroll panel" tabindex={0} role="region" aria-label={t('tab.reports')}>
    <table>
      <thead><tr><th scope="col">{t('title')}</th><th scope="col">{t('outlet')}</th><th scope="col">{t('published')}</th><th scope="col">{t('claims')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.report}>
            <td><a data-item href={link('report', String(row.report))}><Text text={row.title ?? row.name} /></a>{row.broken > 0 && <span class="chip warn">{t('broken', { n: row.broken })}</span>}</td>
            <td><Text text={row.outlet} /></td>
            <td>{when(row.published)}</td>
            <td>{row.claims}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
