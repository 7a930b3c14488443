// The page's own text, opened at a quote: all mentions marked, the quote in colour.

/** Runs of the text between the given boundaries, each with the marks that cover it. */
function runs(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ begin, end }) => [begin, end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b);
  const starting = new Map();
  for (const mark of marks) {
    if (!starting.has(mark.begin)) starting.set(mark.begin, []);
    starting.get(mark.begin).push(mark);
  }
  let open = [];
  const found = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    open = [...open.filter((mark) => mark.end > cuts[i]), ...(starting.get(cuts[i]) ?? [])];
    found.push({ text: text.slice(cuts[i], cuts[i + 1]).join(""), marks: open });
  }
  return found;
}

/** The mentions on a page: spans of the `mentions` edges of its articles. */
function pageMentions(page) {
  const found = [];
  const spans = detail().facts.spans;
  CORE.articles.page.forEach((of, number) => {
    if (of !== page) return;
    for (const edge of edgesOf(number + CORE.articles.first)) {
      if (EDGES.relation[edge] !== MENTIONS && EDGES.relation[edge] !== AUTHOR) continue;
      for (const fact of factsOf(edge)) {
        for (let i = 0; i < spans[fact].length; i += 2) {
          found.push({ kind: "mention", node: EDGES.target[edge], begin: spans[fact][i], end: spans[fact][i + 1] });
        }
      }
    }
  });
  return found;
}

/** A run with its marks: the shortest mention is the link, a quote colours the ground. */
function runElement({ text, marks }) {
  const quote = marks.some((mark) => mark.kind === "quote");
  const doubt = marks.find((mark) => mark.kind === "doubt");
  const mentions = marks.filter((mark) => mark.kind === "mention").sort((a, b) => a.end - a.begin - (b.end - b.begin));
  const classes = [quote && "quote", doubt && "doubt"].filter(Boolean).join(" ");
  if (!mentions.length) return classes ? h("mark", { class: classes, title: doubt && doubt.message }, text) : text;
  const { node } = mentions[0];
  const selected = mentions.some((mention) => mention.node === state.selected);
  return h(
    "mark",
    {
      class: `mention ${classes} ${selected ? "mine" : ""}`,
      style: { "--type": typeOf(node).color },
      "data-node": node,
      tabindex: "0",
      role: "link",
      title: `${label(node)} · ${named(typeOf(node))}`,
      onclick: () => choose(node, true),
      onkeydown: (event) => event.key === "Enter" && choose(node, true),
    },
    text,
  );
}

/** Open the page of an article with the spans ([begin, end, ...]) in colour. */
function openReader(article, spans) {
  const page = pageOf(article);
  const text = codePoints(page);
  const { name, newspaper, date, number } = CORE.pages[page];
  const marks = [];
  for (let i = 0; i < spans.length; i += 2) marks.push({ kind: "quote", begin: spans[i], end: spans[i + 1] });
  if (text) marks.push(...pageMentions(page), ...pageDoubts(page));
  const reader = h(
    "section",
    { class: "reader", id: "reader", role: "dialog", "aria-label": t("pageText"), tabindex: "-1" },
    h(
      "header",
      {},
      h(
        "div",
        {},
        h("strong", {}, label(article)),
        h("small", {}, [newspaper, date, number && `${t("page")} ${number}`, name].filter(Boolean).join(" · ")),
      ),
      h("button", { class: "icon", "aria-label": t("close"), onclick: closeReader }, "✕"),
    ),
    h("div", { class: "text", lang: "zh-Hans" }, text ? runs(text, marks).map(runElement) : h("p", {}, t("noText"))),
  );
  closeReader();
  byId("panel").append(reader);
  reader.querySelector(".quote")?.scrollIntoView({ block: "center" });
  reader.focus({ preventScroll: true });
}

function pageDoubts(page) {
  const found = [];
  for (const doubt of detail().doubts) {
    if (doubt.page !== page) continue;
    for (let i = 0; i < doubt.spans.length; i += 2)
      found.push({ kind: "doubt", message: doubt.message, begin: doubt.spans[i], end: doubt.spans[i + 1] });
  }
  return found;
}

function closeReader() {
  byId("reader")?.remove();
}
