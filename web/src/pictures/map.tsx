// The map of a list of events. Drawn as SVG, so that it can be reached by keyboard, read out, and saved as it stands.
import { geoMercator, geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { quad } from '../parts/marks';
import { number, t, term } from '../words';
import { countryName, earth, type Earth } from './earth';
import { Figure, useWidth } from './figure';
import { bounds, exact, reach, type Spot } from './places';

interface Props {
  spots: readonly Spot[];
  picked?: string;
  pick: (spot: Spot) => void;
  lit?: ReadonlySet<string>; // keys of spots that the reader points at elsewhere
  light?: (key: string | null) => void;
  area?: (bbox: string) => void; // the reader asks for what is in view: west,south,east,north
  height?: number;
  tools?: preact.ComponentChildren;
}

export const EventMap = ({ spots, picked, pick, lit, light, area, height = 380, tools }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const base = useEarth();
  const frame = spots.map((spot) => spot.key).join();
  const projection = useMemo(() => {
    const [[west, south], [east, north]] = bounds(spots);
    const corners = { type: 'MultiPoint' as const, coordinates: [[west, south], [east, north]] as [number, number][] };
    return geoMercator().fitExtent([[10, 10], [width - 10, height - 10]], corners);
  }, [width, height, frame]);
  const { at, behavior } = useZoom(svg, [width, height, frame]);
  const ground = useMemo(() => base && shapes(base, projection, width, height), [base, projection]);
  const by = (factor: number) => select(svg.current!).call(behavior.scaleBy, factor);
  const keys = (event: KeyboardEvent) => {
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (event.key === '+' || event.key === '=') by(1.5);
    else if (event.key === '-') by(1 / 1.5);
    else if (event.key === '0') select(svg.current!).call(behavior.transform, zoomIdentity);
    else if (move) select(svg.current!).call(behavior.translateBy, move[0]! / at.k, move[1]! / at.k);
    else return;
    event.preventDefault();
  };
  const view = () => {
    const corner = (x: number, y: number) => projection.invert!(at.invert([x, y]))!.map((degrees) => degrees.toFixed(2));
    const [[west, north], [east, south]] = [corner(0, 0), corner(width, height)];
    area?.([west, south, east, north].join());
  };
  const areas = spots.filter((spot) => spot.precision === 'country');
  const others = spots.filter((spot) => spot.precision !== 'country').sort((a, b) => b.count - a.count);
  const shown = { picked, lit, pick, light, k: at.k };
  return (
    <Figure name="rawi-map" title={t('map')} svg={svg} earth tools={<>
      {tools}
      {area && <button class="chip" onClick={view}>{t('in_view')}</button>}
      <button class="chip" onClick={() => by(1.6)} aria-label={t('zoom_in')}>+</button>
      <button class="chip" onClick={() => by(1 / 1.6)} aria-label={t('zoom_out')}>−</button>
    </>}>
      <div ref={box} class="canvas">
        <svg ref={svg} viewBox={`0 0 ${width} ${height}`} width={width} height={height} class="map" role="group" aria-label={t('map_label', { n: spots.length })} tabindex={0} onKeyDown={keys} direction="ltr">
          <rect class="sea" width={width} height={height} />
          <g transform={at.toString()}>
            {ground?.land.map(([code, d]) => <path key={code} class="land" d={d} />)}
            {areas.map((spot) => <Country key={spot.key} spot={spot} d={ground?.outline(spot.country)} {...shown} />)}
            {ground && <path class="border" d={ground.borders} />}
            {ground?.names.map(([code, x, y, room]) => room * at.k > 34 && (
              <text key={code} class="country" x={x} y={y} font-size={11 / at.k}>{countryName(code)}</text>
            ))}
            {others.map((spot) => <Mark key={spot.key} spot={spot} place={projection([spot.lon, spot.lat])!} scale={projection.scale()} {...shown} />)}
          </g>
        </svg>
      </div>
      <p class="legend small muted">
        <span><i class="dot" />{t('legend.site')}</span><span><i class="disc" />{t('legend.town')}</span>
        <span><i class="ring" />{t('legend.area')}</span><span><i class="shape" />{t('legend.country')}</span>
      </p>
    </Figure>
  );
};

interface Shown extends Pick<Props, 'picked' | 'lit' | 'pick' | 'light'> {
  spot: Spot;
  k: number;
}

const handles = ({ spot, picked, lit, pick, light }: Shown, kind: string) => ({
  class: `spot ${kind} ${quad(spot.type)}${picked === spot.key ? ' picked' : ''}${lit?.has(spot.key) ? ' lit' : ''}`,
  role: 'button' as const,
  tabindex: 0,
  'aria-pressed': picked === spot.key,
  'aria-label': t('spot', { name: spot.name, precision: term('precision', spot.precision), n: spot.count }),
  onClick: () => pick(spot),
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    pick(spot);
  },
  onMouseEnter: () => light?.(spot.key),
  onMouseLeave: () => light?.(null),
});

const Country = ({ d, ...shown }: Shown & { d: string | undefined }) =>
  d ? <path d={d} {...handles(shown, 'whole')}><title>{shown.spot.name}</title></path> : null;

const Mark = ({ place, scale, ...shown }: Shown & { place: [number, number]; scale: number }) => {
  const { spot, k } = shown;
  const [x, y] = place;
  const dot = (3.5 + 2 * Math.sqrt(spot.count)) / k;
  const wide = Math.max(reach(spot, scale), (spot.precision === 'site' ? 0 : exact(spot) ? dot * k + 1 : dot * k + 7) / k);
  return (
    <g {...handles(shown, exact(spot) ? 'point' : 'area')}>
      {spot.precision !== 'site' && <circle class="reach" cx={x} cy={y} r={wide} />}
      {exact(spot) && <circle class="core" cx={x} cy={y} r={spot.precision === 'site' ? dot : dot * 0.6} />}
      <circle class="touch" cx={x} cy={y} r={Math.max(wide, 12 / k)} data-unsaved />
      {spot.count > 1 && <text x={x} y={y} font-size={10.5 / k} dy={exact(spot) ? -(dot + 4 / k) : 0} dominant-baseline={exact(spot) ? undefined : 'central'}>{number(spot.count)}</text>}
      <title>{spot.name}</title>
    </g>
  );
};

function useEarth(): Earth | undefined {
  const [base, set] = useState<Earth>();
  useEffect(() => {
    let here = true;
    // Without its ground a map still shows its marks; the next map asks again.
    earth().then((loaded) => here && set(loaded), (error: unknown) => console.warn(error));
    return () => void (here = false);
  }, []);
  return base;
}

function useZoom(svg: preact.RefObject<SVGSVGElement>, frame: readonly unknown[]) {
  const [at, move] = useState<ZoomTransform>(zoomIdentity);
  const behavior = useMemo<ZoomBehavior<SVGSVGElement, unknown>>(() => zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 60]).on('zoom', (event: { transform: ZoomTransform }) => move(event.transform)), []);
  useEffect(() => {
    // The wheel belongs to the page until the reader takes hold of the map (a key or a click), so that lists scroll past it.
    behavior.filter((event: Event) => event.type !== 'wheel' || (event as WheelEvent).ctrlKey || svg.current!.contains(document.activeElement));
    select(svg.current!).call(behavior);
  }, []);
  useEffect(() => void select(svg.current!).call(behavior.transform, zoomIdentity), frame);
  return { at, behavior };
}

// The base map in the coordinates of the picture: only what lies near the frame is drawn.
function shapes(base: Earth, projection: ReturnType<typeof geoMercator>, width: number, height: number) {
  const path = geoPath(projection);
  const land: [string, string][] = [];
  const names: [string, number, number, number][] = [];
  for (const [code, country] of base.countries) {
    const [[left, top], [right, bottom]] = path.bounds(country);
    if (right < -2 * width || left > 3 * width || bottom < -2 * height || top > 3 * height) continue;
    land.push([code, path(country) ?? '']);
    const [x, y] = path.centroid(country);
    if (!code.startsWith('?') && Number.isFinite(x)) names.push([code, x, y, Math.min(right - left, bottom - top)]);
  }
  const outline = (code: string) => (base.countries.has(code) ? (path(base.countries.get(code)!) ?? undefined) : undefined);
  return { land, names, outline, borders: path(base.borders) ?? '' };
}
