// What went wrong: in the words of the interface for what the server calls it (the code of a problem), or as the browser says.
import { has, isolated, language, t, term } from '../words';

export interface Told {
  title?: string;
  detail?: string;
  code?: string;
  values?: Record<string, string>;
}

export class Problem extends Error {
  constructor(readonly status: number, readonly told: Told) {
    super(told.title ?? `HTTP ${status}`);
  }
}

export function problem(error: unknown): string {
  if (error instanceof Problem) return said(error);
  if (error instanceof TypeError) return t('offline'); // what fetch fails with where no server answers
  if (language() !== 'en') return t('problem.internal');
  return error instanceof Error ? error.message : String(error);
}

// English has the server's own sentence, which is the most exact; every other language says the code in its own words.
function said({ message, status, told: { detail, code, values = {} } }: Problem): string {
  if (language() === 'en' && detail) return `${message}: ${detail}`;
  const key = `problem.${code ?? ''}`;
  return has(key) ? t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(called(name, value))]))) : `${t('problem.internal')} (${status})`;
}

// Names of filters and fields among the values have words of their own.
function called(name: string, value: string): string {
  if (name === 'field') return term('field', value);
  return name === 'name' && has(`filter.${value}`) ? t(`filter.${value}`) : value;
}

export const Trouble = ({ error, again }: { error: unknown; again?: () => void }) => (
  <div class="panel problem row" role="alert">
    <span>{problem(error)}</span>
    {again && <button class="end" onClick={again}>{t('again')}</button>}
  </div>
);
