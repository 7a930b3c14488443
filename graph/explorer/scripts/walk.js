// Walking: every step changes the state, the state stands in the address, the view follows.

let picking = null; // { kind: "path" | "compare", from } while the other end is asked for

/** Change the state, draw it, and keep the step for the back button. */
function go(changes, { keep = true, centre = false } = {}) {
  const before = view.local;
  state = { ...state, ...changes };
  if ("selected" in changes && changes.selected >= 0) visit(changes.selected);
  sift();
  compose();
  render();
  if (view.local || before) fit(null);
  else if (centre) centreOn(state.selected);
  if (keep) writeHash();
}

/** A click on an entity anywhere: select it, or make it the other end of a path or comparison. */
function choose(node, centre = false) {
  if (picking && picking.from !== node) {
    const { kind, from } = picking;
    stopPicking();
    go({ [kind]: [from, node], selected: -1, tab: "graph" });
    return;
  }
  closeReader();
  const gone = state.path.length || state.compare.length ? { path: [], compare: [] } : {};
  const focus = state.focus >= 0 && !view.inside.has(node) ? { focus: -1 } : {};
  const keepTab = state.tab === "table" ? {} : { tab: "graph" };
  go(
    { selected: node, hidden: state.hidden.filter((other) => other !== node), edge: -1, ...gone, ...focus, ...keepTab },
    { centre },
  );
}

function centreOn(node) {
  if (node < 0 || !view.point.has(node) || state.tab !== "graph") return;
  const around = [node, ...neighbours(node).filter((other) => view.inside.has(other))];
  const [x, y] = view.point.get(node);
  const near = around.filter((other) => Math.hypot(view.point.get(other)[0] - x, view.point.get(other)[1] - y) < 420);
  const scale = near.length > 1 ? clamp(net.getScale(), 0.85, 1.5) : 1;
  net.moveTo({
    position: { x, y: y + covered() / 2 / scale },
    scale,
    animation: !calm() && { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

function expand(node) {
  const expanded = state.expanded.includes(node) ? state.expanded : [...state.expanded, node];
  const before = view.inside;
  go({ expanded, selected: node });
  const fresh = neighbours(node).filter((other) => !before.has(other)).length;
  say(`${label(node)}: +${fresh}`);
}

function pin(node, on) {
  go({ pinned: on ? [...state.pinned, node] : state.pinned.filter((other) => other !== node) });
}

function hide(node) {
  go({
    hidden: [...state.hidden, node],
    selected: -1,
    expanded: state.expanded.filter((other) => other !== node),
    pinned: state.pinned.filter((other) => other !== node),
  });
}

function pick(kind, from) {
  picking = { kind, from };
  showCrumbs();
  byId("search").focus();
}

function stopPicking() {
  picking = null;
  showCrumbs();
}
