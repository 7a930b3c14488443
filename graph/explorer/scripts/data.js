// The embedded graph: columns as they come, and what follows from them (neighbours, edges of a node, statements).

const CORE = JSON.parse(byId("core").textContent);
const DRAWING = JSON.parse(byId("drawing").textContent);
const NODES = CORE.nodes;
const EDGES = CORE.edges;
const FACTS = CORE.facts;
const TYPES = CORE.types;
const RELATIONS = CORE.relations;
NODES.id = NODES.path.map((path) => path.slice(path.lastIndexOf("/") + 1));
const COUNT = NODES.id.length;
Object.assign(WORDS, CORE.words);
const EDGE_COUNT = EDGES.source.length;
const typeOf = (node) => TYPES[NODES.type[node]];
const relationOf = (edge) => RELATIONS[EDGES.relation[edge]];
const typeNumber = Object.fromEntries(TYPES.map((look, number) => [look.name, number]));
const relationNumber = Object.fromEntries(RELATIONS.map((look, number) => [look.name, number]));
const ARTICLE = typeNumber.Article;
const CONTRIBUTOR = typeNumber.Contributor;
const MENTIONS = relationNumber.mentions;
const AUTHOR = relationNumber.contributor;
const label = (node) => NODES.label[node];
const parentOf = (node) => NODES.parent[node] ?? -1;
const regionsOf = (node) => NODES.regions[node] ?? [];
const isArticle = (node) => NODES.type[node] === ARTICLE;

let detailRead = null;
/** Spans, quotes and texts: parsed when first asked for. */
function detail() {
  if (!detailRead) detailRead = JSON.parse(byId("detail").textContent);
  return detailRead;
}

let numbersRead = null;
function numberOf(id) {
  if (!numbersRead) numbersRead = new Map(NODES.id.map((name, node) => [name, node]));
  return numbersRead.get(id) ?? -1;
}

// Edges of each node, both directions, as one flat list with the start of each node's part.
const edgeStart = new Int32Array(COUNT + 1);
const edgeList = new Int32Array(EDGE_COUNT * 2);
(() => {
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    edgeStart[EDGES.source[edge] + 1]++;
    edgeStart[EDGES.target[edge] + 1]++;
  }
  for (let node = 0; node < COUNT; node++) edgeStart[node + 1] += edgeStart[node];
  const next = edgeStart.slice();
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    edgeList[next[EDGES.source[edge]]++] = edge;
    edgeList[next[EDGES.target[edge]]++] = edge;
  }
})();
const edgesOf = (node) => edgeList.subarray(edgeStart[node], edgeStart[node + 1]);
const otherEnd = (edge, node) => (EDGES.source[edge] === node ? EDGES.target[edge] : EDGES.source[edge]);

/** Nodes of which some article speaks; the gazetteer's own stay out of the way until they are asked for. */
const told = new Uint8Array(COUNT);
told.fill(1, CORE.articles.first);
for (let edge = 0; edge < EDGE_COUNT; edge++) {
  for (let fact = EDGES.start[edge]; fact < EDGES.start[edge + 1]; fact++) {
    if (FACTS.article[fact] >= 0) {
      told[EDGES.source[edge]] = told[EDGES.target[edge]] = 1;
      break;
    }
  }
}

const byRank = new Int32Array(COUNT);
for (let node = 0; node < COUNT; node++) byRank[NODES.rank[node]] = node;

const children = new Map();
for (const [child, parent] of Object.entries(NODES.parent)) {
  if (!children.has(parent)) children.set(parent, []);
  children.get(parent).push(Number(child));
}

/** The region and those above it, nearest first. */
function chain(region) {
  const found = [];
  while (region >= 0 && !found.includes(region)) {
    found.push(region);
    region = parentOf(region);
  }
  return found;
}

/** The region and all below it. */
function below(region) {
  const found = new Set();
  const open = [region];
  while (open.length) {
    const one = open.pop();
    if (found.has(one)) continue;
    found.add(one);
    open.push(...(children.get(one) ?? []));
  }
  return found;
}

const articleNumber = (node) => node - CORE.articles.first;
const pageOf = (article) => CORE.articles.page[articleNumber(article)];
const fontSize = (node) => Math.max(11, 19 - (2.2 * Math.log(1 + NODES.rank[node])) / Math.log(4));
const nodeSize = (node) => Math.max(12, Math.round(fontSize(node) * 2.4 - 15));

/** Numbers of the facts of an edge. */
function factsOf(edge) {
  const found = [];
  for (let fact = EDGES.start[edge]; fact < EDGES.start[edge + 1]; fact++) found.push(fact);
  return found;
}

// Page texts by code point: offsets of the graph do not count UTF-16 units.
const points = new Map();
function codePoints(page) {
  if (!points.has(page)) {
    const text = detail().texts[page];
    points.set(page, text === undefined ? null : Array.from(text));
  }
  return points.get(page);
}

/** The words of a fact, in pieces: its spans on the page, or the kept quote. */
function quotePieces(fact) {
  const spans = detail().facts.spans[fact];
  const article = FACTS.article[fact];
  if (article < 0 || !spans.length) return [];
  const text = codePoints(pageOf(article));
  if (!text) return detail().facts.quote[fact] ? [{ text: detail().facts.quote[fact] }] : [];
  const pieces = [];
  for (let i = 0; i < spans.length; i += 2) {
    pieces.push({ text: text.slice(spans[i], spans[i + 1]).join(""), begin: spans[i], end: spans[i + 1] });
  }
  return pieces;
}

// --- words in their sentences: as `graph.parts.passages` does for the server's pages ---

const SENTENCE_END = new RegExp(CORE.sentence.end, "g");
const SENTENCE_ENDED = new RegExp(`(?:${CORE.sentence.end})$`);
const FURTHEST = CORE.sentence.furthest;
const oneLine = (text) => text.join("").replace(/\s*\n\s*/g, "");
const size = (text) => Array.from(text).length;

/** The sentence around the words from `begin` to `end`, as far as it is shown. */
function sentence(text, begin, end) {
  const from = Math.max(0, begin - FURTHEST);
  const before = text.slice(from, begin).join("");
  const last = [...before.matchAll(SENTENCE_END)].at(-1);
  const ended = text.slice(begin, end).join("").match(SENTENCE_ENDED)?.[0] ?? "";
  const after = ended + text.slice(end, end + FURTHEST).join("");
  const stop = after.matchAll(SENTENCE_END).next().value;
  return {
    begin: last ? begin - size(before.slice(last.index + last[0].length)) : from,
    end: stop ? end - size(ended) + size(after.slice(0, stop.index + stop[0].length)) : Math.min(text.length, end + FURTHEST),
    cutBefore: !last && from > 0,
    cutAfter: !stop && end + FURTHEST < text.length,
    spans: [[begin, end]],
  };
}

/** Sentences that hold the spans ([begin, end, ...]), each as pieces of text and whether they are of the words. */
function passages(text, spans) {
  const pairs = [];
  for (let i = 0; i < spans.length; i += 2) pairs.push([spans[i], spans[i + 1]]);
  const found = [];
  for (const [begin, end] of pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const next = sentence(text, begin, end);
    const last = found.at(-1);
    if (!last || next.begin >= last.end) found.push(next);
    else {
      last.end = Math.max(last.end, next.end);
      last.cutAfter = next.cutAfter;
      last.spans.push([begin, end]);
    }
  }
  return found.map((window) => pieces(text, window));
}

function pieces(text, window) {
  const cut = (from, to) => oneLine(text.slice(from, Math.max(from, to)));
  const found = window.cutBefore ? [["…", false]] : [];
  let at = window.begin;
  for (const [begin, end] of window.spans) {
    if (end <= at) continue;
    found.push([cut(at, begin), false], [cut(Math.max(at, begin), end), true]);
    at = end;
  }
  found.push([cut(at, window.end) + (window.cutAfter ? "…" : ""), false]);
  return found.filter(([words]) => words);
}
