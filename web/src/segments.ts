// Marks of a text, which may lie inside one another, as a row of segments that do not. Places are UTF-16 code units.
export interface Mark {
  kind: string;
  from: number;
  to: number;
  claims: readonly number[];
}

export interface Segment {
  from: number;
  to: number;
  kinds: string[]; // the narrowest mark first
  claims: number[];
}

export function segments(length: number, marks: readonly Mark[]): Segment[] {
  const good = marks.filter((mark) => mark.from < mark.to && mark.from >= 0 && mark.to <= length);
  const cuts = [...new Set([0, length, ...good.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
  const open = [...good].sort((a, b) => a.to - a.from - (b.to - b.from));
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    const over = open.filter((mark) => mark.from <= from && mark.to >= to);
    return { from, to, kinds: [...new Set(over.map((mark) => mark.kind))], claims: [...new Set(over.flatMap((mark) => mark.claims))] };
  });
}

// Words of two texts in order: which of each the other has too (longest common subsequence). Space goes with its word.
export interface Piece {
  text: string;
  same: boolean;
}

export function compare(here: string, there: string): [Piece[], Piece[]] {
  const a = here.match(/\S+\s*|\s+/g) ?? [];
  const b = there.match(/\S+\s*|\s+/g) ?? [];
  if (a.length * b.length > 4_000_000) return [[{ text: here, same: true }], [{ text: there, same: true }]];
  const key = (word: string) => word.trim().replace(/[\p{P}\p{M}\u0640]/gu, '');
  const [x, y] = [a.map(key), b.map(key)];
  const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) best[i]![j] = x[i] === y[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  }
  const [left, right]: [Piece[], Piece[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && x[i] === y[j]) {
      put(left, a[i++]!, true);
      put(right, b[j++]!, true);
    } else if (j >= b.length || (i < a.length && best[i + 1]![j]! >= best[i]![j + 1]!)) put(left, a[i++]!, false);
    else put(right, b[j++]!, false);
  }
  return [left, right];
}

function put(row: Piece[], text: string, same: boolean): void {
  const last = row.at(-1);
  if (last?.same === same) last.text += text;
  else row.push({ text, same });
}
