// One event as a file, in every form.
import { kApi } from '../api';
import { kFormats } from '../parts/export';
import { t } from '../words';

export const EventExport = ({ event }: { event: string }) => (
  <details class="small">
    <summary>{t('export')}</summary>
    <div class="chips">
      {kFormats.map((format) => <a key={format} class="chip" download href={`${kApi}/events/export?event=${event}&format=${format}`}>{t(`format.${format}`)}</a>)}
    </div>
  </details>
);
