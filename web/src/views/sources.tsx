// Sources, those with most claims first.
import { api, useLoad } from '../api';
import { Text } from '../parts/marks';
import { Pager } from '../parts/pager';
import { Trouble } from '../parts/problem';
import { link, setQuery, type Route } from '../route';
import { number, t, term } from '../words';

const kKinds = ['person', 'body', 'group', 'media', 'unnamed'] as const;

export const SourcesView = ({ route: { query } }: { route: Route }) => {
  const kind = kKinds.find((one) => one === query.kind);
  const asked = { limit: 60, ...(query.name ? { name: query.name } : {}), ...(kind ? { kind } : {}), ...(query.cursor ? { cursor: query.cursor } : {}) };
  const { data, error, again } = useLoad(JSON.stringify(asked), (signal) => api.GET('/sources', { params: { query: asked }, signal }));
  return (
    <div class="stack">
      <h1 class="hidden">{t('tab.sources')}</h1>
      <search class="panel row">
        <label class="grow">{t('name')}<input type="search" dir="auto" data-search value={query.name ?? ''} onChange={(event) => setQuery({ name: event.currentTarget.value.trim() })} /></label>
        <label>{t('kind_of_source')}
          <select value={kind ?? ''} onChange={(event) => setQuery({ kind: event.currentTarget.value })}>
            <option value="">{t('all')}</option>
            {kKinds.map((one) => <option key={one} value={one}>{term('kind', one)}</option>)}
          </select>
        </label>
      </search>
      {error !== undefined && <Trouble error={error} again={again} />}
      {data?.items.length === 0 && <p class="panel">{t('none_found')}</p>}
      <div class="scroll panel" tabindex={0} role="region" aria-label={t('tab.sources')}>
        <table>
          <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('kind_of_source')}</th><th scope="col">{t('claims')}</th><th scope="col">{t('tab.reports')}</th></tr></thead>
          <tbody>
            {data?.items.map((row) => (
              <tr key={row.source}>
                <td><a data-item href={link('source', String(row.source))}><Text text={row.name} /></a>{row.anonymity && <span class="small muted"> · <Text text={row.anonymity} /></span>}</td>
                <td>{term('kind', row.kind)}</td>
                <td>{number(row.claims)}</td>
                <td>{number(row.reports)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager next={data?.next} />
    </div>
  );
};
