// From events to marks on a map. A mark is as large as what is known: a site is a dot, a town a disc of its size, a
// district or an area a dashed circle as wide as it may reach, a country its whole shape; several events of one
// place are one mark.
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

// Radius in kilometres of what a mark stands for. Provinces have no outline in the base map: a circle of their usual size.
const kReach: Record<Precision, number> = { site: 0, town: 6, district: 20, area: 30, border: 40, province: 70, country: 0 };

const kEarth = 6371;

export const exact = (spot: Spot): boolean => spot.precision === 'site' || spot.precision === 'town';

// That radius in units of a Mercator projection of scale `scale` (pixels a radian at the equator).
export function reach(spot: Spot, scale: number): number {
  return ((kReach[spot.precision] ?? 0) / kEarth) * scale / Math.cos((spot.lat * Math.PI) / 180);
}

// The corners that hold all spots, with some ground around them; the Arab countries where there are none.
export function bounds(spots: readonly Spot[]): [[number, number], [number, number]] {
  if (spots.length === 0) return [[-18, 2], [60, 40]];
  const lons = spots.map((spot) => spot.lon);
  const lats = spots.map((spot) => spot.lat);
  const margin = (values: number[], least: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = Math.max((high - low) * 0.15, least);
    return [low - pad, high + pad] as const;
  };
  const [west, east] = margin(lons, 3);
  const [south, north] = margin(lats, 2);
  return [[Math.max(-180, west), Math.max(-75, south)], [Math.min(180, east), Math.min(78, north)]];
}
