// Light or dark: the system's choice until the reader makes one, which this browser keeps.
export type Theme = 'light' | 'dark';

const kKey = 'rawi.theme';

export function theme(): Theme {
  const kept = localStorage.getItem(kKey);
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}

export function setTheme(to: Theme): void {
  localStorage.setItem(kKey, to);
  applyTheme();
}
