// The frame: bar, tabs, filters, legend, keyboard; and the start.

const TABS = ["graph", "map", "time", "matrix", "table"].filter(
  (tab) => tab !== "time" || CORE.pages.some((page) => page.date),
);
const SHOW = { graph: redraw, map: showMap, time: showTime, matrix: showMatrix, table: showTable };

const MARKS = ["data-relation", "data-region", "data-type", "data-action", "data-choice", "data-paint", "data-status"];

/** How to find an element again after its part of the page was made anew. */
function trace(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const mark = MARKS.find((name) => element.hasAttribute(name));
  return mark && `[${mark}="${CSS.escape(element.getAttribute(mark))}"]`;
}

/** Draw anew what follows from the state; the keyboard stays where it was, and so does the scrolled list. */
function render() {
  const focused = document.activeElement;
  const again = focused && focused !== document.body && trace(focused);
  const home = focused?.closest("#filters, #legend, #panel, #tabs");
  const scrolled = document.querySelector(".tree")?.scrollTop ?? 0;
  renderParts();
  const tree = document.querySelector(".tree");
  if (tree) tree.scrollTop = scrolled;
  if (again && home && !document.contains(focused)) home.querySelector(again)?.focus({ preventScroll: true });
}

function renderParts() {
  showTabs();
  showFilters();
  showLegend();
  showCrumbs();
  showPanel();
  SHOW[state.tab]();
  byId("save").replaceWith(saveMenu());
}

function showTabs() {
  fill(
    byId("tabs"),
    TABS.map((tab) =>
      h(
        "button",
        {
          role: "tab",
          id: `tab-${tab}`,
          "aria-selected": String(state.tab === tab),
          "aria-controls": `view-${tab}`,
          tabindex: state.tab === tab ? 0 : -1,
          onkeydown: tabKeys,
          onclick: () => go({ tab }),
        },
        t(tab),
      ),
    ),
  );
  for (const tab of Object.keys(SHOW)) byId(`view-${tab}`).hidden = state.tab !== tab;
}

function showTools() {
  fill(
    byId("tools"),
    h(
      "button",
      {
        class: "icon only-small",
        "aria-label": t("filters"),
        onclick: () => document.body.classList.toggle("with-filters"),
      },
      "☰",
    ),
    saveMenu(),
    h("button", { id: "copy-link", onclick: copyLink }, t("link")),
    h(
      "button",
      {
        class: "icon",
        id: "theme",
        "aria-label": t("theme"),
        title: t("theme"),
        onclick: () => setTheme(dark() ? "light" : "dark"),
      },
      "◐",
    ),
    h(
      "button",
      { id: "language", lang: language ? "zh" : "en", onclick: () => setLanguage(1 - language) },
      t("language"),
    ),
  );
  byId("search").placeholder = t("search_hint");
  byId("search").setAttribute("aria-label", t("search_hint"));
  byId("canvas").setAttribute("aria-label", `${t("graph")}: ${t("keys")}`);
  byId("filters").setAttribute("aria-label", t("filters"));
  document.querySelector("[data-skip]").textContent = t("skip");
  fill(
    byId("zoom"),
    [
      ["+", "zoomIn", () => zoomBy(1.4)],
      ["−", "zoomOut", () => zoomBy(1 / 1.4)],
      ["⤢", "fit", () => fit(null)],
    ].map(([sign, key, run]) =>
      h("button", { class: "icon", "aria-label": t(key), title: t(key), onclick: run }, sign),
    ),
  );
}

/** Arrows go from tab to tab, as the pattern for tabs wants. */
function tabKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length];
  go({ tab: next });
  byId(`tab-${next}`).focus();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  keepSetting("theme", theme);
  sprites.clear();
  redraw();
}

function setLanguage(next) {
  language = next;
  document.documentElement.lang = next ? "en" : "zh-Hans";
  keepSetting("language", String(next));
  showTools();
  render();
}

/** Settings are a comfort: a browser that keeps nothing for files still shows everything. */
function keepSetting(key, value) {
  try {
    localStorage.setItem(`yizhan.${key}`, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function setting(key) {
  try {
    return localStorage.getItem(`yizhan.${key}`);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}

function copyLink() {
  writeHash();
  const hash = [hashOf(state), state.tab === "graph" && windowHash()].filter(Boolean).join("&");
  written = hash;
  history.replaceState(null, "", `#${hash}`);
  copyText(location.href);
  byId("copy-link").textContent = t("copied");
  setTimeout(() => {
    byId("copy-link").textContent = t("link");
  }, 1500);
}

function showLegend() {
  const { types } = counts();
  fill(
    byId("legend"),
    TYPES.map((look, type) => {
      const on = !state.typesOff.includes(type);
      return types[type]
        ? h(
            "button",
            { class: "chip", "aria-pressed": String(on), "data-type": look.name, onclick: () => toggleType(type) },
            shapeIcon(look),
            named(look),
            h("span", { class: "count" }, types[type]),
          )
        : null;
    }),
  );
}

function toggleType(type) {
  const typesOff = state.typesOff.includes(type)
    ? state.typesOff.filter((other) => other !== type)
    : [...state.typesOff, type].sort((a, b) => a - b);
  go({ typesOff });
}

function showCrumbs() {
  const shown = state.tab === "graph";
  fill(
    byId("crumbs"),
    picking &&
      h(
        "div",
        { class: "picking" },
        t(picking.kind === "path" ? "pickPath" : "pickCompare"),
        " ",
        h("button", { onclick: stopPicking }, t("cancel")),
      ),
    shown &&
      crumbs.length > 0 &&
      h(
        "nav",
        { "aria-label": t("back") },
        h("button", { class: "icon", "aria-label": t("back"), title: t("back"), onclick: () => history.back() }, "←"),
        crumbs.map((node) =>
          h(
            "button",
            {
              class: "crumb",
              "aria-current": node === state.selected ? "true" : null,
              onclick: () => choose(node, true),
            },
            badge(node),
            label(node),
          ),
        ),
      ),
    (state.focus >= 0 || state.expanded.length > 0 || state.hidden.length > 0 || state.pinned.length > 0) &&
      h(
        "button",
        {
          class: "crumb",
          onclick: () => {
            crumbs.length = 0;
            go({ focus: -1, expanded: [], hidden: [], pinned: [], path: [], compare: [], selected: -1 });
            fit(null);
          },
        },
        t("unfocus"),
      ),
  );
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) {
    byId("search").focus();
    event.preventDefault();
    return;
  }
  if (event.key === "Escape") {
    if (byId("reader")) closeReader();
    else if (byId("query")) byId("query").remove();
    else if (picking) stopPicking();
    else if (document.body.classList.contains("with-filters")) document.body.classList.remove("with-filters");
    else if (state.path.length || state.compare.length) go({ path: [], compare: [] });
    else if (state.selected >= 0 || state.edge >= 0) go({ selected: -1, edge: -1 });
    return;
  }
  if (event.target !== byId("canvas")) return;
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (step) {
    walkTowards(step);
    event.preventDefault();
  } else if (event.key === "+" || event.key === "=") zoomBy(1.4);
  else if (event.key === "-") zoomBy(1 / 1.4);
  else if (event.key === "0") fit(null);
  else if (event.key === "Enter" && state.selected >= 0) expand(state.selected);
}

/** Select the nearest node in a direction. */
function walkTowards([dx, dy]) {
  const [x, y] = state.selected >= 0 && view.point.has(state.selected) ? view.point.get(state.selected) : [0, 0];
  let best = -1;
  let least = Infinity;
  for (const node of view.nodes) {
    if (node === state.selected) continue;
    const [px, py] = view.point.get(node);
    const along = (px - x) * dx + (py - y) * dy;
    const across = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
    if (along <= 0 || across > along * 1.5) continue;
    if (along + 2 * across < least) {
      least = along + 2 * across;
      best = node;
    }
  }
  if (best >= 0) {
    choose(best, true);
    say(`${label(best)} ${named(typeOf(best))}`);
  }
}

function start() {
  language = setting("language") === "1" ? 1 : 0;
  document.documentElement.lang = language ? "en" : "zh-Hans";
  document.documentElement.dataset.theme =
    setting("theme") ?? (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  showTools();
  startCanvas();
  startSearch();
  document.addEventListener("keydown", keys);
  document.querySelector("[data-skip]").addEventListener("click", (event) => {
    event.preventDefault();
    go({ tab: "table" });
  });
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  window.addEventListener("popstate", readAddress);
  window.addEventListener("hashchange", readAddress);
  written = location.hash.slice(1);
  state = readHash();
  if (state.selected >= 0) visit(state.selected);
  sift();
  compose();
  render();
  fit(null, false);
  if (!standAt()) {
    if (state.edge >= 0) fit([EDGES.source[state.edge], EDGES.target[state.edge]], false);
    else if (state.selected >= 0) centreOn(state.selected);
  }
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

start();
