// The map of a list of events. Drawn as SVG, so that it can be reached by keyboard, read out, and saved as it stands.
import { geoMercator, type GeoProjection } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../words';
import { countryName } from './earth';
import { Figure, useWidth } from './figure';
import { useGround } from './ground';
import { apart, bounds, exact, thin, type Label, type Spot } from './places';
import { Hatch, Mark, Rest, size, type Placed } from './spots';

interface Props {
  spots: readonly Spot[];
  picked?: string;
  pick: (spot: Spot) => void;
  lit?: ReadonlySet<string>; // keys of spots that the reader points at elsewhere
  light?: (key: string | null) => void;
  area?: (bbox: string) => void; // the reader asks for what is in view: west,south,east,north
  frame?: string | undefined; // where the reader has moved the map to: longitude,latitude,degrees across; else all spots are in view
  moved?: (frame: string) => void;
  height?: number;
  tools?: preact.ComponentChildren;
}

const kMost = 200; // places drawn one by one
const kEdge = 40; // pixels around the frame in which places are drawn too
const kRoom = 34; // pixels that a country has to be wide and high for its name
const kLetter = 6.5; // pixels that a letter is wide

export const EventMap = ({ spots, picked, pick, lit, light, area, frame = '', moved, height = 380, tools }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const keys = spots.map((spot) => spot.key).join();
  const projection = useMemo(() => {
    const [[west, south], [east, north]] = bounds(spots);
    const corners = { type: 'MultiPoint' as const, coordinates: [[west, south], [east, north]] as [number, number][] };
    return geoMercator().fitExtent([[10, 10], [width - 10, height - 10]], corners);
  }, [width, height, keys]);
  const { at, behavior } = useZoom(svg, projection, width, height, frame, moved);
  const ground = useGround(projection, width, height, spots, at.k);
  const placed = useMemo(() => [...spots].sort((a, b) => b.count - a.count).map((spot): Placed => {
    const [x, y] = projection([spot.lon, spot.lat])!;
    return { spot, x, y };
  }), [spots, projection]);
  const inFrame = ({ x, y }: { x: number; y: number }) => {
    const [px, py] = at.apply([x, y]);
    return px > -kEdge && px < width + kEdge && py > -kEdge && py < height + kEdge;
  };
  const pointed = (spot: Spot) => spot.precision === 'country' || spot.key === picked || lit?.has(spot.key) === true;
  const { full, rest } = thin(placed, inFrame, pointed, kMost);
  full.sort((a, b) => below(a.spot) - below(b.spot)); // and larger ones of a kind first, as they were
  const written = labels(full, ground?.names ?? [], at);
  const by = (factor: number) => select(svg.current!).call(behavior.scaleBy, factor);
  const typed = (event: KeyboardEvent) => {
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
  return (
    <Figure name="rawi-map" title={t('map')} svg={svg} earth tools={<>
      {tools}
      {area && <button class="chip" onClick={view}>{t('in_view')}</button>}
      <button class="chip" onClick={() => by(1.6)} aria-label={t('zoom_in')}>+</button>
      <button class="chip" onClick={() => by(1 / 1.6)} aria-label={t('zoom_out')}>−</button>
    </>}>
      <div ref={box} class="canvas">
        <svg ref={svg} viewBox={`0 0 ${width} ${height}`} width={width} height={height} class="map" role="group" aria-label={t('map_label', { n: spots.length })} tabindex={0} onKeyDown={typed} direction="ltr">
          <defs><Hatch k={at.k} /></defs>
          <rect class="sea" width={width} height={height} />
          <g transform={at.toString()}>
            {ground?.land.map(([code, d]) => <path key={code} class="land" d={d} />)}
            {ground && <path class="border" d={ground.borders} />}
            {ground?.names.map(([code, x, y, room]) => room * at.k > kRoom && written.has(code) && (
              <text key={code} class="country" x={x} y={y} font-size={11 / at.k}>{countryName(code)}</text>
            ))}
            <Rest marks={rest} k={at.k} />
            {full.map((place) => <Mark key={place.spot.key} spot={place.spot} place={place} shape={ground?.outline(place.spot)} scale={projection.scale()} {...{ picked, lit, pick, light }} k={at.k} label={written.has(place.spot.key)} />)}
          </g>
        </svg>
      </div>
      <p class="legend small muted">
        <span><i class="dot" />{t('legend.site')}</span><span><i class="disc" />{t('legend.town')}</span>
        <span><i class="shape" />{t('legend.country')}</span><span><i class="ring" />{t('legend.area')}</span>
      </p>
      {rest.length > 0 && <p class="small muted">{t('dots_only', { n: rest.length })}</p>}
    </Figure>
  );
};

// Larger shapes lie below smaller ones.
const below = (spot: Spot): number => (spot.precision === 'country' ? 0 : spot.precision === 'province' ? 1 : exact(spot) ? 3 : 2);

// The counts of places, those of many events first, then names of countries, as far as they cover nothing.
function labels(marks: readonly Placed[], names: readonly [string, number, number, number][], at: ZoomTransform): Set<string> {
  const box = (key: string, [x, y]: [number, number], letters: number): Label => ({ key, x, y, width: letters * kLetter });
  const counted = marks.filter(({ spot }) => spot.count > 1).sort((a, b) => b.spot.count - a.spot.count);
  const counts = counted.map(({ spot, x, y }) => {
    const [px, py] = at.apply([x, y]);
    return box(spot.key, [px, exact(spot) ? py - size(spot) - 4 : py], String(spot.count).length);
  });
  return apart([...counts, ...names.filter(([, , , room]) => room * at.k > kRoom).map(([code, x, y]) => box(code, at.apply([x, y]), countryName(code).length))]);
}

// The frame as an address holds it, and back: the middle, and how many degrees the picture is wide.
function told(projection: GeoProjection, at: ZoomTransform, width: number, height: number): string {
  if (at.k === 1 && at.x === 0 && at.y === 0) return '';
  const [lon, lat] = projection.invert!(at.invert([width / 2, height / 2]))!;
  const across = (width / at.k / projection.scale()) * (180 / Math.PI);
  return [lon.toFixed(2), lat.toFixed(2), across.toPrecision(3)].join();
}

function heard(frame: string, projection: GeoProjection, width: number, height: number): ZoomTransform {
  const [lon, lat, across] = frame.split(',').map(Number);
  if (![lon, lat, across].every(Number.isFinite) || Math.abs(lat!) > 85 || across! <= 0) return zoomIdentity;
  const k = width / projection.scale() / (across! * (Math.PI / 180));
  const [x, y] = projection([lon!, lat!])!;
  return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-x, -y);
}

function useZoom(svg: preact.RefObject<SVGSVGElement>, projection: GeoProjection, width: number, height: number, frame: string, moved: ((frame: string) => void) | undefined) {
  const [at, move] = useState<ZoomTransform>(zoomIdentity);
  const kept = useRef(frame);
  const before = useRef<GeoProjection | null>(null);
  const ended = useRef<(at: ZoomTransform) => void>(() => {});
  const behavior = useMemo<ZoomBehavior<SVGSVGElement, unknown>>(() => zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 60])
    .on('zoom', (event: { transform: ZoomTransform }) => move(event.transform)).on('end', (event: { transform: ZoomTransform }) => ended.current(event.transform)), []);
  useEffect(() => {
    // The wheel belongs to the page until the reader takes hold of the map (a key or a click), so that lists scroll past it.
    behavior.filter((event: Event) => event.type !== 'wheel' || (event as WheelEvent).ctrlKey || svg.current!.contains(document.activeElement));
    select(svg.current!).call(behavior);
  }, []);
  useEffect(() => {
    ended.current = () => {};
    // What the reader's own hand has just moved stands where it is; an address, or another set of places, moves the map.
    if (frame !== kept.current || before.current !== projection) select(svg.current!).call(behavior.transform, heard(frame, projection, width, height));
    [kept.current, before.current] = [frame, projection];
    ended.current = (to) => {
      const now = told(projection, to, width, height);
      if (now === kept.current) return;
      kept.current = now;
      moved?.(now);
    };
  }, [projection, frame]);
  return { at, behavior };
}
