// Small marks that stand for one fact each: type, status, origins, grade. Colour is never the only sign.
import { number, t, term } from '../words';

const kQuads: Record<string, string> = {
  AGREE: 'q1', CONSULT: 'q1', SUPPORT: 'q1', CONCEDE: 'q1', COOPERATE: 'q2', AID: 'q2', RETREAT: 'q2',
  REQUEST: 'q3', ACCUSE: 'q3', REJECT: 'q3', THREATEN: 'q3', PROTEST: 'q4', SANCTION: 'q4', MOBILIZE: 'q4', COERCE: 'q4', ASSAULT: 'q4',
};

export const kTypes = Object.keys(kQuads);
export const kStatuses = ['happened', 'planned', 'possible', 'denied'];

// One of four colours by PLOVER's quad class: words or deeds, cooperation or conflict.
export const quad = (type: string): string => kQuads[type] ?? 'q1';

export const Type = ({ type }: { type: string }) => <span class={`type ${quad(type)}`}>{term('type', type)}</span>;

export const Status = ({ status }: { status: string }) => (
  <span class={`chip${status === 'denied' ? ' bad' : status === 'happened' ? '' : ' warn'}`}>{term('status', status)}</span>
);

// Text of the data: it has its own direction, whatever stands around it.
export const Text = ({ text, lang }: { text: string | null | undefined; lang?: string }) => (text ? <bdi dir="auto" lang={lang}>{text}</bdi> : <span class="muted">{t('unknown')}</span>);

// Several of them, each in its own direction.
export const Names = ({ names }: { names: readonly string[] }) => <>{names.map((name, i) => <span key={name}>{i > 0 && t('comma')}<Text text={name} /></span>)}</>;

export const Origins = ({ min, max }: { min: number; max: number }) => (
  <span class={`chip${min >= 2 ? ' good' : max <= 1 ? ' warn' : ''}`} title={t('origins_why')}>
    {t('origins')} <bdi dir="ltr" class="n">{min === max ? number(min) : `${number(min)}–${number(max)}`}</bdi>
  </span>
);

export interface Graded {
  policy: string;
  grade: string;
  reason?: string | null;
}

export const Grades = ({ grades }: { grades: readonly Graded[] }) => (
  <>
    {grades.filter((one) => one.grade).map((one) => (
      <span key={one.policy} class="chip" title={one.reason ? term('reason', one.reason) : undefined}>{term('policy', one.policy)}: {term('grade', one.grade)}</span>
    ))}
  </>
);
