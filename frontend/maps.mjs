// Draws the world and Europe as static SVG from Natural Earth (world-atlas). Each country is a path with its
// ISO 3166-1 alpha-2 code as id and class, so that a page can point at one with <use href="world.svg#SE">.
// `places.json` holds where a mark for a country goes on each map, in the map's own units.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { geoArea, geoAzimuthalEqualArea, geoContains, geoNaturalEarth1, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const atlas = (scale) => JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
// Parts of a country that are no country of their own in ISO 3166-1 get no code and are drawn as plain land.
const code = (country) => (country.id === undefined ? undefined : countries.numericToAlpha2(country.id));

const WORLD = { name: "world", width: 960, height: 440, scale: "110m" };
const EUROPE = { name: "europe", width: 480, height: 480, scale: "50m" };

export function drawMaps(folder) {
  mkdirSync(folder, { recursive: true });
  const places = { size: {}, places: {} };
  for (const map of [WORLD, EUROPE]) {
    const projection = projectionOf(map);
    writeFileSync(join(folder, `${map.name}.svg`), draw(map, projection));
    places.size[map.name] = [map.width, map.height];
    for (const [country, point] of marks(map, projection)) {
      (places.places[country] ??= {})[map.name] = point;
    }
  }
  writeFileSync(join(folder, "places.json"), JSON.stringify(places));
}

function projectionOf(map) {
  if (map === WORLD) {
    // Antarctica has no universities: the frame runs from northern Greenland to south of Cape Horn.
    const projection = geoNaturalEarth1().rotate([-11, 0]).fitWidth(map.width, { type: "Sphere" });
    const [x, y] = projection.translate();
    const top = projection([11, 83.5])[1];
    return projection.translate([x, y - top]).clipExtent([[0, 0], [map.width, map.height]]);
  }
  const frame = { type: "MultiPoint", coordinates: [[-10, 36], [32, 35], [-9, 58], [28, 71]] };
  return geoAzimuthalEqualArea()
    .rotate([-12, -54])
    .fitExtent([[6, 6], [map.width - 6, map.height - 6]], frame)
    .clipExtent([[0, 0], [map.width, map.height]]);
}

function draw(map, projection) {
  const topology = atlas(map.scale);
  const path = geoPath(projection).digits(1);
  const all = topology.objects.countries.geometries.filter((country) => country.properties.name !== "Antarctica");
  const land = all.map((country) => [code(country), path(feature(topology, country))]).filter(([, line]) => line);
  const paths = land.map(([id, d]) => (id ? `<path id="${id}" class="${id}" d="${d}"/>` : `<path d="${d}"/>`));
  const borders = path(mesh(topology, topology.objects.countries, (a, b) => a !== b));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${map.width} ${map.height}">` +
    `<g id="land">${paths.join("")}</g><path id="borders" fill="none" d="${borders}"/></svg>\n`
  );
}

// Always from the finer atlas: the coarse one lacks Singapore and Malta. On a country's largest part, not between
// its islands: the mark of France stands in France.
function* marks(map, projection) {
  const topology = atlas("50m");
  for (const country of topology.objects.countries.geometries) {
    const id = code(country);
    const point = id && projection(centre(largestPart(feature(topology, country))));
    if (point && point[0] >= 0 && point[0] <= map.width && point[1] >= 0 && point[1] <= map.height) {
      yield [id, point.map((value) => Math.round(value * 10) / 10)];
    }
  }
}

function largestPart({ geometry }) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  return polygons.reduce((best, next) => (geoArea(next) > geoArea(best) ? next : best));
}

// The centroid, or the point nearest to it on a coarse grid inside, for shapes that curve around their centre.
function centre(polygon) {
  const centroid = geoPath().centroid(polygon);
  if (geoContains(polygon, centroid)) return centroid;
  const ring = polygon.coordinates[0];
  const [west, east] = [Math.min(...ring.map((p) => p[0])), Math.max(...ring.map((p) => p[0]))];
  const [south, north] = [Math.min(...ring.map((p) => p[1])), Math.max(...ring.map((p) => p[1]))];
  let best = ring[0];
  for (let i = 1; i < 20; i += 1) {
    for (let j = 1; j < 20; j += 1) {
      const point = [west + ((east - west) * i) / 20, south + ((north - south) * j) / 20];
      const nearer = Math.hypot(point[0] - centroid[0], point[1] - centroid[1]) <
        Math.hypot(best[0] - centroid[0], best[1] - centroid[1]);
      if (nearer && geoContains(polygon, point)) best = point;
    }
  }
  return best;
}
