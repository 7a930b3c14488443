// The map: leagues and cities, banners and counties as circles at their centroids. No boundaries are shipped; a reader's own
// GeoJSON can be laid under the circles, it stays in this window.

const HUES = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#8c6d31",
  "#7a5cc2",
  "#4d7c0f",
  "#b91c5c",
  "#0f766e",
  "#64748b",
];
const mapState = { measure: "programmes", level: "county", shapes: null, zoom: 1, middle: null };

/** Longitude and latitude as a plane around a middle latitude: true enough for one province. */
function projection(points, width, height) {
  const lats = points.map(([lat]) => lat);
  const lons = points.map(([, lon]) => lon);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 120) / Math.max(0.5, (east - west) * squeeze),
    (height - 120) / Math.max(0.5, north - south),
  );
  const [midLat, midLon] = mapState.middle ?? [(south + north) / 2, (west + east) / 2];
  const unit = scale * mapState.zoom;
  const at = ([lat, lon]) => [width / 2 + (lon - midLon) * squeeze * unit, height / 2 + (midLat - lat) * unit];
  const back = ([x, y]) => [midLat - (y - height / 2) / unit, midLon + (x - width / 2) / squeeze / unit];
  return { at, back };
}

function showMap() {
  const tally = byRegion(mapState.measure, mapState.level);
  const placed = [...tally]
    .filter(([region]) => NODES.centroid[region])
    .sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const missing = [...tally.keys()].filter((region) => !NODES.centroid[region]);
  const frame = byId("view-map");
  const width = Math.max(320, frame.clientWidth);
  const height = Math.max(320, frame.clientHeight - 54);
  const leagues = [...new Set(placed.map(([region]) => league(region)))].sort(
    (a, b) => (NODES.code[a] ?? "").localeCompare(NODES.code[b] ?? "") || a - b,
  );
  fill(
    frame,
    mapBar(unplaced(tally)),
    placed.length > 0 && leagueLegend(leagues, placed),
    placed.length ? mapDrawing(placed, leagues, width, height) : h("p", { class: "quiet pad" }, t("noCase")),
    missing.length > 0 &&
      h("p", { class: "quiet pad" }, `${t("noCentroid")}：`, missing.slice(0, 12).map(label).join("、")),
  );
}

/** How many of what is counted belong to no region of this level. */
function unplaced(tally) {
  const placed = new Set([...tally.values()].flat());
  let count = 0;
  for (let node = 0; node < COUNT; node++)
    if (passes.node[node] && measured[mapState.measure].has(typeOf(node).name) && !placed.has(node)) count++;
  return count;
}

function mapBar(without) {
  const choice = (values, field, name) =>
    values.map((value) =>
      h(
        "button",
        {
          "aria-pressed": String(mapState[field] === value),
          "data-choice": value,
          onclick: () => {
            mapState[field] = value;
            showMap();
          },
        },
        name(value),
      ),
    );
  return h(
    "div",
    { class: "chartbar" },
    h("span", { class: "group" }, choice(MEASURES, "measure", t)),
    h(
      "span",
      { class: "group" },
      choice(["prefecture", "county"], "level", (value) => t(value === "county" ? "byCounty" : "byLeague")),
    ),
    without > 0 && h("span", { class: "quiet", id: "unplaced" }, `${t("without")} ${without}`),
    h(
      "label",
      { class: "file" },
      t("ownMap"),
      h("input", { type: "file", accept: ".json,.geojson,application/geo+json", onchange: readShapes }),
    ),
  );
}

async function readShapes(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    mapState.shapes = rings(JSON.parse(await file.text()));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    mapState.shapes = [];
  }
  if (!mapState.shapes.length) say(t("notMap"));
  showMap();
}

/** All rings of a GeoJSON's polygons and lines, as lists of [longitude, latitude]. */
function rings(value) {
  if (!value || typeof value !== "object") return [];
  if (value.type === "FeatureCollection") return (value.features ?? []).flatMap(rings);
  if (value.type === "Feature") return rings(value.geometry);
  if (value.type === "GeometryCollection") return (value.geometries ?? []).flatMap(rings);
  const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[value.type];
  return depth === undefined
    ? []
    : value.coordinates.flat(Math.max(0, depth - 1)).length
      ? [value.coordinates].flat(depth)
      : [];
}

function mapDrawing(placed, leagues, width, height) {
  const plane = projection(
    placed.map(([region]) => NODES.centroid[region]),
    width,
    height,
  );
  const most = placed[0][1].length;
  const radius = (count) => 4 + (Math.min(width, height) / 22) * Math.sqrt(count / most);
  const hue = (region) => HUES[leagues.indexOf(league(region)) % HUES.length];
  const taken = [];
  return svg(
    "svg",
    {
      class: "chart map",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": t("map"),
      onwheel: (event) => zoomMap(event, plane),
      onpointerdown: (event) => dragMap(event, plane, [width, height]),
    },
    graticule(plane, width, height),
    (mapState.shapes ?? []).map((ring) =>
      svg("path", {
        class: "boundary",
        d: `M${ring
          .map(([lon, lat]) =>
            plane
              .at([lat, lon])
              .map((one) => one.toFixed(1))
              .join(" "),
          )
          .join("L")}`,
      }),
    ),
    placed.map(([region, nodes]) =>
      mapCircle(region, nodes.length, plane.at(NODES.centroid[region]), radius(nodes.length), hue(region)),
    ),
    placed.map(([region, nodes]) =>
      mapLabel(region, nodes.length, plane.at(NODES.centroid[region]), radius(nodes.length), taken),
    ),
    sizeLegend(most, radius, height),
  );
}

const league = (region) => {
  const found = atLevel(region, "prefecture");
  return found < 0 ? region : found;
};

function mapCircle(region, count, [x, y], radius, color) {
  const run = () => filterRegion(region);
  return svg(
    "circle",
    {
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: radius.toFixed(1),
      fill: color,
      class: `place ${state.region === region ? "mine" : ""}`,
      tabindex: 0,
      role: "button",
      "aria-label": `${label(region)} ${count}`,
      "data-region": label(region),
      onclick: run,
      onkeydown: (event) => event.key === "Enter" && run(),
    },
    svg("title", {}, `${chain(region).map(label).join(" ‹ ")}：${count}`),
  );
}

function filterRegion(region) {
  go({ region: state.region === region ? -1 : region, tab: "graph", selected: -1 });
  fit(null);
}

/** The name under, over, right or left of the circle, left out where all four are taken. */
function mapLabel(region, count, [x, y], radius, taken) {
  const text = `${label(region)} ${count}`;
  const width = Array.from(text).length * 11.5;
  const spots = [
    [x, y + radius + 8],
    [x, y - radius - 8],
    [x + radius + width / 2 + 3, y],
    [x - radius - width / 2 - 3, y],
    [x, y],
  ];
  const clear = ([cx, cy]) =>
    !taken.some(([tx, ty, wide]) => Math.abs(cx - tx) < (width + wide) / 2 && Math.abs(cy - ty) < 14);
  const spot = spots.find(clear);
  if (!spot) return null;
  taken.push([...spot, width]);
  return svg("text", { x: spot[0].toFixed(1), y: (spot[1] + 4).toFixed(1), class: "name" }, text);
}

/** Which colour is which league; a click filters. */
function leagueLegend(leagues, tally) {
  const count = (one) => tally.filter(([region]) => league(region) === one).length;
  return h(
    "details",
    { class: "leagues", open: window.innerWidth > 760 },
    h("summary", {}, t("byLeague")),
    leagues.map((one, at) =>
      h(
        "button",
        { onclick: () => filterRegion(one) },
        h("span", { class: "swatch", style: { background: HUES[at % HUES.length] } }),
        label(one),
        h("span", { class: "count" }, count(one)),
      ),
    ),
  );
}

function zoomMap(event, plane) {
  event.preventDefault();
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const [lat, lon] = plane.back([event.clientX - left, event.clientY - top]);
  const before = mapState.zoom;
  mapState.zoom = clamp(before * (event.deltaY < 0 ? 1.25 : 0.8), 1, 40);
  const [midLat, midLon] =
    mapState.middle ?? plane.back([event.currentTarget.clientWidth / 2, event.currentTarget.clientHeight / 2]);
  const keep = before / mapState.zoom;
  mapState.middle = mapState.zoom === 1 ? null : [lat + (midLat - lat) * keep, lon + (midLon - lon) * keep];
  showMap();
}

function dragMap(event, plane, [width, height]) {
  if (event.target.closest(".place")) return;
  const [x, y] = [event.clientX, event.clientY];
  const drawing = event.currentTarget;
  const moved = (to) => {
    drawing.style.transform = `translate(${to.clientX - x}px, ${to.clientY - y}px)`;
  };
  const done = (to) => {
    document.removeEventListener("pointermove", moved);
    if (Math.hypot(to.clientX - x, to.clientY - y) < 3) return;
    mapState.middle = plane.back([width / 2 - (to.clientX - x), height / 2 - (to.clientY - y)]);
    showMap();
  };
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", done, { once: true });
}

/** Lines of longitude and latitude: where no boundary stands, they say where we are. */
function graticule(plane, width, height) {
  const [[north, west], [south, east]] = [plane.back([0, 0]), plane.back([width, height])];
  const span = east - west;
  const step = span > 12 ? 5 : span > 5 ? 2 : span > 2 ? 1 : span > 1 ? 0.5 : 0.1;
  const degrees = (value) => Number(value.toFixed(1));
  const lines = [];
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const [x] = plane.at([south, lon]);
    lines.push(
      svg("line", { x1: x, x2: x, y1: 0, y2: height }),
      svg("text", { x: x + 3, y: height - 6 }, `${degrees(lon)}°E`),
    );
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const [, y] = plane.at([lat, west]);
    lines.push(svg("line", { x1: 0, x2: width, y1: y, y2: y }), svg("text", { x: 4, y: y - 3 }, `${degrees(lat)}°N`));
  }
  return svg("g", { class: "grid", "aria-hidden": "true" }, lines);
}

function sizeLegend(most, radius, height) {
  const steps = [...new Set([most, Math.max(1, Math.round(most / 4)), 1])];
  const base = height - 30;
  const left = 20 + radius(most);
  return svg(
    "g",
    { class: "sizes", "aria-hidden": "true" },
    steps.map((count) => [
      svg("circle", { cx: left, cy: base - radius(count), r: radius(count) }),
      svg("text", { x: left + radius(most) + 6, y: base - 2 * radius(count) + 5 }, count),
    ]),
  );
}
