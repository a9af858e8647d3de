// Words on the screen, so that they stay true in a browser that translates pages. It puts nodes of its own where a text
// was; preact would go on writing into the old one, which nobody sees, or put it beside the new one: "K001K001".
(function (kiosk) {
  "use strict";

  const WORDS = "kiosk-words"; // an element without looks, for words that stand beside elements

  function isNothing(child) { return child === null || child === undefined || typeof child === "boolean"; }

  function isWords(child) { return typeof child === "string" || typeof child === "number"; }

  function filled(child) {
    if (Array.isArray(child)) return child.map(filled);
    if (isWords(child)) return htmPreact.h(WORDS, {textContent: String(child)});
    return isNothing(child) ? child : whole(child);
  }

  // An element of words alone has them as a value of its own: whatever is inside it then gives way to them.
  function whole(node) {
    const children = [].concat(node.props.children).filter(function (child) { return !isNothing(child); });
    if (children.length && children.every(isWords)) {
      node.props.textContent = children.join("");
      node.props.children = null;
    } else if (children.length) {
      node.props.children = filled(node.props.children);
    }
    return node;
  }

  /** Draws what a screen's function answered. @param {Element} place */
  kiosk.draw = function (page, place) {
    htmPreact.render(filled(page), place);
  };
})(window.kiosk = window.kiosk || {});
