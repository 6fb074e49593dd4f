// A sentence of a report, with the words that it is about marked.
import type { ComponentChildren } from 'preact';
import type { Quote } from '../api';
import { link } from '../route';
import { when } from '../say';
import { t } from '../words';
import { Text } from './marks';

type Range = readonly number[];

// Put into a block with dir="auto": Arabic then begins on the right, whatever the language of the interface.
export const Marked = ({ text, words }: { text: string; words: readonly Range[] }) => {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const [from, to] of [...words].sort((a, b) => a[0]! - b[0]!)) {
    if (from! < at) continue; // inside the one before
    parts.push(text.slice(at, from), <mark class="trigger">{text.slice(from, to)}</mark>);
    at = to!;
  }
  return <>{parts}{text.slice(at)}</>;
};

export const Sentence = ({ text, words }: { text: string; words: readonly Range[] }) => <p class="read" dir="auto" lang="ar"><Marked text={text} words={words} /></p>;

// With where it stands, as a link to those words.
export const Cited = ({ quote }: { quote: Quote }) => (
  <figure class="cited">
    <blockquote class="read" dir="auto" lang="ar"><Marked text={quote.text} words={[quote.trigger]} /></blockquote>
    <figcaption class="small muted">
      <a href={link('report', String(quote.report), { claim: String(quote.claim) })}><Text text={quote.outlet ?? quote.name} /></a>
      {' · '}{quote.published ? when(quote.published) : t('undated')}
    </figcaption>
  </figure>
);
