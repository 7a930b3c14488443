// The side panel: who or what it is, and every statement with the words that say so.

const SOME = 5; // statements of a group shown before "more"

function showPanel() {
  const panel = byId("panel");
  const open = state.selected >= 0 || state.edge >= 0 || state.path.length > 0 || state.compare.length > 0;
  panel.hidden = !open;
  document.body.classList.toggle("with-panel", open);
  if (!open) return;
  panel.setAttribute("aria-label", state.selected >= 0 ? label(state.selected) : t("path"));
  if (state.path.length) fill(panel, pathPanel());
  else if (state.compare.length) fill(panel, comparePanel());
  else if (state.selected >= 0) fill(panel, entityPanel(state.selected));
  else fill(panel, edgePanel(state.edge));
  panel.scrollTop = 0;
}

function entityPanel(node) {
  return [
    h(
      "header",
      { class: "head" },
      h("div", { class: "kind" }, badge(node), named(typeOf(node)), NODES.level[node] && ` · ${t(NODES.level[node])}`),
      h("button", { class: "icon", "aria-label": t("close"), onclick: () => go({ selected: -1 }) }, "✕"),
      h("h2", {}, label(node)),
    ),
    h("div", { class: "actions" }, actions(node)),
    h("dl", { class: "about" }, about(node)),
    isArticle(node) ? articleBody(node) : null,
    figureList(node),
    statementGroups(node),
    doubtList(node),
  ];
}

function actions(node) {
  const pinned = state.pinned.includes(node);
  const button = (key, run, pressed) =>
    h(
      "button",
      { onclick: run, "aria-pressed": pressed === undefined ? null : String(pressed), "data-action": key },
      t(key),
    );
  return [
    button("expand", () => expand(node)),
    state.focus === node ? button("unfocus", () => go({ focus: -1 })) : button("focus", () => go({ focus: node })),
    h(
      "button",
      { onclick: () => go({ hops: state.hops === 1 ? 2 : 1 }), "data-action": "hops" },
      `${state.hops}${t("hops")}`,
    ),
    button("path", () => pick("path", node)),
    button("compare", () => pick("compare", node)),
    pinned ? button("unpin", () => pin(node, false), true) : button("pin", () => pin(node, true), false),
    button("hide", () => hide(node)),
  ];
}

function about(node) {
  const row = (key, ...value) => [h("dt", {}, t(key)), h("dd", {}, value)];
  const home = NODES.home[node];
  const places = home === node ? chain(parentOf(node)) : home >= 0 ? chain(home) : regionsOf(node).slice(0, 6);
  const rows = [];
  if (NODES.names[node]) rows.push(row("alias", NODES.names[node].join("、")));
  if (NODES.slips[node]) rows.push(row("slip", NODES.slips[node].join("、")));
  if (places.length)
    rows.push(
      row(
        "within",
        places.map((region, at) => [at ? (home >= 0 ? " ‹ " : "、") : "", nodeLink(region)]),
      ),
    );
  if (NODES.type[node] === CONTRIBUTOR)
    rows.push(
      row(
        "coverage",
        coverage(node).map(([region, number]) => [nodeLink(region), h("span", { class: "count" }, number), " "]),
      ),
    );
  if (NODES.code[node]) rows.push(row("code", NODES.code[node]));
  if (communitySize(node) > 2)
    rows.push(
      row(
        "inCommunity",
        swatch(communityColor(node)),
        ` ${NODES.community[node] + 1} · ${communitySize(node)} ${t("members")}`,
      ),
    );
  if (detail().reasons[node])
    rows.push(
      row(
        "reasons",
        detail().reasons[node].map((reason) => h("div", {}, reason)),
      ),
    );
  if (isArticle(node)) rows.push(...aboutArticle(node, row));
  rows.push(row("entityPage", h("a", { href: pageAddress(node), rel: "noreferrer" }, NODES.path[node])));
  return rows;
}

const swatch = (color) => h("span", { class: "swatch inline", style: { background: color } });

let sizes = null;
/** How many entities are as near to one another as this one and its neighbours. */
function communitySize(node) {
  if (!sizes) {
    sizes = new Map();
    for (const community of NODES.community) sizes.set(community, (sizes.get(community) ?? 0) + 1);
  }
  return NODES.community[node] < 0 ? 0 : sizes.get(NODES.community[node]);
}

/** Where the entity's own page is: on the server that serves this one, else at its IRI. */
const pageAddress = (node) =>
  location.protocol.startsWith("http") ? `${location.origin}/${NODES.path[node]}` : iri(node);

function aboutArticle(node, row) {
  const number = articleNumber(node);
  const { column, kicker, subtitle, kind } = CORE.articles;
  const { newspaper, date, number: printed, name } = CORE.pages[pageOf(node)];
  return [
    [kicker[number], subtitle[number]].some(Boolean) &&
      row("about", [kicker[number], subtitle[number]].filter(Boolean).join(" / ")),
    column[number] && row("column", column[number]),
    row("kind", t(kind[number])),
    row("page", [newspaper, date, printed, name].filter(Boolean).join(" · ")),
  ];
}

function articleBody(node) {
  return h(
    "p",
    {},
    h(
      "button",
      { class: "wide", onclick: () => openReader(node, CORE.articles.spans[articleNumber(node)]) },
      t("pageText"),
    ),
  );
}

/** Statements by relation and direction, the most telling relations first. */
function statementGroups(node) {
  const groups = new Map();
  for (const edge of edgesOf(node)) {
    const facts = factsOf(edge).filter((fact) => passes.fact[fact]);
    if (!facts.length) continue;
    const forward = EDGES.source[edge] === node;
    const key = (forward ? "" : "reverse_") + relationOf(edge).name;
    if (!groups.has(key)) groups.set(key, { relation: EDGES.relation[edge], forward, items: [] });
    groups.get(key).items.push({ edge, other: otherEnd(edge, node), facts });
  }
  const sorted = [...groups].sort((a, b) => a[1].relation - b[1].relation || b[1].forward - a[1].forward);
  return sorted.map(([key, group]) => groupElement(node, key, group));
}

function groupElement(node, key, { relation, forward, items }) {
  items.sort((a, b) => NODES.rank[a.other] - NODES.rank[b.other]);
  const title = forward ? (key === "mentions" ? t("mentionsIn") : named(RELATIONS[relation])) : t(key);
  const list = h("ul", {});
  const show = (from, to) =>
    append(
      list,
      items.slice(from, to).map((item) => statementItem(item)),
    );
  show(0, SOME);
  const more =
    items.length > SOME &&
    h(
      "button",
      {
        class: "more",
        onclick: (event) => {
          event.target.remove();
          show(SOME, items.length);
        },
      },
      `${t("more")} (${items.length - SOME})`,
    );
  return h("section", { class: "group" }, h("h3", {}, title, h("span", { class: "count" }, items.length)), list, more);
}

function statementItem({ edge, other, facts }) {
  if (EDGES.relation[edge] === MENTIONS) return mentionItem(edge, other, facts);
  if (EDGES.relation[edge] === AUTHOR) return authorItem(edge, other, facts);
  return h(
    "li",
    {},
    nodeLink(other),
    facts.slice(0, 6).map(factElement),
    facts.length > 6 && h("small", {}, `+${facts.length - 6}`),
  );
}

/** An article and its contributor: in which role, under which column, on which page. */
function authorItem(edge, other, facts) {
  const article = EDGES.source[edge];
  const { title, spans } = detail().facts;
  const column = CORE.articles.column[articleNumber(article)];
  return h(
    "li",
    {},
    nodeLink(other),
    h(
      "div",
      { class: "source" },
      facts.map((fact) =>
        h(
          "button",
          { class: "post", title: t("openQuote"), onclick: () => openReader(article, spans[fact]) },
          t(title[fact] ?? ""),
        ),
      ),
      other === article && [
        h("span", {}, t(CORE.articles.kind[articleNumber(article)])),
        column && h("span", {}, column),
        pageName(article),
      ],
    ),
  );
}

/** Where a contributor has reported from: leagues and cities with the number of articles. */
function coverage(node) {
  const count = new Map();
  for (const article of articlesBy(node)) {
    for (const region of new Set(regionsOf(article).map(league))) count.set(region, (count.get(region) ?? 0) + 1);
  }
  return [...count]
    .filter(([region]) => NODES.level[region] !== "province")
    .sort((a, b) => b[1] - a[1] || NODES.rank[a[0]] - NODES.rank[b[0]]);
}

/** An article in which the entity is named: how often, and the words around the first time. */
function mentionItem(edge, other, facts) {
  return h(
    "li",
    {},
    nodeLink(other),
    facts.length > 1 && h("span", { class: "count" }, `×${facts.length}`),
    namedThere(edge, other === EDGES.source[edge]),
  );
}

function namedThere(edge, source = true) {
  const article = EDGES.source[edge];
  const facts = factsOf(edge).filter((fact) => passes.fact[fact]);
  const spans = facts.flatMap((fact) => detail().facts.spans[fact]);
  const printed = [...new Set(facts.map((fact) => detail().facts.title[fact]).filter(Boolean))];
  return h(
    "div",
    { class: "fact" },
    h(
      "button",
      { class: "said", title: t("openQuote"), onclick: () => openReader(article, spans) },
      h("q", {}, surroundings(article, spans, printed)),
    ),
    source && h("div", { class: "source" }, bylines(article), pageName(article)),
  );
}

/** The words around a span, the span itself set off; without the page's text, the names as printed. */
function surroundings(article, [begin, end], printed) {
  const text = codePoints(pageOf(article));
  if (!text || begin === undefined) return printed.join("、");
  const words = (from, to) => text.slice(Math.max(0, from), to).join("").replace(/\s+/g, " ");
  return ["…", words(begin - 16, begin), h("b", {}, words(begin, end)), words(end, end + 24), "…"];
}

/** One article's word for a statement: the quote, where it stands, how sure it is. */
function factElement(fact) {
  const article = FACTS.article[fact];
  const { premises, title } = detail().facts;
  if (article < 0) return h("div", { class: "fact quiet" }, t("gazetteer"));
  const pieces = quotePieces(fact);
  const spans = detail().facts.spans[fact];
  return h(
    "div",
    { class: `fact ${FACTS.inferred[fact] ? "inferred" : ""}` },
    title[fact] && h("span", { class: "post" }, t(title[fact])),
    h(
      "button",
      { class: "said", title: t("openQuote"), onclick: () => openReader(article, spans) },
      h("q", {}, clip(pieces)),
    ),
    h(
      "div",
      { class: "source" },
      FACTS.inferred[fact] ? h("span", { class: "tag" }, t("inferred")) : null,
      h(
        "span",
        { class: "sure", title: `${t("confidence")} · ${t("rule")} ${detail().rules[detail().facts.rule[fact]]}` },
        `${Math.round(FACTS.confidence[fact] * 100)}%`,
      ),
      h("button", { class: "article", onclick: () => choose(article, true) }, label(article)),
      bylines(article),
      pageName(article),
    ),
    premises[fact] && h("div", { class: "premises" }, `${t("fromWhat")}：`, premises[fact].join("；")),
  );
}

const clip = (pieces, most = 110) => {
  const text = pieces.map((piece) => piece.text.replace(/\s+/g, " ").trim()).join(" … ");
  const chars = Array.from(text);
  return chars.length > most ? `${chars.slice(0, most).join("")}…` : text;
};

function bylines(article) {
  const people = edgesOf(article).filter((edge) => EDGES.relation[edge] === AUTHOR);
  return people.length ? h("span", {}, Array.from(people, (edge) => label(EDGES.target[edge])).join(" ")) : null;
}

function pageName(article) {
  const { newspaper, date, number, name } = CORE.pages[pageOf(article)];
  return h("span", {}, [newspaper, date, number].filter(Boolean).join(" ") || name);
}

function figureList(node) {
  const figures = detail().figures.filter((figure) => figure.subject === node || figure.article === node);
  if (!figures.length) return null;
  return h(
    "section",
    { class: "group" },
    h("h3", {}, t("figures"), h("span", { class: "count" }, figures.length)),
    h(
      "ul",
      { class: "figures" },
      figures.map((figure) =>
        h(
          "li",
          {},
          h(
            "button",
            { class: "said", onclick: () => openReader(figure.article, figure.spans) },
            h("span", {}, figure.measure),
            " ",
            h(
              "strong",
              {},
              `${figure.about ? t("about") : ""}${figure.value}${figure.max === null ? "" : `–${figure.max}`} ${figure.unit}`,
            ),
          ),
          h("div", { class: "source" }, label(figure.article)),
        ),
      ),
    ),
  );
}

/** Whether a doubt stands where the entity is named. */
function touches(doubt, node) {
  const { spans } = detail().facts;
  return edgesOf(node).some(
    (edge) =>
      EDGES.relation[edge] === MENTIONS &&
      EDGES.source[edge] === doubt.article &&
      factsOf(edge).some((fact) => overlap(doubt.spans, spans[fact])),
  );
}

function overlap(one, other) {
  for (let i = 0; i < one.length; i += 2) {
    for (let j = 0; j < other.length; j += 2) if (one[i] < other[j + 1] && other[j] < one[i + 1]) return true;
  }
  return false;
}

function doubtList(node) {
  const doubts = detail().doubts.filter((doubt) => doubt.article === node || touches(doubt, node));
  if (!doubts.length) return null;
  return h(
    "section",
    { class: "group" },
    h("h3", {}, t("doubts"), h("span", { class: "count" }, doubts.length)),
    h(
      "ul",
      {},
      doubts.map((doubt) =>
        h(
          "li",
          {},
          h("button", { class: "said", onclick: () => openReader(doubt.article, doubt.spans) }, doubt.message),
          doubt.article !== node && h("div", { class: "source" }, label(doubt.article)),
        ),
      ),
    ),
  );
}
