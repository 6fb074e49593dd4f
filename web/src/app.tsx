// The frame: header, navigation, the view that the address names, and keys that work everywhere.
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
  useKeptFocus();
  useTitle(route);
  const first = useRef(true);
  useLayoutEffect(() => { // at once: a key that follows must not find the focus moved under it
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

// The key by its place where the layout writes other letters: who writes Arabic has no 'j', but the key that it is on.
function struck(event: KeyboardEvent): string {
  if (/^[!-~]$/.test(event.key)) return event.key;
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase() ?? '';
}

// Focus on something that goes away (an item judged, a button that has done its work) would fall back to the top of the
// page: it goes to what now stands in the list where that was, else to the content.
function useKeptFocus(): void {
  useEffect(() => {
    let [had, place] = [null as Element | null, -1];
    const seen = (event: FocusEvent) => ([had, place] = [event.target as Element, items().findIndex((item) => item.contains(event.target as Element))]);
    const watch = new MutationObserver(() => {
      if (!had || had.isConnected || document.activeElement !== document.body) return;
      const all = place < 0 ? [] : items();
      (all[Math.min(place, all.length - 1)] ?? document.getElementById('main'))?.focus({ preventScroll: true });
    });
    addEventListener('focusin', seen);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => (removeEventListener('focusin', seen), watch.disconnect());
  }, []);
}

const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-item]')].filter((one) => !one.parentElement?.closest('[data-item]'));

// g then a digit goes to a view, '/' to the search box, '?' shows the keys, j and k go through a list, m and t go to map
// and timeline, u undoes what was just done, Escape leaves a field.
function useKeys(help: () => void): void {
  useEffect(() => {
    let leader = 0;
    const listen = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || at.closest('dialog')) return;
      if (at.closest('input:not([type=checkbox], [type=radio], [type=file]), textarea, select')) {
        if (event.key === 'Escape') document.getElementById('main')?.focus({ preventScroll: true }); // so that the other keys work again
        return;
      }
      const key = struck(event);
      const tab = event.timeStamp - leader < 1500 ? kTabs[Number(key) - 1] : undefined;
      leader = key === 'g' ? event.timeStamp : 0;
      if (tab) location.hash = link(tab);
      else if (key === '?') help();
      else if (key === '/') focusOn(event, document.querySelector<HTMLElement>('[data-search]'));
      else if (key === 'm') focusOn(event, document.querySelector<SVGElement>('svg.map'));
      else if (key === 't') focusOn(event, document.querySelector<SVGElement>('svg.timeline[tabindex]'));
      else if (key === 'u') document.querySelector<HTMLElement>('.toast button')?.click();
      else if (key === 'j' || key === 'k') step(event, key === 'j' ? 1 : -1);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function step(event: KeyboardEvent, by: number): void {
  const all = items();
  const here = all.findIndex((item) => item.contains(document.activeElement));
  focusOn(event, all[here < 0 ? 0 : Math.max(0, Math.min(all.length - 1, here + by))]);
}

function focusOn(event: KeyboardEvent, to: HTMLElement | SVGElement | null | undefined): void {
  if (!to) return;
  event.preventDefault();
  to.focus();
}
