// Search: Chinese, pinyin, first letters; ranked by how well the name fits and by how much the entity matters.

let index = null;
const SHOWN = 12;

/** For each name of each node: plain lower case, syllables joined, initials. Made when first needed. */
function searchIndex() {
  if (index) return index;
  index = [];
  for (let node = 0; node < COUNT; node++) {
    index.push(entry(node, label(node)));
    for (const name of NODES.names[node] ?? []) index.push(entry(node, name));
    for (const name of NODES.slips[node] ?? []) index.push(entry(node, name));
  }
  return index;
}

function entry(node, name) {
  const reading = CORE.readings[name]?.split(" ");
  let joined = "";
  let initials = "";
  let han = 0;
  for (const char of name) {
    if (char > "\u2e7f") {
      const sound = reading ? reading[han] : (CORE.sounds[char] ?? "");
      han++;
      joined += sound;
      initials += sound[0] ?? "";
    } else if (/[\p{L}\p{N}]/u.test(char)) {
      joined += char.toLowerCase();
      initials += char.toLowerCase();
    }
  }
  return [node, name.toLowerCase(), joined, initials];
}

/** Node numbers and the name that fitted, best first. */
function find(query, most = SHOWN) {
  const words = query.trim().toLowerCase().normalize("NFKC");
  const letters = words.replace(/[\s'’]/g, "");
  if (!letters) return [];
  const best = new Map();
  for (const [node, name, joined, initials] of searchIndex()) {
    const score = fitness(words, letters, name, joined, initials);
    if (!score) continue;
    const total = score - NODES.rank[node] / COUNT - (typeOf(node).first ? 0 : 0.3) - (isArticle(node) ? 0.7 : 0);
    if (!best.has(node) || best.get(node)[0] < total) best.set(node, [total, name]);
  }
  return [...best]
    .sort((a, b) => b[1][0] - a[1][0] || a[0] - b[0])
    .slice(0, most)
    .map(([node, [, name]]) => ({ node, name }));
}

function fitness(words, letters, name, joined, initials) {
  if (name === words) return 10;
  if (name.startsWith(words)) return 8;
  if (name.includes(words)) return 6;
  if (!/^[a-z0-9]+$/.test(letters)) return 0;
  if (joined === letters || initials === letters) return 7;
  if (joined.startsWith(letters)) return 5;
  if (letters.length > 1 && initials.startsWith(letters)) return 4;
  if (letters.length > 2 && joined.includes(letters)) return 2;
  return letters.length > 2 && initials.includes(letters) ? 1.5 : 0;
}

let results = [];
let marked = 0;

function showResults(found) {
  const list = byId("results");
  results = found;
  marked = 0;
  const input = byId("search");
  const open = Boolean(input.value.trim());
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  fill(list, found.length ? found.map(resultItem) : h("li", { class: "none" }, t("nothing_found")));
  mark(0);
}

function resultItem({ node, name }, at) {
  const other = name !== label(node).toLowerCase() && name;
  return h(
    "li",
    {
      role: "option",
      id: `result-${at}`,
      onmousedown: (event) => {
        event.preventDefault();
        take(at);
      },
    },
    part("hit", { shape: badge(node), label: label(node), other, where: whereabouts(node) }),
  );
}

/** The place or page that tells two of one name apart. */
function whereabouts(node) {
  if (isArticle(node)) return CORE.pages[pageOf(node)].date || CORE.pages[pageOf(node)].name;
  const home = NODES.home[node];
  const regions = home === node ? chain(parentOf(node)) : chain(home);
  return regions
    .filter((region) => NODES.level[region] !== "province")
    .map(label)
    .slice(0, 2)
    .join(" · ");
}

function mark(at) {
  marked = clamp(at, 0, Math.max(0, results.length - 1));
  [...byId("results").children].forEach((item, number) =>
    item.setAttribute("aria-selected", String(number === marked)),
  );
  byId("search").setAttribute("aria-activedescendant", results.length ? `result-${marked}` : "");
  byId(`result-${marked}`)?.scrollIntoView({ block: "nearest" });
}

function take(at) {
  const hit = results[at];
  if (!hit) return;
  byId("search").value = "";
  closeResults();
  byId("search").blur();
  choose(hit.node, true);
}

function closeResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function startSearch() {
  const input = byId("search");
  input.addEventListener("input", () => showResults(find(input.value)));
  input.addEventListener("focus", () => {
    searchIndex();
    if (input.value) showResults(find(input.value));
  });
  input.addEventListener("blur", closeResults);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") mark(marked + 1);
    else if (event.key === "ArrowUp") mark(marked - 1);
    else if (event.key === "Enter") take(marked);
    else if (event.key === "Escape") {
      input.value = "";
      closeResults();
      input.blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}
