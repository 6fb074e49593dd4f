import { setQuery } from '../route';
import { t } from '../words';

// On through a list; the way back is the browser's.
export const Pager = ({ next }: { next: string | null | undefined }) =>
  next ? <button onClick={() => setQuery({ cursor: next })}>{t('next_page')}</button> : null;
