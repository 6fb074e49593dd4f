// The accounts of an event side by side, a column an origin: what each says, sentence by sentence, and through which
// outlets it came. A sentence that outlets copied word for word is shown once.
import type { Claim, Event } from '../api';
import { ClaimCard, triggerIn } from '../parts/claim';
import { Names, Status, Text, Type } from '../parts/marks';
import { Sentence } from '../parts/quote';
import { link } from '../route';
import { quantity, when } from '../say';
import { t, term } from '../words';

export const Accounts = ({ event }: { event: Event }) => {
  const claims = new Map(event.claims.map((claim) => [claim.claim, claim]));
  return (
    <div class="accounts" tabindex={0} role="region" aria-label={t('part.accounts')}>
      {event.accounts.map((account, i) => (
        <section key={i} class="account stack">
          <header class="panel">
            <h2>{account.source !== null ? <a href={link('source', String(account.source))}><Text text={account.name} /></a> : <Text text={account.name} />}</h2>
            <div class="chips">
              <span class="chip">{account.own_voice ? t('own_voice') : term('kind', account.kind)}</span>
              {account.party && <span class="chip warn" title={t('party_why')}>{t('party')}</span>}
              <span class="chip">{t('n_claims', { n: account.claims.length })}</span>
            </div>
            <p class="small muted">{t('through')}: {account.outlets.length > 0 ? <Names names={account.outlets} /> : t('n_reports', { n: account.reports.length })}</p>
          </header>
          {sentences(account.claims.flatMap((id) => claims.get(id) ?? [])).map((same) => <Said key={same[0]!.claim} claims={same} event={event.row.event} />)}
        </section>
      ))}
    </div>
  );
};

// Claims of one sentence, wherever it is printed, in the order of the sentence.
export function sentences(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) groups.set(claim.sentence.text, [...(groups.get(claim.sentence.text) ?? []), claim]);
  return [...groups.values()];
}

const Said = ({ claims, event }: { claims: readonly Claim[]; event: string }) => {
  const first = claims[0]!;
  const reports = new Map(claims.map((claim) => [claim.report, claim]));
  return (
    <article class="panel said">
      <Sentence text={first.sentence.text} words={claims.map(triggerIn)} />
      <p class="small muted">
        {[...reports.values()].map((claim, i) => (
          <span key={claim.report}>{i > 0 && t('comma')}<a href={link('report', String(claim.report), { claim: String(claim.claim) })}><Text text={claim.outlet ?? claim.name} /></a>{claim.published && ` ${when(claim.published)}`}</span>
        ))}
      </p>
      {claims.map((claim) => (
        <details key={claim.claim} class="small">
          <summary>
            <Type type={claim.type} /> <bdi lang="ar">«{claim.trigger.text}»</bdi> {claim.status !== 'happened' && <Status status={claim.status} />}
            {claim.quantities.map((one, i) => <span key={i} class="chip">{quantity(one.of, one.min, one.max)}</span>)}
          </summary>
          <ClaimCard claim={claim} event={event} brief />
        </details>
      ))}
    </article>
  );
};
