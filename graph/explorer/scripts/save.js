// To take along: the picture as PNG and SVG, the statements as CSV, the same statements as a SPARQL query.

const XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, (char) => XML[char]);

function download(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(name);
}

/** A name for the file from what it shows. */
function fileName(ending) {
  const [node] = [state.selected, state.focus, ...state.path].filter((one) => one >= 0);
  const part = node === undefined ? "" : `-${label(node).replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, "_").slice(0, 40)}`;
  return `yizhan${part}.${ending}`;
}

function savePng() {
  const source = net.canvas.frame.canvas;
  const canvas = h("canvas", { width: source.width, height: source.height });
  const context = canvas.getContext("2d");
  context.fillStyle = colors().paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0);
  canvas.toBlob((blob) => download(fileName("png"), "image/png", blob), "image/png");
}

/** The view as vectors: what the window shows, with the labels it shows, and a legend. */
function svgText() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const scale = net.getScale();
  const at = (node) => { const { x, y } = net.canvasToDOM({ x: view.point.get(node)[0], y: view.point.get(node)[1] }); return [x, y]; };
  const visible = (node) => { const [x, y] = at(node); return x > -60 && y > -60 && x < width + 60 && y < height + 60; };
  const rows = [`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${xml(FONT)}">`,
    `<rect width="100%" height="100%" fill="${colors().paper}"/>`];
  if (!view.local) for (const [region, x, y, radius] of CORE.territories) rows.push(svgTerritory(region, net.canvasToDOM({ x, y }), radius * 1.12 * scale));
  for (const edge of view.edges) if (visible(EDGES.source[edge]) || visible(EDGES.target[edge])) rows.push(svgEdge(edge, at, scale));
  for (const node of view.nodes) if (visible(node)) rows.push(svgNode(node, at(node), nodeSize(node) * scale));
  for (const stamp of stamped) rows.push(svgLabel(stamp));
  rows.push("</svg>");
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
  const points = [tip, [foot[0] - dy * size * 0.4, foot[1] + dx * size * 0.4], [foot[0] + dy * size * 0.4, foot[1] - dx * size * 0.4]];
  return `<polygon points="${points.map((point) => point.map((one) => one.toFixed(1)).join(",")).join(" ")}" fill="${color}" fill-opacity="${opacity}"/>`;
}

function svgEdge(edge, at, scale) {
  const item = edgeItem(edge);
  const [x1, y1] = at(item.from);
  const [x2, y2] = at(item.to);
  const dashes = item.dashes ? ` stroke-dasharray="${(item.dashes === true ? [5, 5] : item.dashes).map((one) => one * scale).join(" ")}"` : "";
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${item.color.color}" stroke-opacity="${item.color.opacity}" stroke-width="${Math.max(0.6, item.width * scale).toFixed(2)}"${dashes}><title>${xml(`${label(item.from)} ${named(relationOf(edge))} ${label(item.to)}`)}</title></line>${svgArrow([x1, y1], [x2, y2], nodeSize(item.to) * scale, item.color.color, item.color.opacity, Math.max(4, 9 * scale))}`;
}

function svgNode(node, [x, y], radius) {
  const look = typeOf(node);
  const factor = (radius / 7).toFixed(3);
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${factor}) translate(-8 -8)" opacity="${lit && !lit.has(node) ? 0.16 : 1}"><path d="${SHAPES[look.shape]}" fill="${nodeItem(node).color.background}" stroke="${colors().border}" stroke-width="0.6"/><title>${xml(label(node))}</title></g>`;
}

function svgLabel([node, left, top, width, , size, bold, whole]) {
  const x = (left + width / 2).toFixed(1);
  const spans = lines(label(node), whole).map((row, number) => `<tspan x="${x}" y="${(top + 3 + size * 0.88 + number * size * 1.22).toFixed(1)}">${xml(row)}</tspan>`);
  return `<text text-anchor="middle" font-size="${size}" font-weight="${bold ? 700 : 500}" fill="${colors().ink}" stroke="${colors().paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${spans.join("")}</text>`;
}

// --- rows ---------------------------------------------------------------------

/** The statements that are meant: those of the selection, or all between what is drawn. Numbers of facts. */
function meantFacts() {
  const found = [];
  const node = state.tab === "graph" || state.tab === "table" ? state.selected : -1;
  const mine = node >= 0 && NODES.type[node] === CONTRIBUTOR ? new Set(articlesBy(node)) : null;
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    const relation = EDGES.relation[edge];
    if (relation === MENTIONS || relation === AUTHOR || !passes.edge[edge]) continue;
    const source = EDGES.source[edge];
    const target = EDGES.target[edge];
    for (let fact = EDGES.start[edge]; fact < EDGES.start[edge + 1]; fact++) {
      if (!passes.fact[fact]) continue;
      const by = FACTS.article[fact];
      const meant = node < 0 ? view.inside.has(source) && view.inside.has(target)
        : isArticle(node) ? by === node : mine ? mine.has(by) : source === node || target === node;
      if (meant) found.push([fact, edge]);
    }
  }
  return found;
}

const articlesBy = (person) => Array.from(edgesOf(person)).filter((edge) => EDGES.relation[edge] === AUTHOR).map((edge) => EDGES.source[edge]);

const COLUMNS = ["subject", "subjectType", "relation", "object", "objectType", "title", "article", "page", "quote", "confidence", "inferred", "premises", "subjectIri", "objectIri", "articleIri"];

function csvRow([fact, edge]) {
  const article = FACTS.article[fact];
  const [source, target] = [EDGES.source[edge], EDGES.target[edge]];
  const sheet = article >= 0 ? CORE.pages[pageOf(article)] : null;
  const { title, premises } = detail().facts;
  return [
    label(source), typeOf(source).name, relationOf(edge).name, label(target), typeOf(target).name, title[fact] ?? "",
    sheet ? label(article) : "", sheet ? [sheet.newspaper, sheet.date, sheet.number, sheet.name].filter(Boolean).join(" ") : "",
    quotePieces(fact).map((piece) => piece.text).join(" … "), FACTS.confidence[fact], FACTS.inferred[fact] ? "true" : "false",
    (premises[fact] ?? []).join("；"), iri(source), iri(target), article >= 0 ? iri(article) : "",
  ];
}

const iri = (node) => CORE.base + NODES.path[node];

/** RFC 4180, with a mark that tells spreadsheets the encoding; a cell is never a formula. */
function csvText(rows) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const saveCsv = () => download(fileName("csv"), "text/csv;charset=utf-8", csvText(meantFacts().map(csvRow)));

/** The query whose rows are those of the CSV: one for each statement node. What narrows most stands first. */
function sparqlText() {
  const node = state.tab === "graph" || state.tab === "table" ? state.selected : -1;
  const iris = (nodes, between) => nodes.map((one) => `<${iri(one)}>`).join(between);
  const on = RELATIONS.filter((look, number) => number !== MENTIONS && number !== AUTHOR && !state.relationsOff.includes(number));
  const by = "?statement yz:article ?article . ?article rdfs:label ?articleLabel .";
  const mine = node >= 0 && NODES.type[node] === CONTRIBUTOR;
  const lines = [];
  if (mine) lines.push(`VALUES ?article { ${iris(articlesBy(node), " ")} }`);
  else if (node >= 0 && isArticle(node)) lines.push(`VALUES ?article { <${iri(node)}> }`);
  const whole = "?statement a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;\n    yz:confidence ?confidence ; yz:inferred ?inferred .";
  if (node >= 0 && !mine && !isArticle(node)) lines.push(`{ VALUES ?subject { <${iri(node)}> } ${whole} }`, "UNION", `{ VALUES ?object { <${iri(node)}> } ${whole} }`);
  else lines.push(whole);
  lines.push(`FILTER(?relation IN (${on.map((look) => `yz:${look.name}`).join(", ")}))`);
  if (node < 0) {
    const all = iris(view.nodes.filter((one) => !isArticle(one)), ", ");
    lines.push(`FILTER(?subject IN (${all}))`, `FILTER(?object IN (${all}))`);
  }
  if (articleFiltered()) lines.push(`FILTER(?article IN (${iris(allArticles().filter((one) => passes.article[one]), ", ")}))`);
  if (state.confidence > 0) lines.push(`FILTER(?confidence >= ${state.confidence / 100})`);
  if (state.status !== "all") lines.push(`FILTER(?inferred = ${state.status === "inferred"})`);
  lines.push(articleFiltered() || mine || (node >= 0 && isArticle(node)) ? by : `OPTIONAL { ${by} }`);
  lines.push("?subject rdfs:label ?subjectLabel . ?object rdfs:label ?objectLabel .", "OPTIONAL { ?statement yz:postTitle ?title . }");
  return `PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX yz: <https://w3id.org/yizhan/ontology#>

SELECT ?subjectLabel ?relation ?objectLabel ?title ?articleLabel ?confidence ?inferred ?subject ?object ?article WHERE {
  ${lines.join("\n  ")}
}
ORDER BY ?subjectLabel ?relation ?objectLabel ?articleLabel
`;
}

function allArticles() {
  const found = [];
  for (let node = CORE.articles.first; node < COUNT; node++) found.push(node);
  return found;
}

function showQuery() {
  const close = () => byId("query").remove();
  document.body.append(h("section", { id: "query", class: "sheet", role: "dialog", "aria-label": "SPARQL" },
    h("header", {}, h("h2", {}, "SPARQL"), h("button", { class: "icon", "aria-label": t("close"), onclick: close }, "✕")),
    h("p", { class: "quiet" }, t("sameRows"), ` ${meantFacts().length}`),
    h("textarea", { readonly: true, spellcheck: "false", rows: 18 }, sparqlText()),
    h("p", {}, h("button", { onclick: () => copyText(sparqlText(), byId("query").querySelector("button:last-of-type")) }, t("copy")),
      h("button", { onclick: () => download(fileName("rq"), "application/sparql-query", sparqlText()) }, t("download")))));
  byId("query").querySelector("textarea").focus();
}

function copyText(text) {
  const area = h("textarea", { class: "sr" }, text);
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  say(t("copied"));
}

/** Paper gets the view as vectors on white, whatever the theme, with the panel under it. */
function beforePrint() {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  const picture = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  picture.setAttribute("width", "100%");
  picture.removeAttribute("height");
  fill(byId("paper"), h("p", {}, decodeText(location.href)), document.importNode(picture, true));
  document.documentElement.dataset.before = theme;
}

function afterPrint() {
  document.documentElement.dataset.theme = document.documentElement.dataset.before;
  fill(byId("paper"));
}

function saveMenu() {
  const items = [["PNG", "save-png", savePng], ["SVG", "save-svg", () => download(fileName("svg"), "image/svg+xml", svgText())], ["CSV", "save-csv", saveCsv], ["SPARQL", "save-sparql", showQuery]];
  return h("details", { class: "menu", id: "save" }, h("summary", {}, t("save")),
    h("div", { role: "menu" }, items.map(([name, id, run]) => h("button", { id, role: "menuitem", onclick: () => { byId("save").open = false; run(); } }, name)),
      h("button", { role: "menuitem", onclick: () => { byId("save").open = false; window.print(); } }, t("print"))));
}
