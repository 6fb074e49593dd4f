// From events to marks on a map. A mark is as large as what is known: a site is a dot, a town a disc of its size, a
// country or a province its whole shape, a district, an area or a province without an outline a dashed, hatched circle as
// wide as it may reach; several events of one place are one mark.
export type Precision = 'site' | 'town' | 'district' | 'province' | 'country' | 'area' | 'border';

export interface Spot {
  key: string;
  name: string;
  country: string;
  precision: Precision;
  lat: number;
  lon: number;
  count: number;
  type: string; // the commonest, for its colour
}

// Radius in kilometres of what a mark stands for; of provinces where the base map has no outline.
const kReach: Record<Precision, number> = { site: 0, town: 6, district: 20, area: 30, border: 40, province: 70, country: 0 };

const kEarth = 6371;

export const exact = (spot: Spot): boolean => spot.precision === 'site' || spot.precision === 'town';

// That radius in units of a Mercator projection of scale `scale` (pixels a radian at the equator).
export function reach(spot: Spot, scale: number): number {
  return ((kReach[spot.precision] ?? 0) / kEarth) * scale / Math.cos((spot.lat * Math.PI) / 180);
}

const kFew = 60; // as many spots are all in the frame, wherever they lie
const kOut = 0.02; // of the events of more, on each side, may lie outside: a few far ones would make all others small

function middle(spots: readonly Spot[], side: (spot: Spot) => number): number[] {
  if (spots.length <= kFew) return spots.map(side);
  const order = [...spots].sort((a, b) => side(a) - side(b));
  const all = order.reduce((sum, spot) => sum + spot.count, 0);
  let passed = 0;
  const kept = order.filter((spot) => {
    const [before, after] = [passed, (passed += spot.count)];
    return after > all * kOut && before < all * (1 - kOut);
  });
  return kept.map(side);
}

// The corners that hold the spots, with some ground around them; the Arab countries where there are none.
export function bounds(spots: readonly Spot[]): [[number, number], [number, number]] {
  if (spots.length === 0) return [[-18, 2], [60, 40]];
  const lons = middle(spots, (spot) => spot.lon);
  const lats = middle(spots, (spot) => spot.lat);
  const margin = (values: number[], least: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = Math.max((high - low) * 0.15, least);
    return [low - pad, high + pad] as const;
  };
  const [west, east] = margin(lons, 3);
  const [south, north] = margin(lats, 2);
  return [[Math.max(-180, west), Math.max(-75, south)], [Math.min(180, east), Math.min(78, north)]];
}

// Those that are drawn one by one, and the rest: of the places in the frame the ones with most events, and whichever are
// pointed at. A thousand places on one another could neither be told apart nor gone through by key.
export function thin<T extends { spot: Spot }>(marks: readonly T[], seen: (mark: T) => boolean, pointed: (spot: Spot) => boolean, most: number): { full: T[]; rest: T[] } {
  const [full, rest]: [T[], T[]] = [[], []];
  for (const mark of marks) {
    if (pointed(mark.spot)) full.push(mark);
    else if (seen(mark)) (full.length < most ? full : rest).push(mark);
  }
  return { full, rest };
}

export interface Label {
  key: string;
  x: number;
  y: number;
  width: number;
}

const kLine = 12; // pixels that a line of letters is high

// Of labels in the order of their weight those that cover no other.
export function apart(labels: readonly Label[]): Set<string> {
  const kept: Label[] = [];
  for (const one of labels)
    if (kept.every((other) => Math.abs(one.x - other.x) > (one.width + other.width) / 2 || Math.abs(one.y - other.y) > kLine)) kept.push(one);
  return new Set(kept.map((one) => one.key));
}
