// The canvas: vis-network draws nodes and edges; territories lie beneath, labels above (labels.js).

const nodeData = new vis.DataSet();
const edgeData = new vis.DataSet();
const drawn = { nodes: new Map(), edges: new Map() }; // what each looks like now, to send changes only
const readyNodes = new Map(DRAWING.nodes.map((node) => [node.id, node]));
const readyEdges = new Map(DRAWING.edges.map((edge) => [edge.id, edge]));
const MARGIN = { top: 40, bottom: 66 }; // breadcrumb and legend lie over the canvas
let net = null;
let resting = false; // lines wait while the drawing moves
let unseen = false; // the window waits to be fitted
let hovered = -1;
let lit = null; // the nodes that stand out, or null
let litEdges = new Set();

const dark = () => document.documentElement.dataset.theme === "dark";
const colors = () =>
  dark()
    ? {
        paper: "#14181d",
        ink: "#e8ecf1",
        faint: "#8f9aa7",
        territory: "rgba(148,163,184,0.07)",
        name: "rgba(203,213,225,0.26)",
        border: "#14181d",
      }
    : {
        paper: "#fbfaf7",
        ink: "#1d2733",
        faint: "#6b7683",
        territory: "rgba(100,116,139,0.075)",
        name: "rgba(71,85,105,0.24)",
        border: "#ffffff",
      };

/** What vis-network is given for a node: as pyvis made it, or made alike for nodes brought in later. */
function nodeItem(node) {
  const [x, y] = view.point.get(node);
  const look = typeOf(node);
  const made = readyNodes.get(node) ?? { id: node, shape: look.shape, size: nodeSize(node), color: look.color };
  const strong = node === state.selected || state.path.includes(node) || state.compare.includes(node);
  const pinned = state.pinned.includes(node);
  return {
    id: node,
    shape: made.shape,
    size: made.size,
    x,
    y,
    color: {
      background: state.paint === "community" ? communityColor(node) : made.color,
      border: strong || pinned ? colors().ink : colors().border,
    },
    borderWidth: strong ? 3 : pinned ? 2 : 1,
    opacity: lit && !lit.has(node) ? 0.16 : 1,
  };
}

function edgeItem(edge) {
  const look = relationOf(edge);
  const made = readyEdges.get(edge) ?? {
    id: edge,
    from: EDGES.source[edge],
    to: EDGES.target[edge],
    color: { color: look.color },
    width: 2,
    arrows: "to",
    dashes: onlyInferred(edge) || look.dashes,
  };
  const strong = litEdges.has(edge);
  return {
    id: edge,
    from: made.from,
    to: made.to,
    dashes: made.dashes,
    arrows: made.arrows,
    color: { color: made.color.color, opacity: lit && !strong ? 0.08 : strong ? 1 : 0.55 },
    width: strong ? 3 : made.width,
  };
}

/** The larger communities have colours of their own, the rest are grey. */
function communityColor(node) {
  const community = NODES.community[node];
  return community >= 0 && community < HUES.length - 1 ? HUES[community] : HUES[HUES.length - 1];
}

const onlyInferred = (edge) => factsOf(edge).every((fact) => FACTS.inferred[fact]);

/** Bring the canvas to the view: send what is new or changed, take away what is gone. */
function redraw() {
  light();
  sync(nodeData, drawn.nodes, view.nodes, nodeItem);
  sync(edgeData, drawn.edges, view.edges, edgeItem);
  labelOrder();
  const many = view.edges.length > 700; // a window full of lines is drawn anew when the hand rests
  if (many !== resting) net.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  resting = many;
  net.redraw();
  if (unseen) fit(null, false);
}

function sync(data, known, wanted, make) {
  const next = new Set(wanted);
  const gone = [...known.keys()].filter((id) => !next.has(id));
  const changed = [];
  for (const id of wanted) {
    const item = make(id);
    const print = JSON.stringify(item);
    if (known.get(id) === print) continue;
    known.set(id, print);
    changed.push(item);
  }
  for (const id of gone) known.delete(id);
  if (gone.length) data.remove(gone);
  if (changed.length) data.update(changed);
}

/** Which nodes and edges stand out: the selected one with its neighbours, or a path. */
function light() {
  litEdges = new Set();
  lit = null;
  if (state.path.length > 1 || state.compare.length > 1) return;
  if (state.edge >= 0) {
    litEdges.add(state.edge);
    lit = new Set([EDGES.source[state.edge], EDGES.target[state.edge]]);
    return;
  }
  if (state.selected < 0 || !view.inside.has(state.selected)) return;
  lit = new Set([state.selected]);
  let ring = [state.selected];
  for (let hop = 0; hop < state.hops; hop++) {
    const next = [];
    for (const node of ring) {
      for (const edge of edgesOf(node)) {
        const other = otherEnd(edge, node);
        if (!passes.edge[edge] || !view.inside.has(other)) continue;
        litEdges.add(edge);
        if (!lit.has(other)) {
          lit.add(other);
          next.push(other);
        }
      }
    }
    ring = next;
  }
}

function startCanvas() {
  const options = { ...DRAWING.options, nodes: { ...DRAWING.options.nodes, font: { size: 0 } } };
  net = new vis.Network(byId("canvas"), { nodes: nodeData, edges: edgeData }, options);
  net.on("beforeDrawing", drawTerritories);
  net.on("afterDrawing", drawLabels);
  net.on("click", (event) => {
    const node = net.getNodeAt(event.pointer.DOM) ?? labelAt(event.pointer.DOM);
    const edge = node === undefined && !lit && !picking ? net.getEdgeAt(event.pointer.DOM) : undefined;
    if (node !== undefined) choose(node);
    else if (edge !== undefined) go({ edge, selected: -1 });
    else if (state.selected >= 0 || state.edge >= 0) go({ selected: -1, edge: -1 });
  });
  net.on("doubleClick", (event) => {
    const node = net.getNodeAt(event.pointer.DOM) ?? labelAt(event.pointer.DOM);
    if (node !== undefined) expand(node);
  });
  net.on("hoverNode", (event) => {
    hovered = event.node;
    net.redraw();
  });
  net.on("blurNode", () => {
    hovered = -1;
    net.redraw();
  });
  net.on("dragEnd", (event) => {
    for (const node of event.nodes) {
      const { x, y } = net.getPosition(node);
      moved.set(node, [x, y]);
      view.point.set(node, [x, y]);
      drawn.nodes.delete(node);
    }
  });
}

/** Discs of the leagues and cities, their names written large and pale. */
function drawTerritories(context) {
  if (view.local) return;
  const tint = colors();
  const scale = context.getTransform().a / (window.devicePixelRatio || 1);
  for (const [region, x, y, radius] of CORE.territories) {
    context.beginPath();
    context.arc(x, y, radius * 1.12, 0, 2 * Math.PI);
    context.fillStyle = tint.territory;
    context.fill();
    const size = clamp(radius / 4.2, 14 / scale, 80);
    if (radius * 2 * scale < 46) continue;
    context.font = `600 ${size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = tint.name;
    context.fillText(region < 0 ? t("elsewhere") : label(region), x, y - radius * 0.86);
  }
}

/** Show these nodes, or all that are drawn, in the window. */
function fit(nodes, animate = true) {
  unseen = state.tab !== "graph";
  if (unseen) return; // the canvas has no size now: done when it is seen
  const wanted = (nodes ?? view.nodes).filter((node) => view.inside.has(node));
  if (!wanted.length) return;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of wanted) {
    const [x, y] = view.point.get(node);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const { clientWidth } = byId("canvas");
  const clientHeight = byId("canvas").clientHeight - covered();
  const room = [
    Math.max(80, clientWidth - (clientWidth > 700 ? 150 : 60)),
    Math.max(80, clientHeight - MARGIN.top - MARGIN.bottom),
  ];
  const [across, down] = [room[0] / (right - left + 60), room[1] / (bottom - top + 60)];
  const whole = Math.min(across, down);
  const scale = clamp(clientWidth > 700 || view.local ? whole : Math.sqrt(across * down), 0.04, 1.25); // a phone shows the middle
  const shift = (covered() + MARGIN.bottom - MARGIN.top) / 2 / scale;
  net.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + shift },
    scale,
    animation: animate && !calm() && { duration: 320, easingFunction: "easeInOutQuad" },
  });
}

/** How much of the canvas the panel lies over, on a phone. */
function covered() {
  const panel = byId("panel");
  return panel.hidden || getComputedStyle(panel).position !== "fixed" ? 0 : panel.offsetHeight;
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function zoomBy(factor) {
  net.moveTo({
    scale: net.getScale() * factor,
    animation: !calm() && { duration: 160, easingFunction: "easeInOutQuad" },
  });
}
