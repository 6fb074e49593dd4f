// The base map: countries of Natural Earth at 1:50 million, fetched once from the page's own server.
import { feature, mesh } from 'topojson-client';
import type { Topology, GeometryCollection } from 'topojson-specification';
import type { Feature, MultiLineString, Geometry } from 'geojson';
import codes from 'i18n-iso-countries/codes.json';
import atlas from 'world-atlas/countries-50m.json?url';
import { counted } from '../api';
import { language } from '../words';

export interface Earth {
  countries: Map<string, Feature<Geometry>>; // by ISO 3166-1 alpha-2; '' + name where there is none
  borders: MultiLineString;
}

const byNumber = new Map(codes.map(([two, , number]) => [Number(number), two!]));
let wanted: Promise<Earth> | undefined;

export function earth(): Promise<Earth> {
  return (wanted ??= counted(load()).catch((error: unknown) => {
    wanted = undefined; // the next picture asks again
    throw error;
  }));
}

async function load(): Promise<Earth> {
  const answer = await fetch(atlas);
  if (!answer.ok) throw new Error(`base map: ${answer.status}`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const all = topology.objects.countries;
  const countries = new Map<string, Feature<Geometry>>();
  for (const one of feature(topology, all).features) countries.set(byNumber.get(Number(one.id)) ?? `?${one.properties.name}`, one);
  return { countries, borders: mesh(topology, all, (a, b) => a !== b) };
}

// A country's name in the language of the interface, as the browser knows it.
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // no ISO code
  }
}
