// The query editor speaks English only: what it writes into the page is said anew in the reader's language.
"use strict";

/** Keeps the elements in the words of `table`: rows of a pattern, `{}` for anything, and what to say instead. */
function speak(elements, table) {
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const rows = table.map(([pattern, said]) => [new RegExp(`^${pattern.split("{}").map(escaped).join("(.+?)")}$`, "s"), said]);
  const anew = (text) => {
    for (const [pattern, said] of rows) {
      const found = text.trim().match(pattern);
      if (found) return said.split("{}").map((piece, at) => piece + (at + 1 < said.split("{}").length ? found[at + 1] : "")).join("");
    }
    return text;
  };
  // the query and the values of an answer are nobody's words but the user's and the graph's
  const own = (element) => element.closest(".CodeMirror-code, .CodeMirror-hints, td:not(.dt-empty), .dt-column-title");

  const attributes = (element) => {
    for (const name of ["title", "aria-label", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text && anew(text) !== text) element.setAttribute(name, anew(text));
    }
  };
  const texts = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) attributes(node);
      else if (node.parentElement && !own(node.parentElement) && anew(node.data) !== node.data) node.data = anew(node.data);
    }
  };
  const watcher = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach((node) => node.isConnected && texts(node));
      else texts(target);
    }
  });
  for (const element of elements) {
    texts(element);
    watcher.observe(element, { subtree: true, childList: true, characterData: true, attributeFilter: ["title", "aria-label", "placeholder"] });
  }
}
