// To take along: pictures, the rows behind them as CSV, the same rows as a SPARQL query.

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
  const part =
    node === undefined
      ? ""
      : `-${label(node)
          .replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, "_")
          .slice(0, 40)}`;
  return `yizhan${part}.${ending}`;
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
      const meant =
        node < 0
          ? view.inside.has(source) && view.inside.has(target)
          : isArticle(node)
            ? by === node
            : mine
              ? mine.has(by)
              : source === node || target === node;
      if (meant) found.push([fact, edge]);
    }
  }
  return found;
}

const articlesBy = (person) =>
  Array.from(edgesOf(person))
    .filter((edge) => EDGES.relation[edge] === AUTHOR)
    .map((edge) => EDGES.source[edge]);

const COLUMNS = [
  "subject",
  "subjectType",
  "relation",
  "object",
  "objectType",
  "title",
  "article",
  "page",
  "quote",
  "confidence",
  "inferred",
  "premises",
  "subjectIri",
  "objectIri",
  "articleIri",
];

function csvRow([fact, edge]) {
  const article = FACTS.article[fact];
  const [source, target] = [EDGES.source[edge], EDGES.target[edge]];
  const sheet = article >= 0 ? CORE.pages[pageOf(article)] : null;
  const { title, premises } = detail().facts;
  return [
    label(source),
    typeOf(source).name,
    relationOf(edge).name,
    label(target),
    typeOf(target).name,
    title[fact] ?? "",
    sheet ? label(article) : "",
    sheet ? [sheet.newspaper, sheet.date, sheet.number, sheet.name].filter(Boolean).join(" ") : "",
    quotePieces(fact)
      .map((piece) => piece.text)
      .join(" … "),
    FACTS.confidence[fact],
    FACTS.inferred[fact] ? "true" : "false",
    (premises[fact] ?? []).join("；"),
    iri(source),
    iri(target),
    article >= 0 ? iri(article) : "",
  ];
}

const iri = (node) => CORE.base + NODES.path[node];

/** RFC 4180, with a mark that tells spreadsheets the encoding; a cell is never a formula. */
function csvText(rows) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The rows behind the view: statements of graph and table, counts of map, timeline and matrix. */
function sheet() {
  if (state.tab === "map") return mapSheet();
  if (state.tab === "time") return [["date", "articles"], ...byTime().map(([key, articles]) => [key, articles.length])];
  if (state.tab === "matrix") return matrixSheet();
  return [COLUMNS, ...meantFacts().map(csvRow)];
}

function mapSheet() {
  const rows = [...byRegion(mapState.measure, mapState.level)].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const [head, body] = [["region", "code", "league", "latitude", "longitude", mapState.measure], rows];
  return [
    head,
    ...body.map(([region, nodes]) => [
      label(region),
      NODES.code[region] ?? "",
      label(league(region)),
      ...(NODES.centroid[region] ?? ["", ""]),
      nodes.length,
    ]),
  ];
}

function matrixSheet() {
  const table = crossTable(matrixState.rows, matrixState.level);
  const columns = [...new Set([...table.values()].flatMap((cells) => [...cells.keys()]))].sort((a, b) => a - b);
  return [
    [matrixState.rows, ...columns.map(label)],
    ...sortedRows(table).map(([row, cells]) => [label(row), ...columns.map((column) => cells.get(column)?.size ?? 0)]),
  ];
}

const saveCsv = () => download(fileName("csv"), "text/csv;charset=utf-8", csvText(sheet()));

/** The query whose rows are those of the CSV: one for each statement node. What narrows most stands first. */
function sparqlText() {
  const node = state.tab === "graph" || state.tab === "table" ? state.selected : -1;
  const iris = (nodes, between) => nodes.map((one) => `<${iri(one)}>`).join(between);
  const on = RELATIONS.filter(
    (look, number) => number !== MENTIONS && number !== AUTHOR && !state.relationsOff.includes(number),
  );
  const by = "?statement yz:article ?article . ?article rdfs:label ?articleLabel .";
  const mine = node >= 0 && NODES.type[node] === CONTRIBUTOR;
  const lines = [];
  if (mine) lines.push(`VALUES ?article { ${iris(articlesBy(node), " ")} }`);
  else if (node >= 0 && isArticle(node)) lines.push(`VALUES ?article { <${iri(node)}> }`);
  const whole =
    "?statement a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;\n    yz:confidence ?confidence ; yz:inferred ?inferred .";
  if (node >= 0 && !mine && !isArticle(node))
    lines.push(
      `{ VALUES ?subject { <${iri(node)}> } ${whole} }`,
      "UNION",
      `{ VALUES ?object { <${iri(node)}> } ${whole} }`,
    );
  else lines.push(whole);
  lines.push(`FILTER(?relation IN (${on.map((look) => `yz:${look.name}`).join(", ")}))`);
  if (node < 0) {
    const all = iris(
      view.nodes.filter((one) => !isArticle(one)),
      ", ",
    );
    lines.push(`FILTER(?subject IN (${all}))`, `FILTER(?object IN (${all}))`);
  }
  if (articleFiltered())
    lines.push(
      `FILTER(?article IN (${iris(
        allArticles().filter((one) => passes.article[one]),
        ", ",
      )}))`,
    );
  if (state.confidence > 0) lines.push(`FILTER(?confidence >= ${state.confidence / 100})`);
  if (state.status !== "all") lines.push(`FILTER(?inferred = ${state.status === "inferred"})`);
  lines.push(articleFiltered() || mine || (node >= 0 && isArticle(node)) ? by : `OPTIONAL { ${by} }`);
  lines.push(
    "?subject rdfs:label ?subjectLabel . ?object rdfs:label ?objectLabel .",
    "OPTIONAL { ?statement yz:postTitle ?title . }",
  );
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
  document.body.append(
    h(
      "section",
      { id: "query", class: "sheet", role: "dialog", "aria-label": "SPARQL" },
      h(
        "header",
        {},
        h("h2", {}, "SPARQL"),
        h("button", { class: "icon", "aria-label": t("close"), onclick: close }, "✕"),
      ),
      h("p", { class: "quiet" }, t("sameRows"), ` ${meantFacts().length}`),
      h("textarea", { readonly: true, spellcheck: "false", rows: 18 }, sparqlText()),
      h(
        "p",
        {},
        h(
          "button",
          { onclick: () => copyText(sparqlText(), byId("query").querySelector("button:last-of-type")) },
          t("copy"),
        ),
        h(
          "button",
          { onclick: () => download(fileName("rq"), "application/sparql-query", sparqlText()) },
          t("download"),
        ),
      ),
    ),
  );
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

function saveMenu() {
  const graph = state.tab === "graph" || state.tab === "table";
  const pictures =
    state.tab === "graph" || state.tab === "map"
      ? [
          ["PNG", "save-png", savePng],
          ["SVG", "save-svg", saveSvg],
        ]
      : [];
  const items = [...pictures, ["CSV", "save-csv", saveCsv], ...(graph ? [["SPARQL", "save-sparql", showQuery]] : [])];
  return h(
    "details",
    { class: "menu", id: "save" },
    h("summary", {}, t("save")),
    h(
      "div",
      { role: "menu" },
      items.map(([name, id, run]) =>
        h(
          "button",
          {
            id,
            role: "menuitem",
            onclick: () => {
              byId("save").open = false;
              run();
            },
          },
          name,
        ),
      ),
      h(
        "button",
        {
          role: "menuitem",
          onclick: () => {
            byId("save").open = false;
            window.print();
          },
        },
        t("print"),
      ),
    ),
  );
}
