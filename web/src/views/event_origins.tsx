// Why origins count as they do: the tree of reasons behind the interval.
import type { Event, OriginNode } from '../api';
import { Origins, Text } from '../parts/marks';
import { t, term } from '../words';

export const OriginTree = ({ event }: { event: Event }) => (
  <section class="panel">
    <div class="row"><h2>{t('why_origins')}</h2><Origins {...event.independence} /></div>
    <Branch nodes={event.independence.tree} />
  </section>
);

const Branch = ({ nodes }: { nodes: readonly OriginNode[] }) => (
  <ul class="tree">
    {nodes.map((node, i) => (
      <li key={i}>
        {node.name && <strong><Text text={node.name} /> </strong>}
        <span class="muted">{term('reason', node.reason)}</span>{' '}
        {node.counts_min && <span class="chip good">{t('counts_min')}</span>}
        {node.counts_max && <span class="chip">{t('counts_max')}</span>}
        {node.party && <span class="chip warn">{t('party')}</span>}
        {node.claims.length > 0 && <span class="small muted"> {t('n_claims', { n: node.claims.length })}</span>}
        {node.under.length > 0 && <Branch nodes={node.under} />}
      </li>
    ))}
  </ul>
);
