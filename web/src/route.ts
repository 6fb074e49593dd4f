// The whole state of the page is its address: #/VIEW/ID?name=value&name=value. It stands behind '#' so that no
// search is ever sent to, or logged by, a server, and so that the page can be served from any folder.
import { useEffect, useState } from 'preact/hooks';

export type Query = Readonly<Record<string, string>>;

export interface Route {
  view: string;
  id: string; // '' where the view has none
  query: Query;
}

export function parse(hash: string): Route {
  const [path = '', search = ''] = split(hash.replace(/^#\/?/, ''));
  const slash = path.indexOf('/');
  const view = slash < 0 ? path : path.slice(0, slash);
  const id = slash < 0 ? '' : decode(path.slice(slash + 1));
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) if (value !== '') query[name] = value;
  return { view: view || 'events', id, query };
}

// Empty values are left out and names are sorted, so that one state has one address.
export function format(route: Partial<Route>): string {
  const { view = 'events', id = '', query = {} } = route;
  const search = new URLSearchParams();
  for (const name of Object.keys(query).sort()) if (query[name]) search.set(name, query[name]!);
  const tail = search.toString();
  return `#/${view}${id && `/${encodeURIComponent(id)}`}${tail && `?${tail}`}`;
}

// The address of another view; the language of the interface goes with it.
export function link(view: string, id = '', query: Query = {}): string {
  const lang = current().query.lang;
  return format({ view, id, query: lang ? { lang, ...query } : query });
}

export function current(): Route {
  return parse(location.hash);
}

export function go(href: string, replace = false): void {
  if (href === location.hash) return;
  if (!replace) {
    location.hash = href;
    return;
  }
  history.replaceState(null, '', href);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

// Changes some values of the present address; an empty one is taken out. Paging starts anew with every other filter.
export function setQuery(change: Record<string, string | undefined>, replace = false): void {
  const { view, id, query } = current();
  const next: Record<string, string> = { ...query };
  if (!('cursor' in change)) delete next.cursor;
  for (const [name, value] of Object.entries(change)) {
    if (value) next[name] = value;
    else delete next[name];
  }
  go(format({ view, id, query: next }), replace);
}

export function useRoute(): Route {
  const [route, set] = useState(current);
  useEffect(() => {
    const listen = () => set(current());
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
  return route;
}

function split(text: string): [string, string] {
  const mark = text.indexOf('?');
  return mark < 0 ? [text, ''] : [text.slice(0, mark), text.slice(mark + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a hand-typed '%': taken as it stands
  }
}
