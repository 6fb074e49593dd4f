// The passages that two reports share, side by side, with the words that only one of them has marked.
import { useMemo } from 'preact/hooks';
import type { Report } from '../api';
import { Text } from '../parts/marks';
import { link } from '../route';
import { compare, type Piece } from '../segments';
import { when } from '../say';
import { t } from '../words';

type Copy = Report['copies'][number];

export const Aligned = ({ copy }: { copy: Copy }) => (
  <section class="panel stack aligned" aria-label={t('part.copies')}>
    <h2>{t(`copy.${copy.direction}`)} <a href={link('report', String(copy.report))}><Text text={copy.outlet ?? copy.name} /></a>{copy.published && <span class="muted small"> · {when(copy.published)}</span>}</h2>
    <div class="pair small muted"><span>{t('here')}</span><span>{t('there')}</span></div>
    {copy.passages.map((one) => <Passage key={one.here.utf16[0]} here={one.here.text} there={one.there.text} />)}
  </section>
);

const Passage = ({ here, there }: { here: string; there: string }) => {
  const [left, right] = useMemo(() => compare(here, there), [here, there]);
  return <div class="pair read"><Side row={left} /><Side row={right} /></div>;
};

const Side = ({ row }: { row: readonly Piece[] }) => (
  <div dir="rtl" lang="ar">{row.map((one, i) => (one.same ? one.text : <mark key={i} class="differs">{one.text}</mark>))}</div>
);
