// Labels: the size of the screen, not of the graph; what matters more is written first, nothing is written over another.

const FONT =
  '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB","WenQuanYi Micro Hei",system-ui,sans-serif';
const sprites = new Map(); // drawn labels, to be stamped
const CELL = 6;
let order = [];
let stamped = []; // [node, x, y, width, height, size, bold, whole] of the last frame, in pixels of the window

function labelOrder() {
  order = [...view.nodes].sort((a, b) => weight(b) - weight(a));
}

function weight(node) {
  const base = -NODES.rank[node];
  if (node === state.selected || state.path.includes(node) || state.compare.includes(node)) return base + 4e6;
  return lit && lit.has(node) ? base + 2e6 : base;
}

const OPENING = new Set("“‘《〈（([【『「");
const CLOSING = new Set("”’》〉）)]】』」，。、；：！？,.;:!?…·");

/** The place nearest to the middle where a line may end: at a space, not after an opening mark, not before a closing one. */
function fold(chars, middle) {
  const bad = (at) => OPENING.has(chars[at - 1]) || CLOSING.has(chars[at]);
  const near = [0, 1, -1, 2, -2].map((step) => middle + step).filter((at) => at > 0 && at < chars.length);
  return near.find((at) => chars[at] === " ") ?? near.find((at) => !bad(at)) ?? middle;
}

/** At most two lines; a longer name ends in an ellipsis unless it is asked for whole. */
function lines(text, whole) {
  const chars = Array.from(text);
  if (chars.length <= 11) return [text];
  const most = whole ? 18 : 11;
  const found = [];
  let at = 0;
  while (at < chars.length) {
    const rest = chars.length - at;
    const width =
      rest <= most
        ? rest
        : rest <= 2 * most
          ? fold(chars.slice(at), Math.ceil(rest / 2))
          : fold(chars.slice(at), most - 1);
    found.push(
      chars
        .slice(at, at + width)
        .join("")
        .trim(),
    );
    at += width;
  }
  if (!whole && found.length > 2) return [found[0], `${Array.from(found[1]).slice(0, -1).join("")}…`];
  return found.length > 6 ? [...found.slice(0, 5), "…"] : found;
}

function sprite(text, size, bold, whole, ratio, ink = colors().ink) {
  const key = `${ink}|${dark() ? 1 : 0}|${size}|${bold ? 1 : 0}${whole ? 1 : 0}|${ratio}|${text}`;
  const known = sprites.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = `${bold ? 700 : 500} ${size}px ${FONT}`;
  context.font = font;
  const rows = lines(text, whole);
  const width = Math.ceil(Math.max(...rows.map((row) => context.measureText(row).width))) + 8;
  const height = Math.ceil(rows.length * size * 1.22) + 6;
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  context.scale(ratio, ratio);
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colors().paper;
  context.fillStyle = ink;
  rows.forEach((row, index) => context.strokeText(row, width / 2, 3 + index * size * 1.22));
  rows.forEach((row, index) => context.fillText(row, width / 2, 3 + index * size * 1.22));
  if (sprites.size > 4000) sprites.clear();
  const made = { canvas, width, height };
  sprites.set(key, made);
  return made;
}

/** Stamp the labels that have room. */
function drawLabels(context) {
  const matrix = context.getTransform();
  const ratio = window.devicePixelRatio || 1;
  const scale = matrix.a / ratio;
  const width = context.canvas.width / ratio;
  const height = context.canvas.height / ratio;
  const columns = Math.ceil(width / CELL);
  const taken = new Uint8Array(columns * Math.ceil(height / CELL));
  stamped = [];
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  const sequence =
    hovered >= 0 && view.inside.has(hovered) ? [hovered, ...order.filter((node) => node !== hovered)] : order;
  for (const node of sequence) {
    const body = net.body.nodes[node];
    if (!body) continue;
    const x = (matrix.a * body.x + matrix.e) / ratio;
    const y = (matrix.d * body.y + matrix.f) / ratio;
    if (x < -80 || y < -60 || x > width + 80 || y > height + 40) continue;
    const strong = node === hovered || node === state.selected;
    const shown = strong || state.path.includes(node) || state.compare.includes(node);
    if (lit && !lit.has(node) && !strong) continue;
    const size = Math.round(clamp(fontSize(node) * Math.pow(scale, 0.45), 11, 22) + (shown ? 1 : 0));
    const picture = sprite(label(node), size, shown || NODES.rank[node] < 12, strong, ratio);
    const radius = nodeSize(node) * scale;
    const left = x - picture.width / 2;
    const top = y + radius + 1;
    if (!claim(taken, columns, left + 2, top + 2, picture.width - 4, picture.height - 4, shown)) continue;
    context.drawImage(picture.canvas, Math.round(left * ratio), Math.round(top * ratio));
    stamped.push([node, left, top, picture.width, picture.height, size, shown || NODES.rank[node] < 12, strong]);
  }
  drawEdgeLabels(context, matrix, ratio, taken, columns);
  context.restore();
}

/** The names of the relations that stand out, when there are few and room for them. */
function drawEdgeLabels(context, matrix, ratio, taken, columns) {
  const edges = litEdges.size ? [...litEdges] : view.local ? view.edges : [];
  if (!edges.length || edges.length > 60 || matrix.a / ratio < 0.55) return;
  for (const edge of edges) {
    const [from, to] = [net.body.nodes[EDGES.source[edge]], net.body.nodes[EDGES.target[edge]]];
    if (!from || !to) continue;
    const x = ((matrix.a * (from.x + to.x)) / 2 + matrix.e) / ratio;
    const y = ((matrix.d * (from.y + to.y)) / 2 + matrix.f) / ratio;
    const picture = sprite(named(relationOf(edge)), 11, false, false, ratio, relationOf(edge).color);
    const [left, top] = [x - picture.width / 2, y - picture.height / 2];
    if (claim(taken, columns, left, top, picture.width, picture.height, false))
      context.drawImage(picture.canvas, Math.round(left * ratio), Math.round(top * ratio));
  }
}

/** Take the cells of a rectangle unless one is taken; `force` takes them anyway. */
function claim(taken, columns, left, top, width, height, force) {
  const rows = taken.length / columns;
  const x1 = Math.max(0, Math.floor(left / CELL));
  const x2 = Math.min(columns - 1, Math.floor((left + width) / CELL));
  const y1 = Math.max(0, Math.floor(top / CELL));
  const y2 = Math.min(rows - 1, Math.floor((top + height) / CELL));
  if (!force) {
    for (let y = y1; y <= y2; y++) for (let x = x1; x <= x2; x++) if (taken[y * columns + x]) return false;
  }
  for (let y = y1; y <= y2; y++) taken.fill(1, y * columns + x1, y * columns + x2 + 1);
  return true;
}

/** The node whose label is under the pointer: a label is as good to click as its node. */
function labelAt({ x, y }) {
  const hit = stamped.find(
    ([, left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height,
  );
  return hit ? hit[0] : undefined;
}
