import { expect, test } from 'vitest';
import { placeInLanes } from '../src/pictures/lanes';
import { apart, bounds, exact, reach, thin, type Spot } from '../src/pictures/places';
import { isnad, lay } from '../src/pictures/isnad';
import type { Event, ReportRow } from '../src/api';

const stay = (key: string, from: number, to: number) => ({ key, label: key, from, to, type: 'AID' });

test('bars that overlap stand in different lanes, others share one, on both directions of the axis', () => {
  const stays = [stay('a', 0, 100), stay('b', 50, 150), stay('c', 200, 300)];
  for (const scale of [(time: number) => time, (time: number) => 1000 - time]) {
    const lanes = Object.fromEntries(placeInLanes(stays, scale).map((one) => [one.key, one.lane]));
    expect(lanes.a).not.toBe(lanes.b);
    expect(lanes.c).toBe(lanes.a);
  }
});

test('a bar is never too thin to be hit, nor shorter than its time', () => {
  const [day, year] = placeInLanes([stay('day', 0, 1), stay('year', 0, 365)], (time) => time);
  expect([day!.key, year!.key]).toEqual(['year', 'day']);
  expect(year!.x1 - year!.x0).toBe(9);
  expect(day!.x1 - day!.x0).toBe(365);
});

const spot = (precision: Spot['precision'], lat = 0): Spot => ({ key: precision, name: '', country: '', precision, lat, lon: 0, count: 1, type: 'AID' });

test('only sites and towns are points; a province reaches farther than a district, and more so near the poles', () => {
  expect((['site', 'town', 'district', 'province', 'area', 'country', 'border'] as const).filter((one) => exact(spot(one)))).toEqual(['site', 'town']);
  expect(reach(spot('province'), 1000)).toBeGreaterThan(reach(spot('district'), 1000));
  expect(reach(spot('district', 60), 1000)).toBeCloseTo(2 * reach(spot('district'), 1000));
});

test('the frame holds all places and stays on the globe', () => {
  const [[west, south], [east, north]] = bounds([{ ...spot('site', 33), lon: 179 }, spot('town', 15)]);
  expect(west).toBeLessThan(0);
  expect(east).toBe(180);
  expect([south < 15, north > 33]).toEqual([true, true]);
});

test('of many places a far one does not make all others small', () => {
  const many = Array.from({ length: 99 }, (_, i): Spot => ({ ...spot('town', 30 + i / 50), lon: 40 + i / 50 }));
  const [[west], [east]] = bounds([...many, { ...spot('town', -40), lon: -170 }]);
  expect([west > 30, east < 50]).toEqual([true, true]);
});

test('as many places as can be told apart are drawn one by one, and whichever is pointed at', () => {
  const marks = Array.from({ length: 9 }, (_, i) => ({ spot: { ...spot('town'), key: String(i) }, x: i }));
  const { full, rest } = thin(marks, ({ x }) => x < 7, ({ key }) => key === '6' || key === '8', 3);
  expect(full.map(({ spot: { key } }) => key)).toEqual(['0', '1', '2', '6', '8']);
  expect(rest.map(({ x }) => x)).toEqual([3, 4, 5]);
});

test('of two labels that cover each other the first stays', () => {
  expect([...apart([{ key: 'a', x: 0, y: 0, width: 20 }, { key: 'b', x: 15, y: 5, width: 20 }, { key: 'c', x: 15, y: 20, width: 20 }])]).toEqual(['a', 'c']);
});

test('outlines of provinces have the ids of the lexicon, each once', async () => {
  const { default: file } = await import('../src/pictures/provinces.json');
  const ids = file.objects.provinces.geometries.map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('408663');
  expect(ids.length).toBeGreaterThan(450);
});

const node = (id: string, more: object) => ({ node: id, kind: 'report', name: id, source_kind: null, source: null, entity: null, report: null, party: false, read: false, copies: [], claims: [1], ...more });
const chain = {
  nodes: [node('o', { kind: 'origin' }), node('m', { kind: 'relay' }), node('r1', { report: 1, read: true, copies: [2, 3] })],
  edges: [{ from: 'o', to: 'm', claims: [1] }, { from: 'm', to: 'r1', claims: [1] }],
} as Event['chain'];
const reports = [{ report: 2, outlet: 'B' }] as ReportRow[];

test('what a report says of its source was read, what the source says of its own is only cited', () => {
  const kinds = isnad(chain, reports, true).links.map((link) => link.kind);
  expect(kinds).toEqual(['cited', 'read']);
});

test('copies are folded into their original until asked for', () => {
  expect(isnad(chain, reports, true).nodes.length).toBe(3);
  const open = isnad(chain, reports, false);
  expect(open.nodes.map((one) => one.name)).toEqual(['o', 'm', 'r1', 'B', '3']);
  expect(open.links.filter((link) => link.kind === 'copy').map((link) => link.from)).toEqual(['r1', 'r1']);
});

test('origins stand on the right in Arabic, on the left in English', () => {
  const at = (rtl: boolean) => Object.fromEntries(lay(isnad(chain, reports, true), () => ({ width: 80, height: 50 }), rtl).nodes.map((one) => [one.node, one.x]));
  expect(at(true).o!).toBeGreaterThan(at(true).r1!);
  expect(at(false).o!).toBeLessThan(at(false).r1!);
});
