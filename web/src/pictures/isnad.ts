// The chain graph (isnad) of an event, laid out: from origins, through whoever passed their word on, to the reports.
//
// A link is `read` where the words that make it are in the ledger: the node that it leads to is a report, or was read
// itself. What a relay is only said to have said is `cited`. Reports that copy one another are one node until unfolded.
import { Graph, layout } from '@dagrejs/dagre';
import type { Event, ReportRow } from '../api';

type ChainNode = Event['chain']['nodes'][number];

export interface IsnadNode extends ChainNode {
  copyOf?: string;
}

export interface IsnadLink {
  from: string;
  to: string;
  kind: 'read' | 'cited' | 'copy';
  claims: number[];
}

export interface Isnad {
  nodes: IsnadNode[];
  links: IsnadLink[];
}

export function isnad(chain: Event['chain'], reports: readonly ReportRow[], folded: boolean): Isnad {
  const byId = new Map(chain.nodes.map((node) => [node.node, node]));
  const known = new Map(reports.map((row) => [row.report, row]));
  const nodes: IsnadNode[] = chain.nodes.map((node) => (folded ? node : { ...node, copies: [] }));
  const links: IsnadLink[] = chain.edges.filter((edge) => edge.from !== edge.to).map((edge) => ({ ...edge, kind: byId.get(edge.to)?.read ? 'read' : 'cited' }));
  if (folded) return { nodes, links };
  for (const node of chain.nodes) {
    for (const report of node.copies) {
      const row = known.get(report);
      const id = `copy:${report}`;
      nodes.push({ ...node, node: id, name: row?.outlet ?? row?.name ?? String(report), report, copies: [], claims: [], copyOf: node.node });
      links.push({ from: node.node, to: id, kind: 'copy', claims: [] });
    }
  }
  return { nodes, links };
}

export interface Laid {
  width: number;
  height: number;
  nodes: (IsnadNode & { x: number; y: number; width: number; height: number })[];
  links: (IsnadLink & { points: { x: number; y: number }[] })[];
}

// Origins stand where reading begins: right in Arabic, left in English.
export function lay(graph: Isnad, size: (node: IsnadNode) => { width: number; height: number }, rtl: boolean): Laid {
  const g = new Graph();
  g.setGraph({ rankdir: rtl ? 'RL' : 'LR', nodesep: 14, ranksep: 64, marginx: 10, marginy: 10 });
  g.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) g.setNode(node.node, size(node));
  for (const link of graph.links) g.setEdge(link.from, link.to);
  layout(g);
  const whole = g.graph() as { width?: number; height?: number };
  return {
    width: whole.width ?? 0,
    height: whole.height ?? 0,
    nodes: graph.nodes.map((node) => ({ ...node, ...(g.node(node.node) as { x: number; y: number; width: number; height: number }) })),
    links: graph.links.map((link) => ({ ...link, points: (g.edge(link.from, link.to) as { points: { x: number; y: number }[] }).points })),
  };
}
