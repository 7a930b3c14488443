// Which nodes are drawn and where: everything follows from the state, so that a link gives the same view again.

const view = { nodes: [], edges: [], inside: new Set(), point: new Map(), base: new Set(), local: false };
const moved = new Map(); // nodes a reader has dragged: kept while the page is open
const NEAR = 40; // neighbours that a click brings in at most
const MOST = 1500;

/** The neighbours that expansion shows: by statements; articles and contributors by authorship and mention too. */
function neighbours(node, most = NEAR) {
  const wide = isArticle(node) || NODES.type[node] === CONTRIBUTOR;
  const found = new Set();
  for (const edge of edgesOf(node)) {
    if (!passes.edge[edge]) continue;
    if (!wide && (EDGES.relation[edge] === MENTIONS || EDGES.relation[edge] === AUTHOR)) continue;
    found.add(otherEnd(edge, node));
  }
  found.delete(node);
  return [...found].sort((a, b) => NODES.rank[a] - NODES.rank[b]).slice(0, most);
}

/** Nodes within so many hops, nearest first, with their distance. */
function ego(centre, hops, most = 300) {
  const distance = new Map([[centre, 0]]);
  let ring = [centre];
  for (let hop = 1; hop <= hops; hop++) {
    const next = [];
    for (const node of ring) {
      for (const other of neighbours(node, hop === 1 ? 120 : 30)) {
        if (distance.has(other) || distance.size >= most) continue;
        distance.set(other, hop);
        next.push(other);
      }
    }
    ring = next;
  }
  return distance;
}

/** The first so many nodes that pass, by rank. */
function leading() {
  const found = [];
  const off = new Uint8Array(TYPES.length);
  for (const type of state.typesOff) off[type] = 1;
  for (let at = 0; at < COUNT && found.length < state.limit; at++) {
    const node = byRank[at];
    if (passes.node[node] && !off[NODES.type[node]]) found.push(node);
  }
  return found;
}

function place(node, x, y) {
  view.point.set(node, moved.get(node) ?? [x, y]);
}

/** Put newcomers near the node that brought them unless their own place is near. */
function bring(anchor, newcomers) {
  const [x, y] = view.point.get(anchor);
  let slot = 0;
  for (const node of newcomers) {
    if (view.point.has(node)) continue;
    const far = Math.hypot(NODES.x[node] - x, NODES.y[node] - y) > 420;
    if (far) {
      const turn = slot * 2.39996 + 0.5;
      const away = 90 + 26 * Math.sqrt(slot++);
      place(node, x + away * 1.4 * Math.cos(turn), y + away * Math.sin(turn));
    } else place(node, NODES.x[node], NODES.y[node]);
    view.nodes.push(node);
  }
}

function compose() {
  view.point = new Map();
  view.nodes = [];
  view.local = state.focus >= 0 || state.path.length > 1 || state.compare.length > 1;
  if (state.path.length > 1) composePath();
  else if (state.compare.length > 1) composeCompare();
  else if (state.focus >= 0) composeEgo(state.focus, Math.max(1, state.hops));
  else {
    for (const node of leading()) {
      place(node, NODES.x[node], NODES.y[node]);
      view.nodes.push(node);
    }
  }
  view.base = new Set(view.nodes);
  const ends = state.edge >= 0 ? [EDGES.source[state.edge], EDGES.target[state.edge]] : [];
  for (const node of [...state.pinned, ...ends, ...state.expanded, state.selected]) {
    if (node < 0) continue;
    if (!view.point.has(node)) {
      place(node, NODES.x[node], NODES.y[node]);
      view.nodes.push(node);
    }
    if (!state.pinned.includes(node) && !ends.includes(node) && (state.expanded.includes(node) || !view.base.has(node)))
      bring(node, neighbours(node));
  }
  const hidden = new Set(state.hidden);
  view.nodes = view.nodes.filter((node) => !hidden.has(node)).slice(0, MOST);
  view.inside = new Set(view.nodes);
  untangle();
  composeEdges();
}

function composeEdges() {
  const articlesShown = view.nodes.some(isArticle);
  view.edges = [];
  for (const node of view.nodes) {
    for (const edge of edgesOf(node)) {
      if (EDGES.source[edge] !== node || !passes.edge[edge] || !view.inside.has(EDGES.target[edge])) continue;
      if (!articlesShown && EDGES.relation[edge] === MENTIONS) continue;
      view.edges.push(edge);
    }
  }
}

/** One node in the middle, its neighbours around it by relation, the next hop outside its own. */
function composeEgo(centre, hops) {
  const distance = ego(centre, hops);
  place(centre, 0, 0);
  view.nodes.push(centre);
  const first = [...distance].filter(([, hop]) => hop === 1).map(([node]) => node);
  first.sort((a, b) => NODES.type[a] - NODES.type[b] || NODES.rank[a] - NODES.rank[b]);
  ring(first, 0, 0, 0);
  const taken = new Set(distance.keys());
  if (hops < 2) return;
  const around = new Map(first.map((node) => [node, []]));
  for (const [node, hop] of distance) {
    if (hop !== 2) continue;
    const anchor =
      neighbours(node, 200).find((other) => around.has(other)) ??
      first.find((other) => neighbours(other, 30).includes(node));
    if (anchor !== undefined) around.get(anchor).push(node);
  }
  for (const [anchor, nodes] of around) {
    const [x, y] = view.point.get(anchor);
    const turn = Math.atan2(y, x);
    nodes.forEach((node, index) => {
      const angle = turn + (index - (nodes.length - 1) / 2) * 0.22;
      const away = Math.hypot(x, y) + 170 + 40 * (index % 3);
      place(node, Math.cos(angle) * away * 1.15, Math.sin(angle) * away);
      view.nodes.push(node);
    });
  }
  taken.clear();
}

/** Nodes in ellipses around a point, as many on each as have room for their labels. */
function ring(nodes, x, y, start) {
  let at = 0;
  let radius = 130;
  while (at < nodes.length) {
    const room = Math.max(6, Math.floor((2 * Math.PI * radius) / 95));
    const count = Math.min(room, nodes.length - at);
    for (let i = 0; i < count; i++) {
      const turn = start + (2 * Math.PI * i) / count - Math.PI / 2;
      const node = nodes[at + i];
      place(node, x + radius * 1.35 * Math.cos(turn), y + radius * Math.sin(turn));
      view.nodes.push(node);
    }
    at += count;
    radius += 95;
  }
}

/** The room a node takes with its label. */
function box(node) {
  const text = label(node);
  let columns = 0;
  for (const char of text) columns += char.codePointAt(0) > 0x2e7f ? 1 : 0.55;
  const size = fontSize(node);
  const [rows, width] = columns <= 11 ? [1, columns] : [2, Math.min(columns / 2 + 1, 11)];
  return [(width * size) / 2 + 5, nodeSize(node) + rows * size * 0.62 + 2];
}

/** Push newcomers (and, in a view of its own, everybody) off each other's labels. */
function untangle() {
  const fixed = (node) =>
    moved.has(node) ||
    (!view.local && view.base.has(node) && NODES.rank[node] < MOST && told[node] && typeOf(node).first);
  const boxes = new Map(view.nodes.map((node) => [node, box(node)]));
  const cellX = 160;
  const cellY = 70;
  for (let round = 0; round < 80; round++) {
    const grid = new Map();
    for (const node of view.nodes) {
      const [x, y] = view.point.get(node);
      const key = Math.floor(x / cellX) * 100003 + Math.floor(y / cellY);
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(node);
    }
    let pushes = 0;
    for (const [key, nodes] of grid) {
      for (const step of [0, 1, 100003 - 1, 100003, 100003 + 1]) {
        const others = step === 0 ? nodes : grid.get(key + step);
        if (!others) continue;
        for (let i = 0; i < nodes.length; i++) {
          for (let j = step === 0 ? i + 1 : 0; j < others.length; j++)
            pushes += push(nodes[i], others[j], boxes, fixed, round);
        }
      }
    }
    if (!pushes) return;
  }
}

function push(a, b, boxes, fixed, round) {
  const stuckA = fixed(a);
  const stuckB = fixed(b);
  if (stuckA && stuckB) return 0;
  const [x1, y1] = view.point.get(a);
  const [x2, y2] = view.point.get(b);
  const overX = boxes.get(a)[0] + boxes.get(b)[0] - Math.abs(x2 - x1);
  const overY = boxes.get(a)[1] + boxes.get(b)[1] - Math.abs(y2 - y1);
  if (overX <= 0.5 || overY <= 0.5) return 0;
  const share = stuckA ? 0 : stuckB ? 1 : NODES.rank[a] < NODES.rank[b] ? 0.3 : 0.7;
  if (overX < overY * 1.2) {
    const step = x2 > x1 || (x2 === x1 && (a + round) % 2) ? overX : -overX;
    view.point.set(a, [x1 - step * share, y1]);
    view.point.set(b, [x2 + step * (1 - share), y2]);
  } else {
    const step = y2 > y1 || (y2 === y1 && (b + round) % 2) ? overY : -overY;
    view.point.set(a, [x1, y1 - step * share]);
    view.point.set(b, [x2, y2 + step * (1 - share)]);
  }
  return 1;
}
