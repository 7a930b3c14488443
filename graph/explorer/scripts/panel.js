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
    panelHead(kindOf(node), label(node), () => go({ selected: -1 })),
    h("div", { class: "actions" }, actions(node)),
    h("dl", { class: "about" }, about(node)),
    isArticle(node) ? [articleBody(node), figureList(node), statementGroups(node)] : null,
    isArticle(node) ? null : [statementGroups(node), figureList(node)],
    doubtList(node),
  ];
}

/** The head of the panel; `close` leaves it. */
function panelHead(kind, name, close) {
  return part("head", {
    kind,
    name,
    tools: h("button", { class: "icon", "aria-label": t("close"), onclick: close }, "✕"),
  });
}

function kindOf(node) {
  const text = [named(typeOf(node)), NODES.level[node] && t(NODES.level[node])].filter(Boolean).join(" · ");
  return part("kind", { shape: badge(node), text });
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
  const row = (key, ...value) => part("property", { name: t(key), value });
  const home = NODES.home[node];
  const places = home === node ? chain(parentOf(node)) : home >= 0 ? chain(home) : regionsOf(node).slice(0, 6);
  const rows = [];
  if (NODES.names[node]) rows.push(row("also", NODES.names[node].join("、")));
  if (NODES.slips[node]) rows.push(row("misprinted", NODES.slips[node].join("、")));
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
  rows.push(
    served
      ? row("entityPage", h("a", { href: `/${NODES.path[node]}` }, NODES.path[node]))
      : part("property", { name: "IRI", value: iri(node) }),
  );
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
/** Whether a server shows this page; an IRI alone need not lead anywhere. */
const served = location.protocol.startsWith("http");

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
  const title = forward ? named(RELATIONS[relation]) : RELATIONS[relation].back[language];
  const group = part("group", { title, count: items.length, statements: items.slice(0, SOME).map(statementItem) });
  if (items.length > SOME) {
    const rest = (event) => event.target.replaceWith(...items.slice(SOME).map(statementItem));
    const more = h("button", { class: "more", onclick: rest }, `${t("more")} ${items.length - SOME}`);
    group.querySelector("ul").append(more);
  }
  return group;
}

function statementItem({ edge, other, facts }) {
  if (EDGES.relation[edge] === MENTIONS) return mentionItem(edge, other, facts);
  if (EDGES.relation[edge] === AUTHOR) return authorItem(edge, other, facts);
  const shown = facts.slice(0, 6).map(factElement);
  return part("statement", {
    entity: nodeLink(other),
    facts: [shown, facts.length > 6 && h("small", {}, `+${facts.length - 6}`)],
  });
}

/** An article and its contributor: in which role, under which column, on which page. */
function authorItem(edge, other, facts) {
  const article = EDGES.source[edge];
  const { title, spans } = detail().facts;
  const column = CORE.articles.column[articleNumber(article)];
  const roles = facts.map((fact) =>
    h("button", { title: t("open_quote"), onclick: () => openReader(article, spans[fact]) }, t(title[fact] ?? "")),
  );
  const told = other === article && [t(CORE.articles.kind[articleNumber(article)]), column].filter(Boolean).join(" · ");
  const cite = part("cite", { article: roles, by: told, page: other === article && pageName(article) });
  return part("statement", { entity: nodeLink(other), facts: part("fact", { cite }) });
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
  const count = facts.length > 1 && h("span", { class: "count" }, ` ×${facts.length}`);
  return part("statement", { entity: [nodeLink(other), count], facts: namedThere(edge, other === EDGES.source[edge]) });
}

function namedThere(edge, source = true) {
  const article = EDGES.source[edge];
  const facts = factsOf(edge).filter((fact) => passes.fact[fact]);
  const spans = facts.flatMap((fact) => detail().facts.spans[fact]);
  const printed = [...new Set(facts.map((fact) => detail().facts.title[fact]).filter(Boolean))];
  const cite = source && part("cite", { article: bylines(article), page: pageName(article) });
  return part("fact", { said: said(article, spans, [surroundings(article, spans, printed)]), cite });
}

/** The words around a span; without the page's text, the names as printed. */
function surroundings(article, [begin, end], printed) {
  const text = codePoints(pageOf(article));
  if (!text || begin === undefined) return [[printed.join("、"), true]];
  const words = (from, to) => oneLine(text.slice(Math.max(0, from), to));
  return [[`…${words(begin - 16, begin)}`], [words(begin, end), true], [`${words(end, end + 24)}…`]];
}

/** Words that open the page where they stand; `sentences` are lists of text and whether it is of the words. */
function said(article, spans, sentences) {
  const quotes = sentences.map((found) =>
    part("quote", { pieces: found.map(([words, marked]) => (marked ? h("mark", {}, words) : words)) }),
  );
  const made = part("said", { quotes });
  made.title = t("open_quote");
  made.addEventListener("click", () => openReader(article, spans));
  return made;
}

/** The words of a fact in their sentences; without the page's text, the words alone. */
function sentencesOf(fact) {
  const text = codePoints(pageOf(FACTS.article[fact]));
  if (text) return passages(text, detail().facts.spans[fact]);
  return quotePieces(fact).map((piece) => [[piece.text, true]]);
}

/** One article's word for a statement: the quote, where it stands, how sure it is. */
function factElement(fact) {
  const article = FACTS.article[fact];
  const { premises, title, spans, rule } = detail().facts;
  if (article < 0) return part("fact", { cite: part("cite", { article: t("known_only") }) });
  const sure = `${t("confidence")} ${Math.round(FACTS.confidence[fact] * 100)}%`;
  const cite = part("cite", {
    inferred: FACTS.inferred[fact] ? t("inferred") : null,
    sure: h("span", { title: `${t("rule")} ${detail().rules[rule[fact]]}` }, sure),
    article: h("button", { onclick: () => choose(article, true) }, label(article)),
    by: bylines(article),
    page: pageName(article),
  });
  const made = part("fact", {
    post: title[fact] && t(title[fact]),
    said: said(article, spans[fact], sentencesOf(fact)),
    cite,
    premises: premises[fact] && `${t("premises")}${t("colon")}${premises[fact].join("；")}`,
  });
  made.classList.toggle("inferred", Boolean(FACTS.inferred[fact]));
  return made;
}

function bylines(article) {
  const people = edgesOf(article).filter((edge) => EDGES.relation[edge] === AUTHOR);
  return Array.from(people, (edge) => label(EDGES.target[edge])).join(" ");
}

function pageName(article) {
  const { newspaper, date, number, name } = CORE.pages[pageOf(article)];
  return [newspaper, date, number].filter(Boolean).join(" ") || name;
}

function figureList(node) {
  const figures = detail().figures.filter(
    (figure) => figure.subject === node || figure.article === node || isCounted(node, figure),
  );
  if (!figures.length) return null;
  const items = figures.map((figure) => figureItem(figure, node));
  return part("group", { title: t("figures"), count: figures.length, statements: items });
}

/** Whether it is a programme that the figure counts by its name, in an article that names it. */
function isCounted(node, { article, measure }) {
  if (typeOf(node).name !== "Programme" || ![label(node), ...(NODES.names[node] ?? [])].includes(measure)) return false;
  return edgesOf(node).some((edge) => EDGES.relation[edge] === MENTIONS && EDGES.source[edge] === article);
}

function figureItem({ article, subject, spans, measure, value, max, unit, about }, node) {
  const text = codePoints(pageOf(article));
  return part("figure", {
    measure: subject < 0 || subject === node ? measure : `${label(subject)} · ${measure}`,
    value: `${about ? t("about") : ""} ${value}${max === null ? "" : `–${max}`} ${unit}`.trim(),
    said: said(article, spans, text ? passages(text, spans) : []),
    cite: part("cite", {
      article: h("button", { onclick: () => choose(article, true) }, label(article)),
      by: bylines(article),
      page: pageName(article),
    }),
  });
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
  const statements = doubts.map((doubt) =>
    part("statement", {
      entity: said(doubt.article, doubt.spans, [[[doubt.message, false]]]),
      facts: doubt.article !== node && part("cite", { article: label(doubt.article) }),
    }),
  );
  return part("group", { title: t("doubts"), count: doubts.length, statements });
}
