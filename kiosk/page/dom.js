// Elements from plain calls, and morph(): it changes the shown tree into a fresh one in place.
// Nodes stay, so a finger already down on a button and the keyboard's focus survive a live update.
(function (kiosk) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const SVG_TAGS = {svg: true, path: true, circle: true};

  /**
   * One element; attributes that are null or false are left out, children are nodes or texts (null is skipped).
   * @param {string} tag @param {Object} attributes @param {Array} [children] @returns {Element}
   */
  function h(tag, attributes, children) {
    const element = SVG_TAGS[tag] ? document.createElementNS(SVG, tag) : document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      const value = attributes[name];
      if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
    });
    (children || []).forEach(function (child) {
      if (child === null || child === undefined) return;
      element.appendChild(child.nodeType ? child : document.createTextNode(String(child)));
    });
    return element;
  }

  function isSame(old, fresh) {
    if (old.nodeName !== fresh.nodeName) return false;
    return old.nodeType !== 1 || old.getAttribute("data-key") === fresh.getAttribute("data-key");
  }

  function matchAttributes(old, fresh) {
    Array.from(old.attributes).forEach(function (attribute) {
      if (!fresh.hasAttribute(attribute.name)) old.removeAttribute(attribute.name);
    });
    Array.from(fresh.attributes).forEach(function (attribute) {
      if (old.getAttribute(attribute.name) !== attribute.value) old.setAttribute(attribute.name, attribute.value);
    });
  }

  function matchChildren(old, fresh) {
    const had = Array.from(old.childNodes);
    const wanted = Array.from(fresh.childNodes);
    wanted.forEach(function (child, index) {
      if (index < had.length) morph(had[index], child);
      else old.appendChild(child);
    });
    had.slice(wanted.length).forEach(function (child) { old.removeChild(child); });
  }

  /** Make `old`, in the page, equal to `fresh`; what differs in tag or data-key is replaced whole. */
  function morph(old, fresh) {
    if (!isSame(old, fresh)) {
      old.parentNode.replaceChild(fresh, old);
    } else if (old.nodeType === 3) {
      if (old.data !== fresh.data) old.data = fresh.data;
    } else {
      matchAttributes(old, fresh);
      matchChildren(old, fresh);
    }
  }

  kiosk.h = h;
  kiosk.morph = morph;
})(window.kiosk = window.kiosk || {});
