// Searches that this browser keeps: a name and the address. Sharing one is sharing its address.
export interface Kept {
  name: string;
  href: string;
  at: string;
}

const kKey = 'rawi.searches';

export function keptSearches(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(kKey) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept[]).filter((one) => typeof one.href === 'string' && one.href.startsWith('#')) : [];
  } catch {
    return []; // written by something else: begun anew
  }
}

export function keepSearch(name = ''): void {
  const href = location.hash || '#/events';
  write([{ name, href, at: new Date().toISOString() }, ...keptSearches().filter((one) => one.href !== href)]);
}

export function renameSearch(href: string, name: string): void {
  write(keptSearches().map((one) => (one.href === href ? { ...one, name } : one)));
}

export function dropSearch(href: string): void {
  write(keptSearches().filter((one) => one.href !== href));
}

function write(kept: readonly Kept[]): void {
  localStorage.setItem(kKey, JSON.stringify(kept.slice(0, 100)));
}
