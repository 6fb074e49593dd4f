// The base map in the coordinates of a picture, with no more detail than can be seen.
import { geoPath, type GeoProjection, type GeoStream } from 'd3-geo';
import type { Feature, Geometry } from 'geojson';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { earth, provinces, type Earth } from './earth';
import type { Spot } from './places';

export interface Shape {
  d: string;
  across: number; // the larger side of what it covers, in the picture's units
}

export interface Ground {
  land: [string, string][];
  names: [string, number, number, number][]; // country, where, and the room that it has
  borders: string;
  outline: (spot: Spot) => Shape | undefined; // of a country or province, where there is one
}

const kStep = 0.6; // pixels between two points of an outline that are told apart

// `zoomed` is how much larger the picture is seen than it is drawn.
export function useGround(projection: GeoProjection, width: number, height: number, spots: readonly Spot[], zoomed: number): Ground | undefined {
  const [base, setBase] = useState<Earth>();
  const [shapes, setShapes] = useState<Map<string, Feature<Geometry>>>();
  const wanted = spots.some((spot) => spot.precision === 'province');
  const detail = 2 ** Math.max(0, Math.ceil(Math.log2(zoomed)));
  // Without its ground a map still shows its marks; the next map asks again.
  useOnce(true, earth, setBase);
  useOnce(wanted, provinces, setShapes);
  return useMemo(() => base && drawn(base, shapes, projection, width, height, detail), [base, shapes, projection, detail]);
}

function useOnce<T>(wanted: boolean, load: () => Promise<T>, set: (loaded: T) => void): void {
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    load().then((loaded) => here && set(loaded), (error: unknown) => console.warn(error));
    return () => void (here = false);
  }, [wanted]);
}

function drawn(base: Earth, shapes: Map<string, Feature<Geometry>> | undefined, projection: GeoProjection, width: number, height: number, detail: number): Ground {
  const exact = geoPath(projection);
  const path = geoPath({ stream: (out) => projection.stream(coarse(out, kStep / detail)) }).digits(detail > 8 ? 3 : 2);
  const land: Ground['land'] = [];
  const names: Ground['names'] = [];
  for (const [code, country] of base.countries) {
    const [[left, top], [right, bottom]] = path.bounds(country);
    if (!(right > -2 * width && left < 3 * width && bottom > -2 * height && top < 3 * height)) continue; // only what lies near the frame
    land.push([code, path(country) ?? '']);
    const [x, y] = path.centroid(country);
    if (!code.startsWith('?') && Number.isFinite(x)) names.push([code, x, y, Math.min(right - left, bottom - top)]);
  }
  const made = new Map<Feature<Geometry>, Shape>();
  const shape = (one: Feature<Geometry>): Shape => {
    const [[left, top], [right, bottom]] = exact.bounds(one);
    return { d: path(one) ?? '', across: Math.max(right - left, bottom - top) };
  };
  const outline = (spot: Spot): Shape | undefined => {
    const one = spot.precision === 'country' ? base.countries.get(spot.country) : spot.precision === 'province' ? shapes?.get(spot.key) : undefined;
    if (one && !made.has(one)) made.set(one, shape(one));
    return one && made.get(one);
  };
  return { land, names, outline, borders: path(base.borders) ?? '' };
}

// Lets a point pass that lies a step from the last one; the last of a line always passes, so that borders still meet.
function coarse(out: GeoStream, step: number): GeoStream {
  let [x0, y0] = [NaN, NaN];
  let held: [number, number] | null = null;
  return {
    point: (x, y) => {
      held = Math.abs(x - x0) < step && Math.abs(y - y0) < step ? [x, y] : null;
      if (held) return;
      [x0, y0] = [x, y];
      out.point(x, y);
    },
    lineStart: () => {
      [x0, y0] = [NaN, NaN];
      held = null;
      out.lineStart();
    },
    lineEnd: () => {
      if (held) out.point(...held);
      out.lineEnd();
    },
    polygonStart: () => out.polygonStart(),
    polygonEnd: () => out.polygonEnd(),
    ...(out.sphere ? { sphere: () => out.sphere!() } : {}),
  };
}
