// The frame: header, navigation, the view that the address names, and keys that work everywhere.
import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { format, link, useRoute, type Route } from './route';
import { setTheme, theme } from './theme';
import { chooseLanguage, isRtl, t } from './words';
import { Help } from './parts/help';
import { Toast } from './parts/toast';
import { kViews, kTabs } from './views';

export const App: FunctionComponent = () => {
  const route = useRoute();
  chooseLanguage(route.query.lang);
  const [, redraw] = useState(0);
  const main = useRef<HTMLElement>(null);
  const [help, showHelp] = useState(false);
  useKeys(() => showHelp((open) => !open));
  useTitle(route);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) (scrollTo(0, 0), main.current?.focus({ preventScroll: true }));
    first.current = false;
  }, [route.view, route.id]);
  const View = kViews[route.view] ?? kViews.lost!;
  return (
    <>
      <button class="skip" onClick={() => main.current?.focus()}>{t('skip')}</button>
      <header class="top">
        <a class="brand" href={link('events')}><img src="./icon.svg" alt="" />{t('brand')}</a>
        <nav aria-label={t('nav')}>
          {kTabs.map((tab, i) => (
            <a key={tab} href={link(tab)} aria-current={tab === route.view ? 'page' : undefined} aria-keyshortcuts={`g ${i + 1}`}>{t(`tab.${tab}`)}</a>
          ))}
        </nav>
        <div class="row end">
          <a class="chip" href={otherLanguage(route)} lang={isRtl() ? 'en' : 'ar'}>{isRtl() ? 'English' : 'العربية'}</a>
          <button class="chip" onClick={() => (setTheme(theme() === 'dark' ? 'light' : 'dark'), redraw((n) => n + 1))}>{t(theme() === 'dark' ? 'light' : 'dark')}</button>
          <button class="chip" onClick={() => showHelp(true)} aria-keyshortcuts="?">{t('keys')}</button>
        </div>
      </header>
      <main ref={main} tabindex={-1} id="main">
        <View key={`${route.view}/${route.id}`} route={route} />
      </main>
      <footer>{t('footer')} <a href="./licences.txt">{t('licences')}</a></footer>
      <Toast />
      {help && <Help close={() => showHelp(false)} />}
    </>
  );
};

function otherLanguage(route: Route): string {
  return format({ ...route, query: { ...route.query, lang: isRtl() ? 'en' : 'ar' } });
}

function useTitle(route: Route): void {
  useEffect(() => {
    document.title = `${t(`tab.${route.view}`)} ${route.id} · ${t('brand')}`.replace(/\s+/g, ' ');
  });
}

// g then a digit goes to a view, '/' to the search box, '?' shows the keys, j and k go through a list.
function useKeys(help: () => void): void {
  useEffect(() => {
    let leader = 0;
    const listen = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || at.closest('input, textarea, select, dialog')) return;
      const tab = event.timeStamp - leader < 1500 ? kTabs[Number(event.key) - 1] : undefined;
      leader = event.key === 'g' ? event.timeStamp : 0;
      if (tab) location.hash = link(tab);
      else if (event.key === '?') help();
      else if (event.key === '/') focusOn(event, document.querySelector<HTMLElement>('[data-search]'));
      else if (event.key === 'j' || event.key === 'k') step(event, event.key === 'j' ? 1 : -1);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function step(event: KeyboardEvent, by: number): void {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')];
  const here = items.findIndex((item) => item.contains(document.activeElement));
  focusOn(event, items[here < 0 ? 0 : Math.max(0, Math.min(items.length - 1, here + by))]);
}

function focusOn(event: KeyboardEvent, to: HTMLElement | null | undefined): void {
  if (!to) return;
  event.preventDefault();
  to.focus();
}
