// The searches that this browser keeps.
import { useState } from 'preact/hooks';
import { inForce } from '../filters';
import { parse } from '../route';
import { moment } from '../say';
import { dropSearch, keptSearches, renameSearch } from '../searches';
import { isolated, t } from '../words';

export const SearchesView = () => {
  const [, redraw] = useState(0);
  const change = (act: () => void) => (act(), redraw((n) => n + 1));
  const kept = keptSearches();
  return (
    <div class="stack">
      <h1>{t('tab.searches')}</h1>
      <p class="muted">{t('searches_about')}</p>
      {kept.length === 0 && <p class="panel">{t('no_searches')}</p>}
      <ul class="bare stack">
        {kept.map((one) => (
          <li key={one.href} class="panel row">
            <a data-item href={one.href}><bdi>{one.name || summary(one.href)}</bdi></a>
            <span class="muted small">{moment(one.at)}</span>
            <span class="row end">
              <label><span class="hidden">{t('rename')}</span><input dir="auto" placeholder={t('rename')} value={one.name} onChange={(event) => change(() => renameSearch(one.href, event.currentTarget.value))} /></label>
              <button onClick={() => change(() => dropSearch(one.href))} aria-label={t('drop_search', { name: isolated(one.name || summary(one.href)) })}>×</button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

function summary(href: string): string {
  const { view, query } = parse(href);
  return [t(`tab.${view}`), ...inForce(query).map(({ name, value }) => `${t(`filter.${name}`)}: ${isolated(value)}`)].join(' · ');
}
