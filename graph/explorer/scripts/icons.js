// What stands for a class wherever it is named: its shape and colour; and the button that goes to an entity.

/** The shape and colour of the node's class, as in the drawing. */
function badge(node) {
  return shapeIcon(typeOf(node));
}

function shapeIcon(look) {
  const shape = part("shape");
  shape.firstElementChild.setAttribute("d", look.path);
  shape.firstElementChild.setAttribute("fill", look.color);
  return shape;
}

function nodeLink(node) {
  const link = part("entity", { shape: badge(node), label: label(node) });
  link.addEventListener("click", () => choose(node, true));
  return link;
}
