// What stands for a class wherever it is named: its shape and colour; and the button that goes to an entity.

/** The shape and colour of the node's class, as in the drawing. */
function badge(node) {
  return shapeIcon(typeOf(node));
}

const SHAPES = {
  dot: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
  square: "M2 2h12v12h-12z",
  diamond: "M8 .8l7.2 7.2l-7.2 7.2l-7.2-7.2z",
  triangle: "M8 1.2l7.3 13h-14.6z",
  triangleDown: "M8 14.8l7.3-13h-14.6z",
  hexagon: "M4.3 1.6h7.4l3.7 6.4l-3.7 6.4h-7.4l-3.7-6.4z",
  star: "M8 .8l2.1 4.9l5.3.5l-4 3.5l1.2 5.2l-4.6-2.8l-4.6 2.8l1.2-5.2l-4-3.5l5.3-.5z",
};

function shapeIcon(look) {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: "badge", "aria-hidden": "true" },
    svg("path", { d: SHAPES[look.shape], fill: look.color }),
  );
}

const nodeLink = (node, text = label(node)) =>
  h("button", { class: "entity", onclick: () => choose(node, true) }, badge(node), h("span", {}, text));
