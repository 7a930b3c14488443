// Two entities: the shortest path between them with what says so, and what they share.

/** What a step over an edge costs: a statement less than standing in one article, a hub a little more. */
function cost(edge, to) {
  const relation = EDGES.relation[edge];
  const kind = relation === MENTIONS ? 1.6 : relation === AUTHOR ? 1.1 : 1;
  return kind + 0.12 * Math.log10(1 + edgeStart[to + 1] - edgeStart[to]);
}

/** The edges of the cheapest path, [] for none (Dijkstra with a binary heap). */
function shortestPath(from, to) {
  const distance = new Float64Array(COUNT).fill(Infinity);
  const by = new Int32Array(COUNT).fill(-1);
  const heap = [[0, from]];
  distance[from] = 0;
  while (heap.length) {
    const [length, node] = heapPop(heap);
    if (node === to) break;
    if (length > distance[node]) continue;
    for (const edge of edgesOf(node)) {
      if (!passes.edge[edge]) continue;
      const other = otherEnd(edge, node);
      const reach = length + cost(edge, other);
      if (reach < distance[other]) {
        distance[other] = reach;
        by[other] = edge;
        heapPush(heap, [reach, other]);
      }
    }
  }
  const found = [];
  for (let node = to; node !== from; ) {
    const edge = by[node];
    if (edge < 0) return [];
    found.unshift(edge);
    node = otherEnd(edge, node);
  }
  return found;
}

function heapPush(heap, item) {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (heap[up][0] <= heap[at][0]) break;
    [heap[up], heap[at]] = [heap[at], heap[up]];
    at = up;
  }
}

function heapPop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (!heap.length) return top;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const small = left + 1 < heap.length && heap[left + 1][0] < heap[left][0] ? left + 1 : left;
    if (small >= heap.length || heap[at][0] <= heap[small][0]) return top;
    [heap[at], heap[small]] = [heap[small], heap[at]];
    at = small;
  }
}

function pathNodes([from, to]) {
  const nodes = [from];
  for (const edge of shortestPath(from, to)) nodes.push(otherEnd(edge, nodes[nodes.length - 1]));
  return nodes;
}

/** The path as a gentle wave from left to right. */
function composePath() {
  const nodes = pathNodes(state.path);
  const all = nodes.length > 1 ? nodes : state.path;
  all.forEach((node, at) => {
    place(node, (at - (all.length - 1) / 2) * 210, at % 2 ? 46 : -46);
    view.nodes.push(node);
  });
}

/** One relation of two with all that say so. */
function edgePanel(edge) {
  const [source, target] = [EDGES.source[edge], EDGES.target[edge]];
  const facts = factsOf(edge).filter((fact) => passes.fact[fact]);
  return [
    panelHead(part("kind", { text: `${named(relationOf(edge))} · ${facts.length} ${t("statements")}` }), `${label(source)} → ${label(target)}`, () => go({ edge: -1 })),
    h(
      "section",
      { class: "group" },
      nodeLink(source),
      h("div", { class: "arrow" }, `— ${named(relationOf(edge))} →`),
      nodeLink(target),
      [MENTIONS, AUTHOR].includes(EDGES.relation[edge]) ? namedThere(edge) : facts.map(factElement),
    ),
  ];
}

function pathPanel() {
  const [from, to] = state.path;
  const edges = shortestPath(from, to);
  let node = from;
  return [
    panelHead(part("kind", { text: [t("path"), edges.length > 0 && ` · ${edges.length} ${t("steps")}`] }), `${label(from)} → ${label(to)}`, () => go({ path: [], selected: from })),
    edges.length ? null : h("p", { class: "quiet" }, t("noPath")),
    edges.map((edge) => {
      const forward = EDGES.source[edge] === node;
      const start = node;
      node = otherEnd(edge, node);
      const arrow = forward ? `— ${named(relationOf(edge))} →` : `← ${named(relationOf(edge))} —`;
      return h(
        "section",
        { class: "group step" },
        nodeLink(start),
        h("div", { class: "arrow" }, arrow),
        nodeLink(node),
        [MENTIONS, AUTHOR].includes(EDGES.relation[edge])
          ? namedThere(edge)
          : factsOf(edge)
              .filter((fact) => passes.fact[fact])
              .slice(0, 3)
              .map(factElement),
      );
    }),
  ];
}

// --- comparison ---------------------------------------------------------------

/** What a node has to do with: its neighbours; of a contributor, what the articles name. */
function around(node) {
  const found = new Set();
  const writer = NODES.type[node] === CONTRIBUTOR;
  for (const edge of edgesOf(node)) {
    if (!passes.edge[edge]) continue;
    const other = otherEnd(edge, node);
    if (!writer) found.add(other);
    else if (EDGES.relation[edge] === AUTHOR)
      for (const mention of edgesOf(other))
        if (passes.edge[mention] && EDGES.source[mention] === other) found.add(EDGES.target[mention]);
  }
  found.delete(node);
  return found;
}

function compared([a, b]) {
  const left = around(a);
  const right = around(b);
  const pick = (nodes, fits) =>
    [...nodes].filter((node) => node !== a && node !== b && fits(node)).sort((x, y) => NODES.rank[x] - NODES.rank[y]);
  return {
    both: pick(left, (node) => right.has(node)),
    left: pick(left, (node) => !right.has(node)),
    right: pick(right, (node) => !left.has(node)),
  };
}

/** The two left and right, what they share between them; outside what is each one's own, of contributors their articles inside. */
function composeCompare() {
  const [a, b] = state.compare;
  const { both, left, right } = compared(state.compare);
  const shared = both.slice(0, 60);
  const middle = new Set(shared);
  const column = (nodes, x, width) =>
    nodes.forEach((node, at) => {
      if (view.point.has(node)) return;
      const rows = Math.ceil(nodes.length / width);
      place(
        node,
        x + Math.floor(at / rows) * 170 * Math.sign(x || 1) - (x ? 0 : ((width - 1) * 170) / 2),
        ((at % rows) - (rows - 1) / 2) * 76,
      );
      view.nodes.push(node);
    });
  const side = (node, own, sign) => {
    const writer = NODES.type[node] === CONTRIBUTOR;
    place(node, sign * (writer ? 620 : 330), 0);
    view.nodes.push(node);
    const articles = writer
      ? articlesBy(node).filter((article) =>
          Array.from(edgesOf(article)).some((edge) => middle.has(EDGES.target[edge])),
        )
      : [];
    column(
      writer ? articles.slice(0, 40) : own.slice(0, 40),
      sign * (writer ? 330 : 560),
      (writer ? articles : own).length > 14 ? 2 : 1,
    );
  };
  side(a, left, -1);
  side(b, right, 1);
  column(shared, 0, shared.length > 14 ? 2 : 1);
}

function comparePanel() {
  const [a, b] = state.compare;
  const { both, left, right } = compared(state.compare);
  const list = (title, nodes) =>
    part("group", {
      title,
      count: nodes.length,
      statements: nodes.slice(0, 60).map((node) => part("statement", { entity: nodeLink(node) })),
    });
  return [
    panelHead(part("kind", { text: t("compare") }), `${label(a)} ⇄ ${label(b)}`, () => go({ compare: [], selected: a })),
    list(t("shared"), both),
    list(`${t("onlyIn")} ${label(a)}`, left),
    list(`${t("onlyIn")} ${label(b)}`, right),
  ];
}
