// What went wrong, as the server says it (problem+json), or as the browser does.
import { t } from '../words';

export class Problem extends Error {
  constructor(readonly status: number, title: string, readonly detail: string) {
    super(title);
  }
}

export function problem(error: unknown): string {
  if (error instanceof Problem) return [error.message, error.detail].filter(Boolean).join(': ');
  if (error instanceof TypeError) return t('offline'); // what fetch fails with where no server answers
  return error instanceof Error ? error.message : String(error);
}

export const Trouble = ({ error, again }: { error: unknown; again?: () => void }) => (
  <div class="panel problem row" role="alert">
    <bdi dir="auto">{problem(error)}</bdi>
    {again && <button class="end" onClick={again}>{t('again')}</button>}
  </div>
);
