// The parts of a page in the browser: templates that the page carries, filled with text or elements.
"use strict";

/** A part with its slots filled; a slot that gets nothing is left out, with the element that holds nothing else. */
function part(name, given = {}) {
  const made = document.getElementById(`part-${name}`).content.firstElementChild.cloneNode(true);
  for (const slot of made.querySelectorAll("slot")) {
    const around = slot.parentElement;
    const pieces = [given[slot.name]].flat(Infinity).filter((piece) => piece || piece === 0);
    slot.replaceWith(...pieces.map((piece) => (piece instanceof Node ? piece : String(piece))));
    if (around !== made && !around.hasChildNodes()) around.remove();
  }
  return made;
}
