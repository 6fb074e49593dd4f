// Why an input was not read, or what was left out of it, in the words of the interface. The reading stages say it in English
// sentences; each kind of sentence has a key here, with what it names (in brackets) kept apart. A test goes through the
// sentences that src/intake writes.
import { isolated, t } from './words';

const kWhys: readonly [RegExp, string][] = [
  [/cannot (?:open|read|list)/, 'unreadable'],
  [/damaged XML/, 'xml'],
  [/no OPML/, 'opml'],
  [/a feed without entries/, 'empty_feed'],
  [/a list of (\d+) feeds/, 'feed_list'],
  [/not JSON|no JSON|must be an object/i, 'json'],
  [/"text"/, 'text_field'],
  [/(?:no date that rawi understands|no EDTF date[^:]*): left out: (.*)$/, 'no_date'],
  [/^"\w+"|: "\w+" /, 'json_field'],
  [/cut short/, 'cut'],
  [/packed as "([^"]*)"/, 'packed'],
  [/unpacks to more than \d+ times/, 'bomb'],
  [/^no article, or beyond the limit of (\d+)/, 'no_article'],
  [/(?:larger than|longer than|unpacks to more than|takes more than) (\d+ \w+)/, 'too_large'],
  [/holds more than (\d+)/, 'too_many'],
  [/archives inside archives/, 'nested'],
  [/damaged|^unknown error/, 'damaged'],
  [/no text|control characters/, 'binary'],
  [/no reports/, 'no_reports'],
  [/no browser shows such a page|the page has/, 'html'],
  [/these bytes under this name/, 'known'],
  [/^no page: (.*)$/, 'no_page'],
  [/^status (\d+)/, 'status'],
  [/^not named like a report/, 'not_named'],
  [/^(article|paywall|foreign|thin|consent|links)$/, ''],
  [/^(request|response|metadata|revisit|resource|warcinfo|conversion|continuation)$/, 'record'],
];

export function whyKey(text: string): { key: string; a?: string } | undefined {
  for (const [pattern, key] of kWhys) {
    const found = pattern.exec(text);
    if (found) return key === '' ? { key: found[1]! } : { key, ...(found[1] === undefined ? {} : { a: found[1] }) };
  }
  return undefined;
}

// In English the sentence itself, which says more; in other languages the kind of it.
export function why(text: string, english: boolean): string {
  if (english && !/^\w+$/.test(text)) return text;
  const known = whyKey(text);
  return known ? t(`why.${known.key}`, known.a === undefined ? {} : { a: isolated(known.a) }) : t('why.other');
}
