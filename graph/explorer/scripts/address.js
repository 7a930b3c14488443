// The state in the address: a view can be cited, reopened, and walked back.

const crumbs = []; // entities visited, newest last

function visit(node) {
  const at = crumbs.indexOf(node);
  if (at >= 0) crumbs.splice(at, 1);
  crumbs.push(node);
  if (crumbs.length > 8) crumbs.shift();
}

const ids = (nodes) => nodes.map((node) => NODES.id[node]).join(".");
const numbers = (text) =>
  text
    .split(".")
    .map(numberOf)
    .filter((node) => node >= 0);
const names = (looks, off) => off.map((number) => looks[number].name).join(".");
const indices = (known, text) =>
  text
    .split(".")
    .map((name) => known[name])
    .filter((number) => number !== undefined);

/** A relation of two, by their names and its own. */
const edgeName = (edge) => `${NODES.id[EDGES.source[edge]]}.${relationOf(edge).name}.${NODES.id[EDGES.target[edge]]}`;

function edgeOf(text) {
  const [source, relation, target] = text.split(".");
  const from = numberOf(source);
  const found =
    from < 0
      ? undefined
      : edgesOf(from).find(
          (edge) =>
            EDGES.source[edge] === from &&
            relationOf(edge).name === relation &&
            NODES.id[EDGES.target[edge]] === target,
        );
  return found ?? -1;
}

// key in the address -> [field, to text, from text]
const FIELDS = {
  // described in the README
  s: ["selected", (value) => ids([value]), (text) => numberOf(text)],
  f: ["focus", (value) => ids([value]), (text) => numberOf(text)],
  e: ["edge", edgeName, edgeOf],
  hops: ["hops", String, (text) => clamp(Number(text) || 1, 1, 2)],
  x: ["expanded", ids, numbers],
  pin: ["pinned", ids, numbers],
  hide: ["hidden", ids, numbers],
  path: ["path", ids, numbers],
  vs: ["compare", ids, numbers],
  off: ["typesOff", (value) => names(TYPES, value) || "-", (text) => indices(typeNumber, text)],
  roff: ["relationsOff", (value) => names(RELATIONS, value), (text) => indices(relationNumber, text)],
  region: ["region", (value) => ids([value]), (text) => numberOf(text)],
  by: ["reporter", (value) => ids([value]), (text) => numberOf(text)],
  column: ["column", String, String],
  paper: ["newspaper", String, String],
  from: ["from", String, String],
  to: ["to", String, String],
  conf: ["confidence", String, (text) => clamp(Number(text) || 0, 0, 100)],
  said: ["status", String, (text) => (["asserted", "inferred"].includes(text) ? text : "all")],
  n: ["limit", String, (text) => clamp(Number(text) || CORE.limit, 1, MOST)],
  paint: ["paint", String, (text) => (text === "community" ? text : "type")],
  tab: ["tab", String, (text) => (TABS.includes(text) ? text : "graph")],
};

/** Only what differs from the first view stands in the address. */
function hashOf(of) {
  const plain = fresh();
  const parts = [];
  for (const [key, [field, write]] of Object.entries(FIELDS)) {
    if (JSON.stringify(of[field]) === JSON.stringify(plain[field])) continue;
    const text = of[field] === -1 ? "-" : write(of[field]);
    parts.push(`${key}=${encodeURIComponent(text)}`);
  }
  return parts.join("&");
}

function readHash() {
  const read = fresh();
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    const row = FIELDS[part.slice(0, at)];
    if (at > 0 && row) read[row[0]] = row[2](decodeText(part.slice(at + 1)));
  }
  for (const pair of ["path", "compare"]) if (read[pair].length !== 2) read[pair] = [];
  return read;
}

/** A mangled escape in a link that somebody cut off is read as it stands. */
function decodeText(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

let written = null;

/** Where the window stands, for a link that shows the very same picture. */
function windowHash() {
  const { x, y } = net.getViewPosition();
  return `at=${Math.round(x)}_${Math.round(y)}_${net.getScale().toFixed(3)}`;
}

/** Put the window where the address says; false when it does not say. */
function standAt() {
  const found = /(?:^|[#&])at=(-?\d+)_(-?\d+)_([\d.]+)/.exec(location.hash);
  if (!found || state.tab !== "graph") return false;
  net.moveTo({ position: { x: Number(found[1]), y: Number(found[2]) }, scale: clamp(Number(found[3]) || 1, 0.04, 8) });
  return true;
}

function writeHash() {
  const hash = hashOf(state);
  if (hash === written) return;
  written = hash;
  history.pushState(null, "", `#${hash}`);
}

function readAddress() {
  const hash = location.hash.slice(1);
  if (hash === written) return;
  written = hash;
  picking = null;
  go(readHash(), { keep: false, centre: true });
  standAt();
}
