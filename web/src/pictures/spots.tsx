// Marks of places on a map: each as large as what is known of the place, reached by mouse and by key alike.
import { pressed } from '../parts/keys';
import { quad } from '../parts/marks';
import { number, t, term } from '../words';
import type { Shape } from './ground';
import { exact, reach, type Spot } from './places';

export interface Placed {
  spot: Spot;
  x: number;
  y: number;
}

interface Shown {
  spot: Spot;
  k: number; // how much larger the picture is seen than it is drawn
  picked: string | undefined;
  lit: ReadonlySet<string> | undefined;
  pick: (spot: Spot) => void;
  light: ((key: string | null) => void) | undefined;
  label: boolean; // its count can be written without covering another
}

// Of a point, in pixels; more events make it larger, by little: it must not look like an area.
export const size = (spot: Spot): number => 4 + 1.3 * Math.log2(spot.count);

const kSmall = 12; // pixels: a shape that is smaller is drawn as a circle, to be seen and hit

export const called = (spot: Spot): string => (exact(spot) ? spot.name : t('somewhere_in', { name: spot.name }));

const handles = ({ spot, picked, lit, pick, light }: Shown, kind: string) => ({
  class: `spot ${kind} ${quad(spot.type)}${picked === spot.key ? ' picked' : ''}${lit?.has(spot.key) ? ' lit' : ''}`,
  role: 'button' as const,
  tabindex: 0,
  'aria-pressed': picked === spot.key,
  'aria-label': t('spot', { name: called(spot), precision: term('precision', spot.precision), n: spot.count }),
  onClick: () => pick(spot),
  onKeyDown: pressed(() => pick(spot)),
  onMouseEnter: () => light?.(spot.key),
  onMouseLeave: () => light?.(null),
});

export const Mark = ({ place, scale, shape, ...shown }: Shown & { place: Placed; scale: number; shape: Shape | undefined }) =>
  shape && shape.across * shown.k >= kSmall ? <Whole shape={shape} place={place} {...shown} /> : <Round place={place} scale={scale} {...shown} />;

const Whole = ({ shape, place, ...shown }: Shown & { shape: Shape; place: Placed }) => (
  <g {...handles(shown, 'whole')}>
    <path d={shape.d} />
    <Count {...shown} x={place.x} y={place.y} />
    <title>{called(shown.spot)}</title>
  </g>
);

const Round = ({ place: { x, y }, scale, ...shown }: Shown & { place: Placed; scale: number }) => {
  const { spot, k } = shown;
  const dot = size(spot) / k;
  const wide = Math.max(reach(spot, scale), (spot.precision === 'site' ? 0 : exact(spot) ? dot * k + 1 : 9) / k);
  return (
    <g {...handles(shown, exact(spot) ? 'point' : 'area')}>
      {spot.precision !== 'site' && <circle class="reach" cx={x} cy={y} r={wide} />}
      {!exact(spot) && <circle class="hatch" cx={x} cy={y} r={wide} fill="url(#hatch)" />}
      {exact(spot) && <circle class="core" cx={x} cy={y} r={spot.precision === 'site' ? dot : dot * 0.6} />}
      {wide < 12 / k && <circle class="touch" cx={x} cy={y} r={12 / k} data-unsaved />}
      <Count {...shown} x={x} y={y} lift={exact(spot) ? dot + 4 / k : 0} />
      <title>{called(spot)}</title>
    </g>
  );
};

const Count = ({ spot, k, x, y, label, lift = 0 }: Shown & { x: number; y: number; lift?: number }) =>
  label && spot.count > 1 ? <text x={x} y={y} font-size={10.5 / k} dy={-lift} dominant-baseline={lift ? undefined : 'central'}>{number(spot.count)}</text> : null;

// The lines of what is only somewhere within a circle. Their distance does not change with the zoom.
export const Hatch = ({ k }: { k: number }) => (
  <pattern id="hatch" width={6 / k} height={6 / k} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <line class="hatching" x1={0} y1={0} x2={0} y2={6 / k} stroke-width={1.2 / k} />
  </pattern>
);

// Places past those that are drawn one by one: a dot where the place is known, a small ring where it is somewhere about.
export const Rest = ({ marks, k }: { marks: readonly Placed[]; k: number }) => {
  const ring = ({ x, y }: Placed, r: number) => `M${(x - r).toFixed(2)} ${y.toFixed(2)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  const of = (known: boolean, r: number) => marks.filter(({ spot }) => exact(spot) === known).map((mark) => ring(mark, Number((r / k).toFixed(3)))).join('');
  return (
    <g class="rest">
      <path class="dots" d={of(true, 1.5)} />
      <path class="rings" d={of(false, 2.5)} />
    </g>
  );
};
