// The current search as a file, in every form that the server writes.
import { kApi } from '../api';
import { search } from '../filters';
import type { Query } from '../route';
import { t } from '../words';

export const kFormats = ['csv', 'jsonl', 'acled', 'gdelt', 'geojson', 'jsonld'] as const;

export const ExportMenu = ({ query, total }: { query: Query; total: number }) => (
  <section class="panel" aria-label={t('export')}>
    <h2>{t('export')}</h2>
    <p class="small muted">{t('export_about', { n: total })}</p>
    <div class="chips">
      {kFormats.map((format) => (
        <a key={format} class="chip" download href={`${kApi}/events/export?${search(query, { format, ...(query.sort ? { sort: query.sort } : {}) })}`} title={t(`format.${format}`)}>{t(`format.${format}`)}</a>
      ))}
    </div>
  </section>
);
