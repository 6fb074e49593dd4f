// One claim: its words, what was read in them, through whom it came, and what can be corrected.
import { useState } from 'preact/hooks';
import type { Claim } from '../api';
import { link } from '../route';
import { claimWhere, named, quantity, when } from '../say';
import { number, t, term } from '../words';
import { Correct } from './correct';
import { CorrectField } from './correct_field';
import { Status, Text, Type } from './marks';
import { Sentence } from './quote';

interface Props {
  claim: Claim;
  event?: string; // shown as part of this event: it can be split from it
  brief?: boolean; // without sentence and report
  chosen?: boolean;
  choose?: () => void;
  children?: preact.ComponentChildren;
}

export const ClaimCard = ({ claim, event, brief, chosen, choose, children }: Props) => (
  <article class={`claim panel${chosen ? ' chosen' : ''}`} id={`claim-${claim.claim}`} aria-current={chosen ? 'true' : undefined}>
    <div class="row">
      {choose ? <button class="plain" data-item onClick={choose}><Type type={claim.type} /> <bdi lang="ar">«{claim.trigger.text}»</bdi></button> : <Type type={claim.type} />}
      <Status status={claim.status} />
      {claim.superseded && <span class="chip warn">{t('superseded')}</span>}
      {!brief && (
        <a class="end small" href={link('report', String(claim.report), { claim: String(claim.claim) })}>
          <Text text={claim.outlet ?? claim.name} />{claim.published && ` · ${when(claim.published)}`}
        </a>
      )}
    </div>
    {!brief && <Sentence text={claim.sentence.text} words={[triggerIn(claim)]} />}
    <ClaimFacts claim={claim} />
    {children}
    <ClaimActions claim={claim} event={event} />
  </article>
);

export function triggerIn({ sentence, trigger }: Claim): [number, number] {
  const start = sentence.utf16[0]!;
  return [trigger.utf16[0]! - start, trigger.utf16[1]! - start];
}

export const ClaimFacts = ({ claim }: { claim: Claim }) => (
  <dl class="facts small">
    <dt>{t('says')}</dt>
    <dd><Chain claim={claim} /></dd>
    {(claim.actor ?? claim.target) && <><dt>{t('who_whom')}</dt><dd><Party side={claim.actor} /> {t('arrow')} <Party side={claim.target} /></dd></>}
    {claim.place && <><dt>{t('place')}</dt><dd><bdi>{claimWhere(claim.place)}</bdi> <span class="muted">({term('precision', claim.place.precision)})</span></dd></>}
    {claim.time && <><dt>{t('time')}</dt><dd>{claim.time.edtf ? when(claim.time.edtf) : t('undated')}{claim.time.words && <> <bdi class="muted" lang="ar">«{claim.time.words.text}»</bdi></>}</dd></>}
    {claim.quantities.length > 0 && <><dt>{t('counts')}</dt><dd>{claim.quantities.map((one) => quantity(one.of, one.min, one.max)).join(t('comma'))}</dd></>}
    {claim.weapon && <><dt>{t('weapon')}</dt><dd>{term('weapon', claim.weapon.kind)}</dd></>}
    {claim.denies !== null && <><dt>{t('denies')}</dt><dd><a href={link('claim', String(claim.denies))}>{number(claim.denies)}</a></dd></>}
  </dl>
);

const Party = ({ side }: { side: Claim['actor'] }) => <Text text={side?.words?.text ?? (side?.entity ? named(side.entity) : null)} />;

// From the reader to the origin; the origin is set apart.
export const Chain = ({ claim }: { claim: Claim }) => {
  if (claim.chain.length === 0) return <span>{t('own_voice')}</span>;
  return (
    <>
      {claim.chain.map((one, i) => (
        <span key={i}>
          {i > 0 && <span class="muted"> {t('from_whom')} </span>}
          <a href={link('source', String(one.source))} class={i === claim.chain.length - 1 ? 'origin' : undefined}><Text text={one.name.text} /></a>
          <span class="muted"> ({term('kind', one.kind)})</span>
        </span>
      ))}
    </>
  );
};

const ClaimActions = ({ claim, event }: { claim: Claim; event: string | undefined }) => {
  const [open, show] = useState<'accept' | 'field' | 'split' | 'exclude' | 'comment' | null>(null);
  const claims = [claim.claim];
  const about = `«${claim.trigger.text}»`;
  const close = () => show(null);
  return (
    <details class="actions small">
      <summary>{t('correct')}{claim.corrections.length > 0 && <span class="chip">{t('corrected_n', { n: claim.corrections.length })}</span>}</summary>
      <div class="chips">
        {(['accept', 'field', ...(event ? (['split', 'exclude'] as const) : []), 'comment'] as const).map((kind) => <button key={kind} class="chip" onClick={() => show(kind)}>{t(`do.${kind}`)}</button>)}
        <span class="muted end">{t('score', { n: Number(claim.score.toFixed(2)) })} · <bdi dir="ltr">{claim.rules.join(' ')}</bdi></span>
      </div>
      {open === 'field' && <CorrectField claim={claim} close={close} />}
      {open && open !== 'field' && <Correct asked={{ kind: open, claims, ...(event && open !== 'accept' && open !== 'comment' ? { event } : {}) }} about={about} close={close} />}
    </details>
  );
};
