// The table of what is drawn.

const tableState = { sort: "rank", rising: true };
const TABLE_COLUMNS = [
  ["label", "entities", (node) => label(node)],
  ["type", "types", (node) => named(typeOf(node))],
  ["home", "region", (node) => (NODES.home[node] >= 0 ? label(NODES.home[node]) : "")],
  ["edges", "edges", (node) => edgeStart[node + 1] - edgeStart[node]],
];

/** The table: all that is drawn, for readers of screens and for the keyboard. */
function showTable() {
  const { sort, rising } = tableState;
  const row = TABLE_COLUMNS.find(([key]) => key === sort);
  const nodes = [...view.nodes];
  if (row)
    nodes.sort(
      (a, b) =>
        (rising ? 1 : -1) *
          (typeof row[2](a) === "number" ? row[2](a) - row[2](b) : row[2](a).localeCompare(row[2](b), "zh")) ||
        NODES.rank[a] - NODES.rank[b],
    );
  const by = (key) => () => {
    Object.assign(tableState, { rising: sort === key ? !rising : key !== "edges", sort: key });
    showTable();
  };
  fill(
    byId("view-table"),
    h(
      "table",
      { id: "table-nodes" },
      h("caption", {}, `${t("entities")} ${nodes.length}`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          TABLE_COLUMNS.map(([key, name]) =>
            h(
              "th",
              { scope: "col", "aria-sort": sort === key ? (rising ? "ascending" : "descending") : null },
              h("button", { class: "plain", onclick: by(key) }, t(name)),
            ),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        nodes.map((node) =>
          h(
            "tr",
            { "aria-selected": String(node === state.selected) },
            h("th", { scope: "row" }, nodeLink(node)),
            TABLE_COLUMNS.slice(1).map(([, , value]) => h("td", {}, value(node))),
          ),
        ),
      ),
    ),
    h(
      "table",
      { id: "table-edges" },
      h("caption", {}, `${t("edges")} ${view.edges.length}`),
      h(
        "tbody",
        {},
        view.edges
          .slice(0, 2000)
          .map((edge) =>
            h(
              "tr",
              {},
              h("td", {}, nodeLink(EDGES.source[edge])),
              h(
                "td",
                {},
                h("button", { class: "entity", onclick: () => go({ edge, selected: -1 }) }, named(relationOf(edge))),
              ),
              h("td", {}, nodeLink(EDGES.target[edge])),
            ),
          ),
      ),
    ),
  );
}
