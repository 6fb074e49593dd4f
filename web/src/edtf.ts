// Times as the ledger has them: EDTF level 1 (ISO 8601-2), as far as rawi writes it. An interval of milliseconds UTC,
// half open; an open or unknown end is infinite.
export interface Span {
  from: number;
  to: number;
}

const kDay = 86_400_000;

export function range(edtf: string | null | undefined): Span | null {
  if (!edtf) return null;
  const bare = edtf.replace(/[?~%]/g, '');
  const slash = bare.indexOf('/');
  if (slash < 0) return one(bare);
  const [first, last] = [bare.slice(0, slash), bare.slice(slash + 1)];
  const open = (text: string) => text === '' || text === '..';
  const [a, b] = [open(first) ? null : one(first), open(last) ? null : one(last)];
  if ((!a && !open(first)) || (!b && !open(last)) || (!a && !b)) return null;
  return { from: a?.from ?? -Infinity, to: b?.to ?? Infinity };
}

export const uncertain = (edtf: string): boolean => /[?~%]/.test(edtf);

export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function one(text: string): Span | null {
  const clock = /^(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d))?/.exec(text);
  if (clock) {
    const from = Date.parse(`${clock[1]}T${clock[2]}:${clock[3] ?? '00'}:00Z`);
    return Number.isNaN(from) ? null : { from, to: from + (clock[3] ? 60_000 : 3_600_000) };
  }
  const parts = /^(-?\d{2,4}X{0,2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?$/.exec(text);
  if (!parts) return null;
  const [, year = '', month, date] = parts;
  if (year.includes('X')) return { from: utc(Number(year.replace(/X/g, '0'))), to: utc(Number(year.replace(/X/g, '9')) + 1) };
  const y = Number(year);
  if (!month || month === 'XX') return { from: utc(y), to: utc(y + 1) };
  const m = Number(month);
  if (m >= 21) return season(y, m);
  if (m < 1 || m > 12) return null;
  if (!date || date === 'XX') return { from: utc(y, m - 1), to: utc(y, m) };
  const from = utc(y, m - 1, Number(date));
  return new Date(from).getUTCDate() === Number(date) ? { from, to: from + kDay } : null;
}

// 21 spring to 24 winter, of the northern half.
function season(year: number, code: number): Span | null {
  if (code > 24) return null;
  const first = (code - 21) * 3 + 2;
  return { from: utc(year, first), to: utc(year, first + 3) };
}

function utc(year: number, month = 0, date = 1): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  return at.getTime();
}
