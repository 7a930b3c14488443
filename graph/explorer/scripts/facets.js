// The filters' form: what can be chosen, with how many pass.

const built = { columns: null, papers: null, people: null };

function choices() {
  if (built.columns) return built;
  const unique = (values) => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "zh"));
  built.columns = unique(CORE.articles.column);
  built.papers = unique(CORE.pages.map((page) => page.newspaper));
  built.people = [];
  for (let node = 0; node < COUNT; node++) if (NODES.type[node] === CONTRIBUTOR) built.people.push(node);
  const written = (node) => edgeStart[node + 1] - edgeStart[node];
  built.people.sort((a, b) => written(b) - written(a) || a - b);
  return built;
}

function showFilters() {
  const { relations } = counts();
  const { columns, papers, people } = choices();
  const dated = CORE.pages.some((page) => page.date);
  fill(
    byId("filters"),
    h(
      "header",
      {},
      h("h2", {}, t("filters")),
      h(
        "button",
        { class: "link", onclick: () => go({ ...fresh(), tab: state.tab, selected: state.selected, focus: -1 }) },
        t("clear"),
      ),
      h(
        "button",
        {
          class: "icon only-small",
          "aria-label": t("close"),
          onclick: () => document.body.classList.remove("with-filters"),
        },
        "✕",
      ),
    ),
    h(
      "p",
      { class: "tally", id: "tally" },
      h("strong", {}, view.nodes.length),
      ` ${t("entities")} · `,
      h("strong", {}, view.edges.length),
      ` ${t("edges")} · ${t("of")} ${COUNT}`,
    ),
    field(
      "limit",
      h("input", {
        type: "range",
        id: "limit",
        min: 20,
        max: Math.min(MOST, Math.max(60, COUNT)),
        step: 20,
        value: state.limit,
        onchange: (event) => go({ limit: Number(event.target.value) }),
      }),
      String(state.limit),
    ),
    h(
      "fieldset",
      { class: "segments" },
      h("legend", {}, t("paint")),
      ["type", "community"].map((kind) =>
        h(
          "button",
          { "aria-pressed": String(state.paint === kind), "data-paint": kind, onclick: () => go({ paint: kind }) },
          t(kind),
        ),
      ),
    ),
    h(
      "fieldset",
      {},
      h(
        "legend",
        {},
        t("region"),
        state.region >= 0 && h("button", { class: "link", onclick: () => go({ region: -1 }) }, t("clear")),
      ),
      regionTree(),
    ),
    h(
      "fieldset",
      { class: "relations" },
      h("legend", {}, t("relations")),
      RELATIONS.map((look, number) => (relations[number] ? relationBox(look, number, relations[number]) : null)),
    ),
    columns.length > 0 &&
      field(
        "column",
        select("column", [["", t("any")], ...columns.map((name) => [name, name])], state.column, (value) =>
          go({ column: value }),
        ),
      ),
    papers.length > 1 &&
      field(
        "newspaper",
        select("newspaper", [["", t("any")], ...papers.map((name) => [name, name])], state.newspaper, (value) =>
          go({ newspaper: value }),
        ),
      ),
    people.length > 0 &&
      field(
        "byline",
        select(
          "reporter",
          [
            ["-1", t("any")],
            ...people.slice(0, 500).map((node) => [String(node), `${label(node)} (${articlesBy(node).length})`]),
          ],
          String(state.reporter),
          (value) => go({ reporter: Number(value) }),
        ),
      ),
    dated && field("dates", h("span", { class: "dates" }, dateInput("from"), dateInput("to"))),
    field(
      "least",
      h("input", {
        type: "range",
        id: "confidence",
        min: 0,
        max: 100,
        step: 5,
        value: state.confidence,
        onchange: (event) => go({ confidence: Number(event.target.value) }),
      }),
      `${state.confidence}%`,
    ),
    h(
      "fieldset",
      { class: "segments" },
      h("legend", {}, t("status")),
      ["all", "asserted", "inferred"].map((kind) =>
        h(
          "button",
          { "aria-pressed": String(state.status === kind), "data-status": kind, onclick: () => go({ status: kind }) },
          t(kind),
        ),
      ),
    ),
  );
}

const field = (key, control, value) =>
  h("label", { class: "field" }, h("span", {}, t(key), value && h("output", {}, value)), control);

function select(id, options, value, change) {
  return h(
    "select",
    { id, onchange: (event) => change(event.target.value) },
    options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
  );
}

function dateInput(key) {
  return h("input", {
    type: "date",
    "aria-label": t(key),
    value: state[key],
    onchange: (event) => go({ [key]: event.target.value }),
  });
}

function relationBox(look, number, count) {
  const on = !state.relationsOff.includes(number);
  const toggle = () =>
    go({
      relationsOff: on
        ? [...state.relationsOff, number].sort((a, b) => a - b)
        : state.relationsOff.filter((other) => other !== number),
    });
  return h(
    "label",
    { class: "check" },
    h("input", { type: "checkbox", checked: on, "data-relation": look.name, onchange: toggle }),
    h("span", { class: `line ${look.dashes ? "dashed" : ""}`, style: { color: look.color } }),
    named(look),
    h("span", { class: "count" }, count),
  );
}

let inRegion = null; // for each region, how many entities of the drawn classes pass the other filters there
const openRegions = new Set();

function countRegions() {
  const before = state.region;
  inRegion = new Map();
  state.region = -1;
  const off = new Set(state.typesOff);
  for (let node = 0; node < COUNT; node++) {
    if (
      !told[node] ||
      off.has(NODES.type[node]) ||
      (factFiltered() && !(isArticle(node) ? passes.article[node] : passes.evidence[node]))
    )
      continue;
    const seen = new Set(regionsOf(node).flatMap(chain));
    for (const region of seen) inRegion.set(region, (inRegion.get(region) ?? 0) + 1);
  }
  state.region = before;
}

function regionTree() {
  countRegions();
  for (const region of chain(state.region)) openRegions.add(region);
  const roots = [];
  for (let node = 0; node < COUNT; node++) if (NODES.level[node] && parentOf(node) < 0) roots.push(node);
  return h("ul", { class: "tree", role: "tree" }, branch(roots, 0));
}

function branch(regions, depth) {
  const sorted = regions
    .filter((region) => inRegion.get(region))
    .sort((a, b) => inRegion.get(b) - inRegion.get(a) || a - b);
  return sorted.slice(0, 60).map((region) => {
    const under = (children.get(region) ?? []).filter((child) => inRegion.get(child));
    const open = openRegions.has(region) || NODES.level[region] === "province";
    const turn = () => {
      if (openRegions.has(region)) openRegions.delete(region);
      else openRegions.add(region);
      showFilters();
    };
    return h(
      "li",
      {
        role: "treeitem",
        "aria-expanded": under.length ? String(open) : null,
        "aria-selected": String(state.region === region),
      },
      h(
        "div",
        { class: "row", style: { "padding-left": `${depth * 12}px` } },
        under.length && depth + 1 && NODES.level[region] !== "province"
          ? h("button", { class: "twist", "aria-label": label(region), onclick: turn }, open ? "▾" : "▸")
          : h("span", { class: "twist" }),
        h(
          "button",
          {
            class: "pick",
            "data-region": label(region),
            onclick: () => {
              go({ region: state.region === region ? -1 : region });
              fit(null);
            },
          },
          label(region),
          h("span", { class: "count" }, inRegion.get(region)),
        ),
      ),
      open && under.length > 0 && h("ul", { role: "group" }, branch(under, depth + 1)),
    );
  });
}
