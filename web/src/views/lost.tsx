import { link } from '../route';
import { t } from '../words';

export const LostView = () => (
  <div class="panel">
    <h1>{t('lost')}</h1>
    <a href={link('events')}>{t('tab.events')}</a>
  </div>
);
