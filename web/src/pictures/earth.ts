// The base map: countries of Natural Earth at 1:50 million, and outlines of its provinces (tools/provinces.mjs), each
// fetched once from the page's own server, the provinces when a map has one to draw.
import { feature, mesh } from 'topojson-client';
import type { Topology, GeometryCollection } from 'topojson-specification';
import type { Feature, MultiLineString, Geometry } from 'geojson';
import codes from 'i18n-iso-countries/codes.json';
import atlas from 'world-atlas/countries-50m.json?url';
import { counted } from '../api';
import { language } from '../words';
import provinceFile from './provinces.json?url';

export interface Earth {
  countries: Map<string, Feature<Geometry>>; // by ISO 3166-1 alpha-2; '' + name where there is none
  borders: MultiLineString;
}

const byNumber = new Map(codes.map(([two, , number]) => [Number(number), two!]));

// Fetches once; after a failure the next who asks tries again.
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let wanted: Promise<T> | undefined;
  return () =>
    (wanted ??= counted(load()).catch((error: unknown) => {
      wanted = undefined;
      throw error;
    }));
}

async function fetched<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`base map: ${answer.status}`);
  return (await answer.json()) as T;
}

export const earth = once(async (): Promise<Earth> => {
  const topology = await fetched<Topology<{ countries: GeometryCollection<{ name: string }> }>>(atlas);
  const all = topology.objects.countries;
  const countries = new Map<string, Feature<Geometry>>();
  for (const one of feature(topology, all).features) countries.set(byNumber.get(Number(one.id)) ?? `?${one.properties.name}`, one);
  return { countries, borders: mesh(topology, all, (a, b) => a !== b) };
});

// By the ids of the lexicon. Not every province has one: borders that were drawn anew since are left out.
export const provinces = once(async (): Promise<Map<string, Feature<Geometry>>> => {
  const topology = await fetched<Topology<{ provinces: GeometryCollection }>>(provinceFile);
  return new Map(feature(topology, topology.objects.provinces).features.map((one) => [String(one.id), one]));
});

// A country's name in the language of the interface, as the browser knows it.
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // no ISO code
  }
}
