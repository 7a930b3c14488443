// Timeline and matrix.

const matrixState = { rows: "reporters", level: "prefecture", sort: null, rising: false, most: 40 };

function showTime() {
  const bars = byTime();
  const frame = byId("view-time");
  const most = Math.max(1, ...bars.map(([, articles]) => articles.length));
  fill(
    frame,
    bars.length
      ? h(
          "ol",
          { class: "timeline", "aria-label": t("time") },
          bars.map(([key, articles]) => timeBar(key, articles, most)),
        )
      : h("p", { class: "quiet pad" }, t("noCase")),
  );
}

/** One day or month: a bar cut by column, a click filters. */
function timeBar(key, articles, most) {
  const kinds = new Map();
  for (const article of articles) {
    const kind = CORE.articles.kind[articleNumber(article)];
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const end = key.length === 7 ? `${key}-31` : key;
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: "bar-row",
        "data-day": key,
        onclick: () => go({ from: key.length === 7 ? `${key}-01` : key, to: end, tab: "graph" }),
      },
      h("span", { class: "day" }, key),
      h(
        "span",
        { class: "stack", style: { width: `${(articles.length / most) * 100}%` } },
        [...kinds].sort().map(([kind, count], at) =>
          h("span", {
            class: "piece",
            title: `${t(kind)} ${count}`,
            style: { flex: String(count), background: HUES[at % HUES.length] },
          }),
        ),
      ),
      h("span", { class: "count" }, articles.length),
    ),
  );
}

function showMatrix() {
  const table = crossTable(matrixState.rows, matrixState.level);
  const totals = new Map();
  for (const [, cells] of table)
    for (const [column, articles] of cells) totals.set(column, (totals.get(column) ?? 0) + articles.size);
  const columns = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || a - b);
  const rows = sortedRows(table);
  const most = Math.max(
    1,
    ...[...table.values()].flatMap((cells) => [...cells.values()].map((articles) => articles.size)),
  );
  fill(
    byId("view-matrix"),
    matrixBar(),
    rows.length
      ? matrixTable(rows.slice(0, matrixState.most), columns, totals, most)
      : h("p", { class: "quiet pad" }, t("noCase")),
    rows.length > matrixState.most &&
      h(
        "p",
        { class: "pad" },
        h(
          "button",
          {
            onclick: () => {
              matrixState.most *= 4;
              showMatrix();
            },
          },
          `${t("more")} (${rows.length - matrixState.most})`,
        ),
      ),
  );
}

const rowTotal = (cells) => [...cells.values()].reduce((sum, articles) => sum + articles.size, 0);

function sortedRows(table) {
  const { sort, rising } = matrixState;
  const value = ([row, cells]) =>
    sort === "name" ? label(row) : sort === null ? rowTotal(cells) : (cells.get(sort)?.size ?? 0);
  const turn = rising ? -1 : 1;
  return [...table].sort((a, b) => {
    const [one, two] = [value(a), value(b)];
    const order = typeof one === "string" ? one.localeCompare(two, "zh") : two - one;
    return turn * order || rowTotal(b[1]) - rowTotal(a[1]) || a[0] - b[0];
  });
}

function matrixBar() {
  const choice = (values, field, name) =>
    h(
      "span",
      { class: "group" },
      values.map((value) =>
        h(
          "button",
          {
            "aria-pressed": String(matrixState[field] === value),
            "data-choice": value,
            onclick: () => {
              Object.assign(matrixState, { [field]: value, sort: null, rising: false });
              showMatrix();
            },
          },
          name(value),
        ),
      ),
    );
  return h(
    "div",
    { class: "chartbar" },
    choice(
      ["reporters", "programmes"],
      "rows",
      (value) => `${t(value === "reporters" ? "byline" : value)} × ${t("region")}`,
    ),
    choice(["prefecture", "county"], "level", (value) => t(value === "county" ? "byCounty" : "byLeague")),
    h("span", { class: "quiet" }, t("cellsAre")),
  );
}

function matrixTable(rows, columns, totals, most) {
  const { sort, rising } = matrixState;
  const by = (key) => () => {
    Object.assign(matrixState, { rising: sort === key && !rising, sort: key });
    showMatrix();
  };
  const head = (key, text, extra = "") =>
    h(
      "th",
      { scope: "col", class: extra, "aria-sort": sort === key ? (rising ? "ascending" : "descending") : null },
      h("button", { onclick: by(key) }, h("span", {}, text)),
    );
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "matrix" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head("name", t(matrixState.rows === "reporters" ? "byline" : "programmes"), "corner"),
          head(null, t("total")),
          columns.map((column) => head(column, label(column), "up")),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([row, cells]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, nodeLink(row)),
            h("td", { class: "sum" }, rowTotal(cells)),
            columns.map((column) => matrixCell(row, column, cells.get(column), most)),
          ),
        ),
      ),
      h(
        "tfoot",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, t("total")),
          h(
            "td",
            { class: "sum" },
            [...totals.values()].reduce((a, b) => a + b, 0),
          ),
          columns.map((column) => h("td", { class: "sum" }, totals.get(column))),
        ),
      ),
    ),
  );
}

function matrixCell(row, column, articles, most) {
  if (!articles) return h("td", {});
  const strength = 0.15 + 0.75 * Math.sqrt(articles.size / most);
  const open = () =>
    matrixState.rows === "reporters"
      ? go({ reporter: row, region: column, tab: "graph", selected: -1 })
      : go({ selected: row, region: column, tab: "graph" });
  return h(
    "td",
    { class: "cell", style: { "--strength": strength.toFixed(2) } },
    h(
      "button",
      {
        title: `${label(row)} × ${label(column)}：${[...articles].map(label).join("；")}`,
        onclick: () => {
          open();
          fit(null);
        },
      },
      articles.size,
    ),
  );
}
