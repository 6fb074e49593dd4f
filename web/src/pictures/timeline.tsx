// A timeline that runs the way the language is read. Dragging over it, or the arrow keys on it, choose days.
import { scaleUtc } from 'd3-scale';
import { useMemo, useRef, useState } from 'preact/hooks';
import { pressed } from '../parts/keys';
import { quad } from '../parts/marks';
import { isRtl, locale, number, t } from '../words';
import { day } from '../edtf';
import { Figure, useWidth } from './figure';
import { placeInLanes, type Stay } from './lanes';

interface Props {
  title?: string;
  stays: readonly Stay[];
  chosen?: { from?: string; to?: string };
  choose?: (from: string, to: string, again?: boolean) => void; // `again`: a step on from the last choice
  pick?: (key: string) => void;
  lit?: ReadonlySet<string>;
  light?: (key: string | null) => void;
  bars?: readonly Bar[]; // how many there are in all, where the list holds only some of them
  tools?: preact.ComponentChildren;
  name?: string;
}

export interface Bar {
  from: number;
  to: number;
  count: number;
}

const kLane = 13;
const kAxis = 26;
const kHeap = 46;
const kSteps = 40; // of the arrow keys, from end to end
const kTally = 22; // pixels of a column that its number fits into
const kDate = 66; // pixels that a day takes under the axis
const kDay = 86_400_000;

export const Timeline = ({ title = t('timeline'), stays, chosen, choose, pick, lit, light, bars = [], tools, name = 'rawi-timeline' }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const rtl = isRtl();
  const scale = useMemo(() => {
    const [from, to] = extent(stays, bars);
    return scaleUtc().domain([from, to]).range(rtl ? [width - 14, 14] : [14, width - 14]);
  }, [stays, bars, width, rtl]);
  const heap = bars.length > 0 ? kHeap : 0;
  const placed = useMemo(() => placeInLanes(stays.map((stay) => within(stay, scale.domain())), (time) => scale(time)), [stays, scale]);
  const lanes = Math.max(1, ...placed.map((one) => one.lane + 1));
  const height = heap + lanes * kLane + kAxis + 10;
  const drag = useDrag(svg, width, (a, b) => {
    const [low, high] = [scale.invert(a).getTime(), scale.invert(b).getTime()].sort((p, q) => p - q);
    choose?.(day(low!), day(high!));
  });
  const typed = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = step(event, chosen, scale.domain() as [Date, Date], rtl);
    if (!next) return;
    event.preventDefault();
    choose?.(...next, Boolean(chosen?.from && chosen.to));
  };
  const top = Math.max(1, ...bars.map((bar) => bar.count));
  const band = drag.band ?? chosenBand(chosen, (time) => scale(time), width);
  return (
    <Figure name={name} title={title} svg={svg} tools={tools}>
      <div ref={box} class="canvas">
        <svg ref={svg} viewBox={`0 0 ${width} ${height}`} width={width} height={height} class={choose ? 'timeline draggable' : 'timeline'} role="group" aria-label={choose ? t('timeline_keys') : t('timeline_label', { n: stays.length })} direction="ltr" {...(choose ? { ...drag.handlers, tabindex: 0, onKeyDown: typed } : {})}>
          {band && <rect class="band" x={band[0]} y={0} width={Math.max(1, band[1] - band[0])} height={height - kAxis} />}
          <Axis scale={scale} width={width} height={height} />
          {bars.map((bar) => {
            const [a, b] = [scale(bar.from), scale(bar.to)].sort((p, q) => p - q) as [number, number];
            const tall = (bar.count / top) * (heap - 8);
            return (
              <g key={bar.from}>
                <rect class="heap" x={a} y={heap - tall} width={Math.max(1, b - a - 1)} height={tall}><title>{`${day(bar.from)}: ${bar.count}`}</title></rect>
                {b - a > kTally && <text class="tally" x={(a + b) / 2} y={heap - 4}>{number(bar.count)}</text>}
              </g>
            );
          })}
          {placed.map((one) => (
            <g key={one.key} class={`stay ${quad(one.type)}${one.faint ? ' faint' : ''}${lit?.has(one.key) ? ' lit' : ''}`} role={pick ? 'button' : 'img'} tabindex={pick ? 0 : undefined} aria-label={one.label}
              onClick={() => pick?.(one.key)} onKeyDown={pressed(() => pick?.(one.key))} onMouseEnter={() => light?.(one.key)} onMouseLeave={() => light?.(null)}>
              <path d={shape(one, heap + 4 + one.lane * kLane, rtl)} />
              <title>{one.label}</title>
            </g>
          ))}
        </svg>
      </div>
    </Figure>
  );
};

const Axis = ({ scale, width, height }: { scale: ReturnType<typeof scaleUtc>; width: number; height: number }) => {
  const [from, to] = scale.domain() as [Date, Date];
  const days = (to.getTime() - from.getTime()) / kDay;
  const looks: Intl.DateTimeFormatOptions = days < 3 ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } : days < 120 ? { day: 'numeric', month: 'short', year: 'numeric' } : days < 1500 ? { month: 'short', year: 'numeric' } : { year: 'numeric' };
  const say = new Intl.DateTimeFormat(locale(), { ...looks, timeZone: 'UTC' });
  const ticks = scale.ticks(Math.max(2, Math.floor(width / 130))).filter((tick) => days < 3 || tick.getTime() % kDay === 0); // no day twice
  // Each stands under its line, but for those at the edges, which stay inside; none covers the one before.
  const middle = (tick: Date): number => Math.max(kDate / 2, Math.min(width - kDate / 2, scale(tick) as number));
  let last = -Infinity;
  const said = new Set(ticks.filter((tick) => Math.abs(middle(tick) - last) >= kDate && ((last = middle(tick)), true)));
  return (
    <g class="axis">
      <line x1={0} x2={width} y1={height - kAxis} y2={height - kAxis} />
      {ticks.map((tick) => (
        <g key={tick.getTime()} transform={`translate(${scale(tick)} 0)`}>
          <line y1={0} y2={height - kAxis + 4} />
          {said.has(tick) && <text x={middle(tick) - (scale(tick) as number)} y={height - 8} direction={isRtl() ? 'rtl' : 'ltr'}>{say.format(tick)}</text>}
        </g>
      ))}
    </g>
  );
};

// The days that a key chooses: an arrow goes a step on or back from those chosen, Shift moves their end alone, Delete takes all.
function step(event: KeyboardEvent, chosen: Props['chosen'], [first, last]: [Date, Date], rtl: boolean): [string, string] | null {
  if (event.key === 'Delete' || event.key === 'Backspace') return ['', ''];
  const way = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
  if (way === undefined) return null;
  const by = way * Math.max(1, Math.round((last.getTime() - first.getTime()) / kDay / kSteps)) * kDay;
  const [from, to] = [Date.parse(chosen?.from ?? ''), Date.parse(chosen?.to ?? '')];
  if (Number.isNaN(from) || Number.isNaN(to)) return way > 0 ? [day(first.getTime()), day(first.getTime() + by)] : [day(last.getTime() + by), day(last.getTime())];
  const start = event.shiftKey ? from : from + by;
  return [day(start), day(Math.max(start, to + by))];
}

// A day is a block; a longer time a bar of that length; an open end an arrow.
function shape(one: { x0: number; x1: number; openFrom?: boolean; openTo?: boolean }, y: number, rtl: boolean): string {
  const h = kLane - 4;
  const [openLeft, openRight] = rtl ? [one.openTo, one.openFrom] : [one.openFrom, one.openTo];
  const left = openLeft ? `L${one.x0} ${y + h / 2}` : `L${one.x0} ${y + h}L${one.x0} ${y}`;
  const right = openRight ? `L${one.x1} ${y + h / 2}` : `L${one.x1} ${y}L${one.x1} ${y + h}`;
  const inset = Math.min(6, (one.x1 - one.x0) / 2);
  const [a, b] = [openLeft ? one.x0 + inset : one.x0, openRight ? one.x1 - inset : one.x1];
  return `M${a} ${y}L${b} ${y}${right}L${b} ${y + h}L${a} ${y + h}${left}Z`;
}

function extent(stays: readonly Stay[], bars: readonly Bar[]): [number, number] {
  const ends = [...stays, ...bars].flatMap((one) => [one.from, one.to]).filter(Number.isFinite);
  if (ends.length === 0) return [Date.now() - 30 * kDay, Date.now()];
  let [low, high] = [Infinity, -Infinity];
  for (const end of ends) {
    low = Math.min(low, end);
    high = Math.max(high, end);
  }
  const pad = Math.max((high - low) * 0.03, kDay);
  return [low - pad, high + pad];
}

function within(stay: Stay, [from, to]: Date[]): Stay {
  return {
    ...stay,
    openFrom: stay.from === -Infinity,
    openTo: stay.to === Infinity,
    from: Math.max(stay.from, from!.getTime()),
    to: Math.min(stay.to, to!.getTime()),
  };
}

function chosenBand(chosen: Props['chosen'], scale: (time: number) => number, width: number): [number, number] | null {
  const [from, to] = [Date.parse(chosen?.from ?? ''), Date.parse(chosen?.to ?? '')];
  if (Number.isNaN(from) && Number.isNaN(to)) return null;
  const ends = [Number.isNaN(from) ? null : scale(from), Number.isNaN(to) ? null : scale(to + kDay)];
  const [a, b] = isRtl() ? [ends[1] ?? 0, ends[0] ?? width] : [ends[0] ?? 0, ends[1] ?? width];
  return [Math.max(0, a), Math.min(width, b)];
}

// A drag of more than a few pixels chooses; less is a click and left to what it hits.
function useDrag(svg: preact.RefObject<SVGSVGElement>, width: number, done: (a: number, b: number) => void) {
  const [band, set] = useState<[number, number] | null>(null);
  const start = useRef<number | null>(null);
  const at = (event: PointerEvent) => {
    const frame = svg.current!.getBoundingClientRect();
    return Math.max(0, Math.min(width, ((event.clientX - frame.left) / frame.width) * width));
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => void (event.button === 0 && (start.current = at(event))),
    onPointerMove: (event: PointerEvent) => {
      if (start.current === null) return;
      const here = at(event);
      if (Math.abs(here - start.current) < 5) return;
      svg.current!.setPointerCapture(event.pointerId);
      set([Math.min(start.current, here), Math.max(start.current, here)]);
    },
    onPointerUp: () => {
      start.current = null;
      if (band) done(...band);
      set(null);
    },
    onPointerCancel: () => ((start.current = null), set(null)),
  };
  return { band, handlers };
}
