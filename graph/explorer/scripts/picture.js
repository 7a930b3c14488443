// Pictures: the graph and the map as SVG, and as PNG twice as fine, with their legends.

const XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (text) =>
  String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replace(/[&<>"]/g, (char) => XML[char]);

/** The graph as vectors: what the window shows, with the labels it shows, and a legend. */
function graphSvg() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const scale = net.getScale();
  const at = (node) => {
    const { x, y } = net.canvasToDOM({ x: view.point.get(node)[0], y: view.point.get(node)[1] });
    return [x, y];
  };
  const visible = (node) => {
    const [x, y] = at(node);
    return x > -60 && y > -60 && x < width + 60 && y < height + 60;
  };
  const rows = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${xml(FONT)}">`,
    `<rect width="100%" height="100%" fill="${colors().paper}"/>`,
  ];
  if (!view.local)
    for (const [region, x, y, radius] of CORE.territories)
      rows.push(svgTerritory(region, net.canvasToDOM({ x, y }), radius * 1.12 * scale));
  for (const edge of view.edges)
    if (visible(EDGES.source[edge]) || visible(EDGES.target[edge])) rows.push(svgEdge(edge, at, scale));
  for (const node of view.nodes) if (visible(node)) rows.push(svgNode(node, at(node), nodeSize(node) * scale));
  for (const stamp of stamped) rows.push(svgLabel(stamp));
  rows.push(svgLegend(width, height), "</svg>");
  return rows.join("\n");
}

function svgTerritory(region, { x, y }, radius) {
  const size = clamp(radius / 4.7, 12, 80).toFixed(1);
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${colors().ink}" fill-opacity="0.05"/><text x="${x.toFixed(1)}" y="${(y - radius * 0.74).toFixed(1)}" text-anchor="middle" font-size="${size}" font-weight="600" fill="${colors().ink}" fill-opacity="0.24">${xml(region < 0 ? t("elsewhere") : label(region))}</text>`;
}

/** The head of an arrow that touches the node it points to. */
function svgArrow([x1, y1], [x2, y2], radius, color, opacity, size) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < radius + size) return "";
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const tip = [x2 - dx * radius, y2 - dy * radius];
  const foot = [tip[0] - dx * size, tip[1] - dy * size];
  const points = [
    tip,
    [foot[0] - dy * size * 0.4, foot[1] + dx * size * 0.4],
    [foot[0] + dy * size * 0.4, foot[1] - dx * size * 0.4],
  ];
  return `<polygon points="${points.map((point) => point.map((one) => one.toFixed(1)).join(",")).join(" ")}" fill="${color}" fill-opacity="${opacity}"/>`;
}

function svgEdge(edge, at, scale) {
  const item = edgeItem(edge);
  const [x1, y1] = at(item.from);
  const [x2, y2] = at(item.to);
  const dashes = item.dashes
    ? ` stroke-dasharray="${(item.dashes === true ? [5, 5] : item.dashes).map((one) => one * scale).join(" ")}"`
    : "";
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${item.color.color}" stroke-opacity="${item.color.opacity}" stroke-width="${Math.max(0.6, item.width * scale).toFixed(2)}"${dashes}><title>${xml(`${label(item.from)} ${named(relationOf(edge))} ${label(item.to)}`)}</title></line>${svgArrow([x1, y1], [x2, y2], nodeSize(item.to) * scale, item.color.color, item.color.opacity, Math.max(4, 9 * scale))}`;
}

function svgNode(node, [x, y], radius) {
  const look = typeOf(node);
  const factor = (radius / 7).toFixed(3);
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${factor}) translate(-8 -8)" opacity="${lit && !lit.has(node) ? 0.16 : 1}"><path d="${look.path}" fill="${nodeItem(node).color.background}" stroke="${colors().border}" stroke-width="0.6"/><title>${xml(label(node))}</title></g>`;
}

function svgLabel([node, left, top, width, , size, bold, whole]) {
  const x = (left + width / 2).toFixed(1);
  const spans = lines(label(node), whole).map(
    (row, number) =>
      `<tspan x="${x}" y="${(top + 3 + size * 0.88 + number * size * 1.22).toFixed(1)}">${xml(row)}</tspan>`,
  );
  return `<text text-anchor="middle" font-size="${size}" font-weight="${bold ? 700 : 500}" fill="${colors().ink}" stroke="${colors().paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${spans.join("")}</text>`;
}

/** The classes that the picture shows, below on the left. */
function svgLegend(width, height) {
  const shown = TYPES.filter((look) => view.nodes.some((node) => typeOf(node) === look));
  let x = 14;
  const entries = shown.map((look) => {
    const entry = `<g transform="translate(${x} ${height - 26})"><path d="${look.path}" fill="${look.color}" transform="scale(0.8)"/><text x="18" y="11" font-size="12" fill="${colors().ink}">${xml(named(look))}</text></g>`;
    x += 34 + Array.from(named(look)).reduce((sum, char) => sum + (char > "\u2e7f" ? 12 : 6.5), 0);
    return entry;
  });
  return `<rect x="6" y="${height - 34}" width="${Math.min(x, width - 12)}" height="28" rx="8" fill="${colors().paper}" fill-opacity="0.9"/>${entries.join("")}`;
}

const MAP_STYLE = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "opacity",
  "font-size",
  "text-anchor",
  "paint-order",
];

/** The map as it stands in the window, its style written into it. */
function mapSvg() {
  const source = document.querySelector("#view-map svg.map");
  if (!source) return graphSvg();
  const copy = source.cloneNode(true);
  const [from, to] = [source.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of MAP_STYLE) to[at].style.setProperty(name, style.getPropertyValue(name));
  });
  copy.setAttribute("font-family", FONT);
  copy.style.background = colors().paper;
  return new XMLSerializer().serializeToString(copy);
}

const pictureSvg = () => (state.tab === "map" ? mapSvg() : graphSvg());

const saveSvg = () => download(fileName("svg"), "image/svg+xml", pictureSvg());

/** The same picture as points, two to each point of the window. */
async function savePng() {
  const url = URL.createObjectURL(new Blob([pictureSvg()], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.fillStyle = colors().paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  canvas.toBlob((blob) => download(fileName("png"), "image/png", blob), "image/png");
}

/** Paper gets the view as vectors on white, whatever the theme, with the panel under it. */
function beforePrint() {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.before = theme;
  document.documentElement.dataset.theme = "light";
  if (state.tab !== "graph") return;
  const picture = new DOMParser().parseFromString(pictureSvg(), "image/svg+xml").documentElement;
  picture.setAttribute("width", "100%");
  picture.removeAttribute("height");
  fill(byId("paper"), h("p", {}, decodeText(location.href)), document.importNode(picture, true));
}

function afterPrint() {
  document.documentElement.dataset.theme = document.documentElement.dataset.before;
  fill(byId("paper"));
}
