// Counting for map, timeline and matrix: what of the passing graph falls to which region, contributor or day.

const MEASURES = ["programmes", "pieces", "organisations"];
const measured = {
  programmes: new Set(["Programme"]),
  pieces: new Set(["Article"]),
  organisations: new Set(["PartyOrganisation", "Organisation"]),
};

/** The region of a level that a region lies in, -1 for none. */
const atLevel = (region, level) => chain(region).find((one) => NODES.level[one] === level) ?? -1;

/** For each region of a level: the nodes of the measure that belong to it. */
function byRegion(measure, level) {
  const wanted = measured[measure];
  const found = new Map();
  for (let node = 0; node < COUNT; node++) {
    if (!passes.node[node] || !wanted.has(typeOf(node).name)) continue;
    for (const region of new Set(regionsOf(node).map((one) => atLevel(one, level)))) {
      if (region < 0) continue;
      if (!found.has(region)) found.set(region, []);
      found.get(region).push(node);
    }
  }
  return found;
}

/** Rows of the matrix: for each row node and each region of a level, the articles that put them together. */
function crossTable(rows, level) {
  const table = new Map();
  const add = (row, region, article) => {
    const column = region >= 0 ? atLevel(region, level) : -1;
    if (column < 0) return;
    if (!table.has(row)) table.set(row, new Map());
    const cells = table.get(row);
    if (!cells.has(column)) cells.set(column, new Set());
    cells.get(column).add(article);
  };
  if (rows === "reporters") crossReporters(add);
  else crossProgrammes(add);
  return table;
}

/** A reporter and a region: articles by the one that name the other or a part of it. */
function crossReporters(add) {
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    if (EDGES.relation[edge] !== AUTHOR) continue;
    const article = EDGES.source[edge];
    if (!passes.node[article]) continue;
    for (const region of regionsOf(article)) add(EDGES.target[edge], region, article);
  }
}

/** A programme and a region: articles that say it is run by or based in the region or a body there. */
function crossProgrammes(add) {
  const tells = new Set([relationNumber.runs, relationNumber.basedIn, relationNumber.takesPartIn]);
  for (let edge = 0; edge < EDGE_COUNT; edge++) {
    if (!tells.has(EDGES.relation[edge]) || !passes.edge[edge]) continue;
    for (const [programme, other] of [
      [EDGES.source[edge], EDGES.target[edge]],
      [EDGES.target[edge], EDGES.source[edge]],
    ]) {
      if (typeOf(programme).name !== "Programme" || !passes.node[programme]) continue;
      for (const fact of factsOf(edge)) {
        if (!passes.fact[fact] || FACTS.article[fact] < 0) continue;
        for (const region of regionsOf(other)) add(programme, region, FACTS.article[fact]);
      }
    }
  }
}

/** Articles by day, or by month when the days are many: [[key, articles]], sorted. */
function byTime() {
  const days = new Map();
  for (let article = CORE.articles.first; article < COUNT; article++) {
    const { date } = CORE.pages[pageOf(article)];
    if (!date || !passes.node[article]) continue;
    if (!days.has(date)) days.set(date, []);
    days.get(date).push(article);
  }
  const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length <= 62) return sorted;
  const months = new Map();
  for (const [day, articles] of sorted)
    months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), ...articles]);
  return [...months];
}
