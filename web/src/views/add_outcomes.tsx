// What each input of a file was taken for: a new report, another version of one, one that the ledger has, one that is kept
// but not read, a container of others, or nothing that was understood; with what it lacks.
import type { Job, Outcome } from '../api';
import { link } from '../route';
import { isolated, language, number, t, term } from '../words';
import { why } from '../whys';

const kOrder = ['refused', 'kept', 'known', 'read', 'carrier'];

export const Outcomes = ({ job }: { job: Job }) => {
  const rows = job.outcomes.map((one) => ({ ...one, is: outcome(one) }));
  // Every input has a line here, troubles among them; what belongs to no input (a folder, a feed) stands in `troubles` alone.
  const said = new Set(job.outcomes.map((one) => one.why));
  const others = job.troubles.filter((text) => ![...said].some((one) => one && text.includes(one)));
  return (
    <>
      {Object.keys(job.outcome_counts).length > 0 && (
        <p class="chips outcomes">{kOrder.flatMap((one) => job.outcome_counts[one] ? [<span key={one} class={`chip${one === 'refused' ? ' bad' : ''}`}>{t(`outcome.${one}`)} <span class="n">{number(job.outcome_counts[one])}</span></span>] : [])}</p>
      )}
      {rows.length > 0 && (
        <details open={rows.length < 12 || job.outcome_counts.refused !== undefined}>
          <summary>{t('outcomes', { n: rows.length })}</summary>
          <div class="scroll" tabindex={0} role="region" aria-label={t('outcomes', { n: rows.length })}>
            <table>
              <thead><tr>{(['input', 'type', 'is', 'note'] as const).map((head) => <th key={head} scope="col">{t(`outcome.${head}`)}</th>)}</tr></thead>
              <tbody>{rows.map((one, i) => <Row key={i} one={one} is={one.is} />)}</tbody>
            </table>
          </div>
        </details>
      )}
      {others.length > 0 && <details open><summary>{t('troubles', { n: others.length })}</summary><ul>{others.map((text, i) => <li key={i}><Why text={text} /></li>)}</ul></details>}
    </>
  );
};

function outcome(one: Outcome): string {
  if (one.outcome !== 'read' && one.outcome !== 'kept') return t(`outcome.${one.outcome}`);
  const state = one.new === false ? t('outcome.same') : (one.version ?? 1) > 1 ? t('outcome.version', { v: number(one.version!) }) : '';
  return [t(`outcome.${one.outcome}`), state].filter(Boolean).join(t('comma'));
}

const Row = ({ one, is }: { one: Outcome; is: string }) => (
  <tr class={one.outcome === 'refused' ? 'bad' : undefined}>
    <td>{one.number === undefined ? <bdi dir="auto">{one.input}</bdi> : <a href={link('report', String(one.number))}><bdi dir="auto">{one.report || one.input}</bdi></a>}</td>
    <td>{term('input', one.type)}{one.encoding && <> <bdi dir="ltr" class="muted small">{one.encoding}</bdi></>}</td>
    <td>{is}</td>
    <td class="small">{notes(one).map((note, i) => <span key={i}>{i > 0 && t('comma')}{note}</span>)}</td>
  </tr>
);

function notes(one: Outcome): preact.ComponentChildren[] {
  const all: preact.ComponentChildren[] = [];
  if (one.why) all.push(<Why text={one.why} />);
  if (one.broken) all.push(t('broken', { n: one.broken }));
  if (one.missing?.length) all.push(t('outcome.lacks', { what: one.missing.map((name) => term('lacks', name)).join(t('comma')) }));
  if (one.reports !== undefined) all.push(t('outcome.gave', { n: one.reports }));
  for (const [reason, n] of Object.entries(one.passed_over ?? {})) all.push(<><Why text={reason} /> ({number(n)})</>);
  return all;
}

export const Why = ({ text }: { text: string }) => {
  const english = language() === 'en';
  const place = /^(.*?)(?::(\d+))?: (?=\S)/.exec(text);
  // Where the sentence begins with the name of a file, that name stays, set apart.
  const name = !english && place && /\.\w{2,5}$/.test(place[1]!) ? `${isolated(place[1]!)}: ` : '';
  return <span>{name}{why(text, english)}</span>;
};
