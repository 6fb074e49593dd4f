// The chain graph as a picture: full lines for links that were read, broken ones for links that are only cited.
import { useMemo, useRef } from 'preact/hooks';
import { pressed } from '../parts/keys';
import { isRtl, number, t, term } from '../words';
import { Figure } from './figure';
import type { Event } from '../api';
import { isnad, lay, type IsnadNode, type Laid } from './isnad';

interface Props {
  event: Event;
  folded: boolean;
  fold: (folded: boolean) => void;
  open: (node: IsnadNode) => void;
}

const kLine = 30; // letters of a name that a node shows

export const ChainGraph = ({ event, folded, fold, open }: Props) => {
  const svg = useRef<SVGSVGElement>(null);
  const rtl = isRtl();
  const laid = useMemo(() => lay(isnad(event.chain, event.reports, folded), size, rtl), [event, folded, rtl]);
  const copies = event.chain.nodes.reduce((sum, node) => sum + node.copies.length, 0);
  return (
    <Figure name={`rawi-chain-${event.row.event}`} title={t('isnad')} svg={svg} tools={copies > 0 && (
      <button class="chip" onClick={() => fold(!folded)}>{t(folded ? 'unfold' : 'fold', { n: copies })}</button>
    )}>
      <div class="scroll" tabindex={0} role="region" aria-label={t('isnad')}>
        <svg ref={svg} class="isnad" viewBox={`0 0 ${laid.width} ${laid.height}`} width={laid.width} height={laid.height} role="group" aria-label={t('isnad_label', { n: laid.nodes.length })} direction="ltr">
          {laid.links.map((link) => (
            <g key={`${link.from}>${link.to}`} class={`link ${link.kind}`}>
              <path d={curve(link.points)} />
              <path class="head" d={head(link.points)} />
              <title>{t(`link_${link.kind}`)}</title>
            </g>
          ))}
          {laid.nodes.map((node) => <Node key={node.node} node={node} open={open} />)}
        </svg>
      </div>
      <p class="legend small muted"><span><i class="full" />{t('link_read')}</span><span><i class="broken" />{t('link_cited')}</span><span><i class="origin" />{t('is_origin')}</span>
        <span><i class="nameless" />{t('is_unnamed')}</span><span><i class="paper" />{t('is_report')}</span>{copies > 0 && folded && <span><i class="paper folded" />{t('is_folded')}</span>}</p>
    </Figure>
  );
};

const Node = ({ node, open }: { node: Laid['nodes'][number]; open: Props['open'] }) => {
  const says = [kindOf(node), node.name, node.kind === 'origin' && t('is_origin')].filter(Boolean).join(' ');
  const can = node.source !== null || node.report !== null;
  const use = can ? { role: 'button' as const, tabindex: 0, onClick: () => open(node), onKeyDown: pressed(() => open(node)) } : { role: 'img' as const };
  return (
    <g class={`node ${node.kind === 'report' ? 'report' : node.source_kind === 'unnamed' ? 'unnamed' : 'named'}${node.kind === 'origin' ? ' first' : ''}`} transform={`translate(${node.x - node.width / 2} ${node.y - node.height / 2})`} aria-label={says} {...use}>
      {node.copies.length > 0 && <rect class="behind" x={4} y={4} width={node.width} height={node.height} rx={7} />}
      <rect width={node.width} height={node.height} rx={node.kind === 'report' ? 3 : 12} />
      <text x={node.width / 2} y={18} direction={isRtl() ? 'rtl' : 'ltr'} class="what">{kindOf(node)}</text>
      {' '}
      <text x={node.width / 2} y={37} direction="rtl" class="who">{cut(node.name)}</text>
      {node.name.length > kLine && <title>{node.name}</title>}
    </g>
  );
};

function kindOf(node: IsnadNode): string {
  const kind = node.kind === 'report' ? t(node.copyOf ? 'copy' : 'report') : term('kind', node.source_kind);
  const copies = node.copies.length > 0 ? ` + ${t('copies', { n: node.copies.length })}` : '';
  return `${kind}${node.party ? ` · ${t('party')}` : ''}${copies}${node.claims.length > 1 ? ` · ${number(node.claims.length)}` : ''}`;
}

const cut = (name: string): string => (name.length > kLine ? `${name.slice(0, kLine - 1)}…` : name);

let ruler: CanvasRenderingContext2D | null = null;

function size(node: IsnadNode): { width: number; height: number } {
  ruler ??= document.createElement('canvas').getContext('2d');
  ruler!.font = "600 14px 'IBM Plex Sans Arabic', sans-serif";
  const name = ruler!.measureText(cut(node.name)).width;
  ruler!.font = "12px 'IBM Plex Sans Arabic', sans-serif";
  return { width: Math.ceil(Math.max(name, ruler!.measureText(kindOf(node)).width, 70)) + 28, height: 50 };
}

function curve(points: { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  let d = `M${first.x} ${first.y}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const [a, b] = [rest[i]!, rest[i + 1]!];
    const end = i === rest.length - 2 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    d += `Q${a.x} ${a.y} ${end.x} ${end.y}`;
  }
  return rest.length === 1 ? `${d}L${last.x} ${last.y}` : d;
}

function head(points: { x: number; y: number }[]): string {
  const [a, b] = [points.at(-2), points.at(-1)];
  if (!a || !b) return '';
  const turn = Math.atan2(b.y - a.y, b.x - a.x);
  const tip = (by: number) => `${b.x - 9 * Math.cos(turn + by)} ${b.y - 9 * Math.sin(turn + by)}`;
  return `M${b.x} ${b.y}L${tip(0.42)}L${tip(-0.42)}Z`;
}
