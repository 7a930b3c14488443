// The state of the view and what passes its filters.

const fresh = () => ({
  selected: CORE.focus,
  edge: -1,
  hops: CORE.focus < 0 ? 1 : 2,
  focus: CORE.focus, // a file made for one entity opens on it
  expanded: [],
  pinned: [],
  hidden: [],
  path: [],
  compare: [],
  typesOff: TYPES.filter((look) => !look.first).map((look) => typeNumber[look.name]),
  relationsOff: [],
  region: -1,
  reporter: -1,
  column: "",
  newspaper: "",
  from: "",
  to: "",
  confidence: 0,
  status: "all",
  limit: CORE.limit,
  tab: "graph",
  paint: "type",
});

let state = fresh();

const passes = { article: null, fact: null, edge: null, node: null, evidence: null };

function articlePasses(article) {
  const number = articleNumber(article);
  const page = CORE.pages[CORE.articles.page[number]];
  if (state.column && CORE.articles.column[number] !== state.column) return false;
  if (state.newspaper && page.newspaper !== state.newspaper) return false;
  if (state.from && (!page.date || page.date < state.from)) return false;
  if (state.to && (!page.date || page.date > state.to)) return false;
  if (
    state.reporter >= 0 &&
    !edgesOf(article).some((edge) => EDGES.relation[edge] === AUTHOR && otherEnd(edge, article) === state.reporter)
  )
    return false;
  return true;
}

const articleFiltered = () => state.column || state.newspaper || state.from || state.to || state.reporter >= 0;
const factFiltered = () => articleFiltered() || state.confidence > 0 || state.status !== "all";

/** Work out anew what passes; the arrays are read by drawing, panel, table and counts. */
function sift() {
  const { first } = CORE.articles;
  const article = new Uint8Array(COUNT);
  const filtered = articleFiltered();
  for (let node = first; node < COUNT; node++) article[node] = !filtered || articlePasses(node) ? 1 : 0;
  const fact = new Uint8Array(FACTS.article.length);
  for (let number = 0; number < fact.length; number++) {
    const by = FACTS.article[number];
    const said = by < 0 ? !filtered : article[by];
    const sure = FACTS.confidence[number] >= state.confidence / 100;
    const kind = state.status === "all" || (state.status === "inferred") === Boolean(FACTS.inferred[number]);
    fact[number] = said && sure && kind ? 1 : 0;
  }
  const edge = new Uint8Array(EDGE_COUNT);
  const evidence = new Uint8Array(COUNT);
  const relationsOff = new Set(state.relationsOff);
  for (let number = 0; number < EDGE_COUNT; number++) {
    let some = false;
    for (let at = EDGES.start[number]; at < EDGES.start[number + 1] && !some; at++) some = fact[at] === 1;
    if (!some) continue;
    if (!(state.status !== "all" && EDGES.relation[number] === MENTIONS))
      evidence[EDGES.source[number]] = evidence[EDGES.target[number]] = 1;
    if (!relationsOff.has(EDGES.relation[number])) edge[number] = 1;
  }
  const inside = state.region >= 0 ? below(state.region) : null;
  const node = new Uint8Array(COUNT);
  const need = factFiltered();
  for (let number = 0; number < COUNT; number++) {
    const said = number >= first ? article[number] : !need || evidence[number];
    const here = !inside || regionsOf(number).some((region) => inside.has(region));
    node[number] = told[number] && said && here ? 1 : 0; // classes are looked at last: their counts follow the other filters
  }
  Object.assign(passes, { article, fact, edge, node, evidence });
}

/** How many nodes of each class and edges of each relation pass; in a region, the edges with both ends there. */
function counts() {
  const types = new Array(TYPES.length).fill(0);
  const relations = new Array(RELATIONS.length).fill(0);
  for (let node = 0; node < COUNT; node++) if (passes.node[node]) types[NODES.type[node]]++;
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    if (state.region >= 0 && !(passes.node[EDGES.source[edge]] && passes.node[EDGES.target[edge]])) continue;
    for (let fact = EDGES.start[edge]; fact < EDGES.start[edge + 1]; fact++) {
      if (passes.fact[fact]) {
        relations[EDGES.relation[edge]]++;
        break;
      }
    }
  }
  return { types, relations };
}
