// Where accounts differ: contradictions with both sides' words, revisions, and what only looks like a contradiction.
import type { Difference, Event } from '../api';
import { Names, Text } from '../parts/marks';
import { Cited } from '../parts/quote';
import { amount, when } from '../say';
import { t, term } from '../words';

export const Differences = ({ event }: { event: Event }) => (
  <div class="stack">
    <Group name="contradictions" all={event.contradictions} bad />
    <Group name="revisions" all={event.revisions} />
    <Group name="not_contradictions" all={event.not_contradictions} />
  </div>
);

const Group = ({ name, all, bad }: { name: string; all: readonly Difference[]; bad?: boolean }) => (
  <section class="stack">
    <h2>{t(name)}</h2>
    {all.length === 0 && <p class="muted">{t('none')}</p>}
    {all.map((one, i) => (
      <article key={i} class={`panel stack difference${bad ? ' bad' : ''}`}>
        <h3>{attribute(one.attribute)} <span class="muted">· {term('reason', one.reason)}</span></h3>
        <div class="sides">
          {one.values.map((side, j) => (
            <section key={j} class="side">
              <h4>{side.min !== null || side.max !== null ? amount(side.min, side.max) : <Text text={value(one.attribute, side.value)} />}</h4>
              <p class="small muted">{side.origins.length > 0 ? <Names names={side.origins} /> : t('own_voice')}</p>
              {side.words.map((quote) => <Cited key={quote.claim} quote={quote} />)}
            </section>
          ))}
        </div>
      </article>
    ))}
  </section>
);

const attribute = (name: string): string => (term('attribute', name) !== name ? term('attribute', name) : term('count', name));

function value(name: string, text: string): string {
  if (name === 'weapon' || name === 'cause') return term(name, text);
  if (name === 'time') return when(text);
  return name === 'happened' ? term('status', text) : text;
}
